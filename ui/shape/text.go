package shape

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/theme"
)

// Color gives a colour of the theme that holds for a widget.
func Color(w fyne.Widget, n fyne.ThemeColorName) color.Color { return base.ColorForWidget(n, w) }

// Text is one line that ends in … where it does not fit. It is much cheaper than
// a label, for cells of long lists.
type Text struct {
	widget.BaseWidget
	Color fyne.ThemeColorName // "" for ink
	Type  fyne.ThemeSizeName  // "" for text
	Bold  bool
	Align fyne.TextAlign
	Full  bool // never shortened: the line asks for its width
	text  string
}

// NewText makes a line of text.
func NewText(text string) *Text {
	t := &Text{text: text}
	t.ExtendBaseWidget(t)
	return t
}

// NewCaption makes a small grey line.
func NewCaption(text string) *Text {
	t := NewText(text)
	t.Color, t.Type = theme.Muted, base.SizeNameCaptionText
	return t
}

// NewHead makes a pane's head.
func NewHead(text string) *Text {
	t := NewText(text)
	t.Type, t.Bold = base.SizeNameHeadingText, true
	return t
}

// Text gives what is said.
func (t *Text) Text() string { return t.text }

// SetText changes what is said.
func (t *Text) SetText(s string) {
	if t.text != s {
		t.text = s
		t.Refresh()
	}
}

// Set changes text and colour at once.
func (t *Text) Set(s string, c fyne.ThemeColorName) {
	if t.text != s || t.Color != c {
		t.text, t.Color = s, c
		t.Refresh()
	}
}

// Natural gives the width of the whole line.
func (t *Text) Natural() float32 {
	size := base.SizeForWidget(sizeOr(t.Type, base.SizeNameText), t)
	return fyne.MeasureText(t.text, size, fyne.TextStyle{Bold: t.Bold}).Width + 1
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{line: t, text: canvas.NewText("", color.Black)}
	r.Refresh()
	return r
}

type textRenderer struct {
	line  *Text
	text  *canvas.Text
	width float32
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }

func (r *textRenderer) MinSize() fyne.Size {
	m := fyne.MeasureText(r.line.text, r.text.TextSize, r.text.TextStyle)
	if !r.line.Full {
		m.Width = 0
	}
	if r.line.text == "" {
		m.Height = fyne.MeasureText("国", r.text.TextSize, r.text.TextStyle).Height
	}
	return m
}

func (r *textRenderer) Layout(size fyne.Size) {
	if size.Width != r.width {
		r.width = size.Width
		r.text.Text = r.shown()
	}
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.text.Resize(fyne.NewSize(size.Width, h))
}

func (r *textRenderer) Refresh() {
	l := r.line
	r.text.Alignment, r.text.TextStyle.Bold = l.Align, l.Bold
	r.text.Color = Color(l, nameOr(l.Color, theme.Ink))
	r.text.TextSize = base.SizeForWidget(sizeOr(l.Type, base.SizeNameText), l)
	r.width = l.Size().Width
	r.text.Text = r.shown()
	r.Layout(l.Size())
	r.text.Refresh()
}

func (r *textRenderer) shown() string {
	if r.line.Full || r.width <= 0 {
		return r.line.text
	}
	return Shorten(r.line.text, r.width, r.text.TextSize, r.text.TextStyle)
}

func nameOr(n, other fyne.ThemeColorName) fyne.ThemeColorName {
	if n == "" {
		return other
	}
	return n
}

func sizeOr(n, other fyne.ThemeSizeName) fyne.ThemeSizeName {
	if n == "" {
		return other
	}
	return n
}

// Shorten cuts a line so that it fits a width, with … at its end.
func Shorten(s string, width, size float32, style fyne.TextStyle) string {
	if float32(len(s))*size < width || fyne.MeasureText(s, size, style).Width <= width {
		return s
	}
	runes := []rune(s)
	lo, hi := 0, len(runes)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+"…", size, style).Width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return string(runes[:lo]) + "…"
}

// AccessibilityLabel and AccessibilityRole are for screen readers.
func (t *Text) AccessibilityLabel() string { return t.text }

// AccessibilityRole implements fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
