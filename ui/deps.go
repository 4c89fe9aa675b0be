package ui

import (
	"context"
	"time"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/arrange"
	"niandang/ui/assistant"
	"niandang/ui/bind"
	"niandang/ui/collect"
	"niandang/ui/overview"
	"niandang/ui/pane"
	"niandang/ui/review"
	"niandang/ui/search"
	"niandang/ui/settings"
	"niandang/ui/task"
	"niandang/ui/transfer"
)

// Library is an open library as the window uses it: what the frame needs, and
// what its panes need.
type Library interface {
	overview.Library
	collect.Library
	settings.Library
	review.Library
	arrange.Library
	bind.Library
	transfer.Library
	search.Library

	Status(ctx context.Context, year int) (year.Status, error)
	Years(ctx context.Context) ([]int, error)
	Count(ctx context.Context, table string, f archive.Filter) (int, error)
	Undo(ctx context.Context, event string) (archive.Event, error)
	Dir() string
	Close() error
}

// Shelf opens and makes libraries.
type Shelf interface {
	assistant.Places
	// Places are the folders that a choice of files offers at its side.
	Places() []Place
	Open(ctx context.Context, dir string) (Library, error)
	Create(ctx context.Context, dir string, s archive.Settings) (Library, error)
	// Demo makes a library with the demo year's source and opens it; source is the
	// folder and register the spreadsheet to collect.
	Demo(ctx context.Context, dir string) (l Library, sample Sample, err error)
}

// Place is a folder of the machine: home, desktop, documents, downloads, or with
// a name of its own, such as that of a stick.
type Place struct{ Name, Dir string }

// Sample is where the demo year lies.
type Sample struct {
	Year             int
	Source, Register string
}

// Deps are what the window is made of.
type Deps struct {
	Runner   task.Runner
	Shelf    Shelf
	Words    archive.Words
	Now      func() time.Time
	Year     int                     // the year to show first, 0 for the newest
	Version  string                  // of the program
	OpenFile func(path string) error // in the system's own program
}

// entry is a pane in the rail.
type entry struct {
	id    string
	title string // translation entry
	make  func(pane.Desk, Library) pane.Pane
}

// entries are the panes in the order of the rail; the first steps have a number.
func entries() []entry {
	return []entry{
		{pane.Overview, "ui.pane.overview", func(d pane.Desk, l Library) pane.Pane { return overview.New(d, l) }},
		{pane.Collect, "ui.pane.collect", func(d pane.Desk, l Library) pane.Pane { return collect.New(d, l) }},
		{pane.Review, "ui.pane.review", func(d pane.Desk, l Library) pane.Pane { return review.New(d, l) }},
		{pane.Arrange, "ui.pane.arrange", func(d pane.Desk, l Library) pane.Pane { return arrange.New(d, l) }},
		{pane.Bind, "ui.pane.bind", func(d pane.Desk, l Library) pane.Pane { return bind.New(d, l) }},
		{pane.Transfer, "ui.pane.transfer", func(d pane.Desk, l Library) pane.Pane { return transfer.New(d, l) }},
		{pane.Search, "ui.pane.search", func(d pane.Desk, l Library) pane.Pane { return search.New(d, l) }},
		{pane.Settings, "ui.pane.settings", func(d pane.Desk, l Library) pane.Pane { return settings.New(d, l) }},
	}
}
