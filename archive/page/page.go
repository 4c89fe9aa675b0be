package page

// Box is a rectangle.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Width and Height give the sides.
func (b Box) Width() float64  { return b.X1 - b.X0 }
func (b Box) Height() float64 { return b.Y1 - b.Y0 }

// MidX gives the horizontal middle.
func (b Box) MidX() float64 { return (b.X0 + b.X1) / 2 }

// Union gives the smallest box around both; an empty box adds nothing.
func (b Box) Union(o Box) Box {
	if b == (Box{}) {
		return o
	}
	if o == (Box{}) {
		return b
	}
	return Box{min(b.X0, o.X0), min(b.Y0, o.Y0), max(b.X1, o.X1), max(b.Y1, o.Y1)}
}

// Char is one character at its place.
type Char struct {
	R    rune
	Box  Box
	Size float64 // font size in points
	Font string
	Bold bool
	Red  bool    // filled in red, as the issuer's heading is
	Conf float64 // OCR confidence 0 to 1; 1 for real text
	Turn float64 // of its baseline, in degrees
}

// Align is how a line stands on its page, where the format says so.
type Align int

// The alignments. Unknown: ask the boxes.
const (
	AlignUnknown Align = iota
	AlignLeft
	AlignCenter
	AlignRight
	AlignJustify
)

// Span is a run of text in one line without a wide gap; a line of two columns
// (number at the left, signer at the right) has two.
type Span struct {
	Text string
	Box  Box
	Size float64
	Bold bool
	Red  bool
	Font string
	Conf float64
}

// Line is one line of text, or, where Flow is set, one paragraph of a format
// that has no fixed lines.
type Line struct {
	Spans  []Span
	Box    Box
	Size   float64 // the largest span's
	Align  Align
	Indent float64 // first-line indent in points, of flow formats
	Style  string  // name of the paragraph style, of flow formats
	Flow   bool    // a whole paragraph, not a line as printed
	Cell   bool    // stands in a table
	Break  bool    // a page break comes before it, in flow formats
}

// Text gives the line's text, spans joined by a space.
func (l Line) Text() string {
	switch len(l.Spans) {
	case 0:
		return ""
	case 1:
		return l.Spans[0].Text
	}
	n := 0
	for _, s := range l.Spans {
		n += len(s.Text) + 1
	}
	b := make([]byte, 0, n)
	for i, s := range l.Spans {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, s.Text...)
	}
	return string(b)
}

// Picture is a picture on a page: where, and how many pixels.
type Picture struct {
	Box  Box
	W, H int
}

// Rule is a drawn straight line, such as the red rule under the document number.
type Rule struct {
	Box Box
	Red bool
}

// Seal is an electronic seal on a page, where the format has them (OFD).
type Seal struct {
	Box  Box
	Name string
}

// Page is one page.
type Page struct {
	Number        int // from 1
	Width, Height float64
	Rotate        int // rotation that was applied, in degrees
	Lines         []Line
	Pictures      []Picture
	Rules         []Rule
	Seals         []Seal
	OCR           bool
}

// Text gives the page's lines, one a line.
func (p Page) Text() string {
	n := 0
	for _, l := range p.Lines {
		n += 64
		_ = l
	}
	b := make([]byte, 0, n)
	for _, l := range p.Lines {
		b = append(b, l.Text()...)
		b = append(b, '\n')
	}
	return string(b)
}

// Table is a sheet of a spreadsheet: rows of cells as shown.
type Table struct {
	Name string
	Rows [][]string
}

// Doc is the content of a file, page by page. A flow format without known page
// breaks is one page of paragraphs.
type Doc struct {
	Pages  []Page
	Tables []Table // of spreadsheets; their text stands in Pages as well
	Flow   bool    // pages are not as printed
	Title  string  // from the file's own properties
	Author string
}

// Text gives the text of all pages.
func (d Doc) Text() string {
	var b []byte
	for _, p := range d.Pages {
		b = append(b, p.Text()...)
	}
	return string(b)
}
