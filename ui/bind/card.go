package bind

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
)

// card draws a volume: its cover, its title, and what is in it.
type card struct {
	widget.BaseWidget
	words archive.Words
	cover *thumb
	title *widget.Label
	facts *shape.Text
	thick *shape.Text
}

const cardHeight = thumbTall + 20

func newCard(w archive.Words) *card {
	c := &card{words: w, cover: newThumb(nil), title: widget.NewLabel(""), facts: shape.NewCaption(""), thick: shape.NewCaption("")}
	c.title.Wrapping, c.title.Truncation = fyne.TextWrapBreak, fyne.TextTruncateEllipsis
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	text := container.NewBorder(nil, container.NewVBox(shape.Inset(c.facts, 8, 0), shape.Inset(c.thick, 8, 2)), nil, nil, c.title)
	return widget.NewSimpleRenderer(shape.Inset(container.New(shape.Shares{Widths: []float32{thumbWide, -1}, Gap: 4}, shape.Fixed(c.cover.sheet, thumbWide, thumbTall), text), 12, 10))
}

func (c *card) set(v Card) {
	say := func(id string, pairs ...string) string { return c.words.Say(archive.Say(id, pairs...)) }
	c.title.SetText(v.Volume.Title)
	c.facts.SetText(say("bind.card", "items", count(len(v.Volume.Items)), "pages", count(v.Volume.Pages)))
	c.thick.SetText(say("bind.card.thick", "mm", fmt.Sprintf("%.1f", v.MM)))
}
