package bind

import (
	"context"
	"io"

	"niandang/archive"
	"niandang/archive/pdf"
)

// boxPapers makes, for every box, its note sheet and its cover, and the spine
// labels of the year on common sheets, so that no paper is wasted.
func (c *compiler) boxPapers(ctx context.Context) error {
	if len(c.p.Boxes) == 0 {
		return nil
	}
	var digest []any
	for i := range c.p.Boxes {
		b := &c.p.Boxes[i]
		if err := c.boxPair(ctx, b); err != nil {
			return err
		}
		digest = append(digest, c.boxFields(b), b.Box.SpineMM)
		c.progress.Add(1)
	}
	year := itoa(c.p.in.Year)
	name := c.say("dir.spines") + "/" + fileName(c.say("file.year", "year", year)) + ".pdf"
	return c.paper(ctx, name, c.digest([]string{"spine"}, digest...), func(ctx context.Context, w io.Writer) error {
		return c.assemble(ctx, w, c.say("spines_title", "class", year), c.spineSheets(c.p.Boxes))
	})
}

func (c *compiler) boxPair(ctx context.Context, b *BoxPlan) error {
	name := "/" + fileName(c.say("file.box", "class", b.Class.Key, "number", b.Box.Number)) + ".pdf"
	values := c.boxFields(b)
	lines := c.noteLines(b)
	err := c.paper(ctx, c.say("dir.notes")+name, c.digest([]string{"notesheet"}, values, lines), func(ctx context.Context, w io.Writer) error {
		return c.assemble(ctx, w, c.say("notesheet_title", "box", b.Box.Number), c.noteSheets(values, lines))
	})
	if err != nil {
		return err
	}
	return c.paper(ctx, c.say("dir.covers")+name, c.digest([]string{"boxcover"}, values), func(ctx context.Context, w io.Writer) error {
		return c.assemble(ctx, w, c.say("boxcover_title", "box", b.Box.Number), []pdf.Sheet{c.boxCover(values)})
	})
}

// boxFields gives what stands on the papers of a box.
func (c *compiler) boxFields(b *BoxPlan) map[string]string {
	v := c.classFields(b.Class)
	v["box"] = b.Box.Number
	first, last := b.Box.First, b.Box.Last
	if len(b.Items) > 0 {
		first, last = c.p.itemNumber(b.Items[0]), c.p.itemNumber(b.Items[len(b.Items)-1])
	}
	v["first"], v["last"], v["range"] = first, last, first
	if first != last {
		v["range"] = first + "-" + last
	}
	return v
}

// boxCover sets the cover of a box: the organ's name over a double rule, and the
// fields (DA/T 22-2015, annex E).
func (c *compiler) boxCover(values map[string]string) pdf.Sheet {
	f := c.forms.boxCover
	l := newLeaf(c.d.Type, f.Width, f.Height)
	l.fit(box{f.OrganIn, f.OrganDown - 12, l.W - 2*f.OrganIn, 16}, style{face: pdf.SansBold, pt: f.OrganPt}, f.OrganPt*0.5, values["fonds_name"])
	l.rules(f.doubleRule)
	c.fields(l, f.fieldsForm, sans(f.Pt), values)
	return l.Sheet
}

// spineSheets sets the labels side by side on sheets, each as wide as its spine
// less what keeps it from the edges, with marks to cut along.
func (c *compiler) spineSheets(boxes []BoxPlan) []pdf.Sheet {
	f := c.forms.spine
	var sheets []pdf.Sheet
	l := newLeaf(c.d.Type, f.SheetWidth, f.SheetHeight)
	x := f.Margin
	for i := range boxes {
		b := &boxes[i]
		w := float64(b.Box.SpineMM) - f.Narrower
		if w <= 0 {
			w = 30 - f.Narrower
		}
		if x > f.Margin && x+w > l.W-f.Margin {
			sheets = append(sheets, l.Sheet)
			l = newLeaf(c.d.Type, f.SheetWidth, f.SheetHeight)
			x = f.Margin
		}
		c.spine(l, box{x, (l.H - f.Height) / 2, w, f.Height}, b)
		x += w + f.Gap
	}
	return append(sheets, l.Sheet)
}

