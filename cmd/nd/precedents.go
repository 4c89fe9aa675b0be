package main

import (
	"strconv"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/cmd/internal/library"
)

// precedentLine is what a person decided of a like document in an earlier year:
// an offer.
type precedentLine struct {
	Year      int               `json:"year"`
	Number    string            `json:"number"`
	Title     string            `json:"title"`
	Retention archive.Retention `json:"retention"`
	Reason    string            `json:"reason"`
	By        string            `json:"by"`
}

func precedentLinesOf(ps []appraise.Precedent) []precedentLine {
	var out []precedentLine
	for _, p := range ps {
		out = append(out, precedentLine{p.Year, p.Number, p.Title, p.Retention, p.Reason, p.By})
	}
	return out
}

// offerLine is a document that waits, with what was decided of its like.
type offerLine struct {
	Document   string            `json:"document"`
	Number     string            `json:"number"`
	Title      string            `json:"title"`
	Retention  archive.Retention `json:"retention"` // as proposed now
	Clause     string            `json:"clause"`
	Differs    bool              `json:"differs"` // the likest precedent has another term
	Precedents []precedentLine   `json:"precedents"`

	said string // the likest, for people
}

func (l offerLine) columns() []string {
	return []string{l.Document, l.Number, l.Title, l.Retention.String(), l.said}
}

func (c *listCmd) precedents(e *env, l *library.Library) error {
	if c.Year == 0 {
		return archive.Fail(archive.CodeInvalid, "year", nil, "value", "")
	}
	offers, err := l.Offers(e.ctx, c.Year)
	if err != nil {
		return err
	}
	for _, o := range offers {
		d, p := o.Document, o.Precedents[0]
		line := offerLine{
			Document: d.ID, Number: d.Number, Title: d.Title, Retention: d.Decision.Retention, Clause: d.Decision.Clause,
			Differs: o.Differs(), Precedents: precedentLinesOf(o.Precedents),
			said: e.words.Say(archive.Say("precedent.said", "year", strconv.Itoa(p.Year), "number", p.Number, "title", p.Title,
				"by", p.By, "term", p.Retention.String(), "why", p.Reason)),
		}
		if err := e.line(c.JSON, line); err != nil {
			return err
		}
	}
	return nil
}
