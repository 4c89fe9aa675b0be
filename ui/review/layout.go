package review

import "fyne.io/fyne/v2"

// columns are list, page and form: the sides keep a width that can be read, the
// page takes the rest.
type columns struct{}

func (columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(230+200+250, 300)
}

func (columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list := min(max(size.Width*0.28, 230), 340)
	form := min(max(size.Width*0.30, 260), 380)
	x := float32(0)
	for i, w := range []float32{list, size.Width - list - form, form} {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

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
