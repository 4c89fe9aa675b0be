package pdf

import (
	"errors"
	"fmt"
	"math"
)

const pointsPerMM = 72 / 25.4

// canvas turns drawing operations into a content stream. Its coordinates are
// points from the lower left corner of the page as seen.
type canvas struct {
	a      *assembly
	height float64 // of the page, in points
	buf    []byte
	images []int // objects of the pictures, named I0, I1 …
	links  []Link

	shadings []int    // objects of the gradients, named S0, S1 …
	states   []string // graphics states, named G0, G1 …
	depth    int      // groups within groups
}

// draw sets all operations; a picture that cannot be read leaves its place empty
// and is told in the error.
func (c *canvas) draw(ops []Op) error {
	var errs []error
	for _, op := range ops {
		switch o := op.(type) {
		case Text:
			c.text(o)
		case Line:
			c.line(o)
		case Rect:
			c.rect(o)
		case Path:
			c.path(o)
		case Shading:
			c.shading(o)
		case Glyphs:
			c.glyphs(o)
		case Group:
			errs = append(errs, c.group(o))
		case Picture:
			errs = append(errs, c.picture(o))
		case Link:
			c.links = append(c.links, o)
		}
	}
	return errors.Join(errs...)
}

func (c *canvas) x(mm float64) float64 { return mm * pointsPerMM }
func (c *canvas) y(mm float64) float64 { return c.height - mm*pointsPerMM }

func (c *canvas) color(col Color, operator string) {
	c.buf = append(nums(c.buf, col.R, col.G, col.B), operator...)
	c.buf = append(c.buf, '\n')
}

// run is a piece of a text in one face: strings of codes, and between them by how
// much the next stands nearer, in thousandths of an em.
type run struct {
	face  Face
	codes []byte // the inside of a TJ array
}

// text sets a run of type; characters that another face serves are set in it.
func (c *canvas) text(t Text) {
	runs := c.runs(t)
	if len(runs) == 0 {
		return
	}
	c.buf = append(c.buf, "BT\n"...)
	c.color(t.Color, "rg")
	sin, cos := math.Sincos(t.Turn * math.Pi / 180)
	c.buf = nums(c.buf, cos, sin, -sin, cos, c.x(t.X), c.y(t.Y))
	c.buf = append(c.buf, "Tm\n"...)
	wide := t.Wide > 0 && t.Wide != 1
	if wide {
		c.buf = append(number(c.buf, t.Wide*100), " Tz\n"...)
	}
	for _, r := range runs {
		c.buf = append(c.buf, "/F"...)
		c.buf = fmt.Appendf(c.buf, "%d ", r.face)
		c.buf = append(number(c.buf, t.Size), " Tf\n[<"...)
		c.buf = append(append(c.buf, r.codes...), ">] TJ\n"...)
	}
	if wide {
		c.buf = append(c.buf, "100 Tz\n"...)
	}
	c.buf = append(c.buf, "ET\n"...)
}

func (c *canvas) runs(t Text) []run {
	var runs []run
	gap := c.gap(t)
	last := rune(0)
	for _, r := range t.S {
		if silent(r) {
			continue
		}
		near := c.a.typeface.pair(last, r, t.Face)
		if last != 0 && Stretches(last, r) {
			near -= gap
		}
		face, code := c.a.code(r, t.Face)
		n := len(runs)
		if near != 0 && n > 0 {
			runs[n-1].codes = append(number(append(runs[n-1].codes, '>'), near), '<')
		}
		if n == 0 || runs[n-1].face != face {
			runs = append(runs, run{face: face})
			n++
		}
		runs[n-1].codes = fmt.Appendf(runs[n-1].codes, "%04X", code)
		last = r
	}
	return runs
}

// gap gives what each place between characters gets so that the run fills its
// width, in thousandths of an em.
func (c *canvas) gap(t Text) float64 {
	if t.Fill <= 0 || t.Size <= 0 {
		return 0
	}
	if n := Gaps(t.S); n > 0 {
		wide := 1.0
		if t.Wide > 0 {
			wide = t.Wide
		}
		return (t.Fill/wide - c.a.typeface.Width(t.S, t.Face, t.Size)) / float64(n) / (t.Size * mmPerPoint) * 1000
	}
	return 0
}

func (c *canvas) line(l Line) {
	c.color(l.Color, "RG")
	c.buf = append(number(c.buf, c.x(l.Width)), " w\n"...)
	c.buf = append(nums(c.buf, c.x(l.X0), c.y(l.Y0)), "m "...)
	c.buf = append(nums(c.buf, c.x(l.X1), c.y(l.Y1)), "l S\n"...)
}

func (c *canvas) rect(r Rect) {
	paint := "re S\n"
	if r.Filled {
		c.color(r.Color, "rg")
		paint = "re f\n"
	} else {
		c.color(r.Color, "RG")
		c.buf = append(number(c.buf, c.x(r.Width)), " w\n"...)
	}
	c.buf = append(nums(c.buf, c.x(r.X), c.y(r.Y+r.H), c.x(r.W), c.x(r.H)), paint...)
}

func (c *canvas) picture(p Picture) error {
	pic, err := c.a.image(p)
	if err != nil {
		return err
	}
	m := matrix{c.x(p.W), 0, 0, c.x(p.H), c.x(p.X), c.y(p.Y + p.H)}
	if p.Place != nil { // the unit square of a picture has y up
		m = matrix{1, 0, 0, -1, 0, 1}.then(c.toUser(*p.Place))
	}
	c.buf = append(nums(append(c.buf, "q "...), m[:]...), "cm\n"...)
	if pic.turn != identity {
		c.buf = append(nums(c.buf, pic.turn[:]...), "cm\n"...)
	}
	c.buf = fmt.Appendf(c.buf, "/I%d Do Q\n", len(c.images))
	c.images = append(c.images, pic.num)
	return nil
}

// resources gives the dictionary that the content needs.
func (c *canvas) resources() []byte {
	b := fmt.Appendf(nil, "<</Font %s", ref(c.a.fontDict))
	if len(c.images) > 0 {
		b = append(b, "/XObject<<"...)
		for i, num := range c.images {
			b = fmt.Appendf(b, "/I%d %s", i, ref(num))
		}
		b = append(b, ">>"...)
	}
	if len(c.shadings) > 0 {
		b = append(b, "/Shading<<"...)
		for i, num := range c.shadings {
			b = fmt.Appendf(b, "/S%d %s", i, ref(num))
		}
		b = append(b, ">>"...)
	}
	if len(c.states) > 0 {
		b = append(b, "/ExtGState<<"...)
		for i, dict := range c.states {
			b = fmt.Appendf(b, "/G%d%s", i, dict)
		}
		b = append(b, ">>"...)
	}
	return append(b, ">>"...)
}

// linkRect gives a link's rectangle in points, y up.
func (c *canvas) linkRect(l Link) box {
	return box{c.x(l.X), c.y(l.Y + l.H), c.x(l.X + l.W), c.y(l.Y)}
}
