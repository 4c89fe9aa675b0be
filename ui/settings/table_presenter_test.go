package settings

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/uitest"
)

// tables is a library with the organ's own schedule, and what a change of it
// would change.
type tables struct {
	own    archive.ScheduleTable
	will   year.SchedulePreview
	looked []string
	done   []string
	err    error
}

func (f *tables) OwnTable(context.Context, int) (archive.ScheduleTable, []year.OwnRow, bool, error) {
	rows := make([]year.OwnRow, len(f.own.Rows))
	for i, r := range f.own.Rows {
		rows[i] = year.OwnRow{ScheduleRow: r, Mapped: year.Mapped{How: year.HowNone}}
	}
	return f.own, rows, len(rows) > 0, f.err
}

func (f *tables) PreviewImport(_ context.Context, path string, from int, _ archive.Progress) (year.SchedulePreview, error) {
	f.looked = append(f.looked, fmt.Sprint("import ", path, " ", from))
	return f.will, f.err
}

func (f *tables) PreviewRow(_ context.Context, from int, e year.RowEdit, _ archive.Progress) (year.SchedulePreview, error) {
	f.looked = append(f.looked, fmt.Sprint("row ", from, " ", e.At, " ", e.Add, " ", e.Remove, " ", e.Row.Scope, " ", e.Row.Retention, " ", e.Row.Words))
	return f.will, f.err
}

func (f *tables) TakeSchedule(_ context.Context, path string, from int) (string, int, int, error) {
	f.done = append(f.done, fmt.Sprint("import ", path, " ", from))
	return "本局表", 40, 2, f.err
}

func (f *tables) EditRow(_ context.Context, from int, e year.RowEdit, why string) (archive.Event, error) {
	f.done = append(f.done, fmt.Sprint("row ", from, " ", e.At, " ", why))
	if why == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	return archive.Event{}, f.err
}

func (f *tables) Appraise(_ context.Context, y int, _ archive.Progress) (year.AppraiseReport, error) {
	f.done = append(f.done, fmt.Sprint("appraise ", y))
	return year.AppraiseReport{}, nil
}

type tableSeen struct {
	lead    string
	rows    []TableRow
	draft   Draft
	preview Preview
}

func (s *tableSeen) showTable(lead string, rows []TableRow) { s.lead, s.rows = lead, rows }
func (s *tableSeen) showDraft(d Draft)                      { s.draft = d }
func (s *tableSeen) showPreview(p Preview)                  { s.preview = p }

func sampleTables() tables {
	permanent := archive.Decision{Retention: archive.Permanent, Clause: "本 1"}
	thirty := archive.Decision{Retention: archive.Years30, Clause: "3.2"}
	doc := archive.Document{Elements: archive.Elements{Title: "水库调度方案", Number: "云水发〔2024〕9号"}, Decision: thirty}
	return tables{
		own: archive.ScheduleTable{Name: "本局表", From: 2023, Rows: []archive.ScheduleRow{{Number: "1", Scope: "水库调度", Retention: archive.Permanent, Words: []string{"调度"}}}},
		will: year.SchedulePreview{Years: []int{2024, 2023}, Questions: []year.Question{{Row: 3, What: archive.Say("schedule.own")}}, Revision: year.Revision{
			Documents: 36, Changed: []year.Revised{{Document: doc, New: permanent}}, Kept: []year.Revised{{Document: doc, New: permanent, Held: year.HeldLocked}}, Asked: 2,
		}},
	}
}

func tabled(t *testing.T) (*tablePresenter, *tableSeen, *tables, *uitest.Desk) {
	t.Helper()
	f, d, v := sampleTables(), uitest.NewDesk(t, 2024), &tableSeen{}
	p := &tablePresenter{desk: d, lib: &f, view: v}
	p.load()
	return p, v, &f, d
}

func TestOwnTableStandsRowByRow(t *testing.T) {
	p, v, f, d := tabled(t)
	if len(v.rows) != 1 || v.rows[0].Term != "永久" || !v.rows[0].Lost || !strings.Contains(v.lead, "2023") {
		t.Errorf("%q %+v", v.lead, v.rows)
	}
	f.own.Rows = nil
	p.load()
	if len(v.rows) != 0 || !strings.Contains(v.lead, "国家") {
		t.Errorf("%q %+v", v.lead, v.rows)
	}
	f.err = errors.New("disk")
	if p.load(); len(d.Errors) != 1 {
		t.Error("a table that cannot be read is not told of")
	}
}

