package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"niandang/archive"
	"niandang/ui/assistant"
	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// Frame is the window. Its methods belong to the window's goroutine.
type Frame struct {
	app  fyne.App
	win  fyne.Window
	deps Deps

	library  Library
	settings archive.Settings
	years    []int
	year     int
	panes    map[string]pane.Pane
	current  string
	before   string // the pane that help was asked from

	head  *head
	foot  *foot
	rail  map[string]*railItem
	body  *fyne.Container
	whole *fyne.Container

	queue  *task.Queue // changes and jobs, one after the other
	job    *running    // nil when there is none
	looked task.Latest // at the state of the year
	redo   []string    // events that undid something
	closed bool
	above  []string // titles of the pages over the window
	titled string   // the window's title
}

// New makes the window. OpenLibrary or Welcome fills it.
func New(app fyne.App, deps Deps) *Frame {
	f := &Frame{app: app, deps: deps, win: app.NewWindow(""), queue: &task.Queue{Runner: deps.Runner}, panes: map[string]pane.Pane{}, rail: map[string]*railItem{}}
	f.entitle()
	f.win.SetMaster()
	f.win.SetPadded(false)
	f.lay()
	f.win.Resize(fyne.NewSize(1280, 800))
	f.win.CenterOnScreen()
	f.win.SetOnDropped(f.dropped)
	f.win.SetCloseIntercept(f.close)
	f.win.Canvas().SetOnTypedKey(f.typed)
	f.menu()
	return f
}

// Window gives the window.
func (f *Frame) Window() fyne.Window { return f.win }

// lay puts head, rail, body and foot in their places.
func (f *Frame) lay() {
	f.head = newHead(f.Words(), f.chooseYear, func() { f.Open(pane.Search, "") })
	f.foot = newFoot(f.Words(), footDo{undo: f.undo, pause: f.pauseOrResume, cancel: f.cancelJob, changed: func() { f.whole.Refresh() }})
	f.body = container.NewStack()
	f.whole = container.NewStack()
	f.win.SetContent(f.whole)
}

// frame puts the parts around the body.
func (f *Frame) frame() fyne.CanvasObject {
	items := container.New(shape.Tight{})
	items.Add(shape.Fixed(shape.NewText(""), 0, 6))
	for _, e := range f.entries() {
		if e.id == pane.Search {
			items.Add(shape.Inset(shape.Line(theme.Hairline), 12, 8))
		}
		item := newRailItem(railTitle(e.id, f.Say(e.title)), func() { f.Open(e.id, "") })
		f.rail[e.id] = item
		items.Add(item)
	}
	rail := shape.Edges{Right: shape.Line(theme.Hairline), Centre: shape.NewFill(theme.Rail, shape.Fixed(items, railWidth, 0))}.Around()
	return shape.Edges{Top: f.head.content, Bottom: f.foot.content, Left: rail, Centre: f.body}.Around()
}

// railTitle puts the number of a step before its name.
func railTitle(id, title string) string {
	if n := slices.Index(steps, id); n >= 0 {
		return fmt.Sprintf("%d  %s", n+1, title)
	}
	return title
}

// steps are the panes that the year goes through.
var steps = []string{pane.Collect, pane.Review, pane.Arrange, pane.Bind, pane.Transfer}

func (f *Frame) entries() []entry { return entries() }

// Welcome shows the three ways to begin.
func (f *Frame) Welcome() {
	a := assistant.New(f, f.deps.Shelf, assistant.Do{Open: f.OpenLibrary, Create: f.create, Demo: f.demo}, f.deps.Now().Year()-1)
	f.whole.Objects = []fyne.CanvasObject{shape.Edges{Bottom: f.foot.content, Centre: a.Content()}.Around()}
	f.whole.Refresh()
	f.entitle()
}

// OpenLibrary opens the library in a folder and shows it.
func (f *Frame) OpenLibrary(dir string) {
	f.enter(func(ctx context.Context) (Library, error) { return f.deps.Shelf.Open(ctx, dir) }, nil)
}

func (f *Frame) create(dir string, s archive.Settings) {
	f.enter(func(ctx context.Context) (Library, error) { return f.deps.Shelf.Create(ctx, dir, s) }, nil)
}

// demo makes the demo year's library and opens the step that takes it in.
func (f *Frame) demo(dir string) {
	var sample Sample
	f.enter(func(ctx context.Context) (l Library, err error) {
		l, sample, err = f.deps.Shelf.Demo(ctx, dir)
		return l, err
	}, func() {
		f.chooseYear(sample.Year)
		f.Open(pane.Collect, "")
		if d, ok := f.panes[pane.Collect].(pane.Dropper); ok {
			d.Drop([]string{sample.Source, sample.Register})
		}
	})
}

// enter opens a library in the background and shows it; the one in sight is
// closed first, since a library has one writer.
func (f *Frame) enter(open func(context.Context) (Library, error), then func()) {
	if f.Busy() {
		f.Fail(archive.Fail(archive.CodeLocked, "ui.busy", nil))
		return
	}
	old := f.library
	var l Library
	var s archive.Settings
	var years []int
	f.queue.Go(context.Background(), func(ctx context.Context) (err error) {
		if old != nil {
			if err := old.Close(); err != nil {
				return err
			}
		}
		if l, err = open(ctx); err != nil {
			return err
		}
		if s, err = l.Settings(ctx); err != nil {
			return err
		}
		years, err = l.Years(ctx)
		return err
	}, func(err error) {
		f.library = l
		if err != nil {
			f.Welcome()
			f.Fail(err)
			return
		}
		f.attach(s, years)
		if then != nil {
			then()
		}
	})
}

// attach shows the library that was opened.
func (f *Frame) attach(s archive.Settings, years []int) {
	f.settings, f.years, f.redo = s, years, nil
	f.year = f.deps.Now().Year() - 1
	if len(years) > 0 {
		f.year = years[0]
	}
	if f.deps.Year > 0 {
		f.year = f.deps.Year
	}
	f.rail = map[string]*railItem{}
	f.foot.said("", false)
	f.whole.Objects = []fyne.CanvasObject{f.frame()}
	f.whole.Refresh()
	f.chooseYear(f.year)
}

// chooseYear shows another year: the panes begin anew.
func (f *Frame) chooseYear(year int) {
	f.year = year
	f.panes = map[string]pane.Pane{}
	f.head.show(f.settings.Organ, year, yearsToOffer(f.years, year, f.deps.Now().Year()))
	f.current = ""
	f.Open(pane.Overview, "")
	f.Changed()
}
