package bind

import (
	"context"
	"io"

	"niandang/archive"
	"niandang/archive/pdf"
)

// catalogues makes the item catalogue (归档文件目录) of every class as PDF with its
// cover, XLSX and CSV, and one of the whole year as XLSX, CSV and XML.
func (c *compiler) catalogues(ctx context.Context) error {
	for i := range c.p.Classes {
		if err := c.classCatalogue(ctx, &c.p.Classes[i]); err != nil {
			return err
		}
		c.progress.Add(1)
	}
	var all []archive.Item
	for _, k := range c.p.Classes {
		all = append(all, k.Items...)
	}
	name := c.say("dir.catalogues") + "/" + fileName(c.say("file.year", "year", itoa(c.p.in.Year)))
	title := c.say("whole_year", "year", itoa(c.p.in.Year))
	return c.tables(ctx, tableFiles{name: name, title: title, records: c.p.records(all), withXML: true})
}

func (c *compiler) classCatalogue(ctx context.Context, k *ClassPlan) error {
	records := c.p.records(k.Items)
	name := c.say("dir.catalogues") + "/" + fileName(k.Key)
	err := c.paper(ctx, name+".pdf", c.digest([]string{"catalogue"}, k.Label, fieldsOf(records)), func(ctx context.Context, w io.Writer) error {
		sheets := append([]pdf.Sheet{c.catalogueCover(k)}, c.catalogueSheets(k, records)...)
		return c.assemble(ctx, w, c.say("catalogue_title", "class", k.Label), sheets)
	})
	if err != nil {
		return err
	}
	return c.tables(ctx, tableFiles{name: name, title: k.Label, records: records})
}

// tableFiles is a catalogue for spreadsheets, and as XML where asked.
type tableFiles struct {
	name, title string
	records     []record
	withXML     bool
}

func (c *compiler) tables(ctx context.Context, f tableFiles) error {
	b := book{title: f.title}
	b.heads, b.keys = c.p.columns()
	b.rows = rowsOf(f.records, b.keys)
	digest := c.digest(nil, b.title, b.heads, b.rows)
	err := c.paper(ctx, f.name+".xlsx", digest, func(_ context.Context, w io.Writer) error { return b.writeXLSX(w) })
	if err != nil {
		return err
	}
	err = c.paper(ctx, f.name+".csv", digest, func(_ context.Context, w io.Writer) error { return writeCSV(w, b.heads, b.rows) })
	if err != nil || !f.withXML {
		return err
	}
	return c.paper(ctx, f.name+".xml", c.digest(nil, fieldsOf(f.records)), func(_ context.Context, w io.Writer) error {
		return writeXML(w, c.p.heads(catalogueFields), rowsOf(f.records, catalogueFields))
	})
}

func rowsOf(records []record, keys []string) [][]string {
	rows := make([][]string, len(records))
	for i, r := range records {
		rows[i] = r.row(keys)
	}
	return rows
}

func fieldsOf(records []record) []map[string]string {
	out := make([]map[string]string, len(records))
	for i, r := range records {
		out[i] = r.fields
	}
	return out
}

// catalogueCover sets the cover: title, double rule, and the five fields.
func (c *compiler) catalogueCover(k *ClassPlan) pdf.Sheet {
	f := c.forms.catalogue
	l := newLeaf(c.d.Type, f.Width, f.Height)
	l.spaced(l.W/2, f.Cover.TitleDown, serifBold(f.Cover.TitlePt), c.say("catalogue"))
	l.rules(f.Cover.doubleRule)
	values := c.classFields(k)
	c.fields(l, f.Cover.fieldsForm, serif(f.Cover.Pt), values)
	return l.Sheet
}

func (c *compiler) classFields(k *ClassPlan) map[string]string {
	o := c.p.in.Settings.Organ
	return map[string]string{
		"fonds": o.Fonds, "fonds_name": o.Name, "year": itoa(k.Year), "retention": k.Retention.String(), "department": k.Department,
	}
}

// fields sets captions and values over rules, as on covers. A field without a
// value keeps its line, to be filled in by hand.
func (c *compiler) fields(l *leaf, f fieldsForm, st style, values map[string]string) {
	x := (l.W - f.Width) / 2
	y := f.Down
	for _, key := range f.Fields {
		base := y + f.Row/2 + dropOf(st.pt)
		l.left(x, base, st, c.say(key))
		value := box{x + f.Key, y, f.Width - f.Key, f.Row}
		l.fit(value, st, st.pt*0.6, values[key])
		l.level(value.x, value.right(), y+f.Row-1.5, 0.2)
		y += f.Row
	}
}

// catalogueSheets sets the pages of the catalogue.
func (c *compiler) catalogueSheets(k *ClassPlan, records []record) []pdf.Sheet {
	f := c.forms.catalogue
	keys := f.Table.Columns
	t := &table{form: f.Table, heads: c.p.heads(keys), t: c.d.Type}
	for _, r := range records {
		t.rows = append(t.rows, tableRow{cells: r.row(keys)})
	}
	area := f.Margin.frame(f.Width, f.Height)
	area.x += (area.w - t.width()) / 2
	pages := t.paginate(area.h, area.h)
	var sheets []pdf.Sheet
	for i, rows := range pages {
		l := newLeaf(c.d.Type, f.Width, f.Height)
		l.spaced(l.W/2, f.TitleDown, serifBold(f.TitlePt), c.say("catalogue"))
		st := serif(f.ScopePt)
		l.left(area.x, f.ScopeDown, st, c.say("catalogue_scope", "fonds", c.p.in.Settings.Organ.Fonds, "organ", c.p.in.Settings.Organ.Name))
		l.right(area.x+t.width(), f.ScopeDown, st, k.Label)
		t.draw(l, area, rows)
		l.center(l.W/2, l.H-f.FootUp, serif(f.FootPt), c.say("page_of", "page", itoa(i+1), "of", itoa(len(pages))))
		sheets = append(sheets, l.Sheet)
	}
	return sheets
}
