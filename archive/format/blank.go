package format

import (
	"context"
	"image"
	"slices"
	"strings"
)

// Blank sides get no number and do not count (DA/T 22-2015, 6.3). A side is looked at
// only where no text was read on it, and at most maxLooks of one file are.
const maxLooks = 100

// Marks near the edge do not make a side written on: punched holes and the shadow of
// the sheet lie within these shares of its width and height. faint is what dust may
// cover of the rest.
const (
	besideEdge = 0.055
	belowEdge  = 0.03
	faint      = 0.0006
)

// blanks finds the blank sides of a document with fixed pages, from 1. A document
// that bears nothing at all has none: then it cannot be known why.
func (t *task) blanks(ctx context.Context, from pictures) error {
	var out []int
	pages := t.c.Doc.Pages
	looks := 0
	for i, p := range pages {
		if strings.TrimSpace(p.Text()) != "" || len(p.Seals) > 0 || looks >= maxLooks || len(pages) < 2 {
			continue
		}
		looks++
		empty, err := guard(ctx, secs(t.r.limits.OCRSeconds), func(ctx context.Context) (bool, error) {
			m, _, err := from.picture(ctx, i)
			return err == nil && blankSheet(m), err
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil && empty {
			out = append(out, i+1)
		}
	}
	if len(out) < len(pages) {
		t.c.Blank = out
	}
	return nil
}

// blankSheet reports whether nothing stands on a picture of a page.
func blankSheet(m image.Image) bool {
	b := m.Bounds()
	dx, dy := int(float64(b.Dx())*besideEdge), int(float64(b.Dy())*belowEdge)
	in := image.Rect(b.Min.X+dx, b.Min.Y+dy, b.Max.X-dx, b.Max.Y-dy)
	at := pixels(m)
	var shades []int
	for y := in.Min.Y; y < in.Max.Y; y += 7 {
		for x := in.Min.X; x < in.Max.X; x += 7 {
			r, g, bl := at(x, y)
			shades = append(shades, (r+g+bl)/3)
		}
	}
	if len(shades) == 0 {
		return false
	}
	slices.Sort(shades)
	paper := shades[len(shades)/2]
	ink, all := 0, 0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x += 2 {
			all++
			r, g, bl := at(x, y)
			if lo, hi := min(r, g, bl), max(r, g, bl); (r+g+bl)/3 < paper-60 || hi-lo > 70 {
				ink++
			}
		}
	}
	return paper > 128 && float64(ink) <= faint*float64(all)
}
