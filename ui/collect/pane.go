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
	frame   *shape.Page
	chosen  *shape.Text
	where   *fyne.Container // around it
	choose  *shape.Button
	forget  *shape.Button
	words   *fyne.Container
	rows    *table.Table[Line] // the files taken in
	seen    *table.Table[Line] // those that will come in
	detail  *detail
	columns *fyne.Container
	empty   fyne.CanvasObject
	filled  fyne.CanvasObject
}

// New makes the pane.
func New(d pane.Desk, lib Library) *Pane {
	c := &Pane{desk: d, chosen: shape.NewCaption(""), words: container.NewHBox(), columns: container.NewVBox()}
	c.p = &presenter{desk: d, lib: lib, view: c}
	c.forget = shape.NewButton(d.Say("ui.collect.forget"), c.p.forget)
	c.rows, c.seen = c.table(c.takenIn()), c.table(c.coming())
	c.detail = newDetail(d, c.p)
	c.choose = shape.NewButton(d.Say("ui.collect.folder"), c.folder)
	c.frame = shape.NewPage(c.lay(), c.p.do, c.choose, shape.NewButton(d.Say("ui.collect.file"), c.file),
		shape.NewButton(d.Say("ui.collect.register"), c.register), c.forget)
	return c
}

// Content implements pane.Pane, as do the methods that follow.
func (c *Pane) Content() fyne.CanvasObject { return c.frame.Content() }

// Show reads the files again.
func (c *Pane) Show() {
	c.p.show()
	c.desk.Focus(c.inSight().Focus())
}

// Open shows the lines of a status, or of a kind of finding.
func (c *Pane) Open(target string) { c.p.open(target) }

// Drop implements pane.Dropper.
func (c *Pane) Drop(paths []string) { c.p.drop(paths) }

// Key implements pane.Pane: Esc puts a choice away.
func (c *Pane) Key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape && c.forget.Visible() {
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
	c.empty, c.where = dropField(c.desk), shape.Inset(c.chosen, 10, 2)
	tables := container.NewStack(c.rows.Content(), c.seen.Content())
	c.filled = container.NewBorder(container.New(shape.Tight{}, c.where, c.columns, container.NewHScroll(c.words)), c.detail.content, nil, nil, tables)
	return shape.Inset(container.NewStack(c.filled, c.empty), 16, 6)
}

// inSight is the table that is shown.
func (c *Pane) inSight() *table.Table[Line] {
	if c.seen.Content().Visible() {
		return c.seen
	}
	return c.rows
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

// colors are those of the levels.
func colors(l Level) fyne.ThemeColorName {
	return map[Level]fyne.ThemeColorName{Good: theme.Done, Wait: theme.Waiting, Bad: theme.Problem, Faint: theme.Muted}[l]
}

func (c *Pane) table(columns []table.Column[Line]) *table.Table[Line] {
	t := table.New(table.Options[Line]{Runner: c.desk.Runner(), Failed: c.desk.Fail, Columns: columns})
	t.Selected = func(_ int, l Line) { c.detail.show(l) }
	t.Opened = func(_ int, l Line) { c.p.visit(l) }
	return t
}

// takenIn are the columns of the files that were taken in.
func (c *Pane) takenIn() []table.Column[Line] {
	title := func(id string) string { return c.desk.Say("ui.column." + id) }
	muted := func(Line) fyne.ThemeColorName { return theme.Muted }
	return []table.Column[Line]{
		{Title: title("status"), Width: 64, Text: func(l Line) string { return l.Status }, Color: func(l Line) fyne.ThemeColorName { return colors(l.Level) }},
		{Title: title("file"), Width: -5, Text: func(l Line) string { return short(l.Path) }},
		{Title: title("role"), Width: 52, Text: func(l Line) string { return l.Role }, Color: muted},
		{Title: title("item"), Width: -4, Text: func(l Line) string { return l.Item }},
		{Title: title("problem"), Width: -2.4, Text: func(l Line) string { return l.Problem }, Color: func(l Line) fyne.ThemeColorName { return colors(l.Trouble) }},
	}
}

// coming are the columns of a preview.
func (c *Pane) coming() []table.Column[Line] {
	title := func(id string) string { return c.desk.Say("ui.column." + id) }
	return []table.Column[Line]{
		{Title: title("kind"), Width: 64, Text: func(l Line) string { return l.Status }, Color: func(l Line) fyne.ThemeColorName { return colors(l.Level) }},
		{Title: title("file"), Width: -1, Text: func(l Line) string { return l.Path }, Color: func(l Line) fyne.ThemeColorName { return colors(l.Level) }},
		{Title: title("size"), Width: 90, Align: fyne.TextAlignTrailing, Text: func(l Line) string { return l.Problem }, Color: func(l Line) fyne.ThemeColorName { return colors(l.Trouble) }},
	}
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
func (c *Pane) list(lines []Line, preview bool) {
	c.detail.hide()
	shape.Visible(c.rows.Content(), !preview)
	shape.Visible(c.seen.Content(), preview)
	c.inSight().Load(table.Rows[Line](lines), -1)
}

// draw implements view.
func (c *Pane) draw(s State) {
	c.chosen.SetText(c.choice(s))
	shape.Visible(c.where, len(s.Sources) > 0 || s.Register != "")
	shape.Visible(c.forget, s.Waits)
	shape.Visible(c.choose, !s.Empty) // it is the primary one then
	shape.Visible(c.empty, s.Empty)
	shape.Visible(c.filled, !s.Empty)
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
	c.frame.Say(s.Lead, s.Counts, s.Begin)
	c.frame.Content().Refresh()
}

// choice names what waits to be taken in.
func (c *Pane) choice(s State) string {
	line := strings.Join(s.Sources, "　")
	if s.Register != "" {
		line += "　" + c.desk.Say("ui.collect.with_register", "path", filepath.Base(s.Register))
	}
	return line
}