func (c *compiler) spine(l *leaf, b box, plan *BoxPlan) {
	f := c.forms.spine
	values := c.boxFields(plan)
	y := b.y
	for i, cell := range f.Cells {
		if i > 0 {
			l.level(b.x, b.right(), y, f.Hair)
		}
		h := f.Heights[cell]
		l.center(b.x+b.w/2, y+f.CaptionPt*point*1.5, sans(f.CaptionPt), c.say("spine."+cell))
		inner := box{b.x + 1.5, y + f.CaptionPt*point*2, b.w - 3, h - f.CaptionPt*point*2.5}
		c.spineValue(l, inner, cell, values)
		y += h
	}
	l.frameOf(box{b.x, b.y, b.w, y - b.y}, f.Rule)
	c.cropMarks(l, box{b.x, b.y, b.w, y - b.y})
}

// spineValue sets a value: Han one under another where the label is narrow,
// first and last number over and under a dash.
func (c *compiler) spineValue(l *leaf, b box, key string, values map[string]string) {
	f := c.forms.spine
	st := style{face: pdf.SansBold, pt: f.ValuePt}
	switch {
	case key == "range" && values["first"] != values["last"]:
		h := b.h / 3
		l.fit(box{b.x, b.y, b.w, h}, st, f.ValueMinPt, values["first"])
		l.upright(b.x+b.w/2, b.y+h*1.2, b.y+h*1.8, 0.3)
		l.fit(box{b.x, b.y + 2*h, b.w, h}, st, f.ValueMinPt, values["last"])
	case key == "department" && l.t.Width(values[key], st.face, st.pt) > b.w:
		c.column(l, b, st, values[key])
	default:
		l.fit(b, st, f.ValueMinPt, values[key])
	}
}

// column sets s downwards, a character under the other, smaller where it is long.
func (c *compiler) column(l *leaf, b box, st style, s string) {
	r := []rune(s)
	lead := min(st.pt*point*1.15, b.h/float64(len(r)))
	st.pt = min(st.pt, lead/point/1.1)
	y := b.y + (b.h-lead*float64(len(r)))/2 + lead/2 + dropOf(st.pt)
	for i, ch := range r {
		l.center(b.x+b.w/2, y+float64(i)*lead, st, string(ch))
	}
}

// cropMarks show where to cut, outside the label.
func (c *compiler) cropMarks(l *leaf, b box) {
	n, hair := c.forms.spine.Crop, c.forms.spine.Hair
	for _, x := range []float64{b.x, b.right()} {
		l.upright(x, b.y-1-n, b.y-1, hair)
		l.upright(x, b.bottom()+1, b.bottom()+1+n, hair)
	}
}

// noteLines says how the items in the box are (盒内文件情况说明): what is missing,
// what stands in place of originals, what was held back at a transfer, what came
// late, and what arranging noted.
func (c *compiler) noteLines(b *BoxPlan) []string {
	v := c.boxFields(b)
	pages := 0
	var gone, copies, held, late grouping
	for i, it := range b.Items {
		pages += it.Pages
		n := c.p.itemNumber(it)
		if m := c.p.missingOf(it); m != "" {
			gone.add(m, i, n)
		}
		for _, s := range c.standIns[it.ID] {
			copies.add(s.How, apart, c.standInName(it, n, s))
		}
		if c.p.in.Held[it.ID] {
			held.add("", i, n)
		}
		if it.Late {
			late.add("", i, n)
		}
	}
	lines := []string{c.say("notesheet.extent", "items", itoa(len(b.Items)), "pages", itoa(pages), "range", v["range"])}
	add := func(id string, g grouping) {
		lines = append(lines, c.p.lines(g, func(what, list string) string { return c.say("notesheet."+id, "what", what, "list", list) })...)
	}
	add("missing", gone)
	add("copies", copies)
	add("held", held)
	add("late", late)
	for _, t := range b.Box.Note {
		lines = append(lines, c.p.in.Words.Say(t))
	}
	if len(lines) == 1 {
		lines = append(lines, c.say("notesheet.nothing"))
	}
	return lines
}

