package register

import (
	"cmp"
	"maps"
	"slices"

	"niandang/archive"
)

// Gaps looks at each number series of the organ (代字 and year, GB/T 9704-2012
// 7.2.5), from 1 to the highest number known. It reports every number that no
// document bears, with what the register says of it (void, or entered without a
// file), and every number that two documents bear. The other way round it reports
// the documents that have no row, of the kinds and the year that the register
// covers.
//
// The series are the organ's outgoing ones; where its profile names none, the
// prefixes of its own documents that run nearly without gaps. docs and rows are
// those that [Match] returned, with kind and archive year set.
func Gaps(docs []archive.Document, rows []archive.Row, organ archive.Organ, year int) []archive.Finding {
	series := collectSeries(docs, rows, year)
	findings := unregistered(docs, rows, year)
	for _, prefix := range ownPrefixes(series, organ) {
		if s := series[prefix]; s != nil {
			findings = append(findings, s.missing(year)...)
			findings = append(findings, s.doubles(year)...)
		}
	}
	return findings
}

// run is one number series of one year.
type run struct {
	prefix string
	docs   map[int][]archive.Document
	rows   map[int]archive.Row // rows without a document
	stray  map[int]bool        // numbers that only a row out of place or a doubtful reading has
	own    int                 // documents that the organ issued
}

func collectSeries(docs []archive.Document, rows []archive.Row, year int) map[string]*run {
	series := make(seriesOf)
	for _, d := range docs {
		if n, ok := archive.ParseNumber(d.Number); ok && n.Year == year {
			series.of(n.Prefix).addDoc(n.Serial, d)
		}
	}
	stray := outOfPlace(rows)
	for i, r := range rows {
		n, ok := parseNumber(r.Number)
		if !ok || n.Year != year || r.Document != "" && !r.Void || r.Kind == archive.Incoming {
			continue
		}
		_, out := stray[i]
		series.of(n.Prefix).addRow(n.Serial, r, out)
	}
	return series
}

type seriesOf map[string]*run

func (s seriesOf) of(prefix string) *run {
	if s[prefix] == nil {
		s[prefix] = &run{prefix: prefix, docs: make(map[int][]archive.Document), rows: make(map[int]archive.Row), stray: make(map[int]bool)}
	}
	return s[prefix]
}

func (s *run) addDoc(serial int, d archive.Document) {
	first := len(s.docs[serial]) == 0
	s.stray[serial] = (first || s.stray[serial]) && slices.Contains(d.Review, archive.ElNumber)
	s.docs[serial] = append(s.docs[serial], d)
	if d.Kind == archive.Outgoing {
		s.own++
	}
}

// addRow takes a row without a document; one in its place confirms a number that
// was read with doubt.
func (s *run) addRow(serial int, r archive.Row, stray bool) {
	if _, twice := s.rows[serial]; twice {
		return
	}
	s.rows[serial] = r
	s.stray[serial] = stray
}

// ownPrefixes gives the organ's outgoing series in its own order.
func ownPrefixes(series map[string]*run, organ archive.Organ) []string {
	var named []string
	for _, s := range organ.Series {
		if (s.Kind == archive.Outgoing || s.Kind == "") && !slices.Contains(named, s.Prefix) {
			named = append(named, s.Prefix)
		}
	}
	if len(named) > 0 {
		return named
	}
	var learned []string
	for _, prefix := range slices.Sorted(maps.Keys(series)) {
		s := series[prefix]
		if s.own >= 3 && 2*len(s.docs) >= s.last() {
			learned = append(learned, prefix)
		}
	}
	return learned
}

// farOff is how far a single number may stand above all others before it counts
// as misread.
const farOff = 20

