package transfer

import (
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// Names of the layout of DA/T 93-2022 (annex B).
const (
	noticeName    = "说明文件.TXT"
	catalogueName = "目录文件.XML"
	metadataName  = "电子档案元数据.XML"
	otherFolder   = "其他"
)

// notice is the explanation file: one key：value a line.
func (p *Plan) notice() []noticeLine {
	s := p.in.Settings
	first, last := p.Span()
	return []noticeLine{
		{"移交单位", s.Organ.Name},
		{"内容描述", fmt.Sprintf("%s%d年文书档案", s.Organ.Name, p.in.Year)},
		{"起止档号", first + "—" + last},
		{"档案数量", strconv.Itoa(len(p.Items))},
		{"软硬件环境", "PDF、OFD、XML 阅读软件；" + p.in.Software},
		{"离线载体参数", "在线或由移交单位填写"},
		{"载体编号", p.Name},
		{"载体数量", "1"},
		{"制作单位", orElse(s.Transfer.Maker, s.Organ.Name)},
		{"检查单位", orElse(s.Transfer.Inspector, s.Organ.Name)},
	}
}

type noticeLine struct{ key, value string }

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func writeNotice(w io.Writer, lines []noticeLine) error {
	for _, l := range lines {
		if _, err := fmt.Fprintf(w, "%s：%s\r\n", l.key, l.value); err != nil {
			return err
		}
	}
	return nil
}

// catalogue is 目录文件.XML: a row for each item, in order.
func (p *Plan) catalogue() node {
	root := node{name: "文件目录"}
	for i, it := range p.Items {
		d := it.Document
		root.kids = append(root.kids, tree("文件",
			leaf("顺序号", strconv.Itoa(i+1)), leaf("档号", it.Item.Code), leaf("责任者", strings.Join(d.Issuers, "；")),
			leaf("题名", it.Item.Title), leaf("日期", dense(d.Date)), leaf("保管期限", it.Item.Retention.String()),
			leaf("密级", d.Security), leaf("页数", strconv.Itoa(it.Item.Pages)), leaf("备注", ""),
		))
	}
	return root
}

// tag is a small file that the writer makes itself, named within the payload.
type tag struct {
	path  string
	write func(io.Writer) error
}

// layout gives the files of the profile apart from content and item metadata.
func (p *Plan) layout() []tag {
	return []tag{
		{noticeName, func(w io.Writer) error { return writeNotice(w, p.notice()) }},
		{catalogueName, func(w io.Writer) error { return writeXML(w, p.catalogue()) }},
		{path.Join(otherFolder, "检测报告.json"), func(w io.Writer) error { return writeReport(w, p) }},
		{path.Join(otherFolder, "缓交清单.csv"), func(w io.Writer) error { return writeHeld(w, p) }},
	}
}
