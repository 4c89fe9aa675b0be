package bind

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/pdf"
)

// volume is one volume being made.
type volume struct {
	c     *compiler
	plan  *VolumePlan
	items []boundItem
	table *table // the contents
}

// layout is where everything lies, in pages.
type layout struct {
	note, contents int // first pages
	body           int
	back           int // first page of the indexes
	heads          []indexHead
	total          int
}

type indexHead struct {
	title string
	page  int
}

// errOther tells that the engine found other pages than the plan: the volume is
// laid out anew.
var errOther = errors.New("parts differ from the plan")

// survey looks at all parts and finds the places of the stamps.
func (v *volume) survey(ctx context.Context) error {
	for _, r := range v.c.p.records(v.plan.Items) {
		it, err := v.c.survey(ctx, r)
		if err != nil {
			return fmt.Errorf("survey item %s: %w", r.item.Code, err)
		}
		v.items = append(v.items, it)
		v.c.progress.Add(1)
	}
	return v.placeStamps(ctx)
}

// placeStamps looks at the first page of every item.
func (v *volume) placeStamps(ctx context.Context) error {
	return v.c.each(ctx, len(v.items), func(i int) {
		it := &v.items[i]
		g, w, h := v.c.groundOf(ctx, &it.parts[0])
		s := v.c.forms.stamp.placeStamp(g, v.c.p.in.Settings.Bind.StampTopMM, w, h)
		it.spot = &s
	})
}

// write makes the volume. A part that turns out otherwise than surveyed is set
// right and the volume made again; every round settles at least one part.
func (v *volume) write(ctx context.Context, w func(func(io.Writer) error) error) (layout, []rune, error) {
	for {
		var lay layout
		var lost []rune
		err := w(func(out io.Writer) error {
			job, l := v.job()
			lay = l
			rep, err := v.c.d.Engine.Assemble(ctx, out, job)
			if err != nil {
				return fmt.Errorf("assemble %s: %w", v.plan.File, err)
			}
			lost = rep.Missing
			return v.compare(rep, frontParts)
		})
		if !errors.Is(err, errOther) {
			return lay, lost, err
		}
		if err := ctx.Err(); err != nil {
			return lay, nil, err
		}
	}
}

// compare sets right what the engine found otherwise: a part that it could not
// read becomes a slip, a part with other pages gets its true number.
func (v *volume) compare(rep pdf.Report, k int) error {
	var err error
	for i := range v.items {
		for j := range v.items[i].parts {
			b := &v.items[i].parts[j]
			if k >= len(rep.Parts) {
				return fmt.Errorf("assemble %s: the engine reports %d parts", v.plan.File, len(rep.Parts))
			}
			got := rep.Parts[k]
			k++
			switch {
			case got.Err != nil && b.how == asSlip:
				return fmt.Errorf("assemble %s: %w", v.plan.File, got.Err)
			case got.Err != nil || got.Pages == 0:
				why := reason(got.Err)
				if b.how == asPicture {
					why = archive.Say("bind.why.picture")
				}
				*b = v.c.slip(*b, why)
				err = errOther
			case got.Pages != b.n:
				b.n = got.Pages
				err = errOther
			}
		}
	}
	return err
}

// frontParts is how many parts stand before the documents: cover, note, contents.
const frontParts = 3

// front gives the parts before the documents.
func (v *volume) front() []pdf.Part {
	page := 1
	part := func(sheets []pdf.Sheet) pdf.Part {
		for i := range sheets {
			if page > 1 {
				sheets[i] = v.footed(sheets[i], page)
			}
			page++
		}
		return pdf.Part{Sheets: sheets}
	}
	return []pdf.Part{part([]pdf.Sheet{v.cover()}), part(v.note()), part(v.contents())}
}

// job lays the volume out: the number of pages in front does not depend on the
// page numbers printed there, so one pass finds all places.
func (v *volume) job() (pdf.Job, layout) {
	lay := layout{note: 2}
	lay.contents = lay.note + len(v.note())
	lay.body = lay.contents + len(v.contents())
	page := lay.body
	for i := range v.items {
		v.items[i].first = page
		page += v.items[i].pages()
	}
	lay.back = page
	job := pdf.Job{Parts: v.front()}
	for i := range v.items {
		job.Parts = append(job.Parts, v.itemParts(&v.items[i])...)
	}
	xs := v.indexes()
	sheets, at := v.setIndexes(xs)
	for i, x := range xs {
		lay.heads = append(lay.heads, indexHead{x.title, page + at[i]})
	}
	for i := range sheets {
		sheets[i] = v.footed(sheets[i], page)
		page++
	}
	if len(sheets) > 0 {
		job.Parts = append(job.Parts, pdf.Part{Sheets: sheets})
	}
	lay.total = page - 1
	job.Outline = v.outline(lay)
	job.Labels = []pdf.Label{{Page: 1, Style: "D", Start: 1}}
	job.Meta = v.meta()
	job.PDFA = v.pdfa()
	job.Attach = v.attachments()
	return job, lay
}

// itemParts makes the parts of an item with stamp and numbers.
func (v *volume) itemParts(it *boundItem) []pdf.Part {
	var out []pdf.Part
	page, within := it.first, 0
	for j := range it.parts {
		b := &it.parts[j]
		numbers := make([]int, b.n)
		for i := range numbers {
			if !b.blank[i] {
				within++
				numbers[i] = within
			}
		}
		out = append(out, v.part(it, j, page, numbers))
		page += b.n
	}
	return out
}

