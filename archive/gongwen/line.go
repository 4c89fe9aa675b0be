package gongwen

import (
	"math"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"niandang/archive"
	"niandang/archive/page"
)

// line is one line as the reader sees it: text in three forms, and how it stands
// on its page in units of characters of the body.
type line struct {
	page  int    // from 1
	text  string // trimmed
	sq    string // without white space
	key   string // without white space, ASCII half-width: what patterns look at
	spans []span
	box   page.Box
	size  float64
	em    float64 // size of the body's characters
	left  float64 // the text area's edges on this page
	right float64
	width float64 // the page's
	lead  float64 // blank in front, in characters
	gap   float64 // blank above, in lines; 9 at the top of a page
	align page.Align
	red   bool
	bold  bool
	flow  bool
	cell  bool
	brk   bool // first on its page, or after a page break
	ocr   bool
	conf  float64
}

// span is a run of text in a line.
type span struct {
	text string
	key  string
	box  page.Box
	size float64
	red  bool
}

// unfold maps what only looks like Han (Kangxi radicals, compatibility
// ideographs) to Han.
func unfold(s string) string {
	clean := true
	for _, r := range s {
		if odd(r) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if odd(r) {
			b.WriteString(norm.NFKC.String(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func odd(r rune) bool {
	return r >= 0x2e80 && r <= 0x2fdf || r >= 0xf900 && r <= 0xfaff || r == 0xfffd
}

// keyOf gives the form that patterns look at.
func keyOf(s string) string { return archive.Fold(archive.Squeeze(s)) }

// han counts the characters of s, two ASCII ones for one.
func han(s string) float64 {
	n := 0.0
	for _, r := range s {
		if r < 0x2e80 {
			n += 0.5
			continue
		}
		n++
	}
	return n
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// centred reports whether the line stands in the middle and is not simply full.
func (l line) centred() bool {
	if l.flow {
		return l.align == page.AlignCenter || l.align == page.AlignUnknown && l.spacedCentre()
	}
	off := math.Abs(l.box.MidX() - (l.left+l.right)/2)
	if l.width > 0 {
		off = min(off, math.Abs(l.box.MidX()-l.width/2))
	}
	if l.lead > 1.7 && l.lead < 2.3 { // a long first line of a paragraph looks centred
		return off < l.em*0.3
	}
	return off < max(l.em*1.3, 14) && l.lead > 1.2 || off < l.em*0.6 && l.lead > 0.8
}

// spacedCentre is for text files, where blanks move a line to the middle of
// some 28 to 40 columns.
func (l line) spacedCentre() bool {
	return l.lead >= 3 && l.lead < 16 && l.lead+han(l.sq) < 32 && l.lead+han(l.sq)/2 > 11 && l.lead+han(l.sq)/2 < 19
}

// atRight reports whether the line stands in the right half, as a signature
// does; a centred line may as well.
func (l line) atRight() bool {
	if l.flow {
		return l.align == page.AlignRight || l.lead >= 10 || l.align == page.AlignCenter && l.lead >= 4
	}
	w := l.right - l.left
	return l.box.X0 > l.left+w*0.34 && l.box.MidX() > l.left+w*0.5
}

// flush reports whether the line starts at the left edge of the text.
func (l line) flush() bool {
	if l.flow {
		return l.lead < 1 && l.align != page.AlignCenter && l.align != page.AlignRight
	}
	return l.lead < 1
}

// full reports whether the line reaches the right edge, so that its sentence
// may go on in the next one.
func (l line) full() bool {
	return !l.flow && l.box.X1 > l.right-l.em*2.2
}

func (l line) spot() *archive.Spot {
	if l.box == (page.Box{}) {
		return nil
	}
	return &archive.Spot{Page: l.page, X0: l.box.X0, Y0: l.box.Y0, X1: l.box.X1, Y1: l.box.Y1}
}
