package table

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/ui/shape"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// numbers is a source of n rows that counts its pages.
type numbers struct {
	n, pages int
	err      error
}

func (s *numbers) Count(context.Context) (int, error) { return s.n, s.err }

func (s *numbers) Page(_ context.Context, offset, limit int) ([]int, error) {
	s.pages++
	var rows []int
	for i := offset; i < min(offset+limit, s.n); i++ {
		rows = append(rows, i)
	}
	return rows, s.err
}

func shown(t *testing.T, o Options[int]) (*Table[int], fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, theme.New(theme.Light))
	if o.Runner == nil {
		o.Runner = task.Inline{}
	}
	o.Columns = []Column[int]{{Title: "号", Width: 60, Text: func(i int) string { return fmt.Sprint(i) }}, {Title: "题名", Width: -1, Text: func(i int) string { return "件" }}}
	tb := New(o)
	w := test.NewTempWindow(t, tb.Content())
	w.Resize(fyne.NewSize(400, 300))
	return tb, w
}

func press(tb *Table[int], keys ...fyne.KeyName) {
	for _, k := range keys {
		tb.Focus().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestArrowsSelect(t *testing.T) {
	tb, _ := shown(t, Options[int]{})
	var came []int
	tb.Selected = func(_, row int) { came = append(came, row) }
	tb.Load(&numbers{n: 1000}, 0)
	press(tb, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyPageUp)
	if got := fmt.Sprint(came); got != "[0 1 2 1 999 0 6 0]" {
		t.Error(got)
	}
}

func TestEnterOpensTheSelectedRow(t *testing.T) {
	tb, _ := shown(t, Options[int]{})
	opened := -1
	tb.Opened = func(_, row int) { opened = row }
	tb.Load(&numbers{n: 3}, 1)
	press(tb, fyne.KeyReturn)
	if opened != 1 {
		t.Errorf("opened %d", opened)
	}
}

func TestOnlyPagesInSightAreFetched(t *testing.T) {
	tb, _ := shown(t, Options[int]{})
	s := &numbers{n: 100_000}
	tb.Load(s, -1)
	tb.Select(50_000)
	if s.pages > 3 {
		t.Errorf("%d pages were fetched", s.pages)
	}
	if _, row, ok := tb.Current(); !ok || row != 50_000 {
		t.Errorf("row %d, %v", row, ok)
	}
	for i := 0; i < 100_000; i += pageRows {
		tb.Row(i)
	}
	if len(tb.cache.pages) > keptPages {
		t.Errorf("%d pages are kept", len(tb.cache.pages))
	}
}

// later keeps work until the test lets it end.
type later struct{ ends []func() }

func (l *later) Go(ctx context.Context, work func(context.Context) error, done func(error)) {
	l.ends = append(l.ends, func() { done(work(ctx)) })
}

func (l *later) end() {
	for len(l.ends) > 0 {
		end := l.ends[0]
		l.ends = l.ends[1:]
		end()
	}
}

func TestRowsAppearWhenTheirPageComes(t *testing.T) {
	run := &later{}
	tb, _ := shown(t, Options[int]{Runner: run})
	came := -1
	tb.Selected = func(_, row int) { came = row }
	tb.Load(&numbers{n: 5000}, -1)
	run.end()
	tb.Select(4000)
	if _, _, ok := tb.Current(); ok || came != -1 {
		t.Fatal("a row is there before its page")
	}
	run.end()
	if came != 4000 {
		t.Errorf("came to %d", came)
	}
}

func TestPagesOfAnEarlierSourceAreDropped(t *testing.T) {
	run := &later{}
	tb, _ := shown(t, Options[int]{Runner: run})
	tb.Load(&numbers{n: 5000}, -1)
	run.end()
	tb.Row(4000)
	tb.Load(&numbers{n: 10}, -1)
	run.end()
	if tb.Count() != 10 || len(tb.cache.pages) != 1 {
		t.Errorf("%d rows, %d pages", tb.Count(), len(tb.cache.pages))
	}
	if _, ok := tb.Row(10); ok {
		t.Error("a row beyond the end")
	}
}

func TestFailureIsTold(t *testing.T) {
	var told error
	tb, _ := shown(t, Options[int]{Failed: func(err error) { told = err }})
	bad := errors.New("disk")
	tb.Load(&numbers{n: 3, err: bad}, -1)
	if !errors.Is(told, bad) || tb.Count() != 0 {
		t.Errorf("%v, %d rows", told, tb.Count())
	}
}

func TestEmptyTableSaysWhatBelongsHere(t *testing.T) {
	hint := shape.NewCaption("还没有文件")
	tb, _ := shown(t, Options[int]{Empty: hint})
	tb.Load(Rows[int]{}, -1)
	if !hint.Visible() {
		t.Error("no hint in an empty table")
	}
	tb.Load(Rows[int]{1}, -1)
	if hint.Visible() {
		t.Error("hint over rows")
	}
}

func TestPanesKeyComesFirst(t *testing.T) {
	tb, _ := shown(t, Options[int]{})
	tb.Key = func(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDown }
	tb.Load(Rows[int]{1, 2}, 0)
	press(tb, fyne.KeyDown)
	if i, _, _ := tb.Current(); i != 0 {
		t.Errorf("at row %d", i)
	}
	tb.SetRow(0, 7)
	if _, row, _ := tb.Current(); row != 7 {
		t.Errorf("row %d", row)
	}
}

func BenchmarkScroll100k(b *testing.B) {
	test.NewApp().Settings().SetTheme(theme.New(theme.Light))
	tb := New(Options[int]{Runner: task.Inline{}, Columns: []Column[int]{
		{Width: 60, Text: func(i int) string { return fmt.Sprint(i) }}, {Width: -1, Text: func(i int) string { return fmt.Sprintf("关于印发第%d号工作要点的通知", i) }},
		{Width: 80, Text: func(i int) string { return "永久" }}, {Width: 120, Text: func(i int) string { return "办公室" }},
	}})
	w := test.NewWindow(tb.Content())
	w.Resize(fyne.NewSize(900, 700))
	tb.Load(&numbers{n: 100_000}, -1)
	b.ResetTimer()
	for i := range b.N {
		tb.Select((i * 37) % 100_000)
	}
}

func TestASecondTapOpensTheRow(t *testing.T) {
	tb, _ := shown(t, Options[int]{})
	opened := []int{}
	tb.Opened = func(_, row int) { opened = append(opened, row) }
	tb.Load(&numbers{n: 3}, -1)
	for _, i := range []int{1, 2, 2, 2} {
		tb.tapped(i)
	}
	if len(opened) != 1 || opened[0] != 2 {
		t.Errorf("opened %v", opened)
	}
}
