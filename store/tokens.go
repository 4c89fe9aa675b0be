package store

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// tokens gives a text as the index takes it: each run of Han as its overlapping
// pairs and its last character alone, words as they are. So any two neighbouring
// characters are one token, a longer phrase is tokens that follow one another,
// and a single character is the beginning of a token wherever it stands.
func tokens(runs [][]sign) string {
	var b strings.Builder
	for _, run := range runs {
		if run[0].han {
			pairs(&b, run)
			b.WriteRune(run[len(run)-1].r)
		} else {
			word(&b, run)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func pairs(b *strings.Builder, run []sign) {
	for i := 0; i+1 < len(run); i++ {
		b.WriteRune(run[i].r)
		b.WriteRune(run[i+1].r)
		b.WriteByte(' ')
	}
}

func word(b *strings.Builder, run []sign) {
	for _, s := range run {
		b.WriteRune(s.r)
	}
}

// phrase gives what was asked for without a space as one FTS5 phrase, whatever
// brackets stand in it. A single last character, or a word that ends in a
// letter, is a beginning.
func phrase(runs [][]sign) string {
	last := runs[len(runs)-1]
	var b strings.Builder
	b.WriteString(`"` + tokens(runs[:len(runs)-1]))
	beginning := true
	switch {
	case last[0].han && len(last) > 1:
		pairs(&b, last)
		beginning = false
	case last[0].han:
		b.WriteRune(last[0].r)
	default:
		word(&b, last)
		r := last[len(last)-1].r
		beginning = r < '0' || r > '9'
	}
	if beginning {
		return b.String() + `"*`
	}
	return b.String() + `"`
}

// initials gives the pinyin initials of the Han in signs, in their usual
// reading: 关于印发 is gyyf.
func initials(signs []sign) string {
	var b strings.Builder
	args := pinyin.Args{Style: pinyin.FirstLetter}
	for _, s := range signs {
		if !s.han {
			continue
		}
		if p := pinyin.SinglePinyin(s.r, args); len(p) > 0 {
			b.WriteString(p[0])
		}
	}
	return b.String()
}

// letterPairs gives letters as overlapping pairs, as the index takes initials,
// so that the middle of a title is found as well. whole adds the last letter.
func letterPairs(letters string, whole bool) string {
	var b strings.Builder
	for i := 0; i+1 < len(letters); i++ {
		b.WriteString(letters[i:i+2] + " ")
	}
	if whole && letters != "" {
		b.WriteString(letters[len(letters)-1:] + " 0 ") // 0: no phrase goes over it
	}
	return b.String()
}
