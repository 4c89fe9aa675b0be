package paper

import (
	"context"
	"errors"
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/task"
	"niandang/ui/theme"
)

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

func loader(run task.Runner) (*Loader, *[]string, *int) {
	var shown []string
	fetched := 0
	l := &Loader{Runner: run}
	l.Fetch = func(_ context.Context, k Key) (year.PageView, error) {
		fetched++
		if k.ID == "bad" {
			return year.PageView{}, errors.New("disk")
		}
		return year.PageView{Number: k.Page}, nil
	}
	l.Shown = func(k Key, v year.PageView) { shown = append(shown, fmt.Sprint(k.ID, v.Number)) }
	l.Failed = func(error) { shown = append(shown, "failed") }
	return l, &shown, &fetched
}

func TestOnlyThePageAskedForLastIsShown(t *testing.T) {
	run := &later{}
	l, shown, _ := loader(run)
	l.Show(Key{"a", 1})
	l.Show(Key{"b", 1})
	run.end()
	if fmt.Sprint(*shown) != "[b1]" {
		t.Error(*shown)
	}
}

func TestAPageFetchedAheadIsThere(t *testing.T) {
	run := &later{}
	l, shown, fetched := loader(run)
	l.Ahead(Key{"a", 1}, Key{"a", 1}, Key{})
	run.end()
	l.Show(Key{"a", 1})
	if fmt.Sprint(*shown) != "[a1]" || *fetched != 1 {
		t.Error(*shown, *fetched)
	}
	l.Ahead(Key{"a", 2})
	l.Show(Key{"a", 2}) // under way already
	run.end()
	if fmt.Sprint(*shown) != "[a1 a2]" || *fetched != 2 {
		t.Error(*shown, *fetched)
	}
}

func TestPagesInMemoryAreBounded(t *testing.T) {
	l, shown, fetched := loader(task.Inline{})
	for n := range 50 {
		l.Show(Key{"a", n})
	}
	if len(l.pages) != kept || len(l.order) != kept {
		t.Errorf("%d pages are kept", len(l.pages))
	}
	l.Show(Key{"a", 49})
	l.Forget()
	l.Show(Key{"a", 49})
	l.Show(Key{"bad", 1})
	if *fetched != 52 || (*shown)[len(*shown)-1] != "failed" {
		t.Error(*fetched, (*shown)[len(*shown)-1])
	}
}

func TestFailureOfAPageAheadIsToldWhenItIsAskedFor(t *testing.T) {
	run := &later{}
	l, shown, _ := loader(run)
	l.Ahead(Key{"bad", 1})
	l.Show(Key{"bad", 1})
	run.end()
	if fmt.Sprint(*shown) != "[failed]" {
		t.Error(*shown)
	}
}

func TestPageIsFittedEnlargedAndFramed(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, theme.New(theme.Light))
	v := New()
	w := test.NewTempWindow(t, v)
	w.Resize(fyne.NewSize(600, 400))
	v.SetPage(image.NewGray(image.Rect(0, 0, 10, 14)), 595, 842, "")
	size, at := v.sheet.page()
	if size.Height > v.Size().Height || at.X < margin {
		t.Errorf("the page is %v at %v", size, at)
	}
	if v.Scroll(1) {
		t.Error("a page that is whole in sight scrolls")
	}
	v.Turn()
	if wide, _ := v.sheet.page(); wide.Width < size.Width {
		t.Error("fitted to its width it is smaller")
	}
	v.SetFrames([]Frame{{Spot: archive.Spot{Page: 1, X0: 50, Y0: 700, X1: 200, Y1: 720}, Strong: true}, {}})
	if v.scroll.Offset.Y == 0 {
		t.Error("the place spoken of is out of sight")
	}
	v.Zoom(1.5)
	v.Zoom(0)
	v.SetPage(nil, 0, 0, "读不出")
	if v.scroll.Offset.Y != 0 || !v.sheet.Visible() {
		t.Error("the next page does not begin at its top")
	}
	test.ApplyTheme(t, theme.New(theme.Dark))
	w.Canvas().Capture()
}

// TestASlowPageSaysSo: a page that takes its time has a word in its place, one that
// comes at once has none.
func TestASlowPageSaysSo(t *testing.T) {
	run := &heldBack{}
	late := 0
	l := Loader{Runner: run, Shown: func(Key, year.PageView) {}, Late: func(Key) { late++ }, Fetch: func(context.Context, Key) (year.PageView, error) {
		return year.PageView{}, nil
	}}
	l.Show(Key{"a", 1})
	run.end(1) // the moment passes before the page is there
	if late != 1 {
		t.Errorf("a slow page is told of %d times", late)
	}
	run.end(0)
	l.Show(Key{"a", 1})
	if late != 1 || len(run.ends) != 0 {
		t.Error("a page at hand is waited for")
	}
	l.Show(Key{"b", 1})
	run.end(0)
	run.end(0)
	if late != 1 {
		t.Error("a page that came in time is told of")
	}
}

// heldBack keeps work until the test ends it, in any order.
type heldBack struct{ ends []func() }

func (r *heldBack) Go(ctx context.Context, work func(context.Context) error, done func(error)) {
	r.ends = append(r.ends, func() { done(work(ctx)) })
}

func (r *heldBack) end(i int) {
	end := r.ends[i]
	r.ends = append(r.ends[:i:i], r.ends[i+1:]...)
	end()
}
