package ofd

import "math"

// Canvas is what a page is drawn on. Its calls come in the order in which things
// lie over each other. All coordinates are millimetres from the upper left
// corner of the page, y down; transforms have been applied already. A method
// reports whether it could draw the thing: what it could not is counted.
type Canvas interface {
	Text(Text) bool
	Picture(Picture) bool
	Path(Path) bool
}

// Clipper is a canvas that can keep what is drawn within areas. On one that cannot,
// clips and patterns are counted as not drawn.
type Clipper interface {
	Canvas
	// Push lets nothing be seen, until its Pop, but what lies in all the clips.
	Push(clips []Clip)
	Pop()
}

// Clip is an area.
type Clip struct {
	Segments []Segment
	EvenOdd  bool
}

// Shade is a gradient (GB/T 33190-2016, 8.3.4): along a line, or between two
// ellipses. Its coordinates are its own; M takes them to the page.
type Shade struct {
	M        Matrix
	From, To [2]float64
	R0, R1   float64 // of circles; 0 and 0: along the line
	Stops    []Stop
	Extend   [2]bool // beyond its beginning, beyond its end
	Alpha    float64
}

// Stop is a colour at a share of a gradient's way.
type Stop struct {
	At    float64
	Color Color
}

// Matrix takes a point of an object to the page: x' = A x + C y + E and
// y' = B x + D y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

var identity = Matrix{A: 1, D: 1}

// Apply gives where a point comes to lie.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return m.A*x + m.C*y + m.E, m.B*x + m.D*y + m.F
}

// Mul gives the matrix that applies m first and then o.
func (m Matrix) Mul(o Matrix) Matrix {
	return Matrix{
		A: m.A*o.A + m.B*o.C, B: m.A*o.B + m.B*o.D,
		C: m.C*o.A + m.D*o.C, D: m.C*o.B + m.D*o.D,
		E: m.E*o.A + m.F*o.C + o.E, F: m.E*o.B + m.F*o.D + o.F,
	}
}

// Inverse gives the matrix that leads back; false where there is none.
func (m Matrix) Inverse() (Matrix, bool) {
	det := m.A*m.D - m.B*m.C
	if math.Abs(det) < 1e-12 {
		return identity, false
	}
	r := Matrix{A: m.D / det, B: -m.B / det, C: -m.C / det, D: m.A / det}
	r.E, r.F = -(m.E*r.A + m.F*r.C), -(m.E*r.B + m.F*r.D)
	return r, true
}

// Scale gives by how much the matrix enlarges, on average.
func (m Matrix) Scale() float64 { return math.Sqrt(math.Abs(m.A*m.D - m.B*m.C)) }

// Turn gives the angle in degrees, clockwise as seen, by which the matrix turns
// a horizontal line.
func (m Matrix) Turn() float64 { return math.Atan2(m.B, m.A) * 180 / math.Pi }

// Color is an opaque colour with its alpha, all 0 to 1.
type Color struct{ R, G, B, Alpha float64 }

// Red reports whether people would call it red, as the issuer's heading and the
// rule under the document number are (GB/T 9704-2012, 7.2.4).
func (c Color) Red() bool { return c.R > 0.55 && c.G < 0.4 && c.B < 0.4 }

// Glyph is one glyph at its place, mostly a character: X, Y is its origin on the baseline.
type Glyph struct {
	R       rune   // 0 for a further glyph of the character before
	Tail    string // more characters that the same glyph stands for
	ID      int    // in the embedded font; -1 where the maker names none
	X, Y    float64
	Advance float64 // to the next glyph, or the usual width of the character
}

// Text is a run of characters of one font.
type Text struct {
	Glyphs   []Glyph
	Font     *Font
	Size     float64 // millimetres, as seen
	HScale   float64 // width of the glyphs, 1 is normal
	Turn     float64 // degrees, clockwise as seen
	Bold     bool
	Italic   bool
	Vertical bool
	Fill     *Color // nil: not filled
	Stroke   *Color
	From     Layer
}

// Layer says where on a page a thing comes from.
type Layer int

// The layers.
const (
	Content Layer = iota
	Template
	Annotation
	Watermark
	SealLayer
)

// Picture is a raster image. Matrix takes the unit square to the page, y down.
type Picture struct {
	Matrix Matrix
	Clip   *[4]float64 // x0, y0, x1, y1: the part of the page that it may cover
	Format string      // lower case, as far as known: jpg, png, bmp, tif, gb (JBIG2)
	Data   func() ([]byte, error)
	Alpha  float64
	From   Layer
	Name   string // of a seal
}

// Segment is a piece of a path: M, L (one point), Q (two), B (three), Z (none).
type Segment struct {
	Op byte
	P  [6]float64
}

// Path is a line or an area.
type Path struct {
	Segments []Segment
	Fill     *Color // nil: not filled
	Shade    *Shade // nil, or what fills it in the place of Fill, which then is near to it
	Stroke   *Color // nil: no line
	Width    float64
	EvenOdd  bool
	Dash     []float64
	From     Layer
}

// Bounds gives the smallest rectangle around all points.
func (p Path) Bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range p.Segments {
		for i := 0; i < s.points()*2; i += 2 {
			x0, x1 = min(x0, s.P[i]), max(x1, s.P[i])
			y0, y1 = min(y0, s.P[i+1]), max(y1, s.P[i+1])
		}
	}
	if x0 > x1 {
		return 0, 0, 0, 0
	}
	return x0, y0, x1, y1
}

func (s Segment) points() int {
	switch s.Op {
	case 'M', 'L':
		return 1
	case 'Q':
		return 2
	case 'B':
		return 3
	}
	return 0
}

// Missing is a construct that was not drawn, and how often.
type Missing struct {
	Kind  string // gradient, pattern, clip, mask, picture, text, path, media, seal, composite, template, annotation, page
	Count int
}
