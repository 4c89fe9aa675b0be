package register

import (
	"regexp"
	"strings"
	"unicode"

	"niandang/archive"
)

// byName links what could not be read at all, an encrypted or a damaged file, by
// the words of its file name: they stand in the row's title in their order, and no
// other row or file fits as well.
func (m *matcher) byName() {
	fits := make(map[int][]int) // rows by document
	taken := make(map[int]int)  // how many documents a row fits
	for j := range m.docs {
		name := m.nameWords(j)
		if len(name) < nameRunes {
			continue
		}
		for i, r := range m.rows {
			if m.free(i) && !r.Void && r.Title != "" && m.kindsFit(i, j) && inOrder(name, []rune(m.rowTitle[i])) {
				fits[j] = append(fits[j], i)
				taken[i]++
			}
		}
	}
	var pairs []pair
	for j, rows := range fits {
		if len(rows) == 1 && taken[rows[0]] == 1 {
			pairs = append(pairs, pair{rows[0], j, 1})
		}
	}
	m.link(pairs)
}

// nameRunes is how many characters of a file name it takes to know a title by.
const nameRunes = 5

var asides = regexp.MustCompile(`[（(\[【〔][^）)\]】〕]*[）)\]】〕]`)

// nameWords gives the Han characters of a title that only a file name told,
// without asides; nothing of a document that was read, or found already.
func (m *matcher) nameWords(doc int) []rune {
	d := m.docs[doc]
	t := d.Trusts[archive.ElTitle]
	if m.rowOf[doc] >= 0 || d.Secret || t.Source != archive.FromFilename || d.Number != "" && d.Trusts[archive.ElNumber].Source != archive.FromFilename {
		return nil
	}
	var words []rune
	for _, r := range strings.NewReplacer("号", "", "第", "", "关于", "").Replace(asides.ReplaceAllString(d.Title, "")) {
		if unicode.Is(unicode.Han, r) {
			words = append(words, r)
		}
	}
	return words
}

// inOrder tells whether all characters of a stand in b in their order.
func inOrder(a, b []rune) bool {
	for _, r := range b {
		if len(a) > 0 && a[0] == r {
			a = a[1:]
		}
	}
	return len(a) == 0
}
