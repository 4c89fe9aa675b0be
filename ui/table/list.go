package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/shape"
)

// list is Fyne's list whose selection follows the arrows, as in a mail program.
type list struct {
	widget.List
	key func(*fyne.KeyEvent) bool
}

func newList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *list {
	l := &list{List: widget.List{Length: length, CreateItem: create, UpdateItem: update, HideSeparators: true}}
	l.ExtendBaseWidget(l)
	return l
}

// come selects a row and puts the keys' place there.
func (l *list) come(i int) {
	l.Highlight(i)
	l.Select(i)
}

// TypedKey implements fyne.Focusable.
func (l *list) TypedKey(e *fyne.KeyEvent) {
	switch {
	case l.key != nil && l.key(e):
	case e.Name == fyne.KeySpace:
		l.List.TypedKey(e)
	default:
		shape.ToWindow(l, e)
	}
}

// AccessibilityRole and the label are for screen readers, where Fyne offers them.
func (l *list) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
