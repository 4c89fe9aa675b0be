package bind

import (
	"bytes"
	"io"
	"math"
	"strings"

	"niandang/archive/ofd"
	"niandang/archive/pdf"
)

// ofdCanvas turns what an OFD page draws into operations of our own, in the order in
// which things lie over each other.
type ofdCanvas struct {
	t     pdf.Type
	st    seat
	stack [][]pdf.Op                 // the page, and the groups that are open on it
	clips [][]pdf.Clip               // of the open groups
	fonts map[*ofd.Typeface]*ofdType // of the whole document
}

func (v *ofdCanvas) ops() []pdf.Op {
	for len(v.stack) > 1 {
		v.Pop()
	}
	return v.stack[0]
}

func (v *ofdCanvas) add(op pdf.Op) {
	top := len(v.stack) - 1
	v.stack[top] = append(v.stack[top], op)
}

// addFaint adds an operation at an opacity.
func (v *ofdCanvas) addFaint(alpha float64, op pdf.Op) {
	if alpha < 1 {
		op = pdf.Group{Alpha: alpha, Ops: []pdf.Op{op}}
	}
	v.add(op)
}

func (v *ofdCanvas) Push(clips []ofd.Clip) {
	var out []pdf.Clip
	for _, c := range clips {
		out = append(out, pdf.Clip{Segments: v.segments(c.Segments), EvenOdd: c.EvenOdd})
	}
	v.stack = append(v.stack, nil)
	v.clips = append(v.clips, out)
}

func (v *ofdCanvas) Pop() {
	top := len(v.stack) - 1
	if top == 0 {
		return
	}
	ops, clips := v.stack[top], v.clips[top-1]
	v.stack, v.clips = v.stack[:top], v.clips[:top-1]
	if len(ops) > 0 {
		v.add(pdf.Group{Clips: clips, Alpha: 1, Ops: ops})
	}
}

func (v *ofdCanvas) at(x, y float64) (float64, float64) {
	return v.st.x + x*v.st.k, v.st.y + y*v.st.k
}

// place takes a matrix to the page on to the sheet.
func (v *ofdCanvas) place(m ofd.Matrix) *[6]float64 {
	m = m.Mul(ofd.Matrix{A: v.st.k, D: v.st.k, E: v.st.x, F: v.st.y})
	return &[6]float64{m.A, m.B, m.C, m.D, m.E, m.F}
}

func colorOf(c *ofd.Color) pdf.Color { return pdf.Color{R: c.R, G: c.G, B: c.B} }

func (v *ofdCanvas) segments(list []ofd.Segment) []pdf.Segment {
	out := make([]pdf.Segment, 0, len(list))
	var from [2]float64
	for _, s := range list {
		var p pdf.Segment
		switch s.Op {
		case 'Z':
			out = append(out, pdf.Segment{Op: 'Z'})
			continue
		case 'Q': // a quadratic curve, as a cubic one
			x1, y1, x2, y2 := s.P[0], s.P[1], s.P[2], s.P[3]
			s.P = [6]float64{from[0] + (x1-from[0])*2/3, from[1] + (y1-from[1])*2/3, x2 + (x1-x2)*2/3, y2 + (y1-y2)*2/3, x2, y2}
			p.Op = 'C'
		case 'B':
			p.Op = 'C'
		default:
			p.Op = s.Op
		}
		n := 2
		if p.Op == 'C' {
			n = 6
		}
		for i := 0; i < n; i += 2 {
			p.P[i], p.P[i+1] = v.at(s.P[i], s.P[i+1])
		}
		from = [2]float64{s.P[n-2], s.P[n-1]}
		out = append(out, p)
	}
	return out
}

// Path draws areas, gradients and lines.
func (v *ofdCanvas) Path(p ofd.Path) bool {
	segments := v.segments(p.Segments)
	switch {
	case p.Shade != nil:
		v.shade(p, segments)
	case p.Fill != nil && p.Fill.Alpha > 0:
		c := colorOf(p.Fill)
		v.addFaint(p.Fill.Alpha, pdf.Path{Segments: segments, Fill: &c, EvenOdd: p.EvenOdd})
	}
	if p.Stroke != nil && p.Stroke.Alpha > 0 {
		c := colorOf(p.Stroke)
		dash := make([]float64, len(p.Dash))
		for i, d := range p.Dash {
			dash[i] = d * v.st.k
		}
		v.addFaint(p.Stroke.Alpha, pdf.Path{Segments: segments, Stroke: &c, Width: math.Max(p.Width*v.st.k, 0.08), Dash: dash})
	}
	return true
}

