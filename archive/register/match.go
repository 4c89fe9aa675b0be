package register

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"niandang/archive"
)

// Match links rows and documents one to one: by number, then by a number one
// slip away that title and date confirm, then by title and date, and what could not
// be opened by its file name. It returns
// copies of both with the links set, and every difference as a finding.
//
// What a row knows goes into the document where its face was silent or hard to
// read, with source register and a confidence; where two sources disagree the
// confidence falls and the element joins the review list; where they agree it
// rises. An element that a person entered is never touched.
//
// Rows without a document are reported, except void numbers and rows that double
// an earlier one, which have findings of their own. Documents without a row are
// reported by [Gaps], once it is known what kind each is.
func Match(rows []archive.Row, docs []archive.Document) ([]archive.Row, []archive.Document, []archive.Finding) {
	m := newMatcher(rows, docs)
	m.doubles()
	m.byNumber()
	m.byRest()
	m.byName()
	m.differences()
	m.unmatched()
	return m.rows, m.docs, m.findings
}

type matcher struct {
	rows     []archive.Row
	docs     []archive.Document
	findings []archive.Finding

	rowTitle, docTitle []string // plain
	docText            []string // plain beginning of the text, where the title was hard to read
	rowNum, docNum     []archive.Number
	docOf              []int // by row: index of its document, -1 for none
	rowOf              []int // by document
	doubleOf           []int // by row: index of the row it doubles, -1 for none
	numbers            knownNumbers
}

func newMatcher(rows []archive.Row, docs []archive.Document) *matcher {
	m := &matcher{rows: slices.Clone(rows), docs: slices.Clone(docs)}
	for i := range m.rows {
		m.rows[i].Document = ""
		m.rowTitle = append(m.rowTitle, plain(m.rows[i].Title))
		n, _ := parseNumber(m.rows[i].Number)
		m.rowNum = append(m.rowNum, n)
		m.docOf, m.doubleOf = append(m.docOf, -1), append(m.doubleOf, -1)
	}
	for i := range m.docs {
		m.docTitle = append(m.docTitle, plain(m.docs[i].Title))
		m.docText = append(m.docText, beginning(m.docs[i]))
		n, _ := parseNumber(m.docs[i].Number)
		m.docNum = append(m.docNum, n)
		m.rowOf = append(m.rowOf, -1)
	}
	return m
}

// key gives what numbers are compared by.
func key(number string, n archive.Number) string {
	if !n.IsZero() {
		return n.String()
	}
	return archive.Squeeze(archive.Fold(number))
}

// doubles finds rows that enter a document a second time.
func (m *matcher) doubles() {
	seen := make(map[string][]int)
	for i, r := range m.rows {
		if r.Void {
			continue
		}
		k := key(r.Number, m.rowNum[i])
		if k == "" {
			k = "\x00" + m.rowTitle[i] + r.Date
		}
		for _, j := range seen[k] {
			if m.doubleOf[j] < 0 && m.sameEntry(j, i) {
				m.doubleOf[i] = j
				break
			}
		}
		seen[k] = append(seen[k], i)
	}
}

// sameEntry tells whether two rows with one number enter one document. Numbers
// that are no 发文字号 repeat from series to series, so the title must be the
// same as well.
func (m *matcher) sameEntry(a, b int) bool {
	x, y := m.rows[a], m.rows[b]
	if x.Kind != "" && y.Kind != "" && x.Kind != y.Kind {
		return false
	}
	sim := similar(m.rowTitle[a], m.rowTitle[b])
	sameDay := x.Date == y.Date || x.Date == "" || y.Date == ""
	if m.rowNum[a].IsZero() {
		return sim >= 0.9 && sameDay
	}
	return sim >= 0.6 || sim >= 0.4 && sameDay && x.Date != ""
}

// pair is a row and a document that may belong together.
type pair struct {
	row, doc int
	score    float64
}

// link takes pairs from the best to the worst, each row and document once.
func (m *matcher) link(pairs []pair) {
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.row, b.row), cmp.Compare(a.doc, b.doc))
	})
	for _, p := range pairs {
		if m.docOf[p.row] < 0 && m.rowOf[p.doc] < 0 {
			m.docOf[p.row], m.rowOf[p.doc] = p.doc, p.row
			m.rows[p.row].Document = m.docs[p.doc].ID
		}
	}
}

// free tells whether a row still looks for its document.
func (m *matcher) free(row int) bool {
	return m.docOf[row] < 0 && m.doubleOf[row] < 0
}

