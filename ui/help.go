package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/pane"
	"niandang/ui/shape"
)

// helpPage stands for the help in f.current.
const helpPage = "help"

// help shows a short page: a paragraph for each pane, the one in sight first.
func (f *Frame) help() {
	if f.library == nil || f.current == helpPage {
		return
	}
	f.before, f.current = f.current, helpPage
	page := container.NewVBox(shape.NewHead(f.Say("ui.help.title")), shape.NewParagraph(f.Say("ui.help.about")))
	for _, id := range helpOrder(f.before, f.entries()) {
		title := shape.NewText(f.Say("ui.pane." + id))
		title.Bold = true
		page.Add(shape.Inset(title, 0, 6))
		page.Add(shape.NewParagraph(f.Say("ui.help." + id)))
		if keys := keysOf(f.panes[id]); id == f.before && keys != nil {
			page.Add(keys)
		}
	}
	keys := shape.NewText(f.Say("ui.help.keys.title"))
	keys.Bold = true
	page.Add(shape.Inset(keys, 0, 6))
	page.Add(shape.NewParagraph(f.Say("ui.help.keys")))
	back := widget.NewButton(f.Say("ui.help.back"), func() { f.Open(f.before, "") })
	page.Add(container.NewHBox(back))
	f.body.Objects = []fyne.CanvasObject{container.NewVScroll(shape.Inset(container.NewHBox(shape.Fixed(page, 720, 0)), 24, 20))}
	f.body.Refresh()
	f.win.Canvas().Unfocus()
	f.entitle()
}

// helpOrder puts the pane in sight first.
func helpOrder(first string, all []entry) []string {
	ids := []string{}
	if first != pane.Overview && first != "" {
		ids = append(ids, first)
	}
	for _, e := range all {
		if e.id != first || first == pane.Overview {
			ids = append(ids, e.id)
		}
	}
	return ids
}
