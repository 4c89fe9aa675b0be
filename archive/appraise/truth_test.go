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
)

// known is a main document of a corpus with what is true of it.
type known struct {
	Path       string           `json:"path"`
	Main       bool             `json:"main"`
	Kind       archive.Kind     `json:"kind"`
	Relation   archive.Relation `json:"relation"`
	Number     string           `json:"number"`
	Title      string           `json:"title"`
	Issuers    []string         `json:"issuers"`
	Genre      string           `json:"genre"`
	Direction  string           `json:"direction"`
	Recipients []string         `json:"recipients"`
	CC         []string         `json:"cc"`
	Department string           `json:"department"`
	Retention  string           `json:"retention"`
	Clause     string           `json:"clause"`
	Reason     string           `json:"reason"`
	Ambiguous  bool             `json:"ambiguous"`
	Accept     []string         `json:"accept"`
}

func readKnown(t *testing.T, path string) []known {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the corpus is not here: %v", err)
	}
	defer f.Close()
	var out []known
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var k known
		if err := json.Unmarshal(s.Bytes(), &k); err != nil {
			t.Fatal(err)
		}
		if k.Main {
			out = append(out, k)
		}
	}
	return out
}

func (k known) document() archive.Document {
	d := archive.Document{Path: k.Path, Department: k.Department}
	d.Number, d.Title, d.Issuers, d.Genre = k.Number, k.Title, k.Issuers, k.Genre
	d.Recipients, d.CC = k.Recipients, k.CC
	if strings.Contains(k.Reason, "领导重要批示") {
		d.Text = "市领导作出重要批示，要求认真办理。" // what the paper itself says
	}
	return d
}

// TestDocumentsOfTheCorpusArePlacedAndDecided measures with elements as they stand
// on the faces, so that only appraisal is measured.
func TestDocumentsOfTheCorpusArePlacedAndDecided(t *testing.T) {
	const dir = "../../../shared/corpus/dev/"
	o := readOrgan(t, dir+"organ.json")
	s := load(t)
	var n tally
	var kinds, relations, directions int
	docs := readKnown(t, dir+"truth.jsonl")
	for _, k := range docs {
		d := appraise.Place(o, k.document())
		kinds += one(d.Kind == k.Kind)
		relations += one(d.Relation == k.Relation)
		directions += one(d.Direction == k.Direction)
		if testing.Verbose() && (d.Kind != k.Kind || d.Relation != k.Relation || d.Direction != k.Direction) {
			t.Logf("placed %s %s %s, want %s %s %s: %s %v", d.Kind, d.Relation, d.Direction, k.Kind, k.Relation, k.Direction, k.Title, k.Issuers)
		}
		n.add(t, k, s.Decide(appraise.CaseOf(d, o)))
	}
	t.Logf("kind %d relation %d direction %d of %d; unambiguous %d/%d; arguable %d/%d; alone %d, right %d",
		kinds, relations, directions, len(docs), n.right, n.sure, n.accepted, n.arguable, n.alone, n.aloneRight)
	for name, got := range map[string]int{"kind": kinds, "relation": relations, "direction": directions} {
		if share(got, len(docs)) < 0.95 {
			t.Errorf("%s right on %d of %d", name, got, len(docs))
		}
	}
	if share(n.right, n.sure) < 0.93 || share(n.accepted, n.arguable) < 0.95 {
		t.Errorf("retention right on %d/%d, accepted on %d/%d arguable", n.right, n.sure, n.accepted, n.arguable)
	}
}

func (n *tally) add(t *testing.T, k known, d archive.Decision) {
	got := d.Retention.String()
	ok := got == k.Retention || k.Ambiguous && slices.Contains(k.Accept, got)
	if k.Ambiguous {
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
	if testing.Verbose() && (!ok || d.Review && !k.Ambiguous) {
		t.Logf("%-5v %s: want %s %s, got %s %s (%.2f)", ok, k.Title, k.Retention, k.Clause, got, d.Clause, d.Confidence)
	}
}
