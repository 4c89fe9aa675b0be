package appraise_test

import "testing"

// TestTitlesOfOtherBureausAreDecided measures titles of bureaus of many kinds that
// were written from the clauses, not from the rules (testdata/README.md says how the
// rules did when they first saw each). They must lie within 5 points of the corpus.
func TestTitlesOfOtherBureausAreDecided(t *testing.T) {
	for _, sets := range []struct {
		names []string
		goal
	}{
		{[]string{"education", "water", "market", "finance"}, goal{0.90, 0.75, 0.95}},
		// Every row of grade C asks, and these hold a whole year's share of them.
		{[]string{"emergency", "agri", "housing", "audit", "street", "ecology", "reform", "party", "justice", "police", "medins", "women", "commerce", "town", "veterans", "land", "cityman", "assets", "forestry", "statistics"}, goal{0.95, 0.65, 0.97}},
	} {
		var all tally
		lines := 0
		for _, name := range sets.names {
			t.Run(name, func(t *testing.T) {
				list := readTitles(t, "testdata/"+name+".tsv")
				all.join(decideAll(t, readOrgan(t, "testdata/"+name+".json"), list))
				lines += len(list)
			})
		}
		all.demand(t, lines, sets.goal)
	}
}

func (n *tally) join(o tally) {
	n.sure, n.right = n.sure+o.sure, n.right+o.right
	n.arguable, n.accepted = n.arguable+o.arguable, n.accepted+o.accepted
	n.alone, n.aloneRight = n.alone+o.alone, n.aloneRight+o.aloneRight
}
