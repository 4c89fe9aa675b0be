package transfer

import (
	"path"
	"strconv"
	"strings"

	"niandang/archive"
)

// metadata gives the description of one item by DA/T 46-2009 (element names and
// order), with the elements of DA/T 18-2022 that it lacks at the end.
func (p *Plan) metadata(it Planned, files []written) node {
	return tree("电子档案元数据",
		leaf("聚合层次", "文件"),
		p.origin(),
		leaf("电子文件号", it.Item.ID),
		p.code(it),
		p.content(it),
		tree("形式特征", some(
			leaf("文件组合类型", aggregation(it)), leaf("件数", "1"), leaf("页数", strconv.Itoa(it.Item.Pages)), leaf("语种", "汉语"), leaf("稿本", "正本"),
		)...),
		p.electronic(files),
		tree("存储位置", leaf("当前位置", it.Folder), leaf("脱机载体编号", p.Name)),
		tree("权限管理", leaf("控制标识", control(it.Document))),
		p.release(it),
		p.history(it),
	)
}

func (p *Plan) origin() node {
	s := p.in.Settings
	return tree("来源", some(
		leaf("档案馆名称", s.Transfer.Archives), leaf("档案馆代码", s.Transfer.Code),
		leaf("全宗名称", s.Organ.Name), leaf("立档单位名称", s.Organ.Name),
	)...)
}

// code is the composite 档号 (M8): the code itself as text, then its parts.
func (p *Plan) code(it Planned) node {
	n := tree("档号", some(
		leaf("全宗号", p.in.Settings.Organ.Fonds), leaf("年度", strconv.Itoa(it.Item.Year)),
		leaf("保管期限", it.Item.Retention.String()), leaf("机构或问题", orElse(p.names[it.Item.Department], it.Item.Department)),
		leaf("类别号", p.in.Settings.Arrange.Category), leaf("室编件号", strconv.Itoa(it.Item.Number)),
	)...)
	n.text = it.Item.Code
	return n
}

func (p *Plan) content(it Planned) node {
	d := it.Document
	return tree("内容描述", some(
		leaf("题名", it.Item.Title), leaf("文件编号", d.Number), leaf("责任者", strings.Join(d.Issuers, "；")),
		leaf("日期", dense(d.Date)), leaf("文种", d.Genre), leaf("紧急程度", d.Urgency), leaf("主送", strings.Join(d.Recipients, "；")),
		leaf("抄送", strings.Join(d.CC, "；")), leaf("密级", security(d)), leaf("保密期限", d.SecurityTerm),
	)...)
}

// electronic describes each file: name, size, format, and both digests, so that
// the metadata alone can tell whether a file is the one.
func (p *Plan) electronic(files []written) node {
	out := node{name: "电子属性"}
	for i, f := range files {
		src := p.in.Files[f.FileID]
		out.kids = append(out.kids, tree("文档", some(
			leaf("文档序号", strconv.Itoa(i+1)), leaf("文档主从声明", standing(f.Entry)), leaf("稿本", f.draft()), leaf("题名", f.Part.Title),
			leaf("格式信息", p.formatOf(f.Entry)), leaf("计算机文件名", f.Name), leaf("计算机文件大小", strconv.FormatInt(f.Size, 10)),
			leaf("页数", count(f.Part.Pages)), leaf("原文件名", originalName(src)), leaf("版式副本原件", f.Of), leaf("文档说明", p.remark(f.Entry)),
			leaf("数字摘要SHA-256", f.SHA256), leaf("数字摘要SM3", f.SM3),
		)...))
	}
	return out
}

// standing says whether a file is the main document or goes with it (DA/T
// 48-2009).
func standing(e Entry) string {
	if e.main() {
		return "主文档"
	}
	return "附属文档"
}

// formatOf gives the format of an entry: the PRONOM id where there is one.
func (p *Plan) formatOf(e Entry) string {
	f := p.in.Files[e.FileID]
	switch {
	case e.Of != "" || e.First > 0:
		return "PDF"
	case f.PUID != "" && f.PUID != "UNKNOWN":
		return f.PUID
	}
	return orElse(f.MIME, strings.TrimPrefix(path.Ext(e.Name), "."))
}

// remark tells how a file came to be, where it is not the original.
func (p *Plan) remark(e Entry) string {
	switch {
	case e.Of != "":
		return p.say("metadata.rendition", "name", e.Of)
	case e.First > 0:
		return p.say("metadata.cut", "first", strconv.Itoa(e.First), "last", strconv.Itoa(e.First+e.Pages-1))
	}
	return ""
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// release is what the regulation asks for at a transfer, item by item: opening
// opinion, disclosure, change of secrecy (档案法实施条例 art. 30).
func (p *Plan) release(it Planned) node {
	d := it.Document
	note := p.say("metadata.never_secret")
	if d.Security != "" {
		note = p.say("metadata.marked", "value", d.Security)
	}
	return tree("开放与公开", some(leaf("开放标识", opening(d)), leaf("公开属性", d.Disclosure), leaf("密级变更情况", note))...)
}

// history is what was done with the item's documents (业务实体, M80 to M84).
func (p *Plan) history(it Planned) node {
	out := node{name: "业务过程"}
	for _, e := range p.eventsOf(it.Item) {
		out.kids = append(out.kids, tree("业务", some(
			leaf("业务状态", "历史行为"), leaf("业务行为", p.action(e)), leaf("行为时间", e.When.Format("2006-01-02T15:04:05Z07:00")),
			leaf("机构人员名称", orElse(e.Who, p.organ())), leaf("行为描述", e.Why),
		)...))
	}
	return out
}

// eventsOf are the events of the year and of the item's own records, without
// those that come after the arrangement.
func (p *Plan) eventsOf(it archive.Item) []archive.Event {
	mine := map[string]bool{it.ID: true, strconv.Itoa(it.Year): true, strconv.Itoa(p.in.Year): true}
	for _, d := range it.Documents {
		mine[d] = true
	}
	var out []archive.Event
	for _, e := range p.in.Events {
		if mine[e.On] && e.What != "bind" && e.What != "transfer" && e.What != "receipt" {
			out = append(out, e)
		}
	}
	return out
}

// action says what an event was in the archives' words, where there is a word.
func (p *Plan) action(e archive.Event) string {
	if s, ok := p.in.Paper["action."+e.What]; ok {
		return s
	}
	return e.What
}

func aggregation(it Planned) string {
	if len(it.Item.Parts) > 1 {
		return "组合文件"
	}
	return "单件"
}

func security(d archive.Document) string { return orElse(d.Security, "公开") }

func control(d archive.Document) string { return orElse(d.Security, "无") }

func opening(d archive.Document) string { return orElse(d.Opening, "未审核") }

// dense writes an ISO date as YYYYMMDD (DA/T 18-2022).
func dense(iso string) string { return strings.ReplaceAll(iso, "-", "") }
