package appraise

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"niandang/archive"
)

// DisposalInput is everything that a plan of disposal depends on.
type DisposalInput struct {
	Kind      archive.DisposalKind
	Named     map[string]bool // items or documents by ID that a person asked about; nil: whatever is due
	Now       int             // the year in which it is proposed: what runs out later is never in it
	Items     []archive.Item
	Documents map[string]archive.Document // by ID: of the items, or those that may be 不归档
	Holdings  Holdings
	Transfers []archive.Transfer
	Batches   []archive.Disposal
	Batch     string // the batch that is looked at again; it does not stand in its own way
}

// Refusal is an item or document that cannot be destroyed, with all the reasons.
type Refusal struct {
	Entry archive.DisposalEntry
	Why   []archive.Text
}

// DisposalPlan says what would be destroyed.
type DisposalPlan struct {
	Entries []archive.DisposalEntry // by due year, then code
	Refused []Refusal
	Files   []archive.File // whose bytes go, containers in which nothing is left too
	Objects []string       // the bytes
	Shared  int            // of Files, those whose bytes stay, since a living file has the same
}

// Find gives the entry of an item or document; false when it is not in the plan.
func (p *DisposalPlan) Find(e archive.DisposalEntry) (archive.DisposalEntry, bool) {
	i := slices.IndexFunc(p.Entries, func(o archive.DisposalEntry) bool { return keyOf(o) == keyOf(e) })
	if i < 0 {
		return archive.DisposalEntry{}, false
	}
	return p.Entries[i], true
}

func keyOf(e archive.DisposalEntry) string { return e.Item + "\x00" + fmt.Sprint(e.Documents) }

// PlanDisposal gathers what may be destroyed: items whose term has run out and of
// which a person gave the opinion 销毁, or documents that a person confirmed as 不归档.
// Everything else is refused with its reasons: what is kept for ever or is not due,
// what no person confirmed, what is held or locked by a transfer without an answer,
// what bears a secrecy mark (those are destroyed by the rules for secrets), and what
// shares its scan or its e-mail with something that stays. It is pure.
func PlanDisposal(in DisposalInput) *DisposalPlan {
	p := &disposer{in: in, plan: &DisposalPlan{}, open: openItems(in.Transfers), batches: batchesOf(in)}
	candidates := p.expired()
	if in.Kind == archive.NeverFiled {
		candidates = p.neverFiled()
	}
	for _, c := range candidates {
		if len(c.why) == 0 {
			p.chosen = append(p.chosen, c)
			continue
		}
		p.refuse(c)
	}
	p.untie()
	for _, c := range p.chosen {
		p.plan.Entries = append(p.plan.Entries, c.entry)
	}
	slices.SortStableFunc(p.plan.Entries, byDue)
	slices.SortStableFunc(p.plan.Refused, func(a, b Refusal) int { return byDue(a.Entry, b.Entry) })
	g := in.Holdings.going(p.gone())
	p.plan.Files = in.Holdings.filesOf(g)
	p.plan.Objects, p.plan.Shared = in.Holdings.objects(p.plan.Files, g)
	return p.plan
}

func byDue(a, b archive.DisposalEntry) int {
	return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Date, b.Date), cmp.Compare(keyOf(a), keyOf(b)))
}

// disposer makes one plan.
type disposer struct {
	in      DisposalInput
	plan    *DisposalPlan
	open    map[string]bool // items in a transfer that the archives have not answered
	batches map[string]string
	chosen  []candidateOf
}

// candidateOf is an item or document with what stands in its way.
type candidateOf struct {
	entry archive.DisposalEntry
	why   []archive.Text
}

func (p *disposer) refuse(c candidateOf) {
	p.plan.Refused = append(p.plan.Refused, Refusal{c.entry, c.why})
}

// openItems are the items of transfers that were written and not answered.
func openItems(transfers []archive.Transfer) map[string]bool {
	open := make(map[string]bool)
	for _, t := range transfers {
		for _, id := range t.ItemIDs {
			if t.State == "written" {
				open[id] = true
			}
		}
	}
	return open
}

// batchesOf names the batch that each document is in already.
func batchesOf(in DisposalInput) map[string]string {
	of := make(map[string]string)
	for _, b := range in.Batches {
		if b.State == archive.Withdrawn || b.State == archive.Finished || b.ID == in.Batch {
			continue
		}
		for _, e := range b.Entries {
			for _, id := range e.Documents {
				of[id] = b.ID
			}
		}
	}
	return of
}

func (p *disposer) expired() []candidateOf {
	var out []candidateOf
	for _, it := range p.in.Items {
		if it.Destroyed != nil || !p.asked(it.ID, LastYear(it) > 0 && LastYear(it) < p.in.Now) {
			continue
		}
		docs := p.documentsOf(it)
		c := candidateOf{entry: p.entryOf(it, docs)}
		c.why = append(itemObstacles(it, p.in.Now), p.common(docs)...)
		if slices.ContainsFunc(docs, func(d archive.Document) bool { return d.Decision.Retention > it.Retention }) {
			c.why = append(c.why, archive.Say("dispose.no.longer"))
		}
		if p.open[it.ID] {
			c.why = append(c.why, archive.Say("dispose.no.transfer"))
		}
		out = append(out, c)
	}
	return out
}

