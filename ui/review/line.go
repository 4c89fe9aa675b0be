package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// line draws one row of the list: a heading, or a document in two lines.
type line struct {
	widget.BaseWidget
	words archive.Words
	head  *shape.Text
	title *shape.Text
	under *shape.Text
	term  *shape.Text
	bar   *shape.Steps
	mark  *shape.Text
	body  *fyne.Container
}

func newLine(w archive.Words) *line {
	l := &line{words: w, head: shape.NewText(""), title: shape.NewText(""), under: shape.NewCaption(""), term: shape.NewText(""), bar: shape.NewSteps(), mark: shape.NewText("")}
	l.head.Bold = true
	l.term.Align = fyne.TextAlignTrailing
	l.mark.Align = fyne.TextAlignCenter
	upper := container.New(shape.Shares{Widths: []float32{14, -1, termWidth(w)}, Gap: 6}, l.mark, l.title, l.term)
	lower := container.New(shape.Shares{Widths: []float32{14, -1, 34}, Gap: 6}, shape.NewText(""), l.under, container.New(middle{}, l.bar))
	l.body = container.New(twoLines{}, upper, lower)
	l.ExtendBaseWidget(l)
	return l
}

// termWidth is the room that the longest term takes in the person's language.
func termWidth(w archive.Words) (widest float32) {
	for _, t := range terms {
		widest = max(widest, shape.NewText(termText(w, t.term)).Natural())
	}
	return widest
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(shape.Inset(l.head, 10, 0), shape.Inset(l.body, 8, 4)))
}

func (l *line) say(id string, pairs ...string) string { return l.words.Say(archive.Say(id, pairs...)) }

func (l *line) set(r Row) {
	shape.Visible(l.head, r.Head)
	shape.Visible(l.body, !r.Head)
	if r.Head {
		l.head.Set(l.say(groupIDs[r.Group])+"  "+count(r.Count), groupColor(r.Group))
		return
	}
	title, under := r.Title, r.Number
	if r.Secret {
		title = l.say("secret.title")
	}
	if title == "" {
		title = l.say("review.untitled")
	}
	if r.Date != "" {
		under += "  " + r.Date
	}
	if r.Joined {
		under = l.say("review.joined") + "  " + under
	}
	l.title.SetText(title)
	l.under.SetText(under)
	l.term.Set(termText(l.words, r.Term), termColor(r))
	mark, color := markOf(r)
	l.mark.Set(mark, color)
	l.bar.Set(r.Steps, barColor(r))
}

// markOf gives the sign of a state: its shape speaks, not its colour alone.
func markOf(r Row) (string, fyne.ThemeColorName) {
	switch {
	case r.Secret:
		return "■", theme.Problem
	case r.Group == Waiting:
		return "◆", theme.Waiting
	case r.Group == Settled:
		return "✓", theme.Done
	}
	return "◇", theme.Muted
}

func groupColor(g Group) fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Waiting, theme.Muted, theme.Done}[g]
}

func barColor(r Row) fyne.ThemeColorName {
	switch r.Group {
	case Waiting:
		return theme.Waiting
	case Settled:
		return theme.Done
	}
	return theme.Accent
}

func termColor(r Row) fyne.ThemeColorName {
	if r.Group == Settled {
		return theme.Ink
	}
	return theme.Muted
}

// termText is the term in the person's words.
func termText(w archive.Words, r archive.Retention) string {
	ids := map[archive.Retention]string{
		archive.Permanent: "term.permanent", archive.Years30: "term.years30", archive.Years10: "term.years10", archive.NotArchived: "term.none",
	}
	if id, ok := ids[r]; ok {
		return w.Say(archive.Text{ID: id})
	}
	return "—"
}
