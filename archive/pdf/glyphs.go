package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"unicode/utf16"
)

// Outlines are the shapes of a typeface that a document brings along.
type Outlines interface {
	// Outline gives a glyph's shape in thousandths of an em, y up, and how far it
	// is to the next glyph.
	Outline(glyph int) (shape []Segment, advance float64)
}

// Glyphs sets glyphs of a typeface, each at its place. They are found and copied
// as the text that they stand for.
type Glyphs struct {
	Font  Outlines // one value for one typeface: it is compared
	Size  float64  // points
	Color Color
	Turn  float64 // degrees, counter-clockwise
	Wide  float64 // width of the glyphs, 1 (and 0) is natural
	List  []Glyph
}

// Glyph is a glyph with its origin on the baseline, in mm.
type Glyph struct {
	ID   int
	Text string
	X, Y float64
}

// drawnFont is a Type 3 font (ISO 32000-1, 9.6.5): its glyphs are drawings, so that
// a typeface comes in whatever its format and however damaged its tables are.
type drawnFont struct {
	from  Outlines
	list  []drawnGlyph // by code, from 1
	codes map[drawnGlyph]int
}

type drawnGlyph struct {
	id   int
	text string
}

const mostCodes = 255 // a Type 3 font has codes of one byte

// drawn gives the font and code under which a glyph is set.
func (a *assembly) drawn(font Outlines, g drawnGlyph) (number, code int) {
	last := -1
	for i, f := range a.drawnFonts {
		if f.from != font {
			continue
		}
		if c, ok := f.codes[g]; ok {
			return i, c
		}
		last = i
	}
	if last < 0 || len(a.drawnFonts[last].list) == mostCodes {
		a.drawnFonts = append(a.drawnFonts, &drawnFont{from: font, codes: map[drawnGlyph]int{}})
		last = len(a.drawnFonts) - 1
	}
	f := a.drawnFonts[last]
	f.list = append(f.list, g)
	f.codes[g] = len(f.list)
	return last, len(f.list)
}

// glyphs sets a run: glyphs that follow one another on a line stay together, so that
// they are found as words.
func (c *canvas) glyphs(g Glyphs) {
	if len(g.List) == 0 || g.Size <= 0 {
		return
	}
	wide := g.Wide
	if wide <= 0 {
		wide = 1
	}
	sin, cos := math.Sincos(g.Turn * math.Pi / 180)
	c.buf = append(c.buf, "BT\n"...)
	c.color(g.Color, "rg")
	font, open := -1, false
	var last Glyph
	var advance float64
	for _, glyph := range g.List {
		which, code := c.a.drawn(g.Font, drawnGlyph{glyph.ID, glyph.Text})
		dx, dy := c.x(glyph.X-last.X), c.x(glyph.Y-last.Y)
		along, across := dx*cos-dy*sin, dx*sin+dy*cos
		near := advance - along/(g.Size*wide)*1000
		if !open || which != font || math.Abs(across) > g.Size*0.02 || math.Abs(near) > 4000 {
			if open {
				c.buf = append(c.buf, ">] TJ\n"...)
			}
			if which != font {
				c.buf = append(number(fmt.Appendf(c.buf, "/T%d ", which), g.Size), " Tf\n"...)
			}
			c.buf = append(nums(c.buf, cos*wide, sin*wide, -sin, cos, c.x(glyph.X), c.y(glyph.Y)), "Tm [<"...)
			font, open = which, true
		} else if math.Abs(near) >= 0.5 {
			c.buf = append(number(append(c.buf, '>'), near), '<')
		}
		c.buf = fmt.Appendf(c.buf, "%02X", code)
		_, advance = g.Font.Outline(glyph.ID)
		last = glyph
	}
	c.buf = append(c.buf, ">] TJ\nET\n"...)
}

// drawnFont writes a Type 3 font.
func (a *assembly) drawnFont(f *drawnFont) int {
	procs, names, widths := []byte("<<"), []byte("[1"), []byte("[")
	for i, g := range f.list {
		shape, advance := f.from.Outline(g.id)
		procs = fmt.Appendf(procs, "/shape%d %s", i+1, ref(a.w.addPacked("", glyphProc(shape, advance))))
		names = fmt.Appendf(names, "/shape%d", i+1)
		widths = append(number(widths, advance), ' ')
	}
	return a.w.add(fmt.Appendf(nil, "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[0.001 0 0 0.001 0 0]/Resources<<>>"+
		"/CharProcs%s>>/Encoding<</Type/Encoding/Differences%s]>>/FirstChar 1/LastChar %d/Widths%s]/ToUnicode %s>>",
		procs, names, len(f.list), widths, ref(a.w.addPacked("", f.unicode()))))
}

// glyphProc draws a glyph. Its colour is that of the text.
func glyphProc(shape []Segment, advance float64) []byte {
	box := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	var path []byte
	for _, s := range shape {
		n := map[byte]int{'M': 2, 'L': 2, 'C': 6}[s.Op]
		for i := 0; i < n; i += 2 {
			box.x0, box.x1 = min(box.x0, s.P[i]), max(box.x1, s.P[i])
			box.y0, box.y1 = min(box.y0, s.P[i+1]), max(box.y1, s.P[i+1])
		}
		path = append(nums(path, s.P[:n]...), map[byte]string{'M': "m ", 'L': "l ", 'C': "c ", 'Z': "h "}[s.Op]...)
	}
	if len(path) == 0 {
		return append(nums(nil, advance, 0, 0, 0, 0, 0), "d1\n"...)
	}
	b := nums(nil, advance, 0, box.x0, box.y0, box.x1, box.y1)
	return append(append(append(b, "d1\n"...), path...), "f\n"...)
}

// unicode gives the map from codes to the text that glyphs stand for.
func (f *drawnFont) unicode() []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n")
	var chars [][]byte
	for i, g := range f.list {
		if g.text == "" { // a further glyph of a character that another one stands for
			continue
		}
		c := fmt.Appendf(nil, "<%02X> <", i+1)
		for _, u := range utf16.Encode([]rune(g.text)) {
			c = fmt.Appendf(c, "%04X", u)
		}
		chars = append(chars, append(c, ">\n"...))
	}
	for part := range slices.Chunk(chars, 100) { // as many as ISO 32000-1, 9.10.3 allows
		b = fmt.Appendf(b, "%d beginbfchar\n%sendbfchar\n", len(part), bytes.Join(part, nil))
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
