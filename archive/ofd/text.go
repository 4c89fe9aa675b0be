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

// transform says which glyphs stand for some characters (CGTransform, 11.4).
type transform struct {
	codes  int
	glyphs []int
}

// transforms gives the glyph transforms of a text by the character they begin at.
func transforms(obj *xmltree.Node) map[int]transform {
	out := make(map[int]transform)
	for _, t := range obj.All("CGTransform") {
		var glyphs []int
		for _, f := range strings.Fields(t.Kid("Glyphs").Text()) {
			if g, err := strconv.Atoi(f); err == nil && len(glyphs) < maxGlyphs {
				glyphs = append(glyphs, g)
			}
		}
		if codes := int(numberOr(t.Attr("CodeCount"), 1)); codes > 0 && len(glyphs) > 0 {
			out[int(numberOr(t.Attr("CodePosition"), 0))] = transform{codes, glyphs}
		}
	}
	return out
}

// run is a TextObject with what its children share.
type run struct {
	size, hscale float64
	vertical     bool
	shapes       map[int]transform
	taken        int // characters before this TextCode
	x, y         float64
}

// shape gives the glyphs of some characters, without their places: one each, or as
// many as a transform says, of which the first stands for the text.
func (r *run) shape(text []rune) []Glyph {
	out := make([]Glyph, 0, len(text))
	for i := 0; i < len(text); {
		t, ok := r.shapes[r.taken+i]
		if !ok {
			out = append(out, Glyph{R: text[i], ID: -1})
			i++
			continue
		}
		n := min(t.codes, len(text)-i)
		for k, id := range t.glyphs {
			g := Glyph{ID: id}
			switch {
			case len(t.glyphs) >= t.codes && t.codes > 1 && k < n || n == 1 && k == 0:
				g.R = text[i+k]
			case k == 0:
				g.R, g.Tail = text[i], string(text[i+1:i+n])
			}
			out = append(out, g)
		}
		i += n
	}
	r.taken += len(text)
	return out
}

// place gives the glyphs of one TextCode in the object's own coordinates. Distances
// are from glyph to glyph.
func (r *run) place(code *xmltree.Node) []Glyph {
	out := r.shape([]rune(codeText(code)))
	r.x = numberOr(code.Attr("X"), r.x)
	r.y = numberOr(code.Attr("Y"), r.y)
	dx := parseDeltas(code.Attr("DeltaX"), len(out))
	dy := parseDeltas(code.Attr("DeltaY"), len(out))
	x, y := r.x, r.y
	for i := range out {
		g := &out[i]
		width := r.size * r.hscale * g.usualWidth()
		g.X, g.Y, g.Advance = x, y, width
		if i < len(dx) && dx[i] > 0 {
			g.Advance = dx[i]
		}
		x += r.step(dx, dy, i, width)
		y += at(dy, i)
	}
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

// usualWidth gives the width of what a glyph stands for, in ems.
func (g Glyph) usualWidth() float64 {
	w := usualWidth(g.R)
	for _, r := range g.Tail {
		w += usualWidth(r)
	}
	return w
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
