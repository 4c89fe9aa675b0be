package transfer

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// choose selects the items that go and sets aside those with errors; it returns
// how many of them there are. What the archives have accepted already does not go
// again, and what was destroyed cannot.
func (p *Plan) choose() (blocked int) {
	reasons, folders := p.reasons(), make(map[string]string)
	for _, it := range p.in.Items {
		if !slices.Contains(p.in.Options.Retention, it.Retention) || !it.Retention.Archived() || p.in.Closed[it.ID] || it.Destroyed != nil {
			continue
		}
		planned := p.plan(it)
		errs := p.secret(it) // what else is wrong with it would name it by its path
		if len(errs) == 0 {
			errs = withoutSame(reasons[it.ID], p.lacking(planned))
		}
		if other, twice := folders[fold(planned.Folder)]; twice {
			errs = append(errs, archive.Say("transfer.folder_twice", "code", it.Code, "other", other))
		}
		if len(errs) > 0 {
			blocked++
			p.Held = append(p.Held, Held{it, errs})
			continue
		}
		folders[fold(planned.Folder)] = it.Code
		p.Items = append(p.Items, planned)
	}
	return blocked
}

// reasons are the open errors of findings, by item.
func (p *Plan) reasons() map[string][]archive.Text {
	where := p.places()
	out := make(map[string][]archive.Text)
	for _, f := range p.in.Findings {
		if f.Severity != archive.SevError || f.Resolved != nil || f.Step == "transfer" {
			continue
		}
		if id := where.item(f); id != "" {
			out[id] = append(out[id], f.Text())
		}
	}
	return out
}

// places tell to which item a finding belongs.
type places struct{ byPath, byDocument map[string]string }

func (p *Plan) places() places {
	w := places{make(map[string]string), make(map[string]string)}
	for _, it := range p.in.Items {
		for _, d := range it.Documents {
			w.byDocument[d] = it.ID
		}
		for _, part := range it.Parts {
			w.byPath[part.Path] = it.ID
		}
	}
	return w
}

func (w places) item(f archive.Finding) string {
	return orElse(f.Item, orElse(w.byDocument[f.Document], w.byPath[f.Path]))
}

// secret: an item with a secrecy mark never goes by this way, whatever the
// library is (design rule: 涉密不上非涉密载体).
func (p *Plan) secret(it archive.Item) []archive.Text {
	for _, id := range it.Documents {
		d := p.in.Documents[id]
		if d.Secret || d.Security == "绝密" || d.Security == "机密" || d.Security == "秘密" {
			return []archive.Text{archive.Say("transfer.secret", "code", it.Code, "value", d.Security)}
		}
	}
	return nil
}

// unreviewed reports whether something of the item still waits for a person.
func (p *Plan) unreviewed(it archive.Item) bool {
	for _, id := range it.Documents {
		d := p.in.Documents[id]
		if d.Decision.Review && !d.Decision.Confirmed || len(d.Review) > 0 {
			return true
		}
	}
	return false
}

func (p *Plan) plan(it archive.Item) Planned {
	pl := Planned{Item: it, Document: p.in.Documents[it.Document], Folder: p.layout.folder(p, it)}
	used := map[string]bool{fold(verify.MetadataName): true}
	for i, part := range it.Parts {
		pl.Entries = append(pl.Entries, p.entries(p.fileName(it, i+1), part, used)...)
	}
	return pl
}

// entries are the files of one part: the original, and a rendition beside it
// where the archives do not take the original's format. A part that is only some
// pages of a scan is cut out of it. A template may give two parts one name: the
// second gets another.
func (p *Plan) entries(name string, part archive.Part, used map[string]bool) []Entry {
	f := p.in.Files[part.FileID]
	e := Entry{Name: free(used, name+trueExt(f)), FileID: f.ID, SHA256: f.SHA256, SM3: f.SM3, Size: f.Size, Part: part}
	if f.First > 0 {
		e.First, e.Pages, e.SM3 = f.First, max(f.Pages, 1), ""
		return []Entry{e}
	}
	r, ok := p.in.Renditions[f.SHA256]
	if !ok || p.accepted(f) {
		return []Entry{e}
	}
	size, ok := p.in.Sizes[r.SHA256]
	if !ok {
		size = f.Size
	}
	stem := strings.TrimSuffix(e.Name, path.Ext(e.Name))
	return []Entry{e, {Name: free(used, stem+".pdf"), FileID: f.ID, SHA256: r.SHA256, Of: e.Name, Size: size, Part: part}}
}

