package pdf

import (
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// OpenOptions configure the open engine. All may be zero: then no type can be
// set, nothing is kept on disk, and one page is read at a time.
type OpenOptions struct {
	Fonts    Fonts
	CacheDir string // where pdfium's compiled form is kept; it saves about 3 s a start
	Workers  int    // files read at the same moment by pdfium
}

// Open is the engine of pdfcpu and pdfium.
type Open struct {
	fonts Fonts
	pool  *pool
	face  func() (*Typeface, error) // parsed when first asked for
}

// NewOpen makes the open engine. It starts nothing: pdfium starts with the first
// page that is read or drawn.
func NewOpen(o OpenOptions) (Engine, error) {
	fonts := o.Fonts
	return &Open{
		fonts: fonts,
		pool:  newPool(o.CacheDir, max(o.Workers, 1)),
		face:  sync.OnceValues(func() (*Typeface, error) { return NewType(fonts) }),
	}, nil
}

// Name says which libraries answer.
func (e *Open) Name() string { return "pdfcpu+pdfium" }

// Close stops pdfium and frees its memory.
func (e *Open) Close() error { return e.pool.close() }

// configuration is pdfcpu's, kept from reading or writing settings in the user's
// home folder.
var configuration = sync.OnceValue(func() model.Configuration {
	model.ConfigPath = "disable"
	c := *model.NewDefaultConfiguration()
	c.Offline = true
	c.ValidationMode = model.ValidationRelaxed
	c.DecodeAllStreams = false
	return c
})
