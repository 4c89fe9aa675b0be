package appraise

import (
	"cmp"
	"slices"

	"niandang/archive"
)

// Held says why a document keeps its decision although another schedule would
// decide otherwise.
type Held string

// The reasons. The empty Held: the decision gives way.
const (
	HeldPerson Held = "person" // a person confirmed or made it
	HeldLocked Held = "locked" // its code is locked
)

// Standing is a document with the decision that stands, as Revise compares it.
type Standing struct {
	Document archive.Document // Decision is the one that stands; unset before it was appraised
	Case     Case
	Locked   bool // its item's code is locked
}

// Revised is a document to which another schedule gives another term.
type Revised struct {
	Document archive.Document // its Decision is the old one
	New      archive.Decision
	Held     Held
}

// Revision is what a change of the schedule would change.
type Revision struct {
	Documents int       // that were looked at
	Changed   []Revised // get another term, by old and new term, then date
	Kept      []Revised // would get another term, and keep theirs: Held says why
	Clauses   int       // keep their term by another clause
	Asked     int       // ask a person now and did not
	Settled   int       // asked a person and do so no longer
}

// TermChange counts documents that go from one term to another.
type TermChange struct {
	From, To  archive.Retention
	Documents int
}

// Revise compares what stands with what another schedule says. It is pure: it
// changes neither documents nor schedules. A document that was not appraised yet
// is compared with what the schedule in force would say.
func Revise(now, next *Schedule, docs []Standing) Revision {
	r := Revision{Documents: len(docs)}
	for _, s := range docs {
		r.add(now, next, s)
	}
	for _, list := range [][]Revised{r.Changed, r.Kept} {
		slices.SortStableFunc(list, func(a, b Revised) int {
			return cmp.Or(
				cmp.Compare(b.Document.Decision.Retention, a.Document.Decision.Retention),
				cmp.Compare(b.New.Retention, a.New.Retention),
				cmp.Compare(a.Document.Date, b.Document.Date),
				cmp.Compare(a.Document.ID, b.Document.ID),
			)
		})
	}
	return r
}

func (r *Revision) add(now, next *Schedule, s Standing) {
	old := &s.Document.Decision
	if old.Retention == archive.RetentionUnset {
		*old = now.Decide(s.Case)
	}
	d := next.Decide(s.Case)
	held := heldBy(*old, s.Locked)
	if d.Retention != old.Retention {
		v := Revised{Document: s.Document, New: d, Held: held}
		if held != "" {
			r.Kept = append(r.Kept, v)
			return
		}
		r.Changed = append(r.Changed, v)
	}
	if held != "" {
		return
	}
	r.Clauses += count(d.Retention == old.Retention && d.Clause != old.Clause)
	r.Asked += count(d.Review && !old.Review)
	r.Settled += count(old.Review && !d.Review)
}

func heldBy(d archive.Decision, locked bool) Held {
	switch {
	case d.By != "" || d.Confirmed:
		return HeldPerson
	case locked:
		return HeldLocked
	}
	return ""
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Terms counts the documents that change by their old and new term, the longest
// old term first.
func (r Revision) Terms() []TermChange {
	n := make(map[[2]archive.Retention]int)
	for _, v := range r.Changed {
		n[[2]archive.Retention{v.Document.Decision.Retention, v.New.Retention}]++
	}
	out := make([]TermChange, 0, len(n))
	for k, docs := range n {
		out = append(out, TermChange{k[0], k[1], docs})
	}
	slices.SortFunc(out, func(a, b TermChange) int {
		return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(b.To, a.To))
	})
	return out
}

// Join adds the revision of other documents.
func (r *Revision) Join(o Revision) {
	r.Documents += o.Documents
	r.Changed, r.Kept = append(r.Changed, o.Changed...), append(r.Kept, o.Kept...)
	r.Clauses, r.Asked, r.Settled = r.Clauses+o.Clauses, r.Asked+o.Asked, r.Settled+o.Settled
}
