package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
	"unicode/utf16"
)

// trueType is a TrueType file, as much of it as setting type needs: metrics, the
// map from characters to glyphs, and the outlines as bytes. Terms and tables are
// those of ISO/IEC 14496-22 (OpenType).
type trueType struct {
	tables map[string][]byte
	name   string // PostScript name
	upm    int    // units per em
	glyphs int
	wide   int // glyphs with an advance of their own
	long   bool
	groups []cmapGroup
	box    [4]int
	ascent int
	desc   int
}

// cmapGroup maps a run of characters to a run of glyphs.
type cmapGroup struct {
	from, to rune
	glyph    uint32
}

var errNoTrueType = errors.New("not a TrueType file")

func parseTrueType(data []byte) (*trueType, error) {
	t := &trueType{tables: map[string][]byte{}}
	if err := t.directory(data); err != nil {
		return nil, err
	}
	for _, name := range []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap"} {
		if len(t.tables[name]) == 0 {
			return nil, fmt.Errorf("%w: no table %s", errNoTrueType, name)
		}
	}
	if err := t.metrics(); err != nil {
		return nil, err
	}
	t.name = t.postScriptName()
	return t, t.characters()
}

func (t *trueType) directory(data []byte) error {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 {
		return errNoTrueType
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*n {
		return errNoTrueType
	}
	for i := range n {
		e := data[12+16*i:]
		off, size := int(binary.BigEndian.Uint32(e[8:])), int(binary.BigEndian.Uint32(e[12:]))
		if off > len(data) || size > len(data)-off {
			return fmt.Errorf("%w: table outside the file", errNoTrueType)
		}
		t.tables[string(e[:4])] = data[off : off+size]
	}
	return nil
}

func u16(b []byte, i int) int { return int(binary.BigEndian.Uint16(b[i:])) }
func i16(b []byte, i int) int { return int(int16(binary.BigEndian.Uint16(b[i:]))) }
func u32(b []byte, i int) int { return int(binary.BigEndian.Uint32(b[i:])) }

func (t *trueType) metrics() error {
	head, hhea, maxp := t.tables["head"], t.tables["hhea"], t.tables["maxp"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return errNoTrueType
	}
	t.upm, t.long = u16(head, 18), u16(head, 50) == 1
	t.box = [4]int{i16(head, 36), i16(head, 38), i16(head, 40), i16(head, 42)}
	t.ascent, t.desc, t.wide = i16(hhea, 4), i16(hhea, 6), u16(hhea, 34)
	t.glyphs = u16(maxp, 4)
	size := 2
	if t.long {
		size = 4
	}
	if t.upm == 0 || t.wide == 0 || t.wide > t.glyphs || len(t.tables["hmtx"]) < 4*t.wide+2*(t.glyphs-t.wide) ||
		len(t.tables["loca"]) < size*(t.glyphs+1) {
		return fmt.Errorf("%w: tables do not agree", errNoTrueType)
	}
	return nil
}

// postScriptName reads name 6; a file without one is called "Type".
func (t *trueType) postScriptName() string {
	b := t.tables["name"]
	if len(b) < 6 {
		return "Type"
	}
	n, base := u16(b, 2), u16(b, 4)
	for i := 0; i < n && 6+12*i+12 <= len(b); i++ {
		e := b[6+12*i:]
		off, size := base+u16(e, 10), u16(e, 8)
		if u16(e, 6) != 6 || off+size > len(b) {
			continue
		}
		return nameOf(b[off:off+size], u16(e, 0) != 1)
	}
	return "Type"
}

func nameOf(b []byte, wide bool) string {
	if wide {
		u := make([]uint16, len(b)/2)
		for i := range u {
			u[i] = uint16(u16(b, 2*i))
		}
		b = []byte(string(utf16.Decode(u)))
	}
	out := make([]byte, 0, len(b))
	for _, c := range b {
		if c > ' ' && c < 0x7F && !isDelimiter(c) {
			out = append(out, c)
		}
	}
	return string(out)
}

// characters reads the character map: format 12, which reaches beyond U+FFFF,
// where there is one, else format 4.
func (t *trueType) characters() error {
	b := t.tables["cmap"]
	if len(b) < 4 {
		return errNoTrueType
	}
	var best []byte
	for i := 0; i < u16(b, 2) && 4+8*i+8 <= len(b); i++ {
		off := u32(b, 4+8*i+4)
		if off+16 > len(b) {
			continue
		}
		switch sub := b[off:]; u16(sub, 0) {
		case 12:
			best = sub
		case 4:
			if best == nil {
				best = sub
			}
		}
	}
	switch {
	case best == nil:
		return fmt.Errorf("%w: no Unicode map", errNoTrueType)
	case u16(best, 0) == 12:
		t.format12(best)
	default:
		t.format4(best)
	}
	sort.Slice(t.groups, func(i, j int) bool { return t.groups[i].from < t.groups[j].from })
	return nil
}

func (t *trueType) format12(b []byte) {
	n := min(u32(b, 12), (len(b)-16)/12)
	for i := range n {
		e := b[16+12*i:]
		t.groups = append(t.groups, cmapGroup{rune(u32(e, 0)), rune(u32(e, 4)), uint32(u32(e, 8))})
	}
}

func (t *trueType) format4(b []byte) {
	n := u16(b, 6) / 2
	if len(b) < 16+8*n {
		return
	}
	ends, starts, deltas, ranges := b[14:], b[16+2*n:], b[16+4*n:], b[16+6*n:]
	for i := range n {
		from, to, off := u16(starts, 2*i), u16(ends, 2*i), u16(ranges, 2*i)
		for c := from; c <= to && c < 0xFFFF; c++ {
			g := c
			if off != 0 {
				at := 2*i + off + 2*(c-from)
				if at+2 > len(ranges) {
					break
				}
				if g = u16(ranges, at); g == 0 {
					continue
				}
			}
			t.groups = append(t.groups, cmapGroup{rune(c), rune(c), uint32(g+u16(deltas, 2*i)) & 0xFFFF})
		}
	}
}

// glyph gives the glyph of a character, 0 for none.
func (t *trueType) glyph(r rune) int {
	i := sort.Search(len(t.groups), func(i int) bool { return t.groups[i].to >= r })
	if i == len(t.groups) || t.groups[i].from > r {
		return 0
	}
	g := int(t.groups[i].glyph) + int(r-t.groups[i].from)
	if g >= t.glyphs {
		return 0
	}
	return g
}

// advance gives a glyph's width in thousandths of an em.
func (t *trueType) advance(g int) float64 {
	return float64(u16(t.tables["hmtx"], 4*min(g, t.wide-1))) * 1000 / float64(t.upm)
}

// outline gives a glyph's description; empty for a blank.
func (t *trueType) outline(g int) []byte {
	loca, glyf := t.tables["loca"], t.tables["glyf"]
	var from, to int
	if t.long {
		from, to = u32(loca, 4*g), u32(loca, 4*g+4)
	} else {
		from, to = 2*u16(loca, 2*g), 2*u16(loca, 2*g+2)
	}
	if from > to || to > len(glyf) {
		return nil
	}
	return glyf[from:to]
}
