package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// shortNote is how many characters a note may have that is no document.
const shortNote = 200

// leftovers decides what is left: junk by its content, or a main document.
func (g *grouping) leftovers() {
	for _, p := range g.open() {
		if why := junkContent(p); why != "" && !g.registered(p) {
			p.decide(archive.RoleJunk, archive.Junk, archive.Say("collect.junk."+why))
			continue
		}
		if p.unknownFormat() {
			p.decide("", archive.Problem, archive.Say("collect.why.unsupported"))
			continue
		}
		p.decide(archive.RoleMain, archive.Kept, archive.Text{})
	}
	for _, p := range g.pieces {
		if p.face.Bound != "" && p.f.Role.Main() && !p.f.Fixed {
			p.f.Why = append(p.f.Why, archive.Say("collect.why.form_bound", "form", string(p.face.Bound)))
		}
	}
}

// registered reports a file whose title stands in the register: an archivist once
// took it for a document.
func (g *grouping) registered(p *piece) bool {
	if g.rows == nil {
		g.rows = newTitleIndex()
		for _, r := range g.in.Rows {
			g.rows.add(word(r.Title))
		}
	}
	for _, t := range p.titlesOf() {
		for _, i := range g.rows.near(t, 0.6) {
			if alike(t, g.rows.titles[i]) >= 0.85 {
				return true
			}
		}
	}
	return false
}

// documentExts are forms of documents that may not be readable here and are
// documents all the same.
var documentExts = map[string]bool{".ceb": true, ".cebx": true, ".gd": true, ".sep": true, ".gw": true, ".wps": true, ".et": true, ".dps": true, ".ppt": true, ".pptx": true}

// unknownFormat reports a file of a kind that is not read here and whose name
// does not say that it is a document either.
func (p *piece) unknownFormat() bool {
	return p.has(archive.FUnsupportedFormat) && !documentExts[Ext(p.f.Path)] && p.number() == "" && !tells(p.named.Title) && !tells(p.stem)
}

// junkContent says why a file that was read is no document: "" when it may be
// one. What bears a number, is listed somewhere or could not be read is kept.
func junkContent(p *piece) string {
	if !judgeable(p) {
		return ""
	}
	for _, rule := range junkRules {
		if rule.fits(p, words(p.stem), formOf(p)) {
			return rule.why
		}
	}
	return ""
}

// judgeable reports a file that was read and whose emptiness means something.
func judgeable(p *piece) bool {
	return p.known && p.number() == "" && p.attachmentMark() == 0 && !p.damaged() && p.f.Status != archive.Secret &&
		!p.has(archive.FHelperMissing, archive.FConversionFailed, archive.FUnsupportedFormat)
}

// junkRules tell junk by its content and name (words, folded) and what it really
// is (form), in order.
var junkRules = []struct {
	why  string
	fits func(p *piece, name, form string) bool
}{
	{"receipt", func(p *piece, name, _ string) bool {
		return receiptWord.MatchString(name) || receiptWord.MatchString(bookTitle.ReplaceAllString(p.face.Title, ""))
	}},
	{"note", func(p *piece, _, form string) bool { return noteForm[form] && shortAndNameless(p) }},
	{"note", func(p *piece, name, form string) bool {
		return writtenForm[form] && noteWord.MatchString(name) && len([]rune(name)) <= 8 && shortAndNameless(p)
	}},
	{"blank", func(p *piece, _, form string) bool { return p.r.Chars == 0 && !fixedForm[form] && !isMessage(p) }},
	{"picture", func(p *piece, name, form string) bool {
		wordless := p.r.Chars < 8 || snapWord.MatchString(name) && !tells(p.face.Title)
		return form == ".jpg" && p.r.OCR && wordless && !tells(p.named.Title)
	}},
}

// noteForm are the forms of plain notes.
var noteForm = map[string]bool{".txt": true, ".md": true, ".htm": true, ".html": true}

// writtenForm are the forms in which people jot things down.
var writtenForm = map[string]bool{".doc": true, ".docx": true, ".wps": true, ".rtf": true, ".odt": true, ".xls": true, ".xlsx": true, ".et": true}

// shortAndNameless reports a few words without issuer or title of a document.
func shortAndNameless(p *piece) bool {
	issuer := len(p.face.Issuers) > 0 && p.face.Trusts[archive.ElIssuers].Source != archive.FromRule
	return p.r.Chars <= shortNote && !issuer && !strings.Contains(p.face.Title, "关于")
}

// returned finds a receipt with the sender in its name.
var returned = regexp.MustCompile(`(回执|报名表)[\s_(-]+\p{Han}{2,}`)

// filledReceipt reports a receipt that somebody filled in and sent back; the form
// to be filled in is an attachment.
func filledReceipt(p *piece) bool {
	name := nameOf(p)
	return returned.MatchString(name) && p.attachmentMark() == 0 && !strings.ContainsAny(name, "空样模")
}
