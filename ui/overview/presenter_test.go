package overview

import (
	"context"
	"errors"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/uitest"
)

// fake is a library in a state.
type fake struct {
	status    year.Status
	waiting   int
	err       error
	appraised int
}

func (f *fake) Status(context.Context, int) (year.Status, error) { return f.status, f.err }

func (f *fake) Count(context.Context, string, archive.Filter) (int, error) { return f.waiting, nil }

func (f *fake) Appraise(_ context.Context, y int, _ archive.Progress) (year.AppraiseReport, error) {
	f.appraised = y
	return year.AppraiseReport{}, f.err
}

type seen struct{ State }

func (s *seen) draw(st State) { s.State = st }

func shown(t *testing.T, f *fake) (*presenter, *seen, *uitest.Desk) {
	t.Helper()
	d, v := uitest.NewDesk(t, 2024), &seen{}
	p := &presenter{desk: d, lib: f, view: v}
	p.show()
	return p, v, d
}

func busyYear() year.Status {
	return year.Status{
		Year: 2024, Files: 50, Documents: 40, Decided: 40, Review: 6, Confirmed: 20, ToArchive: 30, Arranged: 10, Items: 10, Boxes: 2,
		ByStatus:    map[archive.Status]int{archive.Kept: 45, archive.Problem: 3, archive.Secret: 2},
		ByRetention: map[string]int{"永久": 10},
		ByMonth:     map[string]map[string]int{"2024-03": {"永久": 2, "30年": 1, "10年": 4, "不归档": 1, "": 1}, "2023-12": {"永久": 9}},
		ByDept:      map[string]int{"办公室": 5, "财务科": 9, "": 1},
		ByKind:      map[string]int{archive.FSecurityConflict: 1, archive.FMissingNumber: 3, archive.FMissingAttachment: 2},
		Errors:      4, Warnings: 9, Missing: []string{"云水发〔2024〕19号", "云水发〔2024〕7号", "云水函〔2024〕2号"},
		Due: "2025-06-30", DaysLeft: 41, NextStep: "review", Next: archive.Say("next.review", "n", "6"),
	}
}

func TestStepsShowWhatIsDoneAndWhatWaits(t *testing.T) {
	_, v, _ := shown(t, &fake{status: busyYear(), waiting: 8})
	want := []Step{
		{Pane: pane.Collect, Whole: 50, Done: 45, Bad: 5}, {Pane: pane.Review, Whole: 40, Done: 32, Wait: 8},
		{Pane: pane.Arrange, Whole: 30, Done: 10}, {Pane: pane.Bind, Whole: 10}, {Pane: pane.Transfer, Whole: 10},
	}
	for i, s := range v.Steps {
		if s.Line == "" {
			t.Errorf("%s says nothing", s.Pane)
		}
		s.Line = ""
		if s != want[i] {
			t.Errorf("step %+v, want %+v", s, want[i])
		}
	}
}

func TestMostUrgentComesFirstAndNoMoreThanSeven(t *testing.T) {
	s := busyYear()
	for _, kind := range []string{archive.FRowWithoutFile, archive.FDuplicateNumber} {
		s.ByKind[kind] = 1
	}
	_, v, _ := shown(t, &fake{status: s, waiting: 8})
	if len(v.Todos) != 7 {
		t.Fatalf("%d lines", len(v.Todos))
	}
	if !strings.Contains(v.Todos[0].Text, "涉密与公开") || v.Todos[0].Level != Bad {
		t.Errorf("first is %+v", v.Todos[0])
	}
	if got := v.Todos[3].Text; got != "缺号 云水发 7、19；云水函 2" {
		t.Errorf("gaps: %s", got)
	}
	for i := 1; i < len(v.Todos); i++ {
		if v.Todos[i].Level > v.Todos[i-1].Level {
			t.Errorf("%q stands after %q", v.Todos[i].Text, v.Todos[i-1].Text)
		}
	}
}

func TestLongGapsAreShortened(t *testing.T) {
	var missing []string
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "8"} {
		missing = append(missing, "云水发〔2024〕"+n+"号")
	}
	if got := gaps(append(missing, "第3号令")); got != "云水发 1、2、3、4、5、6…；第3号令" {
		t.Error(got)
	}
}

func TestMonthsAreThoseOfTheYear(t *testing.T) {
	_, v, _ := shown(t, &fake{status: busyYear()})
	if len(v.Months) != 12 || v.Months[2].Parts != [4]int{2, 1, 4, 2} || v.Months[11].sum() != 0 {
		t.Errorf("%+v", v.Months)
	}
	if v.Depts[0].Name != "财务科" || v.Depts[2].Name != "未定机构" {
		t.Errorf("%+v", v.Depts)
	}
}

func TestDeadline(t *testing.T) {
	s := busyYear()
	_, v, _ := shown(t, &fake{status: s})
	if v.Late || !strings.Contains(v.Deadline, "还有 41 天") {
		t.Errorf("%q", v.Deadline)
	}
	s.DaysLeft = -3
	_, v, _ = shown(t, &fake{status: s})
	if !v.Late || !strings.Contains(v.Deadline, "已过 3 天") {
		t.Errorf("%q", v.Deadline)
	}
	s.NextStep = "done"
	_, v, _ = shown(t, &fake{status: s})
	if v.Deadline != "" || v.Button != "" {
		t.Errorf("all done, and still %q, %q", v.Deadline, v.Button)
	}
}

func TestNextGoesWhereTheWorkIs(t *testing.T) {
	for _, step := range []string{"collect", "review", "arrange", "bind", "transfer"} {
		p, v, d := shown(t, &fake{status: year.Status{NextStep: step}})
		p.next()
		if len(d.Opened) != 1 || d.Opened[0] != step || v.Button == "" {
			t.Errorf("%s: opened %v, button %q", step, d.Opened, v.Button)
		}
	}
}

func TestNextProposesRetentionsItself(t *testing.T) {
	f := &fake{status: year.Status{NextStep: "appraise"}}
	p, _, d := shown(t, f)
	p.next()
	if f.appraised != 2024 || len(d.Opened) != 1 || d.Opened[0] != pane.Review {
		t.Errorf("appraised %d, opened %v", f.appraised, d.Opened)
	}
	f.err = errors.New("disk")
	p.next()
	if len(d.Opened) != 1 || len(d.Errors) != 1 {
		t.Error("a failure opened the review")
	}
}

func TestFailureIsTold(t *testing.T) {
	_, v, d := shown(t, &fake{err: errors.New("disk")})
	if len(d.Errors) != 1 || v.Steps != nil {
		t.Errorf("errors %v", d.Errors)
	}
}

func TestFreshYearHasNothingToDoButCollect(t *testing.T) {
	_, v, _ := shown(t, &fake{status: year.Status{Year: 2024, NextStep: "collect", Next: archive.Say("next.collect")}})
	if len(v.Todos) != 0 || v.Button != "收集文件" {
		t.Errorf("%+v %q", v.Todos, v.Button)
	}
}
