package main

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/ui/shape"
)

// walk visits what is in the window.
func (s *stage) walk(visit func(fyne.CanvasObject)) {
	var into func(fyne.CanvasObject)
	into = func(o fyne.CanvasObject) {
		visit(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				into(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				into(c)
			}
		}
	}
	into(s.win.Content())
}

// tap presses the button with an entry's words.
func (s *stage) tap(id string) { s.press(func(text string) bool { return text == s.say(id) }) }

// unfold opens the first part that is folded away.
func (s *stage) unfold() { s.press(func(text string) bool { return strings.HasPrefix(text, "▸") }) }

func (s *stage) press(fits func(text string) bool) {
	var found *shape.Button
	s.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*shape.Button); ok && found == nil && b.Visible() && fits(b.Text) {
			found = b
		}
	})
	if found != nil {
		test.Tap(found)
	}
}

// fill writes made-up values into the fields of the page.
func (s *stage) fill() { s.write("云州市水务局", "S021", "市水务局") }

// write fills the fields of the page in order.
func (s *stage) write(values ...string) {
	s.walk(func(o fyne.CanvasObject) {
		f, ok := o.(interface {
			fyne.Focusable
			SetText(string)
		})
		if ok && len(values) > 0 {
			f.SetText(values[0])
			values = values[1:]
		}
	})
}

// key presses keys where the focus is, on the first list, or on the window.
func (s *stage) key(names ...fyne.KeyName) {
	for _, n := range names {
		e := &fyne.KeyEvent{Name: n}
		switch f := s.keys(); {
		case f != nil:
			f.TypedKey(e)
		default:
			s.win.Canvas().OnTypedKey()(e)
		}
	}
}

// keys gives what takes the arrows.
func (s *stage) keys() fyne.Focusable {
	return s.win.Canvas().Focused()
}
