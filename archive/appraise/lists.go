package appraise

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// NotArchived gives the documents that are not archived, in the order of clause and
// date (不归档文件清单). Their decisions carry the reasons.
func NotArchived(docs []archive.Document) []archive.Document {
	var out []archive.Document
	for _, d := range docs {
		if d.Decision.Retention == archive.NotArchived {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b archive.Document) int {
		return cmp.Or(cmp.Compare(a.Decision.Clause, b.Decision.Clause), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Path, b.Path))
	})
	return out
}

// ExpiresAfter gives the last year of a term: it runs from 1 January after the
// year of the document (归属年度). 0 for what is kept for ever or not archived.
func ExpiresAfter(year int, r archive.Retention) int {
	switch r {
	case archive.Years10:
		return year + 10
	case archive.Years30:
		return year + 30
	}
	return 0
}

// Due is an item whose term has run out and that waits for appraisal (到期鉴定).
type Due struct {
	Item  archive.Item
	Since int // the first year in which it was due
}

// LastYear gives the last year of an item's term: that of its code, or of the term
// that was set anew when the first had run out. 0 for what is kept for ever.
func LastYear(it archive.Item) int {
	switch r := it.Reappraisal; {
	case r == nil:
		return ExpiresAfter(it.Year, it.Retention)
	case r.Opinion == archive.KeepOn:
		return r.Until
	default:
		return r.Ended
	}
}

// Ended gives the last year of the term that has run out and that a person
// appraises now; false when no term has. An opinion may be changed while it holds:
// then it is the same term that is appraised.
func Ended(it archive.Item, now int) (int, bool) {
	last := LastYear(it)
	if r := it.Reappraisal; r != nil && (last == 0 || last >= now) {
		last = r.Ended
	}
	return last, last > 0 && last < now
}

// Renewal is a term set anew.
type Renewal struct {
	Term archive.Retention
	From string // "end" or "start"
}

// Until gives the last year of the new term, 0 for ever: it runs from the end
// of the old one, or, where the settings say start, from the item's own year
// (档案法实施条例 art. 24 asks for a new term and leaves open from when it runs).
func (c Renewal) Until(it archive.Item, ended int) int {
	if c.From == "start" {
		return ExpiresAfter(it.Year, c.Term)
	}
	return ExpiresAfter(ended, c.Term)
}

// Expired gives the items whose term has run out by 1 January of the year, the
// oldest first. Nothing is destroyed by it: a person appraises each.
func Expired(items []archive.Item, year int) []Due {
	var out []Due
	for _, it := range items {
		if last := LastYear(it); last > 0 && last < year && it.Destroyed == nil {
			out = append(out, Due{it, last + 1})
		}
	}
	slices.SortStableFunc(out, func(a, b Due) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Item.Code, b.Item.Code))
	})
	return out
}

// Disclosed is a line of the catalogue of what is disclosed of its own accord
// (政府信息公开条例 art. 12: 索引, 名称, 内容概述, 生成日期).
type Disclosed struct {
	Index    string // document number, or "" where there is none
	Title    string
	Summary  string // first sentences of the text, at most 100 characters
	Date     string
	Genre    string
	Document string
}

// DisclosureCatalogue gives the organ's own documents of the year that are 主动公开,
// by date. A document with a secrecy mark never enters it, whatever its note says.
func DisclosureCatalogue(docs []archive.Document) []Disclosed {
	var out []Disclosed
	for _, d := range docs {
		if !disclosable(d) || d.Disclosure != Public {
			continue
		}
		out = append(out, Disclosed{d.Number, d.Title, head(d.Text, 100), d.Date, d.Genre, d.ID})
	}
	slices.SortStableFunc(out, func(a, b Disclosed) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Index, b.Index))
	})
	return out
}

// disclosable reports whether a document belongs to the organ's own disclosure.
func disclosable(d archive.Document) bool {
	return d.Relation == archive.Own && !d.Secret && !Marked(d.Security)
}

func head(s string, n int) string {
	rs := []rune(strings.TrimSpace(s))
	if len(rs) <= n {
		return string(rs)
	}
	return string(rs[:n]) + "…"
}

// DisclosureCount counts one kind of the organ's documents in the year.
type DisclosureCount struct {
	Category   string // 规范性文件, or the genre
	Disclosure string // 主动公开, 依申请公开, 不予公开, "" not marked
	Quarters   [4]int // by date of signing
	Undated    int
	Total      int
}

// DisclosureCounts counts the organ's documents by category, attribute and quarter:
// what an archive can feed into the annual report (国办公开办函〔2021〕30号, table 二).
func DisclosureCounts(docs []archive.Document) []DisclosureCount {
	type key struct{ category, attribute string }
	counts := make(map[key]*DisclosureCount)
	for _, d := range docs {
		if !disclosable(d) || d.Kind != archive.Outgoing {
			continue
		}
		k := key{disclosureCategory(d), d.Disclosure}
		c := counts[k]
		if c == nil {
			c = &DisclosureCount{Category: k.category, Disclosure: k.attribute}
			counts[k] = c
		}
		c.Total++
		if q := quarterOf(d.Date); q >= 0 {
			c.Quarters[q]++
		} else {
			c.Undated++
		}
	}
	out := make([]DisclosureCount, 0, len(counts))
	for _, c := range counts {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b DisclosureCount) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.Disclosure, b.Disclosure))
	})
	return out
}

// Normative is the category of what binds the public (政府信息公开条例 art. 20 (一)).
const Normative = "规范性文件"

var normativeWords = []string{"办法》", "规定》", "细则》", "办法（", "规定（", "细则（", "规则》", "标准》", "实施意见", "若干意见"}

// disclosureCategory tells normative documents, by the clause that decided and the
// wording of the title, from the others, which go by genre.
func disclosureCategory(d archive.Document) string {
	if strings.HasPrefix(d.Decision.Clause, "8.1") || strings.HasPrefix(d.Decision.Clause, "8.4.1.1") {
		for _, w := range normativeWords {
			if strings.Contains(d.Title, w) {
				return Normative
			}
		}
	}
	return d.Genre
}

func quarterOf(date string) int {
	if len(date) < 7 {
		return -1
	}
	m := int(date[5]-'0')*10 + int(date[6]-'0')
	if m < 1 || m > 12 {
		return -1
	}
	return (m - 1) / 3
}
