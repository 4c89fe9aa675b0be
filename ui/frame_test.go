package ui

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/assets/i18n"
	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/task"
	"niandang/ui/theme"
	"niandang/ui/uitest"
)

// fake is a library without documents; what no test asks for is not there.
type fake struct {
	Library
	closed  bool
	undone  []string
	undoErr error
}

func (f *fake) Status(_ context.Context, y int) (year.Status, error) {
	return year.Status{Year: y, Files: 3, Documents: 2, Decided: 2, NextStep: "review", ByStatus: map[archive.Status]int{archive.Problem: 1}}, nil
}

func (f *fake) Settings(context.Context) (archive.Settings, error) {
	s := archive.DefaultSettings()
	s.Organ = archive.Organ{Name: "云州市水务局", Fonds: "S021"}
	return s, nil
}

func (f *fake) Years(context.Context) ([]int, error) { return []int{2023, 2021}, nil }

func (f *fake) Count(context.Context, string, archive.Filter) (int, error) { return 7, nil }

func (f *fake) Undo(_ context.Context, id string) (archive.Event, error) {
	f.undone = append(f.undone, id)
	return archive.Event{ID: "undo-" + id}, f.undoErr
}

func (f *fake) Close() error { f.closed = true; return nil }
func (f *fake) Dir() string  { return "/data" }
func (f *fake) Who() string  { return "王" }

func none[T any]() iter.Seq2[T, error] { return func(func(T, error) bool) {} }

func (f *fake) Files(context.Context, archive.Filter) iter.Seq2[archive.File, error] {
	return none[archive.File]()
}

func (f *fake) Documents(context.Context, archive.Filter) iter.Seq2[archive.Document, error] {
	return none[archive.Document]()
}

func (f *fake) Findings(context.Context, archive.Filter) iter.Seq2[archive.Finding, error] {
	return none[archive.Finding]()
}

func (f *fake) Preview(context.Context, year.CollectOptions, archive.Progress) (year.Preview, error) {
	return year.Preview{Files: []year.Seen{{Path: "a.pdf", Kind: year.SeenDocument}}}, nil
}

// shelf has one library.
type shelf struct {
	lib    *fake
	err    error
	places []Place
}

func (s *shelf) DefaultDir() string                      { return "/data" }
func (s *shelf) DemoDir() string                         { return "/demo" }
func (s *shelf) Places() []Place                         { return s.places }
func (s *shelf) Recent() []string                        { return nil }
func (s *shelf) ReadOrgan(string) (archive.Organ, error) { return archive.Organ{}, s.err }

func (s *shelf) Open(context.Context, string) (Library, error) {
	if s.err != nil {
		return nil, s.err
	}
	return s.lib, nil
}

func (s *shelf) Create(ctx context.Context, dir string, _ archive.Settings) (Library, error) {
	return s.Open(ctx, dir)
}

func (s *shelf) Demo(ctx context.Context, dir string) (Library, Sample, error) {
	l, err := s.Open(ctx, dir)
	return l, Sample{Year: 2024, Source: "/demo/source", Register: ""}, err
}

// held runs work in place but keeps jobs until the test ends them.
type held struct{ ends []func() }

func (h *held) Go(ctx context.Context, work func(context.Context) error, done func(error)) {
	h.ends = append(h.ends, func() { done(work(ctx)) })
}

func (h *held) end(n int) {
	for ; n > 0 && len(h.ends) > 0; n-- {
		end := h.ends[0]
		h.ends = h.ends[1:]
		end()
	}
}

func framed(t *testing.T) (*Frame, *shelf) {
	t.Helper()
	app := uitest.App(t)
	s := &shelf{lib: &fake{}}
	now := func() time.Time { return time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC) }
	f := New(app, Deps{Runner: task.Inline{}, Shelf: s, Words: uitest.Words(t, i18n.Chinese), Now: now, OpenFile: func(string) error { return errors.New("no program") }})
	return f, s
}

func opened(t *testing.T) (*Frame, *shelf) {
	t.Helper()
	f, s := framed(t)
	f.OpenLibrary("/data")
	return f, s
}

