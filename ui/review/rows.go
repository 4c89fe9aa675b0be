package review

import (
	"cmp"
	"slices"

	"niandang/archive"
)

// Group is where a document stands.
type Group int

// The groups in their order: what a person must look at, what is proposed, what
// is settled.
const (
	Waiting Group = iota
	Proposed
	Settled
)

var groupIDs = [...]string{"review.waiting", "review.proposed", "review.settled"}

func groupOf(d archive.Document) Group {
	switch {
	case d.Secret:
		return Settled
	case d.Decision.Retention == archive.RetentionUnset, d.Decision.Review && !d.Decision.Confirmed, len(d.Review) > 0:
		return Waiting
	case d.Decision.Confirmed:
		return Settled
	}
	return Proposed
}

// stepsOf gives a confidence in four steps; a person's word is full.
func stepsOf(d archive.Document) int {
	c := d.Decision.Confidence
	switch {
	case d.Decision.Retention == archive.RetentionUnset:
		return 0
	case d.Decision.By != "" && d.Decision.Reason != "", c >= 0.9:
		return 4
	case c >= 0.7:
		return 3
	case c >= 0.5:
		return 2
	}
	return 1
}

// Row is one line of the list: a group's heading, or a document.
type Row struct {
	Head   bool
	Group  Group
	Count  int // of a heading
	ID     string
	Title  string
	Number string
	Date   string
	Term   archive.Retention
	Steps  int
	Joined bool // shares its item with another document
	Secret bool
	Done   bool // settled since the list was made
}

func rowOf(d archive.Document) Row {
	return Row{
		Group: groupOf(d), ID: d.ID, Title: d.Title, Number: d.Number, Date: d.Date, Term: d.Decision.Retention, Steps: stepsOf(d),
		Joined: d.Group != "" && d.Group != d.ID, Secret: d.Secret,
	}
}

// sorted puts documents into the order of the list: by group, and in a group so
// that those decided by one clause and as surely stand together.
func sorted(docs []archive.Document) []archive.Document {
	out := slices.Clone(docs)
	slices.SortStableFunc(out, func(a, b archive.Document) int {
		ga, gb := groupOf(a), groupOf(b)
		if ga != gb {
			return cmp.Compare(ga, gb)
		}
		if ga == Settled {
			return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(cmp.Compare(a.Decision.Clause, b.Decision.Clause), cmp.Compare(stepsOf(b), stepsOf(a)),
			cmp.Compare(a.Date, b.Date), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// rowsOf gives the lines with a heading before each group.
func rowsOf(docs []archive.Document) []Row {
	var rows []Row
	head := -1
	for _, d := range docs {
		r := rowOf(d)
		if head < 0 || rows[head].Group != r.Group {
			head = len(rows)
			rows = append(rows, Row{Head: true, Group: r.Group})
		}
		rows[head].Count++
		rows = append(rows, r)
	}
	return rows
}