func (v *volume) part(it *boundItem, j, page int, numbers []int) pdf.Part {
	b := &it.parts[j]
	over := func(i int, w, h float64) []pdf.Op {
		if i >= len(numbers) {
			return nil
		}
		ops := v.c.numberOps(numbers[i], page+i, w, h)
		if i == 0 && j == 0 && it.spot != nil {
			x, y := it.spot.X, it.spot.Y
			if !it.spot.Moved { // the page may turn out wider than it was thought to be
				x = v.c.forms.stamp.across(w)[0]
			}
			ops = append(ops, v.c.stampOps(it.record, x, y)...)
		}
		return ops
	}
	if b.open != nil {
		return pdf.Part{Open: b.open, Pages: b.pages, Fit: true, Overlay: func(i int, s pdf.Size) []pdf.Op {
			return over(i, s.W*point, s.H*point)
		}}
	}
	sheets := make([]pdf.Sheet, len(b.sheets))
	for i, s := range b.sheets {
		s.Ops = append(s.Ops[:len(s.Ops):len(s.Ops)], over(i, s.W, s.H)...)
		sheets[i] = s
	}
	return pdf.Part{Sheets: sheets}
}

// outline leads to everything: volume, note, contents, classes with their items
// and parts, indexes.
func (v *volume) outline(lay layout) []pdf.Bookmark {
	out := []pdf.Bookmark{
		{Title: v.plan.Title, Page: 1},
		{Title: v.c.say("note"), Page: lay.note},
		{Title: v.c.say("contents"), Page: lay.contents},
	}
	class := ""
	for i := range v.items {
		it := &v.items[i]
		if i == 0 || it.item.Class != class {
			class = it.item.Class
			out = append(out, pdf.Bookmark{Title: v.c.p.classLabel(class), Page: it.first})
		}
		last := &out[len(out)-1]
		last.Kids = append(last.Kids, v.itemMark(it))
	}
	if len(lay.heads) > 0 {
		mark := pdf.Bookmark{Title: v.c.say("indexes"), Page: lay.back}
		for _, h := range lay.heads {
			mark.Kids = append(mark.Kids, pdf.Bookmark{Title: h.title, Page: h.page})
		}
		out = append(out, mark)
	}
	return out
}

func (v *volume) itemMark(it *boundItem) pdf.Bookmark {
	m := pdf.Bookmark{Title: strings.TrimSpace(it.fields["item_number"] + " " + it.fields["title"]), Page: it.first}
	if len(it.parts) > 1 {
		page := it.first
		for j := range it.parts {
			m.Kids = append(m.Kids, pdf.Bookmark{Title: v.c.caption(it, j), Page: page})
			page += it.parts[j].n
		}
	}
	return m
}

func (v *volume) meta() pdf.Meta {
	in := v.c.p.in
	o := in.Settings.Organ
	first := v.items[0].record
	m := pdf.Meta{
		Title: v.plan.Title, Author: o.Name, Subject: v.c.say("meta.subject", "year", itoa(v.year())),
		Keywords: []string{v.c.say("cover.title"), o.Fonds, itoa(v.year())},
		Creator:  v.c.say("meta.creator"), Created: v.c.day,
		Custom: map[string]string{
			v.c.say("fonds"): o.Fonds,
			v.c.say("year"):  itoa(v.year()),
			v.c.say("codes"): v.c.say("from_to", "first", first.item.Code, "last", v.items[len(v.items)-1].item.Code),
		},
	}
	if !v.wholeYear() {
		m.Custom[v.c.say("retention")] = first.fields["retention"]
		if d := first.fields["department"]; d != "" {
			m.Custom[v.c.say("department")] = d
		}
	}
	return m
}

// attachments carry the volume's part of the catalogue inside it.
func (v *volume) attachments() []pdf.Attachment {
	var rows [][]string
	for i := range v.items {
		rows = append(rows, v.items[i].row(catalogueFields))
	}
	heads := v.c.p.heads(catalogueFields)
	var csv, xml bytes.Buffer
	if writeCSV(&csv, heads, rows) != nil || writeXML(&xml, heads, rows) != nil {
		return nil // writing to memory cannot fail
	}
	name, note := v.c.say("catalogue"), v.c.say("attach.note")
	return []pdf.Attachment{
		{Name: name + ".csv", MIME: "text/csv", Note: note, Data: csv.Bytes()},
		{Name: name + ".xml", MIME: "application/xml", Note: note, Data: xml.Bytes()},
	}
}

// record gives what the library keeps of the volume.
func (v *volume) record(lay layout) archive.Volume {
	out := archive.Volume{
		ID: fmt.Sprintf("%s/%d", v.plan.Class, v.plan.Number), Year: v.c.p.in.Year, File: v.plan.File,
		Title: v.plan.Title, Class: v.plan.Class, Pages: lay.total,
	}
	for i := range v.items {
		it := &v.items[i]
		out.Items = append(out.Items, archive.VolumeItem{
			Item: it.item.ID, Code: it.item.Code, Document: it.item.Document, Page: it.first, Pages: it.pages(),
		})
	}
	return out
}

// dayOf takes the hours off, so that a volume made again on the same day is the
// same.
func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
