package shelf

import (
	"context"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
	"niandang/ui"
)

// opened is an open library as the window uses it: the steps of a year, and the
// records of the store.
type opened struct {
	*year.Year
	archive.Store
	library *library.Library
	shelf   *Shelf
}

var _ ui.Library = (*opened)(nil)

// Undo is the year's.
func (o *opened) Undo(ctx context.Context, event string) (archive.Event, error) {
	return o.Year.Undo(ctx, event)
}

// Search is the year's, which keeps secret titles back.
func (o *opened) Search(ctx context.Context, q archive.Query) ([]archive.Hit, int, error) {
	return o.Year.Search(ctx, q)
}

// Close closes the store and the engines.
func (o *opened) Close() error { return o.library.Close() }

// Who gives the name that goes into the log; SetWho changes it for good.
func (o *opened) Who() string { return o.shelf.who() }

// SetWho changes the name that goes into the log.
func (o *opened) SetWho(name string) {
	if name == "" || name == o.Who() {
		return
	}
	o.shelf.remember(func(k *kept) { k.Who = name })
	o.Year.Who = name
}
