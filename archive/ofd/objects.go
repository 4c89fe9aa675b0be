package ofd

import (
	"math"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// text draws a TextObject (GB/T 33190-2016, 11.2).
func (w *walker) text(n *xmltree.Node, f frame) {
	size := numberOr(n.Attr("Size"), 0)
	if size <= 0 {
		size = 3.175 // makers that leave it out mean 9 points
	}
	r := run{size: size, hscale: numberOr(n.Attr("HScale"), 1)}
	if r.hscale <= 0 || r.hscale > 100 {
		r.hscale = 1
	}
	turn := numberOr(n.Attr("ReadDirection"), 0)
	r.vertical = turn == 90 || turn == 270
	codes := n.All("TextCode")
	r.shapes = transforms(n)
	t := w.textLook(n, f)
	t.Size, t.HScale, t.Vertical = size*f.m.Scale(), r.hscale, r.vertical
	t.Turn = f.m.Turn() + numberOr(n.Attr("CharDirection"), 0)
	stretch := math.Hypot(f.m.A, f.m.B)
	for _, c := range codes {
		t.Glyphs = r.place(c)
		for i := range t.Glyphs {
			g := &t.Glyphs[i]
			g.X, g.Y = f.m.Apply(g.X, g.Y)
			g.Advance *= stretch
		}
		if len(t.Glyphs) > 0 && !w.canvas.Text(t) {
			w.missing("text")
		}
	}
}

// textLook gives font, colours and weight of a text.
func (w *walker) textLook(n *xmltree.Node, f frame) Text {
	t := Text{Font: w.body.res.fonts[n.Attr("Font")], From: w.from}
	if t.Font == nil {
		t.Font = &Font{}
	}
	t.Bold = t.Font.Bold || numberOr(n.Attr("Weight"), 400) >= 600
	t.Italic = t.Font.Italic || yes(n.Attr("Italic"))
	if !strings.EqualFold(n.Attr("Fill"), "false") {
		c, plain := w.color(f.kid(n, "FillColor"), f.alpha)
		if c == nil || !plain && c.Alpha == 0 {
			c = &Color{Alpha: f.alpha}
		}
		t.Fill = c
	}
	if yes(n.Attr("Stroke")) {
		t.Stroke, _ = w.color(f.kid(n, "StrokeColor"), f.alpha)
		t.Bold = t.Bold || t.Fill != nil && t.Stroke != nil && numberOr(f.attr(n, "LineWidth"), 0) > 0.2
	}
	return t
}

// path draws a PathObject (9.1): its area first, then its line. A line is drawn
// where Stroke is not said.
func (w *walker) path(n *xmltree.Node, f frame, depth int) {
	p := Path{From: w.from, Segments: parsePath(n.Kid("AbbreviatedData").Text(), f.m)}
	if len(p.Segments) == 0 {
		return
	}
	p.EvenOdd = strings.EqualFold(n.Attr("Rule"), "Even-Odd")
	if yes(n.Attr("Fill")) {
		p = w.filled(p, f.kid(n, "FillColor"), f, depth)
	}
	if !strings.EqualFold(n.Attr("Stroke"), "false") {
		p.Stroke, _ = w.color(f.kid(n, "StrokeColor"), f.alpha)
		if p.Stroke == nil {
			p.Stroke = &Color{Alpha: f.alpha}
		}
		p.Width = max(numberOr(f.attr(n, "LineWidth"), 0.353)*f.m.Scale(), 0.01)
		p.Dash = numbers(f.attr(n, "DashPattern"))
		for i := range p.Dash {
			p.Dash[i] *= f.m.Scale()
		}
	}
	if (p.Fill != nil || p.Stroke != nil) && !w.canvas.Path(p) {
		w.missing("path")
	}
}

// filled finds what fills a path: a colour, a gradient, or a pattern, which is drawn
// at once.
func (w *walker) filled(p Path, color *xmltree.Node, f frame, depth int) Path {
	pattern := color.Kid("Pattern")
	if pattern != nil {
		g := f
		g.alpha *= numberOr(color.Attr("Alpha"), 255) / 255
		if !w.pattern(pattern, p, g, depth) {
			w.missing("pattern")
		}
		return p
	}
	if color == nil { // transparent, by table 35
		return p
	}
	k := gradientOf(color)
	if k == nil {
		p.Fill = w.solid(color, f.alpha)
		return p
	}
	alpha := f.alpha * numberOr(color.Attr("Alpha"), 255) / 255
	p.Fill = w.nearest(k, alpha)
	if p.Shade = w.shade(k, f.m, alpha); p.Shade == nil {
		w.missing("gradient")
	}
	return p
}

// picture draws an ImageObject (10): its CTM takes the unit square to the page.
func (w *walker) picture(n *xmltree.Node, f frame) {
	m, ok := w.body.res.media[n.Attr("ResourceID")]
	if !ok || m.file == "" {
		w.missing("picture")
		return
	}
	if strings.EqualFold(m.kind, "Video") || strings.EqualFold(m.kind, "Audio") {
		w.missing("media")
		return
	}
	if n.Attr("CTM") == "" {
		if b, ok := parseBox(n.Attr("Boundary")); ok {
			f.m = Matrix{A: b.w, D: b.h}.Mul(f.m)
		}
	}
	if n.Attr("ImageMask") != "" {
		w.missing("mask")
	}
	p := Picture{Matrix: f.m, Format: formatOf(m), Alpha: f.alpha, From: w.from,
		Data: func() ([]byte, error) { return w.d.c.read(m.file) }}
	if !w.canvas.Picture(p) {
		w.missing("picture")
	}
}

func formatOf(m medium) string {
	if m.format != "" {
		return m.format
	}
	return strings.ToLower(m.file[strings.LastIndexByte(m.file, '.')+1:])
}

// composite draws a unit that is kept among the resources (13).
func (w *walker) composite(n *xmltree.Node, f frame, depth int) {
	unit := w.body.res.composites[n.Attr("ResourceID")]
	if unit == nil {
		w.missing("composite")
		return
	}
	for _, c := range unit.All("Content") {
		w.block(c, f, depth+1)
	}
}
