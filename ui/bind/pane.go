package bind

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

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

	frame    *shape.Page
	others   [2]*shape.Button // what can be done with volumes that are there
	next     Next
	cards    *table.Table[Card]
	covers   map[string]image.Image // by file
	contents *table.Table[Entry]
	page     *paper.View
	where    *shape.Text
	strip    *fyne.Container
	thumbs   [StripPages]*thumb
}

var (
	_ pane.Pane = (*Pane)(nil)
	_ view      = (*Pane)(nil)
)

// New makes the pane.
func New(d pane.Desk, l Library) *Pane {
	v := &Pane{desk: d, covers: map[string]image.Image{}}
	v.p = NewPresenter(d, l, v)
	v.build()
	return v
}

// Content implements pane.Pane.
func (v *Pane) Content() fyne.CanvasObject { return v.frame.Content() }

// Show implements pane.Pane.
func (v *Pane) Show() {
	v.p.Load()
	v.desk.Focus(v.cards.Focus())
}

func (v *Pane) build() {
	say := v.desk.Say
	v.cards = table.New(table.Options[Card]{Runner: v.desk.Runner(), Failed: v.desk.Fail, Height: cardHeight, New: func() fyne.CanvasObject { return newCard(v.desk.Words()) }, Update: v.drawCard})
	v.cards.Selected = func(i int, _ Card) { v.p.Come(i) }
	v.cards.Opened = func(int, Card) { v.desk.Focus(v.contents.Focus()) }
	v.cards.Key = func(e *fyne.KeyEvent) bool { return v.side(e, fyne.KeyRight, v.contents.Focus()) || v.key(e) }
	v.contents = v.contentsTable()
	left := container.NewBorder(nil, nil, nil, shape.Line(theme.Hairline), v.cards.Content())
	right := container.NewBorder(nil, nil, shape.Line(theme.Hairline), nil, v.contents.Content())
	body := container.New(shape.Columns{Left: shape.Side{Share: 0.26, Least: 262, Most: 330}, Right: shape.Side{Share: 0.29, Least: 250, Most: 460}}, left, v.middle(), right)
	v.others = [2]*shape.Button{shape.NewButton(say("bind.do.folder"), v.p.Folder), shape.NewButton(say("bind.do.print"), v.p.Print)}
	v.frame = shape.NewPage(body, func() { v.p.Do(v.next) }, v.others[0], v.others[1])
}

func (v *Pane) contentsTable() *table.Table[Entry] {
	pages := table.Column[Entry]{Title: v.desk.Say("bind.list.page"), Width: 36, Align: fyne.TextAlignTrailing, Text: func(e Entry) string { return count(e.Page) }}
	t := table.New(table.Options[Entry]{Runner: v.desk.Runner(), Failed: v.desk.Fail, Columns: []table.Column[Entry]{
		{Title: v.desk.Say("bind.list.code"), Width: 76, Text: func(e Entry) string { return tail(e.Code) }, Color: func(Entry) fyne.ThemeColorName { return theme.Muted }},
		{Title: v.desk.Say("bind.list.title"), Width: -1, Text: func(e Entry) string { return e.Title }},
		pages,
	}})
	t.Selected = func(_ int, e Entry) {
		if v.desk.Window() == nil || v.desk.Window().Canvas().Focused() == t.Focus() {
			v.p.Entry(e)
		}
	}
	t.Opened = func(_ int, e Entry) { v.p.Entry(e) }
	t.Key = func(e *fyne.KeyEvent) bool { return v.side(e, fyne.KeyLeft, v.cards.Focus()) || v.key(e) }
	return t
}

// tail gives the end of a code, which tells items of one volume apart.
func tail(code string) string {
	parts := strings.Split(code, "-")
	return strings.Join(parts[max(len(parts)-2, 0):], "-")
}

// side gives the keys to the list beside.
func (v *Pane) side(e *fyne.KeyEvent, k fyne.KeyName, f fyne.Focusable) bool {
	if e.Name == k {
		v.desk.Focus(f)
	}
	return e.Name == k
}

func (v *Pane) middle() fyne.CanvasObject {
	v.page, v.where = paper.New(), shape.NewCaption("")
	v.where.Align = fyne.TextAlignCenter
	v.strip = container.NewHBox(layout.NewSpacer())
	for i := range v.thumbs {
		v.thumbs[i] = newThumb(v.p.GoTo)
		v.thumbs[i].Hide()
		v.strip.Add(v.thumbs[i])
	}
	v.strip.Add(layout.NewSpacer())
	scroll := container.NewHScroll(v.strip)
	return container.NewBorder(nil, container.NewVBox(shape.Inset(v.where, 8, 4), shape.Fixed(scroll, 0, thumbTall+36)), nil, nil, v.page)
}

// Actions implements pane.Pane.
func (v *Pane) Actions() []pane.Action {
	say := v.desk.Say
	return []pane.Action{
		{Title: say("bind.do.bind"), Key: fyne.KeyB, Do: v.p.Bind},
		{Title: say("bind.do.print"), Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierShortcutDefault}, Do: v.p.Print},
		{Title: say("bind.do.folder"), Key: fyne.KeyO, Do: v.p.Folder},
		{Title: say("review.page.on"), Key: fyne.KeyPageDown, Do: func() { v.p.Turn(1) }},
		{Title: say("review.page.back"), Key: fyne.KeyPageUp, Do: func() { v.p.Turn(-1) }},
		{Title: say("review.zoom.fit"), Key: fyne.KeyF, Do: v.page.Turn},
	}
}

// Key implements pane.Pane.
func (v *Pane) Key(e *fyne.KeyEvent) bool { return v.key(e) }

func (v *Pane) key(e *fyne.KeyEvent) bool {
	for _, a := range v.Actions() {
		if a.Key == e.Name {
			a.Do()
			return true
		}
	}
	if e.Name == fyne.KeySpace {
		if !v.page.Scroll(0.8) {
			v.p.Turn(1)
		}
		return true
	}
	return false
}

func (v *Pane) showPage(p year.PageView) {
	v.page.SetPage(p.Image, p.Width, p.Height, v.desk.Words().Say(p.Note))
	v.where.SetText(v.desk.Say("review.page.of", "n", count(max(p.Number, 1)), "all", count(max(p.Pages, 1))))
}
