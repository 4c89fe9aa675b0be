package register

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// differences compares every linked pair, reports what differs and merges what
// the row knows into the document.
func (m *matcher) differences() {
	signing := m.dateColumns()
	m.numbers = m.knownNumbers()
	for i, j := range m.docOf {
		if j < 0 {
			continue
		}
		w := newWitness(m.docs[j])
		m.title(i, w)
		m.number(i, j, w)
		if signing[m.rows[i].Sheet] {
			m.date(i, w)
		}
		m.marks(i, w)
		w.rest(m.rows[i])
		m.docs[j] = w.doc
	}
}

// fewRows is how many dates it takes to judge a date column by its values.
const fewRows = 5

// dateColumns tells for each sheet whether its dates are those of signing: most
// of them stand on the faces as well. A column of receipt or dispatch dates
// differs nearly everywhere, which says nothing about any one document.
func (m *matcher) dateColumns() map[string]bool {
	type count struct{ same, all int }
	counts := make(map[string]count)
	for i, j := range m.docOf {
		if j < 0 || m.rows[i].Date == "" || m.docs[j].Date == "" {
			continue
		}
		c := counts[m.rows[i].Sheet]
		c.all++
		if m.rows[i].Date == m.docs[j].Date {
			c.same++
		}
		counts[m.rows[i].Sheet] = c
	}
	signing := make(map[string]bool)
	for _, r := range m.rows {
		c := counts[r.Sheet]
		signing[r.Sheet] = c.all < fewRows || 2*c.same >= c.all
	}
	return signing
}

// pairFinding makes a finding about a row and its document.
func (m *matcher) pairFinding(kind string, row int, d archive.Document, pairs ...string) {
	f := rowFinding(kind, m.rows[row], pairs...)
	f.Path, f.Document = d.Path, d.ID
	f.Args["title"] = shownDoc(d)
	if d.Number != "" {
		f.Number, f.Args["number"] = d.Number, d.Number
	}
	if isSecret(m.rows[row].Security) || d.Secret || isSecret(d.Security) {
		f.Args["title"], f.Args["path"] = hidden, hidden // a path tells the title
	}
	m.found(f)
}

// title compares titles. Where the face was hard to read the register's is
// likelier to be right, and a difference is no fault of the register.
func (m *matcher) title(row int, w *witness) {
	r, d := m.rows[row], w.doc
	if r.Title == "" || d.Secret || r.Void {
		return
	}
	if d.Title == "" {
		w.title(r.Title, 0.85)
		return
	}
	how := differs(r.Title, d.Title)
	if how != alike && byOrganOnly(r.Title, d) {
		how = alike
	}
	hard := w.weak(archive.ElTitle, 0.85)
	switch {
	case how == alike:
		w.agree(archive.ElTitle)
	case hard && (how == typo || len(plain(r.Title)) >= len(plain(d.Title)) || stray(plain(r.Title), plain(d.Title))):
		misread := w.source(archive.ElTitle) == archive.FromFace
		w.title(r.Title, 0.8)
		if misread {
			w.doubt(archive.ElTitle)
		}
	case hard:
	case how == typo:
		m.pairFinding(archive.FTitleTypo, row, d, "register", m.say(r.Title, r, d), "face", m.say(d.Title, r, d))
		w.disagree(archive.ElTitle)
	default:
		m.pairFinding(archive.FTitleVariant, row, d, "register", m.say(r.Title, r, d), "face", m.say(d.Title, r, d))
	}
}

// byOrganOnly tells whether titles differ by the organ's name alone, of documents
// that bear it above a title of one word: a decision that the row enters by the name
// of its form, 行政处罚决定书, and minutes.
func byOrganOnly(row string, d archive.Document) bool {
	long, short := plain(row), plain(d.Title)
	if len(long) < len(short) {
		long, short = short, long
	}
	organ, ok := strings.CutSuffix(long, short)
	if !ok || strings.Contains(short, "关于") || !strings.HasSuffix(short, "书") && archive.GenreOf(short) != "纪要" {
		return false
	}
	return slices.ContainsFunc(d.Issuers, func(i string) bool { return plain(i) == organ })
}

// say gives a title for a message: none of a secret document.
func (m *matcher) say(title string, r archive.Row, d archive.Document) string {
	if d.Secret || isSecret(d.Security) || isSecret(r.Security) {
		return hidden
	}
	return title
}

// number compares numbers. What was hard to read gives way to the register where
// it can't be right; any other difference is for a person to decide.
func (m *matcher) number(row, doc int, w *witness) {
	r := m.rows[row]
	switch {
	case r.Number == "" || isRunning(r.Number):
	case w.doc.Number == "":
		w.set(archive.ElNumber, &w.doc.Number, number(r.Number), 0.85)
		m.misplaced(row, w)
	case key(r.Number, m.rowNum[row]) == key(w.doc.Number, m.docNum[doc]):
		w.agree(archive.ElNumber)
	case w.weak(archive.ElNumber, 0.9) && m.misread(row, doc):
		w.set(archive.ElNumber, &w.doc.Number, m.rowNum[row].String(), 0.8)
		w.doubt(archive.ElNumber)
	default:
		m.pairFinding(archive.FNumberTypo, row, w.doc, "register", r.Number, "face", w.doc.Number)
		w.disagree(archive.ElNumber)
	}
}

