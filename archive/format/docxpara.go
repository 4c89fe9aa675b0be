package format

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"niandang/archive/ofd/xmltree"
	"niandang/archive/page"
)

// paragraph is one w:p while it is read.
type paragraph struct {
	d     *docx
	base  look
	lines []page.Line // of text boxes that hang on it, before its own
	own   []page.Line
	text  strings.Builder
	looks []counted
	brk   bool
	field []bool // open fields; true while the instruction runs
	first bool   // the next line is the paragraph's first
}

// counted is a look and over how many characters it holds.
type counted struct {
	look
	n int
}

// paragraph reads a w:p: its text boxes first, then its lines; more than one
// where it holds line breaks.
func (d *docx) paragraph(n *xmltree.Node, cell bool) []page.Line {
	pr := n.Kid("pPr")
	p := &paragraph{d: d, base: d.styles.paragraph(pr), first: true}
	if pr.Path("rPr", "del") != nil || pr.Path("rPr", "ins") != nil || pr.Kid("pPrChange") != nil {
		d.out.tracked = true
	}
	if p.base.pageBreak == yes || sectionBreaks(pr.Kid("sectPr")) && len(d.page.Lines) > 0 && d.broken {
		p.brk = true
	}
	if d.broken {
		p.brk, d.broken = true, false
	}
	if label := d.numbers.label(p.base); label != "" {
		p.write(label, p.base)
	}
	p.runs(n, 0)
	p.endLine()
	if p.brk {
		d.broken = true // nothing came after the break: the next paragraph has it
	}
	if sectionBreaks(pr.Kid("sectPr")) {
		d.broken = true
	}
	out := append(p.lines, p.own...)
	for i := range out {
		out[i].Cell = out[i].Cell || cell
	}
	return out
}

// sectionBreaks reports whether the section that ends here is followed by a new
// page.
func sectionBreaks(sect *xmltree.Node) bool {
	if sect == nil {
		return false
	}
	return sect.Kid("type").Attr("val") != "continuous"
}

// runs reads the inline content of a paragraph.
func (p *paragraph) runs(n *xmltree.Node, depth int) {
	if depth > maxBlockDepth {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "r":
			p.run(k, depth)
		case "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo":
			p.d.markTracked(k.Name)
			p.runs(k, depth+1)
		case "del", "moveFrom":
			p.d.markTracked(k.Name)
		case "sdt":
			if c := k.Kid("sdtContent"); c != nil {
				p.runs(c, depth+1)
			}
		case "AlternateContent":
			p.drawing(choice(k), depth)
		}
	}
}

// run reads one w:r.
func (p *paragraph) run(n *xmltree.Node, depth int) {
	l := p.d.styles.run(n.Kid("rPr"), p.base)
	if l.hidden == yes {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "t":
			if !p.inInstruction() {
				p.write(k.Text(), l)
			}
		case "tab", "ptab":
			p.write("\t", l)
		case "noBreakHyphen":
			p.write("-", l)
		case "sym":
			p.symbol(k, l)
		case "br", "cr":
			p.lineBreak(k)
		case "fldChar":
			p.fieldMark(k.Attr("fldCharType"))
		case "drawing", "pict", "object":
			p.drawing(k, depth)
		case "AlternateContent":
			p.drawing(choice(k), depth)
		}
	}
}

// fieldMark follows complex fields: between begin and separate stands an
// instruction, which is no text.
func (p *paragraph) fieldMark(kind string) {
	switch kind {
	case "begin":
		p.field = append(p.field, true)
	case "separate":
		if len(p.field) > 0 {
			p.field[len(p.field)-1] = false
		}
	case "end":
		if len(p.field) > 0 {
			p.field = p.field[:len(p.field)-1]
		}
	}
}

func (p *paragraph) inInstruction() bool { return len(p.field) > 0 && p.field[len(p.field)-1] }