func key(f *Frame, k fyne.KeyName) { f.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: k}) }

func TestOpenLibraryShowsItsNewestYear(t *testing.T) {
	f, _ := opened(t)
	if f.current != pane.Overview || f.year != 2023 || f.head.organ.Text() != "云州市水务局 · 全宗 S021" {
		t.Errorf("%s %d %q", f.current, f.year, f.head.organ.Text())
	}
	if !slices.Equal(f.head.years.Options, []string{"2025 年", "2024 年", "2023 年", "2021 年"}) {
		t.Errorf("%v", f.head.years.Options)
	}
	if got := f.rail[pane.Review].mark.Text(); got != "7" {
		t.Errorf("review shows %q", got)
	}
}

func TestChoosingAYearBeginsThePanesAnew(t *testing.T) {
	f, _ := opened(t)
	before := f.panes[pane.Overview]
	f.head.years.SetSelected("2021 年")
	if f.year != 2021 || f.panes[pane.Overview] == before {
		t.Errorf("year %d", f.year)
	}
}

func TestLibraryThatDoesNotOpenIsTold(t *testing.T) {
	f, s := framed(t)
	s.err = archive.Fail(archive.CodeNotFound, "store.not_found", nil, "dir", "/data")
	f.OpenLibrary("/data")
	if !f.foot.notice.Visible() || !strings.Contains(f.foot.what.Text(), "/data") || f.foot.hint.Text() == "" {
		t.Errorf("%q %q", f.foot.what.Text(), f.foot.hint.Text())
	}
	f.OpenFile("/x")
	f.Open(pane.Collect, "")
	f.Drop([]string{"/x"})
	if f.current != "" {
		t.Error("a pane without a library")
	}
}

func TestAnotherLibraryClosesTheFirst(t *testing.T) {
	f, s := opened(t)
	first := s.lib
	s.lib = &fake{}
	f.create("/other", archive.DefaultSettings())
	if !first.closed || f.library != s.lib {
		t.Error("the first library is still open")
	}
}

func TestDemoYearWaitsToBeTakenIn(t *testing.T) {
	f, _ := framed(t)
	f.demo("/demo")
	if f.year != 2024 || f.current != pane.Collect {
		t.Errorf("%d %s", f.year, f.current)
	}
}

func TestEscapeBacksOutStepByStep(t *testing.T) {
	f, _ := opened(t)
	f.Open(pane.Settings, "")
	key(f, fyne.KeyF1)
	if f.current != helpPage {
		t.Fatal("no help")
	}
	f.Fail(errors.New("disk"))
	key(f, fyne.KeyEscape)
	if f.foot.notice.Visible() || f.current != helpPage {
		t.Error("Esc leaves the notice")
	}
	key(f, fyne.KeyEscape)
	if f.current != pane.Settings {
		t.Errorf("at %s", f.current)
	}
	key(f, fyne.KeyEscape)
	if f.current != pane.Overview {
		t.Errorf("at %s", f.current)
	}
}

func TestDroppedFilesGoToCollect(t *testing.T) {
	f, _ := opened(t)
	f.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/tmp/year")})
	if f.current != pane.Collect || !f.panes[pane.Collect].Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Errorf("at %s, no choice to put away", f.current)
	}
}

func TestChangeSaysWhatWasDoneAndCanBeUndone(t *testing.T) {
	f, s := opened(t)
	var done bool
	f.Change(func(context.Context) (archive.Text, error) { return archive.Say("ui.redone"), nil }, func(err error) { done = err == nil })
	if !done || f.foot.did.Text() != "已恢复" || !f.foot.undo.Visible() {
		t.Errorf("%q", f.foot.did.Text())
	}
	f.undo()
	if !slices.Equal(s.lib.undone, []string{""}) || f.foot.undo.Visible() {
		t.Errorf("%v", s.lib.undone)
	}
	f.again()
	f.again()
	if !slices.Equal(s.lib.undone, []string{"", "undo-"}) {
		t.Errorf("%v", s.lib.undone)
	}
	s.lib.undoErr = archive.Fail(archive.CodeNotFound, "store.no_undo", nil)
	f.undo()
	if !f.foot.notice.Visible() {
		t.Error("nothing says that there is nothing to undo")
	}
}

