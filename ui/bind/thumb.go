package bind

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/shape"
	"niandang/ui/theme"
)

// thumb is a small page with its number; the one in sight is framed.
type thumb struct {
	widget.BaseWidget
	page   int
	sheet  *shape.Fill
	image  *canvas.Image
	number *shape.Text
	tapped func(page int)
}

// Sizes of a small page.
const (
	thumbWide = 66
	thumbTall = 92
)

func newThumb(tapped func(int)) *thumb {
	t := &thumb{image: canvas.NewImageFromImage(nil), number: shape.NewCaption(""), tapped: tapped}
	t.image.FillMode = canvas.ImageFillContain
	t.number.Align = fyne.TextAlignCenter
	t.sheet = shape.NewFill(theme.Paper, shape.Inset(t.image, 1, 1)).Sized(thumbWide, thumbTall)
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, t.number, nil, nil, shape.Fixed(t.sheet, thumbWide, thumbTall)))
}

// Tapped implements fyne.Tappable.
func (t *thumb) Tapped(*fyne.PointEvent) {
	if t.tapped != nil && t.page > 0 {
		t.tapped(t.page)
	}
}

func (t *thumb) set(page int, now bool) {
	if t.page != page {
		t.draw(nil)
	}
	t.page = page
	t.number.Bold = now
	t.number.SetText(count(page))
	t.sheet.Stroke = theme.Hairline
	if now {
		t.sheet.Stroke = theme.Accent
	}
	t.sheet.Refresh()
}

func (t *thumb) draw(m image.Image) {
	t.image.Image = m
	t.image.Hidden = m == nil
	t.image.Refresh()
}
