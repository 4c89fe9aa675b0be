package bind

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
)

// entry is one line of an index.
type entry struct {
	label string // in front: a number, a date
	text  string
	item  int // index of the item in the volume
}

type group struct {
	head    string
	entries []entry
}

type index struct {
	title  string
	groups []group
}

// indexes makes all indexes of a volume; those without an entry are left out.
func (v *volume) indexes() []index {
	all := []index{
		{v.c.say("index.number"), v.byNumber()},
		{v.c.say("index.issuer"), v.byIssuer()},
		{v.c.say("index.title"), v.byTitle()},
		{v.c.say("index.date"), v.byDate()},
		{v.c.say("index.department"), v.byDepartment()},
		{v.c.say("index.subject"), v.bySubject()},
	}
	return slices.DeleteFunc(all, func(x index) bool { return len(x.groups) == 0 })
}

// gather collects entries under heads and sorts both.
type gather struct {
	at     map[string]int
	groups []group
}

func (g *gather) put(head string, e entry) {
	if g.at == nil {
		g.at = make(map[string]int)
	}
	i, ok := g.at[head]
	if !ok {
		i = len(g.groups)
		g.at[head] = i
		g.groups = append(g.groups, group{head: head})
	}
	g.groups[i].entries = append(g.groups[i].entries, e)
}

// byPinyin sorts the heads as a dictionary would.
func (g *gather) byPinyin() []group {
	keys := make(map[string]string, len(g.groups))
	for _, x := range g.groups {
		keys[x.head] = sortKey(x.head)
	}
	slices.SortStableFunc(g.groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(keys[a.head], keys[b.head]), cmp.Compare(a.head, b.head))
	})
	return g.groups
}

func (v *volume) title(i int) string { return v.items[i].fields["title"] }

// byNumber lists document numbers by their series and year, in order of their
// serials; what is no such number stands at the end as it is.
func (v *volume) byNumber() []group {
	var g gather
	serial := make(map[int]int)
	other := v.c.say("index.other_numbers")
	for i := range v.items {
		s := v.items[i].doc.Number
		if s == "" {
			continue
		}
		n, ok := archive.ParseNumber(s)
		if !ok {
			g.put(other, entry{text: s + "　" + v.title(i), item: i})
			continue
		}
		serial[i] = n.Serial
		g.put(n.Prefix+"〔"+strconv.Itoa(n.Year)+"〕", entry{label: strconv.Itoa(n.Serial) + "号", text: v.title(i), item: i})
	}
	groups := g.byPinyin()
	for _, x := range groups {
		slices.SortStableFunc(x.entries, func(a, b entry) int {
			return cmp.Or(cmp.Compare(serial[a.item], serial[b.item]), cmp.Compare(a.text, b.text))
		})
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(btoi(a.head == other), btoi(b.head == other)) })
	return groups
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (v *volume) byIssuer() []group {
	var g gather
	for i := range v.items {
		for _, who := range v.items[i].doc.Issuers {
			if who != "" {
				g.put(who, entry{label: v.monthDay(i), text: v.title(i), item: i})
			}
		}
	}
	return g.byPinyin()
}

// byTitle lists titles in pinyin order, under their first letters.
func (v *volume) byTitle() []group {
	order := make([]int, len(v.items))
	keys := make([]string, len(v.items))
	for i := range v.items {
		order[i], keys[i] = i, sortKey(v.title(i))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	var g gather
	for _, i := range order {
		g.put(letterOf(keys[i]), entry{text: v.title(i), item: i})
	}
	return g.groups
}

// byDate lists by day under the months; what has no date stands at the end.
func (v *volume) byDate() []group {
	order := make([]int, len(v.items))
	for i := range v.items {
		order[i] = i
	}
	date := func(i int) string { return cmp.Or(v.items[i].doc.Date, "9999") }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(date(a), date(b)) })
	var g gather
	for _, i := range order {
		d := v.items[i].doc.Date
		head := v.c.say("index.undated")
		if len(d) == 10 {
			head = v.c.say("index.month", "year", d[:4], "month", strings.TrimPrefix(d[5:7], "0"))
		}
		g.put(head, entry{label: v.monthDay(i), text: v.title(i), item: i})
	}
	return g.groups
}

func (v *volume) monthDay(i int) string {
	d := v.items[i].doc.Date
	if len(d) != 10 {
		return ""
	}
	return v.c.say("index.day", "month", strings.TrimPrefix(d[5:7], "0"), "day", strings.TrimPrefix(d[8:], "0"))
}

// byDepartment lists by the department that the document belongs to, in the
// organ's order.
func (v *volume) byDepartment() []group {
	o := v.c.p.in.Settings.Organ
	var g gather
	for i := range v.items {
		d := departmentName(o, cmp.Or(v.items[i].doc.Department, v.items[i].item.Department))
		if d != "" {
			g.put(d, entry{label: v.monthDay(i), text: v.title(i), item: i})
		}
	}
	slices.SortStableFunc(g.groups, func(a, b group) int {
		return cmp.Compare(departmentRank(o, a.head), departmentRank(o, b.head))
	})
	return g.groups
}

func (v *volume) bySubject() []group {
	var g gather
	for i := range v.items {
		if v.items[i].doc.Secret {
			continue
		}
		for _, head := range v.c.forms.subjectsOf(v.bareTitle(i), v.c.p.in.Settings.Organ.Fields) {
			g.put(head, entry{label: v.monthDay(i), text: v.title(i), item: i})
		}
	}
	return g.byPinyin()
}

// bareTitle takes the names of organs out of a title: 市教育局 is no matter of
// education, and 人民政府 none of 民政.
func (v *volume) bareTitle(i int) string {
	title := v.title(i)
	o := v.c.p.in.Settings.Organ
	names := slices.Concat(v.items[i].doc.Issuers, o.OwnBodies, []string{o.Name}, o.ShortNames, o.Superiors, o.Subordinates, []string{"人民政府"})
	for _, n := range names {
		if n != "" {
			title = strings.ReplaceAll(title, n, "　")
		}
	}
	return title
}

// maxSubjects of one title.
const maxSubjects = 3

// subjectsOf finds the subjects of a title: the organ's own field first, then the
// longest words of the list.
func (f *forms) subjectsOf(title string, fields []string) []string {
	type hit struct {
		head string
		n    int
	}
	var hits []hit
	for _, w := range fields {
		if w != "" && strings.Contains(title, w) {
			hits = append(hits, hit{w, len(w) + 100})
		}
	}
	for _, s := range f.subjects {
		longest := 0
		for _, w := range s.words {
			if strings.Contains(title, w) {
				longest = max(longest, len(w))
			}
		}
		if longest > 0 && !slices.ContainsFunc(hits, func(h hit) bool { return h.head == s.head }) {
			hits = append(hits, hit{s.head, longest})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.n, a.n) })
	var out []string
	for _, h := range hits[:min(len(hits), maxSubjects)] {
		out = append(out, h.head)
	}
	return out
}
