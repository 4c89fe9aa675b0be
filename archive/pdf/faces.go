package pdf

import (
	"crypto/sha256"
	"fmt"
	"unicode/utf16"
)

// fonts writes the faces that were used, each once for the whole file.
func (a *assembly) fonts() {
	dict := []byte("<<")
	for i, s := range a.subsets {
		if s != nil {
			dict = fmt.Appendf(dict, "/F%d %s", i, ref(a.font(s)))
		}
	}
	for i, f := range a.drawnFonts {
		dict = fmt.Appendf(dict, "/T%d %s", i, ref(a.drawnFont(f)))
	}
	a.w.put(a.fontDict, append(dict, ">>"...))
}

// font writes a composite font with Identity-H codes (ISO 32000-1, 9.7). There is
// no CIDSet: ISO 19005-2 does not ask for it and an incomplete one is an error.
func (a *assembly) font(s *subset) int {
	program := s.program()
	name := tag(program) + "+" + s.font.name
	file := a.w.addPacked(fmt.Sprintf("/Length1 %d", len(program)), program)
	scale := func(v int) int { return v * 1000 / s.font.upm }
	box := s.font.box
	descriptor := a.w.add(fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]"+
		"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %s>>",
		name, scale(box[0]), scale(box[1]), scale(box[2]), scale(box[3]),
		scale(s.font.ascent), scale(s.font.desc), scale(s.font.ascent), ref(file)))
	descendant := a.w.add(fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/CIDToGIDMap/Identity/DW 1000/W%s/FontDescriptor %s>>", name, widthArray(s.widths()), ref(descriptor)))
	unicode := a.w.addPacked("", toUnicode(s.runes))
	return a.w.add(fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"+
		"/DescendantFonts[%s]/ToUnicode %s>>", name, ref(descendant), ref(unicode)))
}

// tag gives the six letters that mark a subset (ISO 32000-1, 9.6.4). They follow
// from its content, so that the same job gives the same file.
func tag(program []byte) string {
	sum := sha256.Sum256(program)
	b := make([]byte, 6)
	for i := range b {
		b[i] = 'A' + sum[i]%26
	}
	return string(b)
}

// widthArray leaves out the default of 1000, a full em.
func widthArray(widths []int) []byte {
	b := []byte{'['}
	for i := 0; i < len(widths); i++ {
		if widths[i] == 1000 {
			continue
		}
		b = fmt.Appendf(b, "%d[", i)
		for ; i < len(widths) && widths[i] != 1000; i++ {
			b = fmt.Appendf(b, "%d ", widths[i])
		}
		b = append(b, ']')
	}
	return append(b, ']')
}

// toUnicode gives the map from codes to characters; those beyond U+FFFF are
// surrogate pairs (ISO 32000-1, 9.10.3).
func toUnicode(runes []rune) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 1; from < len(runes); from += 100 {
		to := min(from+100, len(runes))
		b = fmt.Appendf(b, "%d beginbfchar\n", to-from)
		for i := from; i < to; i++ {
			b = fmt.Appendf(b, "<%04X> <", i)
			for _, u := range utf16.Encode(runes[i : i+1]) {
				b = fmt.Appendf(b, "%04X", u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
