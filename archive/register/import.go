package register

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// headRows is how far down a sheet the headings may stand: a title, the organ's
// name and a note come before them.
const headRows = 15

// Import reads the rows of a register. Headings are recognised in any order and
// wording, in one line or two, under merged title rows, on several sheets; a
// remembered mapping with the same headings comes before the guess, one that a
// person confirmed before all others. Dates without a year are of year.
//
// It returns the rows in the order of the tables, Row.Row as the spreadsheet
// counts, and the mapping used for every sheet: one without columns says that
// the sheet was not understood and gave no rows. Import never fails: what it
// can't read it leaves out. Findings about rows come from [Match], which sees the
// documents as well; Import itself has none so far.
func Import(tables []page.Table, remembered []archive.Mapping, year int) (rows []archive.Row, used []archive.Mapping, findings []archive.Finding) {
	for i, t := range tables {
		if empty(t) {
			continue
		}
		s, ok := readSheet(t, remembered, year)
		used = append(used, s.mapping)
		if !ok {
			continue
		}
		s.id = fmt.Sprintf("row-%d-%d", year, i+1)
		rows = append(rows, s.rows()...)
	}
	return rows, used, findings
}

func empty(t page.Table) bool {
	return !slices.ContainsFunc(t.Rows, func(row []string) bool { return !blank(row) })
}

