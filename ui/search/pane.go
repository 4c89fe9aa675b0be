package search

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/paper"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

// hitHeight is that of a hit with two lines of context.
const hitHeight = 84

// Pane is the view of a Presenter.
type Pane struct {
	desk    pane.Desk
	p       *Presenter
	content *fyne.Container

	field  *shape.Field
	list   *table.Table[archive.Hit]
	page   *paper.View
	where  *shape.Text
	counts *shape.Text
	none   *shape.Text
	empty  *fyne.Container
	years  *widget.Select
	terms  *widget.Select
	depts  *widget.Select
	whose  *widget.Select
	lays   bool // the filters are being laid out, not chosen
}

var (
	_ pane.Pane   = (*Pane)(nil)
	_ pane.Opener = (*Pane)(nil)
	_ view        = (*Pane)(nil)
)

// New makes the pane.
func New(d pane.Desk, l Library) *Pane {
	v := &Pane{desk: d}
	v.p = NewPresenter(d, l, v)
	v.build()
	return v
}

// Content implements pane.Pane.
func (v *Pane) Content() fyne.CanvasObject { return v.content }

// Show implements pane.Pane.
func (v *Pane) Show() {
	v.p.Load()
	if v.p.text == "" {
		v.p.Type("")
	}
	v.later(v.field)
}

// Open implements pane.Opener: the target is a query.
func (v *Pane) Open(target string) { v.field.SetText(target) }

func (v *Pane) build() {
	say := v.desk.Say
	v.field = shape.NewField()
	v.field.SetPlaceHolder(say("search.hint"))
	v.field.OnChanged = v.p.Type
	v.field.Typed = v.fromField
	v.list = table.New(table.Options[archive.Hit]{
		Runner: v.desk.Runner(), Height: hitHeight, Failed: v.desk.Fail,
		New:    func() fyne.CanvasObject { return newHitLine() },
		Update: func(_ int, h archive.Hit, o fyne.CanvasObject) { o.(*hitLine).set(h, say("review.untitled")) },
	})
	v.list.Selected = func(i int, _ archive.Hit) { v.p.Come(i) }
	v.list.Opened = func(int, archive.Hit) { v.p.Look(pane.Review) }
	v.list.Key = v.key
	v.page, v.where, v.counts = paper.New(), shape.NewCaption(""), shape.NewCaption("")
	v.where.Align = fyne.TextAlignCenter
	v.none = shape.NewText("")
	v.none.Color, v.none.Align, v.none.Full = theme.Muted, fyne.TextAlignCenter, true
	v.empty = container.NewStack(shape.NewFill(theme.Ground, container.NewCenter(v.none)))
	top := container.NewBorder(nil, nil, nil, v.filters(), v.field)
	left := container.NewBorder(shape.Inset(v.counts, 12, 4), nil, nil, nil, v.list.Content())
	use := shape.NewButton(say("search.use"), v.p.NoteUse)
	below := shape.Edges{Right: shape.Inset(use, 12, 4), Centre: shape.Inset(v.where, 12, 4)}.Around()
	right := container.NewBorder(nil, below, shape.Line(theme.Hairline), nil, v.page)
	body := container.New(shape.Shares{Widths: []float32{-1.1, -1}}, left, right)
	v.content = container.NewBorder(container.NewVBox(shape.Inset(top, 16, 10), shape.Line(theme.Hairline)), nil, nil, nil, container.NewStack(body, v.empty))
}

// filters are chosen from lists: nothing is to be typed.
func (v *Pane) filters() fyne.CanvasObject {
	say := v.desk.Say
	v.years = widget.NewSelect([]string{say("search.year.this", "year", count(v.desk.Year())), say("search.year.all")}, nil)
	v.years.OnChanged = func(string) { v.narrow(func(f *Filter) { f.AllYears = v.years.SelectedIndex() == 1 }) }
	chosen := []archive.Retention{archive.RetentionUnset, archive.Permanent, archive.Years30, archive.Years10, archive.NotArchived}
	v.terms = widget.NewSelect([]string{say("search.term.all"), say("term.permanent"), say("term.years30"), say("term.years10"), say("term.none")}, nil)
	v.terms.OnChanged = func(string) { v.narrow(func(f *Filter) { f.Term = chosen[max(v.terms.SelectedIndex(), 0)] }) }
	v.depts = widget.NewSelect([]string{say("search.dept.all")}, nil)
	v.depts.OnChanged = func(string) { v.narrow(func(f *Filter) { f.Department = max(v.depts.SelectedIndex(), 0) }) }
	v.whose = widget.NewSelect([]string{say("search.issuer.all")}, nil)
	v.whose.OnChanged = func(name string) {
		v.narrow(func(f *Filter) { f.Issuer = map[bool]string{true: name}[v.whose.SelectedIndex() > 0] })
	}
	return container.NewHBox(v.years, v.terms, v.depts, shape.Fixed(v.whose, 150, 0), shape.NewButton(say("search.do.export"), v.p.Export))
}

