package year

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"time"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/format"
	"niandang/archive/pdf"
)

// Deps are the parts that a Year works with.
type Deps struct {
	Store    archive.Store
	PDF      pdf.Engine
	Type     pdf.Type
	Reader   *format.Reader
	Schedule *appraise.Schedule // the national model
	Words    archive.Words      // for findings and reports
	Forms    fs.FS              // templates of the printed forms
	Schemas  fs.FS              // XML schemas that go along with packages; nil: none
	Paper    archive.Words      // the words of printed forms, always Chinese
	Who      string             // who works
	Now      archive.Clock
}

// Year runs the steps. Its methods may not run beside one another.
type Year struct {
	Deps
	judged judgements
}

// New gives a Year; missing Who and Now get defaults.
func New(d Deps) *Year {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Who == "" {
		d.Who = "nd"
	}
	return &Year{Deps: d}
}

// all gathers a list from the store.
func all[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var out []T
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// byID makes a map of records by their ID.
func byID[T any](list []T, id func(T) string) map[string]T {
	m := make(map[string]T, len(list))
	for _, v := range list {
		m[id(v)] = v
	}
	return m
}

func documentID(d archive.Document) string { return d.ID }
func fileID(f archive.File) string         { return f.ID }
func itemID(i archive.Item) string         { return i.ID }

func notFound(err error) bool { return archive.ErrorCode(err) == archive.CodeNotFound }

// documents gives the documents collected for a year.
func (y *Year) documents(ctx context.Context, year int) ([]archive.Document, error) {
	return all(y.Store.Documents(ctx, archive.Filter{Year: year}))
}

// files gives the files of a year.
func (y *Year) files(ctx context.Context, year int) ([]archive.File, error) {
	return all(y.Store.Files(ctx, archive.Filter{Year: year}))
}

// items gives the items of a year in order.
func (y *Year) items(ctx context.Context, year int) ([]archive.Item, error) {
	return all(y.Store.Items(ctx, archive.Filter{Year: year}))
}

// openFindings counts the findings of a year that wait for a person.
func (y *Year) openFindings(ctx context.Context, year int, step string) (n int, err error) {
	for f, ferr := range y.Store.Findings(ctx, archive.Filter{Year: year, Open: true}) {
		if ferr != nil {
			return 0, ferr
		}
		if (step == "" || f.Step == step) && f.Severity != archive.SevNote {
			n++
		}
	}
	return n, nil
}

// stamp sets step and year of findings.
func stamp(findings []archive.Finding, step string, year int) []archive.Finding {
	for i := range findings {
		findings[i].Step, findings[i].Year = step, year
		if findings[i].Severity == "" {
			findings[i].Severity = archive.SeverityOf(findings[i].Kind)
		}
	}
	return findings
}

// canceled turns a context's end into the error that a person reads.
func canceled(err error) error {
	if errors.Is(err, context.Canceled) {
		return archive.Fail(archive.CodeCanceled, "canceled", err)
	}
	return err
}
