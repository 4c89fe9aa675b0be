package archive

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Number is a document number (发文字号) in its parts: 机关代字, year, serial
// (GB/T 9704-2012 7.2.5). Orders and minutes have other numbers, which are kept
// as text.
type Number struct {
	Prefix string
	Year   int
	Serial int
}

// String gives the canonical form: 代字〔2023〕13号.
func (n Number) String() string {
	if n.Serial == 0 {
		return ""
	}
	return fmt.Sprintf("%s〔%d〕%d号", n.Prefix, n.Year, n.Serial)
}

// IsZero reports whether there is no number.
func (n Number) IsZero() bool { return n.Serial == 0 }

const (
	openers = `〔﹝\[［【(（{〈《<`
	closers = `〕﹞\]］】)）}〉》>`
)

var (
	numberAt = regexp.MustCompile(`^([\p{Han}A-Za-z·()（）]{1,30}?)[` + openers + `]((?:19|20)\d{2})[` + closers + `]第?0*(\d{1,5})号$`)
	numberIn = regexp.MustCompile(`([\p{Han}A-Za-z·]{1,16})\s*[` + openers + `]\s*((?:19|20)\d{2})\s*[` + closers + `]\s*第?\s*0*(\d{1,5})\s*号`)
)

// ParseNumber reads one whole number in any bracket form and width; it is for
// a header line or a register cell. In running text use [FindNumbers].
func ParseNumber(s string) (Number, bool) {
	m := numberAt.FindStringSubmatch(Squeeze(Fold(s)))
	if m == nil {
		return Number{}, false
	}
	return numberOf(m), true
}

// FindNumbers finds numbers inside a text. A prefix may have swallowed words
// that stand before it (根据青机…), so compare by suffix.
func FindNumbers(s string) []Number {
	var out []Number
	for _, m := range numberIn.FindAllStringSubmatch(Fold(s), -1) {
		out = append(out, numberOf(m))
	}
	return out
}

func numberOf(m []string) Number {
	y, _ := strconv.Atoi(m[2])
	n, _ := strconv.Atoi(m[3])
	return Number{Prefix: m[1], Year: y, Serial: n}
}

// Fold makes full-width ASCII half-width and ideographic spaces plain, so that
// digits and brackets compare. Brackets of numbers (〔〕) stay.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　' || r == '\u00a0':
			return ' '
		}
		return r
	}, s)
}

// Squeeze takes all white space out.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '　', '\u00a0', '\u200b', '\ufeff':
			return -1
		}
		return r
	}, s)
}
