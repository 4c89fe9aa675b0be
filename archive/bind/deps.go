package bind

import (
	"context"
	"io"
	"io/fs"

	"niandang/archive"
	"niandang/archive/pdf"
)

// Deps are what Compile works with.
type Deps struct {
	Engine  pdf.Engine
	Type    pdf.Type
	Content Content
	Forms   fs.FS // sizes, see assets/forms
	Journal Journal
	Now     archive.Clock
}

// Content gives the bytes that are bound.
type Content interface {
	// Source says what stands for a file. An error means that it could not be
	// found out; a file whose content is kept out has no Open.
	Source(ctx context.Context, fileID string) (Source, error)
}

// Open opens some bytes; it may be called several times.
type Open func() (io.ReadSeekCloser, error)

// Source is what there is of one file.
type Source struct {
	Family    string // as archive/format names it: pdf, docx, ofd, image, …
	Open      Open   // the original bytes; nil when they are kept out (secret)
	Rendition *Rendition
	// Text gives the text, a string for each page, lines ended by \n. Optional.
	Text func(ctx context.Context) ([]string, error)
	// Head is what reading the file kept of its first page, see [Head]. Optional:
	// without it the engine is asked, which takes about 20 ms a file.
	Head *archive.PageHead
}

// Rendition is a PDF that a helper made of the file.
type Rendition struct {
	SHA256 string
	Pages  int
	Maker  string
	Open   Open
}

// Journal remembers finished outputs, so that the same command goes on where it
// was stopped and what did not change is not made again.
type Journal interface {
	Load(ctx context.Context) (map[string]string, error)
	Set(ctx context.Context, name, value string) error
}

// Report says what is there now.
type Report struct {
	Volumes  []archive.Volume
	Papers   []string // other files, relative to the folder, with /
	Findings []archive.Finding
	Made     int // files written by this run
	Kept     int // files that were right already
}
