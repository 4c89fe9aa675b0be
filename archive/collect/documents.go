package collect

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// result makes the documents, gives files their documents and places, and gathers
// the findings.
func (g *grouping) result() Result {
	families := g.families()
	var mains []*piece
	r := Result{Faces: make(map[string]archive.Face)}
	for _, p := range g.pieces {
		if !p.f.Role.Main() || p.f.Fixed && p.f.Document != "" && !g.owns(p) {
			continue
		}
		d := g.document(p, families[p])
		p.docID = d.ID
		mains = append(mains, p)
		r.Faces[d.ID] = p.face
		r.Documents = append(r.Documents, d)
	}
	for _, main := range mains {
		g.order(main, families[main])
	}
	for _, p := range g.pieces {
		r.Files = append(r.Files, g.finish(p))
		g.fileFindings(p)
	}
	slices.SortFunc(r.Files, func(a, b archive.File) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(r.Documents, func(a, b archive.Document) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(g.findings, func(a, b archive.Finding) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Kind, b.Kind))
	})
	r.Findings = g.findings
	return r
}

// owns reports whether a fixed main file is the main file of its document, and
// not a second text that a person put into it.
func (g *grouping) owns(p *piece) bool {
	d, ok := g.prior[p.f.Document]
	return !ok || d.FileID == p.f.ID
}

// families gives, for each main piece, the others of its document.
func (g *grouping) families() map[*piece][]*piece {
	mains := make(map[string]*piece)
	for _, d := range g.in.Prior {
		if p := g.byID[d.FileID]; p != nil {
			mains[d.ID] = p
		}
	}
	out := make(map[*piece][]*piece)
	for _, p := range g.pieces {
		m := p.main()
		if p.f.Fixed && mains[p.f.Document] != nil {
			m = mains[p.f.Document].main()
		}
		if m != p {
			p.to = m
			out[m] = append(out[m], p)
		}
	}
	return out
}

// order numbers the parts of a document (DA/T 22-2015 and practice): a routing
// form, the text, its attachments, the dispatch form, the final draft.
func (g *grouping) order(main *piece, family []*piece) {
	parts := []*piece{main}
	for _, p := range family {
		p.docID = main.docID
		if p.f.Role.InItem() {
			parts = append(parts, p)
		}
	}
	slices.SortStableFunc(parts, func(a, b *piece) int {
		return cmp.Or(cmp.Compare(turn(a), turn(b)), cmp.Compare(a.slot, b.slot), strings.Compare(a.f.Path, b.f.Path))
	})
	for i, p := range parts {
		if !p.f.Fixed {
			p.f.Seq = i + 1
		}
	}
}

func turn(p *piece) int {
	switch {
	case p.f.Form == archive.RoutingForm:
		return 0
	case p.f.Role.Main():
		return 1
	case p.f.Role == archive.RoleAttachment:
		return 2
	case p.f.Role == archive.RoleForm:
		return 3
	}
	return 4
}

func (g *grouping) finish(p *piece) archive.File {
	f := p.f
	f.Year = g.in.Year
	if !f.Fixed {
		f.Document = p.docID
	}
	f.Problems = p.problems
	return f
}

// document makes the document of a main piece. A document of an earlier run
// keeps its ID, its decision and what a person entered, even when another copy
// is its main file now.
func (g *grouping) document(p *piece, family []*piece) archive.Document {
	prior, again := g.priorOf(p, family)
	d := archive.Document{ID: prior.ID, Decision: prior.Decision, Opening: prior.Opening, Late: prior.Late}
	if !again {
		d.ID = g.in.NewID()
	}
	d.FileID, d.Path, d.SHA256, d.Year = p.f.ID, p.f.Path, p.f.SHA256, g.in.Year
	d.Pages, d.Layout, d.Bound = p.f.Pages, p.face.Layout, p.face.Bound
	d.Group, d.Matter = d.ID, d.ID
	d.Trusts = make(map[string]archive.Trust)
	g.elements(&d, p, family)
	if p.f.Status == archive.Secret {
		g.permitted(&d)
	}
	keepPerson(&d, prior)
	d.Review = reviewOf(d)
	return d
}

