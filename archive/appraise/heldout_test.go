package appraise_test

import "testing"

// TestTitlesOfOtherBureausAreDecided measures titles of four bureaus that were
// written from the clauses, not from the rules, and are never tuned line by line
// (testdata/README.md). They must lie within 5 points of the corpus.
func TestTitlesOfOtherBureausAreDecided(t *testing.T) {
	var all tally
	lines := 0
	for _, name := range []string{"education", "water", "market", "finance"} {
		t.Run(name, func(t *testing.T) {
			list := readTitles(t, "testdata/"+name+".tsv")
			all.join(decideAll(t, readOrgan(t, "testdata/"+name+".json"), list))
			lines += len(list)
		})
	}
	all.demand(t, lines, goal{0.90, 0.75, 0.95})
}

func (n *tally) join(o tally) {
	n.sure, n.right = n.sure+o.sure, n.right+o.right
	n.arguable, n.accepted = n.arguable+o.arguable, n.accepted+o.accepted
	n.alone, n.aloneRight = n.alone+o.alone, n.aloneRight+o.aloneRight
}
