package bind

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"niandang/archive/year"
	"niandang/ui/paper"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

var nextIDs = [...]string{"bind.next.arrange", "bind.next.bind", "bind.next.transfer"}

func (v *Pane) showHead(h Head) {
	say := v.desk.Say
	v.next = h.Next
	v.primary.SetText(say(nextIDs[h.Next]))
	v.counts.SetText(say("bind.counts", "volumes", count(h.Volumes), "pages", count(h.Pages)))
	text := "bind.empty"
	switch {
	case h.Next == ToArrange:
		v.head.SetText(say("bind.head"))
	case h.Next == ToTransfer:
		v.head.SetText(say("bind.head.done"))
	default:
		v.head.SetText(say("bind.head.left", "n", count(max(h.Items-h.Bound, 0))))
		text = "bind.empty.volumes"
	}
	v.top.Refresh()
	v.empty.Hide()
	if h.Volumes == 0 {
		v.showEmpty(text)
	}
}

// showEmpty says what belongs here and offers the step that fills it.
func (v *Pane) showEmpty(id string) {
	text := shape.NewText(v.desk.Say(id))
	text.Align, text.Color, text.Full = fyne.TextAlignCenter, theme.Muted, true
	do := container.NewCenter(shape.NewButton(v.primary.Text, func() { v.p.Do(v.next) }))
	v.empty.Objects = []fyne.CanvasObject{shape.NewFill(theme.Ground, container.NewCenter(container.NewVBox(text, do)))}
	v.empty.Show()
	v.empty.Refresh()
}

func (v *Pane) showCards(cards []Card, sel int) {
	v.cards.Load(table.Rows[Card](cards), sel)
}

// drawCard draws a volume's card; its cover comes when it is drawn.
func (v *Pane) drawCard(_ int, c Card, o fyne.CanvasObject) {
	line := o.(*card)
	line.set(c)
	cover, ok := v.covers[c.Volume.File]
	line.cover.draw(cover)
	if !ok {
		v.covers[c.Volume.File] = nil // asked for once
		v.p.Thumb(c.Volume, 1)
	}
}

func (v *Pane) showContents(rows []Entry, sel int) { v.contents.Load(table.Rows[Entry](rows), sel) }

func (v *Pane) showStrip(first, now, pages int) {
	for i, t := range v.thumbs {
		n := first + i
		if n > pages {
			t.Hide()
			continue
		}
		t.set(n, n == now)
		t.Show()
	}
	v.strip.Refresh()
}

func (v *Pane) showThumb(k paper.Key, p year.PageView) {
	if cover, asked := v.covers[k.ID]; k.Page == 1 && asked && cover == nil && p.Image != nil {
		v.covers[k.ID] = p.Image
		v.cards.Refresh()
	}
	open, ok := v.p.volume()
	for _, t := range v.thumbs {
		if ok && open.File == k.ID && t.page == k.Page {
			t.draw(p.Image)
		}
	}
}
