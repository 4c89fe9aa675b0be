package pdf

import (
	"fmt"
	"math"
)

// Segment is a piece of a shape: M and L have one point, C (a cubic curve) three, Z
// closes and has none.
type Segment struct {
	Op byte
	P  [6]float64
}

// Path is a shape: filled, drawn as a line of Width mm, or both.
type Path struct {
	Segments []Segment // mm
	Fill     *Color    // nil: not filled
	Stroke   *Color    // nil: no line
	Width    float64
	Dash     []float64 // mm: on, off, …
	EvenOdd  bool
}

// Shading is a gradient: along the line from X0, Y0 to X1, Y1, or, where R1 is above
// zero, between two circles about them. It covers all that its Group lets through.
type Shading struct {
	X0, Y0, R0, X1, Y1, R1 float64
	Stops                  []Stop // at 0 and 1 at least, in order
	Extend                 [2]bool
	Place                  *[6]float64 // nil, or a matrix from these coordinates to the sheet in mm
}

// Stop is a colour of a gradient at a share of its way.
type Stop struct {
	At    float64
	Color Color
}

// Group draws operations together: only within its clips, and as far opaque as
// Alpha says. Links have no place in it.
type Group struct {
	Clips    []Clip  // what is seen lies in all of them
	Alpha    float64 // 1 is opaque
	Multiply bool    // darkens what lies under it, as ink on paper does
	Ops      []Op
}

// Clip is an area: what is outside of it is not seen.
type Clip struct {
	Segments []Segment
	EvenOdd  bool
}

func (c *canvas) path(p Path) {
	paint := ""
	switch {
	case p.Fill != nil && p.Stroke != nil:
		paint = "B"
	case p.Fill != nil:
		paint = "f"
	case p.Stroke != nil:
		paint = "S"
	}
	if paint == "" || len(p.Segments) == 0 {
		return
	}
	if p.Fill != nil {
		c.color(*p.Fill, "rg")
	}
	if p.Stroke != nil {
		c.color(*p.Stroke, "RG")
		c.buf = append(number(c.buf, c.x(p.Width)), " w "...)
		c.dash(p.Dash)
	}
	c.segments(p.Segments)
	if p.EvenOdd && p.Fill != nil {
		paint += "*"
	}
	c.buf = append(append(c.buf, paint...), '\n')
	if p.Stroke != nil && len(p.Dash) > 0 {
		c.dash(nil)
	}
}

// dash sets a pattern of dashes; one that would draw nothing is a solid line.
func (c *canvas) dash(d []float64) {
	sum := 0.0
	c.buf = append(c.buf, '[')
	for _, v := range d {
		sum += v
	}
	if sum > 0 {
		for _, v := range d {
			c.buf = append(number(c.buf, c.x(max(v, 0))), ' ')
		}
	}
	c.buf = append(c.buf, "] 0 d "...)
}

func (c *canvas) segments(list []Segment) {
	open := false
	for _, s := range list {
		if !open && s.Op != 'M' { // a path begins with a move (ISO 32000-1, 8.5.2.1)
			if s.Op == 'Z' {
				continue
			}
			c.buf = append(nums(c.buf, c.x(s.P[0]), c.y(s.P[1])), "m "...)
		}
		open = true
		switch s.Op {
		case 'M':
			c.buf = append(nums(c.buf, c.x(s.P[0]), c.y(s.P[1])), "m "...)
		case 'L':
			c.buf = append(nums(c.buf, c.x(s.P[0]), c.y(s.P[1])), "l "...)
		case 'C':
			c.buf = append(nums(c.buf, c.x(s.P[0]), c.y(s.P[1]), c.x(s.P[2]), c.y(s.P[3]), c.x(s.P[4]), c.y(s.P[5])), "c "...)
		case 'Z':
			c.buf = append(c.buf, "h "...)
		}
	}
}

// group draws what is in a group between q and Q. Groups may hold groups, but not
// deeper than ISO 19005-2, 6.1.13 allows.
func (c *canvas) group(g Group) error {
	if c.depth >= maxNesting {
		return nil
	}
	c.depth++
	defer func() { c.depth-- }()
	c.buf = append(c.buf, "q "...)
	for _, clip := range g.Clips {
		c.segments(clip.Segments)
		if len(clip.Segments) == 0 { // nothing is seen
			c.buf = append(c.buf, "0 0 0 0 re "...)
		}
		if clip.EvenOdd {
			c.buf = append(c.buf, "W* n\n"...)
		} else {
			c.buf = append(c.buf, "W n\n"...)
		}
	}
	if g.Alpha < 1 || g.Multiply {
		c.state(g)
	}
	err := c.draw(g.Ops)
	c.buf = append(c.buf, "Q\n"...)
	return err
}

// state sets opacity and blending.
func (c *canvas) state(g Group) {
	alpha := string(number(nil, min(max(g.Alpha, 0), 1)))
	dict := fmt.Sprintf("<</ca %s/CA %s", alpha, alpha)
	if g.Multiply {
		dict += "/BM/Multiply"
	}
	dict += ">>"
	for i, d := range c.states {
		if d == dict {
			c.buf = fmt.Appendf(c.buf, "/G%d gs ", i)
			return
		}
	}
	c.buf = fmt.Appendf(c.buf, "/G%d gs ", len(c.states))
	c.states = append(c.states, dict)
}

func (c *canvas) shading(s Shading) {
	if len(s.Stops) == 0 {
		return
	}
	place := [6]float64{1, 0, 0, 1, 0, 0}
	if s.Place != nil {
		place = *s.Place
	}
	kind, coords := 2, nums(nil, s.X0, s.Y0, s.X1, s.Y1)
	if s.R1 > 0 || s.R0 > 0 {
		kind, coords = 3, nums(nil, s.X0, s.Y0, s.R0, s.X1, s.Y1, s.R1)
	}
	num := c.a.w.add(fmt.Appendf(nil, "<</ShadingType %d/ColorSpace/DeviceRGB/Coords[%s]/Extend[%t %t]/Function %s>>",
		kind, coords, s.Extend[0], s.Extend[1], stops(s.Stops)))
	m := c.toUser(place)
	c.buf = append(c.buf, "q "...)
	c.buf = append(nums(c.buf, m[:]...), "cm "...)
	c.buf = fmt.Appendf(c.buf, "/S%d sh Q\n", len(c.shadings))
	c.shadings = append(c.shadings, num)
}

// toUser takes a matrix to the sheet in mm, y down, on to points, y up.
func (c *canvas) toUser(m [6]float64) matrix {
	k := pointsPerMM
	return matrix{m[0] * k, -m[1] * k, m[2] * k, -m[3] * k, m[4] * k, c.height - m[5]*k}
}

// stops writes the function of a gradient: pieces between two colours, stitched.
func stops(list []Stop) []byte {
	if len(list) == 1 {
		list = []Stop{{0, list[0].Color}, {1, list[0].Color}}
	}
	var functions, bounds, encode []byte
	for i := 1; i < len(list); i++ {
		a, b := list[i-1].Color, list[i].Color
		functions = fmt.Appendf(functions, "<</FunctionType 2/Domain[0 1]/N 1/C0[%s]/C1[%s]>>", nums(nil, a.R, a.G, a.B), nums(nil, b.R, b.G, b.B))
		encode = append(encode, "0 1 "...)
		if i < len(list)-1 {
			bounds = nums(bounds, math.Min(math.Max(list[i].At, 0), 1))
		}
	}
	return fmt.Appendf(nil, "<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>", functions, bounds, encode)
}
