package arrange

import (
	"cmp"
	"strconv"

	"niandang/archive"
	"niandang/archive/year"
)

// ClassRow is a line of the classes: a heading, or a class.
type ClassRow struct {
	Head  bool
	Label string
	Key   string // of a class
	Class year.Class
	Items int
	Moved bool // something of it was moved by a person
}

// ItemRow is a line of the items.
type ItemRow struct {
	Item archive.Item
	Fact year.Fact
	Box  string
	Cut  bool
}

// classesOf gives the classes in their order, under headings of the scheme's
// first part.
func classesOf(a year.Arrangement, term func(archive.Retention) string) []ClassRow {
	var rows []ClassRow
	at := make(map[string]int)
	head := ""
	for _, it := range a.Items {
		c := year.Class{Retention: it.Retention, Department: it.Department}
		outer, inner := term(c.Retention), nameOf(a, c.Department)
		if a.ByDept {
			outer, inner = inner, outer
		}
		if _, ok := at[it.Class]; !ok {
			if inner == "" {
				outer, inner = "", outer
			}
			if outer != head && outer != "" {
				head = outer
				rows = append(rows, ClassRow{Head: true, Label: outer})
			}
			at[it.Class] = len(rows)
			rows = append(rows, ClassRow{Key: it.Class, Label: inner, Class: c})
		}
		r := &rows[at[it.Class]]
		r.Items++
		r.Moved = r.Moved || it.Moved > 0
	}
	return rows
}

func nameOf(a year.Arrangement, code string) string {
	if n := a.Names[code]; n != "" {
		return n
	}
	return code
}

// itemsOf gives the items of a class in order.
func itemsOf(a year.Arrangement, class, cut string) []ItemRow {
	boxes := make(map[string]string, len(a.Boxes))
	for _, b := range a.Boxes {
		boxes[b.ID] = b.Number
	}
	var rows []ItemRow
	for _, it := range a.Items {
		if it.Class == class {
			rows = append(rows, ItemRow{Item: it, Fact: a.Facts[it.ID], Box: cmp.Or(boxes[it.Box], it.Box), Cut: it.ID == cut})
		}
	}
	return rows
}

// boxesOf gives the boxes of a class.
func boxesOf(a year.Arrangement, class string) []archive.Box {
	var out []archive.Box
	for _, b := range a.Boxes {
		if b.Class == class {
			out = append(out, b)
		}
	}
	return out
}

func count(n int) string { return strconv.Itoa(n) }
