package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/shape"
	"niandang/ui/theme"
)

// railWidth is the width of the rail.
const railWidth = 140

// railItem is one pane in the rail.
type railItem struct {
	widget.BaseWidget
	onTap  func()
	ground *shape.Fill
	bar    *shape.Fill
	title  *shape.Text
	mark   *shape.Text
	chosen bool
	hover  bool
}

var _ desktop.Hoverable = (*railItem)(nil)

func newRailItem(title string, onTap func()) *railItem {
	r := &railItem{onTap: onTap, title: shape.NewText(title), mark: shape.NewText("")}
	r.mark.Align, r.mark.Full, r.mark.Type = fyne.TextAlignTrailing, true, base.SizeNameCaptionText
	r.bar = shape.NewFill("", nil).Sized(3, 0)
	row := shape.Edges{Left: r.bar, Right: shape.Inset(r.mark, 12, 0), Centre: container.NewBorder(nil, nil, shape.Fixed(shape.NewText(""), 10, 0), nil, r.title)}.Around()
	r.ground = shape.NewFill("", shape.Fixed(row, 0, 36))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *railItem) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.ground) }

// Tapped implements fyne.Tappable.
func (r *railItem) Tapped(*fyne.PointEvent) { r.onTap() }

// MouseIn implements desktop.Hoverable, as do MouseMoved and MouseOut.
func (r *railItem) MouseIn(*desktop.MouseEvent) {
	r.hover = true
	r.paint()
}

// MouseMoved implements desktop.Hoverable.
func (r *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *railItem) MouseOut() {
	r.hover = false
	r.paint()
}

func (r *railItem) choose(chosen bool) {
	r.chosen = chosen
	r.paint()
}

func (r *railItem) set(m mark) {
	color := theme.Done
	if m.waiting > 0 {
		color = theme.Waiting
	}
	r.mark.Set(m.text(), color)
	r.ground.Refresh()
}

func (r *railItem) paint() {
	ground, bar := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch {
	case r.chosen:
		ground, bar = theme.TintKey, theme.Accent
	case r.hover:
		ground = base.ColorNameHover
	}
	r.title.Bold = r.chosen
	r.title.Refresh()
	r.bar.SetColor(bar)
	r.ground.SetColor(ground)
}

// AccessibilityLabel and AccessibilityRole are for screen readers.
func (r *railItem) AccessibilityLabel() string { return r.title.Text() + " " + r.mark.Text() }

// AccessibilityRole implements fyne.Accessible.
func (r *railItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
