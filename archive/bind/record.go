package bind

import (
	"strconv"
	"strings"

	"niandang/archive"
)

// The nine columns of the item catalogue (DA/T 22-2015, annex C).
var catalogueFields = []string{"seq", "code", "number", "issuers", "title", "date", "security", "pages", "note"}

// record is an item as catalogue, contents and indexes show it.
type record struct {
	item   archive.Item
	doc    archive.Document
	fields map[string]string
}

// record gathers what is printed of an item. What the setting hides of a secret
// document is hidden here, once for all papers.
func (p *Plan) record(it archive.Item, seq int) record {
	in := &p.in
	doc := in.Documents[it.Document]
	title := it.Title
	if title == "" {
		title = doc.Title
	}
	if title == "" {
		title = in.say("no_title")
	}
	if doc.Secret && !in.Settings.ShowSecret {
		title = in.say("secret_title")
	}
	note := ""
	if it.Late {
		note = in.say("late")
	}
	if it.Destroyed != nil {
		note = in.say("destroyed")
	}
	o := in.Settings.Organ
	return record{item: it, doc: doc, fields: map[string]string{
		"seq": strconv.Itoa(seq), "code": it.Code, "number": doc.Number,
		"issuers": strings.Join(doc.Issuers, "；"), "title": title,
		"date": strings.ReplaceAll(doc.Date, "-", ""), "security": doc.Security,
		"pages": strconv.Itoa(it.Pages), "note": note,
		"fonds": o.Fonds, "fonds_name": o.Name, "year": strconv.Itoa(it.Year), "retention": it.Retention.String(),
		"department": departmentName(o, it.Department), "item_number": p.itemNumber(it), "box": p.boxNumber(it),
	}}
}

func (p *Plan) records(items []archive.Item) []record {
	out := make([]record, len(items))
	for i, it := range items {
		out[i] = p.record(it, i+1)
	}
	return out
}

// itemNumber gives the item number (件号) as it stands in the code.
func (p *Plan) itemNumber(it archive.Item) string {
	s := strconv.Itoa(it.Number)
	if w := p.in.Settings.Arrange.NumberWidth; len(s) < w {
		s = strings.Repeat("0", w-len(s)) + s
	}
	return s
}

func (p *Plan) boxNumber(it archive.Item) string {
	for _, b := range p.in.Boxes {
		if it.Box != "" && (it.Box == b.ID || it.Box == b.Number) {
			return b.Number
		}
	}
	return it.Box
}

// row gives the cells of the columns with these keys.
func (r record) row(keys []string) []string {
	cells := make([]string, len(keys))
	for i, k := range keys {
		cells[i] = r.fields[k]
	}
	return cells
}

// columns gives heading and field of the catalogue's columns as the archives want
// them.
func (p *Plan) columns() (heads, keys []string) {
	for _, c := range p.in.Settings.Bind.Columns {
		heads = append(heads, c.Heading)
		keys = append(keys, c.Field)
	}
	if len(keys) == 0 {
		keys = catalogueFields
		heads = p.heads(keys)
	}
	return heads, keys
}

func (p *Plan) heads(keys []string) []string {
	heads := make([]string, len(keys))
	for i, k := range keys {
		heads[i] = p.in.say("col." + k)
	}
	return heads
}
