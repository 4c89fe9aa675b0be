package collect

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// detail says all about the selected line, and what can be done with it.
type detail struct {
	hint    string
	line    Line
	path    *shape.Text
	text    *shape.Paragraph
	open    *shape.Button
	visit   *shape.Button
	resolve *shape.Button
	content *fyne.Container
}

// detailHeight is the room for it below the list.
const detailHeight = 100

func newDetail(d pane.Desk, p *presenter) *detail {
	x := &detail{hint: d.Say("ui.collect.detail"), path: shape.NewText(""), text: shape.NewParagraph("").Padded(10, 0)}
	x.open = shape.NewButton(d.Say("ui.collect.open"), func() { d.OpenFile(x.line.Disk) })
	x.visit = shape.NewButton(d.Say("ui.collect.visit"), func() { p.visit(x.line) })
	x.resolve = shape.NewButton(d.Say("ui.collect.resolve"), func() {
		d.Prompt(d.Say("ui.collect.resolve"), d.Say("ui.collect.resolve.why"), func(why string) { p.resolve(x.line, why) })
	})
	buttons := container.NewHBox(x.open, x.visit, x.resolve)
	head := shape.Edges{Right: shape.Inset(buttons, 0, 2), Centre: shape.Inset(shape.Fixed(x.path, 0, 36), 10, 0)}.Around()
	text := container.NewVScroll(x.text)
	x.content = shape.Fixed(shape.Edges{Top: container.New(shape.Tight{}, shape.Line(theme.Hairline), head), Centre: text}.Around(), 0, detailHeight)
	x.hide()
	return x
}

func (x *detail) show(l Line) {
	x.line = l
	x.path.Bold = true
	x.path.Set(l.Path, "")
	x.text.SetText(strings.Join(l.Detail, "\n"))
	shape.Visible(x.open, l.Disk != "")
	shape.Visible(x.visit, l.Document != "")
	shape.Visible(x.resolve, l.Finding != "")
	x.content.Refresh()
}

// hide leaves the room: nothing moves under the pointer.
func (x *detail) hide() {
	x.path.Bold = false
	x.path.Set(x.hint, theme.Muted)
	x.text.SetText("")
	for _, b := range []*shape.Button{x.open, x.visit, x.resolve} {
		b.Hide()
	}
}
