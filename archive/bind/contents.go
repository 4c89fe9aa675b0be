package bind

import (
	"niandang/archive/pdf"
)

// contentsTable makes the table of the contents. Page numbers are filled in when
// the items have their places; until then the table has the same height.
func (v *volume) contentsTable() *table {
	form := v.c.forms.volume.Contents
	keys := make([]string, len(form.Columns))
	for i, col := range form.Columns {
		keys[i] = col.Key
	}
	t := &table{form: form, heads: v.c.p.heads(keys), t: v.c.d.Type}
	class := ""
	for i := range v.items {
		it := &v.items[i]
		if v.wholeYear() && it.item.Class != class {
			class = it.item.Class
			t.rows = append(t.rows, tableRow{band: v.c.p.classLabel(class)})
		}
		it.fields["page"] = itoa(max(it.first, 1))
		t.rows = append(t.rows, tableRow{cells: it.row(keys), page: it.first})
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
	first, area := v.heading(title)
	_, other := v.following(title)
	rows := t.rows
	var sheets []pdf.Sheet
	for len(rows) > 0 {
		l, b := first, area
		if len(sheets) > 0 {
			l, b = v.following(title)
		}
		if len(sheets) > 0 {
			b = other
		}
		t.rows = rows
		page := t.paginate(b)[0]
		b.x += (b.w - t.width()) / 2
		t.draw(l, b, page)
		sheets = append(sheets, l.Sheet)
		rows = rows[len(page):]
	}
	return sheets
}
