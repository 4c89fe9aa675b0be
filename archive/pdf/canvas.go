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

// run is a piece of a text in one face.
type run struct {
	face  Face
	codes []byte
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
	for _, r := range runs {
		c.buf = append(c.buf, "/F"...)
		c.buf = fmt.Appendf(c.buf, "%d ", r.face)
		c.buf = append(number(c.buf, t.Size), " Tf\n<"...)
		c.buf = append(append(c.buf, r.codes...), "> Tj\n"...)
	}
	c.buf = append(c.buf, "ET\n"...)
}

func (c *canvas) runs(t Text) []run {
	var runs []run
	for _, r := range t.S {
		if silent(r) {
			continue
		}
		face, code := c.a.code(r, t.Face)
		if n := len(runs); n == 0 || runs[n-1].face != face {
			runs = append(runs, run{face: face})
		}
		last := &runs[len(runs)-1]
		last.codes = fmt.Appendf(last.codes, "%04X", code)
	}
	return runs
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
	c.buf = append(c.buf, "q "...)
	c.buf = nums(c.buf, c.x(p.W), 0, 0, c.x(p.H), c.x(p.X), c.y(p.Y+p.H))
	c.buf = append(c.buf, "cm\n"...)
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
	return append(b, ">>"...)
}

// linkRect gives a link's rectangle in points, y up.
func (c *canvas) linkRect(l Link) box {
	return box{c.x(l.X), c.y(l.Y + l.H), c.x(l.X + l.W), c.y(l.Y)}
}
