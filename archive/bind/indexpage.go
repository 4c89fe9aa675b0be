package bind

import (
	"math"
	"strings"

	"niandang/archive/pdf"
)

// indexSetter sets an index in columns, over as many pages as it takes.
type indexSetter struct {
	v      *volume
	title  string
	label  float64 // room for what stands in front of the entries
	area   box
	l      *leaf
	col    int
	y      float64
	deep   float64 // the lowest point reached
	single bool    // may not go on to another page
	full   bool    // and would have had to
	out    []pdf.Sheet
}

// setIndexes sets the indexes one after the other; short ones stand on one page,
// their columns of equal length. It gives the page of each, from 0.
func (v *volume) setIndexes(xs []index) (sheets []pdf.Sheet, at []int) {
	var l *leaf
	var rest box
	for _, x := range xs {
		if l != nil {
			if low, ok := v.balanced(l, rest, x); ok {
				at = append(at, len(sheets))
				rest.h, rest.y = rest.bottom()-low, low
				continue
			}
		}
		if l != nil {
			sheets = append(sheets, l.Sheet)
		}
		at = append(at, len(sheets))
		l = newLeaf(v.c.d.Type, pdf.A4Width, pdf.A4Height)
		rest = v.c.forms.volume.Margin.frame(l.W, l.H)
		if low, ok := v.balanced(l, rest, x); ok {
			rest.h, rest.y = rest.bottom()-low, low
			continue
		}
		s := v.flow(l, rest, x, false)
		sheets = append(sheets, s.out...)
		l, rest = s.l, box{}
	}
	if l != nil {
		sheets = append(sheets, l.Sheet)
	}
	return sheets, at
}

// balanced sets an index into a part of a page with columns as short as they can
// be; false, and nothing set, when there is no room.
func (v *volume) balanced(l *leaf, b box, x index) (low float64, ok bool) {
	before := len(l.Ops)
	try := func(h float64) *indexSetter {
		l.Ops = l.Ops[:before]
		return v.flow(l, box{b.x, b.y, b.w, h}, x, true)
	}
	if try(b.h).full {
		l.Ops = l.Ops[:before]
		return 0, false
	}
	short, long := 0.0, b.h // binary search to the height of a line
	for long-short > v.c.forms.volume.Index.Line/2 {
		if mid := (short + long) / 2; try(mid).full {
			short = mid
		} else {
			long = mid
		}
	}
	return try(long).deep + v.c.forms.volume.Head.After, true
}

// flow sets an index under its heading, from the top of b.
func (v *volume) flow(l *leaf, b box, x index, single bool) *indexSetter {
	f := v.c.forms.volume.Head
	l.spaced(b.x+b.w/2, b.y+dropOf(f.Pt)+4, serifBold(f.Pt), x.title)
	b.y += f.After + 4
	b.h -= f.After + 4
	s := &indexSetter{v: v, title: x.title, l: l, area: b, y: b.y, single: single}
	s.label = s.widestLabel(x)
	for _, g := range x.groups {
		s.group(g)
	}
	return s
}

func (s *indexSetter) form() indexForm { return s.v.c.forms.volume.Index }

func (s *indexSetter) column() box {
	f := s.form()
	w := (s.area.w - f.Gutter*float64(f.Columns-1)) / float64(f.Columns)
	return box{s.area.x + float64(s.col)*(w+f.Gutter), s.area.y, w, s.area.h}
}

// labelGap stands between a label and what it belongs to, in mm.
const labelGap = 2.5

// widestLabel gives the room that the labels of an index need: a number, a date.
func (s *indexSetter) widestLabel(x index) float64 {
	widest := 0.0
	for _, g := range x.groups {
		for _, e := range g.entries {
			widest = max(widest, s.l.solid(e.label, serif(s.form().Pt)))
		}
	}
	if widest == 0 {
		return 0
	}
	return min(widest+labelGap, s.form().Label)
}

// room makes room for h mm in a column, going on to the next where there is none;
// it tells whether it went on.
func (s *indexSetter) room(h float64) bool {
	if s.y+h <= s.area.bottom()+0.01 || s.y == s.area.y {
		s.full = s.full || s.single && s.y+h > s.area.bottom()+0.01
		return false
	}
	if s.col++; s.col == s.form().Columns {
		if s.single {
			s.full = true
			s.col = 0
			return false
		}
		s.out = append(s.out, s.l.Sheet)
		s.l, s.area = s.v.following(s.title)
		s.col = 0
	}
	s.y = s.area.y
	return true
}

// group sets a head and its entries. A head is never left alone at the foot, and
// stands again over what goes on in the next column.
func (s *indexSetter) group(g group) {
	f := s.form()
	heads := s.l.wrap(g.head, serifBold(f.HeadPt), s.column().w)
	s.room(f.BeforeHead + float64(len(heads))*f.Line + 2*f.Line)
	if s.y > s.area.y {
		s.y += f.BeforeHead
	}
	s.head(heads)
	for _, e := range g.entries {
		if s.full {
			return
		}
		lines := s.l.wrap(e.text, serif(f.Pt), s.column().w-s.label-f.Page)
		if s.room(float64(len(lines)) * f.Line) {
			s.head(s.l.wrap(s.v.c.say("index.continued", "head", g.head), serifBold(f.HeadPt), s.column().w))
		}
		s.entry(e, lines)
	}
}

func (s *indexSetter) head(lines []string) {
	f := s.form()
	st := serifBold(f.HeadPt)
	for _, line := range lines {
		s.l.flush(s.column().x, s.y+f.Line/2+dropOf(st.pt), st, line)
		s.y += f.Line
	}
	s.l.level(s.column().x, s.column().right(), s.y, 0.12)
	s.y += 0.6
}

func (s *indexSetter) entry(e entry, lines []string) {
	f := s.form()
	st := serif(f.Pt)
	c := s.column()
	h := float64(len(lines)) * f.Line
	page := s.v.items[e.item].first
	s.l.add(pdf.Link{X: c.x, Y: s.y, W: c.w, H: h, Page: max(page, 1)})
	base := s.y + f.Line/2 + dropOf(f.Pt)
	if e.label != "" {
		label := s.l.shrunk(e.label, st, st.pt*0.7, s.label-labelGap)
		s.l.right(c.x+s.label-labelGap, base, label, e.label)
	}
	for i, line := range lines {
		s.l.flush(c.x+s.label, base+float64(i)*f.Line, st, line)
	}
	base += float64(len(lines)-1) * f.Line
	number := itoa(max(page, 1))
	s.l.right(c.right(), base, st, number)
	s.leaders(c.x+s.label+s.l.t.Width(lines[len(lines)-1], st.face, st.pt), c.right()-s.l.t.Width(number, st.face, st.pt), base)
	s.y += h
	s.deep = max(s.deep, s.y)
}

// leaders leads the eye from x0 to x1 with dots that stand under one another in
// the whole column.
func (s *indexSetter) leaders(x0, x1, base float64) {
	const unit = ". "
	st := serif(s.form().Pt - 1).in(grey)
	step := s.l.t.Width(unit, st.face, st.pt)
	right := s.column().right()
	end := right - math.Ceil((right-x1+1)/step)*step // where the last dot ends, on the column's grid
	if n := int((end - x0 - 1.5) / step); n >= 2 {
		s.l.left(end-float64(n)*step, base, st, strings.TrimSuffix(strings.Repeat(unit, n), " "))
	}
}