func TestFailedChangeIsTold(t *testing.T) {
	f, _ := opened(t)
	f.Change(func(context.Context) (archive.Text, error) { return archive.Text{}, errors.New("disk") }, nil)
	if !f.foot.notice.Visible() || f.foot.undo.Visible() {
		t.Error("failure not told")
	}
}

// job makes a job that ends with err, or with its context's error.
func job(ended *error) pane.Job {
	return pane.Job{
		Title: archive.Say("step.collect"),
		Work:  func(ctx context.Context, p archive.Progress) error { p.Total(10); p.Add(4); return ctx.Err() },
		Done:  func(err error) { *ended = err },
	}
}

func TestJobShowsItsCountAndStopsOthers(t *testing.T) {
	f, _ := opened(t)
	run := &held{}
	f.queue.Runner, f.deps.Runner = run, run
	ended := errors.New("not yet")
	if !f.Start(job(&ended)) || !f.Busy() || !f.foot.job.Visible() {
		t.Fatal("the job did not begin")
	}
	if f.Start(job(&ended)) {
		t.Error("a second job began")
	}
	f.Change(func(context.Context) (archive.Text, error) {
		t.Error("changed beside a job")
		return archive.Text{}, nil
	}, nil)
	f.undo()
	run.end(1)
	if ended != nil || f.Busy() || f.foot.job.Visible() {
		t.Errorf("ended %v", ended)
	}
}

func TestPausedJobGoesOn(t *testing.T) {
	f, _ := opened(t)
	run := &held{}
	f.queue.Runner = run
	f.deps.Runner = run
	ended := errors.New("not yet")
	f.Start(job(&ended))
	f.pauseOrResume()
	run.end(1)
	if f.Busy() || f.job == nil || f.foot.pause.Text != "继续" || ended == nil {
		t.Fatalf("ended %v", ended)
	}
	run.ends = nil
	f.pauseOrResume()
	if f.foot.pause.Text != "暂停" {
		t.Errorf("a job that goes on offers %q", f.foot.pause.Text)
	}
	run.end(1)
	if ended != nil || f.job != nil {
		t.Errorf("ended %v", ended)
	}
}

func TestCanceledJobIsNoError(t *testing.T) {
	f, _ := opened(t)
	run := &held{}
	f.queue.Runner = run
	f.deps.Runner = run
	var ended error
	j := job(&ended)
	j.Work = func(ctx context.Context, _ archive.Progress) error {
		return archive.Fail(archive.CodeCanceled, "canceled", ctx.Err())
	}
	f.Start(j)
	f.cancelJob()
	run.end(1)
	if f.foot.notice.Visible() || ended == nil || !strings.Contains(f.foot.did.Text(), "已停下") {
		t.Errorf("%q", f.foot.did.Text())
	}
	f.Start(j)
	f.pauseOrResume()
	run.ends[len(run.ends)-2]()
	f.cancelJob()
	if f.job != nil {
		t.Error("a paused job cannot be put away")
	}
	f.cancelJob()
	f.pauseOrResume()
}

func TestClosingWaitsForTheJob(t *testing.T) {
	f, s := opened(t)
	run := &held{}
	f.queue.Runner = run
	f.deps.Runner = run
	var ended error
	f.Start(job(&ended))
	f.close()
	if s.lib.closed {
		t.Fatal("the library was closed under the job")
	}
	run.end(4)
	if !s.lib.closed || ended == nil {
		t.Error("the library is still open")
	}
}

func TestEveryActionIsInTheMenuAndItsKeyIsFree(t *testing.T) {
	f, _ := opened(t)
	for _, e := range f.entries() {
		if e.id != pane.Overview && e.id != pane.Collect && e.id != pane.Settings {
			continue
		}
		f.Open(e.id, "")
		taken := map[string]string{}
		for _, m := range f.win.MainMenu().Items {
			for _, it := range m.Items {
				if strings.Contains(it.Label, "ui.") || !it.IsSeparator && it.Label == "" {
					t.Errorf("%s has no words", it.Label)
				}
				if s, ok := it.Shortcut.(*desktop.CustomShortcut); ok && s.Modifier != 0 {
					if other := taken[s.ShortcutName()]; other != "" {
						t.Errorf("%s: %s and %s have the same key %s", e.id, other, it.Label, s.ShortcutName())
					}
					taken[s.ShortcutName()] = it.Label
				}
			}
		}
	}
}

