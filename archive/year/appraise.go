package year

import (
	"context"
	"fmt"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
)

// AppraiseReport counts the decisions of a year.
type AppraiseReport struct {
	Documents, Renewed int
	ByRetention        map[archive.Retention]int
	Review             int // decisions that a person must look at
	Precedents         int // documents of whose like a person decided in earlier years
}

// Appraise decides the retention of every document that no person has decided
// and whose code is not locked: a locked code has its term in it.
func (y *Year) Appraise(ctx context.Context, year int, p archive.Progress) (AppraiseReport, error) {
	r := AppraiseReport{ByRetention: make(map[archive.Retention]int)}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return r, err
	}
	schedule, err := y.schedule(ctx, year)
	if err != nil {
		return r, err
	}
	docs, err := y.documents(ctx, year)
	if err != nil {
		return r, err
	}
	locked, err := y.lockedDocuments(ctx, docs)
	if err != nil {
		return r, err
	}
	p.Total(len(docs))
	before := append([]archive.Document(nil), docs...)
	for i, d := range docs {
		if err := ctx.Err(); err != nil {
			return r, canceled(err)
		}
		if !locked[d.ID] && !d.Decision.Confirmed && d.Destroyed == nil {
			if d.Text, err = y.beginning(ctx, d); err != nil {
				return r, err
			}
			docs[i].Decision = appraise.Renew(d.Decision, schedule.Decide(appraise.CaseOf(d, s.Organ)))
		}
		r.count(docs[i])
		p.Add(1)
	}
	ch := archive.Change{What: "appraise", On: fmt.Sprint(year), Year: year, Who: y.Who, Documents: changed(docs, before, documentID)}
	r.Documents, r.Renewed = len(docs), len(ch.Documents)
	if r.Precedents, err = y.offered(ctx, year, docs); err != nil {
		return r, err
	}
	if r.Renewed == 0 {
		return r, nil
	}
	if _, err := y.Store.Apply(ctx, ch); err != nil {
		return r, fmt.Errorf("appraise: %w", err)
	}
	return r, nil
}

// textForAppraisal is how many bytes of a document's text a decision looks at.
const textForAppraisal = 6000

// beginning gives the beginning of a document's text.
func (y *Year) beginning(ctx context.Context, d archive.Document) (string, error) {
	if d.Secret || d.SHA256 == "" {
		return "", nil
	}
	pages, err := y.Store.PageTexts(ctx, d.SHA256)
	if err != nil {
		return "", err
	}
	if d.Bound != "" && len(pages) > 1 {
		pages = pages[1:] // a form says nothing of the matter
	}
	var b strings.Builder
	for _, p := range pages {
		if b.Len() > textForAppraisal {
			break
		}
		b.WriteString(p.Text)
	}
	return b.String(), nil
}

func (r *AppraiseReport) count(d archive.Document) {
	r.ByRetention[d.Decision.Retention]++
	if d.Decision.Review {
		r.Review++
	}
}

// Decide overrides the retention of one document by a person's word.
func (y *Year) Decide(ctx context.Context, document string, r archive.Retention, why string) (archive.Event, error) {
	if why == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	d, err := y.Find(ctx, document)
	if err != nil {
		return archive.Event{}, err
	}
	if err := y.unlocked(ctx, d); err != nil {
		return archive.Event{}, err
	}
	d.Decision = archive.Decision{
		Retention: r, Clause: d.Decision.Clause, Why: d.Decision.Why, Confidence: 1, Confirmed: true,
		Schedule: d.Decision.Schedule, By: y.Who, Reason: why, At: y.Now(),
		RunnerUp: &archive.RunnerUp{Retention: d.Decision.Retention, Clause: d.Decision.Clause},
	}
	return y.person(ctx, "decide", d.ID, why, d)
}

// Confirm accepts proposals: those of the documents named, or, when none is
// named, all of the year that ask for no review. It returns how many.
func (y *Year) Confirm(ctx context.Context, year int, documents []string) (int, error) {
	named := make(map[string]bool, len(documents))
	for _, id := range documents {
		named[id] = true
	}
	docs, err := y.documents(ctx, year)
	if err != nil {
		return 0, err
	}
	var confirmed []archive.Document
	for _, d := range docs {
		if d.Decision.Confirmed || d.Decision.Retention == archive.RetentionUnset || d.Destroyed != nil {
			continue
		}
		if named[d.ID] || len(named) == 0 && !d.Decision.Review {
			d.Decision.Confirmed, d.Decision.Review, d.Decision.By, d.Decision.At = true, false, y.Who, y.Now()
			confirmed = append(confirmed, d)
		}
	}
	if len(confirmed) == 0 {
		return 0, nil
	}
	_, err = y.person(ctx, "confirm", fmt.Sprint(year), "", confirmed...)
	return len(confirmed), err
}

// person writes a person's change to documents: it can be undone.
func (y *Year) person(ctx context.Context, what, on, why string, docs ...archive.Document) (archive.Event, error) {
	for _, d := range docs {
		if d.Destroyed != nil {
			return archive.Event{}, destroyed(d.Destroyed, d.Title)
		}
	}
	ev, err := y.Store.Apply(ctx, archive.Change{
		What: what, On: on, Why: why, Who: y.Who, Year: docs[0].Year, Person: true, Documents: docs,
	})
	if err != nil {
		return ev, fmt.Errorf("%s: %w", what, err)
	}
	ids := make([]string, len(docs))
	for i, d := range docs {
		ids[i] = d.ID
	}
	return ev, y.Store.Index(ctx, ids)
}
