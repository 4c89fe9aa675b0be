package register

import (
	"cmp"
	"slices"
)

// titleIndex finds the documents without a row whose titles share rare pairs of
// characters with a row's, so that not every row meets every document.
type titleIndex struct {
	docs  map[[2]rune][]int
	whole map[string][]int
}

// rareGrams and tryDocs bound what one row costs; the rarest pairs of a title
// tell nearly as much as all.
const (
	rareGrams = 10
	tryDocs   = 400
)

func (m *matcher) titleIndex() titleIndex {
	ix := titleIndex{docs: make(map[[2]rune][]int), whole: make(map[string][]int)}
	for i, t := range m.docTitle {
		if m.rowOf[i] >= 0 || t == "" {
			continue
		}
		ix.whole[t] = append(ix.whole[t], i)
		for _, g := range bigrams(t) {
			if ids := ix.docs[g]; len(ids) == 0 || ids[len(ids)-1] != i {
				ix.docs[g] = append(ids, i)
			}
		}
	}
	return ix
}

// candidates gives documents whose title may be this one, without repeats.
func (ix titleIndex) candidates(title string) []int {
	grams := bigrams(title)
	slices.SortStableFunc(grams, func(a, b [2]rune) int { return cmp.Compare(len(ix.docs[a]), len(ix.docs[b])) })
	out := slices.Clone(ix.whole[title])
	used := 0
	for _, g := range grams {
		ids := ix.docs[g]
		if len(ids) == 0 {
			continue
		}
		if used++; used > rareGrams || len(out) > tryDocs {
			break
		}
		out = append(out, ids[:min(len(ids), tryDocs)]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
