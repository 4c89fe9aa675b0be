package bind

import (
	"context"
	"image"
	"image/color"
	"math"
	"slices"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/pdf"
)

// ground tells how much of a rectangle on a page is taken, 0 to 1.
type ground interface {
	taken(b box) float64
}

// boxes is a ground of rectangles, in mm.
type boxes []box

func (bs boxes) taken(b box) float64 {
	area := 0.0
	for _, o := range bs {
		w := math.Min(b.right(), o.right()) - math.Max(b.x, o.x)
		h := math.Min(b.bottom(), o.bottom()) - math.Max(b.y, o.y)
		if w > 0 && h > 0 {
			area += w * h
		}
	}
	return math.Min(1, area/(b.w*b.h))
}

// ink is a ground of pixels: how many darker or more coloured ones lie above and
// left of each.
type ink struct {
	sum  []uint32
	w, h int
	mm   float64 // a pixel
}

// inkDPI is enough to see a line of small type, and quick to draw.
const inkDPI = 50

func newInk(m image.Image, mm float64) ink {
	b := m.Bounds()
	k := ink{w: b.Dx(), h: b.Dy(), mm: mm, sum: make([]uint32, (b.Dx()+1)*(b.Dy()+1))}
	paper := paperOf(m)
	for y := range k.h {
		row := uint32(0)
		for x := range k.w {
			if dark(m.At(b.Min.X+x, b.Min.Y+y), paper) {
				row++
			}
			k.sum[(y+1)*(k.w+1)+x+1] = k.sum[y*(k.w+1)+x+1] + row
		}
	}
	return k
}

// paperOf gives the lightness of the paper: the commonest one of the page.
func paperOf(m image.Image) uint8 {
	var count [32]int
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 3 {
		for x := b.Min.X; x < b.Max.X; x += 3 {
			count[color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y>>3]++
		}
	}
	best := 31
	for i, n := range count {
		if n > count[best] {
			best = i
		}
	}
	return uint8(best<<3 | 7)
}

func dark(c color.Color, paper uint8) bool {
	r, g, b, _ := c.RGBA()
	lo, hi := min(r, g, b)>>8, max(r, g, b)>>8
	return hi-lo > 70 || int(color.GrayModel.Convert(c).(color.Gray).Y) < int(paper)-45
}

func (k ink) taken(b box) float64 {
	x0, y0 := clamp(b.x/k.mm, k.w), clamp(b.y/k.mm, k.h)
	x1, y1 := clamp(b.right()/k.mm, k.w), clamp(b.bottom()/k.mm, k.h)
	if x1 <= x0 || y1 <= y0 {
		return 1
	}
	at := func(x, y int) uint32 { return k.sum[y*(k.w+1)+x] }
	n := at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)
	return float64(n) / float64((x1-x0)*(y1-y0))
}

func clamp(v float64, most int) int { return max(0, min(most, int(math.Round(v)))) }

// speck is what dust on a scan may cover.
const speck = 0.004

// across gives the places beside one another on a page of w mm, the first choice
// first.
func (f stampForm) across(w float64) []float64 {
	at := map[string]float64{"center": (w - f.Width) / 2, "right": w - f.Width - f.Side, "left": f.Side}
	var xs []float64
	for _, p := range f.Places {
		if x, ok := at[p]; ok {
			xs = append(xs, x)
		}
	}
	return append(xs, at["center"])
}

// placeStamp finds the place of the stamp on a page of w x h mm: by default top
// centre, else at the side, else lower, always the highest that is free; where
// none is, the one that covers least.
func (f stampForm) placeStamp(g ground, top, w, h float64) spot {
	xs := f.across(w)
	s := spot{X: xs[0], Y: top, W: w, H: h}
	if g == nil {
		return s
	}
	best, least := s, math.Inf(1)
	for y := top; y <= math.Min(f.Lowest, h-f.Height-f.Side); y += f.Step {
		for _, x := range xs {
			t := g.taken(box{x, y, f.Width, f.Height}.inset(-f.Clear))
			if t < least-speck {
				best, least = spot{X: x, Y: y, W: w, H: h, Moved: x != s.X || y != s.Y}, t
			}
			if t <= speck {
				return best
			}
		}
	}
	best.Tight = true
	return best
}

// groundOf looks at the page that gets the stamp; nil when nothing is known.
func (c *compiler) groundOf(ctx context.Context, b *bound) (g ground, w, h float64) {
	if b.how == asSlip || b.how == asCopy || b.how == asText {
		return nil, pdf.A4Width, pdf.A4Height
	}
	if b.open == nil {
		return c.pictureGround(b)
	}
	return c.pdfGround(ctx, b)
}

