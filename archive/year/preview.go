package year

import (
	"cmp"
	"context"
	"fmt"
	"reflect"

	"niandang/archive"
	"niandang/archive/appraise"
)

// SchedulePreview is what a change of the organ's own table would change. Nothing
// of it is written.
type SchedulePreview struct {
	Table     archive.ScheduleTable // as it would be, in force from Table.From
	Rows      []OwnRow              // its rows with the way their documents are found
	Questions []appraise.Question   // rows that a person must look at
	Years     []int                 // the years of the library for which it would hold, newest first
	appraise.Revision
}

// PreviewSchedule says what a table in the place of the one in force would change:
// the documents of all years for which it would hold that would get another term
// (old and new decision, each with its clause), those that keep theirs because a
// person confirmed it or their code is locked, and how many more or fewer would
// ask for review. It writes nothing; the change itself is made by ImportSchedule
// or EditRow, and reaches the documents with the next Appraise.
func (y *Year) PreviewSchedule(ctx context.Context, t archive.ScheduleTable, p archive.Progress) (SchedulePreview, error) {
	v := SchedulePreview{Table: t}
	_, mapped, err := y.Schedule.With(t)
	if err != nil {
		return v, err
	}
	for i, r := range t.Rows {
		v.Rows = append(v.Rows, OwnRow{r, mapped[i]})
	}
	if v.Questions, err = y.unmapped(t); err != nil {
		return v, err
	}
	v.Questions = append(v.Questions, appraise.Contradictions(t)...)
	now, err := y.Store.Settings(ctx)
	if err != nil {
		return v, err
	}
	years, err := y.Store.Years(ctx)
	if err != nil {
		return v, err
	}
	next := withTable(now, t)
	for _, year := range years {
		if held, ok := next.TableFor(year); !ok || held.From != t.From {
			continue
		}
		v.Years = append(v.Years, year)
		if err := y.revise(ctx, &v.Revision, revision{year: year, now: now, next: next, progress: p}); err != nil {
			return v, canceled(err)
		}
	}
	return v, nil
}

// PreviewImport is PreviewSchedule for a spreadsheet that is not imported yet.
func (y *Year) PreviewImport(ctx context.Context, path string, from int, p archive.Progress) (SchedulePreview, error) {
	t, questions, err := y.readTable(ctx, path, from)
	if err != nil {
		return SchedulePreview{}, err
	}
	v, err := y.PreviewSchedule(ctx, t, p)
	v.Questions = questions
	return v, err
}

// PreviewRow is PreviewSchedule for a change of one row, see EditRow.
func (y *Year) PreviewRow(ctx context.Context, from int, e appraise.RowEdit, p archive.Progress) (SchedulePreview, error) {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return SchedulePreview{}, err
	}
	t, err := y.edited(s, from, e)
	if err != nil {
		return SchedulePreview{}, err
	}
	return y.PreviewSchedule(ctx, t, p)
}

// revision is the comparison of one year.
type revision struct {
	year      int
	now, next archive.Settings
	progress  archive.Progress
}

func (y *Year) revise(ctx context.Context, into *appraise.Revision, r revision) error {
	was, _ := r.now.TableFor(r.year)
	if will, _ := r.next.TableFor(r.year); reflect.DeepEqual(was, will) {
		return nil
	}
	now, err := y.scheduleOf(r.now, r.year)
	if err != nil {
		return err
	}
	next, err := y.scheduleOf(r.next, r.year)
	if err != nil {
		return err
	}
	docs, err := y.documents(ctx, r.year)
	if err != nil {
		return err
	}
	locked, err := y.lockedDocuments(ctx, docs)
	if err != nil {
		return err
	}
	r.progress.Total(len(docs))
	standing := make([]appraise.Standing, 0, len(docs))
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.Text, err = y.beginning(ctx, d); err != nil {
			return err
		}
		standing = append(standing, appraise.Standing{Document: d, Case: appraise.CaseOf(d, r.now.Organ), Locked: locked[d.ID]})
		r.progress.Add(1)
	}
	into.Join(appraise.Revise(now, next, standing))
	return nil
}

// lockedDocuments names those of the documents whose item has a locked code.
func (y *Year) lockedDocuments(ctx context.Context, docs []archive.Document) (map[string]bool, error) {
	years := make(map[int]bool)
	for _, d := range docs {
		years[cmp.Or(d.ArchYear, d.Year)] = true
	}
	locked := make(map[string]bool)
	for year := range years {
		for it, err := range y.Store.Items(ctx, archive.Filter{Year: year}) {
			if err != nil {
				return nil, fmt.Errorf("look for locked codes: %w", err)
			}
			for _, id := range it.Documents {
				locked[id] = locked[id] || it.Locked
			}
		}
	}
	return locked, nil
}
