package transfer

import (
	"path"
	"strconv"
	"strings"

	"niandang/archive"
)

// written is a content file as it lies in the package.
type written struct {
	Entry
	Path   string // in the payload
	SHA256 string
	SM3    string
	Size   int64
}

// metadata gives the description of one item by DA/T 46-2009 (element names and
// order), with the elements of DA/T 18-2022 that it lacks at the end.
func (p *Plan) metadata(it Planned, files []written) node {
	return tree("电子档案元数据",
		leaf("聚合层次", "件"),
		p.origin(),
		leaf("电子文件号", it.Item.ID),
		p.code(it),
		p.content(it),
		tree("形式特征", some(
			leaf("文件组合类型", aggregation(it)), leaf("件数", "1"), leaf("页数", strconv.Itoa(it.Item.Pages)), leaf("语种", "汉语"), leaf("稿本", "正本"),
		)...),
		p.electronic(files),
		tree("存储位置", leaf("当前位置", it.Folder)),
		tree("权限管理", some(leaf("控制标识", control(it.Document)))...),
		tree("开放与公开", some(leaf("开放标识", opening(it.Document)), leaf("公开属性", it.Document.Disclosure))...),
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

func (p *Plan) code(it Planned) node {
	return tree("档号", some(
		leaf("档号值", it.Item.Code), leaf("全宗号", p.in.Settings.Organ.Fonds), leaf("年度", strconv.Itoa(it.Item.Year)),
		leaf("保管期限", it.Item.Retention.String()), leaf("机构或问题", it.Item.Department),
		leaf("类别号", p.in.Settings.Arrange.Category), leaf("室编件号", strconv.Itoa(it.Item.Number)),
	)...)
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
		format := src.PUID
		draft := string(f.Part.Role)
		if f.Of != "" {
			format, draft = "PDF", "版式副本，原件为"+f.Of
		}
		out.kids = append(out.kids, tree("文档", some(
			leaf("文档序号", strconv.Itoa(i+1)), leaf("稿本", draft), leaf("格式信息", format),
			leaf("计算机文件名", f.Name), leaf("计算机文件大小", strconv.FormatInt(f.Size, 10)), leaf("页数", strconv.Itoa(f.Part.Pages)),
			leaf("原文件名", path.Base(src.Path)), leaf("数字摘要SHA-256", f.SHA256), leaf("数字摘要SM3", f.SM3),
		)...))
	}
	return out
}

// history is what was done with the item's documents (业务实体, M80 to M84).
func (p *Plan) history(it Planned) node {
	mine := map[string]bool{it.Item.ID: true, strconv.Itoa(it.Item.Year): true}
	for _, d := range it.Item.Documents {
		mine[d] = true
	}
	out := node{name: "业务过程"}
	for _, e := range p.in.Events {
		if !mine[e.On] || e.What == "bind" || e.What == "transfer" || e.What == "receipt" {
			continue
		}
		out.kids = append(out.kids, tree("业务", some(
			leaf("业务状态", "历史行为"), leaf("业务行为", e.What), leaf("行为时间", e.When.Format("2006-01-02T15:04:05Z07:00")),
			leaf("机构人员名称", e.Who), leaf("行为描述", e.Why),
		)...))
	}
	return out
}

func aggregation(it Planned) string {
	if len(it.Item.Parts) > 1 {
		return "组合文件"
	}
	return "单件"
}

func security(d archive.Document) string {
	if d.Security == "" {
		return "公开"
	}
	return d.Security
}

func control(d archive.Document) string {
	if d.Security != "" {
		return d.Security
	}
	return "无"
}

func opening(d archive.Document) string {
	if d.Opening == "" {
		return "未审核"
	}
	return d.Opening
}

// dense writes an ISO date as YYYYMMDD (DA/T 18-2022).
func dense(iso string) string { return strings.ReplaceAll(iso, "-", "") }
