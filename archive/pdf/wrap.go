package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Setting is a way of setting type: what measures it, in which face and at which
// size in points.
type Setting struct {
	Type Type
	Face Face
	Size float64
}

// Width gives the width of s in mm.
func (s Setting) Width(text string) float64 { return s.Type.Width(text, s.Face, s.Size) }

// noStart must not begin a line, noEnd must not end one (避头尾, after the layout
// rules of GB/T 15834-2011, 5.1).
const (
	noStart = "，。、；：？！）〕】》〉」』’”％‰℃·…—～,.;:?!)]}%>"
	noEnd   = "（〔【《〈「『‘“([{<￥$№§"
)

// Wrap breaks a text into lines not wider than width mm. No line begins with a
// closing mark or ends with an opening one; numbers and Latin words stay whole,
// and so do the double dash and the ellipsis. What is wider than a line by itself
// is broken where it must be. Line ends in the text are kept.
func (s Setting) Wrap(text string, width float64) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, s.wrap(strings.TrimRight(paragraph, " \r"), width)...)
	}
	return lines
}

func (s Setting) wrap(text string, width float64) []string {
	var lines []string
	line, used := "", 0.0
	flush := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line, used = "", 0
	}
	for _, w := range clusters(text) {
		if line != "" && used+s.solid(w) > width {
			flush()
			w = strings.TrimLeft(w, " ")
		}
		for s.solid(w) > width && utf8.RuneCountInString(w) > 1 {
			head := s.head(w, width)
			lines = append(lines, head)
			w = w[len(head):]
		}
		line, used = line+w, used+s.Width(w)
	}
	if line != "" || len(lines) == 0 {
		flush()
	}
	return lines
}

// solid gives the width without the spaces at the end, which a line may lose.
func (s Setting) solid(w string) float64 { return s.Width(strings.TrimRight(w, " ")) }

// head gives as much of a word as fits, one character at least.
func (s Setting) head(w string, width float64) string {
	end := 0
	for end < len(w) {
		_, n := utf8.DecodeRuneInString(w[end:])
		if end > 0 && s.Width(w[:end+n]) > width {
			break
		}
		end += n
	}
	return w[:end]
}

// clusters cuts a text where a line may end.
func clusters(text string) []string {
	var out []string
	from := 0
	var before rune
	for i, r := range text {
		if i > 0 && breakable(before, r) {
			out = append(out, text[from:i])
			from = i
		}
		before = r
	}
	if from < len(text) {
		out = append(out, text[from:])
	}
	return out
}

// breakable reports whether a line may end between two characters.
func breakable(a, b rune) bool {
	switch {
	case strings.ContainsRune(noStart, b) || strings.ContainsRune(noEnd, a):
		return false
	case b == ' ':
		return false
	case a == ' ':
		return true
	}
	return !wordly(a) || !wordly(b)
}

// wordly reports whether a character belongs to a number or a Latin word.
func wordly(r rune) bool {
	if r >= 0x2E80 {
		return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_./,:@+&'#*%", r)
}

// Fit gives the largest size in half points, not above s.Size and not below
// least, at which text fits on one line of width mm; least where none does.
func (s Setting) Fit(text string, width, least float64) float64 {
	for size := s.Size; size > least; size -= 0.5 {
		if s.Type.Width(text, s.Face, size) <= width {
			return size
		}
	}
	return least
}
