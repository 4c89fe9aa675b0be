package shape

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Field is a one-line entry in which Esc backs out.
type Field struct {
	widget.Entry
	Escaped func() // nil: the field gives the keys back
	Typed   func(*fyne.KeyEvent) (used bool)
	Left    func() // the keys go elsewhere
}

// NewField makes a field.
func NewField() *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	return f
}

// TypedKey implements fyne.Focusable.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.Typed != nil && f.Typed(e) {
		return
	}
	if !backOut(f, e, f.Escaped) {
		f.Entry.TypedKey(e)
	}
}

// FocusLost implements fyne.Focusable.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	if f.Left != nil {
		f.Left()
	}
}

// Lines is an entry of several lines in which Tab goes on to the next field, as
// everywhere else, and Esc backs out.
type Lines struct {
	widget.Entry
	Escaped func() // nil: the field gives the keys back
}

// NewLines makes a field with room for some lines.
func NewLines(rows int) *Lines {
	l := &Lines{Entry: widget.Entry{MultiLine: true, Wrapping: fyne.TextWrapOff}}
	l.ExtendBaseWidget(l)
	l.SetMinRowsVisible(rows)
	return l
}

// AcceptsTab implements fyne.Tabbable.
func (l *Lines) AcceptsTab() bool { return false }

// TypedKey implements fyne.Focusable.
func (l *Lines) TypedKey(e *fyne.KeyEvent) {
	if !backOut(l, e, l.Escaped) {
		l.Entry.TypedKey(e)
	}
}

// Button is a button that leaves keys it does not know to the window.
type Button struct {
	widget.Button
	Escaped func()
}

// NewButton makes a button.
func NewButton(text string, do func()) *Button {
	b := &Button{Button: widget.Button{Text: text, OnTapped: do}}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary makes the one button of a pane that is accented.
func NewPrimary(text string, do func()) *Button {
	b := NewButton(text, do)
	b.Importance = widget.HighImportance
	return b
}

// NewQuiet makes a button without a ground.
func NewQuiet(text string, do func()) *Button {
	b := NewButton(text, do)
	b.Importance = widget.LowImportance
	return b
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch {
	case backOut(b, e, b.Escaped):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	case e.Name == fyne.KeySpace:
		b.Button.TypedKey(e)
	default:
		ToWindow(b, e)
	}
}

// backOut handles Esc; false for another key.
func backOut(w fyne.Widget, e *fyne.KeyEvent, escaped func()) bool {
	if e.Name == fyne.KeyF1 {
		ToWindow(w, e)
		return true
	}
	if e.Name != fyne.KeyEscape {
		return false
	}
	if escaped != nil {
		escaped()
		return true
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.Unfocus()
	}
	return true
}

// ToWindow gives a key that a focused widget has no use for to the window.
func ToWindow(w fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}
