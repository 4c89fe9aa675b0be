package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// terms are the choices by their keys.
var terms = [...]struct {
	key  fyne.KeyName
	term archive.Retention
}{{fyne.Key1, archive.Permanent}, {fyne.Key2, archive.Years30}, {fyne.Key3, archive.Years10}, {fyne.Key0, archive.NotArchived}}

// termView shows how long a document is kept, by which clause, and why.
type termView struct {
	words    archive.Words
	choices  [len(terms)]*choice
	clause   *shape.Paragraph
	why      *shape.Paragraph
	runner   *shape.Paragraph
	by       *shape.Paragraph
	reason   *shape.Field
	ground   *shape.Fill
	content  fyne.CanvasObject
	captions [2]fyne.CanvasObject // of why and runner-up
}

func newTermView(w archive.Words, decide func(archive.Retention)) *termView {
	v := &termView{words: w, clause: wrapping(), why: wrapping(), runner: wrapping(), by: wrapping(), reason: shape.NewField()}
	row := container.NewGridWithColumns(len(terms))
	for i, t := range terms {
		v.choices[i] = newChoice(termText(w, t.term), string(t.key), func() { decide(t.term) })
		row.Add(v.choices[i])
	}
	say := func(id string) string { return w.Say(archive.Text{ID: id}) }
	v.reason.SetText(say("review.reason.default"))
	caption := func(id string) fyne.CanvasObject { return shape.Inset(shape.NewCaption(say(id)), 8, 0) }
	v.captions = [2]fyne.CanvasObject{caption("review.why"), caption("review.runner")}
	v.ground = shape.NewFill("", shape.Inset(row, 4, 4)).Rounded(4)
	ground := shape.Inset(v.ground, 6, 2)
	v.content = container.New(stacked{}, caption("review.term"), ground, v.clause, v.captions[0], v.why, v.captions[1], v.runner, v.by,
		caption("review.reason"), shape.Inset(v.reason, 8, 2))
	return v
}

func wrapping() *shape.Paragraph { return shape.NewParagraph("").Padded(8, 4) }

func (v *termView) set(f Form) {
	for i, t := range terms {
		v.choices[i].set(t.term == f.Term && f.Term != archive.RetentionUnset)
	}
	ground := fyne.ThemeColorName("")
	if f.Unsure {
		ground = theme.TintWait
	}
	v.ground.SetColor(ground)
	why := ""
	for i, s := range f.Why {
		if i > 0 {
			why += "\n"
		}
		why += "· " + s
	}
	for i, p := range []struct {
		label *shape.Paragraph
		text  string
	}{{v.clause, f.Clause}, {v.why, why}, {v.runner, f.RunnerUp}, {v.by, f.By}} {
		p.label.SetText(p.text)
		shape.Visible(p.label, p.text != "")
		if i == 1 || i == 2 {
			shape.Visible(v.captions[i-1], p.text != "")
		}
	}
}

// choice is one term with its key.
type choice struct {
	widget.BaseWidget
	ground *shape.Fill
	term   *shape.Text
	key    *shape.Text
	do     func()
}

func newChoice(term, key string, do func()) *choice {
	c := &choice{term: shape.NewText(term), key: shape.NewCaption(key), do: do}
	c.term.Align, c.key.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	c.ground = shape.NewFill("", shape.Inset(container.New(twoLines{}, c.term, c.key), 2, 4)).Rounded(4)
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *choice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.ground) }

// Tapped implements fyne.Tappable.
func (c *choice) Tapped(*fyne.PointEvent) { c.do() }

func (c *choice) set(chosen bool) {
	c.term.Bold = chosen
	if chosen {
		c.ground.Stroke = theme.Accent
		c.ground.SetColor(theme.TintKey)
	} else {
		c.ground.Stroke = theme.Hairline
		c.ground.SetColor(theme.Ground)
	}
	c.ground.Refresh()
}

// AccessibilityLabel and AccessibilityRole are for screen readers.
func (c *choice) AccessibilityLabel() string { return c.term.Text() }

// AccessibilityRole implements fyne.Accessible.
func (c *choice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
