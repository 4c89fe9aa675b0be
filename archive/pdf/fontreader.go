package pdf

import (
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// fontReader tells what the codes of a font mean and how wide they are. ok is
// false for a font that is not fully understood: its page goes to pdfium.
type fontReader struct {
	ok     bool
	name   string
	bold   bool
	uni    *unicodeMap
	coding coding
	single *[256]rune // of simple fonts without ToUnicode
	widths map[uint32]float64
	normal float64 // width of codes that widths does not have
}

// coding is how a string is cut into codes.
type coding int

const (
	oneByte  coding = iota
	twoBytes        // Identity-H: code = CID
	utf16be         // UniGB-UCS2-H, UniGB-UTF16-H and their like
	gbk             // GBK-EUC-H, GBK2K-H, GB-EUC-H
)

// predefined are the CMaps whose codes are text by themselves (ISO 32000-1,
// table 118). Vertical ones are left to pdfium.
var predefined = map[string]coding{
	"Identity-H":     twoBytes,
	"UniGB-UCS2-H":   utf16be,
	"UniGB-UTF16-H":  utf16be,
	"UniCNS-UCS2-H":  utf16be,
	"UniCNS-UTF16-H": utf16be,
	"UniJIS-UCS2-H":  utf16be,
	"UniJIS-UTF16-H": utf16be,
	"GBK-EUC-H":      gbk,
	"GBKp-EUC-H":     gbk,
	"GBK2K-H":        gbk,
	"GB-EUC-H":       gbk,
}

// readFont reads a font dictionary.
func (s *source) readFont(d types.Dict) *fontReader {
	f := &fontReader{name: plainName(s.name(d["BaseFont"])), widths: map[uint32]float64{}}
	if sd, ok := s.stream(d["ToUnicode"]); ok {
		if data, ok := s.content(*sd); ok {
			f.uni = parseToUnicode(data)
		}
	}
	switch s.name(d["Subtype"]) {
	case "Type0":
		s.composite(f, d)
	case "Type1", "TrueType", "MMType1":
		s.simple(f, d)
	}
	return f
}

func (s *source) composite(f *fontReader, d types.Dict) {
	kids := s.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := s.dict(kids[0])
	f.coding, f.ok = predefined[s.name(d["Encoding"])]
	if f.coding == twoBytes && (f.uni == nil || f.uni.empty()) {
		f.ok = false
	}
	f.normal = 1000
	if v, ok := s.number(kid["DW"]); ok {
		f.normal = v
	}
	s.cidWidths(f, s.array(kid["W"]))
	f.bold = isBold(f.name, s.fontFlags(kid))
}

func (s *source) fontFlags(d types.Dict) int {
	v, _ := s.number(s.dict(d["FontDescriptor"])["Flags"])
	return int(v)
}

// cidWidths reads a W array (ISO 32000-1, 9.7.4.3).
func (s *source) cidWidths(f *fontReader, w types.Array) {
	for i := 0; i+1 < len(w); {
		from, _ := s.number(w[i])
		if list, ok := s.get(w[i+1]).(types.Array); ok {
			for k, o := range list {
				v, _ := s.number(o)
				f.widths[uint32(from)+uint32(k)] = v
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		to, _ := s.number(w[i+1])
		v, _ := s.number(w[i+2])
		for c := from; c <= min(to, from+maxRange); c++ {
			f.widths[uint32(c)] = v
		}
		i += 3
	}
}

func (s *source) simple(f *fontReader, d types.Dict) {
	f.bold = isBold(f.name, s.fontFlags(d))
	w := s.array(d["Widths"])
	first, _ := s.number(d["FirstChar"])
	for i, o := range w {
		v, _ := s.number(o)
		f.widths[uint32(int(first)+i)] = v
	}
	f.normal, _ = s.number(s.dict(d["FontDescriptor"])["MissingWidth"])
	f.ok = len(w) > 0
	if f.uni != nil && !f.uni.empty() {
		return
	}
	f.uni = nil
	f.single = s.encoding(d)
	f.ok = f.ok && f.single != nil
}

// encoding gives the characters of a simple font; nil where they are not sure.
func (s *source) encoding(d types.Dict) *[256]rune {
	base := ""
	var differences types.Array
	switch e := s.get(d["Encoding"]).(type) {
	case types.Name:
		base = string(e)
	case types.Dict:
		base = s.name(e["BaseEncoding"])
		differences = s.array(e["Differences"])
	}
	table := baseEncoding(base)
	if table == nil {
		return nil
	}
	at := 0
	for _, o := range differences {
		switch v := s.get(o).(type) {
		case types.Integer:
			at = int(v)
		case types.Name:
			r, ok := glyphRune(string(v))
			if !ok || at < 0 || at > 255 {
				return nil
			}
			table[at] = r
			at++
		}
	}
	return table
}

func baseEncoding(name string) *[256]rune {
	var m *charmap.Charmap
	switch name {
	case "WinAnsiEncoding":
		m = charmap.Windows1252
	case "MacRomanEncoding":
		m = charmap.Macintosh
	default:
		return nil
	}
	t := new([256]rune)
	for i := range t {
		t[i] = m.DecodeByte(byte(i))
	}
	return t
}

// glyphNames are the names of ASCII characters that are not their own letter.
var glyphNames = map[string]rune{
	"space": ' ', "exclam": '!', "quotedbl": '"', "numbersign": '#', "dollar": '$', "percent": '%', "ampersand": '&',
	"quotesingle": '\'', "parenleft": '(', "parenright": ')', "asterisk": '*', "plus": '+', "comma": ',', "hyphen": '-',
	"period": '.', "slash": '/', "zero": '0', "one": '1', "two": '2', "three": '3', "four": '4', "five": '5', "six": '6',
	"seven": '7', "eight": '8', "nine": '9', "colon": ':', "semicolon": ';', "less": '<', "equal": '=', "greater": '>',
	"question": '?', "at": '@', "bracketleft": '[', "backslash": '\\', "bracketright": ']', "underscore": '_',
	"braceleft": '{', "bar": '|', "braceright": '}', "quoteleft": '‘', "quoteright": '’', "quotedblleft": '“',
	"quotedblright": '”', "endash": '–', "emdash": '—', "bullet": '•', "ellipsis": '…', "nbspace": ' ',
}

func glyphRune(name string) (rune, bool) {
	if r, ok := glyphNames[name]; ok {
		return r, true
	}
	if len(name) == 1 {
		return rune(name[0]), true
	}
	digits := strings.TrimPrefix(strings.TrimPrefix(name, "uni"), "u")
	if digits == name || len(digits) < 4 || len(digits) > 6 {
		return 0, false
	}
	var r rune
	for _, c := range []byte(digits) {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}

// glyphCode is one code of a string: what it means, how wide it is, and whether
// word spacing applies to it.
type glyphCode struct {
	text  []rune
	width float64
	space bool
}

// read cuts a string into codes. known is false when a code has no meaning here.
func (f *fontReader) read(b []byte, yield func(glyphCode)) (known bool) {
	known = true
	for len(b) > 0 {
		n := f.length(b)
		code := codeOf(b[:n])
		text, ok := f.text(code, b[:n])
		known = known && ok
		yield(glyphCode{text: text, width: f.width(code, text), space: n == 1 && code == ' '})
		b = b[n:]
	}
	return known
}

func (f *fontReader) length(b []byte) int {
	n := 1
	switch f.coding {
	case twoBytes:
		n = 2
	case utf16be:
		n = 2
		if len(b) >= 4 && b[0] >= 0xD8 && b[0] <= 0xDB {
			n = 4
		}
	case gbk:
		if b[0] >= 0x81 {
			n = 2
			if len(b) >= 4 && b[1] >= '0' && b[1] <= '9' {
				n = 4
			}
		}
	}
	return min(n, len(b))
}

func (f *fontReader) text(code uint32, raw []byte) ([]rune, bool) {
	if f.uni != nil {
		if t, ok := f.uni.lookup(code); ok && t[0] != 0 && t[0] != 0xFFFD {
			return t, true
		}
	}
	switch f.coding {
	case utf16be:
		u := make([]uint16, 0, 2)
		for i := 0; i+1 < len(raw); i += 2 {
			u = append(u, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		return utf16.Decode(u), true
	case gbk:
		t, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
		return []rune(string(t)), err == nil
	}
	if f.single != nil && len(raw) == 1 {
		return f.single[raw[0] : int(raw[0])+1], true
	}
	return nil, false
}

// width gives the advance of a code. The CIDs of ASCII are the only ones that the
// predefined CMaps need here: all others have the full width.
func (f *fontReader) width(code uint32, text []rune) float64 {
	cid := code
	switch f.coding {
	case utf16be:
		cid = asciiCID(text, 1)
	case gbk:
		cid = asciiCID(text, 814)
	}
	if w, ok := f.widths[cid]; ok {
		return w
	}
	return f.normal
}

// asciiCID gives the CID of an ASCII character in Adobe-GB1, where first is that
// of the space (Adobe Technical Note 5079).
func asciiCID(text []rune, first uint32) uint32 {
	if len(text) == 1 && text[0] >= 0x20 && text[0] < 0x7F {
		return first + uint32(text[0]-0x20)
	}
	return ^uint32(0)
}
