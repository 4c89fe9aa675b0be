package register

import (
	"regexp"
	"strings"
	"unicode"

	"niandang/archive"
)

// plain gives a title for comparing: without spaces, width variants, quotes,
// brackets and punctuation.
func plain(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r):
			return -1
		}
		return r
	}, archive.Squeeze(archive.Fold(title)))
}

// matterAt finds where a title begins to say what it is about.
var matterAt = regexp.MustCompile(`关于|对|印发|转发|批转`)

// core gives a plain title without the organ in front of 关于.
func core(plain string) string {
	if i := strings.Index(plain, "关于"); i > 0 {
		return plain[i:]
	}
	if loc := matterAt.FindStringIndex(plain); loc != nil && loc[0] > 0 && loc[0] < len(plain)/2 {
		return plain[loc[0]:]
	}
	return plain
}

// similar measures how alike two plain titles are, 0 to 1: by the pairs of
// neighbouring characters that both have, with and without the organ in front;
// a title that stands whole inside the other is nearly the same.
func similar(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	if a == b {
		return 1
	}
	best := dice(a, b)
	ca, cb := core(a), core(b)
	best = max(best, dice(ca, cb)*0.98)
	short, long := ca, cb
	if len(short) > len(long) {
		short, long = long, short
	}
	if len([]rune(short)) >= 6 && strings.Contains(long, short) {
		best = max(best, 0.9)
	}
	return best
}

// beginning gives the plain beginning of a document's text where its title was
// hard to read: the title stands somewhere in it.
func beginning(d archive.Document) string {
	t, ok := d.Trusts[archive.ElTitle]
	if d.Text == "" || d.Secret || ok && (t.Source == archive.FromPerson || t.Source == archive.FromFace && t.Confidence >= 0.85) {
		return ""
	}
	rs := []rune(d.Text)
	return plain(string(rs[:min(len(rs), 300)]))
}

// alike measures how alike the titles of a row and a document are. Of a document
// whose title was hard to read it also asks how much of the row's title stands
// in the beginning of the text.
func (m *matcher) alike(row, doc int) float64 {
	sim := similar(m.rowTitle[row], m.docTitle[doc])
	if m.docText[doc] == "" || sim > 0.8 {
		return sim
	}
	return max(sim, 0.95*within(core(m.rowTitle[row]), m.docText[doc]))
}

// within gives the share of a title's pairs of characters that a text has; of a
// short title none, because it stands in many texts.
func within(title, text string) float64 {
	grams := bigrams(title)
	if len(grams) < 8 {
		return 0
	}
	n := 0
	for _, g := range grams {
		if strings.Contains(text, string(g[:])) {
			n++
		}
	}
	return float64(n) / float64(len(grams))
}

func dice(a, b string) float64 {
	x, y := bigrams(a), bigrams(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	left := make(map[[2]rune]int, len(x))
	for _, g := range x {
		left[g]++
	}
	shared := 0
	for _, g := range y {
		if left[g] > 0 {
			left[g]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}

func bigrams(s string) [][2]rune {
	rs := []rune(s)
	if len(rs) < 2 {
		return nil
	}
	out := make([][2]rune, 0, len(rs)-1)
	for i := range len(rs) - 1 {
		out = append(out, [2]rune{rs[i], rs[i+1]})
	}
	return out
}

// difference is how two titles of one document differ.
type difference int

const (
	alike   difference = iota
	variant            // another wording: shorter, longer, without organ or brackets
	typo               // one or a few characters wrong, swapped, doubled or lost
)

// optional are characters that people leave out or put in without meaning
// another thing: the difference they make is one of wording.
const optional = "第的和及与市县区省州镇乡局委厅办级度年月日号期本全各等有关我对了"

// differs compares the title in the register with the one on the face.
func differs(row, face string) difference {
	a, b := exact(row), exact(face)
	if a == b {
		return alike
	}
	p, q := []rune(plain(row)), []rune(plain(face))
	if string(p) == string(q) {
		return variant // brackets or punctuation only
	}
	if fewWrong(p, q) || fewWrong([]rune(core(plain(row))), []rune(core(plain(face)))) {
		return typo
	}
	if c, ok := extra(p, q); ok && !strings.ContainsRune(optional, c) && !unicode.IsDigit(c) {
		return typo
	}
	return variant
}

// fewWrong reports titles of one length that differ in a few characters.
func fewWrong(a, b []rune) bool {
	n := -1
	if len(a) == len(b) && len(a) >= 4 {
		n = wrongOnes(a, b)
	}
	return n > 0 && n <= max(1, min(3, len(b)/8))
}

// stray reports whether a face is the row's title with one or two characters more:
// specks or a seal, to a machine.
func stray(row, face string) bool {
	p, q := []rune(row), []rune(face)
	more := len(q) - len(p)
	if more < 1 || more > 2 || len(p) < 12 {
		return false
	}
	i := 0
	for _, c := range q {
		if i < len(p) && p[i] == c {
			i++
		}
	}
	return i == len(p)
}

// exact gives a title as the eye sees it: spaces, width and the shape of quotes
// do not count.
func exact(title string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "〈", "《", "〉", "》").Replace(archive.Squeeze(archive.Fold(title)))
}

// wrongOnes counts the places at which two titles of one length differ; two
// neighbours that changed places count once.
func wrongOnes(a, b []rune) int {
	n := 0
	for i := 0; i < len(a); i++ {
		if a[i] == b[i] {
			continue
		}
		n++
		if i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] {
			i++
		}
	}
	return n
}

// extra gives the one character that the longer title has and the shorter lacks
// in its middle.
func extra(a, b []rune) (rune, bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) != len(a)+1 {
		return 0, false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if string(a[i:]) != string(b[i+1:]) {
		return 0, false
	}
	return b[i], true
}
