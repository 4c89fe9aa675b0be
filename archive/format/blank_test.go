package format

import (
	"context"
	"errors"
	"image"
	"image/color"
	"slices"
	"testing"

	"niandang/archive/page"
)

// side is a scanned side of 100 dpi: grey paper with dust and three punched holes at
// its left edge, and a block of type where there is one.
func side(typed image.Rectangle, ink color.Color) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 827, 1169))
	for i := range m.Pix {
		m.Pix[i] = 228 + uint8(i*7919%13)
	}
	for _, y := range []int{300, 580, 860} {
		ground(m, image.Rect(14, y, 40, y+26), color.Gray{90})
	}
	for i := range 60 {
		m.Set(60+i*12, 40+i*17%1100, color.Gray{120})
	}
	for y := typed.Min.Y; y < typed.Max.Y; y += 2 {
		ground(m, image.Rect(typed.Min.X, y, typed.Max.X, y+1), ink)
	}
	return m
}

func ground(m *image.RGBA, r image.Rectangle, c color.Color) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			m.Set(x, y, c)
		}
	}
}

type sides []image.Image

func (s sides) picture(_ context.Context, i int) (image.Image, float64, error) {
	if s[i] == nil {
		return nil, 0, errors.New("cannot be drawn")
	}
	return s[i], 100, nil
}

// Holes, dust and grey paper do not make a side written on; a line of small type, a
// seal or a side that cannot be looked at does.
func TestBlankSidesAreFound(t *testing.T) {
	empty := image.Rectangle{}
	pictures := sides{
		side(image.Rect(200, 300, 600, 320), color.Gray{40}), side(empty, nil), side(image.Rect(380, 600, 460, 680), color.RGBA{210, 60, 60, 255}), nil, side(empty, nil),
	}
	r := noHelpers(t, nil)
	task := &task{r: r}
	for i := range pictures {
		task.c.Doc.Pages = append(task.c.Doc.Pages, page.Page{Number: i + 1})
	}
	if err := task.blanks(t.Context(), pictures); err != nil || !slices.Equal(task.c.Blank, []int{2, 5}) {
		t.Errorf("blank sides %v, %v; want 2 and 5", task.c.Blank, err)
	}
	task.c.Blank = nil
	task.c.Doc.Pages = task.c.Doc.Pages[1:2]
	if err := task.blanks(t.Context(), pictures[1:2]); err != nil || task.c.Blank != nil {
		t.Errorf("the only side of a file is blank: %v, %v", task.c.Blank, err)
	}
}
