package format

import (
	"strconv"
	"strings"

	"niandang/archive/ofd/xmltree"
	"niandang/archive/page"
)

// tri is a property that may be unset.
type tri int8

const (
	unset tri = iota
	yes
	no
)

// look is what a style or a run says; what it leaves unset is inherited.
type look struct {
	name      string // of the paragraph style
	size      float64
	font      string
	bold, red tri
	hidden    tri
	pageBreak tri
	align     page.Align
	indent    indent
	hasIndent bool
	num       string // w:numId
	level     int
	hasLevel  bool
}

// indent of a first line: in points, or in characters of the line.
type indent struct{ points, chars float64 }

func (l look) indentAt(size float64) float64 { return l.indent.points + l.indent.chars*size }

// over gives l with what it leaves unset taken from base.
func (l look) over(base look) look {
	if l.name == "" {
		l.name = base.name
	}
	if l.size == 0 {
		l.size = base.size
	}
	if l.font == "" {
		l.font = base.font
	}
	if l.align == page.AlignUnknown {
		l.align = base.align
	}
	if !l.hasIndent {
		l.indent, l.hasIndent = base.indent, base.hasIndent
	}
	if l.num == "" {
		l.num = base.num
	}
	if !l.hasLevel {
		l.level, l.hasLevel = base.level, base.hasLevel
	}
	for _, t := range [][2]*tri{{&l.bold, &base.bold}, {&l.red, &base.red}, {&l.hidden, &base.hidden}, {&l.pageBreak, &base.pageBreak}} {
		if *t[0] == unset {
			*t[0] = *t[1]
		}
	}
	return l
}

// styles are the styles of a document with what they inherit.
type styles struct {
	nodes    map[string]*xmltree.Node
	done     map[string]look
	defaults look
	normal   string
}

// defaultSize is Word's own where neither styles nor defaults name one.
const defaultSize = 10

func newStyles(root *xmltree.Node) *styles {
	s := &styles{nodes: map[string]*xmltree.Node{}, done: map[string]look{}}
	def := root.Kid("docDefaults")
	s.defaults = readLook(def.Path("pPrDefault", "pPr"), def.Path("rPrDefault", "rPr"))
	if s.defaults.size == 0 {
		s.defaults.size = defaultSize
	}
	for _, n := range root.All("style") {
		id := n.Attr("styleId")
		s.nodes[id] = n
		if n.Attr("type") == "paragraph" && on(n.Attr("default")) {
			s.normal = id
		}
	}
	return s
}

// style gives a style with all that it is based on.
func (s *styles) style(id string, depth int) look {
	if l, ok := s.done[id]; ok {
		return l
	}
	n := s.nodes[id]
	if n == nil || depth > maxBlockDepth {
		return look{}
	}
	l := readLook(n.Kid("pPr"), n.Kid("rPr"))
	if n.Attr("type") == "paragraph" {
		l.name = n.Kid("name").Attr("val")
	}
	if based := n.Kid("basedOn").Attr("val"); based != "" {
		l = l.over(s.style(based, depth+1))
	}
	s.done[id] = l
	return l
}

// paragraph gives the look of a paragraph's text before its runs have a say.
func (s *styles) paragraph(pr *xmltree.Node) look {
	id := pr.Kid("pStyle").Attr("val")
	if id == "" {
		id = s.normal
	}
	return readLook(pr, nil).over(s.style(id, 0)).over(s.defaults)
}

// run gives the look of a run.
func (s *styles) run(pr *xmltree.Node, base look) look {
	if pr == nil {
		return base
	}
	l := readLook(nil, pr)
	if id := pr.Kid("rStyle").Attr("val"); id != "" {
		l = l.over(s.style(id, 0))
	}
	return l.over(base)
}

// readLook reads paragraph and run properties.
func readLook(ppr, rpr *xmltree.Node) look {
	var l look
	if ppr != nil {
		l.align = alignments[ppr.Kid("jc").Attr("val")]
		l.pageBreak = toggle(ppr.Kid("pageBreakBefore"))
		l.indent, l.hasIndent = readIndent(ppr.Kid("ind"))
		num := ppr.Kid("numPr")
		l.num = num.Kid("numId").Attr("val")
		if v, ok := num.Kid("ilvl").Has("val"); ok {
			l.level, _ = strconv.Atoi(v)
			l.hasLevel = true
		}
	}
	if rpr != nil {
		if v, err := strconv.ParseFloat(rpr.Kid("sz").Attr("val"), 64); err == nil && v > 0 && v < 4000 {
			l.size = v / 2
		}
		l.bold = toggle(rpr.Kid("b"))
		l.hidden = toggle(rpr.Kid("vanish"))
		l.red = redness(rpr.Kid("color").Attr("val"))
		fonts := rpr.Kid("rFonts")
		l.font = fonts.Attr("eastAsia")
		if l.font == "" {
			l.font = fonts.Attr("ascii")
		}
	}
	return l
}

var alignments = map[string]page.Align{
	"left": page.AlignLeft, "start": page.AlignLeft, "center": page.AlignCenter, "right": page.AlignRight,
	"end": page.AlignRight, "both": page.AlignJustify, "justify": page.AlignJustify, "distribute": page.AlignJustify,
}

// readIndent reads the first-line indent, the left indent with it.
func readIndent(n *xmltree.Node) (indent, bool) {
	if n == nil {
		return indent{}, false
	}
	var in indent
	if c, err := strconv.ParseFloat(n.Attr("firstLineChars"), 64); err == nil && c != 0 {
		in.chars = c / 100
	} else {
		in.points = twips(n.Attr("firstLine")) - twips(n.Attr("hanging"))
	}
	left := n.Attr("left")
	if left == "" {
		left = n.Attr("start")
	}
	in.points += twips(left)
	return in, true
}

func toggle(n *xmltree.Node) tri {
	if n == nil {
		return unset
	}
	if v, ok := n.Has("val"); ok && !on(v) {
		return no
	}
	return yes
}

func on(s string) bool { return s == "1" || s == "true" || s == "on" }

// redness reads a colour RRGGBB or #RRGGBB.
func redness(hex string) tri {
	v, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(strings.TrimPrefix(hex, "#")) != 6 {
		if hex == "auto" {
			return no
		}
		return unset
	}
	if r, g, b := v>>16, v>>8&0xff, v&0xff; r > 140 && g < 100 && b < 100 {
		return yes
	}
	return no
}
