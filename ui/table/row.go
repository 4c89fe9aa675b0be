package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/shape"
)

// Spaces in a row.
const (
	columnGap = 12
	rowInset  = 10
)

// row is a line of the list that knows a second tap from the first: the toolkit's
// list tells only of the first, and a double tap of its own would keep every
// single one waiting.
type row struct {
	widget.BaseWidget
	content fyne.CanvasObject
	at      int
	tapped  func(i int)
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// Tapped implements fyne.Tappable.
func (r *row) Tapped(*fyne.PointEvent) { r.tapped(r.at) }

// waiting stands in a row whose page is under way.
const waiting = "…"

func (t *Table[T]) create() fyne.CanvasObject {
	r := &row{content: t.blank(), tapped: t.tapped}
	r.ExtendBaseWidget(r)
	return r
}

// blank makes a row without values.
func (t *Table[T]) blank() fyne.CanvasObject {
	if t.options.New != nil {
		return shape.Fixed(t.options.New(), 0, t.options.Height)
	}
	cells := make([]fyne.CanvasObject, len(t.options.Columns))
	for i, c := range t.options.Columns {
		cell := shape.NewText("")
		cell.Align = c.Align
		cells[i] = cell
	}
	row := shape.Inset(container.New(shape.Shares{Widths: t.widths(), Gap: columnGap}, cells...), rowInset, 0)
	return shape.Fixed(row, 0, t.options.Height)
}

// update draws row i; the list may ask for a row that is gone.
func (t *Table[T]) update(i int, o fyne.CanvasObject) {
	line := o.(*row)
	line.at = i
	row, ok := t.cache.row(i)
	inner := line.content.(*fyne.Container).Objects[0]
	if t.options.Update != nil {
		if ok {
			t.options.Update(i, row, inner)
		}
		return
	}
	cells := inner.(*fyne.Container).Objects[0].(*fyne.Container).Objects
	for n, c := range t.options.Columns {
		cell := cells[n].(*shape.Text)
		if !ok {
			cell.Set(waiting, "")
			continue
		}
		color := fyne.ThemeColorName("")
		if c.Color != nil {
			color = c.Color(row)
		}
		if bold := c.Bold != nil && c.Bold(row); bold != cell.Bold {
			cell.Bold = bold
			cell.Refresh()
		}
		cell.Set(c.Text(row), color)
	}
}
