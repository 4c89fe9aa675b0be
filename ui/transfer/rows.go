package transfer

import (
	"strconv"

	"niandang/archive"
	"niandang/archive/year"
)

// Kind is what a line of the checklist is.
type Kind int

// The kinds of lines.
const (
	GroupLine Kind = iota // 真实性, 完整性 …
	CheckLine             // one check with its result
	FactLine              // what a check found
)

// Row is a line of the checklist.
type Row struct {
	Kind     Kind
	Text     string
	Result   string // of a check
	Document string // that a fact is about
}

// factsShown is how many facts of one check are listed.
const factsShown = 60

var groupOrder = [...]string{"true", "whole", "usable", "safe", "other"}

// rowsOf lists the checks. What a person has to deal with stands first, with what was found; all checks
// follow under the four properties.
func rowsOf(checks []year.CheckView, w archive.Words) []Row {
	var rows []Row
	for _, result := range []string{"fail", "warning"} {
		for _, c := range checks {
			if c.Result != result {
				continue
			}
			if len(rows) == 0 {
				rows = append(rows, Row{Text: w.Say(archive.Text{ID: "transfer.group.todo"})})
			}
			rows = append(rows, rowsOfCheck(c, w)...)
		}
	}
	for _, g := range groupOrder {
		first := true
		for _, c := range checks {
			if c.Group != g {
				continue
			}
			if first {
				rows = append(rows, Row{Text: w.Say(archive.Text{ID: "transfer.group." + g})})
				first = false
			}
			rows = append(rows, rowsOfCheck(c, w)[0])
		}
	}
	return rows
}

func rowsOfCheck(c year.CheckView, w archive.Words) []Row {
	row := Row{Kind: CheckLine, Text: w.Say(archive.Text{ID: "check." + c.Code}), Result: c.Result}
	if len(c.Lines) > 0 {
		row.Document = c.Lines[0].Document
	}
	rows := []Row{row}
	for i, l := range c.Lines {
		if i == factsShown {
			return append(rows, Row{Kind: FactLine, Text: w.Say(archive.Say("transfer.more", "n", count(len(c.Lines)-i)))})
		}
		rows = append(rows, Row{Kind: FactLine, Text: w.Say(l.Text), Document: l.Document})
	}
	return rows
}

// tally counts the checks by result.
func tally(checks []year.CheckView) (failed, warned int) {
	for _, c := range checks {
		switch c.Result {
		case "fail":
			failed++
		case "warning":
			warned++
		}
	}
	return failed, warned
}

func count(n int) string { return strconv.Itoa(n) }
