package review

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"niandang/ui/paper"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/theme"
)

func (v *Pane) showRows(rows []Row, sel int) { v.list.Load(table.Rows[Row](rows), sel) }
func (v *Pane) showRow(i int, r Row)         { v.list.SetRow(i, r) }
func (v *Pane) selectRow(i int)              { v.list.Select(i) }

func (v *Pane) showFrames(f []paper.Frame) { v.page.SetFrames(f) }

func (v *Pane) showBanner(text string) {
	v.told.SetText(text)
	setVisible(v.banner, text != "")
}

func (v *Pane) showForm(f Form) {
	v.form = f
	v.fields.set(f, v.editing)
	v.term.set(f)
	v.group.SetText(v.desk.Say("review.group", "n", count(f.Peers)))
	setVisible(v.group, f.Peers > 1)
	v.scroll.Content.Refresh() // wrapped lines know their height now
	v.scroll.Refresh()
}

// nextIDs name the primary step.
var nextIDs = [...]string{"review.next.collect", "review.next.appraise", "review.next.look", "review.next.confirm", "review.next.arrange"}

func (v *Pane) showHead(h Head) {
	v.next = h.Next
	defer v.top.Refresh()
	w, p, s := count(h.Counts[Waiting]), count(h.Counts[Proposed]), count(h.Counts[Settled])
	v.counts.SetText(v.desk.Say("review.counts", "waiting", w, "proposed", p, "settled", s))
	v.primary.SetText(v.desk.Say(nextIDs[h.Next], "n", p))
	switch h.Next {
	case ToCollect:
		v.head.SetText(v.desk.Say("review.head"))
		v.showEmpty("review.empty")
	case ToAppraise:
		v.head.SetText(v.desk.Say("review.head.none", "n", count(h.Total)))
		v.empty.Hide()
	case ToLook:
		v.head.SetText(v.desk.Say("review.head.left", "n", w))
		v.empty.Hide()
	default:
		v.head.SetText(v.desk.Say("review.head.done"))
		v.empty.Hide()
	}
}

// showEmpty says what belongs here and offers the step that fills it.
func (v *Pane) showEmpty(id string) {
	text := shape.NewText(v.desk.Say(id))
	text.Align, text.Color, text.Full = fyne.TextAlignCenter, theme.Muted, true
	do := shape.NewButton(v.primary.Text, func() { v.p.Do(v.next) })
	v.empty.Objects = []fyne.CanvasObject{shape.NewFill(theme.Ground, container.NewCenter(container.NewVBox(text, container.NewCenter(do))))}
	v.empty.Show()
	v.empty.Refresh()
}

// focusLater gives the keys to a field after the key at hand is through: the rune
// of the letter that asked for it comes behind the key.
func (v *Pane) focusLater(f fyne.Focusable) {
	v.desk.Runner().Go(context.Background(), func(context.Context) error { return nil }, func(error) { v.desk.Focus(f) })
}
