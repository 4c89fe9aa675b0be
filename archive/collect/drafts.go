package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// drafts decides files that say in name, folder or text that they are drafts,
// where the document itself is at hand. A final draft without it is the document;
// so is a draft with number and date on its face.
func (g *grouping) drafts() {
	for _, p := range g.open() {
		if p.marks.final && !p.selfDraft() && !p.damaged() && !isMessage(p) {
			if doc := g.issuedOf(p); doc != nil {
				p.asDraft(doc, false)
			}
		}
	}
	for _, p := range g.open() {
		if !p.marks.draft && !p.selfDraft() || p.damaged() || isMessage(p) {
			continue
		}
		if doc := g.issuedOf(p); doc != nil {
			p.asDraft(doc, true)
		} else if !p.formal() {
			p.decide(archive.RoleDraft, archive.Kept, archive.Say("collect.why.draft_alone"))
		}
	}
}

func (p *piece) asDraft(doc *piece, draft bool) {
	p.to = doc
	role, why := archive.RoleFinalDraft, "final"
	if draft {
		role, why = archive.RoleDraft, "draft"
	}
	p.decide(role, archive.Kept, archive.Say("collect.why."+why, "of", doc.f.Path))
}

// asksFor finds titles of notices that ask for papers of some name.
var asksFor = regexp.MustCompile(`报送|上报|填报|提交|征集|报备`)

// issuedOf finds the issued document of a draft: by number, by text, by title. A
// final draft without one is the document of earlier drafts.
func (g *grouping) issuedOf(p *piece) *piece {
	fits := func(d *piece) bool {
		if d == p || d.decided || d.marks.draft || d.marks.final && !p.marks.draft && !p.selfDraft() || d.attached() {
			return false
		}
		return !asksFor.MatchString(d.title()) || asksFor.MatchString(p.title())
	}
	for _, d := range g.numbers[numberKey(p.number())] {
		if fits(d) {
			return d
		}
	}
	doc, s := g.byTitle(p.titlesOf(), 0.55, func(d *piece) bool { return fits(d) && !differentNumbers(d, p) })
	if doc == nil || !g.sameSubject(p, doc) {
		return nil
	}
	if s >= 0.8 || Alike(p.r.Sketch, doc.r.Sketch) >= 0.3 || dirOf(p.f.Path) == dirOf(doc.f.Path) || dirOf(dirOf(p.f.Path)) == dirOf(doc.f.Path) {
		return doc
	}
	return nil
}

// yearWord is a year in a title, which papers of one year share.
var yearWord = regexp.MustCompile(`(19|20)\d{2}年度?`)

// sameSubject reports that two titles are alike in more than the organ and the
// year, or that one names the other.
func (g *grouping) sameSubject(p, doc *piece) bool {
	own := g.subject(doc.title())
	for _, t := range []string{p.face.Title, p.named.Title, p.stem} {
		if w := g.subject(t); w.total > 0 && alike(w, own) >= 0.4 {
			return true
		}
	}
	return own.total == 0
}

func (g *grouping) subject(title string) *wording {
	o := g.in.Settings.Organ
	for _, name := range append([]string{o.Name}, o.ShortNames...) {
		if name != "" {
			title = strings.ReplaceAll(title, name, "")
		}
	}
	return word(topic(yearWord.ReplaceAllString(title, "")))
}
