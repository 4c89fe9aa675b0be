package overview

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// Pane shows the year at a glance.
type Pane struct {
	desk     pane.Desk
	p        *presenter
	next     *shape.Text
	button   *shape.Button
	deadline *shape.Text
	steps    []*stepRow
	todos    *fyne.Container
	months   *fyne.Container
	depts    *fyne.Container
	content  fyne.CanvasObject
}

// New makes the pane.
func New(d pane.Desk, lib Library) *Pane {
	o := &Pane{desk: d, next: shape.NewText(""), deadline: shape.NewCaption("")}
	o.p = &presenter{desk: d, lib: lib, view: o}
	o.button = shape.NewPrimary("", o.p.next)
	o.button.Hide()
	o.deadline.Align = fyne.TextAlignTrailing
	o.todos, o.months, o.depts = container.NewVBox(), container.NewStack(), container.NewVBox()
	o.content = o.lay()
	return o
}

// Content implements pane.Pane, as do the methods that follow.
func (o *Pane) Content() fyne.CanvasObject { return o.content }

// Show reads the year again.
func (o *Pane) Show() { o.p.show() }

// Key does the next thing on Enter.
func (o *Pane) Key(e *fyne.KeyEvent) bool {
	if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && o.button.Visible() {
		o.p.next()
		return true
	}
	return false
}

// Actions stand in the menu.
func (o *Pane) Actions() []pane.Action {
	return []pane.Action{{Title: o.desk.Say("ui.overview.next"), Key: fyne.KeyReturn, Do: o.p.next}}
}

func (o *Pane) lay() fyne.CanvasObject {
	title := shape.NewHead(o.desk.Say("ui.overview.title", "year", fmt.Sprint(o.desk.Year())))
	head := container.NewVBox(
		container.New(shape.Shares{Widths: []float32{-1, -2}, Gap: 16}, title, o.deadline),
		container.NewBorder(nil, nil, nil, o.button, o.next),
	)
	path := container.NewVBox()
	for range 5 {
		r := newStepRow(o.desk)
		o.steps = append(o.steps, r)
		path.Add(r)
	}
	left := container.NewBorder(path, nil, nil, nil, section(o.desk.Say("ui.overview.months"), container.NewBorder(o.legend(), nil, nil, nil, o.months)))
	right := container.NewBorder(section(o.desk.Say("ui.overview.todo"), o.todos), nil, nil, nil,
		section(o.desk.Say("ui.overview.departments"), o.depts))
	body := container.New(shape.Shares{Widths: []float32{-3, -2}, Gap: 32}, left, right)
	return shape.Inset(container.NewBorder(shape.Inset(head, 0, 4), nil, nil, nil, shape.Inset(body, 0, 8)), 24, 14)
}

// section puts a small head over content.
func section(title string, content fyne.CanvasObject) fyne.CanvasObject {
	t := shape.NewText(title)
	t.Bold = true
	return container.NewBorder(container.NewVBox(shape.Inset(t, 0, 6), shape.Line(theme.Hairline)), nil, nil, nil, shape.Inset(content, 0, 6))
}

// terms are the colours of the retentions, in order.
var terms = [4]fyne.ThemeColorName{theme.Term1, theme.Term2, theme.Term3, theme.Term4}

// legend names the colours of the picture.
func (o *Pane) legend() fyne.CanvasObject {
	row := container.NewHBox()
	for i, id := range []string{"ui.term.permanent", "ui.term.30", "ui.term.10", "ui.term.none"} {
		word := shape.NewCaption(o.desk.Say(id))
		word.Full = true
		row.Add(container.NewHBox(container.NewCenter(shape.NewFill(terms[i], nil).Sized(10, 10)), word, shape.Fixed(shape.NewText(""), 8, 0)))
	}
	return row
}

// draw implements view.
func (o *Pane) draw(s State) {
	o.next.SetText(s.Next)
	o.button.SetText(s.Button)
	if s.Button == "" {
		o.button.Hide()
	} else {
		o.button.Show()
	}
	color := theme.Muted
	if s.Late {
		color = theme.Problem
	}
	o.deadline.Set(s.Deadline, color)
	for i, row := range o.steps {
		row.set(s.Steps[i])
	}
	o.drawTodos(s.Todos)
	o.months.Objects = []fyne.CanvasObject{newChart(s.Months)}
	o.depts.Objects = nil
	for _, d := range s.Depts {
		o.depts.Add(deptRow(d, s.Depts[0].sum()))
	}
	o.content.Refresh()
}

func (o *Pane) drawTodos(todos []Todo) {
	o.todos.Objects = nil
	if len(todos) == 0 {
		o.todos.Add(shape.Fixed(shape.NewCaption(o.desk.Say("ui.todo.none")), 0, 28))
	}
	for _, t := range todos {
		o.todos.Add(newTodoRow(t, func() { o.desk.Open(t.Pane, t.Target) }))
	}
}

func deptRow(s Share, most int) fyne.CanvasObject {
	bar := shape.NewBar(40, 8)
	bar.Set(float64(most), shape.Part{Color: theme.Term2, Value: float64(s.sum())})
	n := shape.NewText(fmt.Sprint(s.sum()))
	n.Align, n.Type = fyne.TextAlignTrailing, base.SizeNameCaptionText
	return shape.Fixed(container.New(shape.Shares{Widths: []float32{110, -1, 44}, Gap: 10}, shape.NewText(s.Name), shape.Inset(bar, 0, 7), n), 0, 22)
}
