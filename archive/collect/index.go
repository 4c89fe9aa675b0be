package collect

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
)

// index gathers the pieces that may be main documents by number, title and
// folder, and the titles of the attachments that their texts list.
func (g *grouping) index() {
	g.numbers, g.serials = make(map[string][]*piece), make(map[serial][]*piece)
	g.folders, g.slotsOf = make(map[string][]*piece), make(map[*piece][]int)
	g.titles, g.listed = newTitleIndex(), newTitleIndex()
	for _, p := range g.pieces {
		if p.mayBeMain() {
			g.enter(p)
		}
	}
}

// mayBeMain reports whether a piece could be a main document, before drafts and
// versions are told apart. A piece that a person made one is.
func (p *piece) mayBeMain() bool {
	if p.decided {
		return p.f.Fixed && p.f.Role.Main()
	}
	switch {
	case p.damaged(), isMessage(p), p.marks.draft && !p.formal(), p.selfDraft():
		return false
	case p.attachmentMark() != 0:
		return false
	}
	return true
}

// formal reports a face that shows an issued document: with number and date.
func (p *piece) formal() bool {
	_, full := fullNumber(p.face.Number)
	return full && p.face.Date != "" && !p.face.Draft
}

// selfDraft reports a file whose own page calls it a draft.
func (p *piece) selfDraft() bool {
	return p.face.Draft && p.face.Number == ""
}

// attachmentMark gives the number with which face or name call the file an
// attachment, -1 without a number, 0 for none. A number of its own on the face
// outweighs the name, a name that begins with 附件 the face.
func (p *piece) attachmentMark() int {
	if p.marks.attachFirst {
		return p.marks.attach
	}
	if _, full := fullNumber(p.face.Number); full {
		return 0
	}
	if p.marks.attach != 0 {
		return p.marks.attach
	}
	return p.face.AttachmentNo
}

func (g *grouping) enter(p *piece) {
	if k := numberKey(p.number()); k != "" {
		g.numbers[k] = append(g.numbers[k], p)
		if n, ok := archive.ParseNumber(k); ok {
			s := serial{n.Year, n.Serial}
			g.serials[s] = append(g.serials[s], p)
		}
	}
	g.folders[dirOf(p.f.Path)] = append(g.folders[dirOf(p.f.Path)], p)
	g.titled = append(g.titled, p)
	g.titles.add(p.word())
	for i, t := range p.face.Attachments {
		g.addSlot(slot{doc: p, n: i + 1, title: t, wording: word(t)})
	}
	if len(p.face.Attachments) == 0 {
		g.enclosed(p)
	}
}

// enclosed enters the text that a covering notice issues, forwards or asks
// opinions on, as an attachment that it does not list.
func (g *grouping) enclosed(p *piece) {
	t := p.title()
	if !strings.Contains(t, "印发") && !strings.Contains(t, "转发") && !strings.Contains(t, "征求") && !strings.Contains(t, "报送") && !strings.Contains(t, "发布") {
		return
	}
	for i, q := range quoted(t) {
		g.addSlot(slot{doc: p, n: i + 1, title: q, wording: word(q), implied: true})
	}
}

func (g *grouping) addSlot(s slot) {
	g.slotsOf[s.doc] = append(g.slotsOf[s.doc], len(g.slots))
	g.slots = append(g.slots, s)
	g.listed.add(s.wording)
}

// byNumbers gives the main candidates whose number fits one of these, best
// first, with how well.
func (g *grouping) byNumbers(read []archive.Number) (*piece, float64) {
	var found *piece
	score := 0.0
	for _, r := range read {
		for _, p := range g.serials[serial{r.Year, r.Serial}] {
			own, _ := archive.ParseNumber(numberKey(p.number()))
			if s := nearNumber(r, own); s > score && !p.dropped() {
				found, score = p, s
			}
		}
	}
	return found, score
}

// dropped reports a piece that was a main candidate and is something else now.
func (p *piece) dropped() bool { return p.decided && !p.f.Role.Main() && p.same == nil && p.to == nil }

// byTitle gives the main candidate whose title is most like one of these, at
// least least.
func (g *grouping) byTitle(titles []*wording, least float64, fits func(*piece) bool) (*piece, float64) {
	var found *piece
	score := least
	for _, t := range titles {
		for _, i := range g.titles.near(t, least/2) {
			p := g.titled[i]
			if s := alike(t, p.word()); (s > score || found == nil && s >= score) && !p.dropped() && fits(p) {
				found, score = p, s
			}
		}
	}
	if found == nil {
		return nil, 0
	}
	return found, score
}

// titlesOf gives what a piece may be called, longest first.
func (p *piece) titlesOf() []*wording {
	if p.called == nil {
		p.called = wordings(p.face.Title, p.named.Title, p.stem)
	}
	return p.called
}

// wordings makes titles ready for comparing, longest first, without those that
// are too short to mean anything.
func wordings(titles ...string) []*wording {
	out := []*wording{}
	for _, t := range titles {
		if w := word(t); w.total > 0 {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b *wording) int { return cmp.Compare(len(b.s), len(a.s)) })
	return slices.CompactFunc(out, func(a, b *wording) bool { return a.s == b.s })
}

// word gives the title of a piece ready for comparing.
func (p *piece) word() *wording {
	if p.heading == nil {
		p.heading = word(p.title())
	}
	return p.heading
}

// numbersOf gives the numbers in the names of a piece and of its folder.
func (p *piece) numbersOf() []archive.Number {
	if !p.counted {
		p.numbered, p.counted = append(numbersInName(p.f.Path), numbersInName(dirOf(p.f.Path))...), true
	}
	return p.numbered
}

// main follows a piece to the main piece of its document.
func (p *piece) main() *piece {
	for range 8 {
		switch {
		case p.same != nil:
			p = p.same
		case p.to != nil:
			p = p.to
		default:
			return p
		}
	}
	return p
}
