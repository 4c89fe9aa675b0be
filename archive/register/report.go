package register

import (
	"cmp"
	"regexp"
	"strconv"

	"niandang/archive"
)

// unmatched reports the rows that stand alone: void numbers, double rows, rows
// without a file.
func (m *matcher) unmatched() {
	for i, r := range m.rows {
		switch {
		case r.Void:
			m.found(rowFinding(archive.FVoidNumber, r, "why", voidWhy(r)))
		case m.doubleOf[i] >= 0:
			m.double(i)
		case m.docOf[i] < 0:
			m.found(rowFinding(archive.FRowWithoutFile, r, "date", cmp.Or(r.Date, "—"), "department", cmp.Or(r.Depart, "—"), "remark", cmp.Or(r.Remark, "—")))
		}
	}
}

func (m *matcher) found(f archive.Finding) { m.findings = append(m.findings, f) }

func (m *matcher) double(row int) {
	r, other := m.rows[row], m.rows[m.doubleOf[row]]
	f := rowFinding(archive.FDuplicateRow, r, "other_sheet", other.Sheet, "other_row", strconv.Itoa(other.Row), "other_title", shown(other))
	m.found(f)
}

// voidWhy gives the words by which a row says that its number was not used.
func voidWhy(r archive.Row) string {
	for _, s := range []string{r.Remark, r.Title} {
		if s != "" {
			return s
		}
	}
	return "—"
}

// coverage is what a register can be expected to list.
type coverage struct {
	year  int
	kinds map[archive.Kind]bool
}

func coverageOf(rows []archive.Row, year int) coverage {
	c := coverage{year: year, kinds: make(map[archive.Kind]bool)}
	for _, r := range rows {
		c.kinds[r.Kind] = true
		if r.Kind == "" {
			c.kinds[archive.Outgoing], c.kinds[archive.Incoming] = true, true
		}
	}
	return c
}

// unregistered reports the documents that ought to have a row and have none.
func unregistered(docs []archive.Document, rows []archive.Row, year int) []archive.Finding {
	c := coverageOf(rows, year)
	entered := make(map[string]bool, len(rows))
	for _, r := range rows {
		entered[r.Document] = true
	}
	var findings []archive.Finding
	for _, d := range docs {
		n, _ := archive.ParseNumber(d.Number)
		if entered[d.ID] || !c.covers(d, n) {
			continue
		}
		f := archive.NewFinding(archive.FFileWithoutRow, d.Path, "title", shownDoc(d), "date", cmp.Or(d.Date, "—"), "number", cmp.Or(d.Number, "—"))
		f.Year, f.Step, f.Number, f.Document = year, "collect", d.Number, d.ID
		if d.Secret || isSecret(d.Security) {
			f.Args["path"] = hidden
		}
		findings = append(findings, f)
	}
	return findings
}

// tabular are internal papers that no register of documents lists.
var tabular = regexp.MustCompile(`名册|名单|花名册|统计表|报表|台账|值日|值班表|排班|清单|登记表|汇总表|明细表|一览表`)

// agreement finds contracts: whoever signed them, they are neither sent nor
// received documents.
var agreement = regexp.MustCompile(`(合同|协议|协议书)([（(].*[）)])?$`)

// covers tells whether a document ought to have a row: sent and received ones of
// the year. An internal paper that bears a number is entered in a register of
// its own (contracts, petitions) and tables in none; any other shows up in no
// register at all, which a person should know.
func (c coverage) covers(d archive.Document, n archive.Number) bool {
	if len(c.kinds) == 0 || !c.ofYear(d, n) {
		return false
	}
	kind := d.Kind
	if agreement.MatchString(d.Title) {
		kind = archive.Internal
	}
	switch kind {
	case archive.Internal:
		return c.kinds[archive.Internal] || d.Number == "" && !tabular.MatchString(d.Title) && wellRead(d)
	case "":
		return true
	}
	return c.kinds[kind]
}

// wellRead tells whether a number would have been seen if there were one.
func wellRead(d archive.Document) bool {
	t, ok := d.Trusts[archive.ElTitle]
	return !ok || t.Source == archive.FromPerson || t.Source == archive.FromFace && t.Confidence >= 0.85
}

// ofYear tells whether a document belongs to the register's year.
func (c coverage) ofYear(d archive.Document, n archive.Number) bool {
	if d.ArchYear != 0 && d.ArchYear != c.year {
		return false
	}
	signed := 0
	if len(d.Date) >= 4 {
		signed = atoi(d.Date[:4])
	}
	return signed == c.year || n.Year == c.year || signed == 0 && n.Year == 0
}

func shownDoc(d archive.Document) string {
	if d.Secret || isSecret(d.Security) {
		return hidden
	}
	return cmp.Or(d.Title, "—")
}
