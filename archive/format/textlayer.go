package format

import (
	"unicode"

	"golang.org/x/text/unicode/norm"

	"niandang/archive/page"
)

// layer is what the characters of a text layer look like.
type layer struct {
	chars, odd, kangxi int
}

// judge counts what is odd in a text: characters that fonts without a proper
// mapping give (private use, replacement, controls), and scripts that have no
// place in an office of this country.
func judge(text string) layer {
	var l layer
	for _, r := range text {
		if foldRune(r) != r {
			l.kangxi++
		}
		odd := oddRune(r)
		if !odd && !unicode.IsLetter(r) || unicode.IsSpace(r) {
			continue // leaders, digits and punctuation are right in any language
		}
		l.chars++
		if odd {
			l.odd++
		}
	}
	return l
}

// garbled reports whether a text layer is nonsense: an eighth of it odd. A
// single odd sign (a bullet of a symbol font) makes no nonsense.
func (l layer) garbled() bool { return l.odd >= 5 && l.odd*8 >= l.chars }

func oddRune(r rune) bool {
	switch {
	case r == unicode.ReplacementChar, r < ' ', r >= 0x7F && r < 0xA0:
		return true
	case r >= 0xE000 && r <= 0xF8FF, r >= 0xF0000:
		return true
	case r < 0x7F, unicode.Is(usualSigns, r):
		return false
	case r >= 0xA1 && r <= 0x24F: // accented Latin is how GBK reads in Latin-1
		return !pinyin(r)
	case unicode.Is(unicode.Han, r):
		return false
	}
	return unicode.IsLetter(r) || !unicode.IsGraphic(r)
}

// pinyin reports the accented letters of romanised Chinese.
func pinyin(r rune) bool {
	switch r {
	case 'ā', 'á', 'ǎ', 'à', 'ē', 'é', 'ě', 'è', 'ī', 'í', 'ǐ', 'ì', 'ō', 'ó', 'ǒ', 'ò', 'ū', 'ú', 'ǔ', 'ù', 'ü', 'ǖ', 'ǘ', 'ǚ', 'ǜ':
		return true
	}
	return false
}

// usualSigns are the signs outside Han that documents do use: punctuation,
// numbers in circles, Greek of formulas, Bopomofo, kana, full-width forms.
var usualSigns = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0xA5, Hi: 0xA5, Stride: 1}, {Lo: 0xA7, Hi: 0xA7, Stride: 1}, {Lo: 0xAD, Hi: 0xAD, Stride: 1}, {Lo: 0xB0, Hi: 0xB3, Stride: 1},
	{Lo: 0xB7, Hi: 0xB7, Stride: 1}, {Lo: 0xD7, Hi: 0xD7, Stride: 1}, {Lo: 0xF7, Hi: 0xF7, Stride: 1}, {Lo: 0x391, Hi: 0x3C9, Stride: 1},
	{Lo: 0x2000, Hi: 0x206F, Stride: 1}, {Lo: 0x20A0, Hi: 0x2BFF, Stride: 1}, {Lo: 0x2E80, Hi: 0x312F, Stride: 1}, {Lo: 0x3200, Hi: 0x33FF, Stride: 1},
	{Lo: 0xF900, Hi: 0xFAFF, Stride: 1}, {Lo: 0xFE10, Hi: 0xFE6F, Stride: 1}, {Lo: 0xFF00, Hi: 0xFFEF, Stride: 1},
}, LatinOffset: 7}

// foldRune gives the character that people mean by a Kangxi or CJK radical or a
// compatibility ideograph: PDF makers put these in place of the plain ones.
func foldRune(r rune) rune {
	switch {
	case r >= 0x2E80 && r <= 0x2EFF:
		if plain, ok := radicals[r]; ok {
			return plain
		}
	case r >= 0x2F00 && r <= 0x2FD5, r >= 0xF900 && r <= 0xFAFF:
		if s := []rune(norm.NFKC.String(string(r))); len(s) == 1 {
			return s[0]
		}
	}
	return r
}

// radicals of the CJK Radicals Supplement (U+2E80) that are characters of their
// own; Unicode gives them no compatibility mapping.
var radicals = map[rune]rune{
	'⺁': '厂', '⺎': '兀', '⺏': '尣', '⺒': '巳', '⺓': '幺', '⺛': '旡', '⺝': '月', '⺞': '歺', '⺟': '母', '⺠': '民', '⺧': '牛', '⺩': '王',
	'⺪': '疋', '⺬': '示', '⺮': '竹', '⺶': '羊', '⺼': '月', '⺽': '臼', '⻁': '虎', '⻄': '西', '⻅': '见', '⻆': '角', '⻇': '角',
	'⻉': '贝', '⻊': '足', '⻋': '车', '⻑': '長', '⻓': '长', '⻔': '门', '⻗': '雨', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风',
	'⻜': '飞', '⻝': '食', '⻡': '首', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻧': '卤', '⻨': '麦', '⻩': '黄',
	'⻪': '黾', '⻫': '斉', '⻬': '齐', '⻭': '歯', '⻮': '齿', '⻯': '竜', '⻰': '龙', '⻱': '龜', '⻲': '亀', '⻳': '龟',
}

// foldDoc puts plain characters in place of radicals in all lines of a document.
func foldDoc(d *page.Doc) {
	for p := range d.Pages {
		for l := range d.Pages[p].Lines {
			spans := d.Pages[p].Lines[l].Spans
			for s := range spans {
				spans[s].Text = foldText(spans[s].Text)
			}
		}
	}
	d.Title = foldText(d.Title)
}

func foldText(s string) string {
	out := []rune(nil)
	for i, r := range []rune(s) {
		if f := foldRune(r); f != r {
			if out == nil {
				out = []rune(s)
			}
			out[i] = f
		}
	}
	if out == nil {
		return s
	}
	return string(out)
}
