package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

// Pane is the view of a Presenter.
type Pane struct {
	desk pane.Desk
	p    *Presenter

	frame  *shape.Page
	unlock *shape.Button
	next   Next

	classes *table.Table[ClassRow]
	items   *table.Table[ItemRow]
	strip   *strip
	banner  *shape.Fill
	told    *shape.Text
	listed  *fyne.Container // items, banner and boxes
}

var (
	_ pane.Pane = (*Pane)(nil)
	_ view      = (*Pane)(nil)
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
	v.desk.Focus(v.items.Focus())
}

func (v *Pane) build() {
	v.unlock = shape.NewQuiet(v.desk.Say("arrange.do.unlock"), v.p.Unlock)
	v.unlock.Hide()
	v.told = shape.NewText("")
	v.banner = shape.NewFill(theme.TintWait, shape.Inset(v.told, 12, 6))
	v.banner.Hide()
	v.classes = v.classTable()
	v.items = v.itemTable()
	v.strip = newStrip(v.desk.Words())
	left := container.NewBorder(nil, nil, nil, shape.Line(theme.Hairline), shape.Fixed(v.classes.Content(), 190, 0))
	v.listed = container.NewBorder(v.banner, v.strip.content, nil, nil, v.items.Content())
	v.frame = shape.NewPage(container.NewBorder(nil, nil, left, nil, v.listed), func() { v.p.Do(v.next) }, v.unlock)
}

func (v *Pane) classTable() *table.Table[ClassRow] {
	t := table.New(table.Options[ClassRow]{
		Runner: v.desk.Runner(), Failed: v.desk.Fail,
		New: func() fyne.CanvasObject { return newClassLine() }, Update: func(_ int, r ClassRow, o fyne.CanvasObject) { o.(*classLine).set(r) },
	})
	t.Selected = func(i int, _ ClassRow) { v.p.ComeClass(i) }
	t.Opened = func(int, ClassRow) { v.desk.Focus(v.items.Focus()) }
	t.Key = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyRight || e.Name == fyne.KeyTab {
			v.desk.Focus(v.items.Focus())
			return true
		}
		return v.key(e)
	}
	return t
}

func (v *Pane) itemTable() *table.Table[ItemRow] {
	color := func(r ItemRow) fyne.ThemeColorName {
		if r.Cut {
			return theme.Waiting
		}
		return ""
	}
	muted := func(ItemRow) fyne.ThemeColorName { return theme.Muted }
	text := func(id string, width float32, get func(ItemRow) string) table.Column[ItemRow] {
		return table.Column[ItemRow]{Title: v.desk.Say(id), Width: width, Text: get, Color: color}
	}
	marks := text("arrange.col.state", 40, v.state)
	marks.Color = muted
	pages := text("arrange.col.pages", 40, func(r ItemRow) string { return count(r.Item.Pages) })
	pages.Align = fyne.TextAlignTrailing
	t := table.New(table.Options[ItemRow]{Runner: v.desk.Runner(), Failed: v.desk.Fail, Columns: []table.Column[ItemRow]{
		text("arrange.col.code", 194, func(r ItemRow) string { return r.Item.Code }),
		text("arrange.col.title", -1, func(r ItemRow) string { return r.Item.Title }),
		text("arrange.col.date", 84, func(r ItemRow) string { return r.Fact.Date }),
		pages,
		text("arrange.col.box", 44, func(r ItemRow) string { return r.Box }),
		marks,
	}})
	t.Selected = func(i int, _ ItemRow) { v.p.Come(i) }
	t.Opened = func(int, ItemRow) { v.p.Look() }
	t.Key = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyLeft {
			v.desk.Focus(v.classes.Focus())
			return true
		}
		return v.key(e)
	}
	return t
}

// state says what is special about an item.
func (v *Pane) state(r ItemRow) string {
	switch {
	case r.Cut:
		return v.desk.Say("arrange.state.cut")
	case r.Item.Late:
		return v.desk.Say("arrange.state.late")
	case r.Item.Locked:
		return v.desk.Say("arrange.state.locked")
	case r.Item.Moved > 0:
		return v.desk.Say("arrange.state.moved")
	case len(r.Item.Missing) > 0:
		return v.desk.Say("arrange.state.missing")
	}
	return ""
}

// Actions implements pane.Pane.
func (v *Pane) Actions() []pane.Action {
	say := v.desk.Say
	alt := func(k fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt}
	}
	return []pane.Action{
		{Title: say("arrange.do.up"), Shortcut: alt(fyne.KeyUp), Do: func() { v.p.Move(-1) }},
		{Title: say("arrange.do.down"), Shortcut: alt(fyne.KeyDown), Do: func() { v.p.Move(1) }},
		{Title: say("arrange.do.cut"), Key: fyne.KeyX, Do: v.p.Cut},
		{Title: say("arrange.do.put"), Key: fyne.KeyV, Do: v.p.Put},
		{Title: say("arrange.do.merge"), Key: fyne.KeyM, Do: v.p.MergeUp},
		{Title: say("arrange.do.split"), Key: fyne.KeyD, Do: v.p.Split},
		{Title: say("arrange.do.look"), Key: fyne.KeyReturn, Do: v.p.Look},
		{Title: say("arrange.do.arrange"), Do: v.p.Arrange},
		{Title: say("arrange.do.lock"), Key: fyne.KeyL, Do: v.p.Lock},
		{Title: say("arrange.do.unlock"), Do: v.p.Unlock},
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
	return e.Name == fyne.KeyEscape && v.p.Back()
}