func (v *Pane) narrow(change func(*Filter)) {
	if !v.lays {
		v.p.Narrow(change)
	}
}

func (v *Pane) showFilter(f Filter) {
	v.lays = true
	defer func() { v.lays = false }()
	names := []string{v.desk.Say("search.dept.all")}
	for _, d := range f.Departments {
		names = append(names, d.Name)
	}
	v.depts.SetOptions(names)
	v.depts.SetSelectedIndex(min(f.Department, len(names)-1))
	v.whose.SetOptions(append([]string{v.desk.Say("search.issuer.all")}, f.Issuers...))
	v.whose.SetSelectedIndex(slices.Index(f.Issuers, f.Issuer) + 1)
	v.years.SetSelectedIndex(map[bool]int{true: 1}[f.AllYears])
	if v.terms.SelectedIndex() < 0 {
		v.terms.SetSelectedIndex(0)
	}
}

// fromField lets the arrows go from the field into the answers.
func (v *Pane) fromField(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if v.list.Count() > 0 {
			v.desk.Focus(v.list.Focus())
			v.list.Select(0)
		}
		return true
	}
	return false
}

// Actions implements pane.Pane.
func (v *Pane) Actions() []pane.Action {
	say := v.desk.Say
	return []pane.Action{
		{Title: say("search.do.look"), Key: fyne.KeyReturn, Do: func() { v.p.Look(pane.Review) }},
		{Title: say("review.page.on"), Key: fyne.KeyPageDown, Do: func() { v.p.TurnPage(1) }},
		{Title: say("review.page.back"), Key: fyne.KeyPageUp, Do: func() { v.p.TurnPage(-1) }},
		{Title: say("review.zoom.fit"), Key: fyne.KeyF, Do: v.page.Turn},
		{Title: say("search.use"), Key: fyne.KeyU, Do: v.p.NoteUse},
		{Title: say("search.do.export"), Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault}, Do: v.p.Export},
	}
}

// Key implements pane.Pane.
func (v *Pane) Key(e *fyne.KeyEvent) bool { return v.key(e) }

func (v *Pane) key(e *fyne.KeyEvent) bool {
	for _, a := range v.Actions() {
		if a.Key == e.Name && a.Key != fyne.KeyReturn {
			a.Do()
			return true
		}
	}
	back := e.Name == fyne.KeyEscape
	if i, _, _ := v.list.Current(); e.Name == fyne.KeyUp && i <= 0 || back {
		v.desk.Focus(v.field)
		return true
	}
	return false
}

func (v *Pane) showHits(hits []archive.Hit, total int, text string) {
	v.list.Load(table.Rows[archive.Hit](hits), min(len(hits)-1, 0))
	v.empty.Hide()
	id := "search.count"
	if total > len(hits) {
		id = "search.count.shown"
	}
	if text != "" {
		v.counts.SetText(v.desk.Say(id, "n", count(total), "shown", count(len(hits))))
	}
}

func (v *Pane) showNothing(text string) {
	v.none.SetText(text)
	v.empty.Show()
}

func (v *Pane) showPage(p year.PageView) {
	v.page.SetPage(p.Image, p.Width, p.Height, v.desk.Words().Say(p.Note))
	frames := make([]paper.Frame, len(p.Hits))
	for i, s := range p.Hits {
		frames[i] = paper.Frame{Spot: s, Strong: i == 0}
	}
	v.page.SetFrames(frames)
	v.where.SetText(p.Path + "　" + v.desk.Say("review.page.of", "n", count(max(p.Number, 1)), "all", count(max(p.Pages, 1))))
}

// later gives the field the keys after those at hand are through.
func (v *Pane) later(f fyne.Focusable) {
	v.desk.Runner().Go(context.Background(), func(context.Context) error { return nil }, func(error) { v.desk.Focus(f) })
}
