package year

import (
	"context"
	"fmt"

	"niandang/archive"
	"niandang/archive/arrange"
)

// ArrangeReport counts what was arranged.
type ArrangeReport struct {
	Items, Boxes, Classes int
	Locked                int
	Findings              int
}

// Arrange forms items, classes, order, codes and boxes. Locked items keep their
// codes.
func (y *Year) Arrange(ctx context.Context, year int, p archive.Progress) (ArrangeReport, error) {
	in, boxes, err := y.arrangeInput(ctx, year)
	if err != nil {
		return ArrangeReport{}, err
	}
	plan, err := arrange.NewPlan(in)
	if err != nil {
		return ArrangeReport{}, fmt.Errorf("arrange: %w", err)
	}
	p.Total(len(plan.Items))
	ch := archive.Change{What: "arrange", On: fmt.Sprint(year), Year: year, Who: y.Who}
	ch.Items = changed(plan.Items, in.Prior, itemID)
	ch.Boxes = changed(plan.Boxes, boxes, func(b archive.Box) string { return b.ID })
	ch.Remove = gone(plan, boxes)
	ch.Findings = []archive.FindingSet{{Step: "arrange", Year: year, Findings: stamp(plan.Findings, "arrange", year)}}
	if _, err := y.Store.Apply(ctx, ch); err != nil {
		return ArrangeReport{}, fmt.Errorf("arrange: %w", err)
	}
	p.Add(len(plan.Items))
	return y.arrangeReport(ctx, year, plan)
}

func (y *Year) arrangeInput(ctx context.Context, year int) (arrange.Input, []archive.Box, error) {
	in := arrange.Input{Year: year}
	var err error
	if in.Settings, err = y.Store.Settings(ctx); err != nil {
		return in, nil, err
	}
	if in.Files, err = y.files(ctx, 0); err != nil {
		return in, nil, err
	}
	for d, err := range y.Store.Documents(ctx, archive.Filter{}) {
		if err != nil {
			return in, nil, err
		}
		if d.ArchYear == year || d.Year == year { // what was collected with another year may belong here
			in.Documents = append(in.Documents, d)
		}
	}
	if in.Prior, err = y.items(ctx, 0); err != nil {
		return in, nil, err
	}
	boxes, err := all(y.Store.Boxes(ctx, archive.Filter{Year: year}))
	return in, boxes, err
}

// gone names the items and boxes that the plan no longer has.
func gone(plan *arrange.Plan, boxes []archive.Box) []archive.Ref {
	var refs []archive.Ref
	for _, id := range plan.Removed {
		refs = append(refs, archive.Ref{Table: "item", ID: id})
	}
	now := byID(plan.Boxes, func(b archive.Box) string { return b.ID })
	for _, b := range boxes {
		if _, ok := now[b.ID]; !ok {
			refs = append(refs, archive.Ref{Table: "box", ID: b.ID})
		}
	}
	return refs
}

func (y *Year) arrangeReport(ctx context.Context, year int, plan *arrange.Plan) (ArrangeReport, error) {
	r := ArrangeReport{Items: len(plan.Items), Boxes: len(plan.Boxes)}
	classes := make(map[string]bool)
	for _, it := range plan.Items {
		classes[it.Class] = true
		if it.Locked {
			r.Locked++
		}
	}
	r.Classes = len(classes)
	var err error
	r.Findings, err = y.openFindings(ctx, year, "arrange")
	return r, err
}

// Lock freezes the codes of a year: late items will go to the end of their
// class. Unlock takes a reason.
func (y *Year) Lock(ctx context.Context, year int, lock bool, why string) (int, error) {
	if !lock && why == "" {
		return 0, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	items, err := y.items(ctx, year)
	if err != nil {
		return 0, err
	}
	what, changed := "lock", arrange.Lock(items)
	if !lock {
		what, changed = "unlock", arrange.Unlock(items)
	}
	if len(changed) == 0 {
		return 0, nil
	}
	_, err = y.Store.Apply(ctx, archive.Change{What: what, On: fmt.Sprint(year), Why: why, Who: y.Who, Year: year, Person: true, Items: changed})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", what, err)
	}
	return len(changed), nil
}

// unlocked refuses a change that would alter a locked code.
func (y *Year) unlocked(ctx context.Context, d archive.Document) error {
	for it, err := range y.Store.Items(ctx, archive.Filter{Document: d.ID}) {
		if err != nil {
			return err
		}
		if it.Locked {
			return archive.Fail(archive.CodeLocked, "item_locked", nil, "code", it.Code)
		}
	}
	return nil
}
