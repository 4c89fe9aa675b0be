package transfer

var nextIDs = [...]string{"transfer.next.arrange", "transfer.next.hold", "transfer.next.reason", "transfer.next.hand", "transfer.do.receipt", ""}

func (v *Pane) showHead(h Head) {
	say := v.desk.Say
	head := say("transfer.head.ready", "n", count(h.View.Items))
	switch h.Next {
	case ToReceipt:
		head = say("transfer.head.written", "n", count(h.View.Items))
	case Accepted:
		head = say("transfer.head.accepted", "n", count(h.View.Items))
	case ToArrange:
		head = say("transfer.head")
	case ToHoldBack:
		head = say("transfer.head.held", "n", count(h.View.Held))
	case ToReason:
		head = say("transfer.head.reason")
	}
	counts := say("transfer.counts", "failed", count(h.Failed), "warned", count(h.Warned))
	v.frame.Empty()
	if h.Next == ToArrange {
		counts = ""
		v.frame.Empty(say("transfer.empty"), h.Stopped)
	}
	primary := ""
	if id := nextIDs[h.Next]; id != "" {
		primary = say(id, "n", count(h.View.Held))
	}
	v.frame.Say(head, counts, primary)
	v.facts.SetText(say("transfer.facts", "name", h.View.Name, "n", count(h.View.Items), "pages", count(h.View.Pages), "first", h.View.First, "last", h.View.Last))
	v.right.Refresh()
}
