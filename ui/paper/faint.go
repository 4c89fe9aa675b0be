package paper

import (
	"image/color"

	"fyne.io/fyne/v2"

	"niandang/ui/shape"
	"niandang/ui/theme"
)

// faint is the accent as a veil: what is written below stays black.
func faint(w fyne.Widget, strong bool) color.Color {
	r, g, b, _ := shape.Color(w, theme.Accent).RGBA()
	c := color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 18}
	if strong {
		c.A = 44
	}
	return c
}
