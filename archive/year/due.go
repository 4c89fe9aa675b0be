package year

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"niandang/archive"
	"niandang/archive/appraise"
)

// DueItem is an item whose term has run out.
type DueItem struct {
	archive.DisposalEntry
	Reappraisal *archive.Reappraisal // the opinion so far, nil for none
	Obstacles   []archive.Text       // why it cannot be destroyed; none: it can be proposed
}

// DueItems gives the items whose term has run out by 1 January of a year, each
// with the opinion so far and what stands in the way of its destruction
// (到期鉴定清单). A year that is still to come shows what will be due then.
func (y *Year) DueItems(ctx context.Context, year int) ([]DueItem, error) {
	in, err := y.disposalInput(ctx, DisposalChoice{Kind: archive.ExpiredItems})
	if err != nil {
		return nil, err
	}
	if year > in.Now { // what is due later has to be gathered as well
		if in, err = y.dueLater(ctx, in, year); err != nil {
			return nil, err
		}
	}
	plan := appraise.PlanDisposal(in)
	opinions := byID(in.Items, itemID)
	var out []DueItem
	for _, e := range plan.Entries {
		out = append(out, DueItem{e, opinions[e.Item].Reappraisal, nil})
	}
	for _, r := range plan.Refused {
		out = append(out, DueItem{r.Entry, opinions[r.Entry.Item].Reappraisal, r.Why})
	}
	out = slices.DeleteFunc(out, func(d DueItem) bool { return d.Due > year })
	slices.SortStableFunc(out, func(a, b DueItem) int { return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Code, b.Code)) })
	return out, nil
}

func (y *Year) dueLater(ctx context.Context, in appraise.DisposalInput, year int) (appraise.DisposalInput, error) {
	items, err := y.items(ctx, 0)
	if err != nil {
		return in, err
	}
	in.Items, in.Named = nil, make(map[string]bool)
	for _, due := range appraise.Expired(items, year) {
		in.Items = append(in.Items, due.Item)
		in.Named[due.Item.ID] = true
		docs, err := y.Named(ctx, due.Item.Documents)
		if err != nil {
			return in, err
		}
		for _, d := range docs {
			in.Documents[d.ID] = d
		}
	}
	in.Holdings, err = y.holdings(ctx, in.Documents)
	return in, err
}

// GiveOpinion records a person's opinion on items whose term has run out: 续存 with a
// new term, or 销毁. It can be undone until the item is destroyed.
func (y *Year) GiveOpinion(ctx context.Context, items []string, r archive.Reappraisal) (archive.Event, error) {
	if err := checkOpinion(r); err != nil {
		return archive.Event{}, err
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	ch := archive.Change{What: "opinion", Why: r.Why, Who: y.Who, Person: true}
	for _, name := range items {
		it, err := y.FindItem(ctx, name)
		if err != nil {
			return archive.Event{}, err
		}
		it, err = y.reappraised(it, r, s.Dispose.RenewedFrom)
		if err != nil {
			return archive.Event{}, err
		}
		ch.Items, ch.Year, ch.On = append(ch.Items, it), it.Year, it.ID
	}
	if len(ch.Items) == 0 {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "nothing_to_change", nil)
	}
	if len(ch.Items) > 1 {
		ch.On = strconv.Itoa(len(ch.Items))
	}
	ev, err := y.Store.Apply(ctx, ch)
	if err != nil {
		return ev, fmt.Errorf("opinion: %w", err)
	}
	return ev, nil
}

func checkOpinion(r archive.Reappraisal) error {
	switch {
	case r.Why == "":
		return archive.Fail(archive.CodeInvalid, "why", nil)
	case r.Opinion != archive.KeepOn && r.Opinion != archive.Destroy:
		return archive.Fail(archive.CodeInvalid, "value", nil, "value", string(r.Opinion), "allowed", "续存、销毁")
	case r.Opinion == archive.KeepOn && !r.Retention.Archived():
		return archive.Fail(archive.CodeInvalid, "dispose_term", nil)
	}
	return nil
}

func (y *Year) reappraised(it archive.Item, r archive.Reappraisal, from string) (archive.Item, error) {
	if it.Destroyed != nil {
		return it, destroyed(it.Destroyed, it.Title)
	}
	now := y.Now().Year()
	ended, due := appraise.Ended(it, now)
	if !due {
		return it, archive.Fail(archive.CodeInvalid, "dispose_not_due", nil, "code", it.Code, "title", it.Title)
	}
	r.Ended, r.By, r.At = ended, y.Who, y.Now()
	if r.Opinion == archive.Destroy {
		r.Retention, r.Until = archive.RetentionUnset, 0
	} else {
		r.Until = appraise.Renewal{Term: r.Retention, From: from}.Until(it, ended)
		if r.Until != 0 && r.Until < now {
			return it, archive.Fail(archive.CodeInvalid, "dispose_too_short", nil, "code", it.Code, "until", strconv.Itoa(r.Until))
		}
	}
	it.Reappraisal = &r
	return it, nil
}

// Hold keeps documents from being destroyed for the time being (a lawsuit, a
// petition), or lets them go again. Items are named by code, documents by number.
func (y *Year) Hold(ctx context.Context, names []string, on bool, why string) (archive.Event, error) {
	if why == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	var docs []archive.Document
	for _, name := range names {
		d, err := y.Find(ctx, name)
		if err != nil {
			return archive.Event{}, err
		}
		together, err := y.together(ctx, d)
		if err != nil {
			return archive.Event{}, err
		}
		docs = append(docs, together...)
	}
	what := "release"
	var hold *archive.Signature
	if on {
		what, hold = "hold", &archive.Signature{By: y.Who, Why: why, At: y.Now()}
	}
	if len(docs) == 0 {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "nothing_to_change", nil)
	}
	for i := range docs {
		docs[i].Hold = hold
	}
	return y.person(ctx, what, docs[0].ID, why, docs...)
}

// together gives a document with the others of its item.
func (y *Year) together(ctx context.Context, d archive.Document) ([]archive.Document, error) {
	items, err := all(y.Store.Items(ctx, archive.Filter{Document: d.ID}))
	if err != nil || len(items) == 0 {
		return []archive.Document{d}, err
	}
	return y.Named(ctx, items[0].Documents)
}

// destroyed is the error for a change to what was destroyed.
func destroyed(d *archive.Destroyed, title string) error {
	return archive.Fail(archive.CodeLocked, "destroyed", nil, "batch", d.Batch, "title", title)
}