// byNumber links what bears the same number, unless title and date both say
// that it is another document.
func (m *matcher) byNumber() {
	docs := make(map[string][]int)
	for i, d := range m.docs {
		if k := key(d.Number, m.docNum[i]); k != "" {
			docs[k] = append(docs[k], i)
		}
	}
	var pairs []pair
	for i, r := range m.rows {
		if !m.free(i) || r.Number == "" {
			continue
		}
		for _, j := range docs[key(r.Number, m.rowNum[i])] {
			if s, ok := m.sameNumber(i, j); ok {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	m.link(pairs)
}

func (m *matcher) sameNumber(row, doc int) (score float64, ok bool) {
	if !m.kindsFit(row, doc) {
		return 0, false
	}
	sim, day := m.alike(row, doc), m.days(row, doc)
	score = sim
	if day == 0 {
		score += 0.5
	}
	silent := m.rowTitle[row] == "" || m.docTitle[doc] == ""
	switch {
	case m.rows[row].Void:
		return score, sim >= 0.6
	case m.rowNum[row].IsZero():
		return score, sim >= 0.6 && day <= 31 || day == 0 && (sim >= 0.3 || silent) || sim == 1 && m.rows[row].Date == ""
	}
	about := similar(core(m.rowTitle[row]), core(m.docTitle[doc])) // one organ's titles all begin alike
	return score, about >= 0.25 || silent || day == 0 || day == unknown
}

// kindsFit tells whether a row of this kind can stand for this document. Only
// sent and received exclude each other.
func (m *matcher) kindsFit(row, doc int) bool {
	a, b := m.rows[row].Kind, m.docs[doc].Kind
	return !(a == archive.Outgoing && b == archive.Incoming || a == archive.Incoming && b == archive.Outgoing) ||
		!m.rowNum[row].IsZero() && m.rowNum[row] == m.docNum[doc] ||
		m.rowTitle[row] != "" && m.rowTitle[row] == m.docTitle[doc] && (m.days(row, doc) == 0 ||
			a == archive.Incoming && m.rows[row].Number != "" && m.rows[row].Number == m.docs[doc].Number)
}

// unknown is the distance of dates of which one is missing.
const unknown = math.MaxInt

// days gives how many days lie between the dates of row and document.
func (m *matcher) days(row, doc int) int {
	a, errA := time.Parse(time.DateOnly, m.rows[row].Date)
	b, errB := time.Parse(time.DateOnly, m.docs[doc].Date)
	if errA != nil || errB != nil {
		return unknown
	}
	d := int(a.Sub(b).Hours() / 24)
	return max(d, -d)
}

// byRest links what is left by title and date, where numbers are one slip apart,
// missing on one side, or misread.
func (m *matcher) byRest() {
	ix := m.titleIndex()
	var pairs []pair
	for i := range m.rows {
		if !m.free(i) || m.rows[i].Void || m.rowTitle[i] == "" {
			continue
		}
		for _, j := range ix.candidates(m.rowTitle[i], m.rows[i].Date) {
			if s, ok := m.sameDocument(i, j); ok {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	m.link(m.withoutTies(pairs))
}

// withoutTies drops the pairs of documents that only their file names tell of and
// that two rows fit alike: either would be a guess.
func (m *matcher) withoutTies(pairs []pair) []pair {
	best, times := make(map[int]float64), make(map[int]int)
	for _, p := range pairs {
		switch {
		case p.score > best[p.doc]:
			best[p.doc], times[p.doc] = p.score, 1
		case p.score == best[p.doc]:
			times[p.doc]++
		}
	}
	return slices.DeleteFunc(pairs, func(p pair) bool {
		return times[p.doc] > 1 && m.docs[p.doc].Trusts[archive.ElTitle].Source == archive.FromFilename
	})
}

// proof is how alike titles must be to make up for numbers that are not the
// same: with equal dates, with a date missing, with dates within a month. 2 is
// out of reach.
type proof struct{ sameDay, noDay, sameMonth float64 }

var (
	ofNoNumber    = proof{0.5, 0.8, 0.95}
	ofNearNumber  = proof{0.5, 0.85, 0.9}
	ofOtherNumber = proof{0.9, 2, 2}
)

func (p proof) holds(sim float64, days int) bool {
	switch {
	case days == 0:
		return sim >= p.sameDay
	case days == unknown:
		return sim >= p.noDay
	}
	return days <= 31 && sim >= p.sameMonth
}

// sameDocument judges a row and a document whose numbers are not the same. A
// short title names too many documents to be proof without the day.
func (m *matcher) sameDocument(row, doc int) (score float64, ok bool) {
	if !m.kindsFit(row, doc) {
		return 0, false
	}
	sim, days := m.alike(row, doc), m.days(row, doc)
	telling := min(len([]rune(m.rowTitle[row])), len([]rune(m.docTitle[doc]))) >= 10
	need, score := ofOtherNumber, sim
	switch {
	case m.noNumber(row, doc):
		need = ofNoNumber
	case near(m.rowNum[row], m.docNum[doc]):
		need, score = ofNearNumber, sim+0.5
	}
	if days == 0 {
		return score + 1, need.holds(sim, days) && (telling || need != ofOtherNumber)
	}
	return score, need.holds(sim, days) && (telling || days == unknown)
}

// noNumber tells whether the numbers of a row and a document can't be compared.
func (m *matcher) noNumber(row, doc int) bool {
	return m.rows[row].Number == "" || m.docs[doc].Number == "" || m.shaky(doc, archive.ElNumber)
}

// shaky tells whether an element was read with so little certainty that another
// value is likely: from a bad scan, or from a file name.
func (m *matcher) shaky(doc int, element string) bool {
	t, ok := m.docs[doc].Trusts[element]
	return ok && t.Source != archive.FromPerson && (t.Confidence < 0.6 || t.Source == archive.FromFilename)
}

func itoa(n int) string { return strconv.Itoa(n) }
