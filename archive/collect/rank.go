package collect

import (
	"cmp"
	"slices"
)

// best gives the keys with at least least hits (and at least one), most hits
// first, smaller keys first among equals, and no more than most of them.
func best(hits map[int]int, least, most int) []int {
	out := make([]int, 0, len(hits))
	for k, n := range hits {
		if n >= max(least, 1) {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(hits[b], hits[a]), cmp.Compare(a, b))
	})
	if len(out) > most {
		out = out[:most]
	}
	return out
}
