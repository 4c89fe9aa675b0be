package register

import (
	"cmp"
	"maps"
	"slices"
)

// titleIndex finds the documents without a row whose titles share rare pairs of
// characters with a row's, so that not every row meets every document.
type titleIndex struct {
	docs  map[[2]rune][]int
	whole map[string][]int // by title and date
}

// rareGrams, tryDocs and keepDocs bound what one row costs: the rarest pairs of
// a title tell nearly as much as all, and the documents that share most of them
// are worth a closer look.
const (
	rareGrams = 16
	tryDocs   = 400
	keepDocs  = 40
)

func (m *matcher) titleIndex() titleIndex {
	ix := titleIndex{docs: make(map[[2]rune][]int), whole: make(map[string][]int)}
	for i, t := range m.docTitle {
		if m.rowOf[i] >= 0 || t+m.docText[i] == "" {
			continue
		}
		at := t + m.docs[i].Date
		ix.whole[at] = append(ix.whole[at], i)
		for _, g := range bigrams(t + m.docText[i]) {
			if ids := ix.docs[g]; len(ids) == 0 || ids[len(ids)-1] != i {
				ix.docs[g] = append(ids, i)
			}
		}
	}
	return ix
}

// candidates gives the documents whose title may be this one, without repeats;
// those of the same day first, for titles that come back every month.
func (ix titleIndex) candidates(title, date string) []int {
	grams := slices.DeleteFunc(bigrams(title), func(g [2]rune) bool { return len(ix.docs[g]) == 0 })
	slices.SortStableFunc(grams, func(a, b [2]rune) int { return cmp.Compare(len(ix.docs[a]), len(ix.docs[b])) })
	shared := make(map[int]int)
	for _, g := range grams[:min(len(grams), rareGrams)] {
		ids := ix.docs[g]
		for _, id := range ids[:min(len(ids), tryDocs)] {
			shared[id]++
		}
	}
	for _, id := range ix.whole[title+date] {
		shared[id] += rareGrams
	}
	out := slices.Collect(maps.Keys(shared))
	slices.SortFunc(out, func(a, b int) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	return out[:min(len(out), keepDocs)]
}
