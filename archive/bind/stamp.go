package bind

import (
	"fmt"

	"niandang/archive/pdf"
)

// spot is where a stamp stands: its upper left corner in mm on its page as seen.
type spot struct {
	X, Y  float64
	W, H  float64 // of the page
	Moved bool    // from the place the setting names
	Tight bool    // no free place was found
}

// stampOps draws the archiving stamp (DA/T 22-2015, annex B: 45 x 16 mm, six equal
// cells) with its upper left corner at x, y.
func (c *compiler) stampOps(r record, x, y float64) []pdf.Op {
	f, color := c.forms.stamp, c.stampColor()
	l := newLeaf(c.d.Type, 0, 0)
	l.add(pdf.Rect{X: x, Y: y, W: f.Width, H: f.Height, Width: f.Rule, Color: color})
	rowH := f.Height / float64(len(f.Rows))
	for i, row := range f.Rows {
		top := y + float64(i)*rowH
		if i > 0 {
			l.add(pdf.Line{X0: x, Y0: top, X1: x + f.Width, Y1: top, Width: f.Rule, Color: color})
		}
		colW := f.Width / float64(len(row))
		for j, key := range row {
			left := x + float64(j)*colW
			if j > 0 {
				l.add(pdf.Line{X0: left, Y0: top, X1: left, Y1: top + rowH, Width: f.Rule, Color: color})
			}
			c.stampCell(l, box{left, top, colW, rowH}, c.say("stamp."+key), c.stampValue(key, r))
		}
	}
	return l.Ops
}

func (c *compiler) stampColor() pdf.Color {
	if !c.p.in.Settings.Bind.StampRed {
		return pdf.Black
	}
	color, _ := parseColor(c.forms.stamp.Color) // was checked
	return color
}

// parseColor reads #RRGGBB.
func parseColor(s string) (pdf.Color, bool) {
	var r, g, b uint8
	n, err := fmt.Sscanf(s, "#%02x%02x%02x", &r, &g, &b)
	return pdf.Color{R: float64(r) / 255, G: float64(g) / 255, B: float64(b) / 255}, err == nil && n == 3 && len(s) == 7
}

func (c *compiler) stampCell(l *leaf, b box, caption, value string) {
	f, color := c.forms.stamp, c.stampColor()
	if f.CaptionPt > 0 {
		l.left(b.x+f.CaptionIn, b.y+f.CaptionDown, sans(f.CaptionPt).in(color), caption)
	}
	room := b.w - 2*f.CaptionIn
	st := l.shrunk(value, sans(f.ValuePt).in(color), f.ValueMinPt, room)
	l.center(b.x+b.w/2, b.y+f.ValueDown, st, cut(l.t, value, st, room))
}

// stampValue is what stands in a cell. 机构(问题) stays blank where the scheme has
// none.
func (c *compiler) stampValue(key string, r record) string {
	if key == "number" {
		return r.fields["item_number"]
	}
	if key == "department" && r.item.Department == "" {
		return ""
	}
	return r.fields[key]
}

// numberOps draws the number within the item (件内页码): odd at the upper right,
// even at the upper left, and the volume's running number at the foot.
func (c *compiler) numberOps(within, page int, w, h float64) []pdf.Op {
	f := c.forms.volume
	l := newLeaf(c.d.Type, w, h)
	st := sans(f.Number.Pt)
	switch {
	case within == 0: // a blank side
	case within%2 == 1:
		l.right(w-f.Number.In, f.Number.Down, st, itoa(within))
	default:
		l.left(f.Number.In, f.Number.Down, st, itoa(within))
	}
	l.center(w/2, h-f.Foot.Up, sans(f.Foot.Pt), c.say("foot", "page", itoa(page)))
	return l.Ops
}
