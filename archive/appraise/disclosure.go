package appraise

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// Disclosed is a line of the catalogue of what is disclosed of its own accord
// (政府信息公开条例 art. 12: 索引, 名称, 内容概述, 生成日期).
type Disclosed struct {
	Index    string // document number, or "" where there is none
	Title    string
	Summary  string // the text's first sentences; see Gist
	Date     string
	Genre    string
	Document string
}

// DisclosureCatalogue gives the organ's own documents of the year that are 主动公开,
// by date. A document with a secrecy mark never enters it, whatever its note says.
// Summaries are taken from the documents' Text.
func DisclosureCatalogue(docs []archive.Document) []Disclosed {
	var out []Disclosed
	for _, d := range docs {
		if !disclosable(d) || d.Disclosure != Public {
			continue
		}
		out = append(out, Disclosed{d.Number, d.Title, Gist(d.Text), d.Date, d.Genre, d.ID})
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

// gistLength is how long a summary may be, in characters.
const gistLength = 100

// Gist gives the first whole sentences of a text, or its beginning with … where the
// first sentence is too long.
func Gist(text string) string {
	rs := []rune(strings.TrimSpace(text))
	if len(rs) <= gistLength {
		return string(rs)
	}
	for i := gistLength - 1; i > gistLength/4; i-- {
		if rs[i] == '。' || rs[i] == '；' {
			return string(rs[:i]) + "。"
		}
	}
	return string(rs[:gistLength]) + "…"
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
// What binds the public comes first.
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
		return cmp.Or(-cmp.Compare(one(a.Category == Normative), one(b.Category == Normative)), cmp.Compare(a.Category, b.Category),
			cmp.Compare(attributeOrder(a.Disclosure), attributeOrder(b.Disclosure)))
	})
	return out
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// attributeOrder puts the attributes as the rules name them; what is not marked, or
// marked otherwise, comes last.
func attributeOrder(a string) int {
	if i := slices.Index([]string{Public, OnRequest, NotPublic}, a); i >= 0 {
		return i
	}
	return 3
}

// Total adds counts up.
func Total(counts []DisclosureCount) DisclosureCount {
	var t DisclosureCount
	for _, c := range counts {
		for q, n := range c.Quarters {
			t.Quarters[q] += n
		}
		t.Undated, t.Total = t.Undated+c.Undated, t.Total+c.Total
	}
	return t
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
