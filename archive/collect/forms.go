package collect

import (
	"niandang/archive"
)

// forms marks processing forms, by face or by name; a document that is about
// forms has a number of its own and is none, nor is one with its form in front.
func (g *grouping) forms() {
	for _, p := range g.open() {
		form := p.face.Form
		if form == "" && p.marks.form != "" && p.face.Bound == "" && !p.formal() && p.attachmentMark() == 0 && archive.GenreOf(p.stem) == "" {
			form = p.marks.form
		}
		if form == "" {
			continue
		}
		if p.face.Form != "" && p.marks.form != "" {
			form = p.marks.form // a name is typed, a picture is recognised
		}
		p.f.Form = form
		status := archive.Kept
		if p.damaged() {
			status = archive.Problem
		}
		p.decide(archive.RoleForm, status, archive.Text{})
	}
}

// placeForms gives each form to the document that it names: by number, else by
// title, else by date and folder.
func (g *grouping) placeForms() {
	for _, p := range g.pieces {
		if p.f.Role != archive.RoleForm || p.f.Fixed || p.to != nil {
			continue
		}
		doc := g.formOwner(p)
		if doc == nil {
			p.f.Why = append(p.f.Why, archive.Say("collect.why.form_alone"))
			continue
		}
		p.to = doc.main()
		p.f.Why = append(p.f.Why, archive.Say("collect.why.form", "of", p.to.f.Path))
	}
}

func (g *grouping) formOwner(p *piece) *piece {
	read := append(numbersInName(p.f.Path), archive.FindNumbers(p.named.Number)...)
	byName, sure := g.byNumbers(read)
	if sure > 0.9 {
		return byName
	}
	var onForm []archive.Number
	if n, ok := archive.ParseNumber(numberKey(p.face.Number)); ok {
		onForm = append(onForm, n)
	}
	byFace, s := g.byNumbers(onForm)
	if s > 0.9 {
		return byFace
	}
	byTitle, t := g.byTitle(p.titlesOf(), 0.6, func(d *piece) bool { return d.f.Role != archive.RoleForm })
	switch {
	case byTitle != nil && (t >= 0.75 || byTitle == byFace || byTitle == byName):
		return byTitle
	case byName != nil:
		return byName
	case byFace != nil:
		return byFace
	case byTitle != nil:
		return byTitle
	}
	if doc := g.byShortNumber(p, func(d *piece) bool { return d.f.Role.Main() }); doc != nil {
		return doc
	}
	return g.neighbourOfForm(p)
}

// neighbourOfForm takes the only document in a folder of its own.
func (g *grouping) neighbourOfForm(p *piece) *piece {
	var found *piece
	for _, d := range g.folders[dirOf(p.f.Path)] {
		if d.decided && d.f.Role.Main() {
			if found != nil {
				return nil
			}
			found = d
		}
	}
	return found
}
