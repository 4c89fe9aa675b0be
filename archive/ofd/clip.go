package ofd

import (
	"math"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// clips reads the clips of an object (GB/T 33190-2016, 8.4): what is seen lies in all
// of them; the areas of one are joined. They are placed in the object's boundary, and
// transformed with the object unless TransFlag says otherwise. inside is the frame of
// the object, outside that of its boundary.
func (w *walker) clips(n *xmltree.Node, inside, outside Matrix) []Clip {
	m := inside
	if strings.EqualFold(n.Attr("TransFlag"), "false") {
		m = outside
	}
	var out []Clip
	for _, c := range n.All("Clip") {
		var clip Clip
		known := true
		for _, a := range c.All("Area") {
			p := a.Kid("Path")
			if p == nil {
				known = false // an area in the shape of a text
				break
			}
			clip.Segments = append(clip.Segments, parsePath(p.Kid("AbbreviatedData").Text(), placed(p, placed(a, m)))...)
			clip.EvenOdd = clip.EvenOdd || strings.EqualFold(p.Attr("Rule"), "Even-Odd")
		}
		if !known {
			w.missing("clip")
			continue
		}
		out = append(out, clip)
	}
	return out
}

// placed gives the frame inside a node: its CTM, then the corner of its boundary.
func placed(n *xmltree.Node, m Matrix) Matrix {
	if b, ok := parseBox(n.Attr("Boundary")); ok {
		m = Matrix{A: 1, D: 1, E: b.x, F: b.y}.Mul(m)
	}
	if v := numbers(n.Attr("CTM")); len(v) >= 6 {
		m = Matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.Mul(m)
	}
	return m
}

// maxCells bounds how often the cell of one pattern is drawn.
const maxCells = 4000

// pattern fills a shape with the cells of a pattern (8.3.3): they are laid out in
// steps first and transformed together.
func (w *walker) pattern(n *xmltree.Node, p Path, f frame, depth int) bool {
	canvas, ok := w.canvas.(Clipper)
	cell := n.Kid("CellContent")
	wide, high := numberOr(n.Attr("Width"), 0), numberOr(n.Attr("Height"), 0)
	if !ok || cell == nil || wide <= 0 || high <= 0 || depth > maxNesting {
		return false
	}
	m := f.m
	if strings.EqualFold(n.Attr("RelativeTo"), "Page") {
		m = w.origin
	}
	m = placed(n, m)
	dx, dy := max(numberOr(n.Attr("XStep"), wide), wide), max(numberOr(n.Attr("YStep"), high), high)
	grid, ok := gridOf(p, m, dx, dy)
	if !ok {
		return false
	}
	canvas.Push([]Clip{{p.Segments, p.EvenOdd}})
	defer canvas.Pop()
	how := strings.ToLower(n.Attr("ReflectMethod"))
	for j := grid[1]; j <= grid[3]; j++ {
		for i := grid[0]; i <= grid[2]; i++ {
			at := Matrix{A: 1, D: 1, E: float64(i) * dx, F: float64(j) * dy}
			if i%2 != 0 && strings.Contains(how, "column") {
				at = Matrix{A: -1, D: 1, E: wide}.Mul(at)
			}
			if j%2 != 0 && strings.Contains(how, "row") {
				at = Matrix{A: 1, D: -1, F: high}.Mul(at)
			}
			w.block(cell, frame{m: at.Mul(m), alpha: f.alpha, params: f.params}, depth+1)
		}
	}
	return true
}

// gridOf gives the first and last cell across and down that a shape needs; false
// where they are too many, or none.
func gridOf(p Path, m Matrix, dx, dy float64) ([4]int, bool) {
	back, ok := m.Inverse()
	if !ok {
		return [4]int{}, false
	}
	x0, y0, x1, y1 := p.Bounds()
	lo, hi := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, c := range [][2]float64{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
		x, y := back.Apply(c[0], c[1])
		lo[0], hi[0] = min(lo[0], x), max(hi[0], x)
		lo[1], hi[1] = min(lo[1], y), max(hi[1], y)
	}
	if (hi[0]-lo[0])/dx*((hi[1]-lo[1])/dy) > maxCells {
		return [4]int{}, false
	}
	return [4]int{int(math.Floor(lo[0] / dx)), int(math.Floor(lo[1] / dy)), int(math.Floor(hi[0] / dx)), int(math.Floor(hi[1] / dy))}, true
}
