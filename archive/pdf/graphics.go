package pdf

import (
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"niandang/archive/page"
)

// path is the path under construction, in user space of the page.
type path struct {
	at, start [2]float64
	segments  [][4]float64 // straight ones
	rects     []box
	curved    bool
}

// drawing carries out path operators; lines that are long and thin become rules.
func (c call) drawing(op string) bool {
	t := c.t
	switch op {
	case "m":
		t.path.at = t.user(c.num(1), c.num(0))
		t.path.start = t.path.at
	case "l":
		t.path.to(t.user(c.num(1), c.num(0)))
	case "c", "v", "y":
		t.path.at = t.user(c.num(1), c.num(0))
		t.path.curved = true
	case "h":
		t.path.to(t.path.start)
	case "re":
		x, y, w, h := c.num(3), c.num(2), c.num(1), c.num(0)
		b := t.ctm.box(box{min(x, x+w), min(y, y+h), max(x, x+w), max(y, y+h)})
		t.path.rects = append(t.path.rects, b)
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n":
		t.paint(op)
	default:
		return false
	}
	return true
}

func (t *interpreter) user(x, y float64) [2]float64 {
	x, y = t.ctm.point(x, y)
	return [2]float64{x, y}
}

func (p *path) to(at [2]float64) {
	if len(p.segments) < maxObjects {
		p.segments = append(p.segments, [4]float64{p.at[0], p.at[1], at[0], at[1]})
	}
	p.at = at
}

func (t *interpreter) paint(op string) {
	p := t.path
	t.path = path{}
	if len(t.out.Rules) >= maxObjects {
		return
	}
	switch op {
	case "S", "s":
		t.strokes(p)
	case "f", "F", "f*":
		t.fills(p)
	case "B", "B*", "b", "b*":
		t.fills(p)
		t.strokes(p)
	}
}

func (t *interpreter) strokes(p path) {
	half := t.lineWidth * math.Sqrt(math.Abs(t.ctm[0]*t.ctm[3]-t.ctm[1]*t.ctm[2])) / 2
	for _, b := range p.rects {
		p.segments = append(p.segments, [4]float64{b.x0, b.y0, b.x1, b.y0}, [4]float64{b.x0, b.y1, b.x1, b.y1},
			[4]float64{b.x0, b.y0, b.x0, b.y1}, [4]float64{b.x1, b.y0, b.x1, b.y1})
	}
	for _, s := range p.segments {
		b := box{min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3])}
		if b.w() > b.h() {
			b.y0, b.y1 = b.y0-half, b.y1+half
		} else {
			b.x0, b.x1 = b.x0-half, b.x1+half
		}
		t.rule(b, t.stroke)
	}
}

// fills takes thin filled shapes for lines, as many programs draw them.
func (t *interpreter) fills(p path) {
	for _, b := range p.rects {
		t.rule(b, t.fill)
	}
	if n := len(p.segments); n < 3 || n > 5 || p.curved {
		return
	}
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, s := range p.segments {
		b = box{min(b.x0, s[0], s[2]), min(b.y0, s[1], s[3]), max(b.x1, s[0], s[2]), max(b.y1, s[1], s[3])}
	}
	t.rule(b, t.fill)
}

func (t *interpreter) rule(b box, red bool) {
	at := t.to.box(b)
	if min(at.Width(), at.Height()) <= thinRule && max(at.Width(), at.Height()) >= longRule {
		t.out.Rules = append(t.out.Rules, page.Rule{Box: at, Red: red})
	}
}

// coloring carries out colour operators. A colour counts by the number of its
// parts, whatever its space: one grey, three RGB, four CMYK; patterns are not red.
func (c call) coloring(op string) bool {
	switch op {
	case "g", "rg", "k", "sc", "scn":
		c.t.fill = c.isRed()
	case "G", "RG", "K", "SC", "SCN":
		c.t.stroke = c.isRed()
	case "cs":
		c.t.fill = false
	case "CS":
		c.t.stroke = false
	default:
		return false
	}
	return true
}

func (c call) isRed() bool {
	switch {
	case c.lastName() != "":
		return false
	case len(c.args) == 3:
		return isRed(c.num(2), c.num(1), c.num(0))
	case len(c.args) == 4:
		k := 1 - c.num(0)
		return isRed((1-c.num(3))*k, (1-c.num(2))*k, (1-c.num(1))*k)
	}
	return false
}

// object carries out Do: a form is read, a picture noted.
func (c call) object() error {
	sd, ok := c.t.src.stream(c.t.src.dict(c.res["XObject"])[c.lastName()])
	if !ok {
		return nil
	}
	switch c.t.src.name(sd.Dict["Subtype"]) {
	case "Image":
		w, _ := c.t.src.number(sd.Dict["Width"])
		h, _ := c.t.src.number(sd.Dict["Height"])
		c.t.picture(int(w), int(h))
	case "Form":
		return c.form(sd)
	}
	return nil
}

func (c call) form(sd *types.StreamDict) error {
	t := c.t
	saved, stack := t.state, t.stack
	t.stack = nil
	if a := t.src.array(sd.Dict["Matrix"]); len(a) == 6 {
		var m matrix
		for i := range m {
			m[i], _ = t.src.number(a[i])
		}
		t.ctm = m.then(t.ctm)
	}
	res := c.res
	if own := t.src.dict(sd.Dict["Resources"]); own != nil {
		res = own
	}
	data, ok := t.src.content(*sd)
	if !ok {
		return errNotRead
	}
	err := t.run(data, res, c.depth+1)
	t.state, t.stack = saved, stack
	return err
}

func (t *interpreter) picture(w, h int) {
	if len(t.out.Pictures) < maxObjects {
		t.out.Pictures = append(t.out.Pictures, page.Picture{Box: t.to.box(t.ctm.box(box{0, 0, 1, 1})), W: w, H: h})
	}
}

// inlineImage notes a picture that stands in the content itself: its entries
// come before ID.
func (c call) inlineImage(op string) {
	if op != "ID" {
		return
	}
	w, h := 0.0, 0.0
	for i := 0; i+1 < len(c.args); i++ {
		if c.args[i].kind != name || c.args[i+1].kind != numeral {
			continue
		}
		switch string(c.args[i].text) {
		case "W", "Width":
			w = c.args[i+1].num
		case "H", "Height":
			h = c.args[i+1].num
		}
	}
	c.t.picture(int(w), int(h))
}
