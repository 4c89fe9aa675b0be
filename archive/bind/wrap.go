package bind

import (
	"strings"
	"unicode"

	"niandang/archive/pdf"
)

// What may not begin a line, and what may not end one (避头尾: CLREQ 3.1.3, the
// basic rules).
const (
	notFirst = "、，。．；：？！）》〉」』】〕］｝”’…—～·％‰℃,.;:?!)]}%々〗〞"
	notLast  = "（《〈「『【〔［｛“‘([{〖〝"
)

// wrap breaks s into lines that fit a width in mm, by the Chinese rules: words and
// numbers stay whole, no closing mark begins a line and no opening one ends it.
// What has no room even alone is broken where it must be. An empty text is one
// empty line.
func wrap(t pdf.Type, s string, st style, width float64) []string {
	if t.Width(s, st.face, st.pt) <= width {
		return []string{s}
	}
	b := breaker{t: t, st: st, width: width}
	for _, u := range units(s) {
		b.put(u)
	}
	if b.line != "" || len(b.lines) == 0 {
		b.lines = append(b.lines, b.line)
	}
	return b.lines
}

type breaker struct {
	t     pdf.Type
	st    style
	width float64
	lines []string
	line  string
	used  float64
}

func (b *breaker) measure(s string) float64 { return b.t.Width(s, b.st.face, b.st.pt) }

func (b *breaker) put(u string) {
	w := b.measure(u)
	if b.line != "" && b.used+b.measure(strings.TrimRight(u, " ")) > b.width {
		b.end()
		u = strings.TrimLeft(u, " ")
		w = b.measure(u)
	}
	if w > b.width {
		b.force(u)
		return
	}
	b.line += u
	b.used += w
}

func (b *breaker) end() {
	b.lines = append(b.lines, strings.TrimRight(b.line, " "))
	b.line, b.used = "", 0
}

// force breaks a unit that is wider than a line.
func (b *breaker) force(u string) {
	for _, r := range u {
		w := b.measure(string(r))
		if b.line != "" && b.used+w > b.width {
			b.end()
		}
		b.line += string(r)
		b.used += w
	}
}

// units cuts s into what stays together on a line.
func units(s string) []string {
	var out []string
	var unit strings.Builder
	var last rune
	for _, r := range s {
		if unit.Len() > 0 && mayBreak(last, r) {
			out = append(out, unit.String())
			unit.Reset()
		}
		unit.WriteRune(r)
		last = r
	}
	if unit.Len() > 0 {
		out = append(out, unit.String())
	}
	return out
}

// mayBreak tells whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	switch {
	case strings.ContainsRune(notFirst, b), strings.ContainsRune(notLast, a):
		return false
	case a == ' ' || a == '　' || a == '-' && word(b):
		return true
	case word(a) && word(b):
		return false
	case b == '号' && unicode.IsDigit(a):
		return false
	}
	return b != ' '
}

// word tells whether r is of a Latin word or a number.
func word(r rune) bool {
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_/@&+'", r))
}
