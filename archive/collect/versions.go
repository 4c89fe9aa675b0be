package collect

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// versions tells apart files with one number: the last one is the document, the
// others were replaced by it. Two documents that only share a number stay two.
func (g *grouping) versions() {
	groups := make(map[string][]*piece)
	var keys []string
	for _, p := range g.open() {
		k := versionKey(p)
		if k == "" || !p.mayBeMain() || p.shut() {
			continue
		}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], p)
	}
	for _, k := range keys {
		if same := groups[k]; len(same) > 1 {
			g.version(same)
		}
	}
}

// versionKey gives what versions of one document share: the full number, else
// number, title and date.
func versionKey(p *piece) string {
	if n, ok := fullNumber(p.number()); ok {
		return n.String()
	}
	t := letters(p.face.Title)
	if len([]rune(t)) < 6 {
		return ""
	}
	return numberKey(p.number()) + "|" + t + "|" + p.date()
}

func (g *grouping) version(same []*piece) {
	slices.SortStableFunc(same, laterFirst)
	main := same[0]
	for _, p := range same[1:] {
		switch relation(p, main) {
		case sameText:
			g.twin(p, main)
		case wordOriginal:
			p.asDraft(main, false)
		case older:
			p.to, p.f.Of = main, main.f.Path
			p.decide(archive.RoleSuperseded, archive.Duplicate, archive.Say("collect.why.superseded", "of", main.f.Path))
			f := archive.NewFinding(archive.FNearDuplicate, p.f.Path, "number", main.number())
			f.Of = main.f.Path
			g.find(f)
		}
	}
}

// The relations of two files with one number.
type kinship int

const (
	stranger kinship = iota
	older
	sameText
	wordOriginal
)

// relation says what p is to the main file of the same number.
func relation(p, main *piece) kinship {
	text := Alike(p.r.Sketch, main.r.Sketch)
	titles := alike(p.word(), main.word())
	across := wordForm[formOf(p)] && fixedForm[formOf(main)]
	version := p.marks.old || main.marks.renewed || p.marks.versionDay != 0
	switch {
	case p.r.OCR || main.r.OCR:
		return relationOfScan(p, main, text, titles)
	case text < 0.3 && titles < 0.6:
		return stranger
	case across && !version && text >= 0.85 && nearLength(p.r.Chars, main.r.Chars):
		return sameText
	}
	return older
}

// relationOfScan compares where a text was recognised and so never the same.
func relationOfScan(p, main *piece, text, titles float64) kinship {
	switch {
	case text < 0.15 && titles < 0.6:
		return stranger
	case p.marks.old || main.marks.renewed || p.marks.versionDay != 0:
		return older
	case wordForm[formOf(p)] && main.r.OCR:
		return wordOriginal
	}
	return sameText
}

// nearLength reports texts whose lengths differ by a twentieth at most.
func nearLength(a, b int) bool {
	return 20*max(a-b, b-a) <= max(a, b)
}

// laterFirst puts the valid one of two versions first: what names say of old and
// new, the date, the form of issue, the place, the time of the file.
func laterFirst(a, b *piece) int {
	return cmp.Or(
		compareBool(a.marks.old, b.marks.old),
		compareBool(b.marks.renewed && !b.marks.final, a.marks.renewed && !a.marks.final),
		compareBool(a.marks.final || a.marks.draft, b.marks.final || b.marks.draft),
		compareBool(a.marks.versionDay != 0, b.marks.versionDay != 0),
		-cmp.Compare(a.marks.versionDay, b.marks.versionDay),
		-strings.Compare(dateOr(a), dateOr(b)),
		compareBool(fixedForm[formOf(b)], fixedForm[formOf(a)]),
		-cmp.Compare(standing(a), standing(b)),
		-a.f.ModTime.Compare(b.f.ModTime),
		strings.Compare(a.f.Path, b.f.Path))
}

// dateOr gives the date on the face when text tells it, "" for a recognised one,
// which may be misread.
func dateOr(p *piece) string {
	if p.r.OCR {
		return ""
	}
	return p.face.Date
}

// broken decides files whose content cannot be read. Where the document is at
// hand in another file, they are copies of it; else they are all there is.
func (g *grouping) broken() {
	for _, p := range g.open() {
		if !p.damaged() && !p.shut() || p.attachmentMark() != 0 {
			continue
		}
		if doc := g.soundCopy(p); doc != nil {
			why := "broken_copy"
			if p.shut() {
				why = "other_format"
			}
			p.copyOf(doc.main(), why)
			p.f.Status = archive.Problem // the file needs a look, its document does not
			continue
		}
		if p.shut() {
			continue
		}
		if p.has(archive.FZeroByte) && p.number() == "" && !tells(p.named.Title) && !tells(p.stem) && len(numbersInName(p.f.Path)) == 0 {
			p.decide(archive.RoleJunk, archive.Junk, archive.Say("collect.junk.empty"))
			continue
		}
		if p.marks.form != "" {
			continue
		}
		p.decide(archive.RoleMain, archive.Problem, archive.Say("collect.why.broken_only"))
		g.tellByRegister(p)
		g.enter(p)
	}
}

// tells reports a title that could be a document's.
func tells(title string) bool {
	return strings.Contains(title, "关于") || archive.GenreOf(title) != ""
}
