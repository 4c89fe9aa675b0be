package year

import (
	"context"
	"fmt"
	"slices"

	"niandang/archive"
	"niandang/archive/arrange"
)

// Merge makes one item of several, named by item or document; the first leads.
// Undo takes it back. The year must be arranged anew for codes to follow.
func (y *Year) Merge(ctx context.Context, names []string, why string) (archive.Event, error) {
	var ids []string
	var first archive.Document
	for i, name := range names {
		d, err := y.Find(ctx, name)
		if err != nil {
			return archive.Event{}, err
		}
		if err := y.unlocked(ctx, d); err != nil {
			return archive.Event{}, err
		}
		if i == 0 {
			first = d
		}
		ids = append(ids, d.ID)
	}
	docs, err := y.documents(ctx, first.Year)
	if err != nil {
		return archive.Event{}, err
	}
	changed, err := arrange.Merge(docs, ids...)
	if err != nil {
		return archive.Event{}, err
	}
	return y.regrouped(ctx, "merge", first, why, changed)
}

// Split takes a document out of the item that it shares with others.
func (y *Year) Split(ctx context.Context, name, why string) (archive.Event, error) {
	d, err := y.Find(ctx, name)
	if err != nil {
		return archive.Event{}, err
	}
	if err := y.unlocked(ctx, d); err != nil {
		return archive.Event{}, err
	}
	docs, err := y.documents(ctx, d.Year)
	if err != nil {
		return archive.Event{}, err
	}
	changed, err := arrange.Split(docs, d.ID)
	if err != nil {
		return archive.Event{}, err
	}
	return y.regrouped(ctx, "split", d, why, changed)
}

func (y *Year) regrouped(ctx context.Context, what string, d archive.Document, why string, changed []archive.Document) (archive.Event, error) {
	if len(changed) == 0 {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "nothing_to_change", nil)
	}
	return y.person(ctx, what, d.ID, why, changed...)
}

// Move puts an item at a place in its class, from 1; 0 gives it back to the
// order by matter and time.
func (y *Year) Move(ctx context.Context, name string, to int, why string) (archive.Event, error) {
	it, err := y.FindItem(ctx, name)
	if err != nil {
		return archive.Event{}, err
	}
	items, err := y.items(ctx, it.Year)
	if err != nil {
		return archive.Event{}, err
	}
	moved, err := arrange.Move(items, it.ID, to)
	if err != nil {
		return archive.Event{}, err
	}
	ch := archive.Change{What: "move", On: it.ID, Why: why, Who: y.Who, Year: it.Year, Person: true, Items: []archive.Item{moved}}
	if err := y.renumber(ctx, &ch, moved); err != nil {
		return archive.Event{}, err
	}
	ev, err := y.Store.Apply(ctx, ch)
	if err != nil {
		return ev, fmt.Errorf("move: %w", err)
	}
	return ev, nil
}

// renumber adds to a move the numbers, codes and boxes that come of it, so that an
// Arrange that follows has nothing to write and the move can still be undone. In a
// year that waits for an Arrange anyway they are left to it.
func (y *Year) renumber(ctx context.Context, ch *archive.Change, moved archive.Item) error {
	in, boxes, err := y.arrangeInput(ctx, moved.Year)
	if err != nil {
		return err
	}
	before, err := arrange.NewPlan(in)
	if err != nil {
		return fmt.Errorf("move: %w", err)
	}
	prior := in.Prior
	if len(changed(before.Items, prior, itemID))+len(changed(before.Boxes, boxes, boxID))+len(gone(before, boxes)) > 0 {
		return nil
	}
	in.Prior = slices.Clone(prior)
	for i := range in.Prior {
		if in.Prior[i].ID == moved.ID {
			in.Prior[i] = moved
		}
	}
	plan, err := arrange.NewPlan(in)
	if err != nil {
		return fmt.Errorf("move: %w", err)
	}
	if items := changed(plan.Items, prior, itemID); len(items) > 0 {
		ch.Items, ch.Boxes, ch.Remove = items, changed(plan.Boxes, boxes, boxID), gone(plan, boxes)
	}
	return nil
}

func boxID(b archive.Box) string { return b.ID }

// Undo takes a person's change back: the one with that event ID, or the last one
// that is not undone.
func (y *Year) Undo(ctx context.Context, event string) (archive.Event, error) {
	return y.Store.Undo(ctx, event, y.Who)
}
