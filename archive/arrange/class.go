package arrange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
)

// sortKey is an item's place in its class: by time combined with matter, within
// a matter in the order of formation (DA/T 22-2015 5.3.1).
type sortKey struct {
	matterDate string
	matter     string
	answers    int // 0 a request, 1 its reply, when both bear one date
	date       string
	prefix     string
	serial     int
	path       string
	id         string
}

func (a sortKey) compare(b sortKey) int {
	return cmp.Or(
		cmp.Compare(a.matterDate, b.matterDate),
		cmp.Compare(a.matter, b.matter),
		cmp.Compare(a.date, b.date),
		cmp.Compare(a.answers, b.answers),
		cmp.Compare(a.prefix, b.prefix),
		cmp.Compare(a.serial, b.serial),
		cmp.Compare(a.path, b.path),
		cmp.Compare(a.id, b.id),
	)
}

// dateKey puts what has no date behind what has one.
func dateKey(date string) string { return cmp.Or(date, "9999-99-99") }

func (p *planner) keyOf(g []archive.Document) sortKey {
	d := g[0]
	k := sortKey{matter: matterOf(d), date: dateKey(d.Date), path: d.Path, id: d.ID, prefix: d.Number}
	if n, ok := archive.ParseNumber(d.Number); ok {
		k.prefix, k.serial = n.Prefix, n.Serial
	}
	if d.ReplyTo != "" {
		k.answers = 1
	}
	return k
}

// number sorts the items into classes, orders each class and gives the numbers.
func (p *planner) number() {
	p.matterDates()
	classes := make(map[string][]archive.Item)
	for _, it := range p.plan.Items {
		classes[it.Class] = append(classes[it.Class], it)
	}
	p.plan.Items = p.plan.Items[:0]
	for _, class := range p.order.sorted(classes) {
		p.plan.Items = append(p.plan.Items, p.numberClass(classes[class])...)
	}
}

// matterDates finds the first date of each matter in each class, so that a
// matter stands where it began.
func (p *planner) matterDates() {
	first := make(map[[2]string]string)
	for _, it := range p.plan.Items {
		k := p.keys[it.ID]
		at := [2]string{it.Class, k.matter}
		if was, ok := first[at]; !ok || k.date < was {
			first[at] = k.date
		}
	}
	for _, it := range p.plan.Items {
		k := p.keys[it.ID]
		k.matterDate = first[[2]string{it.Class, k.matter}]
		p.keys[it.ID] = k
	}
}

// numberClass numbers one class without a gap. Locked items keep their numbers;
// what came later follows behind them.
func (p *planner) numberClass(items []archive.Item) []archive.Item {
	var locked, open []archive.Item
	last := 0
	for _, it := range items {
		if it.Locked {
			locked = append(locked, it)
			last = max(last, it.Number)
			continue
		}
		open = append(open, it)
	}
	slices.SortFunc(locked, func(a, b archive.Item) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(open, func(a, b archive.Item) int { return p.keys[a.ID].compare(p.keys[b.ID]) })
	open = placeMoved(open, last)
	for i := range open {
		open[i].Number = last + i + 1
		open[i].Late = len(locked) > 0
		open[i].Code = Code(p.in.Settings, open[i])
	}
	return append(locked, open...)
}

// placeMoved puts the items that a person has moved at their places, counted
// over the whole class of which `before` items are locked.
func placeMoved(items []archive.Item, before int) []archive.Item {
	var moved []archive.Item
	rest := make([]archive.Item, 0, len(items))
	for _, it := range items {
		if it.Moved > 0 {
			moved = append(moved, it)
			continue
		}
		rest = append(rest, it)
	}
	slices.SortStableFunc(moved, func(a, b archive.Item) int { return cmp.Compare(a.Moved, b.Moved) })
	for _, it := range moved {
		at := min(max(it.Moved-1-before, 0), len(rest))
		rest = slices.Insert(rest, at, it)
	}
	return rest
}

// classOrder knows the scheme and the order of departments.
type classOrder struct {
	scheme string
	rank   map[string]int // department code to its place in the organ's list
}

func newClassOrder(s archive.Settings) classOrder {
	o := classOrder{scheme: cmp.Or(s.Arrange.Scheme, YearDepartmentRetention), rank: make(map[string]int)}
	for i, d := range s.Organ.Departments {
		if _, twice := o.rank[d.Code]; !twice {
			o.rank[d.Code] = i
		}
	}
	return o
}

// class gives the key of an item's class, its levels in the scheme's order.
func (o classOrder) class(it archive.Item) string {
	levels := []string{strconv.Itoa(it.Year), it.Retention.Code()}
	switch {
	case it.Department == "" || o.scheme == YearRetention:
	case o.scheme == YearRetentionDepartment:
		levels = append(levels, it.Department)
	default:
		levels = []string{levels[0], it.Department, levels[1]}
	}
	return strings.Join(levels, "-")
}

// sorted gives the class keys in the order in which they stand on the shelf.
func (o classOrder) sorted(classes map[string][]archive.Item) []string {
	keys := make([]string, 0, len(classes))
	for k := range classes {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		x, y := classes[a][0], classes[b][0]
		term := cmp.Compare(y.Retention, x.Retention) // the longest term first
		dept := cmp.Or(cmp.Compare(o.rankOf(x.Department), o.rankOf(y.Department)), cmp.Compare(x.Department, y.Department))
		if o.scheme == YearDepartmentRetention {
			return cmp.Or(dept, term, cmp.Compare(a, b))
		}
		return cmp.Or(term, dept, cmp.Compare(a, b))
	})
	return keys
}

func (o classOrder) rankOf(code string) int {
	if r, ok := o.rank[code]; ok {
		return r
	}
	return len(o.rank)
}
