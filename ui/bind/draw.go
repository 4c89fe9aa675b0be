package bind

import (
	"fyne.io/fyne/v2"

	"niandang/archive/year"
	"niandang/ui/paper"
	"niandang/ui/table"
)

var nextIDs = [...]string{"bind.next.arrange", "bind.next.bind", "bind.next.transfer"}

func (v *Pane) showHead(h Head) {
	say := v.desk.Say
	v.next = h.Next
	head, empty := say("bind.head.left", "n", count(max(h.Items-h.Bound, 0))), say("bind.empty.volumes")
	switch h.Next {
	case ToArrange:
		head, empty = say("bind.head"), say("bind.empty")
	case ToTransfer:
		head = say("bind.head.done")
	}
	for _, b := range v.others {
		b.Hidden = h.Volumes == 0
	}
	counts := ""
	if h.Volumes > 0 {
		counts = say("bind.counts", "volumes", count(h.Volumes), "pages", count(h.Pages))
	}
	v.frame.Say(head, counts, say(nextIDs[h.Next]))
	v.frame.Empty()
	if h.Volumes == 0 {
		v.frame.Empty(empty)
	}
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
