package year

import (
	"context"
	"fmt"

	"niandang/archive"
	"niandang/archive/arrange"
)

// Arrangement is a year's order as it would be written now.
type Arrangement struct {
	Items    []archive.Item // by class, then number, with live codes
	Boxes    []archive.Box
	Findings []archive.Finding
	Begun    bool // the year was arranged before
	Stale    bool // the library holds another order: Arrange would change it
	Locked   int
	Late     int
	Waiting  int               // documents without a retention yet, which are in no item
	Facts    map[string]Fact   // of the main documents, by item ID
	Names    map[string]string // of departments, by code
	ByDept   bool              // departments come before terms in the scheme
}

// Fact is what a list of items shows of a main document.
type Fact struct{ Number, Date string }

// ViewArrangement plans the order of a year and writes nothing. Codes follow each
// change at once; they are written when they are locked, bound, or arranged.
func (y *Year) ViewArrangement(ctx context.Context, year int) (Arrangement, error) {
	in, boxes, err := y.arrangeInput(ctx, year)
	if err != nil {
		return Arrangement{}, err
	}
	plan, err := arrange.NewPlan(in)
	if err != nil {
		return Arrangement{}, fmt.Errorf("arrange: %w", err)
	}
	a := Arrangement{
		Items: plan.Items, Boxes: plan.Boxes, Findings: stamp(plan.Findings, "arrange", year),
		Locked: plan.Summary.Locked, Late: plan.Summary.Late, Waiting: plan.Summary.Undecided,
		Facts: make(map[string]Fact), Names: make(map[string]string), ByDept: in.Settings.Arrange.Scheme == arrange.YearDepartmentRetention,
	}
	docs := byID(in.Documents, documentID)
	for _, it := range plan.Items {
		a.Facts[it.ID] = Fact{docs[it.Document].Number, docs[it.Document].Date}
	}
	for _, d := range in.Settings.Organ.Departments {
		a.Names[d.Code] = d.Name
	}
	for _, it := range in.Prior {
		a.Begun = a.Begun || it.Year == year
	}
	a.Stale = len(changed(plan.Items, in.Prior, itemID))+len(changed(plan.Boxes, boxes, func(b archive.Box) string { return b.ID }))+len(gone(plan, boxes)) > 0
	return a, nil
}

// Settle writes the order of a year where it is not yet what it would be.
func (y *Year) Settle(ctx context.Context, year int, p archive.Progress) error {
	a, err := y.ViewArrangement(ctx, year)
	if err != nil || !a.Stale {
		return err
	}
	_, err = y.Arrange(ctx, year, p)
	return err
}

// MoveTo puts an item at a place in its class, from 1. Undo takes it back.
func (y *Year) MoveTo(ctx context.Context, it archive.Item, to int) (archive.Event, error) {
	ev, err := y.Move(ctx, it.ID, to, "")
	if !notFound(err) {
		return ev, err
	}
	if err := y.Settle(ctx, it.Year, archive.NoProgress{}); err != nil { // the item is not written yet
		return ev, err
	}
	return y.Move(ctx, it.ID, to, "")
}

// LockSettled writes the order of a year and freezes its codes; it returns how
// many items were frozen.
func (y *Year) LockSettled(ctx context.Context, year int) (int, error) {
	if err := y.Settle(ctx, year, archive.NoProgress{}); err != nil {
		return 0, err
	}
	return y.Lock(ctx, year, true, "")
}

// Reclass puts the documents of an item into another class: under another term,
// another department (its code), or both, as one change with a reason. An item
// that is not written yet is named by its documents.
func (y *Year) Reclass(ctx context.Context, it archive.Item, to Class, why string) (archive.Event, error) {
	if why == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	docs, err := y.Named(ctx, it.Documents)
	if err != nil {
		return archive.Event{}, err
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	for i := range docs {
		if err := y.unlocked(ctx, docs[i]); err != nil {
			return archive.Event{}, err
		}
		y.reclass(&docs[i], to, why, s.Organ)
	}
	if len(docs) == 0 || to == (Class{it.Retention, it.Department}) {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "nothing_to_change", nil)
	}
	return y.person(ctx, "reclass", docs[0].ID, why, docs...)
}

// Class is what tells classes of one year apart.
type Class struct {
	Retention  archive.Retention
	Department string // code; "" where the scheme has none
}

func (y *Year) reclass(d *archive.Document, to Class, why string, o archive.Organ) {
	if d.Decision.Retention != to.Retention {
		was := d.Decision
		d.Decision = archive.Decision{
			Retention: to.Retention, Clause: was.Clause, Why: was.Why, Confidence: 1, Confirmed: true, Schedule: was.Schedule,
			By: y.Who, Reason: why, At: y.Now(), RunnerUp: &archive.RunnerUp{Retention: was.Retention, Clause: was.Clause},
		}
	}
	if dept, ok := o.Department(to.Department); ok && to.Department != "" && d.Department != dept.Name {
		d.Department = dept.Name
		d.Trusts = cloneTrusts(d.Trusts)
		d.Trusts[archive.ElDepartment] = archive.Trust{Source: archive.FromPerson, Confidence: 1}
	}
}
