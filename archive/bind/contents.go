package bind

import (
	"niandang/archive/pdf"
)

// contentsTable makes the table of the contents once. Page numbers are filled in
// when the items have their places; they never change a row's height.
func (v *volume) contentsTable() *table {
	if v.table == nil {
		v.table = v.newContents()
	}
	k := 0
	for i := range v.table.rows {
		r := &v.table.rows[i]
		if r.band != "" {
			continue
		}
		r.page = v.items[k].first
		for c, key := range v.table.form.Columns {
			if key == "page" {
				r.cells[c] = itoa(max(r.page, 1))
				if r.lines != nil {
					r.lines[c] = []string{r.cells[c]}
				}
			}
		}
		k++
	}
	return v.table
}

func (v *volume) newContents() *table {
	form := v.c.forms.volume.Contents
	keys := form.Columns
	t := &table{form: form, heads: v.c.p.heads(keys), t: v.c.d.Type}
	class := ""
	for i := range v.items {
		it := &v.items[i]
		if v.wholeYear() && it.item.Class != class {
			class = it.item.Class
			t.rows = append(t.rows, tableRow{band: v.c.p.classLabel(class)})
		}
		t.rows = append(t.rows, tableRow{cells: it.row(keys)})
	}
	return t
}

func (p *Plan) classLabel(key string) string {
	for _, c := range p.Classes {
		if c.Key == key {
			return c.Label
		}
	}
	return key
}

// contents sets the contents; the number of its pages does not depend on the page
// numbers that stand in it.
func (v *volume) contents() []pdf.Sheet {
	t := v.contentsTable()
	title := v.c.say("contents")
	l, b := v.heading(title)
	_, other := v.following(title)
	var sheets []pdf.Sheet
	for i, rows := range t.paginate(b.h, other.h) {
		if i > 0 {
			l, b = v.following(title)
		}
		b.x += (b.w - t.width()) / 2
		t.draw(l, b, rows)
		sheets = append(sheets, l.Sheet)
	}
	return sheets
}