func blank(row []string) bool {
	return !slices.ContainsFunc(row, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// sheet is a table whose columns are understood.
type sheet struct {
	table    page.Table
	mapping  archive.Mapping
	id       string
	year     int
	first    int      // index of the first row below the headings
	headings []string // by column
	fields   []string // by column
	strict   bool     // the date column says that it is the date of signing
	above    map[string]string
	parted   bool // year, month and day in columns of their own are those of receipt
}

var receivedHead = regexp.MustCompile(`收文|收到|收件|签收|接收|登记`)

// readSheet finds the headings of a table and what its columns mean.
func readSheet(t page.Table, remembered []archive.Mapping, year int) (sheet, bool) {
	s := sheet{table: t, year: year, above: make(map[string]string)}
	if m, first, ok := recall(t, remembered); ok {
		s.take(m, first)
		return s, true
	}
	headings, first, ok := findHeadings(t)
	if !ok {
		s.mapping = archive.Mapping{Sheet: t.Name, Headings: firstCells(t), Columns: map[string]string{}}
		return s, false
	}
	kind := kindOf(t.Name, titlesAbove(t, first), headings)
	fields := settle(headings, kind, func(column int) []string { return column20(t, first, column) })
	s.take(archive.Mapping{Sheet: t.Name, Headings: unique(headings), Columns: columns(unique(headings), fields), Kind: kind}, first)
	return s, true
}

func (s *sheet) take(m archive.Mapping, first int) {
	s.mapping, s.first, s.headings = m, first, m.Headings
	s.fields = make([]string, len(m.Headings))
	for i, h := range m.Headings {
		s.fields[i] = m.Columns[h]
		if r, ok := fieldOf(h); ok && s.fields[i] == archive.ElDate && r.field == archive.ElDate {
			s.strict = true
		}
		if s.fields[i] == FieldMonth && receivedHead.MatchString(h) {
			s.parted = true
		}
	}
}

// recall finds a remembered mapping whose headings stand in the table, one that
// a person confirmed first.
func recall(t page.Table, remembered []archive.Mapping) (archive.Mapping, int, bool) {
	for _, person := range []bool{true, false} {
		for _, m := range remembered {
			if m.Person != person || len(m.Columns) == 0 {
				continue
			}
			for i := range min(headRows, len(t.Rows)) {
				for _, c := range candidates(t, i) {
					if slices.Equal(unique(c.headings), m.Headings) {
						m.Sheet = t.Name
						return m, c.first, true
					}
				}
			}
		}
	}
	return archive.Mapping{}, 0, false
}

// heads is a row, or two, read as headings.
type heads struct {
	headings []string
	first    int // index of the row below
}

// candidates gives the readings of a row as headings: alone, and together with
// the row below, whose headings stand under wide ones.
func candidates(t page.Table, i int) []heads {
	one := heads{trimmed(t.Rows[i]), i + 1}
	if i+1 >= len(t.Rows) {
		return []heads{one}
	}
	below := t.Rows[i+1]
	var both []string
	over := ""
	for c := range max(len(t.Rows[i]), len(below)) {
		top, sub := at(t.Rows[i], c), at(below, c)
		if top != "" {
			over = top
		}
		switch {
		case sub == "":
			both = append(both, top)
		case top == "" && over == "":
			both = append(both, sub)
		default:
			both = append(both, under(over, sub))
		}
	}
	return []heads{one, {trimmed(both), i + 2}}
}

// under joins a wide heading and one below it, unless only the lower one says
// what the column holds.
func under(over, sub string) string {
	if r, ok := fieldOf(over + sub); ok && r.field != "" {
		return over + sub
	}
	if r, ok := fieldOf(sub); ok && r.field != "" {
		return sub
	}
	return over + sub
}

func at(row []string, c int) string {
	if c >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[c])
}

// trimmed drops empty cells at the end and spaces around each.
func trimmed(row []string) []string {
	out := make([]string, len(row))
	last := 0
	for i := range row {
		if out[i] = at(row, i); out[i] != "" {
			last = i + 1
		}
	}
	return out[:last]
}

// findHeadings finds the row, or the two rows, with the most headings that are
// known; a register has at least two, and a number or a title among them.
func findHeadings(t page.Table) (headings []string, first int, ok bool) {
	best := 0
	for i := range min(headRows, len(t.Rows)) {
		for n, c := range candidates(t, i) {
			known, telling := 0, false
			for _, h := range c.headings {
				if r, ok := fieldOf(h); ok {
					known++
					telling = telling || r.field == archive.ElNumber || r.field == archive.ElTitle
				}
			}
			if n == 1 && !headingRow(t.Rows[i+1]) {
				continue
			}
			if telling && known >= 2 && known > best {
				best, headings, first, ok = known, c.headings, c.first, true
			}
		}
	}
	return headings, first, ok
}

// headingRow tells a second line of headings from the first row of data.
func headingRow(row []string) bool {
	for _, c := range row {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if _, isNumber := parseNumber(c); isNumber || len([]rune(c)) > 10 || strings.ContainsAny(c, "0123456789") {
			return false
		}
	}
	return !blank(row)
}

// unique makes headings that stand twice different, so that they can be keys.
func unique(headings []string) []string {
	out := make([]string, len(headings))
	seen := make(map[string]int)
	for i, h := range headings {
		h = archive.Squeeze(h)
		seen[h]++
		if seen[h] > 1 {
			h = fmt.Sprintf("%s#%d", h, seen[h])
		}
		out[i] = h
	}
	return out
}

func columns(headings, fields []string) map[string]string {
	m := make(map[string]string, len(headings))
	for i, h := range headings {
		if h != "" {
			m[h] = fields[i]
		}
	}
	return m
}

// firstCells gives the first filled row of a sheet that was not understood, for
// a person to see.
func firstCells(t page.Table) []string {
	for _, row := range t.Rows {
		if !blank(row) {
			return unique(trimmed(row))
		}
	}
	return []string{}
}

func titlesAbove(t page.Table, first int) string {
	var b strings.Builder
	for _, row := range t.Rows[:max(first-1, 0)] {
		for _, c := range row {
			b.WriteString(c)
		}
	}
	return b.String()
}

// column20 gives the first twenty cells of a column.
func column20(t page.Table, first, column int) []string {
	var cells []string
	for _, row := range t.Rows[first:min(first+20, len(t.Rows))] {
		cells = append(cells, at(row, column))
	}
	return cells
}