func TestNothingIsChangedBeforeItWasSeen(t *testing.T) {
	p, v, f, _ := tabled(t)
	p.begin(0)
	if v.draft.Scope != "水库调度" || v.draft.Words != "调度" || v.draft.Term != archive.Permanent {
		t.Errorf("%+v", v.draft)
	}
	v.draft.Words = "调度、水位"
	p.typed(v.draft)
	if len(f.done) != 0 || !slices.Equal(f.looked, []string{"row 2024 0 false false 水库调度 永久 [调度 水位]"}) {
		t.Fatalf("looked %q, done %q", f.looked, f.done)
	}
	want := []Changed{{"水库调度方案", "云水发〔2024〕9号", "30年 3.2", "永久 本 1", ""}, {"水库调度方案", "云水发〔2024〕9号", "30年 3.2", "永久 本 1", "档号已锁定，不变"}}
	if !slices.Equal(v.preview.Changed, want) || !strings.HasPrefix(v.preview.Head, "1 份") || len(v.preview.Facts) != 3 || len(v.preview.Questions) != 1 || !v.preview.Reason {
		t.Errorf("%+v", v.preview)
	}
	p.adopt(" 局务会通过 ")
	if !slices.Equal(f.done, []string{"row 2024 0 局务会通过", "appraise 2024", "appraise 2023"}) {
		t.Errorf("done %q", f.done)
	}
}

func TestRowsAreAddedAndRemoved(t *testing.T) {
	p, v, f, d := tabled(t)
	p.add()
	p.typed(Draft{Scope: "防汛值班", Term: v.draft.Term})
	p.remove(0)
	p.remove(7)
	if !slices.Equal(f.looked, []string{"row 2024 1 true false 防汛值班 30年 []", "row 2024 0 false true   []"}) {
		t.Errorf("looked %q", f.looked)
	}
	p.adopt("")
	if len(d.Errors) != 1 || slices.Contains(f.done, "appraise 2024") {
		t.Errorf("a change without a reason: %v %q", d.Errors, f.done)
	}
}

func TestTableIsImportedAfterALook(t *testing.T) {
	p, v, f, d := tabled(t)
	p.take("/表.xlsx")
	if v.preview.Reason || len(f.done) != 0 {
		t.Errorf("%+v, done %q", v.preview, f.done)
	}
	p.adopt("")
	if !slices.Equal(f.done, []string{"import /表.xlsx 2024", "appraise 2024", "appraise 2023"}) || !strings.Contains(d.Dids[0], "40 行") {
		t.Errorf("done %q, said %q", f.done, d.Dids)
	}
	f.will.Years = nil
	p.take("/表.xlsx")
	p.adopt("")
	if len(f.done) != 4 {
		t.Errorf("done %q", f.done)
	}
	f.err = errors.New("zip")
	v.preview = Preview{}
	if p.take("/坏.xlsx"); v.preview.Head != "" || len(d.Errors) != 1 {
		t.Errorf("a table that cannot be read is shown: %+v", v.preview)
	}
}

// TestTableIsWorkedByKeys edits a row in the pane.
func TestTableIsWorkedByKeys(t *testing.T) {
	uitest.App(t)
	d := uitest.NewDesk(t, 2024)
	f := &fake{settings: archive.DefaultSettings(), tables: sampleTables()}
	s := New(d, f)
	w := uitest.Show(t, d, s)
	s.Open(Schedule)
	w.Canvas().Focus(s.tables.rows.Focus())
	uitest.Press(w, s, fyne.KeyReturn) // the row's page
	if w.Canvas().Focused() == nil {
		t.Fatal("the row's page has no keys")
	}
	s.tables.p.typed(Draft{Scope: "水库调度", Term: archive.Years10})
	page := s.tables.content.Objects[0]
	if s.Show(); s.tables.content.Objects[0] != page {
		t.Error("the preview goes when a job ends")
	}
	w.Canvas().Focus(s.tables.reason)
	uitest.Press(w, s, fyne.KeyReturn) // a reason is missing
	w.Canvas().Focused().TypedRune('准')
	uitest.Press(w, s, fyne.KeyReturn)
	if !slices.Contains(f.done, "row 2024 0 准") {
		t.Errorf("done %q", f.done)
	}
	w.Canvas().Focus(s.tables.rows.Focus())
	uitest.Press(w, s, fyne.KeyDelete)
	uitest.Press(w, s, fyne.KeyEscape)
	w.Canvas().Focus(s.tables.rows.Focus())
	uitest.Press(w, s, fyne.KeyN)
	if n := len(f.looked); n != 2 {
		t.Errorf("looked %q", f.looked)
	}
}
