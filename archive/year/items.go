package year

import (
	"context"
	"fmt"

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
	ev, err := y.Store.Apply(ctx, archive.Change{
		What: "move", On: it.ID, Why: why, Who: y.Who, Year: it.Year, Person: true, Items: []archive.Item{moved},
	})
	if err != nil {
		return ev, fmt.Errorf("move: %w", err)
	}
	return ev, nil
}

// Undo takes a person's change back: the one with that event ID, or the last one
// that is not undone.
func (y *Year) Undo(ctx context.Context, event string) (archive.Event, error) {
	return y.Store.Undo(ctx, event, y.Who)
}
