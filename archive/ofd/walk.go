package ofd

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// The bounds of one page.
const (
	maxNesting = 24
	maxObjects = 400_000
)

// Draw draws page i (from 0) on a canvas and says what it could not draw, most
// first. An error means that nothing could be read of the page.
func (d *Document) Draw(i int, c Canvas) ([]Missing, error) {
	if i < 0 || i >= len(d.pages) {
		return nil, fmt.Errorf("draw page %d of %d: %w", i, len(d.pages), errNoFile)
	}
	w := &walker{d: d, body: d.pages[i].body, canvas: c, lost: map[string]int{}}
	err := w.page(d.pages[i])
	return w.report(), err
}

// Size gives the width and height of page i in millimetres.
func (d *Document) Size(i int) (w, h float64) {
	if i < 0 || i >= len(d.pages) {
		return 0, 0
	}
	b := d.pages[i].body.area
	if n, err := d.pageXML(d.pages[i]); err == nil {
		b = areaOf(n.Kid("Area"), b)
	}
	return b.w, b.h
}

func (d *Document) pageXML(p pageRef) (*xmltree.Node, error) {
	if p.file == "" {
		return nil, fmt.Errorf("page %s: %w", p.id, errNoFile)
	}
	return d.c.xml(p.file)
}

// walker goes through the objects of one page.
type walker struct {
	d       *Document
	body    *body
	canvas  Canvas
	from    Layer
	origin  Matrix // from the page's own coordinates to its upper left corner
	lost    map[string]int
	objects int
}

func (w *walker) missing(kind string) { w.lost[kind]++ }

