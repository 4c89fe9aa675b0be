package pdf

import (
	"unicode"

	"niandang/archive"
)

// Missing stands in the place of a character that no face has.
const Missing = '〓'

// Typeface is the four faces of type, ready to measure and to set.
type Typeface struct {
	faces [4]*trueType
}

// NewType reads the four faces. A face that is not given is served by another.
func NewType(f Fonts) (*Typeface, error) {
	t := &Typeface{}
	var any *trueType
	for i, data := range [][]byte{f.Serif, f.SerifBold, f.Sans, f.SansBold} {
		if len(data) == 0 {
			continue
		}
		font, err := parseTrueType(data)
		if err != nil {
			return nil, archive.Fail(archive.CodeInvalid, "pdf_font", err)
		}
		t.faces[i] = font
		if any == nil {
			any = font
		}
	}
	if any == nil {
		return nil, archive.Fail(archive.CodeInvalid, "pdf_no_font", nil)
	}
	for i := range t.faces {
		if t.faces[i] == nil {
			t.faces[i] = any
		}
	}
	return t, nil
}

// substitutes says in which faces a character is looked for.
var substitutes = [4][4]Face{
	Serif:     {Serif, Sans, SerifBold, SansBold},
	SerifBold: {SerifBold, SansBold, Serif, Sans},
	Sans:      {Sans, Serif, SansBold, SerifBold},
	SansBold:  {SansBold, SerifBold, Sans, Serif},
}

// find gives the face and glyph that show r.
func (t *Typeface) find(r rune, f Face) (Face, int, bool) {
	for _, face := range substitutes[f&3] {
		if g := t.faces[face].glyph(r); g != 0 {
			return face, g, true
		}
	}
	return f, 0, false
}

// Has reports whether any face has r.
func (t *Typeface) Has(r rune) bool {
	_, _, ok := t.find(r, Serif)
	return ok || silent(r)
}

// silent characters are not set: line ends and marks without width.
func silent(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 || r >= 0x200B && r <= 0x200F || r == 0xFEFF ||
		r >= 0xFE00 && r <= 0xFE0F || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Cs, r)
}

// place gives the face and character that are set for r.
func (t *Typeface) place(r rune, f Face) (face Face, set rune, found bool) {
	if r == 0xA0 {
		r = ' '
	}
	face, _, found = t.find(r, f)
	if found {
		return face, r, true
	}
	face, _, _ = t.find(Missing, f)
	return face, Missing, false
}

// Width gives the width of s in mm at a size in points, as it is set: see pair.
func (t *Typeface) Width(s string, f Face, size float64) float64 {
	sum, last := 0.0, rune(0)
	for _, r := range s {
		if silent(r) {
			continue
		}
		sum += t.advance(r, f) - t.pair(last, r, f)
		last = r
	}
	return sum / 1000 * size * mmPerPoint
}

// advance gives the width of a character in thousandths of an em.
func (t *Typeface) advance(r rune, f Face) float64 {
	if silent(r) {
		return 0
	}
	face, set, _ := t.place(r, f)
	return t.faces[face].advance(t.faces[face].glyph(set))
}

const mmPerPoint = 25.4 / 72