// pictureGround looks at a sheet with one picture.
func (c *compiler) pictureGround(b *bound) (ground, float64, float64) {
	s := b.sheets[0]
	if b.how == asDrawn {
		return c.opsGround(s), s.W, s.H
	}
	pic, ok := s.Ops[0].(pdf.Picture)
	if !ok || pic.Open == nil {
		return nil, s.W, s.H
	}
	m, err := decoded(pic)
	if err != nil {
		return nil, s.W, s.H
	}
	mm := 25.4 / inkDPI
	sheet := image.NewGray(image.Rect(0, 0, int(s.W/mm), int(s.H/mm)))
	shrink(sheet, m, box{pic.X / mm, pic.Y / mm, pic.W / mm, pic.H / mm})
	return newInk(sheet, mm), s.W, s.H
}

// opsGround gives what stands on a sheet that was drawn.
func (c *compiler) opsGround(s pdf.Sheet) boxes {
	var out boxes
	for _, op := range s.Ops {
		out = append(out, c.opBoxes(op)...)
	}
	return out
}

func (c *compiler) opBoxes(op pdf.Op) boxes {
	switch o := op.(type) {
	case pdf.Text:
		h := o.Size * point
		return boxes{{o.X, o.Y - h, c.d.Type.Width(o.S, o.Face, o.Size), h * 1.2}}
	case pdf.Glyphs:
		h := o.Size * point
		var out boxes
		for _, g := range o.List {
			out = append(out, box{g.X, g.Y - h, h, h * 1.2})
		}
		return out
	case pdf.Picture:
		if m := o.Place; m != nil {
			return boxes{around([][2]float64{{m[4], m[5]}, {m[4] + m[0], m[5] + m[1]}, {m[4] + m[2], m[5] + m[3]}, {m[4] + m[0] + m[2], m[5] + m[1] + m[3]}}, 0)}
		}
		return boxes{{o.X, o.Y, o.W, o.H}}
	case pdf.Path:
		return c.pathBoxes(o)
	case pdf.Group:
		var out boxes
		if o.Alpha >= faintest {
			for _, in := range o.Ops {
				out = append(out, c.opBoxes(in)...)
			}
		}
		return out
	case pdf.Line:
		return boxes{around([][2]float64{{o.X0, o.Y0}, {o.X1, o.Y1}}, o.Width)}
	case pdf.Rect:
		return boxes{{o.X, o.Y, o.W, o.H}}
	}
	return nil
}

// faintest is the opacity below which what is drawn may be stamped over: a watermark.
const faintest = 0.35

// pathBoxes gives the place of an area, or of each straight piece of a line, so that
// a frame around a page leaves its inside free.
func (c *compiler) pathBoxes(p pdf.Path) boxes {
	var out boxes
	var all [][2]float64
	var at, start [2]float64
	for _, s := range p.Segments {
		to := start
		switch s.Op {
		case 'M', 'L':
			to = [2]float64{s.P[0], s.P[1]}
		case 'C':
			to = [2]float64{s.P[4], s.P[5]}
		}
		if s.Op == 'M' {
			start = to
		} else {
			out = append(out, around([][2]float64{at, to}, p.Width))
		}
		at = to
		all = append(all, to)
	}
	if p.Fill != nil && len(all) > 0 && *p.Fill != (pdf.Color{R: 1, G: 1, B: 1}) {
		return boxes{around(all, 0)}
	}
	return out
}

// around gives the rectangle around points, wider by a line's width.
func around(points [][2]float64, width float64) box {
	x0, y0, x1, y1 := points[0][0], points[0][1], points[0][0], points[0][1]
	for _, p := range points[1:] {
		x0, x1 = min(x0, p[0]), max(x1, p[0])
		y0, y1 = min(y0, p[1]), max(y1, p[1])
	}
	return box{x0 - width/2, y0 - width/2, x1 - x0 + width, y1 - y0 + width}
}

