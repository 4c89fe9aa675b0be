package transfer

import (
	"context"
	"io"
	"path"
	"strconv"
	"strings"

	"niandang/archive/transfer/verify"
)

// closeDAT93 writes what DA/T 93-2022 (annex B) has beside the items' folders.
func closeDAT93(ctx context.Context, w *packer, _ [][]written) error {
	if err := w.own(verify.NoticeName, w.notice); err != nil {
		return err
	}
	if err := w.own(verify.CatalogueName, func(f io.Writer) error { return w.catalogue(f, false) }); err != nil {
		return err
	}
	return w.others(ctx)
}

// closeDAT2012 writes what 档发〔2012〕7号 has on a carrier beside 电子档案.
func closeDAT2012(ctx context.Context, w *packer, _ [][]written) error {
	if err := w.own(verify.NoticeName, w.notice); err != nil {
		return err
	}
	if err := w.own(verify.CatalogueName2012, func(f io.Writer) error { return w.catalogue(f, true) }); err != nil {
		return err
	}
	return w.others(ctx)
}

// notice is the explanation file: one key：value a line. The keys are those of the
// standard, the values our words.
func (w *packer) notice(f io.Writer) error {
	s := w.plan.in.Settings
	first, last := span(w.c.items)
	var b strings.Builder
	for _, l := range [][2]string{
		{"移交单位", s.Organ.Name},
		{"内容描述", w.describe()},
		{"起止档号", first + "—" + last},
		{"档案数量", strconv.Itoa(len(w.c.items))},
		{"软硬件环境", w.plan.say("notice.environment", "software", w.plan.in.Software)},
		{"离线载体参数", w.plan.say("notice.carrier")},
		{"载体编号", w.c.name},
		{"载体数量", strconv.Itoa(w.c.of)},
		{"制作单位", orElse(s.Transfer.Maker, s.Organ.Name)},
		{"检查单位", orElse(s.Transfer.Inspector, s.Organ.Name)},
		{"接收单位", orElse(s.Transfer.Archives, w.plan.say("notice.archives"))},
		{"制作日期", w.plan.in.Now.Format("2006-01-02")},
	} {
		b.WriteString(l[0] + "：" + strings.Join(strings.Fields(l[1]), " ") + "\r\n")
	}
	return writeText(f, b.String(), w.plan.encoding())
}

// describe says in one line what the carrier holds.
func (w *packer) describe() string {
	first, last := span(w.c.items)
	return w.plan.say("notice.content", "organ", w.plan.organ(), "year", strconv.Itoa(w.plan.in.Year),
		"n", strconv.Itoa(len(w.c.items)), "first", first, "last", last)
}

// terms names the retention periods of the carrier's items.
func (w *packer) terms() string {
	var out []string
	seen := make(map[string]bool)
	for _, it := range w.c.items {
		if t := it.Item.Retention.String(); !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	return strings.Join(out, "、")
}

// catalogue writes a row for each item, in order. The carrier layout of 2012 has
// the file's name and neither term nor pages.
func (w *packer) catalogue(f io.Writer, old bool) error {
	x := newXML(f, w.plan.encoding())
	x.open(node{name: "文件目录"})
	for i, it := range w.c.items {
		d := it.Document
		row := []node{
			leaf("顺序号", strconv.Itoa(i+1)), leaf("档号", it.Item.Code), leaf("责任者", strings.Join(d.Issuers, "；")),
			leaf("题名", it.Item.Title), leaf("日期", dense(d.Date)),
		}
		if old {
			row = append(row, leaf("密级", security(d)), leaf("电子档案名称", w.recordName(it)), leaf("备注", ""))
		} else {
			row = append(row, leaf("保管期限", it.Item.Retention.String()), leaf("密级", security(d)), leaf("页数", strconv.Itoa(it.Item.Pages)), leaf("备注", ""))
		}
		x.node(tree("文件", row...))
	}
	x.end()
	return x.close()
}

// recordName gives the place of an item on the carrier.
func (w *packer) recordName(it Planned) string {
	if w.plan.layout.inside {
		return it.Folder + verify.EEPExt
	}
	return it.Folder
}

// writeDescription writes an item's metadata beside its files.
func writeDescription(_ context.Context, w *packer, it Planned, files []written) error {
	return w.own(path.Join(it.Folder, verify.MetadataName), func(f io.Writer) error {
		return writeXML(f, w.plan.metadata(it, files), w.plan.encoding())
	})
}
