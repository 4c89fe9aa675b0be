package collect

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// slot is a place for an attachment: a title that a document lists, or, where
// implied, one that its own title names.
type slot struct {
	doc     *piece
	n       int
	title   string
	wording *wording
	implied bool
	taken   *piece
}

// claim is an attachment that would fit a slot.
type claim struct {
	p     *piece
	slot  int
	score float64
}

// listedAttachments gives files to the documents that list them, best fits first,
// each place to one file.
func (g *grouping) listedAttachments() {
	g.innerParts()
	var claims []claim
	for _, p := range g.open() {
		if g.mayAttach(p) {
			claims = append(claims, g.claims(p)...)
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return cmp.Compare(b.score, a.score) })
	for _, c := range claims {
		s := &g.slots[c.slot]
		if c.p.decided || s.taken != nil || s.doc.attached() || g.holds(c.p) {
			continue
		}
		s.taken = c.p
		c.p.attach(s.doc, s.n, s.title, "attachment_listed")
	}
}

// attached reports a piece that became an attachment itself.
func (p *piece) attached() bool { return p.decided && p.f.Role == archive.RoleAttachment }

// holds reports that a piece has attachments of its own already.
func (g *grouping) holds(p *piece) bool {
	for _, i := range g.slotsOf[p] {
		if g.slots[i].taken != nil {
			return true
		}
	}
	return false
}

// innerParts makes the files inside a document (OFD attachments) its attachments.
func (g *grouping) innerParts() {
	for _, p := range g.open() {
		i := strings.LastIndex(p.f.Path, Inside)
		if i < 0 {
			continue
		}
		if outer := g.byPath[keyOf(p.f.Source, p.f.Path[:i])]; outer != nil && !isArchive(outer) && !isMessage(outer) {
			p.attach(outer, max(p.attachmentMark(), 0), p.stem, "attachment_inside")
		}
	}
}

func (p *piece) attach(doc *piece, n int, title, why string) {
	p.to, p.slot, p.f.Title = doc, n, title
	status := archive.Kept
	if p.damaged() {
		status = archive.Problem
	}
	p.decide(archive.RoleAttachment, status, archive.Say("collect.why."+why, "of", doc.f.Path, "title", title))
}

// mayAttach reports whether a piece could be an attachment of another: one with
// a number of its own is not, unless its name says so.
func (g *grouping) mayAttach(p *piece) bool {
	if isMessage(p) || p.marks.form != "" || p.face.Form != "" || filledReceipt(p) {
		return false
	}
	return p.attachmentMark() != 0 || p.number() == "" && len(p.face.Attachments) == 0
}

// claims gives the slots that a piece fits.
func (g *grouping) claims(p *piece) []claim {
	seen := make(map[int]bool)
	var out []claim
	consider := func(i int) {
		if seen[i] || g.slots[i].doc == p {
			return
		}
		seen[i] = true
		if s, ok := g.fit(p, g.slots[i]); ok {
			out = append(out, claim{p, i, s})
		}
	}
	for _, t := range p.titlesOf() {
		for _, i := range g.listed.near(t, 0.3) {
			consider(i)
		}
	}
	if p.attachmentMark() != 0 || len([]rune(p.stem)) <= 6 {
		for _, i := range g.slotsNear(p) {
			consider(i)
		}
	}
	return out
}

// manySlots is how many places in one folder are still looked at one by one.
const manySlots = 200

// slotsNear gives the slots of documents in the same folder and the one above.
func (g *grouping) slotsNear(p *piece) []int {
	dir := dirOf(p.f.Path)
	var out []int
	for _, d := range []string{dir, dirOf(dir)} {
		if len(g.folders[d]) > manySlots {
			continue
		}
		for _, m := range g.folders[d] {
			out = append(out, g.slotsOf[m]...)
		}
	}
	return out
}

// fit says how well a piece fits a slot, and whether well enough.
func (g *grouping) fit(p *piece, s slot) (float64, bool) {
	t, ok := likeness(p, s)
	if !ok {
		return 0, false
	}
	at := nearness(p, s.doc)
	mark := p.attachmentMark()
	score := t + at
	if mark == s.n {
		score += 0.15
	}
	switch {
	case s.implied:
		return score, t >= 0.85 && (at > 0 || t == 1)
	case mark != 0:
		return score, t >= 0.75 || t >= 0.4 && at > 0 || mark == s.n && at >= 0.3
	}
	return score, t >= 0.95 || t >= 0.55 && at > 0
}

