package register

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"niandang/archive"
)

// byName links what could not be read at all, an encrypted or a damaged file, by
// its file name: its words stand in the row's title in their order, or it has the
// end of the row's number (党组3号 for 云水党组〔2021〕3号), and no other row or file
// fits as well.
func (m *matcher) byName() {
	fits := make(map[int][]int) // rows by document
	taken := make(map[int]int)  // how many documents a row fits
	for j := range m.docs {
		if !m.onlyNamed(j) {
			continue
		}
		name := nameWords(m.docs[j].Title)
		for i, r := range m.rows {
			if !m.free(i) || r.Void || r.Title == "" || !m.kindsFit(i, j) {
				continue
			}
			if len(name) >= nameRunes && archive.InOrder(name, []rune(m.rowTitle[i])) || shortNumber(m.docs[j], m.rowNum[i]) {
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

// onlyNamed tells whether a document is not found yet and nothing but a file name
// tells of it.
func (m *matcher) onlyNamed(doc int) bool {
	d := m.docs[doc]
	return m.rowOf[doc] < 0 && !d.Secret && d.Trusts[archive.ElTitle].Source == archive.FromFilename &&
		(d.Number == "" || d.Trusts[archive.ElNumber].Source == archive.FromFilename)
}

// nameWords gives the Han characters of a file name without asides.
func nameWords(name string) []rune {
	var words []rune
	for _, r := range strings.NewReplacer("号", "", "第", "", "关于", "").Replace(asides.ReplaceAllString(unbracketed(name), "")) {
		if unicode.Is(unicode.Han, r) {
			words = append(words, r)
		}
	}
	return words
}

// unbracketed takes the brackets off that say of a whole title that it is only a
// file name.
func unbracketed(name string) string {
	if s, ok := strings.CutPrefix(name, "["); ok && strings.HasSuffix(s, "]") {
		return strings.TrimSuffix(s, "]")
	}
	return name
}

var shortForm = regexp.MustCompile(`^(?:(\p{Han}{2,})[-_ ]?)?第?(\d{1,3})号`)

// shortNumber tells whether a file name begins with the end of a number's 代字 and
// its serial, or with the serial alone in a folder that is called like the end.
func shortNumber(d archive.Document, n archive.Number) bool {
	f := shortForm.FindStringSubmatch(archive.Fold(unbracketed(d.Title)))
	if f == nil || n.IsZero() || itoa(n.Serial) != f[2] {
		return false
	}
	series := f[1]
	if series == "" {
		series = strings.TrimLeft(path.Base(path.Dir(d.Path)), "本局委厅院会")
	}
	return series != "" && series != "." && strings.HasSuffix(n.Prefix, series)
}
