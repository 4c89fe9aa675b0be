package pdfatest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// font is a font as far as showing text needs it.
type font struct {
	wide   bool // codes of two bytes
	glyphs int
	codes  map[int]bool // of a Type 3 font
}

func (t *font) codesOf(s text) []int {
	var out []int
	for i := 0; i < len(s); i++ {
		if t.wide && i+1 < len(s) {
			out = append(out, int(s[i])<<8|int(s[i+1]))
			i++
			continue
		}
		out = append(out, int(s[i]))
	}
	return out
}

func (t *font) has(code int) bool {
	if t.codes != nil {
		return t.codes[code]
	}
	return code > 0 && code < t.glyphs
}

func (f *file) fonts(res dict) map[string]*font {
	out := map[string]*font{}
	for id, v := range f.dict(res["Font"]) {
		d := f.dict(v)
		switch d["Subtype"] {
		case name("Type0"):
			out[id] = f.composite(id, d)
		case name("Type3"):
			out[id] = f.drawnFont(id, d)
		default:
			f.fault("font %s is of type %v, and so not embedded (6.2.11.4)", id, d["Subtype"])
		}
	}
	return out
}

// composite looks at a composite font with an embedded TrueType program (6.2.11.3).
func (f *file) composite(id string, d dict) *font {
	what := "font " + id
	if d["Encoding"] != name("Identity-H") || d["ToUnicode"] == nil {
		f.fault("%s: encoding %v, or no map to characters (6.2.11.3.3)", what, d["Encoding"])
	}
	kids := f.array(d["DescendantFonts"])
	if len(kids) != 1 {
		f.fault("%s has %d descendants", what, len(kids))
		return nil
	}
	cid := f.dict(kids[0])
	info := f.dict(cid["CIDSystemInfo"])
	if cid["Subtype"] != name("CIDFontType2") || cid["CIDToGIDMap"] != name("Identity") || string(asText(info["Ordering"])) != "Identity" {
		f.fault("%s: %v without a map to glyphs (6.2.11.3.1, 6.2.11.3.2)", what, cid["Subtype"])
	}
	desc := f.dict(cid["FontDescriptor"])
	if n, _ := desc["FontName"].(name); len(n) < 8 || n[6] != '+' || n != cid["BaseFont"] {
		f.fault("%s: name %v", what, desc["FontName"])
	}
	file, program := f.stream(desc["FontFile2"])
	if file == nil {
		f.fault("%s is not embedded (6.2.11.4.1)", what)
		return nil
	}
	if n, _ := file["Length1"].(float64); int(n) != len(program) {
		f.fault("%s: Length1 is %v, the program has %d bytes", what, file["Length1"], len(program))
	}
	widths, err := programWidths(program)
	if err != nil {
		f.fault("%s: %v (6.2.11.2)", what, err)
		return nil
	}
	f.widthsAgree(what, f.array(cid["W"]), widths)
	return &font{wide: true, glyphs: len(widths)}
}

func asText(v any) text {
	t, _ := v.(text)
	return t
}

// widthsAgree compares a font's dictionary with its program (6.2.11.5): codes are
// glyph numbers, and 1000 is what is not said.
func (f *file) widthsAgree(what string, w array, program []float64) {
	said := map[int]float64{}
	for i := 0; i+1 < len(w); i += 2 {
		from, _ := w[i].(float64)
		list, ok := w[i+1].(array)
		if !ok {
			f.fault("%s: widths %v", what, w[i+1])
			return
		}
		for k, v := range list {
			said[int(from)+k], _ = v.(float64)
		}
	}
	for g, want := range program {
		got, ok := said[g]
		if !ok {
			got = 1000
		}
		if math.Abs(got-want) > 1 {
			f.fault("%s: glyph %d is %.0f wide, the dictionary says %.0f (6.2.11.5)", what, g, want, got)
			return
		}
	}
}

// programWidths gives the advances of a TrueType program in thousandths of an em.
func programWidths(b []byte) ([]float64, error) {
	if len(b) < 12 || binary.BigEndian.Uint32(b) != 0x00010000 {
		return nil, fmt.Errorf("no TrueType program")
	}
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		e := b[12+16*i:]
		at, n := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		if int(at)+int(n) > len(b) {
			return nil, fmt.Errorf("table %s lies outside", e[:4])
		}
		tables[string(e[:4])] = b[at : at+n]
	}
	for _, t := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} { // ISO 32000-1, 9.9
		if tables[t] == nil {
			return nil, fmt.Errorf("no table %s", t)
		}
	}
	upm := float64(binary.BigEndian.Uint16(tables["head"][18:]))
	wide := int(binary.BigEndian.Uint16(tables["hhea"][34:]))
	out := make([]float64, binary.BigEndian.Uint16(tables["maxp"][4:]))
	for g := range out {
		out[g] = float64(binary.BigEndian.Uint16(tables["hmtx"][4*min(g, wide-1):])) * 1000 / upm
	}
	return out, nil
}

// drawnFont looks at a Type 3 font: every code of it has a drawing that sets its width
// and no colour (ISO 32000-1, 9.6.5).
func (f *file) drawnFont(id string, d dict) *font {
	what := "font " + id
	out := &font{codes: map[int]bool{}}
	procs := f.dict(d["CharProcs"])
	widths := f.array(d["Widths"])
	from, _ := d["FirstChar"].(float64)
	code := 0
	for _, v := range f.array(f.dict(d["Encoding"])["Differences"]) {
		switch x := v.(type) {
		case float64:
			code = int(x)
		case name:
			_, proc := f.stream(procs[string(x)])
			i := code - int(from)
			if proc == nil || i < 0 || i >= len(widths) {
				f.fault("%s: code %d has no drawing or no width", what, code)
				return out
			}
			head, _, ok := bytes.Cut(proc, []byte("d1\n"))
			fields := strings.Fields(string(head))
			if w, _ := widths[i].(float64); !ok || len(fields) != 6 || fmt.Sprint(w) != fields[0] {
				f.fault("%s: code %d is %v wide, its drawing says %q (6.2.11.5)", what, code, widths[i], head)
			}
			f.content(fmt.Sprintf("%s, code %d", what, code), procs[string(x)], f.dict(d["Resources"]), 0)
			out.codes[code] = true
			code++
		}
	}
	return out
}
