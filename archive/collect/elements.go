package collect

import (
	"maps"
	"strings"

	"niandang/archive"
)

// How sure a value is, by where it came from. A name is typed by people in a
// hurry; folders are moved about.
const (
	sureName   = 0.7
	sureFolder = 0.65
	sureMade   = 0.4  // a title made up for a document without one
	doubtful   = 0.45 // two sources disagree
)

// elements fills a document from its face, and where the face is silent from the
// names of its files. The face wins; where both speak and disagree the value is
// in doubt, and a person is asked.
func (g *grouping) elements(d *archive.Document, p *piece, family []*piece) {
	d.Elements = p.face.Elements
	maps.Copy(d.Trusts, p.face.Trusts)
	for el, filled := range spoken(p.face.Elements) {
		if _, ok := d.Trusts[el]; filled && !ok {
			d.Trusts[el] = archive.Trust{Source: archive.FromFace, Confidence: 0.9}
		}
	}
	names := namesOf(p, family)
	g.mergeNumber(d, p, names)
	g.mergeDate(d, p, names)
	g.mergeTitle(d, p, names)
	if d.Security == "" {
		for _, n := range names {
			if n.Security != "" {
				d.Security, d.SecurityTerm = n.Security, n.SecurityTerm
				d.Trusts[archive.ElSecurity] = nameTrust(n, archive.ElSecurity)
				break
			}
		}
	}
	g.department(d, p)
	for _, n := range names {
		if d.Genre == "" && (n.Genre == "交流材料" || n.Genre == "讲话") { // a speech bears a headline
			d.Genre, d.Trusts[archive.ElGenre] = n.Genre, nameTrust(n, archive.ElGenre)
		}
	}
	if d.Genre == "" && d.Title != "" {
		if d.Genre = archive.GenreOf(strings.Trim(d.Title, "[]")); d.Genre != "" {
			d.Trusts[archive.ElGenre] = archive.Trust{Source: archive.FromRule, Confidence: d.Trusts[archive.ElTitle].Confidence}
		}
	}
}

// spoken says of each element with a trust of its own whether the face has it.
func spoken(e archive.Elements) map[string]bool {
	return map[string]bool{
		archive.ElNumber: e.Number != "", archive.ElTitle: e.Title != "", archive.ElDate: e.Date != "", archive.ElGenre: e.Genre != "",
		archive.ElIssuers: len(e.Issuers) > 0, archive.ElRecipients: len(e.Recipients) > 0, archive.ElSecurity: e.Security != "",
	}
}

// namesOf gives what the names of a document's main file and its copies tell.
func namesOf(p *piece, family []*piece) []archive.Face {
	out := []archive.Face{p.named}
	for _, q := range family {
		if q.same != nil {
			out = append(out, q.named)
		}
	}
	return out
}

func nameTrust(n archive.Face, el string) archive.Trust {
	if t, ok := n.Trusts[el]; ok {
		return t
	}
	return archive.Trust{Source: archive.FromFilename, Confidence: sureName}
}

// mergeNumber takes the number from the names where the face has none, or where
// the face was recognised and only its prefix is misread.
func (g *grouping) mergeNumber(d *archive.Document, p *piece, names []archive.Face) {
	for _, n := range names {
		if n.Number == "" {
			continue
		}
		named, ok := fullNumber(n.Number)
		own, has := fullNumber(d.Number)
		t := nameTrust(n, archive.ElNumber)
		switch {
		case d.Number == "":
			d.Number, d.Trusts[archive.ElNumber] = n.Number, t
		case !ok || !has || named == own:
		case named.Year == own.Year && named.Serial == own.Serial && !p.r.OCR:
		case named.Year == own.Year && named.Serial == own.Serial:
			d.Number, d.Trusts[archive.ElNumber] = n.Number, t
		default:
			doubt(d, archive.ElNumber)
		}
		return
	}
}

func doubt(d *archive.Document, el string) {
	t := d.Trusts[el]
	t.Confidence = min(t.Confidence, doubtful)
	d.Trusts[el] = t
}

// mergeDate takes a date from the names where the face has none.
func (g *grouping) mergeDate(d *archive.Document, p *piece, names []archive.Face) {
	for _, n := range names {
		if n.Date == "" {
			continue
		}
		if d.Date == "" {
			d.Date, d.Trusts[archive.ElDate] = n.Date, nameTrust(n, archive.ElDate)
		} else if p.r.OCR && d.Date != n.Date {
			doubt(d, archive.ElDate)
		}
		return
	}
}

// mergeTitle takes the title from the names where the face has none, and the
// better spelling of a name where the face was recognised. A title that is only
// a file name stands in square brackets (DA/T 22: a title made up for a document
// without one).
func (g *grouping) mergeTitle(d *archive.Document, p *piece, names []archive.Face) {
	for _, n := range names {
		if n.Title == "" || !tells(n.Title) {
			continue
		}
		if d.Title == "" {
			d.Title, d.Trusts[archive.ElTitle] = n.Title, nameTrust(n, archive.ElTitle)
			return
		}
		if p.r.OCR && betterSpelt(n.Title, d.Title) {
			d.Title = n.Title
			return
		}
		if p.r.OCR && !tells(d.Title) { // what was recognised is no title
			d.Title, d.Trusts[archive.ElTitle] = n.Title, nameTrust(n, archive.ElTitle)
			return
		}
	}
	if d.Title == "" {
		d.Title = "[" + p.title() + "]"
		d.Trusts[archive.ElTitle] = archive.Trust{Source: archive.FromFilename, Confidence: sureMade}
	}
}

// betterSpelt reports that a name is the recognised title with other characters
// here and there: people type names, and a machine guessed the rest. Three wrong
// characters in a row, or a fifth of all, make it another title.
func betterSpelt(name, title string) bool {
	a, b := []rune(letters(name)), []rune(letters(title))
	if max(len(a)-len(b), len(b)-len(a)) > 2 || len(a) < 6 {
		return false
	}
	wrong, run, longest := 0, 0, 0
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			run = 0
			continue
		}
		wrong++
		run++
		longest = max(longest, run)
	}
	return 5*wrong <= len(a) && longest <= 3
}
