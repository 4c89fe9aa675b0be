package shape

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Edges puts parts around a centre with no space between; a part may be nil.
type Edges struct {
	Top, Bottom, Left, Right, Centre fyne.CanvasObject
}

// Around lays the parts out.
func (e Edges) Around() *fyne.Container {
	c := container.New(e)
	for _, o := range []fyne.CanvasObject{e.Centre, e.Left, e.Right, e.Top, e.Bottom} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

// least gives the least size of a part, nothing for one that is out of sight.
func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

// MinSize implements fyne.Layout.
func (e Edges) MinSize([]fyne.CanvasObject) fyne.Size {
	t, b, l, r, c := least(e.Top), least(e.Bottom), least(e.Left), least(e.Right), least(e.Centre)
	return fyne.NewSize(max(t.Width, b.Width, l.Width+c.Width+r.Width), t.Height+b.Height+max(l.Height, c.Height, r.Height))
}

// Layout implements fyne.Layout.
func (e Edges) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	t, b, l, r := least(e.Top).Height, least(e.Bottom).Height, least(e.Left).Width, least(e.Right).Width
	middle := max(s.Height-t-b, 0)
	put(e.Top, fyne.NewPos(0, 0), fyne.NewSize(s.Width, t))
	put(e.Bottom, fyne.NewPos(0, s.Height-b), fyne.NewSize(s.Width, b))
	put(e.Left, fyne.NewPos(0, t), fyne.NewSize(l, middle))
	put(e.Right, fyne.NewPos(s.Width-r, t), fyne.NewSize(r, middle))
	put(e.Centre, fyne.NewPos(l, t), fyne.NewSize(max(s.Width-l-r, 0), middle))
}

func put(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
	if o != nil {
		o.Move(p)
		o.Resize(s)
	}
}

// Visible shows an object or hides it. What was never in sight belongs to no window
// yet, so that nothing is drawn when it is shown: Within draws its surroundings.
func Visible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// Within shows or hides a part of something that is in sight, and lays that out
// anew.
func Within(whole, part fyne.CanvasObject, visible bool) {
	if part.Visible() != visible {
		Visible(part, visible)
		whole.Refresh()
	}
}
