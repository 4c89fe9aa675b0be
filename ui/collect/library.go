package collect

import (
	"context"
	"iter"

	"niandang/archive"
	"niandang/archive/year"
)

// Library is what the pane needs.
type Library interface {
	Preview(ctx context.Context, o year.CollectOptions, p archive.Progress) (year.Preview, error)
	Collect(ctx context.Context, o year.CollectOptions, p archive.Progress) (year.CollectReport, error)
	Appraise(ctx context.Context, year int, p archive.Progress) (year.AppraiseReport, error)
	Resolve(ctx context.Context, year int, name, why string) (archive.Event, error)
	RegisterSheets(ctx context.Context, file string, year int) ([]year.RegisterSheet, error)
	SetMapping(ctx context.Context, m archive.Mapping) (archive.Event, error)

	Files(ctx context.Context, f archive.Filter) iter.Seq2[archive.File, error]
	Documents(ctx context.Context, f archive.Filter) iter.Seq2[archive.Document, error]
	Findings(ctx context.Context, f archive.Filter) iter.Seq2[archive.Finding, error]
}
