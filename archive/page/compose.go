package page

import (
	"math"
)

// Compose makes lines out of characters that know only their place, as PDF, OFD
// and OCR give them. width and height are the page's, in points.
//
// Characters on one baseline form a line, also when their sizes differ; a line
// is split into spans where a gap is wider than type is ever spaced. Type that
// is spaced evenly (发  文  机  关) stays one span. Characters that are printed
// twice to look bold are taken once and marked bold. Lines come from top to
// bottom. Characters that stand one below the other (vertical type) are one
// line each, as they are. What is set askew, as the ring of a seal and a
// watermark are, is left out.
func Compose(chars []Char, width, height float64) []Line {
	rows := cluster(once(level(visible(chars, width, height))))
	lines := make([]Line, 0, len(rows))
	for _, row := range rows {
		lines = append(lines, row.line())
	}
	return lines
}

// visible drops what stands outside the page.
func visible(chars []Char, width, height float64) []Char {
	out := make([]Char, 0, len(chars))
	for _, c := range chars {
		b := c.Box
		if b.X1 >= 0 && b.Y1 >= 0 && (width <= 0 || b.X0 <= width) && (height <= 0 || b.Y0 <= height) {
			out = append(out, c)
		}
	}
	return out
}

// blank reports whether a character leaves no mark.
func blank(r rune) bool { return r <= ' ' || r == 0xA0 || r == 0x3000 || (r >= 0x2000 && r <= 0x200B) }

// once drops characters that stand where the same character stood before: bold
// by printing twice. What is left of such a pair is bold.
func once(chars []Char) []Char {
	seen := make(map[cell]int, len(chars))
	out := make([]Char, 0, len(chars))
	for _, c := range chars {
		if blank(c.R) {
			continue
		}
		at := cellOf(c)
		if i, ok := twin(out, seen, at, c); ok {
			out[i].Bold = true
			continue
		}
		seen[at] = len(out)
		out = append(out, c)
	}
	return out
}

// cell is a square of the page, a third of the type's size wide, so that twins
// are found without comparing every pair.
type cell struct {
	r    rune
	x, y int
}

func cellOf(c Char) cell {
	reach := max(c.Size, 4) / 3
	return cell{c.R, int(c.Box.X0 / reach), int(c.Box.Y0 / reach)}
}

func twin(out []Char, seen map[cell]int, at cell, c Char) (int, bool) {
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if i, ok := seen[cell{at.r, at.x + dx, at.y + dy}]; ok && near(out[i], c) {
				return i, true
			}
		}
	}
	return 0, false
}

// near reports whether two characters cover each other for the most part.
func near(a, b Char) bool {
	least := max(a.Size, 4) / 8
	across := max(least, min(a.Box.Width(), b.Box.Width(), a.Size)/3)
	return math.Abs(a.Box.X0-b.Box.X0) < across && math.Abs(a.Box.Y0-b.Box.Y0) < max(least, a.Size/3) && math.Abs(a.Size-b.Size) < 1
}
