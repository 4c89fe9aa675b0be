package ofd

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/cff"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// Typeface is an embedded font file, read for the shapes of its glyphs: TrueType,
// OpenType, or a bare CFF font as makers that convert from PDF leave them. Tables
// that shapes do not need may be missing.
type Typeface struct {
	face  *font.Face
	bare  *cff.CFF
	units float64
}

var errNoFont = errors.New("no font that can be read")

// Typeface gives the embedded font, nil where there is none that can be read. It is
// read once.
func (f *Font) Typeface() *Typeface {
	if f.Data == nil || f.read {
		return f.face
	}
	f.read = true
	data, err := f.Data()
	if err != nil {
		return nil
	}
	f.face, _ = parseTypeface(data) // one that cannot be read counts as not embedded
	return f.face
}

func parseTypeface(data []byte) (t *Typeface, err error) {
	defer func() {
		if r := recover(); r != nil { // the library's fault, on a damaged file
			t, err = nil, fmt.Errorf("%w: %v", errNoFont, r)
		}
	}()
	if bytes.HasPrefix(data, []byte{1, 0, 4}) {
		bare, err := cff.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errNoFont, err)
		}
		return &Typeface{bare: bare, units: 1000}, nil
	}
	data, err = mapped(data)
	if err != nil {
		return nil, err
	}
	faces, err := font.ParseTTC(bytes.NewReader(data))
	if err != nil || len(faces) == 0 {
		return nil, fmt.Errorf("%w: %w", errNoFont, err)
	}
	units := float64(faces[0].Upem())
	if units <= 0 {
		units = 1000
	}
	return &Typeface{face: faces[0], units: units}, nil
}

// Glyph gives the glyph of a character by the font's own map.
func (t *Typeface) Glyph(r rune) (int, bool) {
	if t.face == nil {
		return 0, false
	}
	g, ok := t.face.NominalGlyph(r)
	return int(g), ok && g != 0
}

// Outline gives the shape of a glyph in thousandths of an em, y up, and how far it
// is to the next one. A glyph that the font does not have is empty; ok tells.
func (t *Typeface) Outline(glyph int) (shape []Segment, advance float64, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			shape, advance, ok = nil, 1000, false
		}
	}()
	if t.bare != nil {
		if glyph < 0 || glyph >= len(t.bare.Charstrings) {
			return nil, 1000, false
		}
		segs, _, err := t.bare.LoadGlyph(tables.GlyphID(glyph))
		return t.scaled(segs), 1000, err == nil
	}
	if glyph < 0 || glyph > 0xFFFF {
		return nil, 1000, false
	}
	data, ok := t.face.GlyphDataOutline(tables.GlyphID(glyph))
	advance = float64(t.face.HorizontalAdvance(opentype.GID(glyph))) * 1000 / t.units
	return t.scaled(data.Segments), advance, ok
}

// scaled takes a shape to thousandths of an em; curves become cubic.
func (t *Typeface) scaled(segs []opentype.Segment) []Segment {
	k := 1000 / t.units
	out := make([]Segment, 0, len(segs)+4)
	var at [2]float64
	for i, s := range segs {
		p := func(i int) (float64, float64) { return float64(s.Args[i].X) * k, float64(s.Args[i].Y) * k }
		x, y := p(0)
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				out = append(out, Segment{Op: 'Z'})
			}
			out = append(out, Segment{Op: 'M', P: [6]float64{x, y}})
		case opentype.SegmentOpLineTo:
			out = append(out, Segment{Op: 'L', P: [6]float64{x, y}})
		case opentype.SegmentOpQuadTo:
			ex, ey := p(1)
			out = append(out, cubic(at, [2]float64{x, y}, [2]float64{ex, ey}))
			x, y = ex, ey
		case opentype.SegmentOpCubeTo:
			x1, y1 := p(1)
			ex, ey := p(2)
			out = append(out, Segment{Op: 'B', P: [6]float64{x, y, x1, y1, ex, ey}})
			x, y = ex, ey
		}
		at = [2]float64{x, y}
	}
	if len(out) > 0 {
		out = append(out, Segment{Op: 'Z'})
	}
	return out
}

// cubic gives the quadratic curve from a over b to c as a cubic one.
func cubic(a, b, c [2]float64) Segment {
	return Segment{Op: 'B', P: [6]float64{
		a[0] + (b[0]-a[0])*2/3, a[1] + (b[1]-a[1])*2/3, c[0] + (b[0]-c[0])*2/3, c[1] + (b[1]-c[1])*2/3, c[0], c[1],
	}}
}

// mapped gives a font file without a character map an empty one: fonts that name
// their glyphs by number often have none, and the library insists on it.
func mapped(data []byte) ([]byte, error) {
	if len(data) < 12 {
		return nil, errNoFont
	}
	if bytes.HasPrefix(data, []byte("ttcf")) {
		return data, nil
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*n {
		return nil, errNoFont
	}
	for i := range n {
		if string(data[12+16*i:16+16*i]) == "cmap" {
			return data, nil
		}
	}
	const shift = 16 // a directory entry
	out := append([]byte(nil), data[:12]...)
	binary.BigEndian.PutUint16(out[4:], uint16(n+1))
	for i := range n {
		e := append([]byte(nil), data[12+16*i:28+16*i]...)
		binary.BigEndian.PutUint32(e[8:], binary.BigEndian.Uint32(e[8:])+shift)
		out = append(out, e...)
	}
	out = append(out, "cmap\x00\x00\x00\x00"...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)+shift))
	out = binary.BigEndian.AppendUint32(out, uint32(len(emptyMap)))
	out = append(out, data[12+16*n:]...)
	return append(out, emptyMap...), nil
}

// emptyMap is a character map of format 4 with its closing segment only.
var emptyMap = []byte{
	0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12,
	0, 4, 0, 24, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 1, 0, 0,
}
