package shape

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Inset puts space around content.
func Inset(content fyne.CanvasObject, across, down float32) *fyne.Container {
	return container.New(inset{across, down}, content)
}

type inset struct{ across, down float32 }

func (l inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*l.across, 2*l.down)
}

func (l inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(l.across, l.down))
	objects[0].Resize(size.SubtractWidthHeight(2*l.across, 2*l.down))
}

// Fixed gives content a fixed width; 0 leaves a length as it is.
func Fixed(content fyne.CanvasObject, width, height float32) *fyne.Container {
	return container.New(fixed{width, height}, content)
}

type fixed struct{ width, height float32 }

func (l fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	if l.width > 0 {
		m.Width = l.width
	}
	if l.height > 0 {
		m.Height = l.height
	}
	return m
}

func (l fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
}

// Shares lays objects side by side: widths above 0 are fixed, others share the
// rest by their negative weight.
type Shares struct {
	Widths []float32
	Gap    float32
}

// MinSize implements fyne.Layout.
func (l Shares) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for i, o := range objects {
		w := l.Widths[i]
		m.Width += max(w, 0)
		if w < 0 {
			m.Width += o.MinSize().Width
		}
		m.Height = max(m.Height, o.MinSize().Height)
	}
	m.Width += l.Gap * float32(max(len(objects)-1, 0))
	return m
}

// Layout implements fyne.Layout.
func (l Shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest, weight := size.Width-l.Gap*float32(max(len(objects)-1, 0)), float32(0)
	for _, w := range l.Widths[:len(objects)] {
		rest -= max(w, 0)
		weight += max(-w, 0)
	}
	x := float32(0)
	for i, o := range objects {
		w := l.Widths[i]
		if w <= 0 {
			w = max(rest, 0) * -w / max(weight, 1e-6)
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w + l.Gap
	}
}

// Tight stacks objects from the top, without space between.
type Tight struct{}

// MinSize implements fyne.Layout.
func (Tight) MinSize(objects []fyne.CanvasObject) (m fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			s := o.MinSize()
			m = fyne.NewSize(max(m.Width, s.Width), m.Height+s.Height)
		}
	}
	return m
}

// Layout implements fyne.Layout.
func (Tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h := o.MinSize().Height
			o.Move(fyne.NewPos(0, y))
			o.Resize(fyne.NewSize(size.Width, h))
			y += h
		}
	}
}

// Columns are list, page and form: the sides take a share of the width within
// bounds at which they can be read, the page takes the rest.
type Columns struct{ Left, Right Side }

// Side is how wide a side of Columns is.
type Side struct{ Share, Least, Most float32 }

func (s Side) of(width float32) float32 { return min(max(width*s.Share, s.Least), s.Most) }

// MinSize implements fyne.Layout.
func (c Columns) MinSize([]fyne.CanvasObject) fyne.Size {
	const page = 200
	return fyne.NewSize(c.Left.Least+page+c.Right.Least, 300)
}

// Layout implements fyne.Layout.
func (c Columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := c.Left.of(size.Width), c.Right.of(size.Width)
	x := float32(0)
	for i, w := range []float32{left, size.Width - left - right, right} {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}
