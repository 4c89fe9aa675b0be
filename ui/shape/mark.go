package shape

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/theme"
)

// Mark is a word or a number on a small tinted ground.
type Mark struct {
	widget.BaseWidget
	ink, ground fyne.ThemeColorName
	text        string
}

// NewMark makes a mark; an empty one takes no room.
func NewMark(text string, ink, ground fyne.ThemeColorName) *Mark {
	m := &Mark{text: text, ink: ink, ground: ground}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes the mark.
func (m *Mark) Set(text string, ink, ground fyne.ThemeColorName) {
	if m.text != text || m.ink != ink || m.ground != ground {
		m.text, m.ink, m.ground = text, ink, ground
		m.Refresh()
	}
}

// Text gives the word.
func (m *Mark) Text() string { return m.text }

// SourceID names the translation entry of the small mark of a source (面, 册, 名,
// 规); "" for a person's value, which has none.
func SourceID(s archive.Source) string {
	if s == archive.FromPerson || s == "" {
		return ""
	}
	return "ui.source." + string(s)
}

// NewSource makes the mark that says where a value was read.
func NewSource(w archive.Words, s archive.Source) *Mark {
	id := SourceID(s)
	if id == "" {
		return NewMark("", theme.Muted, theme.Rail)
	}
	return NewMark(w.Say(archive.Text{ID: id}), theme.Muted, theme.Track)
}

// CreateRenderer implements fyne.Widget.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{mark: m, ground: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Black)}
	r.ground.CornerRadius = 3
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type markRenderer struct {
	mark   *Mark
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *markRenderer) Destroy()                     {}
func (r *markRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.text} }

func (r *markRenderer) MinSize() fyne.Size {
	if r.mark.text == "" {
		return fyne.Size{}
	}
	m := r.text.MinSize()
	return fyne.NewSize(max(m.Width+8, m.Height), m.Height)
}

// Layout keeps the mark small in a high cell.
func (r *markRenderer) Layout(size fyne.Size) {
	h := min(size.Height, r.text.MinSize().Height)
	for _, o := range r.Objects() {
		o.Move(fyne.NewPos(0, (size.Height-h)/2))
		o.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *markRenderer) Refresh() {
	r.text.Text = r.mark.text
	r.text.TextSize = base.SizeForWidget(base.SizeNameCaptionText, r.mark)
	r.text.Color = Color(r.mark, nameOr(r.mark.ink, theme.Ink))
	r.ground.FillColor = color.Transparent
	if r.mark.ground != "" && r.mark.text != "" {
		r.ground.FillColor = Color(r.mark, r.mark.ground)
	}
	r.Layout(r.mark.Size())
	canvas.Refresh(r.mark)
}
