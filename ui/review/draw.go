package review

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/paper"
	"niandang/ui/shape"
	"niandang/ui/table"
)

func (v *Pane) showRows(rows []Row, sel int) { v.list.Load(table.Rows[Row](rows), sel) }
func (v *Pane) showRow(i int, r Row)         { v.list.SetRow(i, r) }
func (v *Pane) selectRow(i int)              { v.list.Select(i) }

func (v *Pane) showFrames(f []paper.Frame) { v.page.SetFrames(f) }

func (v *Pane) showBanner(text string) {
	v.told.SetText(text)
	shape.Within(v.paged, v.banner, text != "")
}

func (v *Pane) showForm(f Form) {
	v.form = f
	v.fields.set(f, v.editing)
	v.term.set(f)
	v.group.SetText(v.desk.Say("review.group", "n", count(f.Peers)))
	shape.Within(v.buttons, v.group, f.Peers > 1)
	v.scroll.Content.Refresh() // wrapped lines know their height now
	v.scroll.Refresh()
}

// nextIDs name the primary step.
var nextIDs = [...]string{"review.next.collect", "review.next.appraise", "review.next.look", "review.next.confirm", "review.next.arrange"}

func (v *Pane) showHead(h Head) {
	v.next = h.Next
	w, p, s := count(h.Counts[Waiting]), count(h.Counts[Proposed]), count(h.Counts[Settled])
	head, primary := v.desk.Say("review.head.done"), v.desk.Say(nextIDs[h.Next], "n", p)
	switch h.Next {
	case ToCollect:
		head = v.desk.Say("review.head")
	case ToAppraise:
		head = v.desk.Say("review.head.none", "n", count(h.Total))
	case ToLook:
		head, primary = v.desk.Say("review.head.left", "n", w), "" // the form's own button is the primary one
	}
	shape.Visible(v.look, h.Next == ToLook)
	v.confirm.Importance = widget.MediumImportance
	if h.Next == ToLook {
		v.confirm.Importance = widget.HighImportance
	}
	v.confirm.Refresh()
	v.frame.Say(head, v.desk.Say("review.counts", "waiting", w, "proposed", p, "settled", s), primary)
	v.frame.Empty()
	if h.Next == ToCollect {
		v.frame.Empty(v.desk.Say("review.empty"))
	}
}

// focusLater gives the keys to a field after the key at hand is through: the rune
// of the letter that asked for it comes behind the key.
func (v *Pane) focusLater(f fyne.Focusable) {
	v.desk.Runner().Go(context.Background(), func(context.Context) error { return nil }, func(error) { v.desk.Focus(f) })
}
