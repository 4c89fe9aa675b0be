package shape

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Fill is a ground in a colour of the theme, with content on it or none.
type Fill struct {
	widget.BaseWidget
	Color   fyne.ThemeColorName // "" for none
	Stroke  fyne.ThemeColorName // "" for none
	Radius  float32
	Min     fyne.Size
	content fyne.CanvasObject
}

// NewFill makes a ground; content may be nil.
func NewFill(ground fyne.ThemeColorName, content fyne.CanvasObject) *Fill {
	f := &Fill{Color: ground, content: content}
	f.ExtendBaseWidget(f)
	return f
}

// Line makes a hairline, across or down as its place asks.
func Line(name fyne.ThemeColorName) *Fill {
	f := NewFill(name, nil)
	f.Min = fyne.NewSize(1, 1)
	return f
}

// Rounded sets the radius of the corners.
func (f *Fill) Rounded(r float32) *Fill {
	f.Radius = r
	return f
}

// Sized sets a least size.
func (f *Fill) Sized(w, h float32) *Fill {
	f.Min = fyne.NewSize(w, h)
	return f
}

// SetColor changes the colour.
func (f *Fill) SetColor(c fyne.ThemeColorName) {
	if f.Color != c {
		f.Color = c
		f.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	r := &fillRenderer{fill: f, rect: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type fillRenderer struct {
	fill *Fill
	rect *canvas.Rectangle
}

func (r *fillRenderer) Destroy() {}

func (r *fillRenderer) Layout(size fyne.Size) {
	r.rect.Resize(size)
	if c := r.fill.content; c != nil {
		c.Resize(size)
	}
}

func (r *fillRenderer) MinSize() fyne.Size {
	if c := r.fill.content; c != nil {
		return r.fill.Min.Max(c.MinSize())
	}
	return r.fill.Min
}

func (r *fillRenderer) Objects() []fyne.CanvasObject {
	if c := r.fill.content; c != nil {
		return []fyne.CanvasObject{r.rect, c}
	}
	return []fyne.CanvasObject{r.rect}
}

func (r *fillRenderer) Refresh() {
	r.rect.FillColor, r.rect.StrokeColor, r.rect.StrokeWidth = color.Transparent, nil, 0
	if r.fill.Color != "" {
		r.rect.FillColor = Color(r.fill, r.fill.Color)
	}
	if r.fill.Stroke != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = Color(r.fill, r.fill.Stroke), 1
	}
	r.rect.CornerRadius = r.fill.Radius
	r.rect.Refresh()
	if c := r.fill.content; c != nil {
		c.Refresh()
	}
}