func (v *ofdCanvas) shade(p ofd.Path, segments []pdf.Segment) {
	s := p.Shade
	op := pdf.Shading{
		X0: s.From[0], Y0: s.From[1], R0: s.R0, X1: s.To[0], Y1: s.To[1], R1: s.R1, Extend: s.Extend, Place: v.place(s.M),
	}
	for _, stop := range s.Stops {
		op.Stops = append(op.Stops, pdf.Stop{At: stop.At, Color: colorOf(&stop.Color)})
	}
	v.add(pdf.Group{Alpha: s.Alpha, Clips: []pdf.Clip{{Segments: segments, EvenOdd: p.EvenOdd}}, Ops: []pdf.Op{op}})
}

// Picture places an image. A seal darkens what it stands on, as its ink does: many
// have a white ground that would hide the signature under it.
func (v *ofdCanvas) Picture(p ofd.Picture) bool {
	data, err := p.Data()
	if err != nil {
		return false
	}
	if _, err := pdf.ReadImages(bytes.NewReader(data)); err != nil {
		return false
	}
	open := func() (io.ReadSeekCloser, error) { return nopCloser{bytes.NewReader(data)}, nil }
	g := pdf.Group{Alpha: p.Alpha, Multiply: p.From == ofd.SealLayer, Ops: []pdf.Op{pdf.Picture{Place: v.place(p.Matrix), Open: open}}}
	if c := p.Clip; c != nil {
		x0, y0 := v.at(c[0], c[1])
		x1, y1 := v.at(c[2], c[3])
		g.Clips = []pdf.Clip{{Segments: []pdf.Segment{
			{Op: 'M', P: [6]float64{x0, y0}}, {Op: 'L', P: [6]float64{x1, y0}}, {Op: 'L', P: [6]float64{x1, y1}}, {Op: 'L', P: [6]float64{x0, y1}}, {Op: 'Z'},
		}}}
	}
	if g.Clips == nil && !g.Multiply && g.Alpha >= 1 {
		v.add(g.Ops[0])
	} else {
		v.add(g)
	}
	return true
}

// Text sets a run in the document's own typeface where it brought one along, else
// in the face of ours that looks most like it.
func (v *ofdCanvas) Text(t ofd.Text) bool {
	fill := t.Fill
	if fill == nil {
		fill = t.Stroke
	}
	if fill == nil || len(t.Glyphs) == 0 || fill.Alpha <= 0 {
		return true // invisible
	}
	if t.Size*v.st.k/point <= 0 {
		return false
	}
	w := textSetter{v: v, t: t, fill: fill, size: t.Size * v.st.k / point}
	if t.Font != nil {
		w.own = v.fontOf(t.Font.Typeface())
	}
	for _, g := range t.Glyphs {
		w.glyph(g)
	}
	w.flush()
	return w.drawn
}

// ofdType gives the shapes of an embedded typeface to the PDF engine.
type ofdType struct{ face *ofd.Typeface }

func (o *ofdType) Outline(glyph int) ([]pdf.Segment, float64) {
	shape, advance, _ := o.face.Outline(glyph)
	out := make([]pdf.Segment, len(shape))
	for i, s := range shape {
		out[i] = pdf.Segment{Op: s.Op, P: s.P}
		if s.Op == 'B' {
			out[i].Op = 'C'
		}
	}
	return out, advance
}

func (v *ofdCanvas) fontOf(face *ofd.Typeface) *ofdType {
	if face == nil {
		return nil
	}
	if v.fonts[face] == nil {
		v.fonts[face] = &ofdType{face}
	}
	return v.fonts[face]
}

// textSetter sets one run: what stands in the document's own typeface, and what
// stands in ours, in turns.
type textSetter struct {
	v     *ofdCanvas
	t     ofd.Text
	fill  *ofd.Color
	size  float64 // points
	own   *ofdType
	list  []pdf.Glyph // gathered, in the document's typeface
	ours  []ofd.Glyph // gathered, in ours
	drawn bool
}