// shrink draws m into the rectangle b of dst, each pixel as dark as the darkest of
// a few it stands for, so that thin strokes do not vanish. Colour counts as dark.
func shrink(dst *image.Gray, m image.Image, b box) {
	for i := range dst.Pix {
		dst.Pix[i] = 255
	}
	src := m.Bounds()
	sx, sy := float64(src.Dx())/b.w, float64(src.Dy())/b.h
	for y := range int(b.h) {
		for x := range int(b.w) {
			v := uint8(255)
			for i := range 9 {
				px := src.Min.X + int((float64(x)+float64(i%3)/3)*sx)
				py := src.Min.Y + int((float64(y)+float64(i/3)/3)*sy)
				r, g, bl, _ := m.At(px, py).RGBA()
				v = min(v, uint8(min(r, g, bl)>>8))
			}
			dst.SetGray(int(b.x)+x, int(b.y)+y, color.Gray{Y: v})
		}
	}
}

// pdfGround asks for the boxes of the first page, and looks at a picture of it
// where a scan fills it.
func (c *compiler) pdfGround(ctx context.Context, b *bound) (ground, float64, float64) {
	first := 1
	if len(b.pages) > 0 {
		first = b.pages[0]
	}
	if h := b.src.Head; h != nil && first == 1 && b.how == asOriginal {
		st := seatOf(h.Width*point, h.Height*point)
		return headGround(h, st), st.w, st.h
	}
	p, ok := c.readPage(ctx, b.open, first)
	if !ok {
		return nil, pdf.A4Width, pdf.A4Height
	}
	st := seatOf(p.Width*point, p.Height*point)
	bs, scan := pageBoxes(p)
	if !scan {
		return inMM(bs, st), st.w, st.h
	}
	if m, ok := c.renderPage(ctx, b.open, first); ok && st.turn == 0 {
		return seated{newInk(m, 25.4/inkDPI), st}, st.w, st.h
	}
	return nil, st.w, st.h
}

// seated is a ground whose page was moved and scaled onto A4.
type seated struct {
	g  ground
	st seat
}

func (s seated) taken(b box) float64 {
	return s.g.taken(box{(b.x - s.st.x) / s.st.k, (b.y - s.st.y) / s.st.k, b.w / s.st.k, b.h / s.st.k})
}

func (c *compiler) readPage(ctx context.Context, open Open, number int) (page.Page, bool) {
	r, err := open()
	if err != nil {
		return page.Page{}, false
	}
	defer r.Close()
	for p, err := range c.d.Engine.Pages(ctx, r, number) {
		if err != nil {
			return p, false
		}
		if p.Number == number {
			return p, true
		}
	}
	return page.Page{}, false
}

func (c *compiler) renderPage(ctx context.Context, open Open, number int) (image.Image, bool) {
	r, err := open()
	if err != nil {
		return nil, false
	}
	defer r.Close()
	m, err := c.d.Engine.Render(ctx, r, number, inkDPI)
	return m, err == nil
}

// pageBoxes gives what stands on a page; scan tells that pictures fill it.
func pageBoxes(p page.Page) (out []page.Box, scan bool) {
	for _, l := range p.Lines {
		out = append(out, l.Box)
	}
	for _, r := range p.Rules {
		out = append(out, r.Box)
	}
	for _, s := range p.Seals {
		out = append(out, s.Box)
	}
	for _, pic := range p.Pictures {
		if pic.Box.Width()*pic.Box.Height() > p.Width*p.Height/2 {
			scan = true
		}
		out = append(out, pic.Box)
	}
	return slices.Clip(out), scan
}

// Head gives what is worth keeping of a first page, so that binding need not open
// the file for it: the places in its upper half that bear something. It is nil for
// a page that a scan fills: such a one has to be looked at.
func Head(p page.Page) *archive.PageHead {
	bs, scan := pageBoxes(p)
	if scan || p.Width <= 0 || p.Height <= 0 {
		return nil
	}
	h := &archive.PageHead{Width: p.Width, Height: p.Height}
	for _, b := range bs {
		if b.Y0 < p.Height/2 {
			h.Taken = append(h.Taken, archive.Spot{Page: 1, X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y1})
		}
	}
	return h
}

// headGround is a kept head as a ground; below it everything counts as taken.
func headGround(h *archive.PageHead, st seat) boxes {
	bs := []page.Box{{X0: 0, Y0: h.Height / 2, X1: h.Width, Y1: h.Height}}
	for _, s := range h.Taken {
		bs = append(bs, page.Box{X0: s.X0, Y0: s.Y0, X1: s.X1, Y1: s.Y1})
	}
	return inMM(bs, st)
}

func inMM(bs []page.Box, st seat) boxes {
	out := make(boxes, len(bs))
	for i, b := range bs {
		out[i] = st.box(box{b.X0 * point, b.Y0 * point, b.Width() * point, b.Height() * point})
	}
	return out
}
