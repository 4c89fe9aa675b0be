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
	assembler
	pool *pool
}

// NewOpen makes the open engine. It starts nothing: pdfium starts with the first
// page that is read or drawn.
func NewOpen(o OpenOptions) (Engine, error) {
	p := newPool(o)
	return &Open{assembler: newAssembler(o.Fonts, p.rewrite), pool: p}, nil
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

// UniOptions configure the engine of UniPDF.
type UniOptions struct {
	KeyFile  string // the offline licence key; "" for none
	Customer string // the customer's name that the key was made out to
	Fonts    Fonts
}
