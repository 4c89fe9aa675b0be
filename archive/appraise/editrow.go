package appraise

import (
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
)

// RowEdit is a person's change to one row of the organ's own table.
type RowEdit struct {
	At     int                 // the row's place in the table, from 0
	Add    bool                // Row comes in before At; at the end when At is beyond it
	Remove bool                // the row goes
	Row    archive.ScheduleRow // how the row reads afterwards
}

// EditRow gives the table with one row added, changed or removed; the table
// handed in stays as it is. Errors: CodeInvalid for a row without wording or
// term, or one that names a clause which the model does not have; CodeNotFound
// for a place where no row is.
func (s *Schedule) EditRow(t archive.ScheduleTable, e RowEdit) (archive.ScheduleTable, error) {
	rows := slices.Clone(t.Rows)
	if !e.Add && (e.At < 0 || e.At >= len(rows)) {
		return t, archive.Fail(archive.CodeNotFound, "schedule_row", nil, "row", strconv.Itoa(e.At+1), "n", strconv.Itoa(len(rows)))
	}
	if e.Remove {
		t.Rows = slices.Delete(rows, e.At, e.At+1)
		return t, nil
	}
	if err := s.checkRow(&e.Row); err != nil {
		return t, err
	}
	if e.Add {
		t.Rows = slices.Insert(rows, min(max(e.At, 0), len(rows)), e.Row)
		return t, nil
	}
	rows[e.At] = e.Row
	t.Rows = rows
	return t, nil
}

func (s *Schedule) checkRow(r *archive.ScheduleRow) error {
	r.Scope = strings.TrimSpace(r.Scope)
	if r.Scope == "" {
		return archive.Fail(archive.CodeInvalid, "element_empty", nil, "name", "归档范围")
	}
	if r.Retention == archive.RetentionUnset {
		return archive.Fail(archive.CodeInvalid, "schedule_term", nil, "scope", r.Scope)
	}
	r.AsWritten = r.Retention.String()
	for _, w := range r.Words {
		if strings.ContainsAny(w, "@|/") || strings.TrimSpace(w) == "" {
			return archive.Fail(archive.CodeInvalid, "schedule_word", nil, "word", w)
		}
	}
	if r.Like == "" {
		return nil
	}
	if !slices.ContainsFunc(s.src.table.Rows, func(m Row) bool { return m.Clause == r.Like }) {
		return archive.Fail(archive.CodeInvalid, "schedule_like", nil, "clause", r.Like)
	}
	return nil
}

// FindRow gives the place of a row of the organ's own table that a person named:
// by its number where only one row has it, or as #3 for the third row.
func FindRow(t archive.ScheduleTable, name string) (int, error) {
	if at, ok := strings.CutPrefix(name, "#"); ok {
		if n, err := strconv.Atoi(at); err == nil && n >= 1 && n <= len(t.Rows) {
			return n - 1, nil
		}
	}
	found := -1
	for i, r := range t.Rows {
		if r.Number != name || name == "" {
			continue
		}
		if found >= 0 {
			return 0, archive.Fail(archive.CodeInvalid, "schedule_row_twice", nil, "row", name)
		}
		found = i
	}
	if found < 0 {
		return 0, archive.Fail(archive.CodeNotFound, "schedule_row", nil, "row", name, "n", strconv.Itoa(len(t.Rows)))
	}
	return found, nil
}
