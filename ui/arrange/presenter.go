package arrange

import (
	"context"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// Library is what the pane asks of a library.
type Library interface {
	ViewArrangement(ctx context.Context, year int) (year.Arrangement, error)
	Arrange(ctx context.Context, year int, p archive.Progress) (year.ArrangeReport, error)
	MoveTo(ctx context.Context, it archive.Item, to int) (archive.Event, error)
	Reclass(ctx context.Context, it archive.Item, to year.Class, why string) (archive.Event, error)
	Split(ctx context.Context, name, why string) (archive.Event, error)
	Merge(ctx context.Context, names []string, why string) (archive.Event, error)
	LockSettled(ctx context.Context, year int) (int, error)
	Lock(ctx context.Context, year int, lock bool, why string) (int, error)
}

type desk interface {
	Words() archive.Words
	Say(id string, pairs ...string) string
	Year() int
	Runner() task.Runner
	Change(work func(context.Context) (archive.Text, error), done func(error))
	Start(pane.Job) bool
	Busy() bool
	Fail(error)
	Ask(title, text, yes string, do func())
	Prompt(title, label string, got func(text string))
	Open(id, target string)
}

type view interface {
	showHead(Head)
	showClasses(rows []ClassRow, sel int)
	showItems(rows []ItemRow, sel int)
	showBoxes(Boxes)
	showBanner(text string)
}

// Head is the pane's numbers and its next step.
type Head struct {
	Items, Classes, Boxes, Locked int
	Waiting                       int // documents without a term
	Next                          Next
}

// Boxes are those of the class in sight, and the year's whole.
type Boxes struct {
	Class []archive.Box
	All   int
	MM    float64 // of all
}

// Next is the one primary step.
type Next int

// The steps in the order of the work.
const (
	ToReview  Next = iota // nothing has a term yet
	ToArrange             // items are to be formed
	ToLock                // codes are to be frozen
	ToBind                // all codes are frozen
)

// Presenter holds the state of the pane and decides.
type Presenter struct {
	desk desk
	lib  Library
	view view

	now     year.Arrangement
	classes []ClassRow
	items   []ItemRow
	class   string // key
	current string // item ID
	cut     string // item ID
	loading task.Latest
}

// NewPresenter makes a presenter that draws on v.
func NewPresenter(d desk, l Library, v view) *Presenter { return &Presenter{desk: d, lib: l, view: v} }

// Load plans the year as it is now.
func (p *Presenter) Load() {
	y := p.desk.Year()
	task.Ask(p.desk.Runner(), &p.loading, func(ctx context.Context) (year.Arrangement, error) {
		return p.lib.ViewArrangement(ctx, y)
	}, func(a year.Arrangement, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.take(a)
	})
}

func (p *Presenter) take(a year.Arrangement) {
	p.now = a
	p.classes = classesOf(a, func(r archive.Retention) string { return termText(p.desk.Words(), r) })
	p.view.showHead(p.head())
	sel := -1
	for i, c := range p.classes {
		if !c.Head && (sel < 0 || c.Key == p.class) {
			sel = i
		}
	}
	if sel < 0 {
		p.class = ""
	}
	p.view.showClasses(p.classes, sel)
}

func (p *Presenter) head() Head {
	h := Head{Items: len(p.now.Items), Boxes: len(p.now.Boxes), Locked: p.now.Locked, Waiting: p.now.Waiting, Next: ToLock}
	for _, c := range p.classes {
		if !c.Head {
			h.Classes++
		}
	}
	switch {
	case h.Items == 0:
		h.Next = ToReview
	case !p.now.Begun:
		h.Next = ToArrange
	case h.Locked == h.Items:
		h.Next = ToBind
	}
	return h
}

// ComeClass shows the items of a class.
func (p *Presenter) ComeClass(i int) {
	if i < 0 || i >= len(p.classes) || p.classes[i].Head {
		return
	}
	p.class = p.classes[i].Key
	p.showItems()
}

func (p *Presenter) showItems() {
	p.items = itemsOf(p.now, p.class, p.cut)
	sel := 0
	for i, r := range p.items {
		if r.Item.ID == p.current {
			sel = i
		}
	}
	p.view.showItems(p.items, sel)
	b := Boxes{Class: boxesOf(p.now, p.class), All: len(p.now.Boxes)}
	for _, x := range p.now.Boxes {
		b.MM += x.ThicknessMM
	}
	p.view.showBoxes(b)
}

// Come is told that the arrows are at an item.
func (p *Presenter) Come(i int) {
	if i >= 0 && i < len(p.items) {
		p.current = p.items[i].Item.ID
	}
}

func (p *Presenter) item() (int, archive.Item, bool) {
	for i, r := range p.items {
		if r.Item.ID == p.current {
			return i, r.Item, true
		}
	}
	return 0, archive.Item{}, false
}

// termText is the term in the person's words.
func termText(w archive.Words, r archive.Retention) string {
	ids := map[archive.Retention]string{archive.Permanent: "term.permanent", archive.Years30: "term.years30", archive.Years10: "term.years10"}
	return w.Say(archive.Text{ID: ids[r]})
}
