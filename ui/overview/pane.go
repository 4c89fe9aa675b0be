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
	frame    *shape.Page
	steps    []*stepRow
	todos    *fyne.Container
	months   *fyne.Container
	terms    *fyne.Container
	depts    *fyne.Container
	pictures [3]fyne.CanvasObject // of the year\'s documents, where there are any
}

// New makes the pane.
func New(d pane.Desk, lib Library) *Pane {
	o := &Pane{desk: d, todos: container.New(shape.Tight{}), months: container.NewStack(), terms: container.New(shape.Tight{}), depts: container.New(shape.Tight{})}
	o.p = &presenter{desk: d, lib: lib, view: o}
	o.frame = shape.NewPage(o.lay(), o.p.next)
	o.frame.Say(d.Say("ui.overview.title", "year", fmt.Sprint(d.Year())), "", "")
	return o
}

// Content implements pane.Pane, as do the methods that follow.
func (o *Pane) Content() fyne.CanvasObject { return o.frame.Content() }

// Show reads the year again.
func (o *Pane) Show() { o.p.show() }

// Key does the next thing on Enter.
func (o *Pane) Key(e *fyne.KeyEvent) bool {
	if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && o.frame.Primary.Visible() {
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
	path := container.NewVBox()
	for range 5 {
		r := newStepRow(o.desk)
		o.steps = append(o.steps, r)
		path.Add(r)
	}
	o.pictures = [3]fyne.CanvasObject{section(o.desk.Say("ui.overview.months"), container.NewBorder(o.legend(), nil, nil, nil, o.months)),
		section(o.desk.Say("ui.overview.terms"), o.terms), section(o.desk.Say("ui.overview.departments"), o.depts)}
	left := container.NewBorder(path, nil, nil, nil, o.pictures[0])
	right := container.NewVScroll(container.New(shape.Tight{}, section(o.desk.Say("ui.overview.todo"), o.todos), o.pictures[1], o.pictures[2]))
	return shape.Inset(container.New(shape.Shares{Widths: []float32{-3, -2}, Gap: 32}, left, right), 16, 10)
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
	for i, id := range termIDs {
		word := shape.NewCaption(o.desk.Say(id))
		word.Full = true
		row.Add(container.NewHBox(container.NewCenter(shape.NewFill(terms[i], nil).Sized(10, 10)), word, shape.Fixed(shape.NewText(""), 8, 0)))
	}
	return row
}

// draw implements view.
func (o *Pane) draw(s State) {
	o.frame.Counts.Color = theme.Muted
	if s.Late {
		o.frame.Counts.Color = theme.Problem
	}
	o.frame.Say(s.Next, s.Deadline, s.Button)
	o.frame.Counts.Refresh()
	for _, p := range o.pictures {
		if s.Documents > 0 {
			p.Show()
		} else {
			p.Hide()
		}
	}
	for i, row := range o.steps {
		row.set(s.Steps[i])
	}
	o.drawTodos(s.Todos)
	o.months.Objects = []fyne.CanvasObject{newChart(s.Months)}
	o.terms.Objects, o.depts.Objects = nil, nil
	for i, t := range s.Terms {
		o.terms.Add(shareRow(t, s.Documents, terms[i]))
	}
	for _, d := range s.Depts {
		o.depts.Add(shareRow(d, s.Depts[0].sum(), theme.Term2))
	}
	o.frame.Content().Refresh()
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

// shareRow draws a named number as a part of a whole.
func shareRow(s Share, whole int, color fyne.ThemeColorName) fyne.CanvasObject {
	bar := shape.NewBar(40, 8)
	bar.Set(float64(whole), shape.Part{Color: color, Value: float64(s.sum())})
	n := shape.NewText(fmt.Sprint(s.sum()))
	n.Align, n.Type = fyne.TextAlignTrailing, base.SizeNameCaptionText
	return shape.Fixed(container.New(shape.Shares{Widths: []float32{110, -1, 44}, Gap: 10}, shape.NewText(s.Name), shape.Inset(bar, 0, 8), n), 0, 24)
}