func TestLookIsRemembered(t *testing.T) {
	f, _ := opened(t)
	f.wear(theme.Dark)
	if Look(f.app.Preferences()) != theme.Dark || f.app.Settings().Theme().(*theme.Theme).Mode() != theme.Dark {
		t.Error("the look was forgotten")
	}
	f.wear(theme.Light)
	if Look(f.app.Preferences()) != theme.Light {
		t.Error("light is not the default")
	}
}

func TestQuestionsAreAnsweredByKeys(t *testing.T) {
	f, _ := opened(t)
	asked := ""
	f.Prompt("说明", "理由", func(s string) { asked = s })
	field := f.win.Canvas().Focused()
	for _, r := range "已核" {
		field.TypedRune(r)
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if asked != "已核" {
		t.Errorf("%q", asked)
	}
	agreed := false
	f.Ask("锁定", "不能再改", "锁定", func() { agreed = true })
	f.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if agreed || f.win.Canvas().Overlays().Top() != nil {
		t.Error("Esc agrees")
	}
}

func TestTitleTellsWhatIsInSight(t *testing.T) {
	f, s := opened(t)
	s.places = []Place{{Name: "home", Dir: t.TempDir()}}
	said := func(want string) {
		t.Helper()
		if got := f.win.Title(); got != want {
			t.Errorf("the title is %q, not %q", got, want)
		}
	}
	said("概览 · 2023 年 — 年档")
	f.Ask("锁定档号", "不能再改", "锁定", func() {})
	said("锁定档号 — 年档")
	f.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	f.ChooseTarget(func(string) {})
	said("选存放的文件夹 — 年档")
	f.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	run := &held{}
	f.queue.Runner, f.deps.Runner = run, run
	var ended error
	f.Start(job(&ended))
	said("收集 0% — 年档")
	run.end(1)
	f.Welcome()
	f.library = nil
	f.entitle()
	said("年档")
}

func TestMenuKeysWaitForTheAnswer(t *testing.T) {
	f, _ := opened(t)
	f.Ask("锁定档号", "不能再改", "锁定", func() {})
	for _, m := range f.win.MainMenu().Items {
		for _, it := range m.Items {
			if it.Action != nil && !it.IsQuit {
				it.Action()
			}
		}
	}
	if f.current != pane.Overview || len(f.above) != 1 {
		t.Errorf("at %s under a question", f.current)
	}
}

func TestFolderOfTheLastChoiceIsWhereTheNextBegins(t *testing.T) {
	f, s := opened(t)
	home := t.TempDir()
	s.places = []Place{{Name: "home", Dir: home}}
	got := ""
	for range 2 {
		f.ChooseTarget(func(dir string) { got = dir })
		field := f.win.Canvas().Focused().(*shape.Field)
		if got != "" && field.Text != got {
			t.Errorf("begins in %s, %s was chosen", field.Text, got)
		}
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if got != home {
		t.Errorf("chosen %q", got)
	}
}

func TestHelpTellsTheKeysOfThePaneInSight(t *testing.T) {
	f, _ := opened(t)
	f.Open(pane.Collect, "")
	keys := map[string]string{}
	for _, a := range f.panes[pane.Collect].Actions() {
		keys[keyOf(a)] = a.Title
	}
	if keys["Ctrl+Enter"] != "开始收集" || keysOf(f.panes[pane.Collect]) == nil || keysOf(nil) != nil {
		t.Errorf("%v", keys)
	}
	for _, a := range f.panes[pane.Overview].Actions() {
		if keyOf(a) != "Enter" {
			t.Errorf("%s is at %q", a.Title, keyOf(a))
		}
	}
}
