package page

import "math"

// askewFrom is the slope in degrees from which type is no line of the page.
const askewFrom = 4

// askew reports whether a baseline runs neither along the page nor across it.
func askew(c Char) bool {
	rest := math.Abs(math.Remainder(c.Turn, 90))
	return rest > askewFrom
}

// level drops what is set askew: the ring of a seal and a watermark run through
// the lines of the text. The letters of a ring that happen to stand upright, or on
// their side, go with their neighbours. A page that is askew as a whole stays.
func level(chars []Char) []Char {
	odd := make([]bool, len(chars))
	n := 0
	for i, c := range chars {
		if odd[i] = askew(c); odd[i] {
			n++
		}
	}
	if n == 0 || 2*n > len(chars) {
		return chars
	}
	out := make([]Char, 0, len(chars)-n)
	for i, c := range chars {
		if !odd[i] && !ofRing(chars, odd, i) {
			out = append(out, c)
		}
	}
	return out
}

// ofRing reports whether a character that is not askew stands among such: upright
// between two, or on its side next to one.
func ofRing(chars []Char, odd []bool, i int) bool {
	n := 0
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(chars) && odd[j] && alike(chars[i], chars[j]) {
			n++
		}
	}
	return n == 2 || n == 1 && math.Abs(chars[i].Turn) > askewFrom
}

// alike reports whether two characters are set in one type.
func alike(a, b Char) bool { return a.Red == b.Red && math.Abs(a.Size-b.Size) < 0.5 }
