package register

import (
	"maps"
	"regexp"
	"slices"

	"niandang/archive"
)

// witness weighs what a row says against what was read before, on a copy of the
// document. What a person entered it never touches.
type witness struct {
	doc archive.Document
}

func newWitness(d archive.Document) *witness {
	d.Trusts = maps.Clone(d.Trusts)
	if d.Trusts == nil {
		d.Trusts = make(map[string]archive.Trust)
	}
	d.Review = slices.Clone(d.Review)
	return &witness{doc: d}
}

func (w *witness) source(element string) archive.Source { return w.doc.Trusts[element].Source }

// weak tells whether an element rests on a file name or a rule, or was read with
// less certainty than asked.
func (w *witness) weak(element string, below float64) bool {
	t, ok := w.doc.Trusts[element]
	switch {
	case !ok || t.Source == archive.FromPerson:
		return false
	case t.Source == archive.FromFilename || t.Source == archive.FromRule:
		return true
	}
	return t.Confidence < below
}

// set takes a value from the register.
func (w *witness) set(element string, value *string, from string, confidence float64) {
	if from == "" || w.source(element) == archive.FromPerson {
		return
	}
	*value = from
	w.trust(element, confidence)
}

// setList takes a list from the register.
func (w *witness) setList(element string, value *[]string, from []string, confidence float64) {
	if len(from) == 0 || w.source(element) == archive.FromPerson {
		return
	}
	*value = slices.Clone(from)
	w.trust(element, confidence)
}

func (w *witness) trust(element string, confidence float64) {
	w.doc.Trusts[element] = archive.Trust{Source: archive.FromRegister, Confidence: confidence}
	w.settled(element)
}

// title takes a title and, where there was none, the genre that it ends in.
func (w *witness) title(from string, confidence float64) {
	w.set(archive.ElTitle, &w.doc.Title, from, confidence)
	if g := archive.GenreOf(from); w.doc.Genre == "" || w.weak(archive.ElGenre, confidence) {
		w.set(archive.ElGenre, &w.doc.Genre, g, confidence)
	}
}

// agree raises the certainty of an element that two sources give alike, and
// takes it off the review list.
func (w *witness) agree(element string) {
	t, ok := w.doc.Trusts[element]
	if !ok || t.Source == archive.FromPerson {
		return
	}
	t.Confidence = 1 - (1-t.Confidence)*0.25
	w.doc.Trusts[element] = t
	if t.Confidence >= 0.8 {
		w.settled(element)
	}
}

// disagree lowers the certainty of an element and asks a person to look.
func (w *witness) disagree(element string) {
	t, ok := w.doc.Trusts[element]
	if t.Source == archive.FromPerson {
		return
	}
	if ok {
		t.Confidence *= 0.8
		w.doc.Trusts[element] = t
	}
	w.doubt(element)
}

// doubt puts an element on the review list.
func (w *witness) doubt(element string) {
	if w.source(element) != archive.FromPerson && !slices.Contains(w.doc.Review, element) {
		w.doc.Review = append(w.doc.Review, element)
	}
}

func (w *witness) settled(element string) {
	w.doc.Review = slices.DeleteFunc(w.doc.Review, func(e string) bool { return e == element })
}

// wholeOrgan finds the name of an organ in a column that should hold one of its
// departments.
var wholeOrgan = regexp.MustCompile(`^.{3,}(?:局|厅|人民政府|委员会|党组|街道办事处)$`)

// rest takes what else a row knows and the face does not say. Signers, copies
// and urgency stand in registers for every document, on faces only for some, so
// they are taken for documents alone whose face could not be read.
func (w *witness) rest(r archive.Row) {
	d := &w.doc
	switch {
	case r.Depart == "" || slices.Contains(d.Issuers, r.Depart) || wholeOrgan.MatchString(r.Depart):
	case d.Department == r.Depart:
		w.agree(archive.ElDepartment)
	case d.Department == "" || w.weak(archive.ElDepartment, 0.8):
		w.set(archive.ElDepartment, &d.Department, r.Depart, 0.9)
	}
	if d.Secret {
		return // nothing else of it may be kept
	}
	if len(d.Issuers) == 0 {
		w.setList(archive.ElIssuers, &d.Issuers, r.Issuers, 0.8)
	}
	w.names(archive.ElIssuers, &d.Issuers, r.Issuers)
	w.names(archive.ElRecipients, &d.Recipients, r.Recipients)
	if w.unread() {
		w.unseen(r)
	}
}

// names compares two lists of organs. Names that were hard to read and are the
// register's but for a few characters are taken from there; short names in the
// register are no disagreement.
func (w *witness) names(element string, have *[]string, row []string) {
	switch {
	case len(row) == 0 || len(*have) != len(row):
	case slices.Equal(*have, row):
		w.agree(element)
	case w.weak(element, 0.85) && slices.EqualFunc(*have, row, nearName):
		w.setList(element, have, row, 0.85)
	}
}

// nearName tells whether two names of one length differ by a few misread
// characters.
func nearName(a, b string) bool {
	x, y := []rune(a), []rune(b)
	return len(x) == len(y) && wrongOnes(x, y) <= max(1, len(x)/4)
}

// unread tells whether nothing was read on the face: encrypted, damaged, or a
// secret document that was not taken.
func (w *witness) unread() bool {
	return !slices.ContainsFunc(slices.Collect(maps.Values(w.doc.Trusts)), func(t archive.Trust) bool {
		return t.Source == archive.FromFace
	})
}

func (w *witness) unseen(r archive.Row) {
	d := &w.doc
	if len(d.Recipients) == 0 {
		w.setList(archive.ElRecipients, &d.Recipients, r.Recipients, 0.75)
	}
	if len(d.CC) == 0 {
		w.setList(archive.ElCC, &d.CC, r.CC, 0.75)
	}
	if len(d.Signers) == 0 && d.Genre == "请示" {
		w.setList(archive.ElSigners, &d.Signers, r.Signers, 0.7)
	}
	if d.Urgency == "" {
		w.set(archive.ElUrgency, &d.Urgency, r.Urgency, 0.75)
	}
	if d.Kind == "" && r.Kind != "" {
		d.Kind = r.Kind
	}
}