func (w *textSetter) glyph(g ofd.Glyph) {
	id, ok := w.ownGlyph(g)
	switch {
	case ok:
		w.flushOurs()
		x, y := w.v.at(g.X, g.Y)
		text := ""
		if g.R > ' ' {
			text = string(g.R) + g.Tail
		}
		w.list = append(w.list, pdf.Glyph{ID: id, Text: text, X: x, Y: y})
	case g.R > ' ':
		w.flushOwn()
		w.ours = append(w.ours, g)
	case g.R == ' ', g.R == 0:
		w.drawn = true // nothing to draw
	}
}

// ownGlyph finds a glyph in the document's own typeface: by the number that the
// document names, else by the character.
func (w *textSetter) ownGlyph(g ofd.Glyph) (int, bool) {
	if w.own == nil || w.t.Vertical {
		return 0, false
	}
	if g.ID >= 0 {
		_, _, ok := w.own.face.Outline(g.ID)
		return g.ID, ok
	}
	return w.own.face.Glyph(g.R)
}

func (w *textSetter) flush() {
	w.flushOwn()
	w.flushOurs()
}

func (w *textSetter) flushOwn() {
	if len(w.list) == 0 {
		return
	}
	w.v.addFaint(w.fill.Alpha, pdf.Glyphs{Font: w.own, Size: w.size, Color: colorOf(w.fill), Turn: -w.t.Turn, Wide: w.t.HScale, List: w.list})
	w.list, w.drawn = nil, true
}

// flushOurs sets what was gathered in our own faces: pieces of Han characters that
// follow one another as they do in them, and words of Latin ones, which are
// narrowed where the document left less room for them.
func (w *textSetter) flushOurs() {
	face := faceOf(w.t)
	for len(w.ours) > 0 {
		n := w.piece(face)
		w.set(face, w.ours[:n])
		w.ours = w.ours[n:]
	}
}

// piece gives how many of the gathered characters can be set together.
func (w *textSetter) piece(face pdf.Face) int {
	if w.t.Vertical {
		return 1
	}
	latin := w.ours[0].R < 0x2E80
	for i := 1; i < len(w.ours); i++ {
		a, b := w.ours[i-1], w.ours[i]
		way := math.Hypot(b.X-a.X, b.Y-a.Y) * w.v.st.k
		natural := w.v.t.Width(string(a.R), face, w.size)
		if (b.R < 0x2E80) != latin || !latin && math.Abs(way-natural) > 0.12*w.size*point || latin && way > natural*1.6 {
			return i
		}
	}
	return len(w.ours)
}

// narrowest is how far Latin letters may be narrowed.
const narrowest = 0.6

func (w *textSetter) set(face pdf.Face, glyphs []ofd.Glyph) {
	var s strings.Builder
	for _, g := range glyphs {
		s.WriteRune(g.R)
		s.WriteString(g.Tail)
	}
	first, last := glyphs[0], glyphs[len(glyphs)-1]
	x, y := w.v.at(first.X, first.Y)
	op := pdf.Text{X: x, Y: y, Size: w.size, Face: face, Color: colorOf(w.fill), S: s.String(), Turn: -w.t.Turn, Wide: 1}
	way := math.Hypot(last.X-first.X, last.Y-first.Y)*w.v.st.k + last.Advance*w.v.st.k
	if natural := w.v.t.Width(op.S, face, op.Size); first.R < 0x2E80 && way > 0 && natural > way {
		op.Wide = math.Max(way/natural, narrowest)
	} else if first.R >= 0x2E80 && len(glyphs) > 1 && pdf.Gaps(op.S) > 0 {
		last := w.v.t.Width(string(last.R), face, op.Size)
		op.Fill = way - glyphs[len(glyphs)-1].Advance*w.v.st.k + last
	}
	w.v.addFaint(w.fill.Alpha, op)
	w.drawn = true
}

// faceOf gives the face that looks most like a font of the document.
func faceOf(t ofd.Text) pdf.Face {
	name, bold := "", t.Bold
	if t.Font != nil {
		name = t.Font.Name + t.Font.Family
		bold = bold || t.Font.Bold
	}
	face := pdf.Serif
	for _, s := range []string{"黑", "Hei", "hei", "YaHei", "雅黑", "Arial", "Helvetica", "Sans", "小标宋"} {
		if strings.Contains(name, s) {
			face = pdf.Sans
			if s == "小标宋" {
				face, bold = pdf.Serif, true
			}
			break
		}
	}
	if bold {
		face++
	}
	return face
}
