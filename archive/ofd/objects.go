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
	total := 0
	for _, c := range codes {
		total += len(c.Text())
	}
	r.ids = glyphIDs(n, min(total, maxGlyphs))
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

// path draws a PathObject (9.1). A line is drawn where Stroke is not said.
func (w *walker) path(n *xmltree.Node, f frame) {
	p := Path{From: w.from, Segments: parsePath(n.Kid("AbbreviatedData").Text(), f.m)}
	if len(p.Segments) == 0 {
		return
	}
	p.EvenOdd = strings.EqualFold(n.Attr("Rule"), "Even-Odd")
	if !strings.EqualFold(n.Attr("Stroke"), "false") {
		p.Stroke, _ = w.color(f.kid(n, "StrokeColor"), f.alpha)
		if p.Stroke == nil {
			p.Stroke = &Color{Alpha: f.alpha}
		}
		p.Width = max(numberOr(f.attr(n, "LineWidth"), 0.353)*f.m.Scale(), 0.01)
		p.Dash = numbers(f.attr(n, "DashPattern"))
	}
	if yes(n.Attr("Fill")) {
		c, plain := w.color(f.kid(n, "FillColor"), f.alpha)
		if c == nil && plain {
			c = &Color{Alpha: f.alpha}
		}
		p.Fill = c
	}
	if (p.Fill != nil || p.Stroke != nil) && !w.canvas.Path(p) {
		w.missing("path")
	}
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
