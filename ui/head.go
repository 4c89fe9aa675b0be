package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// head is the line above the panes: whose library, which year, and the way to
// search.
type head struct {
	organ   *shape.Text
	years   *widget.Select
	search  *shape.Touch
	content fyne.CanvasObject
	words   archive.Words
	choose  func(year int)
	offered []int
	quiet   bool // the selection is being set, not chosen
}

func newHead(w archive.Words, choose func(year int), search func()) *head {
	h := &head{words: w, choose: choose, organ: shape.NewText("")}
	h.organ.Bold = true
	h.years = widget.NewSelect(nil, h.chosen)
	h.search = searchField(w.Say(archive.Say("ui.head.search")), search)
	row := container.New(shape.Shares{Widths: []float32{-1, 120, 220}, Gap: 12}, h.organ, h.years, h.search)
	h.content = shape.NewFill(theme.Rail, shape.Edges{Bottom: shape.Line(theme.Hairline), Centre: shape.Inset(row, 16, 7)}.Around())
	return h
}

// searchField looks like the field that it leads to.
func searchField(label string, search func()) *shape.Touch {
	icon := widget.NewIcon(base.NewColoredResource(base.SearchIcon(), theme.Muted))
	text := shape.NewText(label)
	text.Color = theme.Muted
	row := container.New(shape.Shares{Widths: []float32{18, -1}, Gap: 8}, icon, text)
	t := shape.NewTouch(shape.Inset(row, 10, 0), search).On(base.ColorNameInputBackground, base.ColorNameInputBorder)
	t.Label = label
	return t
}

// show says whose library and which year is in sight.
func (h *head) show(o archive.Organ, year int, years []int) {
	h.organ.SetText(h.words.Say(archive.Say("ui.head.organ", "name", o.Name, "fonds", o.Fonds)))
	h.quiet = true
	h.years.Options, h.offered = nil, years
	for _, y := range years {
		h.years.Options = append(h.years.Options, h.label(y))
	}
	h.years.SetSelected(h.label(year))
	h.quiet = false
}

func (h *head) label(year int) string {
	return h.words.Say(archive.Say("ui.head.year", "year", strconv.Itoa(year)))
}

func (h *head) chosen(label string) {
	if i := slices.Index(h.years.Options, label); i >= 0 && !h.quiet {
		h.choose(h.offered[i])
	}
}

// yearsToOffer are those with files, the year that is shown, and the last two:
// last year's documents are archived this year.
func yearsToOffer(have []int, shown, now int) []int {
	years := append(slices.Clone(have), shown, now-1, now)
	slices.Sort(years)
	years = slices.Compact(years)
	slices.Reverse(years)
	return years
}
