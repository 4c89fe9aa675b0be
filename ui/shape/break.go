package shape

import (
	"strings"
	"unicode"
)

// Marks that no line begins with, and that none ends with (GB/T 15834-2011, 5.1).
const (
	closing = "，。、；：？！）》〉」』】〕”’…—％%,.;:?!)]}·"
	opening = "（《〈「『【〔“‘([{"
)

// Break cuts a line of text into lines of a width. What cannot be kept whole in a
// line of its own is cut at any character.
func Break(text string, width float32, measure func(string) float32) []string {
	if width <= 0 || measure(text) <= width {
		return []string{text}
	}
	var lines []string
	var line strings.Builder
	used := float32(0)
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		used = 0
	}
	for _, u := range units(text) {
		w := measure(u)
		if used+measure(strings.TrimRight(u, " ")) > width && used > 0 {
			flush()
			u = strings.TrimLeft(u, " ")
			w = measure(u)
		}
		for r := []rune(u); w > width && len(r) > 1; w = measure(u) {
			n := fitting(r, width, measure)
			lines = append(lines, string(r[:n]))
			r = r[n:]
			u = string(r)
		}
		line.WriteString(u)
		used += w
	}
	if line.Len() > 0 {
		flush()
	}
	return lines
}

// fitting gives how many runes fit into a width, at least one.
func fitting(r []rune, width float32, measure func(string) float32) int {
	n := 1
	for n < len(r) && measure(string(r[:n+1])) <= width {
		n++
	}
	return n
}

// units cuts text where a line may end.
func units(text string) []string {
	var out []string
	var unit []rune
	for _, r := range text {
		if n := len(unit); n > 0 && mayEnd(unit[n-1], r) {
			out = append(out, string(unit))
			unit = unit[:0]
		}
		unit = append(unit, r)
	}
	return append(out, string(unit))
}

// mayEnd reports whether a line may end between two characters.
func mayEnd(a, b rune) bool {
	switch {
	case strings.ContainsRune(closing, b), strings.ContainsRune(opening, a), b == ' ':
		return false
	case a == ' ':
		return true
	}
	return !word(a) || !word(b)
}

// word reports a character of a word or figure that is kept whole.
func word(r rune) bool {
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_/.+%·", r))
}
