package bind

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"io"
	"math"
	"strings"

	"golang.org/x/image/vector"

	"niandang/archive"
	"niandang/archive/ofd"
	"niandang/archive/pdf"
)

// bringOFD draws an OFD document (GB/T 33190) page by page. What could not be
// drawn is counted at the foot of its page. One that cannot be read comes in as
// its text.
func (c *compiler) bringOFD(ctx context.Context, r record, b bound) (bound, error) {
	f, err := b.src.Open()
	if err != nil {
		return c.slip(b, reason(err)), nil
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return c.slip(b, reason(err)), nil
	}
	at, ok := f.(io.ReaderAt)
	if !ok {
		at = seekingReaderAt{f}
	}
	d, err := ofd.Open(at, size)
	if err != nil || d.Pages() == 0 {
		return c.bringCopy(ctx, r, b)
	}
	b.how, b.pdfa = asDrawn, true
	for i := range d.Pages() {
		if err := ctx.Err(); err != nil {
			return b, err
		}
		sheet, missed, err := c.drawOFD(d, i)
		if err != nil {
			return c.bringCopy(ctx, r, b)
		}
		b.missed = append(b.missed, missed...)
		b.sheets = append(b.sheets, sheet)
	}
	b.n = len(b.sheets)
	b.lost = missing(c.d.Type, textsOf(b.sheets)...)
	return b, nil
}

func textsOf(sheets []pdf.Sheet) (out []string) {
	for _, s := range sheets {
		for _, op := range s.Ops {
			if t, ok := op.(pdf.Text); ok {
				out = append(out, t.S)
			}
		}
	}
	return out
}

func (c *compiler) drawOFD(d *ofd.Document, i int) (pdf.Sheet, []ofd.Missing, error) {
	w, h := d.Size(i)
	if w <= 0 || h <= 0 {
		w, h = pdf.A4Width, pdf.A4Height
	}
	st := seatOf(w, h)
	cv := &opCanvas{t: c.d.Type, st: st}
	missed, err := d.Draw(i, cv)
	if err != nil {
		return pdf.Sheet{}, nil, err
	}
	l := newLeaf(c.d.Type, st.w, st.h)
	l.add(cv.under...)
	l.add(cv.over...)
	if len(missed) > 0 {
		s := sans(7).in(grey)
		l.left(12, l.H-5, s, cut(l.t, c.missedText(missed), s, l.W-24))
	}
	return l.Sheet, missed, nil
}

// missedText counts what was not drawn: 未绘出：图案 2，渐变 1.
func (c *compiler) missedText(missed []ofd.Missing) string {
	count := make(map[string]int)
	var order []string
	for _, m := range missed {
		if count[m.Kind] == 0 {
			order = append(order, m.Kind)
		}
		count[m.Kind] += m.Count
	}
	var list []string
	for _, k := range order {
		list = append(list, c.say("ofd."+k)+" "+itoa(count[k]))
	}
	return c.say("ofd.missed", "list", strings.Join(list, "，"))
}

// opCanvas turns what an OFD page draws into operations of our own. Pictures and
// areas lie under lines and text, because a picture is set on white: a seal with a
// transparent ground would hide the signature that it stands on.
type opCanvas struct {
	t           pdf.Type
	st          seat
	under, over []pdf.Op
}

func (v *opCanvas) at(x, y float64) (float64, float64) {
	return v.st.x + x*v.st.k, v.st.y + y*v.st.k
}

// mixed gives a colour as it looks on white paper.
func mixed(c *ofd.Color) pdf.Color {
	a := c.Alpha
	return pdf.Color{R: c.R*a + 1 - a, G: c.G*a + 1 - a, B: c.B*a + 1 - a}
}

