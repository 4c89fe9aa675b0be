package arrange

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"niandang/archive"
)

// formItems groups the documents of the year and makes an item of each group.
// Locked items whose documents are gone stay: their code was given out.
func (p *planner) formItems() {
	p.group()
	claimed := make(map[string]bool)
	for _, g := range p.groups {
		p.plan.Items = append(p.plan.Items, p.formItem(g, claimed))
	}
	for _, it := range p.in.Prior {
		if it.Year == p.in.Year && it.Locked && !claimed[it.ID] {
			claimed[it.ID] = true
			p.plan.Items = append(p.plan.Items, it)
		}
	}
}

// group collects the documents that become items of this year. Documents of one
// group stay together, so its main document speaks for year and term.
func (p *planner) group() {
	byGroup := make(map[string][]archive.Document)
	var names []string
	for _, d := range p.in.Documents {
		if !p.has(d) {
			continue
		}
		name := cmp.Or(d.Group, d.ID)
		if byGroup[name] == nil {
			names = append(names, name)
		}
		byGroup[name] = append(byGroup[name], d)
	}
	for _, name := range names {
		g := byGroup[name]
		sortGroup(g)
		if p.archived(g) {
			p.groups = append(p.groups, g)
		}
	}
}

// has tells whether there is something of the document to arrange.
func (p *planner) has(d archive.Document) bool {
	switch {
	case d.Secret && !p.in.Settings.Classified:
		p.plan.Summary.Secret++
	case len(p.files[d.ID]) == 0:
		p.plan.Summary.NoFile++
	default:
		return true
	}
	return false
}

// archived tells whether a group belongs into this year's arrangement, and
// counts why not.
func (p *planner) archived(g []archive.Document) bool {
	if it, ok := p.prior[g[0].ID]; ok && it.Locked {
		return true
	}
	s := &p.plan.Summary
	switch term := retentionOf(g); {
	case cmp.Or(g[0].ArchYear, p.in.Year) != p.in.Year:
		s.OtherYear += len(g)
	case term == archive.RetentionUnset:
		s.Undecided += len(g)
	case !term.Archived():
		s.NotArchived += len(g)
	default:
		return true
	}
	return false
}

// retentionOf gives the longest term in a group: a reply and its request that
// are one item are kept together.
func retentionOf(g []archive.Document) archive.Retention {
	term := archive.RetentionUnset
	for _, d := range g {
		term = max(term, d.Decision.Retention)
	}
	return term
}

// sortGroup puts the reply before the request (DA/T 22-2015 5.1.2), the rest by
// time.
func sortGroup(g []archive.Document) {
	answered := make(map[string]bool)
	for _, d := range g {
		if d.ReplyTo != "" {
			answered[d.ReplyTo] = true
		}
	}
	slices.SortStableFunc(g, func(a, b archive.Document) int {
		if answered[a.ID] != answered[b.ID] {
			if answered[a.ID] {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(dateKey(a.Date), dateKey(b.Date)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID))
	})
}

func (p *planner) formItem(g []archive.Document, claimed map[string]bool) archive.Item {
	d := g[0]
	it := archive.Item{
		Year: p.in.Year, Retention: retentionOf(g), Department: p.department(d),
		Title: title(d), Document: d.ID, Missing: []string{},
	}
	old := p.priorOf(g, claimed)
	if old.ID != "" {
		it.ID, it.Moved = old.ID, old.Moved
		if old.Retention == it.Retention {
			it.Reappraisal = old.Reappraisal
		}
	} else {
		it.ID = p.newID(d.ID)
	}
	claimed[it.ID] = true
	for _, m := range g {
		it.Documents = append(it.Documents, m.ID)
		it.Parts = append(it.Parts, p.parts(m)...)
	}
	if old.Locked {
		it = keepLocked(old, it)
	} else {
		it.Class = p.order.class(it)
	}
	for _, part := range it.Parts {
		it.Pages += max(part.Pages-part.Blank, 0)
	}
	p.complete(&it, g)
	p.keys[it.ID] = p.keyOf(g)
	return it
}

// priorOf finds the earlier item of a group: that of its main document before
// that of any other, each at most once.
func (p *planner) priorOf(g []archive.Document, claimed map[string]bool) archive.Item {
	for _, asMain := range []bool{true, false} {
		for _, d := range g {
			old, ok := p.prior[d.ID]
			if ok && !claimed[old.ID] && (old.Document == d.ID || !asMain) {
				return old
			}
		}
	}
	return archive.Item{}
}

func (p *planner) newID(document string) string {
	id := "item-" + document
	for p.taken[id] {
		id += "x"
	}
	p.taken[id] = true
	return id
}

// keepLocked keeps what a locked code stands for. Parts that came later go to
// the end of the item, so that stamped page numbers stay true.
func keepLocked(old, formed archive.Item) archive.Item {
	have := make(map[string]bool, len(old.Parts))
	for _, part := range old.Parts {
		have[part.FileID] = true
	}
	it := old
	it.Pages, it.Missing = 0, []string{}
	it.Documents = formed.Documents
	it.Parts = slices.Clone(old.Parts)
	for _, part := range formed.Parts {
		if !have[part.FileID] {
			it.Parts = append(it.Parts, part)
		}
	}
	return it
}

// isPart tells whether a file becomes a part of an item. A damaged file stays a
// part: its content is missing, the item is not.
func isPart(f archive.File) bool {
	return f.Document != "" && f.Role.InItem() &&
		(f.Status == archive.Kept || f.Status == archive.Problem || f.Status == "")
}

// parts puts a document's files in order (DA/T 22-2015 5.1.2).
func (p *planner) parts(d archive.Document) []archive.Part {
	files := slices.Clone(p.files[d.ID])
	slices.SortStableFunc(files, func(a, b archive.File) int {
		return cmp.Or(
			cmp.Compare(partRank(d.Kind, a), partRank(d.Kind, b)),
			cmp.Compare(a.Seq, b.Seq),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.ID, b.ID),
		)
	})
	parts := make([]archive.Part, 0, len(files))
	for _, f := range files {
		part := archive.Part{FileID: f.ID, Path: f.Path, Role: f.Role, Form: f.Form, Pages: f.Pages, Blank: len(f.Blank), Title: f.Title}
		if f.Role.Main() && part.Title == "" {
			part.Title = d.Title
		}
		parts = append(parts, part)
	}
	return parts
}

// partRank orders the parts: outgoing 正本, 附件, 发文稿纸, 定稿; incoming
// 文件处理单, 正文, 附件.
func partRank(kind archive.Kind, f archive.File) int {
	switch {
	case f.Role == archive.RoleForm && (f.Form == archive.RoutingForm || f.Form == "" && kind == archive.Incoming):
		if kind == archive.Incoming {
			return 0
		}
		return 3
	case f.Role.Main():
		return 1
	case f.Role == archive.RoleAttachment:
		return 2
	case f.Role == archive.RoleForm:
		return 3
	}
	return 4
}

// title gives the item's title; one that the document lacks is made of its file
// name, in square brackets as supplied titles are (DA/T 22-2015 5.5).
func title(d archive.Document) string {
	if d.Title != "" {
		return d.Title
	}
	name := path.Base(d.Path)
	return "[" + strings.TrimSuffix(name, path.Ext(name)) + "]"
}

func (p *planner) department(d archive.Document) string {
	if p.in.Settings.Arrange.Scheme == YearRetention {
		return ""
	}
	if dep, ok := p.in.Settings.Organ.Department(d.Department); ok && d.Department != "" {
		return dep.Code
	}
	return p.in.Settings.Arrange.DefaultDept
}
