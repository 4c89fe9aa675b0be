package pdf

import "strings"

// Chinese marks stand in a square of their own and have ink in half of it: closing
// ones on the left, opening ones on the right. Where two of them meet, the blank
// half between them is taken out, and at the ends of a line it does not count
// (标点挤压; W3C Requirements for Chinese Text Layout, punctuation width
// adjustment).
const (
	closers = "，、。；：？！）〕】》〉」』｝］”’"
	openers = "（〔【《〈「『｛［“‘"
)

const halfEm = 500.0

// pair gives by how much b stands nearer to a than its square says, in thousandths
// of an em; the two halves of a double dash are joined.
func (t *Typeface) pair(a, b rune, f Face) float64 {
	switch {
	case a == '—' && b == '—':
		return t.blank(a, f)
	case !strings.ContainsRune(closers, a) && !strings.ContainsRune(openers, a):
		return 0
	case t.advance(a, f) != 2*halfEm || t.advance(b, f) != 2*halfEm:
		return 0
	case strings.ContainsRune(openers, b), strings.ContainsRune(closers, a) && strings.ContainsRune(closers, b):
		return halfEm
	}
	return 0
}

// blank gives the blank at both sides of a character's ink.
func (t *Typeface) blank(r rune, f Face) float64 {
	face, set, _ := t.place(r, f)
	font := t.faces[face]
	g := font.glyph(set)
	o := font.outline(g)
	if len(o) < 10 {
		return 0
	}
	return font.advance(g) - float64(i16(o, 6)-i16(o, 2))*1000/float64(font.upm)
}

// Hang gives the blank before the first and after the last character of a line, in
// ems: what a line may stand out at its ends and still look flush.
func Hang(line string) (before, after float64) {
	first, last := rune(0), rune(0)
	for _, r := range line {
		if first == 0 {
			first = r
		}
		last = r
	}
	if strings.ContainsRune(openers, first) {
		before = halfEm / 1000
	}
	if strings.ContainsRune(closers, last) {
		after = halfEm / 1000
	}
	return before, after
}
