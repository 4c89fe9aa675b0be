package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A snippet is two lines: so many characters in all, so many before the hit.
const (
	snippetLength = 80
	snippetBefore = 24
)

// The marks around a hit.
const (
	hitStart = "\x02"
	hitEnd   = "\x03"
)

// span is a piece of a text, in bytes.
type span struct{ from, to int }

// snippet cuts the neighbourhood of the first hit out of a text and marks the
// hits in it. A text without a hit gives its beginning.
func snippet(f folder, text string, a asked) string {
	hits := a.hits(f.signs(text))
	at := 0
	if len(hits) > 0 {
		at = hits[0].from
	}
	from := back(text, at, snippetBefore)
	to := forward(text, from, snippetLength)
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	for _, h := range hits {
		if h.from < from || h.to > to {
			continue
		}
		b.WriteString(plainText(text[from:h.from]) + hitStart + plainText(text[h.from:h.to]) + hitEnd)
		from = h.to
	}
	b.WriteString(plainText(text[from:to]))
	if to < len(text) {
		b.WriteString("…")
	}
	return tidy(b.String())
}

// hits finds where the terms stand in a text, in order and without overlap.
func (a asked) hits(text []sign) []span {
	var found []span
	for _, t := range a.terms {
		for i := 0; i+len(t.signs) <= len(text); i++ {
			if stands(text, i, t.signs) {
				found = append(found, span{text[i].from, text[i+len(t.signs)-1].to})
			}
		}
	}
	slices.SortFunc(found, func(a, b span) int { return a.from - b.from })
	var out []span
	for _, s := range found {
		if len(out) == 0 || s.from >= out[len(out)-1].to {
			out = append(out, s)
		}
	}
	return out
}

// stands reports whether the signs of a term stand at a place of the text. A
// word does not begin in the middle of another one.
func stands(text []sign, at int, term []sign) bool {
	if !text[at].han && text[at].joined {
		return false
	}
	for i, s := range term {
		if text[at+i].r != s.r {
			return false
		}
	}
	return true
}

// back gives the place up to n characters before at, not before the sentence.
func back(text string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if r == '。' || r == '；' {
			break
		}
		at -= size
	}
	return at
}

// forward gives the place n characters after at.
func forward(text string, at, n int) int {
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// plainText takes the control characters out of a piece of text, so that the
// only marks in a snippet are its own.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// tidy makes a snippet one line: a break between wide characters goes, other
// spaces become one. The marks of hits are no characters here.
func tidy(s string) string {
	var b strings.Builder
	var last rune
	spaces := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			spaces = true
			continue
		case string(r) == hitStart || string(r) == hitEnd:
			b.WriteRune(r)
			continue
		case spaces && last != 0 && !(wide(last) && wide(r)):
			b.WriteByte(' ')
		}
		spaces = false
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// wide reports whether a line may break after a character without a space being
// meant: Han, and the punctuation that goes with it.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}
