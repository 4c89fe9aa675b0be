package ofd

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"niandang/archive/ofd/xmltree"
)

// maxGlyphs bounds what a run length such as "g 999999999 1" can ask for.
const maxGlyphs = 200_000

// parseDeltas reads DeltaX or DeltaY: distances to the next character, in which
// "g n v" stands for v n times (GB/T 33190-2016, 11.3). At most limit are given.
func parseDeltas(s string, limit int) []float64 {
	fields := strings.Fields(s)
	out := make([]float64, 0, min(len(fields), limit))
	for i := 0; i < len(fields) && len(out) < limit; i++ {
		if fields[i] != "g" && fields[i] != "G" {
			if v, ok := number(fields[i]); ok {
				out = append(out, v)
			}
			continue
		}
		if i+2 >= len(fields) {
			break
		}
		n, err := strconv.Atoi(fields[i+1])
		v, ok := number(fields[i+2])
		i += 2
		if err != nil || !ok {
			continue
		}
		for ; n > 0 && len(out) < limit; n-- {
			out = append(out, v)
		}
	}
	return out
}

// glyphIDs gives the glyph of each character by CGTransform (11.4): one to one,
// or the first of several. -1 where none is named.
func glyphIDs(obj *xmltree.Node, count int) []int {
	ids := make([]int, count)
	for i := range ids {
		ids[i] = -1
	}
	for _, t := range obj.All("CGTransform") {
		pos := int(numberOr(t.Attr("CodePosition"), 0))
		glyphs := strings.Fields(t.Kid("Glyphs").Text())
		codes := int(numberOr(t.Attr("CodeCount"), 1))
		for i := 0; i < min(codes, len(glyphs)) && pos >= 0 && pos+i < count; i++ {
			if g, err := strconv.Atoi(glyphs[i]); err == nil {
				ids[pos+i] = g
			}
		}
	}
	return ids
}

// run is a TextObject with what its children share.
type run struct {
	size, hscale float64
	vertical     bool
	ids          []int
	taken        int // characters before this TextCode
	x, y         float64
}

// place gives the glyphs of one TextCode in the object's own coordinates.
func (r *run) place(code *xmltree.Node) []Glyph {
	text := codeText(code)
	n := utf8.RuneCountInString(text)
	r.x = numberOr(code.Attr("X"), r.x)
	r.y = numberOr(code.Attr("Y"), r.y)
	dx := parseDeltas(code.Attr("DeltaX"), n)
	dy := parseDeltas(code.Attr("DeltaY"), n)
	out := make([]Glyph, 0, n)
	x, y, i := r.x, r.y, 0
	for _, c := range text {
		width := r.size * r.hscale * usualWidth(c)
		g := Glyph{R: c, ID: r.id(i), X: x, Y: y, Advance: width}
		if i < len(dx) && dx[i] > 0 {
			g.Advance = dx[i]
		}
		out = append(out, g)
		x += r.step(dx, dy, i, width)
		y += at(dy, i)
		i++
	}
	r.taken += n
	return out
}

// step gives how far the next character is: by DeltaX, or, where the maker left
// both out, by the usual width.
func (r *run) step(dx, dy []float64, i int, width float64) float64 {
	switch {
	case i < len(dx):
		return dx[i]
	case len(dx) == 0 && len(dy) == 0 && !r.vertical:
		return width
	case len(dx) > 0 && len(dy) == 0:
		return dx[len(dx)-1]
	}
	return 0
}

func (r *run) id(i int) int {
	if r.taken+i < len(r.ids) {
		return r.ids[r.taken+i]
	}
	return -1
}

func at(v []float64, i int) float64 {
	if i < len(v) {
		return v[i]
	}
	return 0
}

// codeText gives the characters of a TextCode, which stand in it as they are;
// only line breaks that an XML formatter put there go.
func codeText(code *xmltree.Node) string {
	s := code.Text()
	if len(s) > 4*maxGlyphs {
		s = s[:4*maxGlyphs]
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

// usualWidth gives the width of a character in ems: Han and full-width forms are
// square, Latin letters and digits half of it.
func usualWidth(r rune) float64 {
	switch {
	case r < 0x2000:
		return 0.5
	case r >= 0x2000 && r <= 0x200b:
		return 0.25
	case r >= 0xff61 && r <= 0xffdc:
		return 0.5
	}
	return 1
}