// lacking are errors that only the package shows: no content, no code, a format
// that the archives do not take, a container, a mandatory field that is empty.
func (p *Plan) lacking(pl Planned) []archive.Text {
	var out []archive.Text
	if len(pl.Entries) == 0 {
		out = append(out, archive.Say("transfer.no_content", "code", pl.Item.Code))
	}
	if pl.Item.Code == "" {
		out = append(out, archive.Say("transfer.no_code", "title", pl.Item.Title))
	}
	if pl.Item.Title == "" {
		out = append(out, archive.Say("transfer.element_empty", "code", pl.Item.Code, "name", "题名"))
	}
	for _, e := range pl.Entries {
		f := p.in.Files[e.FileID]
		if j := p.judged(e); j.Fails {
			out = append(out, j.Text)
			continue
		}
		switch {
		case e.Of != "":
		case f.SHA256 == "" || f.Size == 0:
			out = append(out, archive.Say("transfer.empty_file", "path", e.Part.Path))
		case !p.accepted(f) && !rendered(pl.Entries, e.Name):
			out = append(out, archive.Say("transfer.no_rendition", "path", f.Path))
		}
	}
	return out
}

// withoutSame joins what was found when the item was collected with what the
// package would show; what belongs to the same check and file is said once.
func withoutSame(before, now []archive.Text) []archive.Text {
	out := slices.Clone(before)
	for _, t := range now {
		if !slices.ContainsFunc(before, func(b archive.Text) bool { return rowOf(b.ID) == rowOf(t.ID) && b.Args["path"] == t.Args["path"] }) {
			out = append(out, t)
		}
	}
	return out
}

// judged tells what the archives will find wrong with an entry's bytes.
func (p *Plan) judged(e Entry) verify.Judgement {
	if p.in.Judge == nil || e.First > 0 || e.SHA256 == "" {
		return verify.Judgement{}
	}
	return p.in.Judge(e.SHA256, e.Name, e.Part.Path)
}

func rendered(entries []Entry, name string) bool {
	return slices.ContainsFunc(entries, func(e Entry) bool { return e.Of == name })
}

// main reports whether an entry is the main document (主文档).
func (e Entry) main() bool { return e.Part.Role.Main() }

// draft gives the 稿本 of an entry (DA/T 46-2009 M45).
func (e Entry) draft() string {
	switch e.Part.Role {
	case archive.RoleFinalDraft:
		return "定稿"
	case archive.RoleForm:
		return orElse(string(e.Part.Form), "处理单")
	}
	return "正本"
}

// fields are the metadata of an item by their names in DA/T 46-2009.
func (p *Plan) fields(it Planned) map[string]string {
	d := it.Document
	return map[string]string{
		"档号": it.Item.Code, "题名": it.Item.Title, "日期": dense(d.Date), "责任者": strings.Join(d.Issuers, "；"),
		"保管期限": it.Item.Retention.String(), "年度": strconv.Itoa(it.Item.Year), "页数": strconv.Itoa(it.Item.Pages),
		"立档单位名称": p.organ(), "电子文件号": it.Item.ID, "密级": security(d), "开放标识": opening(d), "公开属性": d.Disclosure, "文件编号": d.Number,
	}
}

// datFolder gives 全宗号/分类/年度/档号 (DA/T 93-2022 annex B).
func datFolder(p *Plan, it archive.Item) string {
	s := p.in.Settings
	return path.Join(safeName(s.Organ.Fonds), safeName(s.Arrange.Category), strconv.Itoa(it.Year), safeName(it.Code))
}

// carrierFolder gives 电子档案/年度/类别/档号 (档发〔2012〕7号).
func carrierFolder(p *Plan, it archive.Item) string {
	return path.Join(verify.RecordsFolder, strconv.Itoa(it.Year), safeName(p.in.Settings.Arrange.Category), safeName(it.Code))
}
