package ofd

import (
	"strconv"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// color reads FillColor or StrokeColor (GB/T 33190-2016, 8.3). Where the colour is a
// pattern or a gradient, that is counted as not drawn and its place taken by what
// is nearest; ok is false then.
func (w *walker) color(n *xmltree.Node, alpha float64) (c *Color, ok bool) {
	if n == nil {
		return nil, true
	}
	if n.Kid("Pattern") != nil {
		w.missing("pattern")
		return nil, false
	}
	if k := gradientOf(n); k != nil {
		w.missing("gradient")
		return w.nearest(k, alpha), false
	}
	return w.solid(n, alpha), true
}

func (w *walker) solid(n *xmltree.Node, alpha float64) *Color {
	c := w.plain(n)
	c.Alpha = alpha * numberOr(n.Attr("Alpha"), 255) / 255
	return &c
}

// gradientOf gives the gradient that a colour is, nil where it is none.
func gradientOf(n *xmltree.Node) *xmltree.Node {
	for _, k := range n.Kids {
		switch k.Name {
		case "AxialShd", "RadialShd", "GouraudShd", "LaGourandShd", "LaGouraudShd":
			return k
		}
	}
	return nil
}

// nearest gives the first colour of a gradient.
func (w *walker) nearest(n *xmltree.Node, alpha float64) *Color {
	k := n.Find("Color")
	if k == nil {
		return nil
	}
	c := w.plain(k)
	c.Alpha = alpha
	return &c
}

// plain reads the components of a colour in its colour space.
func (w *walker) plain(n *xmltree.Node) Color {
	v := components(n.Attr("Value"))
	space := w.body.res.spaces[n.Attr("ColorSpace")]
	if idx, ok := n.Has("Index"); ok && len(v) == 0 {
		v = paletteEntry(space, int(numberOr(idx, 0)))
	}
	top := 255.0
	if bits := numberOr(space.Attr("BitsPerComponent"), 8); bits > 0 && bits < 8 {
		top = float64(int(1)<<int(bits)) - 1
	}
	for i := range v {
		v[i] = min(max(v[i]/top, 0), 1)
	}
	switch len(v) {
	case 0:
		return Color{}
	case 1, 2:
		return Color{R: v[0], G: v[0], B: v[0]}
	case 3:
		return Color{R: v[0], G: v[1], B: v[2]}
	}
	k := 1 - v[3]
	return Color{R: (1 - v[0]) * k, G: (1 - v[1]) * k, B: (1 - v[2]) * k}
}

// components reads numbers, in decimal or as #hex.
func components(s string) []float64 {
	var out []float64
	for _, f := range strings.Fields(strings.ReplaceAll(s, ",", " ")) {
		if hex, ok := strings.CutPrefix(f, "#"); ok {
			if v, err := strconv.ParseUint(hex, 16, 16); err == nil {
				out = append(out, float64(v))
			}
		} else if v, ok := number(f); ok {
			out = append(out, v)
		}
		if len(out) == 4 {
			break
		}
	}
	return out
}

func paletteEntry(space *xmltree.Node, index int) []float64 {
	entries := space.Kid("Palette").All("CV")
	if index < 0 || index >= len(entries) {
		return nil
	}
	return components(entries[index].Text())
}
