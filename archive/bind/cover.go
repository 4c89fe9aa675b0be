package bind

import (
	"niandang/archive/pdf"
)

// cover sets the cover of a volume.
func (v *volume) cover() pdf.Sheet {
	f := v.c.forms.volume.Cover
	l := newLeaf(v.c.d.Type, pdf.A4Width, pdf.A4Height)
	mid := l.W / 2
	o := v.c.p.in.Settings.Organ
	l.fit(box{f.In, f.OrganDown - 10, l.W - 2*f.In, 14}, serifBold(f.OrganPt), f.OrganPt*0.55, o.Name)
	l.rules(f.doubleRule)
	l.spaced(mid, f.TitleDown, serifBold(f.TitlePt), v.c.say("cover.title"))
	l.center(mid, f.YearDown, serif(f.YearPt), v.c.say("cover.year", "year", itoa(v.year())))
	if class := v.classLine(); class != "" {
		l.center(mid, f.ClassDown, serif(f.ClassPt), class)
	}
	l.center(mid, f.VolumeDown, serif(f.VolumePt), v.c.say("cover.volume", "n", itoa(v.plan.Number)))
	y := f.TableDown
	b := box{f.TableIn, y, l.W - 2*f.TableIn, f.TableRow}
	for _, kv := range v.coverFacts() {
		l.left(b.x, b.y+b.h/2+dropOf(f.TablePt), serif(f.TablePt), kv[0])
		st := l.shrunk(kv[1], serif(f.TablePt), f.TablePt*0.7, b.w-f.TableKey)
		l.left(b.x+f.TableKey, b.y+b.h/2+dropOf(f.TablePt), st, cut(l.t, kv[1], st, b.w-f.TableKey))
		b.y += f.TableRow
		l.level(b.x, b.right(), b.y, 0.15)
	}
	return l.Sheet
}

func (v *volume) year() int { return v.plan.Items[0].Year }

// classLine says what the volume holds: 永久 · 办公室; "" for one of the whole year.
func (v *volume) classLine() string {
	if v.wholeYear() {
		return ""
	}
	r := v.items[0].record
	line := r.fields["retention"]
	if d := r.fields["department"]; d != "" {
		line += " · " + d
	}
	return line
}

func (v *volume) wholeYear() bool { return v.c.p.in.Settings.Bind.WholeYear }

func (v *volume) coverFacts() [][2]string {
	first, last := v.items[0].record, v.items[len(v.items)-1].record
	codes := first.item.Code
	if first.item.ID != last.item.ID {
		end := last.item.Code
		if first.item.Class == last.item.Class {
			end = last.fields["item_number"]
		}
		codes = v.span(codes, end)
	}
	facts := [][2]string{{v.c.say("fonds"), v.c.p.in.Settings.Organ.Fonds}, {v.c.say("codes"), codes}}
	from, to := v.dates()
	if from != "" {
		facts = append(facts, [2]string{v.c.say("dates"), v.span(longDate(from), longDate(to))})
	}
	return append(facts, [2]string{v.c.say("extent"), v.c.say("extent_value", "items", itoa(len(v.items)), "pages", itoa(v.plan.Pages))})
}

// heading sets the heading of a part of the volume on a sheet of its own kind and
// gives the area below it.
func (v *volume) heading(text string) (*leaf, box) {
	f := v.c.forms.volume
	l := newLeaf(v.c.d.Type, pdf.A4Width, pdf.A4Height)
	b := f.Margin.frame(l.W, l.H)
	l.spaced(l.W/2, b.y+dropOf(f.Head.Pt)+4, serifBold(f.Head.Pt), text)
	b.y += f.Head.After + 4
	b.h -= f.Head.After + 4
	return l, b
}

// following is a page that goes on under a running head.
func (v *volume) following(text string) (*leaf, box) {
	f := v.c.forms.volume
	l := newLeaf(v.c.d.Type, pdf.A4Width, pdf.A4Height)
	b := f.Margin.frame(l.W, l.H)
	st := serif(f.Running.Pt).in(grey)
	l.left(b.x, f.Running.Down, st, cut(l.t, v.plan.Title, st, b.w*0.7))
	l.right(b.right(), f.Running.Down, st, text)
	l.level(b.x, b.right(), f.Running.Down+1.8, f.Running.Rule)
	return l, b
}

// footed puts the running number on a page that we set.
func (v *volume) footed(s pdf.Sheet, page int) pdf.Sheet {
	l := newLeaf(v.c.d.Type, s.W, s.H)
	f := v.c.forms.volume.Foot
	l.center(s.W/2, s.H-f.Up, sans(f.Pt), v.c.say("foot", "page", itoa(page)))
	s.Ops = append(s.Ops[:len(s.Ops):len(s.Ops)], l.Ops...)
	return s
}
