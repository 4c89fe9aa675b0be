package format

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive/page"
)

// The encodings of plain text that decodeText tells apart.
const (
	encUTF8    = "UTF-8"
	encUTF16LE = "UTF-16LE"
	encUTF16BE = "UTF-16BE"
	encGB18030 = "GB18030"
)

// decodeText gives the text of b and its encoding: by its mark, else by what it
// can be. The encoding is "" where it is no text that we know.
func decodeText(b []byte) (string, string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return string(bytes.ToValidUTF8(b[3:], []byte("\uFFFD"))), encUTF8
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return utf16Text(b[2:], binary.LittleEndian), encUTF16LE
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return utf16Text(b[2:], binary.BigEndian), encUTF16BE
	case bytes.HasPrefix(b, []byte("\x84\x31\x95\x33")):
		b = b[4:]
	case validUTF8Start(b) && bytes.IndexByte(b, 0) < 0:
		return strings.ToValidUTF8(string(b), "\uFFFD"), encUTF8
	}
	if enc := guessUTF16(b); enc == encUTF16LE {
		return utf16Text(b, binary.LittleEndian), enc
	} else if enc == encUTF16BE {
		return utf16Text(b, binary.BigEndian), enc
	}
	if s, ok := gb18030Text(b); ok {
		return s, encGB18030
	}
	return "", ""
}

// validUTF8Start reports whether b is UTF-8, a character cut at its end aside:
// b may be the beginning of a file.
func validUTF8Start(b []byte) bool {
	for i := 0; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.Valid(b[:len(b)-i]) {
			return i == 0 || utf8.RuneStart(b[len(b)-i])
		}
	}
	return false
}

func utf16Text(b []byte, order binary.ByteOrder) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(u))
}

// guessUTF16 tells UTF-16 without a mark: nearly all units are then Han,
// ASCII or CJK punctuation in one byte order and not in the other.
func guessUTF16(b []byte) string {
	if len(b) < 4 || len(b)%2 != 0 && len(b) < 4096 {
		return ""
	}
	n := min(len(b)/2, 2048)
	le, be := 0, 0
	for i := range n {
		if plausibleUnit(binary.LittleEndian.Uint16(b[2*i:])) {
			le++
		}
		if plausibleUnit(binary.BigEndian.Uint16(b[2*i:])) {
			be++
		}
	}
	switch {
	case le*10 >= n*9 && le > be:
		return encUTF16LE
	case be*10 >= n*9 && be > le:
		return encUTF16BE
	}
	return ""
}

func plausibleUnit(u uint16) bool {
	switch {
	case u == '\r' || u == '\n' || u == '\t', u >= ' ' && u < 0x7f:
		return true
	case u >= 0x3000 && u < 0x3020, u >= 0x4e00 && u < 0x9fa6, u >= 0xff01 && u < 0xff5f, u >= 0x2010 && u < 0x2030:
		return true
	}
	return false
}

// gb18030Text decodes; false where more than a few bytes are none of it.
func gb18030Text(b []byte) (string, bool) {
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		return "", false
	}
	bad, all := 0, 0
	for _, r := range string(out) {
		all++
		if r == utf8.RuneError || r == 0 {
			bad++
		}
	}
	return string(out), bad*50 <= all
}

// textDoc makes lines of a text; a form feed is a page break.
func textDoc(text string) page.Doc {
	p := page.Page{Number: 1}
	brk := false
	for _, s := range strings.FieldsFunc(strings.ReplaceAll(text, "\f", "\n\f"), func(r rune) bool { return r == '\n' || r == '\r' }) {
		if strings.HasPrefix(s, "\f") {
			brk = true
		}
		l, ok := plainLine(strings.Trim(s, "\f\x1a"))
		if !ok {
			continue
		}
		l.Break, brk = brk, false
		p.Lines = append(p.Lines, l)
	}
	return page.Doc{Pages: []page.Page{p}, Flow: true}
}

// plainLine makes a paragraph of a text without looks. Spaces before it are its
// indent or, where there are many, say that it stands in the middle or at the
// right, as people set text by hand; the alignment stays unknown.
func plainLine(s string) (page.Line, bool) {
	spans := splitSpans(s)
	if len(spans) == 0 {
		return page.Line{}, false
	}
	l := page.Line{Flow: true}
	for _, t := range spans {
		l.Spans = append(l.Spans, page.Span{Text: t, Conf: 1})
	}
	return l, true
}

// splitSpans cuts a paragraph at tabs and wide gaps of spaces, as the columns of
// a printed line.
func splitSpans(s string) []string {
	var out []string
	start, gap := -1, 0
	end := 0
	for i, r := range s {
		w := spaceWidth(r)
		if w > 0 {
			gap += w
			continue
		}
		if start >= 0 && gap >= 4 {
			out = append(out, s[start:end])
			start = -1
		}
		if start < 0 {
			start = i
		}
		gap, end = 0, i+utf8.RuneLen(r)
		if r == utf8.RuneError {
			end = min(i+1, len(s))
		}
	}
	if start >= 0 {
		out = append(out, s[start:end])
	}
	return out
}

// spaceWidth gives the width of a space in half ems, a tab counting as a wide
// gap; 0 for what is none.
func spaceWidth(r rune) int {
	switch r {
	case '\t', '\v':
		return 4
	case ' ', '\u00a0', '\u2002':
		return 1
	case '\u3000', '\u2003':
		return 2
	case '\ufeff', '\u200b':
		return 0
	}
	return 0
}
