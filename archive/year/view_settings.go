package year

import (
	"context"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/arrange"
)

// TakeSchedule imports the organ's own approved table and counts its rows, and
// those that a person must look at.
func (y *Year) TakeSchedule(ctx context.Context, path string, from int) (name string, rows, questions int, err error) {
	t, q, err := y.ImportSchedule(ctx, path, from)
	return t.Name, len(t.Rows), len(q), err
}

// SampleCode gives the item code that the settings make for a first permanent
// item of the year, to be shown while they are chosen; "" for settings that make
// none.
func SampleCode(s archive.Settings, year int) string {
	if arrange.CheckTemplate(s.Arrange.Template) != nil {
		return ""
	}
	it := archive.Item{Year: year, Retention: archive.Permanent, Department: s.Arrange.DefaultDept, Number: 1}
	if len(s.Organ.Departments) > 0 {
		it.Department = s.Organ.Departments[0].Code
	}
	if s.Arrange.Scheme == arrange.YearRetention {
		it.Department = ""
	}
	return arrange.Code(s, it)
}

// The organ's own table as a window speaks of it, by the names of package
// appraise, which it does not know.
type (
	RowEdit  = appraise.RowEdit
	Mapped   = appraise.Mapped
	Question = appraise.Question
	Revision = appraise.Revision
	Revised  = appraise.Revised
)

// HowNone is the way of a row by which no document is found; HeldLocked the reason
// of a document whose code is locked.
const (
	HowNone    = appraise.HowNone
	HeldLocked = appraise.HeldLocked
)
