package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"niandang/ui/shape"
)

// Spaces in a row.
const (
	columnGap = 12
	rowInset  = 10
)

// waiting stands in a row whose page is under way.
const waiting = "…"

func (t *Table[T]) create() fyne.CanvasObject {
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
	row, ok := t.cache.row(i)
	inner := o.(*fyne.Container).Objects[0]
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
