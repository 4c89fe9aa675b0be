package year

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

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
// The questions are rows that a person must look at.
func (y *Year) ImportSchedule(ctx context.Context, path string, from int) (archive.ScheduleTable, []appraise.Question, error) {
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
	_, mapped, err := y.Schedule.With(own)
	if err != nil {
		return own, nil, err
	}
	for _, m := range mapped {
		if m.How == appraise.HowNone {
			questions = append(questions, appraise.Question{Row: m.Row + 1, Scope: own.Rows[m.Row].Scope, What: archive.Say("schedule.unmapped", "scope", own.Rows[m.Row].Scope)})
		}
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return own, nil, err
	}
	s.Schedules = append(slices.DeleteFunc(slices.Clone(s.Schedules), func(t archive.ScheduleTable) bool { return t.From == from }), own)
	if _, err := y.Store.Apply(ctx, archive.Change{What: "schedule", On: fmt.Sprint(from), Why: filepath.Base(path), Who: y.Who, Person: true, Settings: &s}); err != nil {
		return own, nil, fmt.Errorf("import the schedule: %w", err)
	}
	return own, questions, nil
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
