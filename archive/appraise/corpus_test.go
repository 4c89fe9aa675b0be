package appraise_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/assets/schedule"
)

// line is one case of a title list.
type line struct {
	id, kind, relation, title, department string
	want                                  string
	clause                                string
	ambiguous                             bool
	accept                                []string
}

func readTitles(t *testing.T, path string) []line {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the list of titles is not here: %v", err)
	}
	defer f.Close()
	var out []line
	s := bufio.NewScanner(f)
	for s.Scan() {
		c := strings.Split(s.Text(), "\t")
		if len(c) < 9 || c[0] == "id" {
			continue
		}
		out = append(out, line{c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7] == "1", strings.Split(c[8], ",")})
	}
	return out
}

func readOrgan(t *testing.T, path string) archive.Organ {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the organ's profile is not here: %v", err)
	}
	var o archive.Organ
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func load(t testing.TB) *appraise.Schedule {
	t.Helper()
	s, err := appraise.LoadSchedule(schedule.FS())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tally is how a list of cases was decided.
type tally struct {
	sure, right, arguable, accepted, alone, aloneRight int
}

func share(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// decideAll decides a list and logs what went wrong when -v is given.
func decideAll(t *testing.T, o archive.Organ, lines []line) tally {
	s := load(t)
	var n tally
	for _, l := range lines {
		d := s.Decide(appraise.Trial(o, appraise.Probe{Title: l.title, Kind: l.kind, Relation: l.relation, Department: l.department}))
		got := d.Retention.String()
		ok := got == l.want || l.ambiguous && slices.Contains(l.accept, got)
		if l.ambiguous {
			n.arguable++
			n.accepted += one(ok)
		} else {
			n.sure++
			n.right += one(ok)
		}
		if !d.Review {
			n.alone++
			n.aloneRight += one(ok)
		}
		if testing.Verbose() && (!ok || d.Review && !l.ambiguous) {
			t.Logf("%-5v %s %s/%s %s: want %s %s, got %s %s (%.2f)", ok, l.id, l.kind, l.relation, l.title, l.want, l.clause, got, d.Clause, d.Confidence)
		}
	}
	t.Logf("unambiguous %d/%d %.1f%%; arguable accepted %d/%d; alone %d/%d %.1f%%, of them right %d %.1f%%",
		n.right, n.sure, 100*share(n.right, n.sure), n.accepted, n.arguable, n.alone, len(lines), 100*share(n.alone, len(lines)), n.aloneRight, 100*share(n.aloneRight, n.alone))
	return n
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// goal is what a list must reach, as shares.
type goal struct{ right, alone, aloneRight float64 }

func (n tally) demand(t *testing.T, lines int, want goal) {
	t.Helper()
	if got := share(n.right, n.sure); got < want.right {
		t.Errorf("right on %.1f%% of the unambiguous, want %.0f%%", 100*got, 100*want.right)
	}
	if got := share(n.alone, lines); got < want.alone {
		t.Errorf("%.1f%% decided without asking, want %.0f%%", 100*got, 100*want.alone)
	}
	if got := share(n.aloneRight, n.alone); got < want.aloneRight {
		t.Errorf("%.1f%% right where nobody was asked, want %.0f%%", 100*got, 100*want.aloneRight)
	}
}

func TestTitlesOfTheCorpusAreDecided(t *testing.T) {
	const dir = "../../../shared/corpus/dev/"
	o := readOrgan(t, dir+"organ.json")
	lines := readTitles(t, dir+"titles.tsv")
	decideAll(t, o, lines).demand(t, len(lines), goal{0.90, 0.75, 0.98})
}
