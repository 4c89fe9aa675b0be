package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/paper"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

// Pane is the view of a Presenter.
type Pane struct {
	desk pane.Desk
	p    *Presenter

	frame *shape.Page
	look  *shape.Button // to the next that waits
	next  Next

	list   *table.Table[Row]
	page   *paper.View
	pages  *shape.Text
	banner *shape.Fill
	told   *shape.Text
	paged  *fyne.Container // page, banner and tools

	fields  *fieldList
	term    *termView
	confirm *shape.Button
	group   *shape.Button
	buttons *fyne.Container // of both
	form    Form
	editing bool
	scroll  *container.Scroll
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
func (v *Pane) Content() fyne.CanvasObject { return v.frame.Content() }

// Show implements pane.Pane.
func (v *Pane) Show() {
	v.p.Load()
	v.desk.Focus(v.list.Focus())
}

// Open implements pane.Opener: the target is a document's ID.
func (v *Pane) Open(target string) { v.p.Open(target) }

func (v *Pane) build() {
	v.list = table.New(table.Options[Row]{
		Runner: v.desk.Runner(), Height: table.TwoLines, Failed: v.desk.Fail,
		New:    func() fyne.CanvasObject { return newLine(v.desk.Words()) },
		Update: func(_ int, r Row, o fyne.CanvasObject) { o.(*line).set(r) },
	})
	v.list.Selected = func(i int, _ Row) { v.stopEditing(); v.p.Come(i) }
	v.list.Key = v.key
	body := container.New(shape.Columns{Left: shape.Side{Share: 0.28, Least: 230, Most: 400}, Right: shape.Side{Share: 0.30, Least: 260, Most: 420}}, v.list.Content(), v.middle(), v.right())
	v.look = shape.NewButton(v.desk.Say("review.next.look"), func() { v.p.Do(ToLook); v.desk.Focus(v.list.Focus()) })
	v.frame = shape.NewPage(body, func() { v.p.Do(v.next); v.desk.Focus(v.list.Focus()) }, v.look)
}

func (v *Pane) middle() fyne.CanvasObject {
	v.page = paper.New()
	v.pages = shape.NewCaption("")
	v.pages.Align = fyne.TextAlignCenter
	v.told = shape.NewText("")
	v.banner = shape.NewFill(theme.TintWait, shape.Inset(v.told, 12, 6))
	v.banner.Hide()
	turn := func(id string, do func()) fyne.CanvasObject { return shape.NewQuiet(v.desk.Say(id), do) }
	tools := container.NewBorder(nil, nil,
		container.NewHBox(turn("review.page.back", func() { v.p.TurnPage(-1) }), turn("review.page.on", func() { v.p.TurnPage(1) })),
		container.NewHBox(turn("review.zoom.out", func() { v.page.Zoom(1 / 1.25) }), turn("review.zoom.in", func() { v.page.Zoom(1.25) }), turn("review.zoom.fit", v.page.Turn)),
		v.pages)
	v.paged = container.NewBorder(v.banner, container.NewVBox(shape.Line(theme.Hairline), tools), shape.Line(theme.Hairline), shape.Line(theme.Hairline), v.page)
	return v.paged
}

func (v *Pane) right() fyne.CanvasObject {
	v.fields = newFieldList(v.desk.Words(), func(i int) { v.p.PutCursor(i); v.edit() })
	v.fields.entry.OnSubmitted = func(s string) { v.stopEditing(); v.p.EditField(s); v.desk.Focus(v.list.Focus()) }
	v.fields.entry.Escaped = func() { v.stopEditing(); v.desk.Focus(v.list.Focus()) }
	v.term = newTermView(v.desk.Words(), v.decide)
	back := func() { v.desk.Focus(v.list.Focus()) }
	v.term.reason.Escaped = back
	v.term.reason.OnSubmitted = func(string) { back() }
	v.confirm = shape.NewButton(v.desk.Say("review.confirm"), v.p.Confirm)
	v.group = shape.NewQuiet("", v.p.ConfirmGroup)
	v.buttons = container.NewVBox(v.confirm, v.group)
	v.scroll = container.NewVScroll(container.New(stacked{}, v.fields.box, shape.Inset(shape.Line(theme.Hairline), 8, 6), v.term.content))
	return container.NewBorder(nil, shape.Inset(v.buttons, 8, 6), nil, nil, v.scroll)
}

// decide sets a term with the reason in the field.
func (v *Pane) decide(r archive.Retention) {
	why := v.term.reason.Text
	if why == "" {
		why = v.desk.Say("review.reason.default")
	}
	v.p.Decide(r, why)
}

// edit opens the element under the cursor. The field takes the keys only after the
// letter that asked for it has been typed through.
func (v *Pane) edit() {
	if v.form.Secret || v.form.Cursor >= len(v.form.Fields) {
		return
	}
	v.editing = true
	v.fields.entry.SetText(v.form.Fields[v.form.Cursor].Value)
	v.fields.set(v.form, true)
	v.scroll.Refresh()
	v.focusLater(v.fields.entry)
}

func (v *Pane) stopEditing() {
	if v.editing {
		v.editing = false
		v.fields.set(v.form, false)
	}
}

// Actions implements pane.Pane.
func (v *Pane) Actions() []pane.Action {
	say := v.desk.Say
	ctrl := func(k fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
	}
	list := []pane.Action{
		{Title: say("review.do.confirm"), Key: fyne.KeyReturn, Do: v.p.Confirm},
		{Title: say("review.do.group"), Shortcut: ctrl(fyne.KeyReturn), Do: v.p.ConfirmGroup},
		{Title: say("review.do.next"), Key: fyne.KeyN, Do: v.p.Next},
	}
	for _, t := range terms {
		list = append(list, pane.Action{Title: termText(v.desk.Words(), t.term), Key: t.key, Do: func() { v.decide(t.term) }})
	}
	return append(list,
		pane.Action{Title: say("review.do.reason"), Key: fyne.KeyR, Do: func() { v.focusLater(v.term.reason) }},
		pane.Action{Title: say("review.do.edit"), Key: fyne.KeyE, Do: v.edit},
		pane.Action{Title: say("review.do.merge"), Key: fyne.KeyM, Do: v.p.Merge},
		pane.Action{Title: say("review.do.secret"), Key: fyne.KeyS, Do: v.p.Secret},
		pane.Action{Title: say("review.page.on"), Key: fyne.KeyPageDown, Do: func() { v.p.TurnPage(1) }},
		pane.Action{Title: say("review.page.back"), Key: fyne.KeyPageUp, Do: func() { v.p.TurnPage(-1) }},
		pane.Action{Title: say("review.zoom.in"), Key: fyne.KeyPlus, Do: func() { v.page.Zoom(1.25) }},
		pane.Action{Title: say("review.zoom.out"), Key: fyne.KeyMinus, Do: func() { v.page.Zoom(1 / 1.25) }},
		pane.Action{Title: say("review.zoom.fit"), Key: fyne.KeyF, Do: v.page.Turn},
		pane.Action{Title: say("review.do.appraise"), Do: v.p.Appraise},
	)
}

// Key implements pane.Pane.
func (v *Pane) Key(e *fyne.KeyEvent) bool { return v.key(e) }

func (v *Pane) key(e *fyne.KeyEvent) bool {
	if do, ok := v.keys()[e.Name]; ok {
		do()
		return true
	}
	return e.Name == fyne.KeyEscape && v.p.Back()
}

// keys are the keys of the list: one decides, and the next document is there.
func (v *Pane) keys() map[fyne.KeyName]func() {
	m := map[fyne.KeyName]func(){
		fyne.KeyDown: func() { v.p.Step(1) }, fyne.KeyUp: func() { v.p.Step(-1) },
		fyne.KeyRight: func() { v.p.MoveCursor(1) }, fyne.KeyLeft: func() { v.p.MoveCursor(-1) },
		fyne.KeyEnter: v.p.Confirm, fyne.KeySpace: v.onward, fyne.KeyEqual: func() { v.page.Zoom(1.25) },
	}
	for _, a := range v.Actions() {
		if a.Key != "" {
			m[a.Key] = a.Do
		}
	}
	return m
}

// onward reads on: down the page, then to the next page.
func (v *Pane) onward() {
	if !v.page.Scroll(0.8) {
		v.p.TurnPage(1)
	}
}

func (v *Pane) showPage(view year.PageView, frames []paper.Frame) {
	v.page.SetPage(view.Image, view.Width, view.Height, v.desk.Words().Say(view.Note))
	v.page.SetFrames(frames)
	v.pages.SetText(v.desk.Say("review.page.of", "n", count(max(view.Number, 1)), "all", count(max(view.Pages, 1))))
}
