package year

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/format"
)

// schedule gives the table that holds for a year: the organ's own approved one
// where there is one, with the national model behind it.
func (y *Year) schedule(ctx context.Context, year int) (*appraise.Schedule, error) {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return y.scheduleOf(s, year)
}

// scheduleOf is schedule under settings that need not be stored.
func (y *Year) scheduleOf(s archive.Settings, year int) (*appraise.Schedule, error) {
	own, ok := s.TableFor(year)
	if !ok {
		return y.Schedule, nil
	}
	with, _, err := y.Schedule.With(own)
	return with, err
}

// Rows gives the rows of the schedule that holds for a year.
func (y *Year) Rows(ctx context.Context, year int) ([]appraise.Row, error) {
	s, err := y.schedule(ctx, year)
	if err != nil {
		return nil, err
	}
	return s.Rows(), nil
}

// ImportSchedule takes the organ's own approved table in, in force from a year.
// The questions are rows that a person must look at. PreviewImport says
// beforehand what it would change.
func (y *Year) ImportSchedule(ctx context.Context, path string, from int) (archive.ScheduleTable, []appraise.Question, error) {
	own, questions, err := y.readTable(ctx, path, from)
	if err != nil {
		return own, nil, err
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return own, nil, err
	}
	s = withTable(s, own)
	if _, err := y.Store.Apply(ctx, archive.Change{What: "schedule", On: fmt.Sprint(from), Why: filepath.Base(path), Who: y.Who, Person: true, Settings: &s}); err != nil {
		return own, nil, fmt.Errorf("import the schedule: %w", err)
	}
	return own, questions, nil
}

// readTable reads a spreadsheet as the organ's own table.
func (y *Year) readTable(ctx context.Context, path string, from int) (archive.ScheduleTable, []appraise.Question, error) {
	tables, err := y.Reader.Table(ctx, format.Input{Name: filepath.Base(path), Path: path})
	if err != nil {
		return archive.ScheduleTable{}, nil, archive.Fail(archive.CodeInvalid, "schedule_file", err, "path", path)
	}
	sheets := make([]appraise.Sheet, 0, len(tables))
	for _, t := range tables {
		sheets = append(sheets, appraise.Sheet{Name: t.Name, Rows: t.Rows})
	}
	own, questions, err := appraise.ImportTable(filepath.Base(path), from, sheets)
	if err != nil {
		return own, nil, err
	}
	unmapped, err := y.unmapped(own)
	return own, append(questions, unmapped...), err
}

// unmapped asks about the rows by which no document can be found.
func (y *Year) unmapped(own archive.ScheduleTable) ([]appraise.Question, error) {
	_, mapped, err := y.Schedule.With(own)
	if err != nil {
		return nil, err
	}
	var asked []appraise.Question
	for _, m := range mapped {
		if m.How != appraise.HowNone {
			continue
		}
		r := own.Rows[m.Row]
		line := r.Line
		if line == 0 {
			line = m.Row + 1
		}
		asked = append(asked, appraise.Question{Row: line, Number: r.Number, Scope: r.Scope, What: archive.Say("schedule.unmapped", "scope", r.Scope)})
	}
	return asked, nil
}

// withTable puts a table in the place of the one that holds from the same year.
func withTable(s archive.Settings, t archive.ScheduleTable) archive.Settings {
	s.Schedules = append(slices.DeleteFunc(slices.Clone(s.Schedules), func(o archive.ScheduleTable) bool { return o.From == t.From }), t)
	slices.SortStableFunc(s.Schedules, func(a, b archive.ScheduleTable) int { return a.From - b.From })
	return s
}

// OwnRow is a row of the organ's own table with the way its documents are found.
type OwnRow struct {
	archive.ScheduleRow
	Mapped appraise.Mapped
}

// OwnTable gives the organ's own table that holds for a year, row by row; false
// when only the national model holds.
func (y *Year) OwnTable(ctx context.Context, year int) (archive.ScheduleTable, []OwnRow, bool, error) {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.ScheduleTable{}, nil, false, err
	}
	own, ok := s.TableFor(year)
	if !ok {
		return own, nil, false, nil
	}
	_, mapped, err := y.Schedule.With(own)
	if err != nil {
		return own, nil, false, err
	}
	rows := make([]OwnRow, len(own.Rows))
	for i, r := range own.Rows {
		rows[i] = OwnRow{r, mapped[i]}
	}
	return own, rows, true, nil
}

// edited gives the organ's table as an edit would leave it, in force from a year:
// the version of that very year changed, or the one in force copied and changed,
// so that the years before it keep the table that decided them. Where there is no
// own table yet, a row that is added begins one.
func (y *Year) edited(s archive.Settings, from int, e appraise.RowEdit) (archive.ScheduleTable, error) {
	t, ok := s.TableFor(from)
	if !ok {
		t = archive.ScheduleTable{Name: y.Paper.SayID("schedule.own")}
	}
	t.From = from
	return y.Schedule.EditRow(t, e)
}

// EditRow adds, changes or removes one row of the organ's own table, in force
// from a year, as an event that can be undone. The reason is asked for: it goes
// into the log. Documents are decided anew by the next Appraise.
func (y *Year) EditRow(ctx context.Context, from int, e appraise.RowEdit, why string) (archive.Event, error) {
	if why == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	t, err := y.edited(s, from, e)
	if err != nil {
		return archive.Event{}, err
	}
	on := strconv.Itoa(from) + " " + rowName(s, from, e)
	s = withTable(s, t)
	ev, err := y.Store.Apply(ctx, archive.Change{What: "schedule", On: on, Why: why, Who: y.Who, Person: true, Settings: &s})
	if err != nil {
		return ev, fmt.Errorf("edit the schedule: %w", err)
	}
	return ev, nil
}

// rowName names the row that an edit is about: as it was, or as it comes in.
func rowName(s archive.Settings, from int, e appraise.RowEdit) string {
	r := e.Row
	if t, ok := s.TableFor(from); ok && !e.Add {
		r = t.Rows[e.At]
	}
	if r.Number != "" {
		return r.Number
	}
	return r.Scope
}

// Try says what would be decided for a title, without any document.
func (y *Year) Try(ctx context.Context, year int, p appraise.Probe) (archive.Decision, error) {
	schedule, err := y.schedule(ctx, year)
	if err != nil {
		return archive.Decision{}, err
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Decision{}, err
	}
	return schedule.Decide(appraise.Trial(s.Organ, p)), nil
}
