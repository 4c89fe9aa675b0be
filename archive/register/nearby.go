package register

import "niandang/archive"

// near tells whether two numbers differ as by a slip of the hand: in one part
// only, and there by one character or digit changed, lost, added or swapped
// with its neighbour.
func near(a, b archive.Number) bool {
	serials, years := itoa(a.Serial), itoa(a.Year)
	switch {
	case a.Prefix == b.Prefix && a.Year == b.Year:
		return slip(serials, itoa(b.Serial))
	case a.Prefix == b.Prefix && a.Serial == b.Serial:
		return slip(years, itoa(b.Year))
	case a.Year == b.Year && a.Serial == b.Serial:
		return slip(a.Prefix, b.Prefix)
	}
	return false
}

// slip tells whether two different strings are one edit apart, a swap of
// neighbours being one.
func slip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	switch {
	case a == b || len(y)-len(x) > 1 || len(y) == 0:
		return false
	case len(x) == len(y):
		return wrongOnes(x, y) == 1
	}
	_, ok := extra(x, y)
	return ok
}
