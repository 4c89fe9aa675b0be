package appraise

import (
	"slices"
	"sort"
	"strings"

	"niandang/archive"
)

// reviewBelow is the confidence under which a person must look.
const reviewBelow = 0.7

// candidate is a rule whose conditions all held.
type candidate struct {
	rule *compiled
	row  *Row
	sure float64
}

// Decide gives the decision for a case. The clause, the conditions that held and
// the runner-up with the reason why it lost are in Why and RunnerUp. A case that no
// rule knows gets 10年 with review, never silence.
func (s *Schedule) Decide(c Case) archive.Decision {
	f := s.factsOf(c)
	found := s.candidates(f)
	if len(found) == 0 {
		return archive.Decision{
			Retention: archive.Years10, Confidence: 0.2, Review: true, Schedule: s.label(),
			Why: []archive.Text{archive.Say("appraise.none")},
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return beats(found[i], found[j]) != "" })
	return s.decision(f, found)
}

func (s *Schedule) label() string {
	if s.Version == "" {
		return s.Name
	}
	return s.Name + " " + s.Version
}

func (s *Schedule) labelOf(c candidate) string {
	if c.rule.own {
		return s.table
	}
	return s.label()
}

func (s *Schedule) candidates(f *facts) []candidate {
	var found []candidate
	for i := range s.rules {
		r := &s.rules[i]
		if !f.holds(r) {
			continue
		}
		row := &s.rows[r.row]
		sure := r.Sure
		if sure == 0 {
			sure = gradeSure[row.Grade]
		}
		found = append(found, candidate{r, row, sure})
	}
	return found
}

// catchAll is the rank below which a rule says only whose paper it is. Such a row of
// the organ's own table does not stand before a special one of the model.
const catchAll = 45

// firm reports whether a candidate is of the organ's own table and special.
func (c candidate) firm() bool { return c.rule.own && c.rule.Rank >= catchAll }

// beats gives the ID of the reason why a stands before b, "" when it does not: the
// own table, the more special rule, the longer term, the lead.
func beats(a, b candidate) string {
	switch {
	case a.firm() != b.firm():
		return when(a.firm(), "appraise.lost.own")
	case a.rule.Rank != b.rule.Rank:
		return when(a.rule.Rank > b.rule.Rank, "appraise.lost.general")
	case a.rule.own != b.rule.own:
		return when(a.rule.own, "appraise.lost.own")
	case a.row.Term != b.row.Term:
		return when(a.row.Term > b.row.Term, "appraise.lost.shorter")
	}
	lead := slices.Contains(a.rule.Part, string(Leads))
	if lead != slices.Contains(b.rule.Part, string(Leads)) {
		return when(lead, "appraise.lost.part")
	}
	return when(a.sure > b.sure, "appraise.lost.weaker")
}

func when(yes bool, id string) string {
	if yes {
		return id
	}
	return ""
}

func (s *Schedule) decision(f *facts, found []candidate) archive.Decision {
	best := found[0]
	d := archive.Decision{
		Retention: best.row.Term, Clause: best.row.Clause, Confidence: best.sure, Schedule: s.labelOf(best),
		Why: append([]archive.Text{clauseText(best.row)}, f.because(best.rule)...),
	}
	for _, c := range found[1:] {
		if c.row == best.row {
			continue
		}
		id := beats(best, c)
		if id == "" {
			id = "appraise.lost.order"
		}
		d.RunnerUp = &archive.RunnerUp{Retention: c.row.Term, Clause: c.row.Clause, Why: []archive.Text{
			archive.Say(id, "clause", c.row.Clause, "wording", c.row.Wording, "retention", c.row.Term.String()),
		}}
		break
	}
	s.ask(f, found, &d)
	return d
}

// clauseText is the first reason of a decision: its clause.
func clauseText(r *Row) archive.Text {
	id := "appraise.clause"
	if r.Term == archive.NotArchived {
		id = "appraise.clause.not_archived"
	}
	return archive.Say(id, "clause", r.Clause, "wording", r.Wording, "retention", r.Term.String())
}

// ask decides whether a person must look, and says why.
func (s *Schedule) ask(f *facts, found []candidate, d *archive.Decision) {
	best := found[0]
	say := func(id string, pairs ...string) {
		d.Review = true
		d.Why = append(d.Why, archive.Say(id, pairs...))
	}
	if best.rule.Review {
		say(best.reviewID(), "accept", best.accepted())
	}
	if name := f.subordinate(); name != "" && best.row.Term == archive.NotArchived && f.Relation == archive.Superior {
		say("appraise.review.subordinate", "name", name, "accept", best.accepted())
	}
	if f.Relation == "" && f.Kind != archive.Internal {
		d.Confidence = min(d.Confidence, 0.5)
		say("appraise.review.relation")
	}
	for _, c := range found[1:] {
		if c.rule.own == best.rule.own && c.rule.Rank == best.rule.Rank && c.row.Term != best.row.Term {
			d.Confidence = min(d.Confidence*0.75, 0.65)
			say("appraise.review.tie", "clause", c.row.Clause)
			break
		}
	}
	if !d.Review && d.Confidence < reviewBelow {
		say("appraise.review.weak")
	}
	if d.Review {
		d.Confidence = min(d.Confidence, 0.69)
	}
}

// reviewID gives the text that says why the rule asks.
func (c candidate) reviewID() string {
	switch {
	case c.rule.Because != "":
		return c.rule.Because
	case len(c.row.Accept) > 0:
		return "appraise.review.arguable"
	}
	return "appraise.review.look"
}

// accepted lists the terms that can be defended, the row's own first.
func (c candidate) accepted() string {
	return strings.Join(append([]string{c.row.Term.String()}, c.row.Accept...), "、")
}

// Renew gives the decision to keep: a person's decision, or one that was
// confirmed, is never replaced by the program's.
func Renew(old, new archive.Decision) archive.Decision {
	if old.By != "" || old.Confirmed {
		return old
	}
	return new
}
