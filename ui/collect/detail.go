package collect

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// detail says all about the selected line, and what can be done with it.
type detail struct {
	line    Line
	path    *shape.Text
	text    *widget.Label
	open    *shape.Button
	visit   *shape.Button
	resolve *shape.Button
	content *fyne.Container
}

func newDetail(d pane.Desk, p *presenter) *detail {
	x := &detail{path: shape.NewText(""), text: widget.NewLabel("")}
	x.path.Bold = true
	x.text.Wrapping = fyne.TextWrapBreak
	x.open = shape.NewButton(d.Say("ui.collect.open"), func() { d.OpenFile(x.line.Disk) })
	x.visit = shape.NewButton(d.Say("ui.collect.visit"), func() { p.visit(x.line) })
	x.resolve = shape.NewButton(d.Say("ui.collect.resolve"), func() {
		d.Prompt(d.Say("ui.collect.resolve"), d.Say("ui.collect.resolve.why"), func(why string) { p.resolve(x.line, why) })
	})
	buttons := container.NewHBox(x.open, x.visit, x.resolve)
	x.content = container.NewBorder(shape.Line(theme.Hairline), nil, nil, container.NewVBox(buttons),
		container.NewVBox(shape.Inset(shape.Fixed(x.path, 0, 24), 8, 2), x.text))
	x.content.Hide()
	return x
}

func (x *detail) show(l Line) {
	x.line = l
	x.path.SetText(l.Path)
	x.text.SetText(strings.Join(l.Detail, "\n"))
	visible(x.text, len(l.Detail) > 0)
	visible(x.open, l.Disk != "")
	visible(x.visit, l.Document != "")
	visible(x.resolve, l.Finding != "")
	x.content.Show()
	x.content.Refresh()
}

func (x *detail) hide() { x.content.Hide() }
