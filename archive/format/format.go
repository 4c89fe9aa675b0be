package format

import (
	"context"
	"sync"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/pdf"
)

// Input is a file to be read.
type Input struct {
	Name   string // as seen in the source: its extension counts
	Path   string // a private place on disk; it is only read
	SHA256 string
	Size   int64
}

// Format is what a file is.
type Format struct {
	PUID   string // PRONOM id, "" for formats without one (OFD, CEB)
	Name   string
	MIME   string
	Family Family
}

// Family is a group of formats that are read in the same way.
type Family = string

// The families.
const (
	PDF     Family = "pdf"
	DOCX    Family = "docx"
	DOC     Family = "doc"
	XLSX    Family = "xlsx"
	XLS     Family = "xls"
	ODT     Family = "odt"
	ODS     Family = "ods"
	OFD     Family = "ofd"
	TXT     Family = "txt"
	EML     Family = "eml"
	Image   Family = "image"
	ZIP     Family = "zip"
	Office  Family = "office" // slides and others that an office program reads
	RTF     Family = "rtf"
	HTML    Family = "html"
	Unknown Family = "unknown"
)

// Content is what reading a file gave.
type Content struct {
	Format    Format
	Pages     int
	PagesSure bool  // false where pages are an estimate: no rendition was there
	Blank     []int // sides on which nothing stands, from 1
	Doc       page.Doc
	Problems  []archive.Finding
	Embedded  []archive.Embedded
	OCR       bool       // some of the text was recognised from pictures
	Tracked   bool       // the file holds tracked changes; the text is with all accepted
	Rendition *Rendition // made on the way, where the text came from one
}

// Rendition is a PDF that a helper made. The file lies in a temporary folder;
// whoever wants to keep it copies it.
type Rendition struct {
	Path  string
	Pages int
	Maker string // program and version
}

// ReadOptions say what is there already.
type ReadOptions struct {
	Rendition *Rendition // from ConvertAll, so that the helper is not asked again
}

// Deps are what a Reader needs.
type Deps struct {
	PDF     pdf.Engine
	Limits  archive.LimitSettings
	Helpers archive.HelperSettings
	// TempDir makes a private folder and gives the way to wipe it.
	TempDir func() (dir string, wipe func() error, err error)
}

// Reader reads files. It may be used by several goroutines.
type Reader struct {
	pdf     pdf.Engine
	limits  archive.LimitSettings
	helpers archive.HelperSettings
	tempDir func() (string, func() error, error)

	signatures func() identifier
	ocrSlots   chan struct{} // at most two at work
	office     sync.Mutex    // one office program at a time
	found      *discovery

	mu    sync.Mutex
	wipes []func() error
}

// workers is how many recognitions run at a time: more make an old office PC
// useless for anything else.
const workers = 2

// New makes a Reader. Signatures are loaded at the first file.
func New(d Deps) *Reader {
	r := &Reader{
		pdf: d.PDF, limits: withDefaults(d.Limits), helpers: d.Helpers, tempDir: d.TempDir,
		ocrSlots: make(chan struct{}, workers),
	}
	if r.tempDir == nil {
		r.tempDir = privateTempDir
	}
	r.signatures = sync.OnceValue(loadSignatures)
	r.found = newDiscovery(d.Helpers)
	return r
}

// Close wipes the temporary files that are still there, renditions that Read
// made included.
func (r *Reader) Close() error {
	r.mu.Lock()
	wipes := r.wipes
	r.wipes = nil
	r.mu.Unlock()
	var first error
	for _, w := range wipes {
		if err := w(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// work makes a temporary folder that lives until Close.
func (r *Reader) work() (string, error) {
	dir, wipe, err := r.tempDir()
	if err != nil {
		return "", err
	}
	r.mu.Lock()
	r.wipes = append(r.wipes, wipe)
	r.mu.Unlock()
	return dir, nil
}

// HelperState says whether a helper program is there.
type HelperState struct {
	Name    string // office, tesseract
	Path    string
	Version string
	Found   bool
}

// Helpers looks for the helper programs. With Helpers.Disabled none is found.
func (r *Reader) Helpers(ctx context.Context) []HelperState {
	return []HelperState{r.found.officeState(ctx), r.found.ocrState(ctx)}
}
