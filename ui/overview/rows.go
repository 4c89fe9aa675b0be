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

// stepRow is one step of the path: its name, a bar, its numbers.
type stepRow struct {
	*shape.Touch
	desk  pane.Desk
	step  Step
	name  *shape.Text
	share *shape.Text
	bar   *shape.Bar
	line  *shape.Text
}

func newStepRow(d pane.Desk) *stepRow {
	r := &stepRow{desk: d, name: shape.NewText(""), share: shape.NewText(""), bar: shape.NewBar(60, 8), line: shape.NewCaption("")}
	r.name.Bold = true
	r.share.Align = fyne.TextAlignTrailing
	top := container.New(shape.Shares{Widths: []float32{64, -1, 56}, Gap: 12}, r.name, shape.Inset(r.bar, 0, 8), r.share)
	below := container.New(shape.Shares{Widths: []float32{64, -1}, Gap: 12}, shape.NewText(""), r.line)
	content := shape.Inset(container.New(shape.Tight{}, shape.Fixed(top, 0, 24), shape.Fixed(below, 0, 20)), 6, 4)
	r.Touch = shape.NewTouch(content, func() { d.Open(r.step.Pane, "") })
	return r
}

// set shows the state of the step.
func (r *stepRow) set(s Step) {
	r.step = s
	r.name.SetText(r.desk.Say("ui.pane." + s.Pane))
	r.line.SetText(s.Line)
	r.bar.Set(float64(s.Whole), shape.Part{Color: theme.Done, Value: float64(s.Done)},
		shape.Part{Color: theme.Waiting, Value: float64(s.Wait)}, shape.Part{Color: theme.Problem, Value: float64(s.Bad)})
	text, color := share(s)
	r.share.Set(text, color)
}

// share says how much of a step is done: a tick, or per cent, never 100 % before
// all is done.
func share(s Step) (string, fyne.ThemeColorName) {
	switch {
	case s.Whole == 0:
		return "", theme.Muted
	case s.Done >= s.Whole:
		return "✓", theme.Done
	}
	return fmt.Sprintf("%d%%", min(100*s.Done/s.Whole, 99)), theme.Muted
}

func newTodoRow(t Todo, tapped func()) *shape.Touch {
	dot, color := "·", theme.Muted
	switch t.Level {
	case Bad:
		dot, color = "▲", theme.Problem
	case Wait:
		dot, color = "●", theme.Waiting
	}
	mark := shape.NewText("")
	mark.Set(dot, color)
	mark.Align, mark.Type = fyne.TextAlignCenter, base.SizeNameCaptionText
	arrow := shape.NewText("›")
	arrow.Color, arrow.Align = theme.Muted, fyne.TextAlignCenter
	row := container.New(shape.Shares{Widths: []float32{16, -1, 16}, Gap: 6}, mark, shape.NewText(t.Text), arrow)
	return shape.NewTouch(shape.Fixed(row, 0, 28), tapped)
}

// newChart draws the documents of the months as upright bars.
func newChart(months []Share) fyne.CanvasObject {
	most := 1
	for _, m := range months {
		most = max(most, m.sum())
	}
	columns := make([]fyne.CanvasObject, len(months))
	widths := make([]float32, len(months))
	for i, m := range months {
		bar := shape.NewBar(10, 60)
		bar.Upright = true
		parts := make([]shape.Part, len(m.Parts))
		for j, n := range m.Parts {
			parts[j] = shape.Part{Color: terms[j], Value: float64(n)}
		}
		bar.Set(float64(most), parts...)
		n, name := shape.NewCaption(""), shape.NewCaption(m.Name)
		if m.sum() > 0 {
			n.SetText(fmt.Sprint(m.sum()))
		}
		n.Align, name.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
		foot := container.New(shape.Tight{}, shape.Line(theme.Hairline), shape.Fixed(name, 0, 20))
		columns[i] = container.NewBorder(n, foot, nil, nil, shape.Inset(bar, 6, 0))
		widths[i] = -1
	}
	return container.New(shape.Shares{Widths: widths}, columns...)
}
