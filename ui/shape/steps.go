package shape

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/theme"
)

// Steps shows a confidence as so many of four small blocks: four can be told
// apart at a glance, a length cannot.
type Steps struct {
	widget.BaseWidget
	blocks [4]*Fill
}

// NewSteps makes four empty blocks.
func NewSteps() *Steps {
	s := &Steps{}
	for i := range s.blocks {
		s.blocks[i] = NewFill(theme.Track, nil).Sized(7, 5).Rounded(1)
	}
	s.ExtendBaseWidget(s)
	return s
}

// Set fills the first n blocks.
func (s *Steps) Set(n int, c fyne.ThemeColorName) {
	for i, b := range s.blocks {
		if i < n {
			b.SetColor(c)
		} else {
			b.SetColor(theme.Track)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer {
	row := make([]fyne.CanvasObject, len(s.blocks))
	for i, b := range s.blocks {
		row[i] = b
	}
	return widget.NewSimpleRenderer(container.New(Shares{Widths: []float32{-1, -1, -1, -1}, Gap: 2}, row...))
}