// Text sets a run; characters that follow one another as in our own faces stay
// together, so that they are found as words.
func (v *opCanvas) Text(t ofd.Text) bool {
	fill := t.Fill
	if fill == nil {
		fill = t.Stroke
	}
	if fill == nil {
		return true // invisible
	}
	op := pdf.Text{Size: t.Size * v.st.k / point, Face: faceOf(t), Color: mixed(fill), Turn: -t.Turn}
	if op.Size <= 0 {
		return false
	}
	drawn := false
	nextX, nextY := 0.0, 0.0
	flush := func() {
		if strings.TrimSpace(op.S) != "" {
			v.over = append(v.over, op)
		}
		op.S = ""
	}
	for _, g := range t.Glyphs {
		if g.R <= ' ' {
			continue
		}
		x, y := v.at(g.X, g.Y)
		if op.S == "" || t.Vertical || math.Hypot(x-nextX, y-nextY) > t.Size*v.st.k*0.12 {
			flush()
			op.X, op.Y = x, y
			nextX, nextY = x, y
		}
		op.S += string(g.R)
		w := v.t.Width(string(g.R), op.Face, op.Size)
		sin, cos := math.Sincos(t.Turn * math.Pi / 180)
		nextX, nextY = nextX+w*cos, nextY+w*sin
		drawn = true
	}
	flush()
	return drawn || len(t.Glyphs) == 0
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

// Picture places an upright image; a turned one is not drawn.
func (v *opCanvas) Picture(p ofd.Picture) bool {
	m := p.Matrix
	if math.Abs(m.B) > 1e-3*math.Abs(m.A) || math.Abs(m.C) > 1e-3*math.Abs(m.D) || m.A <= 0 || m.D <= 0 {
		return false
	}
	data, err := p.Data()
	if err != nil {
		return false
	}
	frames, err := framesOf(bytes.NewReader(data))
	if err != nil {
		return false
	}
	x, y := v.at(m.E, m.F)
	open := frames[0].opener(func() (io.ReadSeekCloser, error) { return nopCloser{bytes.NewReader(data)}, nil })
	v.under = append(v.under, pdf.Picture{X: x, Y: y, W: m.A * v.st.k, H: m.D * v.st.k, Open: open})
	return true
}

// Path draws lines and areas.
func (v *opCanvas) Path(p ofd.Path) bool {
	ok := true
	if p.Fill != nil && p.Fill.Alpha > 0 {
		ok = v.fill(p)
	}
	if p.Stroke != nil && p.Stroke.Alpha > 0 {
		v.stroke(p)
	}
	return ok
}

// fill draws an upright rectangle as such, any other area as a picture.
func (v *opCanvas) fill(p ofd.Path) bool {
	x0, y0, x1, y1 := p.Bounds()
	w, h := (x1-x0)*v.st.k, (y1-y0)*v.st.k
	if w <= 0 && h <= 0 {
		return true
	}
	x, y := v.at(x0, y0)
	if upright(p) {
		v.under = append(v.under, pdf.Rect{X: x, Y: y, W: math.Max(w, 0.05), H: math.Max(h, 0.05), Filled: true, Color: mixed(p.Fill)})
		return true
	}
	const perMM = 300 / 25.4
	pw, ph := int(math.Ceil(w*perMM))+1, int(math.Ceil(h*perMM))+1
	if pw*ph > maxPixels/16 {
		return false
	}
	z := vector.NewRasterizer(pw, ph)
	k := v.st.k * perMM
	pt := func(i int, s ofd.Segment) (float32, float32) {
		return float32((s.P[i] - x0) * k), float32((s.P[i+1] - y0) * k)
	}
	for _, s := range p.Segments {
		rasterize(z, s, pt)
	}
	m := image.NewRGBA(image.Rect(0, 0, pw, ph))
	c := mixed(p.Fill)
	z.Draw(m, m.Rect, image.NewUniform(color.RGBA{uint8(c.R * 255), uint8(c.G * 255), uint8(c.B * 255), 255}), image.Point{})
	v.under = append(v.under, pdf.Picture{X: x, Y: y, W: float64(pw) / perMM, H: float64(ph) / perMM, Image: m})
	return true
}

func rasterize(z *vector.Rasterizer, s ofd.Segment, pt func(int, ofd.Segment) (float32, float32)) {
	x0, y0 := pt(0, s)
	x1, y1 := pt(2, s)
	x2, y2 := pt(4, s)
	switch s.Op {
	case 'M':
		z.MoveTo(x0, y0)
	case 'L':
		z.LineTo(x0, y0)
	case 'Q':
		z.QuadTo(x0, y0, x1, y1)
	case 'B':
		z.CubeTo(x0, y0, x1, y1, x2, y2)
	default:
		z.ClosePath()
	}
}

// upright tells whether a path is a rectangle with level sides.
func upright(p ofd.Path) bool {
	n := 0
	var last [2]float64
	for i, s := range p.Segments {
		switch s.Op {
		case 'M', 'L':
			if s.Op == 'M' && i > 0 {
				return false
			}
			if i > 0 && math.Abs(s.P[0]-last[0]) > 0.01 && math.Abs(s.P[1]-last[1]) > 0.01 {
				return false
			}
			last = [2]float64{s.P[0], s.P[1]}
			n++
		case 'Q', 'B':
			return false
		}
	}
	return n == 4 || n == 5
}

// curveSteps is into how many lines a curve is cut.
const curveSteps = 12

// stroke draws the outline as straight pieces; dashes are drawn through.
func (v *opCanvas) stroke(p ofd.Path) {
	width := math.Max(p.Width*v.st.k, 0.08)
	c := mixed(p.Stroke)
	var from, start [2]float64
	line := func(to [2]float64) {
		x0, y0 := v.at(from[0], from[1])
		x1, y1 := v.at(to[0], to[1])
		if x0 != x1 || y0 != y1 {
			v.over = append(v.over, pdf.Line{X0: x0, Y0: y0, X1: x1, Y1: y1, Width: width, Color: c})
		}
		from = to
	}
	for _, s := range p.Segments {
		switch s.Op {
		case 'M':
			from = [2]float64{s.P[0], s.P[1]}
			start = from
		case 'L':
			line([2]float64{s.P[0], s.P[1]})
		case 'Q', 'B':
			a := from
			for i := 1; i <= curveSteps; i++ {
				line(onCurve(a, s, float64(i)/curveSteps))
			}
		default:
			line(start)
		}
	}
}

func onCurve(a [2]float64, s ofd.Segment, t float64) [2]float64 {
	u := 1 - t
	var out [2]float64
	for k := range 2 {
		if s.Op == 'Q' {
			out[k] = u*u*a[k] + 2*u*t*s.P[k] + t*t*s.P[2+k]
		} else {
			out[k] = u*u*u*a[k] + 3*u*u*t*s.P[k] + 3*u*t*t*s.P[2+k] + t*t*t*s.P[4+k]
		}
	}
	return out
}

// drawnFindings tells of constructs that were not drawn.
func (v *volume) drawnFindings(it *boundItem, b *bound) []archive.Finding {
	if len(b.missed) == 0 {
		return nil
	}
	f := archive.NewFinding(archive.FConversionFailed, b.part.Path, "code", it.item.Code, "detail", v.c.missedText(b.missed), "why", v.c.missedText(b.missed))
	f.Severity = archive.SevNote
	return []archive.Finding{f}
}
