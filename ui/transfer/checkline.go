package transfer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// checkLine draws a line of the checklist.
type checkLine struct {
	widget.BaseWidget
	words  archive.Words
	result *shape.Mark
	text   *shape.Text
	jump   *shape.Text
}

func newCheckLine(w archive.Words) *checkLine {
	l := &checkLine{words: w, result: shape.NewMark("", "", ""), text: shape.NewText(""), jump: shape.NewCaption("")}
	l.jump.Align = fyne.TextAlignTrailing
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *checkLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(shape.Inset(container.New(shape.Shares{Widths: []float32{56, -1, 56}, Gap: 10}, l.result, l.text, l.jump), 12, 0))
}

func (l *checkLine) set(r Row) {
	l.text.Bold = r.Kind == GroupLine
	color := fyne.ThemeColorName("")
	if r.Kind == FactLine {
		color = theme.Muted
	}
	l.text.Set(r.Text, color)
	l.text.Refresh()
	word, ink, ground := "", fyne.ThemeColorName(""), fyne.ThemeColorName("")
	if r.Kind == CheckLine {
		word = l.words.Say(archive.Text{ID: "result." + r.Result})
		ink, ground = colorsOf(r.Result)
	}
	l.result.Set(word, ink, ground)
	to := ""
	if r.Document != "" && r.Kind == FactLine {
		to = l.words.Say(archive.Text{ID: "transfer.jump"})
	}
	l.jump.SetText(to)
}

func colorsOf(result string) (ink, ground fyne.ThemeColorName) {
	switch result {
	case "pass":
		return theme.Done, theme.TintGood
	case "fail":
		return theme.Problem, theme.TintBad
	case "warning":
		return theme.Waiting, theme.TintWait
	}
	return theme.Muted, theme.Track
}
