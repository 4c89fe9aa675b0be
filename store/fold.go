package store

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// radicals maps radicals of the supplement block, which broken text layers put
// for whole characters, to the characters (Unicode, EquivalentUnifiedIdeograph).
// NFKC folds the Kangxi block and leaves these.
const radicals = "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爪⺦丬⺧牛" +
	"⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车" +
	"⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"

// folder folds texts and queries alike.
type folder struct{ radical map[rune]rune }

func newFolder() folder {
	f := folder{radical: make(map[rune]rune)}
	all := []rune(radicals)
	for i := 0; i+1 < len(all); i += 2 {
		f.radical[all[i]] = all[i+1]
	}
	return f
}

// sign is one folded character that means something, and the place in the text
// that it was made from. Spaces and punctuation make no sign.
type sign struct {
	r        rune
	from, to int  // bytes
	han      bool // else a letter or digit
	joined   bool // follows the sign before it without punctuation; Han also over spaces
}

// signs folds a text by NFKC, from radicals and to lower case. The places let a
// hit be shown in the text as it stands.
func (f folder) signs(text string) []sign {
	out := make([]sign, 0, len(text)/3+8)
	gap := spaceless
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		at := sign{from: i, to: i + n}
		i += n
		if plain(r) {
			out, gap = addSign(out, at, r, gap)
			continue
		}
		if q, ok := f.radical[r]; ok {
			r = q
		}
		for _, q := range norm.NFKC.String(string(r)) {
			out, gap = addSign(out, at, unicode.ToLower(q), gap)
		}
	}
	return out
}

// plain reports whether folding leaves a character as it is.
func plain(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r < utf8.RuneSelf && (r < 'A' || r > 'Z')
}

// What stands between two signs.
const (
	spaceless = iota
	spaced
	punctuated
)

func addSign(out []sign, s sign, r rune, gap int) ([]sign, int) {
	s.r = r
	switch {
	case unicode.Is(unicode.Han, r):
		s.han = true
	case unicode.IsLetter(r) || unicode.IsNumber(r):
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		return out, max(gap, spaced)
	case unicode.Is(unicode.Mn, r):
		return out, gap // an accent belongs to its letter
	default:
		return out, punctuated
	}
	if len(out) > 0 && out[len(out)-1].han == s.han {
		s.joined = gap == spaceless || gap == spaced && s.han
	}
	return append(out, s), spaceless
}

// runs cuts signs into runs of Han and words of letters and digits.
func runs(signs []sign) [][]sign {
	var out [][]sign
	for i, start := 0, 0; i < len(signs); i++ {
		if i+1 == len(signs) || !signs[i+1].joined {
			out = append(out, signs[start:i+1])
			start = i + 1
		}
	}
	return out
}