// outOfPlace finds the rows whose number breaks the order of its series on the
// sheet: higher than the next one's, while the numbers before and after it follow
// each other. Such a number is likely a slip, and the series need not reach that
// far. For each it gives the number that would fit the place and is one slip
// away from what stands there; 0 when there is none, or no single one.
func outOfPlace(rows []archive.Row) map[int]int {
	type series struct {
		sheet, prefix string
		year          int
	}
	type seen struct{ before, last, row int }
	used := make(map[archive.Number]bool)
	for _, r := range rows {
		if n, ok := parseNumber(r.Number); ok {
			used[n] = true
		}
	}
	stray := make(map[int]int)
	at := make(map[series]seen)
	for i, r := range rows {
		n, ok := parseNumber(r.Number)
		if !ok {
			continue
		}
		s, known := at[series{r.Sheet, n.Prefix, n.Year}]
		if known && s.before < n.Serial && n.Serial < s.last {
			wrong := archive.Number{Prefix: n.Prefix, Year: n.Year, Serial: s.last}
			stray[s.row] = fitting(wrong, s.before, n.Serial, used)
		}
		at[series{r.Sheet, n.Prefix, n.Year}] = seen{before: s.last, last: n.Serial, row: i}
	}
	return stray
}

// fitting gives the one serial between two others that is a slip away from the
// wrong number and that no row uses; 0 when there is none or more than one.
func fitting(wrong archive.Number, after, before int, used map[archive.Number]bool) int {
	found := 0
	for n := after + 1; n < before && n <= after+farOff; n++ {
		right := wrong
		right.Serial = n
		if used[right] || !near(wrong, right) {
			continue
		}
		if found > 0 {
			return 0
		}
		found = n
	}
	return found
}

// last gives the highest number known. A number far above the next lower one is
// taken for a misreading.
func (s *run) last() int {
	var known []int
	for n := range s.docs {
		if !s.stray[n] {
			known = append(known, n)
		}
	}
	for n := range s.rows {
		if !s.stray[n] {
			known = append(known, n)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	for len(known) > 1 && known[len(known)-1]-known[len(known)-2] > max(farOff, len(known)) {
		known = known[:len(known)-1]
	}
	if len(known) == 0 {
		return 0
	}
	return known[len(known)-1]
}

func (s *run) missing(year int) []archive.Finding {
	var findings []archive.Finding
	last := s.last()
	for n := 1; n <= last; n++ {
		if len(s.docs[n]) > 0 {
			continue
		}
		r, entered := s.rows[n]
		f := archive.NewFinding(archive.FMissingNumber, "", "register", entry(r, entered))
		f.Number = archive.Number{Prefix: s.prefix, Year: year, Serial: n}.String()
		f.Year, f.Step, f.Series = year, "collect", s.prefix
		if r.Void {
			f.Severity = archive.SevNote // explained
		}
		findings = append(findings, f)
	}
	return findings
}

// entry gives what the register says of a missing number, "—" for nothing.
func entry(r archive.Row, entered bool) string {
	if !entered {
		return "—"
	}
	s := r.Sheet + "#" + itoa(r.Row) + " " + shown(r)
	if r.Remark != "" {
		s += " " + r.Remark
	}
	return s
}

// doubles reports numbers that several documents bear. Parts of one item, such
// as a document and its reissue that a person put together, count as one.
func (s *run) doubles(year int) []archive.Finding {
	var findings []archive.Finding
	for _, n := range slices.Sorted(maps.Keys(s.docs)) {
		docs := slices.Clone(s.docs[n])
		slices.SortFunc(docs, func(a, b archive.Document) int {
			return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID))
		})
		for _, d := range docs[1:] {
			if d.Group != "" && d.Group == docs[0].Group {
				continue
			}
			f := archive.NewFinding(archive.FDuplicateNumber, d.Path, "title", shownDoc(d), "other_title", shownDoc(docs[0]))
			f.Number = archive.Number{Prefix: s.prefix, Year: year, Serial: n}.String()
			f.Year, f.Step, f.Series, f.Document, f.Of = year, "collect", s.prefix, d.ID, docs[0].Path
			findings = append(findings, f)
		}
	}
	return findings
}