// standInName names a part by its item's number and, where the item has others, its
// role.
func (c *compiler) standInName(it archive.Item, number string, s standIn) string {
	if len(it.Parts) < 2 {
		return number
	}
	return c.say("note.part", "item", number, "part", s.Part)
}

// noteSheets sets the note sheet (备考表); a long one goes on on a second sheet,
// the signatures stand on the last.
func (c *compiler) noteSheets(values map[string]string, lines []string) []pdf.Sheet {
	f := c.forms.note
	l, b := c.noteFrame(values)
	y := b.y + f.Inside
	st := style{face: pdf.SerifBold, pt: f.CaptionPt}
	l.left(b.x+f.Inside, y+f.Line/2+dropOf(st.pt), st, c.say("notesheet.caption"))
	y += f.Line * 1.5
	var sheets []pdf.Sheet
	body := serif(f.BodyPt)
	for _, line := range lines {
		set := l.wrap("　　"+line, body, b.w-2*f.Inside)
		for i, s := range set {
			if y+f.Line > b.bottom()-f.SignHeight {
				c.noteSigns(l, b)
				sheets = append(sheets, l.Sheet)
				l, b = c.noteFrame(values)
				y = b.y + f.Inside
			}
			base := y + f.Line/2 + dropOf(f.BodyPt)
			if i < len(set)-1 {
				l.justified(box{b.x + f.Inside, base, b.w - 2*f.Inside, 0}, body, s)
			} else {
				l.flush(b.x+f.Inside, base, body, s)
			}
			y += f.Line
		}
	}
	c.noteSigns(l, b)
	return append(sheets, l.Sheet)
}

func (c *compiler) noteFrame(values map[string]string) (*leaf, box) {
	f := c.forms.note
	l := newLeaf(c.d.Type, f.Width, f.Height)
	b := f.Margin.frame(f.Width, f.Height)
	l.spaced(l.W/2, f.TitleDown-4, serifBold(f.TitlePt), c.say("notesheet"))
	st := serif(f.ScopePt)
	l.left(b.x, b.y-3, st, c.say("notesheet.scope", "fonds", values["fonds"], "year", values["year"], "retention", values["retention"], "department", values["department"]))
	l.right(b.right(), b.y-3, st, c.say("notesheet.box", "box", values["box"], "range", values["range"]))
	l.frameOf(b, f.Rule)
	return l, b
}

// noteSigns sets the names from the settings over lines for signatures.
func (c *compiler) noteSigns(l *leaf, b box) {
	f := c.forms.note
	set := c.p.in.Settings.Bind
	values := map[string]string{
		"arranger": set.Arranger, "arranged_on": longDate(set.ArrangedOn), "checker": set.Checker, "checked_on": longDate(set.CheckedOn),
	}
	y := b.bottom() - f.SignHeight
	l.level(b.x, b.right(), y, f.Hair)
	y += (f.SignHeight - f.SignRow*float64(len(f.Signs)*2)) / 2
	st := serif(f.BodyPt)
	for _, pair := range f.Signs {
		for _, key := range pair {
			base := y + f.SignRow/2 + dropOf(f.BodyPt)
			right := b.right() - f.Inside
			l.level(right-f.SignLine, right, y+f.SignRow-2, f.Hair)
			l.right(right-f.SignLine-2, base, st, c.say("notesheet."+key))
			l.center(right-f.SignLine/2, base, st, values[key])
			y += f.SignRow
		}
	}
}
