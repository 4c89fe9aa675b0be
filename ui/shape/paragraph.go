package shape

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/theme"
)

// Paragraph is text of several lines, broken as Chinese is: no line begins with a
// mark that closes, none ends with one that opens, and figures stay whole. The
// toolkit breaks at any character.
type Paragraph struct {
	widget.BaseWidget
	Color fyne.ThemeColorName // "" for ink
	text  string
	width float32

	across, down float32 // space around the lines
}

// NewParagraph makes a paragraph.
func NewParagraph(text string) *Paragraph {
	p := &Paragraph{text: text}
	p.ExtendBaseWidget(p)
	return p
}

// Padded sets the space around the lines.
func (p *Paragraph) Padded(across, down float32) *Paragraph {
	p.across, p.down = across, down
	return p
}

// Text gives what is said.
func (p *Paragraph) Text() string { return p.text }

// SetText changes what is said.
func (p *Paragraph) SetText(s string) {
	if p.text != s {
		p.text = s
		p.Refresh()
	}
}

// Resize implements fyne.CanvasObject: another width breaks the lines anew.
func (p *Paragraph) Resize(s fyne.Size) {
	if s.Width != p.width {
		p.width = s.Width
		p.Refresh()
	}
	p.BaseWidget.Resize(s)
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{paragraph: p}
	r.Refresh()
	return r
}

type paragraphRenderer struct {
	paragraph *Paragraph
	lines     []*canvas.Text
	high      float32
}

// leading is the space between lines, as a share of the type's height.
const leading = 0.1

func (r *paragraphRenderer) Destroy() {}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(r.lines))
	for i, l := range r.lines {
		out[i] = l
	}
	return out
}

// MinSize is as high as the lines are at the width that there is.
func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, r.high*float32(max(len(r.lines), 1))+2*r.paragraph.down)
}

func (r *paragraphRenderer) Layout(fyne.Size) {
	p := r.paragraph
	for i, l := range r.lines {
		l.Move(fyne.NewPos(p.across, p.down+r.high*float32(i)))
		l.Resize(fyne.NewSize(p.width-2*p.across, r.high))
	}
}

func (r *paragraphRenderer) Refresh() {
	p := r.paragraph
	size := base.SizeForWidget(base.SizeNameText, p)
	measure := func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width }
	r.high = fyne.MeasureText("国", size, fyne.TextStyle{}).Height * (1 + leading)
	ink := Color(p, nameOr(p.Color, theme.Ink))
	var lines []string
	for _, s := range strings.Split(p.text, "\n") {
		lines = append(lines, Break(s, p.width-2*p.across, measure)...)
	}
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, canvas.NewText("", color.Transparent))
	}
	r.lines = r.lines[:len(lines)]
	for i, s := range lines {
		r.lines[i].Text, r.lines[i].TextSize, r.lines[i].Color = s, size, ink
	}
	r.Layout(p.Size())
	canvas.Refresh(p)
}

// AccessibilityLabel and AccessibilityRole are for screen readers.
func (p *Paragraph) AccessibilityLabel() string { return p.text }

// AccessibilityRole implements fyne.Accessible.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
