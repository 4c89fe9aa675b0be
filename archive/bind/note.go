package bind

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
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
	o := v.c.p.in.Settings.Organ
	dates := ""
	if first, last := v.dates(); first != "" {
		dates = v.c.say("note.scope_dates", "dates", v.span(longDate(first), longDate(last)))
	}
	return v.c.say("note.scope_text", "organ", o.Name, "fonds", o.Fonds, "year", itoa(v.year()), "items", itoa(len(v.items)),
		"pages", itoa(v.plan.Pages), "dates", dates, "codes", v.span(v.items[0].item.Code, v.items[len(v.items)-1].item.Code))
}

// span is the first and the last of a run, or the one that it is of.
func (v *volume) span(first, last string) string {
	if first == last {
		return first
	}
	return v.c.say("span", "first", first, "last", last)
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

// gaps lists the numbers that are missing in the series, each in the volume where
// the number before it stands. A number that was registered as void is no gap.
func (v *volume) gaps() []string {
	gone, void := v.c.p.gaps(v.plan.Items)
	var out []string
	if len(gone) > 0 {
		out = append(out, v.c.say("note.gap", "list", strings.Join(gone, "、")))
	}
	if len(void) > 0 {
		out = append(out, v.c.say("note.void", "list", strings.Join(void, "、")))
	}
	return out
}

// gaps gives the missing and the void numbers that are told of beside these items.
func (p *Plan) gaps(items []archive.Item) (gone, void []string) {
	for _, it := range items {
		gone = append(gone, p.missing[it.ID]...)
		void = append(void, p.void[it.ID]...)
	}
	void = dedupe(void)
	gone = slices.DeleteFunc(dedupe(gone), func(s string) bool { return slices.Contains(void, s) })
	return gone, void
}

// gapHomes finds for every missing or void number the item that it is told of
// beside: the one with the number before it, or else the first of the series. So
// each is told of once in the year, and one that turns up changes one volume.
func (p *Plan) gapHomes() (missing, void map[string][]string) {
	series := make(map[string][]numbered)
	for _, it := range p.in.Items {
		if n, ok := archive.ParseNumber(p.in.Documents[it.Document].Number); ok {
			key := seriesOf(n)
			series[key] = append(series[key], numbered{n.Serial, it.ID})
		}
	}
	for _, list := range series {
		slices.SortFunc(list, func(a, b numbered) int { return cmp.Or(cmp.Compare(a.serial, b.serial), cmp.Compare(a.item, b.item)) })
	}
	missing, void = make(map[string][]string), make(map[string][]string)
	for _, f := range p.in.Findings {
		n, ok := archive.ParseNumber(f.Number)
		list := series[seriesOf(n)]
		if !ok || len(list) == 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(list, n.Serial, func(x numbered, serial int) int { return cmp.Compare(x.serial, serial) })
		home := list[max(i-1, 0)].item
		switch f.Kind {
		case archive.FMissingNumber:
			missing[home] = append(missing[home], n.String())
		case archive.FVoidNumber:
			void[home] = append(void[home], n.String())
		}
	}
	return missing, void
}

type numbered struct {
	serial int
	item   string
}

func seriesOf(n archive.Number) string { return n.Prefix + strconv.Itoa(n.Year) }

func dedupe(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

// name tells an item from the others of its volume: by its number in a volume of
// one class, else by its code.
func (v *volume) name(i int) string {
	if v.wholeYear() {
		return v.items[i].item.Code
	}
	return v.items[i].fields["item_number"]
}

func (v *volume) missingParts() []string {
	var by grouping
	for i := range v.items {
		if m := v.c.p.missingOf(v.items[i].item); m != "" {
			by.add(m, i, v.name(i))
		}
	}
	return v.c.p.lines(by, func(what, list string) string { return v.c.say("note.missing_items", "what", what, "list", list) })
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
	var by grouping
	for i := range v.items {
		it := &v.items[i]
		for j := range it.parts {
			b := &it.parts[j]
			if b.how == asOriginal || b.how == asPicture || b.how == asText {
				continue
			}
			what := v.c.say("note.manner." + b.how.id())
			if b.how == asSlip {
				what += "（" + strings.TrimSuffix(v.c.p.in.Words.Say(b.why), "。") + "）"
			}
			by.add(what, apart, v.partName(i, j))
		}
	}
	return v.c.p.lines(by, func(what, list string) string { return v.c.say("note.stand_in", "how", what, "list", list) })
}

// partName names a part by its item and, where there are others, its role.
func (v *volume) partName(i, j int) string {
	if len(v.items[i].parts) == 1 {
		return v.name(i)
	}
	return v.c.say("note.part", "item", v.name(i), "part", v.c.role(&v.items[i], j))
}

func (v *volume) tightStamps() []string {
	var by grouping
	for i := range v.items {
		if s := v.items[i].spot; s != nil && s.Tight {
			by.add("", i, v.name(i))
		}
	}
	return v.c.p.lines(by, func(_, list string) string { return v.c.say("note.tight", "list", list) })
}

// notPDFA lists the parts that keep the volume from being PDF/A.
func (v *volume) notPDFA() []string {
	if v.pdfa() {
		return []string{v.c.say("note.pdfa_yes")}
	}
	var by grouping
	not, total := 0, 0
	for i := range v.items {
		it := &v.items[i]
		total += len(it.parts)
		var parts []int
		for j := range it.parts {
			if !it.parts[j].pdfa {
				parts = append(parts, j)
			}
		}
		not += len(parts)
		if len(parts) == len(it.parts) {
			by.add("", i, v.name(i))
			continue
		}
		for _, j := range parts {
			by.add("", apart, v.partName(i, j))
		}
	}
	if not == total {
		return []string{v.c.say("note.pdfa_none", "n", itoa(total))}
	}
	return v.c.p.lines(by, func(_, list string) string { return v.c.say("note.pdfa_no", "n", itoa(not), "list", list) })
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

// people names who arranged and who checked; where the settings do not say, there
// is a line to sign.
func (v *volume) people() []string {
	b := v.c.p.in.Settings.Bind
	var out []string
	for _, kv := range [][3]string{{"arranged", b.Arranger, b.ArrangedOn}, {"checked", b.Checker, b.CheckedOn}} {
		who := cmp.Or(kv[1], v.c.say("note.unsigned"))
		out = append(out, v.c.say("note."+kv[0], "who", who, "when", cmp.Or(longDate(kv[2]), v.c.say("note.undated"))))
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
