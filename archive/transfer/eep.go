package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// Fixed sentences of DA/T 48-2009.
const (
	eepFormat   = "本EEP根据中华人民共和国档案行业标准DA/T 48-2009《基于XML的电子文件封装规范》生成"
	eepOriginal = "本封装包包含电子文件数据及其元数据，原始封装，未经修改"
	eepCoding   = "本封装包中“编码数据”元素存储的是计算机文件二进制流的Base64编码，有关Base64编码规则参见IETF RFC 2045多用途邮件扩展（MIME）第一部分：互联网信息体格式。"
)

// writeEEP writes one item as an encapsulation package (DA/T 48-2009): metadata
// and content in one XML file. Content passes through in blocks, so the size of a
// file does not matter.
func writeEEP(ctx context.Context, w *packer, it Planned, _ []written) error {
	for _, e := range it.Entries {
		w.progress.Note(e.Name)
	}
	err := w.own(it.Folder+verify.EEPExt, func(f io.Writer) error {
		e := eep{w: w, it: it, x: newXML(f, w.plan.encoding())}
		err := e.write(ctx)
		return errors.Join(err, e.x.close())
	})
	if err == nil {
		w.progress.Add(len(it.Entries))
	}
	return err
}

type eep struct {
	w  *packer
	it Planned
	x  *xmlWriter
}

func (e *eep) write(ctx context.Context) error {
	p := e.w.plan
	e.x.open(tree("电子文件封装包", leaf("封装包格式描述", eepFormat), leaf("版本", "2009")).with("xmlns", verify.EEPNamespace))
	e.x.open(tree("被签名对象",
		leaf("封装包类型", "原始型"), leaf("封装包类型描述", eepOriginal),
		leaf("封装包创建时间", p.in.Now.Format("2006-01-02T15:04:05Z07:00")), leaf("封装包创建单位", p.organ()),
	).with("eep版本", "2009"))
	e.x.open(node{name: "封装内容"})
	e.x.open(node{name: "文件实体块"})
	if err := e.record(ctx); err != nil {
		return err
	}
	e.x.end()
	e.business()
	for range 3 {
		e.x.end()
	}
	return nil
}

// record writes the 文件实体: description first, then the files.
func (e *eep) record(ctx context.Context) error {
	p, it := e.w.plan, e.it
	d := it.Document
	description := p.content(it)
	description.kids = orderOf(description.kids, "题名", "文件编号", "责任者", "日期", "文种", "紧急程度", "主送", "抄送", "密级", "保密期限")
	e.x.open(tree("文件实体",
		leaf("聚合层次", "文件"), p.origin(), leaf("电子文件号", it.Item.ID), p.code(it), description,
		tree("形式特征", leaf("文件组合类型", aggregation(it)), leaf("页数", strconv.Itoa(it.Item.Pages)), leaf("语种", "汉语"), leaf("稿本", "正本")),
		tree("存储位置", leaf("当前位置", it.Folder+verify.EEPExt), leaf("脱机载体编号", e.w.c.name)),
		tree("权限管理", leaf("控制标识", control(d))),
		leaf("信息系统描述", p.in.Software),
		leaf("附注", e.annotation(d)),
	))
	e.x.open(node{name: "文件数据"})
	for i, group := range byPart(it.Entries) {
		if err := e.document(ctx, i+1, group); err != nil {
			return err
		}
	}
	e.x.end()
	e.x.end()
	return nil
}

// annotation carries what DA/T 48-2009 has no element for.
func (e *eep) annotation(d archive.Document) string {
	return "开放标识：" + opening(d) + "；公开属性：" + orElse(d.Disclosure, "未标注") + "；密级：" + security(d)
}

func orderOf(kids []node, names ...string) []node {
	out := make([]node, 0, len(kids))
	for _, n := range names {
		for _, k := range kids {
			if k.name == n {
				out = append(out, k)
			}
		}
	}
	return out
}

// byPart groups an original with its rendition: one 文档, two 编码.
func byPart(entries []Entry) [][]Entry {
	var out [][]Entry
	for _, e := range entries {
		if e.Of != "" && len(out) > 0 {
			out[len(out)-1] = append(out[len(out)-1], e)
			continue
		}
		out = append(out, []Entry{e})
	}
	return out
}

func (e *eep) document(ctx context.Context, n int, group []Entry) error {
	id := fmt.Sprintf("修改0-文档%d", n)
	e.x.open(tree("文档", leaf("文档标识符", id), leaf("文档序号", strconv.Itoa(n)), leaf("文档主从声明", standing(group[0])),
		leaf("题名", orElse(group[0].Part.Title, e.it.Item.Title))))
	e.x.open(node{name: "文档数据"}.with("文档数据ID", id+"-文档数据1"))
	for i, entry := range group {
		if err := e.coded(ctx, fmt.Sprintf("%s-文档数据1-编码%d", id, i+1), entry); err != nil {
			return err
		}
	}
	e.x.end()
	e.x.end()
	return nil
}

// coded writes one computer file.
func (e *eep) coded(ctx context.Context, id string, entry Entry) error {
	src, size, err := e.w.openEntry(ctx, entry)
	if err != nil {
		return err
	}
	defer src.Close()
	p := e.w.plan
	e.x.open(tree("编码",
		tree("电子属性", some(leaf("格式信息", p.formatOf(entry)), leaf("计算机文件名", entry.Name), leaf("计算机文件大小", strconv.FormatInt(size, 10)))...),
		leaf("编码描述", eepCoding), leaf("反编码关键字", "base64-"+strings.TrimPrefix(path.Ext(entry.Name), ".")),
	).with("编码ID", id))
	e.x.base64(node{name: "编码数据"}.with("编码数据ID", id+"-编码数据"), src)
	e.x.end()
	return ctx.Err()
}

// business writes what was done and by whom (业务实体, 机构人员实体).
func (e *eep) business() {
	p, it := e.w.plan, e.it
	events := p.eventsOf(it.Item)
	agents := []string{p.organ()}
	e.x.open(node{name: "业务实体块"})
	act := func(n int, ev archive.Event) {
		who := orElse(ev.Who, p.organ())
		k := indexOf(&agents, who)
		e.x.node(tree("业务实体", some(
			leaf("业务标识符", fmt.Sprintf("业务%d", n)), leaf("机构人员标识符", fmt.Sprintf("机构人员%d", k+1)), leaf("文件标识符", it.Item.ID),
			leaf("业务状态", "历史行为"), leaf("业务行为", p.action(ev)), leaf("行为时间", ev.When.Format("2006-01-02T15:04:05Z07:00")), leaf("行为描述", ev.Why),
		)...))
	}
	for i, ev := range events {
		act(i+1, ev)
	}
	if len(events) == 0 {
		act(1, archive.Event{What: "collect", When: p.in.Now})
	}
	e.x.end()
	e.x.open(node{name: "机构人员实体块"})
	for i, name := range agents {
		kind := "个人"
		if i == 0 {
			kind = "单位"
		}
		e.x.node(tree("机构人员实体", leaf("机构人员标识符", fmt.Sprintf("机构人员%d", i+1)), leaf("机构人员类型", kind), leaf("机构人员名称", name)))
	}
	e.x.end()
}

func indexOf(list *[]string, s string) int {
	for i, x := range *list {
		if x == s {
			return i
		}
	}
	*list = append(*list, s)
	return len(*list) - 1
}
