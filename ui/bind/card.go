package bind

import (
	"fmt"
	"strings"

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
	title *shape.Text // what tells it from the others
	name  *shape.Text
	facts *shape.Text
	thick *shape.Text
}

const cardHeight = thumbTall + 20

func newCard(w archive.Words) *card {
	c := &card{words: w, cover: newThumb(nil), title: shape.NewText(""), name: shape.NewCaption(""), facts: shape.NewCaption(""), thick: shape.NewCaption("")}
	c.title.Bold = true
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	text := shape.Inset(container.NewVBox(c.title, c.name, c.facts, c.thick), 6, 4)
	return widget.NewSimpleRenderer(shape.Inset(container.New(shape.Shares{Widths: []float32{thumbWide, -1}, Gap: 4}, shape.Fixed(c.cover.sheet, thumbWide, thumbTall), text), 12, 10))
}

func (c *card) set(v Card) {
	say := func(id string, pairs ...string) string { return c.words.Say(archive.Say(id, pairs...)) }
	name, part := split(v.Volume.Title)
	c.title.SetText(part)
	c.name.SetText(name)
	c.facts.SetText(say("bind.card", "items", count(len(v.Volume.Items)), "pages", count(v.Volume.Pages)))
	c.thick.SetText(say("bind.card.thick", "mm", fmt.Sprintf("%.1f", v.MM)))
}

// split cuts a title where its bracket opens: what stands in the bracket and
// behind it tells volumes apart: 文件汇编（2024年 永久 办公室）第1册.
func split(title string) (name, part string) {
	name, part, found := strings.Cut(title, "（")
	if !found {
		return "", title
	}
	return name, strings.TrimSpace(strings.Replace(part, "）", " ", 1))
}