// asked reports whether an item or document is looked at: it was named, or nothing
// was and it is due.
func (p *disposer) asked(id string, due bool) bool {
	if p.in.Named == nil {
		return due
	}
	return p.in.Named[id]
}

func (p *disposer) documentsOf(it archive.Item) []archive.Document {
	docs := make([]archive.Document, 0, len(it.Documents))
	for _, id := range it.Documents {
		docs = append(docs, p.in.Documents[id])
	}
	return docs
}

// itemObstacles are the reasons that lie in the item's own term and opinion.
func itemObstacles(it archive.Item, now int) []archive.Text {
	first, last := ExpiresAfter(it.Year, it.Retention), LastYear(it)
	switch {
	case first == 0 || last == 0:
		return []archive.Text{archive.Say("dispose.no.permanent")}
	case max(first, last) >= now:
		return []archive.Text{archive.Say("dispose.no.not_due", "year", strconv.Itoa(max(first, last)+1))}
	case it.Reappraisal == nil || it.Reappraisal.Opinion != archive.Destroy:
		return []archive.Text{archive.Say("dispose.no.opinion")}
	}
	return nil
}

func (p *disposer) neverFiled() []candidateOf {
	filed := make(map[string]bool)
	for _, it := range p.in.Items {
		for _, id := range it.Documents {
			filed[id] = true
		}
	}
	var out []candidateOf
	for _, d := range p.in.Documents {
		never := d.Decision.Retention == archive.NotArchived
		if d.Destroyed != nil || d.FileID == "" || !p.asked(d.ID, never && !d.Secret) {
			continue
		}
		docs := []archive.Document{d}
		c := candidateOf{entry: p.entryOf(archive.Item{Year: cmp.Or(d.ArchYear, d.Year), Document: d.ID, Documents: []string{d.ID}, Retention: archive.NotArchived, Title: d.Title, Pages: d.Pages}, docs)}
		c.entry.Opinion = archive.Signature{By: d.Decision.By, Why: d.Decision.Reason, At: d.Decision.At}
		c.why = p.common(docs)
		if filed[d.ID] || !never {
			c.why = append(c.why, archive.Say("dispose.no.filed"))
		}
		out = append(out, c)
	}
	return out
}

// common are the reasons that lie in the documents.
func (p *disposer) common(docs []archive.Document) []archive.Text {
	var why []archive.Text
	for _, d := range docs {
		switch {
		case d.ID == "":
			why = append(why, archive.Say("dispose.no.document"))
		case !d.Decision.Confirmed:
			why = append(why, archive.Say("dispose.no.unconfirmed"))
		}
		if d.Secret || Marked(d.Security) {
			why = append(why, archive.Say("dispose.no.secret"))
		}
		if d.Hold != nil {
			why = append(why, archive.Say("dispose.no.hold", "by", d.Hold.By, "why", d.Hold.Why))
		}
		if b := p.batches[d.ID]; b != "" {
			why = append(why, archive.Say("dispose.no.batch", "batch", b))
		}
	}
	return why
}

func (p *disposer) entryOf(it archive.Item, docs []archive.Document) archive.DisposalEntry {
	e := archive.DisposalEntry{
		Item: it.ID, Documents: it.Documents, Code: it.Code, Title: it.Title, Year: it.Year, Retention: it.Retention, Pages: it.Pages, Issuers: []string{},
	}
	if last := LastYear(it); last > 0 {
		e.Due = last + 1
	}
	if it.Reappraisal != nil {
		e.Opinion = it.Reappraisal.Signature
	}
	for _, d := range docs {
		if d.ID == it.Document {
			e.Number, e.Issuers, e.Date, e.Clause, e.SHA256 = d.Number, d.Issuers, d.Date, d.Decision.Clause, d.SHA256
		}
		for _, f := range p.in.Holdings.Files[d.ID] {
			e.Files++
			e.Bytes += f.Size
		}
	}
	return e
}

// gone are the documents that the plan destroys.
func (p *disposer) gone() map[string]bool {
	gone := make(map[string]bool)
	for _, c := range p.chosen {
		for _, id := range c.entry.Documents {
			gone[id] = true
		}
	}
	return gone
}

// untie refuses what cannot be destroyed without something that stays; that may
// bind others in turn, so it is asked until nothing changes.
func (p *disposer) untie() {
	for {
		g := p.in.Holdings.going(p.gone())
		n := len(p.chosen)
		p.chosen = slices.DeleteFunc(p.chosen, func(c candidateOf) bool {
			for _, id := range c.entry.Documents {
				if why, tied := p.in.Holdings.tied(id, g); tied {
					p.refuse(candidateOf{c.entry, []archive.Text{why}})
					return true
				}
			}
			return false
		})
		if len(p.chosen) == n {
			return
		}
	}
}
