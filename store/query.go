package store

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"niandang/archive"
)

// asked is a query as the search understands it.
type asked struct {
	number archive.Number // of a document, if the query is one
	terms  []term
	pinyin string // FTS5 phrase of initials, "" when the query has other than letters
}

// term is a part of the query between spaces.
type term struct {
	match string // FTS5 phrase
	signs []sign
}

// ask reads a query.
func ask(f folder, text string) asked {
	var a asked
	a.number, _ = parseNumber(f, text)
	letters := ""
	for _, field := range strings.Fields(text) {
		signs := f.signs(field)
		if len(signs) == 0 {
			continue
		}
		a.terms = append(a.terms, term{match: phrase(runs(signs)), signs: signs})
		for _, s := range signs {
			letters += string(s.r)
		}
	}
	if len(letters) >= 2 && strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") == "" {
		a.pinyin = `"` + letterPairs(letters, false) + `"`
	}
	return a
}

// all gives the FTS5 expression for all terms.
func (a asked) all() string { return a.join(" AND ") }

// any gives the FTS5 expression for one of the terms at least.
func (a asked) any() string { return a.join(" OR ") }

func (a asked) join(operator string) string {
	match := make([]string, len(a.terms))
	for i, t := range a.terms {
		match[i] = t.match
	}
	return strings.Join(match, operator)
}

// numberForm is a document number as people type it: prefix or none, the year in
// any brackets or none, the serial.
var numberForm = regexp.MustCompile(`^([\p{Han}A-Za-z·()（）]*?)\s*[〔\[［【({〈《<﹝]?\s*((?:19|20)\d{2})` +
	`(?:\s*[〕\]］】)}〉》>﹞]\s*|\s*年\s*|\s*[-—/]\s*|\s+)第?\s*0*(\d{1,5})\s*号?$`)

// parseNumber reads a text that is a document number as a whole.
func parseNumber(f folder, text string) (archive.Number, bool) {
	m := numberForm.FindStringSubmatch(strings.TrimSpace(norm.NFKC.String(text)))
	if m == nil {
		return archive.Number{}, false
	}
	year, err1 := strconv.Atoi(m[2])
	serial, err2 := strconv.Atoi(m[3])
	if err1 != nil || err2 != nil || serial == 0 {
		return archive.Number{}, false
	}
	var prefix strings.Builder
	word(&prefix, f.signs(m[1]))
	return archive.Number{Prefix: prefix.String(), Year: year, Serial: serial}, true
}
