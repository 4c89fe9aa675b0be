package collect

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

// Pane takes files in and shows what became of each.
type Pane struct {
	desk    pane.Desk
	p       *presenter
	lead    *shape.Text
	chosen  *shape.Text
	begin   *shape.Button
	forget  *shape.Button
	words   *fyne.Container
	rows    *table.Table[Line]
	detail  *detail
	columns *fyne.Container
	empty   fyne.CanvasObject
	work    *fyne.Container
	content fyne.CanvasObject
}

// New makes the pane.
func New(d pane.Desk, lib Library) *Pane {
	c := &Pane{desk: d, lead: shape.NewText(""), chosen: shape.NewCaption("")}
	c.p = &presenter{desk: d, lib: lib, view: c}
	c.begin = shape.NewPrimary("", c.p.begin)
	c.forget = shape.NewQuiet(d.Say("ui.collect.forget"), c.p.forget)
	c.words = container.NewHBox()
	c.columns = container.NewVBox()
	c.rows = c.table()
	c.detail = newDetail(d, c.p)
	c.content = c.lay()
	return c
}

// Content implements pane.Pane, as do the methods that follow.
func (c *Pane) Content() fyne.CanvasObject { return c.content }

// Show reads the files again.
func (c *Pane) Show() {
	c.p.show()
	c.desk.Focus(c.rows.Focus())
}

// Open shows the lines of a status, or of a kind of finding.
func (c *Pane) Open(target string) { c.p.open(target) }

// Drop implements pane.Dropper.
func (c *Pane) Drop(paths []string) { c.p.drop(paths) }

// Key implements pane.Pane: Esc puts a choice away.
func (c *Pane) Key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape && c.begin.Visible() {
		c.p.forget()
		return true
	}
	return false
}

// Actions stand in the menu.
func (c *Pane) Actions() []pane.Action {
	ctrl := func(k fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
	}
	return []pane.Action{
		{Title: c.desk.Say("ui.collect.folder"), Shortcut: ctrl(fyne.KeyD), Do: c.folder},
		{Title: c.desk.Say("ui.collect.file"), Shortcut: ctrl(fyne.KeyE), Do: c.file},
		{Title: c.desk.Say("ui.collect.register"), Shortcut: ctrl(fyne.KeyG), Do: c.register},
		{Title: c.desk.Say("ui.collect.start"), Shortcut: ctrl(fyne.KeyReturn), Do: c.p.begin},
	}
}

func (c *Pane) folder() { c.desk.ChooseFolder(func(path string) { c.p.drop([]string{path}) }) }
func (c *Pane) file()   { c.desk.ChooseFile(nil, func(path string) { c.p.drop([]string{path}) }) }
func (c *Pane) register() {
	c.desk.ChooseFile([]string{".xlsx", ".xls", ".csv", ".et"}, func(path string) { c.p.setRegister(path) })
}

func (c *Pane) lay() fyne.CanvasObject {
	buttons := container.NewHBox(shape.NewButton(c.desk.Say("ui.collect.folder"), c.folder), shape.NewButton(c.desk.Say("ui.collect.file"), c.file),
		shape.NewButton(c.desk.Say("ui.collect.register"), c.register), c.forget, c.begin)
	head := container.NewVBox(
		container.NewBorder(nil, nil, nil, buttons, shape.NewHead(c.desk.Say("ui.pane.collect"))),
		shape.Fixed(c.lead, 0, 24), c.chosen,
	)
	c.empty = dropField(c.desk)
	list := container.NewBorder(container.NewVBox(c.columns, container.NewHScroll(c.words)), c.detail.content, nil, nil, c.rows.Content())
	c.work = container.NewStack(list, c.empty)
	return shape.Inset(container.NewBorder(shape.Inset(head, 0, 4), nil, nil, nil, c.work), 24, 14)
}

// dropField says where to let files go.
func dropField(d pane.Desk) fyne.CanvasObject {
	main, sub := shape.NewText(d.Say("ui.collect.drop")), shape.NewCaption(d.Say("ui.collect.drop.more"))
	main.Align, sub.Align, main.Bold = fyne.TextAlignCenter, fyne.TextAlignCenter, true
	main.Full, sub.Full = true, true
	field := shape.NewFill(theme.Rail, container.NewCenter(container.NewVBox(main, sub))).Rounded(8)
	field.Stroke = theme.Hairline
	return shape.Inset(field, 0, 8)
}

func (c *Pane) table() *table.Table[Line] {
	colors := map[Level]fyne.ThemeColorName{Good: theme.Done, Wait: theme.Waiting, Bad: theme.Problem, Faint: theme.Muted}
	muted := func(Line) fyne.ThemeColorName { return theme.Muted }
	title := func(id string) string { return c.desk.Say("ui.column." + id) }
	t := table.New(table.Options[Line]{
		Runner: c.desk.Runner(), Failed: c.desk.Fail, Empty: container.NewCenter(shape.NewCaption("")),
		Columns: []table.Column[Line]{
			{Title: title("status"), Width: 76, Text: func(l Line) string { return l.Status }, Color: func(l Line) fyne.ThemeColorName { return colors[l.Level] }},
			{Title: title("file"), Width: -5, Text: func(l Line) string { return short(l.Path) }},
			{Title: title("role"), Width: 64, Text: func(l Line) string { return l.Role }, Color: muted},
			{Title: title("item"), Width: -4, Text: func(l Line) string { return l.Item }},
			{Title: title("problem"), Width: -3, Text: func(l Line) string { return l.Problem }, Color: func(l Line) fyne.ThemeColorName { return colors[l.Trouble] }},
		},
	})
	t.Selected = func(_ int, l Line) { c.detail.show(l) }
	t.Opened = func(_ int, l Line) { c.p.visit(l) }
	return t
}

// short leaves the last two parts of a path: the folder and the name.
func short(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) > 2 {
		parts = append([]string{"…"}, parts[len(parts)-2:]...)
	}
	return strings.Join(parts, "/")
}

// list implements view.
func (c *Pane) list(lines []Line) {
	c.detail.hide()
	c.rows.Load(table.Rows[Line](lines), -1)
}

// draw implements view.
func (c *Pane) draw(s State) {
	c.lead.SetText(s.Lead)
	c.chosen.SetText(c.choice(s))
	visible(c.chosen, len(s.Sources) > 0 || s.Register != "")
	c.begin.SetText(s.Begin)
	visible(c.begin, s.Begin != "")
	visible(c.forget, s.Begin != "")
	visible(c.empty, s.Empty)
	visible(c.work.Objects[0], !s.Empty)
	c.words.Objects = nil
	for _, w := range s.Words {
		b := shape.NewQuiet(fmt.Sprintf("%s %d", w.Label, w.N), func() { c.p.choose(w.Key) })
		if w.Chosen {
			b.Importance = widget.MediumImportance
		}
		c.words.Add(b)
	}
	c.columns.Objects = nil
	for i, sheet := range s.Columns {
		c.columns.Add(c.mapping(i, sheet))
	}
	c.content.Refresh()
}

// choice names what waits to be taken in.
func (c *Pane) choice(s State) string {
	line := strings.Join(s.Sources, "　")
	if s.Register != "" {
		line += "　" + c.desk.Say("ui.collect.with_register", "path", filepath.Base(s.Register))
	}
	return line
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