func (g *grouping) priorOf(p *piece, family []*piece) (archive.Document, bool) {
	for _, q := range append([]*piece{p}, family...) {
		d, ok := g.in.Prior[q.f.ID]
		if ok && (q == p || !q.f.Role.InItem()) {
			return d, true
		}
	}
	return archive.Document{}, false
}

// permitted leaves of a secret document what an open library may hold (design:
// digest, size, number, date, mark and term, department), and its title where
// the settings allow that.
func (g *grouping) permitted(d *archive.Document) {
	d.Secret = true
	e := archive.Elements{Number: d.Number, Date: d.Date, Security: d.Security, SecurityTerm: d.SecurityTerm, Disclosure: d.Disclosure}
	if g.in.Settings.ShowSecret {
		e.Title, e.Genre = d.Title, d.Genre
	}
	d.Elements = e
	for el := range d.Trusts {
		switch el {
		case archive.ElNumber, archive.ElDate, archive.ElSecurity, archive.ElSecurityTerm, archive.ElDisclosure, archive.ElDepartment:
		default:
			if el != archive.ElTitle || e.Title == "" {
				delete(d.Trusts, el)
			}
		}
	}
}

// lowTrust is the confidence below which an element is shown to a person.
const lowTrust = 0.6

// reviewOf gives the elements that a person must look at.
func reviewOf(d archive.Document) []string {
	out := []string{}
	for el, t := range d.Trusts {
		if t.Confidence < lowTrust && t.Source != archive.FromPerson {
			out = append(out, el)
		}
	}
	slices.Sort(out)
	return out
}

// keepPerson puts back what a person entered.
func keepPerson(d *archive.Document, prior archive.Document) {
	for el, t := range prior.Trusts {
		if t.Source != archive.FromPerson {
			continue
		}
		d.Trusts[el] = t
		keepElement(d, prior, el)
	}
}

// The names under which a person's word on a document's place among others is
// kept.
const (
	elGroup    = "group"
	elMatter   = "matter"
	elReplyTo  = "reply_to"
	elKind     = "kind"
	elRelation = "relation"
)

func keepElement(d *archive.Document, prior archive.Document, el string) {
	texts := map[string][2]*string{
		archive.ElNumber: {&d.Number, &prior.Number}, archive.ElTitle: {&d.Title, &prior.Title}, archive.ElDate: {&d.Date, &prior.Date},
		archive.ElGenre: {&d.Genre, &prior.Genre}, archive.ElDirection: {&d.Direction, &prior.Direction},
		archive.ElSecurity: {&d.Security, &prior.Security}, archive.ElSecurityTerm: {&d.SecurityTerm, &prior.SecurityTerm},
		archive.ElUrgency: {&d.Urgency, &prior.Urgency}, archive.ElCopyNo: {&d.CopyNo, &prior.CopyNo},
		archive.ElDisclosure: {&d.Disclosure, &prior.Disclosure}, archive.ElDepartment: {&d.Department, &prior.Department},
		elGroup: {&d.Group, &prior.Group}, elMatter: {&d.Matter, &prior.Matter}, elReplyTo: {&d.ReplyTo, &prior.ReplyTo},
	}
	lists := map[string][2]*[]string{
		archive.ElIssuers: {&d.Issuers, &prior.Issuers}, archive.ElRecipients: {&d.Recipients, &prior.Recipients},
		archive.ElCC: {&d.CC, &prior.CC}, archive.ElSigners: {&d.Signers, &prior.Signers}, archive.ElAttachments: {&d.Attachments, &prior.Attachments},
	}
	switch {
	case texts[el][0] != nil:
		*texts[el][0] = *texts[el][1]
	case lists[el][0] != nil:
		*lists[el][0] = *lists[el][1]
	case el == archive.ElPages:
		d.Pages = prior.Pages
	case el == archive.ElYear:
		d.ArchYear = prior.ArchYear
	case el == elKind:
		d.Kind = prior.Kind
	case el == elRelation:
		d.Relation = prior.Relation
	}
}
