package shape

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Touch is content that can be tapped; its ground shows the pointer over it.
type Touch struct {
	widget.BaseWidget
	ground *Fill
	rest   fyne.ThemeColorName
	tapped func()
	Label  string // for screen readers
}

var _ desktop.Hoverable = (*Touch)(nil)

// NewTouch makes content that does something when it is tapped.
func NewTouch(content fyne.CanvasObject, tapped func()) *Touch {
	t := &Touch{ground: NewFill("", content).Rounded(4), tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// On gives it a ground of its own while the pointer is elsewhere.
func (t *Touch) On(ground, stroke fyne.ThemeColorName) *Touch {
	t.rest, t.ground.Color, t.ground.Stroke = ground, ground, stroke
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *Touch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.ground) }

// Tapped implements fyne.Tappable.
func (t *Touch) Tapped(*fyne.PointEvent) { t.tapped() }

// MouseIn implements desktop.Hoverable, as do MouseMoved and MouseOut.
func (t *Touch) MouseIn(*desktop.MouseEvent) { t.ground.SetColor(base.ColorNameHover) }

// MouseMoved implements desktop.Hoverable.
func (t *Touch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *Touch) MouseOut() { t.ground.SetColor(t.rest) }

// AccessibilityLabel and AccessibilityRole are for screen readers.
func (t *Touch) AccessibilityLabel() string { return t.Label }

// AccessibilityRole implements fyne.Accessible.
func (t *Touch) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
