package transfer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"niandang/ui/shape"
	"niandang/ui/theme"
)

var nextIDs = [...]string{"transfer.next.arrange", "transfer.next.hold", "transfer.next.reason", "transfer.next.hand"}

func (v *Pane) showHead(h Head) {
	say := v.desk.Say
	v.primary.SetText(say(nextIDs[h.Next], "n", count(h.View.Held)))
	v.counts.SetText(say("transfer.counts", "failed", count(h.Failed), "warned", count(h.Warned)))
	switch h.Next {
	case ToArrange:
		v.head.SetText(say("transfer.head"))
	case ToHoldBack:
		v.head.SetText(say("transfer.head.held", "n", count(h.View.Held)))
	case ToReason:
		v.head.SetText(say("transfer.head.reason"))
	default:
		v.head.SetText(say("transfer.head.ready", "n", count(h.View.Items)))
	}
	v.facts.SetText(say("transfer.facts", "name", h.View.Name, "n", count(h.View.Items), "pages", count(h.View.Pages), "first", h.View.First, "last", h.View.Last))
	v.top.Refresh()
	v.right.Refresh()
	v.showEmpty(h)
}

// showEmpty says what belongs here while there is nothing to hand over.
func (v *Pane) showEmpty(h Head) {
	if h.Next != ToArrange {
		v.empty.Hide()
		return
	}
	text := shape.NewText(v.desk.Say("transfer.empty"))
	text.Align, text.Color, text.Full = fyne.TextAlignCenter, theme.Muted, true
	why := shape.NewCaption(h.Stopped)
	why.Align, why.Full = fyne.TextAlignCenter, true
	do := container.NewCenter(shape.NewButton(v.primary.Text, v.p.Do))
	v.empty.Objects = []fyne.CanvasObject{shape.NewFill(theme.Ground, container.NewCenter(container.NewVBox(text, why, do)))}
	v.empty.Show()
	v.empty.Refresh()
}
