package search

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// offered is how many issuers can be chosen from: a longer list is not read.
const offered = 20

// issuersOf gives the issuers of the hits, those with the most hits first.
func issuersOf(hits []archive.Hit) []string {
	n := map[string]int{}
	var names []string
	for _, h := range hits {
		for _, name := range strings.Split(h.Issuers, "、") {
			if name == "" {
				continue
			}
			if n[name] == 0 {
				names = append(names, name)
			}
			n[name]++
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(n[b], n[a]) })
	return names[:min(len(names), offered)]
}
