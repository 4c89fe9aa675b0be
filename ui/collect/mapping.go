package collect

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/shape"
)

// mapping is the table of a sheet's columns: heading, what it is taken for,
// values from it. It folds away, since it is mostly right.
func (c *Pane) mapping(i int, s Sheet) fyne.CanvasObject {
	rows := container.NewVBox()
	for _, col := range s.Columns {
		pick := widget.NewSelect(c.p.meanings(), nil)
		pick.SetSelected(col.Meaning)
		pick.OnChanged = func(label string) { c.p.setMeaning(i, col.Heading, label) }
		rows.Add(container.New(shape.Shares{Widths: []float32{150, 150, -1}, Gap: 12}, shape.NewText(col.Heading), pick, shape.NewCaption(col.Samples)))
	}
	scroll := container.NewVScroll(shape.Inset(rows, 12, 0))
	scroll.SetMinSize(fyne.NewSize(0, min(rows.MinSize().Height, 260)))
	scroll.Hide()
	title := c.desk.Say("ui.collect.sheet", "name", s.Name, "rows", fmt.Sprint(s.Rows), "columns", fmt.Sprint(known(s, c.p.meaning(""))))
	var fold *shape.Button
	fold = shape.NewQuiet("▸ "+title, func() {
		shape.Visible(scroll, !scroll.Visible())
		fold.SetText(map[bool]string{true: "▾ ", false: "▸ "}[scroll.Visible()] + title)
		c.frame.Content().Refresh()
	})
	fold.Alignment = widget.ButtonAlignLeading
	if s.Rows == 0 {
		fold.OnTapped() // not understood: a person must look
	}
	return container.NewBorder(fold, nil, nil, nil, scroll)
}

// known counts the columns with a meaning.
func known(s Sheet, none string) (n int) {
	for _, col := range s.Columns {
		if col.Meaning != none {
			n++
		}
	}
	return n
}