// likeness says how much a piece is called what a slot lists; false for one that is
// called what the slot's document is.
func likeness(p *piece, s slot) (float64, bool) {
	t := 0.0
	for _, own := range p.titlesOf() {
		listed := alike(own, s.wording)
		if d := alike(own, s.doc.word()); d >= 0.9 && d > listed {
			return 0, false
		}
		if s.implied && len(own.s) > len(s.wording.s)+6 {
			continue // longer than the text that is enclosed: something about it
		}
		t = max(t, listed)
	}
	return t, true
}

// nearness says how near a piece lies to a document: by folder, by a number or a
// date in its name or folder. 0 for strangers.
func nearness(p, doc *piece) float64 {
	n := 0.0
	pd, dd := dirOf(p.f.Path), dirOf(doc.f.Path)
	switch {
	case pd == dd:
		n = 0.2
	case dirOf(pd) == dd:
		n = 0.15
	case pd == dirOf(dd), pd != "" && dirOf(pd) == dirOf(dd) && dirOf(pd) != "":
		n = 0.05
	}
	own, ok := archive.ParseNumber(numberKey(doc.number()))
	if ok {
		for _, r := range p.numbersOf() {
			if nearNumber(r, own) > 0.9 {
				n += 0.4
				break
			}
		}
	}
	if d := doc.date(); d != "" && n > 0 {
		if day, ok := archive.ParseDate(baseOf(pd)); ok && day == d {
			n += 0.3
		}
	}
	return n
}

// looseAttachments places what calls itself an attachment and is listed nowhere:
// by the number or the title in its name, by the date of its folder, or as the
// neighbour of the only document there.
func (g *grouping) looseAttachments() {
	for _, p := range g.open() {
		mark := p.attachmentMark()
		if mark == 0 && !g.inAttachmentFolder(p) {
			continue
		}
		if doc := g.ownerOf(p); doc != nil {
			p.attach(doc, max(mark, 0), p.stem, "attachment_near")
			continue
		}
		if mark == 0 || p.number() != "" {
			continue
		}
		p.decide(archive.RoleAttachment, archive.Kept, archive.Say("collect.why.attachment_alone"))
	}
}

// inAttachmentFolder reports a file without number in a folder for attachments.
func (g *grouping) inAttachmentFolder(p *piece) bool {
	return p.number() == "" && len(p.face.Issuers) == 0 && attachDir.MatchString(baseOf(dirOf(p.f.Path)))
}

func (g *grouping) ownerOf(p *piece) *piece {
	if doc, s := g.byNumbers(p.numbersOf()); s > 0.9 && doc != p {
		return doc.main()
	}
	stem, _ := splitExt(baseOf(p.f.Path))
	if i := attachPart.FindStringIndex(archive.Fold(stem)); i != nil {
		head := bareStem(archive.Fold(stem)[:i[0]])
		if doc, _ := g.byTitle(wordings(head), 0.75, func(d *piece) bool { return d != p }); doc != nil {
			return doc.main()
		}
	}
	if doc := g.before(p); doc != nil {
		return doc
	}
	return g.neighbour(p)
}

// before gives, for a segment of a scan, the document whose pages come before
// it: what lies behind a text in one scan is its attachment.
func (g *grouping) before(p *piece) *piece {
	if p.f.First == 0 {
		return nil
	}
	scan, _, _ := strings.Cut(p.key(), pageMark)
	var found *piece
	for _, q := range g.folders[dirOf(p.f.Path)] {
		if !strings.HasPrefix(q.key(), scan+pageMark) || q.f.First >= p.f.First {
			continue
		}
		if found == nil || q.f.First > found.f.First {
			found = q
		}
	}
	return found
}

// neighbour gives the main document that lies near a piece, when there is one
// that lies clearly nearer than all others.
func (g *grouping) neighbour(p *piece) *piece {
	dir := dirOf(p.f.Path)
	var found *piece
	top, second := 0.0, 0.0
	for _, d := range []string{dir, dirOf(dir)} {
		if len(g.folders[d]) > manySlots {
			continue
		}
		for _, doc := range g.folders[d] {
			if doc == p || doc.decided && !doc.f.Role.Main() {
				continue
			}
			n := nearness(p, doc)
			if g.wants(doc) {
				n += 0.1
			}
			if n > top {
				found, top, second = doc, n, top
			} else {
				second = max(second, n)
			}
		}
	}
	if found == nil || top-second < 0.05 {
		return nil
	}
	return found
}

// wants reports a document with a listed attachment that nobody took.
func (g *grouping) wants(doc *piece) bool {
	for _, i := range g.slotsOf[doc] {
		if g.slots[i].taken == nil && !g.slots[i].implied && !slices.Contains(doc.face.Enclosed, g.slots[i].n) {
			return true
		}
	}
	return false
}
