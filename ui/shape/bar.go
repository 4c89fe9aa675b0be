package shape

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/theme"
)

// Part is one part of a bar.
type Part struct {
	Color fyne.ThemeColorName
	Value float64
}

// Bar shows how parts share a whole, side by side, or from the foot up.
type Bar struct {
	widget.BaseWidget
	Upright bool
	Min     fyne.Size
	parts   []Part
	whole   float64
}

// NewBar makes a bar of at least the size given.
func NewBar(width, height float32) *Bar {
	b := &Bar{Min: fyne.NewSize(width, height)}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows parts of a whole; the rest of the whole stays empty.
func (b *Bar) Set(whole float64, parts ...Part) {
	b.parts, b.whole = parts, whole
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{bar: b, track: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type barRenderer struct {
	bar   *Bar
	track *canvas.Rectangle
	parts []*canvas.Rectangle
}

func (r *barRenderer) Destroy()           {}
func (r *barRenderer) MinSize() fyne.Size { return r.bar.Min }

func (r *barRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.track}
	for _, p := range r.parts {
		objects = append(objects, p)
	}
	return objects
}

func (r *barRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	at := float32(0)
	length := size.Width
	if r.bar.Upright {
		length = size.Height
	}
	for i, p := range r.bar.parts {
		n := float32(0)
		if r.bar.whole > 0 {
			n = length * float32(min(p.Value/r.bar.whole, 1))
		}
		if p.Value > 0 {
			n = max(n, 2) // what is there is seen
		}
		n = min(n, length-at)
		if p.Value <= 0 {
			r.parts[i].Hide()
		}
		if r.bar.Upright {
			r.parts[i].Move(fyne.NewPos(0, size.Height-at-n))
			r.parts[i].Resize(fyne.NewSize(size.Width, n))
		} else {
			r.parts[i].Move(fyne.NewPos(at, 0))
			r.parts[i].Resize(fyne.NewSize(n, size.Height))
		}
		at += n
	}
}

func (r *barRenderer) Refresh() {
	if !r.bar.Upright {
		r.track.FillColor = Color(r.bar, theme.Track)
		r.track.CornerRadius = min(r.bar.Min.Height/2, 3)
	}
	r.parts = r.parts[:0]
	for _, p := range r.bar.parts {
		rect := canvas.NewRectangle(Color(r.bar, p.Color))
		if !r.bar.Upright {
			rect.CornerRadius = r.track.CornerRadius
		}
		r.parts = append(r.parts, rect)
	}
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}
