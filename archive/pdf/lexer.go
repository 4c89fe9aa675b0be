package pdf

import (
	"bytes"
	"strconv"
)

// tokenKind is what a token of a content stream is.
type tokenKind int

const (
	endOfData tokenKind = iota
	numeral
	name
	str // a string, decoded
	operator
	arrayOpen
	arrayClose
	dictOpen
	dictClose
)

// token is a word of a content stream.
type token struct {
	kind tokenKind
	text []byte
	num  float64
}

// lexer reads the words of a content stream (ISO 32000-1, 7.8.2). It never
// fails: what is no word is passed over. pdfcpu's own parser wants whole objects
// and stops at the first fault.
type lexer struct {
	data   []byte
	at     int
	inline bool // the next word begins after the data of an inline image
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func (l *lexer) skipSpace() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

func (l *lexer) next() token {
	if l.inline {
		l.inline = false
		l.skipImage()
	}
	l.skipSpace()
	if l.at >= len(l.data) {
		return token{}
	}
	switch c := l.data[l.at]; c {
	case '/':
		l.at++
		return token{kind: name, text: unescapeName(l.regular())}
	case '(':
		return token{kind: str, text: l.literal()}
	case '<':
		return l.angle()
	case '>':
		if l.peek(1) == '>' {
			l.at += 2
			return token{kind: dictClose}
		}
		l.at++
		return l.next()
	case '[':
		l.at++
		return token{kind: arrayOpen}
	case ']':
		l.at++
		return token{kind: arrayClose}
	case ')', '{', '}':
		l.at++
		return l.next()
	}
	return l.word()
}

func (l *lexer) peek(n int) byte {
	if l.at+n < len(l.data) {
		return l.data[l.at+n]
	}
	return 0
}

// regular reads on to the next space or delimiter.
func (l *lexer) regular() []byte {
	from := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	return l.data[from:l.at]
}

func (l *lexer) word() token {
	w := l.regular()
	if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if v, ok := parseNumber(w); ok {
			return token{kind: numeral, num: v}
		}
	}
	l.inline = len(w) == 2 && w[0] == 'I' && w[1] == 'D'
	return token{kind: operator, text: w}
}

// parseNumber reads a number; of the odd forms that writers leave behind (--5,
// 1.2-3) it takes the first part.
func parseNumber(w []byte) (float64, bool) {
	if v, err := strconv.ParseFloat(string(w), 64); err == nil {
		return v, v == v && v < 1e12 && v > -1e12
	}
	i := 0
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		i++
	}
	if i > 1 {
		return parseNumber(w[i-1:])
	}
	if j := bytes.IndexByte(w[i:], '-'); j > 0 {
		return parseNumber(w[:i+j])
	}
	return 0, false
}

func unescapeName(b []byte) []byte {
	if !bytes.Contains(b, []byte{'#'}) {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) && hexDigit(b[i+1]) >= 0 && hexDigit(b[i+2]) >= 0 {
			out = append(out, byte(hexDigit(b[i+1])<<4|hexDigit(b[i+2])))
			i += 2
			continue
		}
		out = append(out, b[i])
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) angle() token {
	if l.peek(1) == '<' {
		l.at += 2
		return token{kind: dictOpen}
	}
	l.at++
	var out []byte
	high := -1
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		if c == '>' {
			break
		}
		d := hexDigit(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return token{kind: str, text: out}
}

func (l *lexer) literal() []byte {
	l.at++
	var out []byte
	for depth := 1; l.at < len(l.data); {
		c := l.data[l.at]
		l.at++
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		}
		out = append(out, c)
	}
	return out
}

// escape reads what follows a backslash (ISO 32000-1, table 3).
func (l *lexer) escape(out []byte) []byte {
	c := l.peek(0)
	l.at++
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\r':
		if l.peek(0) == '\n' {
			l.at++
		}
		return out
	case c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	v := int(c - '0')
	for n := 0; n < 2 && l.peek(0) >= '0' && l.peek(0) <= '7'; n++ {
		v = v<<3 | int(l.peek(0)-'0')
		l.at++
	}
	return append(out, byte(v))
}

// skipImage passes over the data of an inline image, up to an EI that stands
// between spaces and is followed by text.
func (l *lexer) skipImage() {
	l.at++
	for l.at < len(l.data) {
		i := bytes.Index(l.data[l.at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.data)
			return
		}
		at := l.at + i
		l.at = at + 2
		if at > 0 && isSpace(l.data[at-1]) && plausible(l.data[at+2:]) {
			l.at = at
			return
		}
	}
}

func plausible(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if !isSpace(b[0]) {
		return false
	}
	for _, c := range b[:min(len(b), 12)] {
		if c >= 0x7F || c < 0x20 && !isSpace(c) {
			return false
		}
	}
	return true
}
