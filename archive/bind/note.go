package bind

import (
	"cmp"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
)

// paragraph of the compilation note: a heading, or text with an indent.
type paragraph struct {
	head bool
	text string
}

// noteText writes the compilation note (编制说明) of a volume.
func (v *volume) noteText() []paragraph {
	var out []paragraph
	section := func(id string, lines []string) {
		if len(lines) == 0 {
			return
		}
		out = append(out, paragraph{head: true, text: v.c.say("note." + id)})
		for _, s := range lines {
			out = append(out, paragraph{text: s})
		}
	}
	section("scope", []string{v.scope()})
	section("counts", v.counts())
	section("gaps", v.gaps())
	section("missing", v.missingParts())
	section("stand_ins", v.standIns())
	section("stamps", v.tightStamps())
	section("pdfa", v.notPDFA())
	section("people", v.people())
	return numberHeads(out)
}

// numberHeads puts 一、 二、 … before the headings.
func numberHeads(ps []paragraph) []paragraph {
	const han = "一二三四五六七八九十"
	n := 0
	for i := range ps {
		if ps[i].head {
			ps[i].text = string([]rune(han)[n]) + "、" + ps[i].text
			n++
		}
	}
	return ps
}

func (v *volume) scope() string {
	first, last := v.dates()
	o := v.c.p.in.Settings.Organ
	id := "note.scope_text"
	if first == "" {
		id = "note.scope_undated"
	}
	return v.c.say(id, "organ", o.Name, "fonds", o.Fonds, "year", itoa(v.year()), "items", itoa(len(v.items)),
		"pages", itoa(v.plan.Pages), "first", longDate(first), "last", longDate(last),
		"from", v.items[0].item.Code, "to", v.items[len(v.items)-1].item.Code)
}

func (v *volume) dates() (first, last string) {
	for i := range v.items {
		d := v.items[i].doc.Date
		if d == "" {
			continue
		}
		if first == "" || d < first {
			first = d
		}
		last = max(last, d)
	}
	return first, last
}

// counts says how many items each class and each department has in this volume.
func (v *volume) counts() []string {
	classes := tally{}
	departments := tally{}
	o := v.c.p.in.Settings.Organ
	for i := range v.items {
		it := &v.items[i]
		classes.add(v.c.p.classLabel(it.item.Class), it.item.Pages)
		if d := departmentName(o, cmp.Or(it.doc.Department, it.item.Department)); d != "" {
			departments.add(d, it.item.Pages)
		}
	}
	var out []string
	for _, n := range classes.list {
		out = append(out, v.c.say("note.count_class", "class", n.name, "items", itoa(n.items), "pages", itoa(n.pages)))
	}
	if len(departments.list) > 1 || len(classes.list) == 0 {
		var each []string
		for _, n := range departments.list {
			each = append(each, v.c.say("note.count_department", "department", n.name, "items", itoa(n.items)))
		}
		out = append(out, v.c.say("note.count_departments", "list", strings.Join(each, "，")))
	}
	return out
}

type tally struct {
	list []struct {
		name         string
		items, pages int
	}
}

func (t *tally) add(name string, pages int) {
	for i := range t.list {
		if t.list[i].name == name {
			t.list[i].items++
			t.list[i].pages += pages
			return
		}
	}
	t.list = append(t.list, struct {
		name         string
		items, pages int
	}{name, 1, pages})
}

// gaps lists the numbers that are missing in the series of this volume.
func (v *volume) gaps() []string {
	series := make(map[string]bool)
	for i := range v.items {
		if n, ok := archive.ParseNumber(v.items[i].doc.Number); ok {
			series[n.Prefix] = true
		}
	}
	var gone, void []string
	for _, f := range v.c.p.in.Findings {
		n, ok := archive.ParseNumber(f.Number)
		if !ok || !series[n.Prefix] {
			continue
		}
		switch f.Kind {
		case archive.FMissingNumber:
			gone = append(gone, n.String())
		case archive.FVoidNumber:
			void = append(void, n.String())
		}
	}
	var out []string
	if len(gone) > 0 {
		out = append(out, v.c.say("note.gap", "list", strings.Join(dedupe(gone), "、")))
	}
	if len(void) > 0 {
		out = append(out, v.c.say("note.void", "list", strings.Join(dedupe(void), "、")))
	}
	return out
}

