package verify

import (
	"slices"

	"niandang/archive"
)

// Result is the outcome of one check.
type Result string

// The outcomes. ByHand: a program cannot do this check. Unreadable stands for a
// whole package only.
const (
	Pass       Result = "pass"
	Failed     Result = "fail"
	Warning    Result = "warning"
	ByHand     Result = "by_hand"
	Unreadable Result = "unreadable"
)

// Note is one thing that a check found: the sentence, and the item (its code) and
// file that it is about, where there is one.
type Note struct {
	Text   archive.Text
	Code   string
	Path   string
	Remark bool // told for information: not a reason for the outcome
}

// Check is one row of the four-property check. Its name is the text
// "check.<code>".
type Check struct {
	Code   string
	Result Result
	Notes  []Note
}

// The rows of DA/T 70-2018 that stand in every report, by property: 1 真实性, 2
// 完整性, 3 可用性, 4 安全性. GD-1-9 is left out, its wording could not be confirmed.
var rows = []string{
	"GD-1-1", "GD-1-2", "GD-1-3", "GD-1-4", "GD-1-5", "GD-1-6", "GD-1-7", "GD-1-8", "GD-1-10", "GD-1-11", "GD-1-12", "GD-1-13", "GD-1-14",
	"GD-2-1", "GD-2-2", "GD-2-3", "GD-2-4", "GD-2-5", "GD-2-6", "GD-2-7", "GD-2-8", "GD-2-9", "GD-2-10", "GD-2-11",
	"GD-3-1", "GD-3-2", "GD-3-3", "GD-3-4", "GD-3-5", "GD-3-6", "GD-3-8",
	"GD-4-1", "GD-4-2", "GD-4-3", "GD-4-4", "GD-4-5", "GD-4-6", "GD-4-7",
}

// byHand are the rows that need a person, or a scanner that we are not.
var byHand = []string{"GD-4-1", "GD-4-2", "GD-4-4", "GD-4-5", "GD-4-6", "GD-4-7"}

// maxNotes bounds what one row tells of a package in which everything is wrong.
const maxNotes = 500

// Board collects the rows of one report. The zero Board is not ready: see
// NewBoard.
type Board struct {
	checks []Check
	place  map[string]int
}

// NewBoard gives all rows as passed, and those that need a person as by hand.
// Further rows stand after them.
func NewBoard(further ...string) *Board {
	b := &Board{place: make(map[string]int)}
	for _, code := range append(slices.Clone(rows), further...) {
		r := Pass
		if slices.Contains(byHand, code) {
			r = ByHand
		}
		b.place[code] = len(b.checks)
		b.checks = append(b.checks, Check{Code: code, Result: r})
	}
	for _, code := range byHand {
		b.note(code, Note{Text: archive.Say("verify.by_hand." + code), Remark: true})
	}
	return b
}

// Checks gives the rows in order.
func (b *Board) Checks() []Check { return b.checks }

// Accepted reports whether no row failed.
func (b *Board) Accepted() bool {
	return !slices.ContainsFunc(b.checks, func(c Check) bool { return c.Result == Failed })
}

// Fail marks a row as failed.
func (b *Board) Fail(code string, n Note) {
	b.at(code).Result = Failed
	b.note(code, n)
}

// Warn marks a row as passed with a warning, unless it failed.
func (b *Board) Warn(code string, n Note) {
	if c := b.at(code); c.Result != Failed {
		c.Result = Warning
	}
	b.note(code, n)
}

// Hand marks a row as one for a person, unless something was found.
func (b *Board) Hand(code string, t archive.Text) {
	if c := b.at(code); c.Result == Pass {
		c.Result = ByHand
	}
	b.note(code, Note{Text: t, Remark: true})
}

// Remark adds what a row should tell without changing its outcome.
func (b *Board) Remark(code string, t archive.Text) { b.note(code, Note{Text: t, Remark: true}) }

func (b *Board) at(code string) *Check {
	i, ok := b.place[code]
	if !ok {
		i = len(b.checks)
		b.place[code] = i
		b.checks = append(b.checks, Check{Code: code, Result: Pass})
	}
	return &b.checks[i]
}

func (b *Board) note(code string, n Note) {
	c := b.at(code)
	switch {
	case len(c.Notes) < maxNotes:
		c.Notes = append(c.Notes, n)
	case len(c.Notes) == maxNotes:
		c.Notes = append(c.Notes, Note{Text: archive.Say("verify.more")})
	}
}

// On makes a note about an item and a file.
func On(code, path, id string, pairs ...string) Note {
	return Note{Text: archive.Say(id, pairs...), Code: code, Path: path}
}

// Texts gives what the check found, without what it is about.
func (c Check) Texts() []archive.Text {
	out := make([]archive.Text, 0, len(c.Notes))
	for _, n := range c.Notes {
		out = append(out, n.Text)
	}
	return out
}