// symbol writes a character of a symbol font; those at U+F0xx have no meaning
// outside their font.
func (p *paragraph) symbol(n *xmltree.Node, l look) {
	v, err := strconv.ParseUint(n.Attr("char"), 16, 32)
	if err != nil || v < ' ' || v >= 0xE000 && v <= 0xF8FF || !utf8.ValidRune(rune(v)) {
		return
	}
	p.write(string(rune(v)), l)
}

func (p *paragraph) lineBreak(n *xmltree.Node) {
	p.endLine()
	if t := n.Attr("type"); t == "page" {
		p.brk = true
	}
}

// drawing reads what floats: text boxes become lines of their own before the
// paragraph that they hang on, pictures are noted with their size.
func (p *paragraph) drawing(n *xmltree.Node, depth int) {
	if n == nil || depth > maxBlockDepth {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "txbxContent":
			p.lines = append(p.lines, p.d.cell(k)...)
			for i := range p.lines {
				p.lines[i].Cell = false
			}
		case "AlternateContent":
			p.drawing(choice(k), depth+1)
		case "r":
			p.run(k, depth+1)
		case "extent":
			w, h := emu(k.Attr("cx")), emu(k.Attr("cy"))
			if n.Find("blip") != nil && w > 0 && h > 0 {
				p.d.page.Pictures = append(p.d.page.Pictures, page.Picture{Box: page.Box{X1: w, Y1: h}})
			}
		case "":
		default:
			p.drawing(k, depth+1)
		}
	}
}

// emu takes English Metric Units to points.
func emu(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v > 1e9 || v < 0 {
		return 0
	}
	return v / 12700
}

func (p *paragraph) write(s string, l look) {
	if s == "" {
		return
	}
	p.text.WriteString(s)
	n := 0
	for _, r := range s {
		if spaceWidth(r) == 0 {
			n++
		}
	}
	if n > 0 {
		p.looks = append(p.looks, counted{l, n})
	}
}

// endLine makes a line of what was written so far.
func (p *paragraph) endLine() {
	s := p.text.String()
	p.text.Reset()
	looks := p.looks
	p.looks = nil
	spans := splitSpans(s)
	if len(spans) == 0 {
		return
	}
	l := page.Line{Flow: true, Align: p.base.align, Style: p.base.name, Break: p.brk}
	p.brk = false
	at := 0
	for _, t := range spans {
		var sp page.Span
		n := solid(t)
		sp, at = spanOf(looks, at, n)
		sp.Text, sp.Conf = t, 1
		l.Spans = append(l.Spans, sp)
		l.Size = max(l.Size, sp.Size)
	}
	if p.first {
		l.Indent = p.base.indentAt(l.Size) + l.Size/2*float64(leading(s))
	}
	p.first = false
	p.own = append(p.own, l)
}

// solid counts the characters that are no spaces.
func solid(s string) int {
	n := 0
	for _, r := range s {
		if spaceWidth(r) == 0 {
			n++
		}
	}
	return n
}

// leading gives the width in half ems of the spaces that open a text.
func leading(s string) int {
	n := 0
	for _, r := range s {
		w := spaceWidth(r)
		if w == 0 {
			break
		}
		n += w
	}
	return n
}

// spanOf gives the look that most of n characters have, from the at-th on, and
// where the next span begins.
func spanOf(looks []counted, at, n int) (page.Span, int) {
	var sp page.Span
	bold, red, most := 0, 0, 0
	end, pos := at+n, 0
	sizes := map[float64]int{}
	for _, c := range looks {
		from, to := max(pos, at), min(pos+c.n, end)
		pos += c.n
		if from >= to {
			continue
		}
		k := to - from
		sizes[c.size] += k
		if c.bold == yes {
			bold += k
		}
		if c.red == yes {
			red += k
		}
		if k > most {
			most, sp.Font = k, c.font
		}
	}
	best := 0
	for s, k := range sizes {
		if k > best || k == best && s > sp.Size {
			best, sp.Size = k, s
		}
	}
	sp.Bold, sp.Red = bold*2 > n, red*2 > n
	return sp, end
}
