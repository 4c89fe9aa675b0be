package bind

import (
	"math"
	"strings"

	"niandang/archive/pdf"
)

// mm of one point.
const point = 25.4 / 72

// style is how a run of type looks.
type style struct {
	face  pdf.Face
	pt    float64
	color pdf.Color
}

var grey = pdf.Color{R: 0.35, G: 0.35, B: 0.35}

func serif(pt float64) style     { return style{face: pdf.Serif, pt: pt} }
func serifBold(pt float64) style { return style{face: pdf.SerifBold, pt: pt} }
func sans(pt float64) style      { return style{face: pdf.Sans, pt: pt} }

func (s style) in(c pdf.Color) style { s.color = c; return s }

func (s style) setting(t pdf.Type) pdf.Setting {
	return pdf.Setting{Type: t, Face: s.face, Size: s.pt}
}

// box is a rectangle in mm from the sheet's upper left corner.
type box struct{ x, y, w, h float64 }

func (b box) right() float64  { return b.x + b.w }
func (b box) bottom() float64 { return b.y + b.h }

func (b box) inset(d float64) box { return box{b.x + d, b.y + d, b.w - 2*d, b.h - 2*d} }

// frame gives the type area of a sheet.
func (m margins) frame(w, h float64) box {
	return box{m.Left, m.Top, w - m.Left - m.Right, h - m.Top - m.Bottom}
}

// leaf is a sheet on which type is being set.
type leaf struct {
	pdf.Sheet
	t pdf.Type
}

func newLeaf(t pdf.Type, w, h float64) *leaf { return &leaf{Sheet: pdf.Sheet{W: w, H: h}, t: t} }

func (l *leaf) add(ops ...pdf.Op) { l.Ops = append(l.Ops, ops...) }

// dropOf gives how far the baseline lies below the middle of a line: Han glyphs
// stand about 0.88 above and 0.12 below the baseline of their em.
func dropOf(pt float64) float64 { return 0.38 * pt * point }

func (l *leaf) left(x, base float64, st style, s string) {
	if s != "" {
		l.add(pdf.Text{X: x, Y: base, Size: st.pt, Face: st.face, Color: st.color, S: s})
	}
}

// hang gives by how much the blank halves of marks stand out at the ends of s.
func (st style) hang(s string) (before, after float64) {
	before, after = pdf.Hang(s)
	return before * st.pt * point, after * st.pt * point
}

func (l *leaf) solid(s string, st style) float64 { return st.setting(l.t).Solid(s) }

// flush sets s so that its ink begins at x.
func (l *leaf) flush(x, base float64, st style, s string) {
	before, _ := st.hang(s)
	l.left(x-before, base, st, s)
}

func (l *leaf) center(mid, base float64, st style, s string) {
	l.flush(mid-l.solid(s, st)/2, base, st, s)
}

func (l *leaf) right(x, base float64, st style, s string) {
	l.flush(x-l.solid(s, st), base, st, s)
}

// aligned sets one line into the width of b; b's y is the baseline.
func (l *leaf) aligned(align string, b box, st style, s string) {
	switch align {
	case "center":
		l.center(b.x+b.w/2, b.y, st, s)
	case "right":
		l.right(b.right(), b.y, st, s)
	default:
		l.flush(b.x, b.y, st, s)
	}
}

// mostStretch is how far the places of a line may open to make it as long as the
// others, in ems. A line that would need more keeps its natural length.
const mostStretch = 0.15

// justified sets a line that is not the last of its paragraph over the whole
// width of b; b's y is the baseline.
func (l *leaf) justified(b box, st style, s string) {
	short := b.w - l.solid(s, st)
	if short <= 0 || short > mostStretch*st.pt*point*float64(pdf.Gaps(s)) {
		l.flush(b.x, b.y, st, s)
		return
	}
	before, _ := st.hang(s)
	l.add(pdf.Text{X: b.x - before, Y: b.y, Size: st.pt, Face: st.face, Color: st.color, S: s, Fill: l.t.Width(s, st.face, st.pt) + short})
}

// fit centres s in b, in smaller type where it is too wide, down to least; what is
// too wide even so is broken into lines.
func (l *leaf) fit(b box, st style, least float64, s string) {
	st = l.shrunk(s, st, least, b.w)
	lines := l.wrap(s, st, b.w)
	lead := st.pt * point * 1.25
	y := b.y + b.h/2 - lead*float64(len(lines)-1)/2 + dropOf(st.pt)
	for i, line := range lines {
		l.center(b.x+b.w/2, y+float64(i)*lead, st, line)
	}
}

// shrunk gives the style in which s fits a width, but not below least.
func (l *leaf) shrunk(s string, st style, least, width float64) style {
	for st.pt > least && l.solid(s, st) > width {
		st.pt = math.Max(least, st.pt-0.25)
	}
	return st
}

// spaced sets s centred with a little space between its characters: as much as
// leaves it one word to whoever searches the file.
func (l *leaf) spaced(mid, base float64, st style, s string) {
	w := l.t.Width(s, st.face, st.pt) + 0.08*st.pt*point*float64(pdf.Gaps(s))
	l.add(pdf.Text{X: mid - w/2, Y: base, Size: st.pt, Face: st.face, Color: st.color, S: s, Fill: w})
}

func (l *leaf) level(x0, x1, y, width float64) {
	l.add(pdf.Line{X0: x0, Y0: y, X1: x1, Y1: y, Width: width})
}

func (l *leaf) upright(x, y0, y1, width float64) {
	l.add(pdf.Line{X0: x, Y0: y0, X1: x, Y1: y1, Width: width})
}

// rules draws the double rule of covers: thick above thin.
func (l *leaf) rules(d doubleRule) {
	l.level(d.In, l.W-d.In, d.Down, d.Thick)
	l.level(d.In, l.W-d.In, d.Down+d.Thick/2+d.Gap, d.Thin)
}

func (l *leaf) frameOf(b box, width float64) {
	l.add(pdf.Rect{X: b.x, Y: b.y, W: b.w, H: b.h, Width: width})
}

// wrap breaks s into lines that fit a width, by the Chinese rules.
func (l *leaf) wrap(s string, st style, width float64) []string {
	return st.setting(l.t).Wrap(s, width)
}

// codeLines breaks a code after its hyphens and a number before its year, so that
// no part of either is torn.
func codeLines(set pdf.Setting, s string, width float64) []string {
	pieces := strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "-", "-\x00"), "〔", "\x00〔"), "\x00")
	return packed(set, pieces, width)
}

// listLines breaks a list after its semicolons where that keeps names whole.
func listLines(set pdf.Setting, s string, width float64) []string {
	return packed(set, strings.SplitAfter(s, "；"), width)
}

// packed puts as many pieces on a line as fit; a piece that is wider than a line is
// broken by the general rules.
func packed(set pdf.Setting, pieces []string, width float64) []string {
	var lines []string
	line := ""
	for _, piece := range pieces {
		if line != "" && set.Solid(line+piece) > width {
			lines = append(lines, line)
			line = ""
		}
		line += piece
	}
	var out []string
	for _, l := range append(lines, line) {
		out = append(out, set.Wrap(l, width)...)
	}
	return out
}
