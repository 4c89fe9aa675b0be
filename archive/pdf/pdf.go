package pdf

import (
	"context"
	"image"
	"io"
	"iter"
	"time"

	"niandang/archive/page"
)

// Engine is what the program asks of a PDF library. There are two: the open one
// (pdfcpu and pdfium), and UniPDF when an offline licence is configured. One
// contract test suite runs on both.
//
// Errors are archive.Error: CodeDamaged for a file that cannot be read,
// CodeUnsupported for one that needs a password or a licence. A panic of a
// library on a broken file becomes CodeDamaged.
type Engine interface {
	Name() string
	// Info opens a file and says what it is. It needs no licence.
	Info(ctx context.Context, r io.ReadSeeker) (Info, error)
	// Pages gives the pages with their positioned text, in order, at most limit
	// pages (0: all).
	Pages(ctx context.Context, r io.ReadSeeker, limit int) iter.Seq2[page.Page, error]
	// Render draws one page (from 1) at dpi.
	Render(ctx context.Context, r io.ReadSeeker, number int, dpi float64) (image.Image, error)
	// Assemble writes one file from foreign pages and pages that we set. The same
	// job gives the same bytes.
	Assemble(ctx context.Context, w io.Writer, job Job) (Report, error)
	Close() error
}

// Info is what a file says of itself.
type Info struct {
	Version    string
	Pages      int
	Sizes      []Size // as seen, after rotation
	Encrypted  bool   // cannot be opened without a password
	Restricted bool   // opens, but the owner restricted printing or copying
	Repaired   bool   // damaged, and read all the same
	PDFA       string // what it claims: "2b", "" for nothing
	Title      string
	Author     string
	Signed     bool
}

// Size is a page's size in points.
type Size struct{ W, H float64 }

// Job says what to put together.
type Job struct {
	Parts   []Part
	Outline []Bookmark
	Labels  []Label
	Attach  []Attachment
	Meta    Meta
	// Claim PDF/A-2b in the XMP. The caller answers for the foreign parts; pages
	// that we set always satisfy it.
	PDFA bool
}

// Part is a run of pages: either Sheets, or the pages of a foreign PDF.
type Part struct {
	Sheets []Sheet
	Open   func() (io.ReadSeekCloser, error) // a foreign file, opened when its turn comes
	Pages  []int                             // which of its pages, from 1; nil for all
	// Fit puts pages that are not A4 in the middle of an A4 sheet of their own
	// orientation as seen, scaled down (never up), so that they stay legible.
	Fit bool
	// Overlay gives what is drawn over page i (from 0) of the part; nil for
	// nothing. Coordinates are those of the page as seen.
	Overlay func(i int, s Size) []Op
}

// Sheet is a page that we set. Lengths are millimetres from the upper left
// corner, y down; font sizes are points.
type Sheet struct {
	W, H float64
	Ops  []Op
}

// A4 is the size of an upright A4 sheet in mm.
const (
	A4Width  = 210.0
	A4Height = 297.0
)

// Op is one drawing operation: Text, Line, Rect, Path, Shading, Glyphs, Picture,
// Group or Link.
type Op interface{ op() }

// Face is one of the four faces of type.
type Face int

// The faces.
const (
	Serif Face = iota
	SerifBold
	Sans
	SansBold
)

// Color is an RGB colour, 0 to 1.
type Color struct{ R, G, B float64 }

// Black and StampRed are the colours of our forms.
var (
	Black    = Color{}
	StampRed = Color{0xC8 / 255.0, 0x16 / 255.0, 0x1D / 255.0}
)

// Text is a run of type whose baseline begins at X, Y.
type Text struct {
	X, Y  float64
	Size  float64 // points
	Face  Face
	Color Color
	S     string
	Turn  float64 // degrees, counter-clockwise, about X, Y
	Fill  float64 // mm: the run is spaced out to this width; 0 leaves it as it is
	Wide  float64 // width of the characters, 1 (and 0) is natural
}

// Line is a straight line of Width mm.
type Line struct {
	X0, Y0, X1, Y1 float64
	Width          float64
	Color          Color
}

// Rect is a rectangle: filled, or drawn as a line of Width mm.
type Rect struct {
	X, Y, W, H float64
	Width      float64
	Color      Color
	Filled     bool
}

// Picture places an image file (JPEG, PNG, TIFF, BMP) or a decoded image. The Exif
// orientation of a file is applied; W and H are those of the picture as seen. What
// is transparent in it stays so.
type Picture struct {
	X, Y, W, H float64
	Open       func() (io.ReadSeekCloser, error)
	Image      image.Image
	Page       int         // which image of a TIFF that has several, from 1; 0 is the first
	Place      *[6]float64 // instead of X, Y, W, H: a matrix that takes the unit square, y down, to the sheet in mm
}

// Link leads from a rectangle to a page of the whole job, from 1.
type Link struct {
	X, Y, W, H float64
	Page       int
}

func (Text) op()    {}
func (Line) op()    {}
func (Rect) op()    {}
func (Path) op()    {}
func (Shading) op() {}
func (Glyphs) op()  {}
func (Group) op()   {}
func (Picture) op() {}
func (Link) op()    {}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	Page  int // of the whole job, from 1
	Kids  []Bookmark
}

// Label numbers pages from Page (from 1) on: Prefix and numbers from Start; no
// numbers where Style is "". Styles: D decimal, r roman, R Roman.
type Label struct {
	Page   int
	Style  string
	Prefix string
	Start  int
}

// Attachment is a file carried inside the PDF.
type Attachment struct {
	Name, MIME, Note string
	Data             []byte
}

// Meta is the document information; XMP carries the same.
type Meta struct {
	Title, Author, Subject string
	Keywords               []string
	Creator                string
	Created                time.Time
	Custom                 map[string]string // 档号, 全宗号, 保管期限 …
}

// Report says what was put together.
type Report struct {
	Pages   int
	Parts   []PartReport
	Missing []rune // characters that no face has; 〓 stands in their place
}

// PartReport says where a part lies in the file.
type PartReport struct {
	First, Pages int   // first page, from 1
	Err          error // the part could not be read: nothing of it was put in
}

// Type measures text before it is set.
type Type interface {
	// Width gives the width of s in mm at a size in points.
	Width(s string, f Face, size float64) float64
	// Has reports whether the faces have r.
	Has(r rune) bool
}

// Fonts are the TrueType files of the four faces, handed in by whoever has them.
type Fonts struct{ Serif, SerifBold, Sans, SansBold []byte }