// misplaced looks at a number that only the register knows and that breaks the
// order of its series there. Where one slip explains it the number that fits the
// place is put down, as a guess for a person to confirm.
func (m *matcher) misplaced(row int, w *witness) {
	serial, stray := m.numbers.stray[row]
	if !stray || w.source(archive.ElNumber) != archive.FromRegister {
		return
	}
	w.doubt(archive.ElNumber)
	right := m.rowNum[row]
	right.Serial = serial
	if serial == 0 || m.numbers.docs[right] > 0 {
		return
	}
	w.doc.Number = right.String()
	w.doc.Trusts[archive.ElNumber] = archive.Trust{Source: archive.FromRule, Confidence: 0.5}
	m.pairFinding(archive.FNumberTypo, row, w.doc, "register", m.rows[row].Number, "face", w.doc.Number)
}

// misread tells whether a document's number can't be what was read: it is no
// number, of a series or a year that no row has, or it is another row's; while
// the row's own number is free.
func (m *matcher) misread(row, doc int) bool {
	n := m.docNum[doc]
	if m.rowNum[row].IsZero() || m.numbers.docs[m.rowNum[row]] > 0 {
		return false
	}
	return n.IsZero() || !m.numbers.prefixes[n.Prefix] || n.Year != m.rowNum[row].Year && !m.numbers.years[n.Year] ||
		m.numbers.rows[n] > 0
}

// knownNumbers are the numbers in use on both sides.
type knownNumbers struct {
	prefixes   map[string]bool
	years      map[int]bool
	rows, docs map[archive.Number]int
	stray      map[int]int // rows whose number does not fit its place in the register, see outOfPlace
}

func (m *matcher) knownNumbers() knownNumbers {
	k := knownNumbers{
		prefixes: make(map[string]bool), years: make(map[int]bool),
		rows: make(map[archive.Number]int), docs: make(map[archive.Number]int),
		stray: outOfPlace(m.rows),
	}
	for i, n := range m.rowNum {
		k.prefixes[n.Prefix] = true
		k.years[n.Year] = true
		if !m.rows[i].Void {
			k.rows[n]++
		}
	}
	for _, n := range m.docNum {
		k.docs[n]++
	}
	return k
}

func (m *matcher) date(row int, w *witness) {
	r, d := m.rows[row], w.doc
	switch {
	case r.Date == "":
	case d.Date == "":
		w.set(archive.ElDate, &w.doc.Date, r.Date, 0.85)
	case r.Date == d.Date:
		w.agree(archive.ElDate)
	case w.weak(archive.ElDate, 0.7):
		w.set(archive.ElDate, &w.doc.Date, r.Date, 0.75)
		w.doubt(archive.ElDate)
	case r.Date == r.PrintDate && r.Date == d.PrintDate:
		// the column gives the day of printing where it differs
	default:
		m.pairFinding(archive.FDateMismatch, row, d, "register", r.Date, "face", d.Date)
		w.disagree(archive.ElDate)
	}
}

// marks compares secrecy and disclosure. A mark in the register counts as one
// (see design: 密级 column), also where the face has none.
func (m *matcher) marks(row int, w *witness) {
	r, d := m.rows[row], w.doc
	public := d.Disclosure == "主动公开" || r.Disclosure == "主动公开"
	switch {
	case isSecret(r.Security) && public:
		m.pairFinding(archive.FRegisterSecurityVsPublic, row, d, "register", r.Security, "face", cmp.Or(d.Security, "—"))
	case isSecret(r.Security) && (r.Security != d.Security || w.source(archive.ElSecurity) == archive.FromRegister):
		m.pairFinding(archive.FRegisterSecurityNotOnFace, row, d, "register", r.Security, "face", cmp.Or(d.Security, "—"))
	}
	switch {
	case r.Security == "":
	case d.Security == "":
		w.set(archive.ElSecurity, &w.doc.Security, r.Security, 0.6)
		w.set(archive.ElSecurityTerm, &w.doc.SecurityTerm, cmp.Or(d.SecurityTerm, r.SecurityTerm), 0.6)
		if isSecret(r.Security) {
			w.doubt(archive.ElSecurity)
		}
	case d.Security == r.Security:
		w.agree(archive.ElSecurity)
	default:
		w.disagree(archive.ElSecurity)
	}
	switch {
	case r.Disclosure == "":
	case d.Disclosure == "":
		w.set(archive.ElDisclosure, &w.doc.Disclosure, r.Disclosure, 0.8)
	case r.Disclosure == d.Disclosure:
		w.agree(archive.ElDisclosure)
	default:
		m.pairFinding(archive.FRegisterDisclosure, row, d, "register", r.Disclosure, "face", d.Disclosure)
		w.disagree(archive.ElDisclosure)
	}
}
