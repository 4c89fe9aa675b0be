package ui

import (
	"strconv"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
)

// mark is what the rail shows beside a step: a number that waits for a person, or
// a tick, or nothing yet.
type mark struct {
	waiting int
	done    bool
}

func (m mark) text() string {
	switch {
	case m.waiting > 0:
		return strconv.Itoa(m.waiting)
	case m.done:
		return "✓"
	}
	return ""
}

// marks says how far each step is. Waiting is the number of documents whose
// retention or elements a person must look at.
func marks(s year.Status, waiting int) map[string]mark {
	return map[string]mark{
		pane.Collect:  {done: s.Files > 0, waiting: s.ByStatus[archive.Problem]},
		pane.Review:   {done: s.Documents > 0 && s.Decided == s.Documents, waiting: waiting},
		pane.Arrange:  {done: s.ToArchive > 0 && s.Arranged >= s.ToArchive},
		pane.Bind:     {done: s.Items > 0 && s.Bound >= s.Items},
		pane.Transfer: {done: s.Transferred > 0},
	}
}
