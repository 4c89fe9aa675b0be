package bind

import (
	"context"
	"image"
	"strings"
)

// Blank sides get no number (DA/T 22-2015, 6.3). A side is looked at only where
// its text is known to be empty, and at most maxLooks of one part are: a scan
// without any recognised text counts as written on.
const maxLooks = 40

// faint is what may be dark on a blank side: dust, the edge of a scan.
const faint = 0.0006

// findBlank looks for the blank sides of a PDF part.
func (c *compiler) findBlank(ctx context.Context, b *bound) {
	if b.open == nil || b.src.Text == nil || b.n < 2 {
		return
	}
	texts, err := b.src.Text(ctx)
	if err != nil || len(texts) == 0 {
		return
	}
	looks := 0
	for i := range b.n {
		number := i + 1
		if len(b.pages) > 0 {
			number = b.pages[i]
		}
		if number > len(texts) || strings.TrimSpace(texts[number-1]) != "" {
			continue
		}
		if looks++; looks > maxLooks {
			return
		}
		if m, ok := c.renderPage(ctx, b.open, number); ok && blankPage(m) {
			if b.blank == nil {
				b.blank = make(map[int]bool)
			}
			b.blank[i] = true
		}
	}
}

// blankPage tells whether nothing stands on a page, its outermost edge aside.
func blankPage(m image.Image) bool {
	k := newInk(m, 1)
	w, h := float64(k.w), float64(k.h)
	return k.taken(box{w * 0.03, h * 0.03, w * 0.94, h * 0.94}) <= faint
}
