package review

import "fyne.io/fyne/v2"

// twoLines puts two lines over one another.
type twoLines struct{}

func (twoLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
}

func (twoLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		o.Move(fyne.NewPos(0, float32(i)*size.Height/2))
		o.Resize(fyne.NewSize(size.Width, size.Height/2))
	}
}

// middle puts one thing in the middle of its place, as small as it is.
type middle struct{}

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	m := objects[0].MinSize()
	objects[0].Resize(m)
	objects[0].Move(fyne.NewPos(size.Width-m.Width, (size.Height-m.Height)/2))
}