func dedupe(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

func (v *volume) missingParts() []string {
	var out []string
	for i := range v.items {
		if m := v.c.p.missingOf(v.items[i].item); m != "" {
			out = append(out, v.c.say("note.missing_item", "code", v.items[i].item.Code, "what", m))
		}
	}
	return out
}

// missingOf says what an item lacks, in the archives' words where there are any.
func (p *Plan) missingOf(it archive.Item) string {
	var said []string
	for _, m := range it.Missing {
		if s, ok := p.in.Words["bind.missing."+m]; ok {
			m = s
		}
		said = append(said, m)
	}
	return strings.Join(said, "、")
}

// standIns lists what stands in the place of originals: renditions, text copies,
// drawn documents, slips.
func (v *volume) standIns() []string {
	var out []string
	for i := range v.items {
		it := &v.items[i]
		for j := range it.parts {
			b := &it.parts[j]
			if b.how == asOriginal || b.how == asPicture {
				continue
			}
			what := v.c.say("note.manner." + b.how.id())
			if b.how == asSlip {
				what += "（" + strings.TrimSuffix(v.c.p.in.Words.Say(b.why), "。") + "）"
			}
			out = append(out, v.c.say("note.stand_in", "code", it.item.Code, "part", v.c.caption(it, j), "how", what))
		}
	}
	return out
}

func (v *volume) tightStamps() []string {
	var codes []string
	for i := range v.items {
		if s := v.items[i].spot; s != nil && s.Tight {
			codes = append(codes, v.items[i].item.Code)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	return []string{v.c.say("note.tight", "list", strings.Join(codes, "、"))}
}

// notPDFA lists the parts that keep the volume from being PDF/A.
func (v *volume) notPDFA() []string {
	if v.pdfa() {
		return []string{v.c.say("note.pdfa_yes")}
	}
	var names []string
	total := 0
	for i := range v.items {
		it := &v.items[i]
		total += len(it.parts)
		for j := range it.parts {
			if !it.parts[j].pdfa {
				names = append(names, it.item.Code+" "+v.c.caption(it, j))
			}
		}
	}
	if len(names) == total {
		return []string{v.c.say("note.pdfa_none", "n", itoa(total))}
	}
	return []string{v.c.say("note.pdfa_no", "n", itoa(len(names)), "list", strings.Join(names, "；"))}
}

// pdfa tells whether all parts may stand in a PDF/A-2b file.
func (v *volume) pdfa() bool {
	for i := range v.items {
		for j := range v.items[i].parts {
			if !v.items[i].parts[j].pdfa {
				return false
			}
		}
	}
	return true
}

func (v *volume) people() []string {
	b := v.c.p.in.Settings.Bind
	var out []string
	for _, kv := range [][3]string{{"arranged", b.Arranger, b.ArrangedOn}, {"checked", b.Checker, b.CheckedOn}} {
		if kv[1] != "" {
			out = append(out, strings.TrimSpace(v.c.say("note."+kv[0], "who", kv[1], "when", longDate(kv[2]))))
		}
	}
	if len(out) == 0 {
		out = append(out, v.c.say("note.nobody"))
	}
	return out
}

// longDate gives 2023年3月5日 for any date that can be read, else the text itself.
func longDate(s string) string {
	d, ok := archive.ParseDate(s)
	if !ok {
		return s
	}
	return d[:4] + "年" + strings.TrimPrefix(d[5:7], "0") + "月" + strings.TrimPrefix(d[8:], "0") + "日"
}

// note sets the compilation note.
func (v *volume) note() []pdf.Sheet {
	f := v.c.forms.volume
	title := v.c.say("note")
	l, area := v.heading(title)
	area = area.inset(6)
	area.y -= 4
	y := area.y
	var sheets []pdf.Sheet
	for _, p := range v.noteText() {
		st := serif(f.Body.Pt)
		indent := "　　"
		if p.head {
			st.face = pdf.SerifBold
			y += f.Grid / 2
		}
		lines := l.wrap(indent+p.text, st, area.w)
		need := float64(len(lines)) * f.Grid
		if p.head {
			need += 2 * f.Grid
		}
		for i, s := range lines {
			if y+f.Grid > area.bottom() || (i == 0 && p.head && y+need > area.bottom()) {
				sheets = append(sheets, l.Sheet)
				l, area = v.following(title)
				area = area.inset(6)
				y = area.y
			}
			l.left(area.x, y+f.Grid/2+dropOf(st.pt), st, s)
			y += f.Grid
		}
	}
	return append(sheets, l.Sheet)
}
