package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

// Pane shows the choices of the library and takes changes.
type Pane struct {
	desk   pane.Desk
	p      *presenter
	list   *table.Table[string]
	form   *fyne.Container
	tables *tablePane
	frame  *shape.Page
}

// New makes the pane.
func New(d pane.Desk, lib Library) *Pane {
	s := &Pane{desk: d, form: container.NewStack()}
	s.p = &presenter{desk: d, lib: lib, view: s}
	s.tables = newTablePane(d, lib)
	titles := s.p.titles()
	s.list = table.New(table.Options[string]{
		Runner: d.Runner(), Failed: d.Fail, New: func() fyne.CanvasObject { return shape.Inset(shape.NewText(""), 10, 0) },
		Update: func(_ int, title string, o fyne.CanvasObject) {
			o.(*fyne.Container).Objects[0].(*shape.Text).SetText(title)
		},
	})
	s.list.Load(table.Rows[string](titles), -1)
	s.list.Selected = func(i int, _ string) { s.p.choose(i) }
	body := container.NewBorder(nil, nil, shape.Fixed(s.list.Content(), 170, 0), nil, container.NewBorder(nil, nil, shape.Inset(shape.Line(theme.Hairline), 8, 0), nil, s.form))
	s.frame = shape.NewPage(shape.Inset(body, 16, 10), func() {})
	s.frame.Say(d.Say("ui.pane.settings"), d.Say("ui.set.lead"), "")
	return s
}

// Content implements pane.Pane, as do the methods that follow.
func (s *Pane) Content() fyne.CanvasObject { return s.frame.Content() }

// Show reads the settings again.
func (s *Pane) Show() {
	s.p.show()
	s.desk.Focus(s.list.Focus())
}

// Open comes to a section.
func (s *Pane) Open(section string) { s.p.open(section) }

// Key implements pane.Pane.
func (s *Pane) Key(*fyne.KeyEvent) bool { return false }

// Actions stand in the menu.
func (s *Pane) Actions() []pane.Action {
	return []pane.Action{{Title: s.desk.Say("ui.set.schedule.import"), Do: s.importSchedule}}
}

func (s *Pane) importSchedule() {
	s.p.open(Schedule)
	s.tables.choose()
}

// draw implements view.
func (s *Pane) draw(st State) {
	s.list.Select(s.p.section)
	title := shape.NewText(st.Title)
	title.Bold = true
	lead := shape.NewParagraph(st.Lead)
	page := container.NewVBox(title, lead)
	for _, it := range st.Items {
		page.Add(s.row(it))
	}
	if st.Section == Operator {
		page.Add(s.operator())
	}
	for _, n := range st.Notes {
		note := shape.NewParagraph(n)
		page.Add(note)
	}
	if st.Section == Schedule {
		s.form.Objects = []fyne.CanvasObject{shape.Inset(container.NewBorder(page, nil, nil, nil, s.tables.content), 12, 0)}
		s.form.Refresh()
		s.tables.p.again()
		return
	}
	s.form.Objects = []fyne.CanvasObject{container.NewVScroll(shape.Inset(page, 12, 0))}
	s.form.Refresh()
}

// row is a label, the field, and a hint.
func (s *Pane) row(it Item) fyne.CanvasObject {
	field := shape.Fixed(s.field(it), 0, 0)
	row := container.New(shape.Shares{Widths: []float32{150, -1}, Gap: 12}, top(shape.NewText(it.Label)), field)
	if it.Hint == "" {
		return row
	}
	return container.New(shape.Tight{}, row, container.New(shape.Shares{Widths: []float32{150, -1}, Gap: 12}, shape.NewText(""), shape.NewCaption(it.Hint)))
}

// top keeps a label beside the first line of a high field.
func top(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(shape.Fixed(o, 0, 36), nil, nil, nil)
}

func (s *Pane) field(it Item) fyne.CanvasObject {
	switch it.Kind {
	case Choice:
		pick := widget.NewSelect(it.Choices, nil)
		pick.SetSelected(it.Value)
		pick.OnChanged = func(v string) { s.p.set(it, v) }
		return pick
	case YesNo:
		box := widget.NewCheck("", nil)
		box.SetChecked(it.Value == "true")
		box.OnChanged = func(on bool) { s.p.set(it, map[bool]string{true: "true", false: "false"}[on]) }
		return box
	case Departments:
		lines := shape.NewLines(8)
		lines.SetText(it.Value)
		save := shape.NewButton(s.desk.Say("ui.set.save"), func() { s.p.set(it, lines.Text) })
		return container.NewVBox(lines, container.NewHBox(save))
	}
	return s.line(it)
}

// line is a one-line field: Enter or leaving it takes the value.
func (s *Pane) line(it Item) fyne.CanvasObject {
	f := shape.NewField()
	f.SetText(it.Value)
	f.OnSubmitted = func(v string) { s.p.set(it, v) }
	f.Left = func() { s.p.set(it, f.Text) }
	if it.Kind != Program {
		return f
	}
	pick := shape.NewButton(s.desk.Say("ui.choose"), func() {
		s.desk.ChooseFile(nil, func(path string) { s.p.set(it, path) })
	})
	return container.NewBorder(nil, nil, nil, pick, f)
}

// operator is who works: a choice of the person, not of the library.
func (s *Pane) operator() fyne.CanvasObject {
	f := shape.NewField()
	f.SetText(s.p.lib.Who())
	f.OnSubmitted = func(v string) { s.p.lib.SetWho(v) }
	f.Left = func() { s.p.lib.SetWho(f.Text) }
	return container.New(shape.Shares{Widths: []float32{150, -1}, Gap: 12}, shape.NewText(s.desk.Say("ui.set.who")), f)
}
