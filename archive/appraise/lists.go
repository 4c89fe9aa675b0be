package appraise

import (
	"cmp"
	"slices"

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
