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
	noStart = closers + "％‰℃·…—～々,.;:?!)]}%>"
	noEnd   = openers + "([{<￥$№§"
	// counters follow a number and stay with it.
	counters = "号年月日页件册卷盒条章项款"
)

// Wrap breaks a text into lines not wider than width mm; the blank half of a mark
// at the end of a line may stand out. No line begins with a closing mark or ends
// with an opening one; numbers, codes and Latin words stay whole, and so do the
// double dash and the ellipsis; no single character is left alone on the last
// line. What is wider than a line by itself is broken where it must be. Line ends
// in the text are kept.
func (s Setting) Wrap(text string, width float64) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, s.wrap(strings.TrimRight(paragraph, " \r"), width)...)
	}
	return lines
}

func (s Setting) wrap(text string, width float64) []string {
	width += 1e-6 // sums of widths are not exact
	if s.Solid(text) <= width {
		return []string{text}
	}
	var lines [][]string
	var line []string
	sum := 0.0 // of the words of line; set side by side they take no more
	for _, w := range clusters(text) {
		if len(line) > 0 && sum+s.Width(w) > width && s.Solid(strings.Join(line, "")+w) > width {
			lines, line, sum = append(lines, line), nil, 0
			w = strings.TrimLeft(w, " ")
		}
		for s.Solid(w) > width && utf8.RuneCountInString(w) > 1 {
			head := s.head(w, width)
			lines = append(lines, []string{head})
			w = w[len(head):]
		}
		if w != "" {
			line = append(line, w)
			sum += s.Width(w)
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	s.feed(lines, width)
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimRight(strings.Join(l, ""), " ")
	}
	return out
}

// feed gives a last line of one character another one from the line above.
func (s Setting) feed(lines [][]string, width float64) {
	n := len(lines)
	if n < 2 || len(lines[n-2]) < 3 {
		return
	}
	above, last := lines[n-2], lines[n-1]
	letters := 0
	for _, r := range strings.Join(last, "") {
		if !strings.ContainsRune(noStart+noEnd+" ", r) {
			letters++
		}
	}
	fed := append([]string{above[len(above)-1]}, last...)
	if letters < 2 && s.Solid(strings.Join(fed, "")) <= width {
		lines[n-2], lines[n-1] = above[:len(above)-1], fed
	}
}

// Solid gives the width that a line takes: without the spaces at its end, and
// without the blank halves of marks at its ends.
func (s Setting) Solid(line string) float64 {
	line = strings.TrimRight(line, " ")
	before, after := Hang(line)
	return s.Width(line) - (before+after)*s.Size*mmPerPoint
}

// joints are where a word that is wider than a line is broken first.
const joints = "-_/.·:"

// head gives as much of a word as fits, one character at least.
func (s Setting) head(w string, width float64) string {
	end := 0
	for end < len(w) {
		_, n := utf8.DecodeRuneInString(w[end:])
		if end > 0 && s.Solid(w[:end+n]) > width {
			break
		}
		end += n
	}
	if i := strings.LastIndexAny(w[:end], joints); i > 0 && end < len(w) {
		_, n := utf8.DecodeRuneInString(w[i:])
		return w[:i+n]
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
	case unicode.IsDigit(a) && strings.ContainsRune(counters, b), a == '第' && unicode.IsDigit(b):
		return false
	}
	return !wordly(a) || !wordly(b)
}

// wordly reports whether a character belongs to a number, a code or a Latin word.
func wordly(r rune) bool {
	if r >= 0x2E80 {
		return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_./,:@+&'#*%·", r)
}

// Stretches reports whether the place between two characters gives way when a
// line is spaced out: not inside words and numbers, and not before a space.
func Stretches(a, b rune) bool { return b != ' ' && (!wordly(a) || !wordly(b)) }

// Gaps counts the places of a line that give way.
func Gaps(line string) int {
	n, last := 0, rune(0)
	for _, r := range line {
		if silent(r) {
			continue
		}
		if last != 0 && Stretches(last, r) {
			n++
		}
		last = r
	}
	return n
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
