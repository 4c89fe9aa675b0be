package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// numberKey makes numbers compare: canonical where they parse, else without
// spaces and widths.
func numberKey(s string) string {
	if s == "" {
		return ""
	}
	if n, ok := archive.ParseNumber(s); ok {
		return n.String()
	}
	return archive.Squeeze(archive.Fold(s))
}

// fullNumber parses a number with prefix, year and serial: only such a one names
// a document on its own. 第3期 names an issue of something.
func fullNumber(s string) (archive.Number, bool) {
	n, ok := archive.ParseNumber(s)
	return n, ok && n.Prefix != ""
}

// mangled finds a number in a name that lost its brackets: X发2023-16号, X发20235号,
// X发〔2023〕25号.
var mangled = regexp.MustCompile(`([\p{Han}A-Za-z]{1,24})[\s_-]*[〔\[(【]?\s*((?:19|20)\d{2})\s*[〕\])】]?[\s_-]*第?0*(\d{1,4})号`)

// padded finds a number as exports name files by it: the serial in three digits
// behind the year and no 号, as in X发2023016. Eight digits are a date.
var padded = regexp.MustCompile(`(\p{Han}{1,24})((?:19|20)\d{2})(\d{3})(?:[^\d号]|$)`)

// numbersInName finds the numbers in a file's name; the prefix may have
// swallowed words that stand before it.
func numbersInName(path string) []archive.Number {
	stem, _ := splitExt(baseOf(path))
	var out []archive.Number
	name := archive.Fold(stem)
	for _, m := range append(mangled.FindAllStringSubmatch(name, -1), padded.FindAllStringSubmatch(name, -1)...) {
		out = append(out, archive.Number{Prefix: m[1], Year: int(atoi(m[2])), Serial: int(atoi(m[3]))})
	}
	return out
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

// near reports how well a number that was read badly, or with words before it,
// fits a document's own: 1 exact, 0 not at all.
func nearNumber(read, own archive.Number) float64 {
	if read.Year != own.Year || read.Serial != own.Serial || own.Prefix == "" {
		return 0
	}
	switch {
	case read.Prefix == own.Prefix:
		return 1
	case strings.HasSuffix(read.Prefix, own.Prefix):
		return 0.95
	}
	a, b := []rune(read.Prefix), []rune(own.Prefix)
	if len(a) < len(b) || len(b) < 2 {
		return 0
	}
	a = a[len(a)-len(b):]
	wrong := 0
	for i := range b {
		if a[i] != b[i] {
			wrong++
		}
	}
	if wrong == 1 && len(b) > 2 || wrong == 2 && len(b) > 4 {
		return 0.7
	}
	return 0
}
