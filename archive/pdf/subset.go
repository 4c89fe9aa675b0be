package pdf

import (
	"encoding/binary"
	"math"
	"sort"
)

// subset is the part of a face that a file uses. Each character gets a code (CID)
// of its own in the order of first use, even when two share a glyph, so that
// every character extracts as it was set.
type subset struct {
	font  *trueType
	codes map[rune]int
	runes []rune // by code, from 1
}

func newSubset(font *trueType) *subset {
	return &subset{font: font, codes: map[rune]int{}, runes: []rune{0}}
}

func (s *subset) code(r rune) int {
	if c, ok := s.codes[r]; ok {
		return c
	}
	c := len(s.runes)
	s.codes[r] = c
	s.runes = append(s.runes, r)
	return c
}

// widths gives the advance of each code in thousandths of an em, rounded as the
// font program's own are.
func (s *subset) widths() []int {
	out := make([]int, len(s.runes))
	for i, r := range s.runes {
		out[i] = int(math.Round(s.font.advance(s.font.glyph(r))))
	}
	out[0] = int(math.Round(s.font.advance(0)))
	return out
}

// program gives the TrueType file of the subset: glyph number = code, followed by
// the parts of composite glyphs. It has the tables that ISO 32000-1, 9.9 asks of
// an embedded font.
func (s *subset) program() []byte {
	glyphs := make([]int, len(s.runes))
	for i, r := range s.runes[1:] {
		glyphs[i+1] = s.font.glyph(r)
	}
	order := map[int]int{} // glyph of the face to glyph of the subset
	for i, g := range glyphs {
		if _, ok := order[g]; !ok {
			order[g] = i
		}
	}
	var outlines [][]byte
	for i := 0; i < len(glyphs); i++ { // grows while parts are found
		o := append([]byte(nil), s.font.outline(glyphs[i])...)
		eachPart(o, func(at int) {
			g := u16(o, at)
			if _, ok := order[g]; !ok {
				order[g] = len(glyphs)
				glyphs = append(glyphs, g)
			}
			binary.BigEndian.PutUint16(o[at:], uint16(order[g]))
		})
		outlines = append(outlines, o)
	}
	return s.file(glyphs, outlines)
}

// Flags of a part of a composite glyph.
const (
	partWords  = 0x0001
	partScale  = 0x0008
	partMore   = 0x0020
	partScales = 0x0040
	partMatrix = 0x0080
)

// eachPart calls f with the place of each glyph number in a composite glyph.
func eachPart(o []byte, f func(at int)) {
	if len(o) < 12 || i16(o, 0) >= 0 {
		return
	}
	for at := 10; at+4 <= len(o); {
		flags := u16(o, at)
		f(at + 2)
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partScales != 0:
			at += 4
		case flags&partMatrix != 0:
			at += 8
		}
		if flags&partMore == 0 {
			return
		}
	}
}

// file builds the tables.
func (s *subset) file(glyphs []int, outlines [][]byte) []byte {
	var glyf, loca, hmtx []byte
	for i, o := range outlines {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, o...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, s.longMetric(glyphs[i])...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	n := uint16(len(glyphs))
	head := append([]byte(nil), s.font.tables["head"]...)
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	hhea := append([]byte(nil), s.font.tables["hhea"]...)
	binary.BigEndian.PutUint16(hhea[34:], n)
	maxp := append([]byte(nil), s.font.tables["maxp"]...)
	binary.BigEndian.PutUint16(maxp[4:], n)
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "loca": loca, "glyf": glyf}
	for _, name := range []string{"cvt ", "fpgm", "prep"} {
		if t := s.font.tables[name]; len(t) > 0 {
			tables[name] = t
		}
	}
	return sfnt(tables)
}

// longMetric gives a glyph's advance and left side bearing.
func (s *subset) longMetric(g int) []byte {
	b, wide := s.font.tables["hmtx"], s.font.wide
	if g < wide {
		return b[4*g : 4*g+4]
	}
	bearing := 4*wide + 2*(g-wide)
	return []byte{b[4*wide-4], b[4*wide-3], b[bearing], b[bearing+1]}
}

// sfnt puts tables into a file, with the checksums that the format asks for.
func sfnt(tables map[string][]byte) []byte {
	names := make([]string, 0, len(tables))
	for name := range tables {
		names = append(names, name)
	}
	sort.Strings(names)
	n := len(names)
	power := 1
	for power*2 <= n {
		power *= 2
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, power * 16, int(math.Log2(float64(power))), n*16 - power*16} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	var body []byte
	headAt := 0
	for _, name := range names {
		at := 12 + 16*n + len(body)
		if name == "head" {
			headAt = at
		}
		out = append(out, name...)
		for _, v := range []uint32{checksum(tables[name]), uint32(at), uint32(len(tables[name]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		body = append(body, tables[name]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for i := 0; i < len(b); i += 4 {
		var w [4]byte
		copy(w[:], b[i:])
		sum += binary.BigEndian.Uint32(w[:])
	}
	return sum
}