func (w *walker) report() []Missing {
	out := make([]Missing, 0, len(w.lost))
	for k, n := range w.lost {
		out = append(out, Missing{k, n})
	}
	slices.SortFunc(out, func(a, b Missing) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

// page draws templates that lie behind, the content, templates in front,
// annotations and seals, in this order (GB/T 33190-2016, 7.7).
func (w *walker) page(p pageRef) error {
	n, err := w.d.pageXML(p)
	if err != nil {
		w.missing("page")
		return err
	}
	area := areaOf(n.Kid("Area"), w.body.area)
	origin := Matrix{A: 1, D: 1, E: -area.x, F: -area.y}
	w.origin = origin
	for _, r := range n.All("PageRes") {
		w.body.res.add(strings.TrimSpace(r.Text()), path.Dir(p.file))
	}
	w.templates(n, origin, false)
	w.from = Content
	for _, l := range layers(n) {
		w.block(l, frame{m: origin, alpha: 1, params: w.params(l, nil)}, 0)
	}
	w.templates(n, origin, true)
	w.annotations(p, origin)
	w.seals(p, origin)
	return nil
}

// layers gives the layers of a page, background first.
func layers(page *xmltree.Node) []*xmltree.Node {
	order := map[string]int{"background": 0, "body": 1, "": 1, "foreground": 2}
	var ls []*xmltree.Node
	for _, c := range page.All("Content") {
		ls = append(ls, c.All("Layer")...)
	}
	slices.SortStableFunc(ls, func(a, b *xmltree.Node) int {
		return order[strings.ToLower(a.Attr("Type"))] - order[strings.ToLower(b.Attr("Type"))]
	})
	return ls
}

// templates draws the templates of a page that lie in front of, or behind, its
// content.
func (w *walker) templates(page *xmltree.Node, origin Matrix, front bool) {
	w.from = Template
	for _, ref := range page.All("Template") {
		t, ok := w.body.templates[ref.Attr("TemplateID")]
		z := cmp.Or(ref.Attr("ZOrder"), t.zOrder)
		if !ok || strings.EqualFold(z, "Foreground") != front {
			continue
		}
		n, err := w.d.c.xml(t.file)
		if err != nil {
			w.missing("template")
			continue
		}
		for _, r := range n.All("PageRes") {
			w.body.res.add(strings.TrimSpace(r.Text()), path.Dir(t.file))
		}
		for _, l := range layers(n) {
			w.block(l, frame{m: origin, alpha: 1, params: w.params(l, nil)}, 0)
		}
	}
}

// annotations draws the appearance of annotations (15); hidden ones are not
// drawn, as they are not printed either.
func (w *walker) annotations(p pageRef, origin Matrix) {
	for _, file := range w.body.annots[p.id] {
		n, err := w.d.c.xml(file)
		if err != nil {
			w.missing("annotation")
			continue
		}
		for _, a := range n.All("Annot") {
			if strings.EqualFold(a.Attr("Visible"), "false") {
				continue
			}
			w.from = Annotation
			if strings.EqualFold(a.Attr("Type"), "Watermark") || strings.EqualFold(a.Attr("Subtype"), "Watermark") {
				w.from = Watermark
			}
			for _, ap := range a.All("Appearance") {
				m := origin
				if b, ok := parseBox(ap.Attr("Boundary")); ok {
					m = Matrix{A: 1, D: 1, E: b.x, F: b.y}.Mul(origin)
				}
				w.block(ap, frame{m: m, alpha: 1}, 0)
			}
		}
	}
}

// frame is what objects inherit: where they lie, and how things are painted.
type frame struct {
	m      Matrix
	alpha  float64
	params []*xmltree.Node // DrawParams, the nearest first
}

// block draws the objects of a layer, a block or an appearance in order.
func (w *walker) block(n *xmltree.Node, f frame, depth int) {
	if depth > maxNesting {
		w.missing("composite")
		return
	}
	for _, k := range n.Kids {
		if k.Name == "" {
			continue
		}
		if w.objects++; w.objects > maxObjects {
			w.missing("page")
			return
		}
		if !strings.EqualFold(k.Attr("Visible"), "false") {
			w.object(k, f, depth)
		}
	}
}

func (w *walker) object(n *xmltree.Node, f frame, depth int) {
	switch n.Name {
	case "TextObject", "PathObject", "ImageObject", "CompositeObject":
	case "PageBlock", "Layer":
		w.block(n, f, depth+1)
		return
	case "VideoObject":
		w.missing("media")
		return
	default:
		return
	}
	o := w.enter(n, f)
	if c := n.Kid("Clips"); c != nil && len(c.Kids) > 0 {
		if canvas, ok := w.canvas.(Clipper); ok {
			outside := f.m
			if b, ok := parseBox(n.Attr("Boundary")); ok {
				outside = Matrix{A: 1, D: 1, E: b.x, F: b.y}.Mul(outside)
			}
			canvas.Push(w.clips(c, o.m, outside))
			defer canvas.Pop()
		} else {
			w.missing("clip")
		}
	}
	switch n.Name {
	case "TextObject":
		w.text(n, o)
	case "PathObject":
		w.path(n, o, depth)
	case "ImageObject":
		w.picture(n, o)
	case "CompositeObject":
		w.composite(n, o, depth)
	}
}

// enter gives the frame inside a graphic unit: its CTM, then its boundary's
// corner (8.5).
func (w *walker) enter(n *xmltree.Node, f frame) frame {
	m := identity
	if v := numbers(n.Attr("CTM")); len(v) >= 6 {
		m = Matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
	}
	if b, ok := parseBox(n.Attr("Boundary")); ok {
		m = m.Mul(Matrix{A: 1, D: 1, E: b.x, F: b.y})
	}
	f.m = m.Mul(f.m)
	f.alpha *= min(max(numberOr(n.Attr("Alpha"), 255)/255, 0), 1)
	f.params = w.params(n, f.params)
	return f
}

// params puts the DrawParam of a node, and those it builds on, before the
// inherited ones (8.2).
func (w *walker) params(n *xmltree.Node, inherited []*xmltree.Node) []*xmltree.Node {
	var out []*xmltree.Node
	for id := n.Attr("DrawParam"); id != "" && len(out) < maxNesting; {
		p := w.body.res.params[id]
		if p == nil {
			break
		}
		out = append(out, p)
		id = p.Attr("Relative")
	}
	if len(out) == 0 {
		return inherited
	}
	return append(out, inherited...)
}

// inherit gives the nearest value of an attribute, and the nearest child.
func (f frame) attr(n *xmltree.Node, name string) string {
	if v, ok := n.Has(name); ok {
		return v
	}
	for _, p := range f.params {
		if v, ok := p.Has(name); ok {
			return v
		}
	}
	return ""
}

func (f frame) kid(n *xmltree.Node, name string) *xmltree.Node {
	if k := n.Kid(name); k != nil {
		return k
	}
	for _, p := range f.params {
		if k := p.Kid(name); k != nil {
			return k
		}
	}
	return nil
}
