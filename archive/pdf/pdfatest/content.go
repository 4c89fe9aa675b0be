package pdfatest

import (
	"errors"
	"io"
	"slices"
)

// resources are the names that a content may use.
type resources struct {
	fonts map[string]*font
	dict  dict
}

// operators of ISO 32000-1, annex A, that our pages may use; those that set colours
// otherwise than DeviceRGB are not among them (6.2.4).
var operators = []string{
	"q", "Q", "cm", "w", "d", "gs", "m", "l", "c", "h", "re", "S", "f", "f*", "B", "B*", "n", "W", "W*", "BT", "ET", "Tm", "Tf", "Tz", "TJ", "rg", "RG", "Do", "sh", "d1",
}

const deepest = 28 // q within q (6.1.13)

// content looks at a content stream and all that it draws.
func (f *file) content(what string, v any, res dict, depth int) {
	_, data := f.stream(v)
	r := resources{fonts: f.fonts(res), dict: res}
	s := scanner{data: data}
	var args []any
	var now *font
	for {
		v, err := s.value()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.fault("%s: %v", what, err)
			return
		}
		op, ok := v.(word)
		if !ok {
			args = append(args, v)
			continue
		}
		switch op {
		case "q":
			depth++
		case "Q":
			depth--
		case "Tf":
			now = f.chosen(what, r, args)
		case "TJ":
			f.shown(what, now, args)
		case "Do":
			f.drawn(what, r, args, depth)
		case "gs":
			f.state(what, r, args)
		}
		if depth > deepest || depth < 0 {
			f.fault("%s: %d saved states (6.1.13)", what, depth)
			return
		}
		if !slices.Contains(operators, string(op)) {
			f.fault("%s: operator %s (6.2.2, 6.2.4)", what, op)
		}
		args = args[:0]
	}
}

func first(args []any) string {
	if len(args) == 0 {
		return ""
	}
	n, _ := args[0].(name)
	return string(n)
}

func (f *file) chosen(what string, r resources, args []any) *font {
	got := r.fonts[first(args)]
	if got == nil {
		f.fault("%s: font %s is not among its resources (6.2.2)", what, first(args))
	}
	return got
}

// shown looks whether all characters have a glyph (6.2.11.8).
func (f *file) shown(what string, now *font, args []any) {
	if now == nil || len(args) == 0 {
		return
	}
	list, _ := args[0].(array)
	for _, v := range list {
		if s, ok := v.(text); ok {
			for _, code := range now.codesOf(s) {
				if !now.has(code) {
					f.fault("%s: code %d of a font shows .notdef (6.2.11.8)", what, code)
				}
			}
		}
	}
}

func (f *file) drawn(what string, r resources, args []any, depth int) {
	id := first(args)
	v := f.dict(r.dict["XObject"])[id]
	d, _ := f.stream(v)
	switch {
	case d["Subtype"] == name("Image"):
		f.image(what+" "+id, d)
	case d["Subtype"] == name("Form") && depth < 100:
		f.content(what+" "+id, v, f.dict(d["Resources"]), depth)
	default:
		f.fault("%s draws %s, which is neither image nor form (6.2.9)", what, id)
	}
}

func (f *file) image(what string, d dict) {
	if d["Interpolate"] == word("true") {
		f.fault("%s: Interpolate (6.2.8)", what)
	}
	if cs := d["ColorSpace"]; cs != name("DeviceRGB") && cs != name("DeviceGray") {
		f.fault("%s: colour space %v (6.2.4)", what, cs)
	}
	if bits, _ := d["BitsPerComponent"].(float64); bits != 1 && bits != 8 {
		f.fault("%s: %v bits (6.2.8)", what, d["BitsPerComponent"])
	}
	if mask := d["SMask"]; mask != nil {
		m, _ := f.stream(mask)
		if m["ColorSpace"] != name("DeviceGray") {
			f.fault("%s: its mask is not grey", what)
		}
	}
}

var blends = []name{"Normal", "Multiply"}

func (f *file) state(what string, r resources, args []any) {
	g := f.dict(f.dict(r.dict["ExtGState"])[first(args)])
	if g == nil {
		f.fault("%s: state %s is not among its resources (6.2.2)", what, first(args))
	}
	if bm, ok := g["BM"].(name); ok && !slices.Contains(blends, bm) {
		f.fault("%s: blend mode %s (6.2.10)", what, bm)
	}
}
