package main

import (
	"fmt"

	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/ui"
	"niandang/ui/pane"
)

// scene is one picture: what is done to the window before it is taken.
type scene struct {
	name  string
	phase phase
	set   func(*stage)
}

// phase is how far the library in the picture is.
type phase int

const (
	none   phase = iota // no library
	fresh               // nothing in it
	begun               // collected, with proposals, arranged
	handed              // bound and handed over
)

// stage is the window while a picture is set up.
type stage struct {
	frame          *ui.Frame
	win            fyne.Window
	words          archive.Words
	source, ledger string // what the preview scene drops
}

// open shows a pane.
func open(id, target string) func(*stage) {
	return func(s *stage) { s.frame.Open(id, target) }
}

// scenes are all pictures, in the order of the program.
func scenes() []scene {
	return []scene{
		{"00-start", none, func(*stage) {}},
		{"01-organ", none, func(s *stage) { s.tap("ui.start.new") }},
		{"02-departments", none, func(s *stage) { s.tap("ui.start.new"); s.fill(); s.tap("ui.start.next") }},
		{"03-codes", none, func(s *stage) {
			s.tap("ui.start.new")
			s.fill()
			s.tap("ui.start.next")
			s.tap("ui.start.next")
		}},
		{"11-overview-new", fresh, open(pane.Overview, "")},
		{"24-collect-new", fresh, open(pane.Collect, "")},
		{"31-review-new", fresh, open(pane.Review, "")},
		{"62-transfer-new", fresh, open(pane.Transfer, "")},
		{"12-overview-handed", handed, open(pane.Overview, "")},
		{"41-arrange-locked", handed, open(pane.Arrange, "")},
		{"51-bind-volumes", handed, func(s *stage) { s.frame.Open(pane.Bind, ""); s.key(fyne.KeyRight, fyne.KeyDown, fyne.KeyDown) }},
		{"61-transfer-made", handed, open(pane.Transfer, "")},
		{"10-overview", begun, open(pane.Overview, "")},
		{"20-collect", begun, func(s *stage) { s.frame.Open(pane.Collect, ""); s.key(fyne.KeyDown, fyne.KeyDown) }},
		{"21-collect-findings", begun, func(s *stage) {
			s.frame.Open(pane.Collect, "findings")
			s.key(fyne.KeyDown)
		}},
		{"22-collect-preview", begun, func(s *stage) { s.frame.Open(pane.Collect, ""); s.frame.Drop([]string{s.source}) }},
		{"23-collect-register", begun, func(s *stage) { s.frame.Open(pane.Collect, ""); s.frame.Drop([]string{s.ledger}); s.unfold() }},
		{"30-review", begun, func(s *stage) { s.frame.Open(pane.Review, ""); s.key(fyne.KeyDown) }},
		{"40-arrange", begun, open(pane.Arrange, "")},
		{"50-bind", begun, open(pane.Bind, "")},
		{"60-transfer", begun, open(pane.Transfer, "")},
		{"70-search", begun, open(pane.Search, "取用水")},
		{"80-settings-organ", begun, open(pane.Settings, "organ")},
		{"81-settings-codes", begun, open(pane.Settings, "codes")},
		{"81-settings-forms", begun, open(pane.Settings, "forms")},
		{"82-settings-programs", begun, open(pane.Settings, "programs")},
		{"83-settings-schedule", begun, open(pane.Settings, "schedule")},
		{"87-schedule-row", begun, scheduleRow},
		{"88-schedule-preview", begun, func(s *stage) { scheduleRow(s); s.tap("ui.set.schedule.look") }},
		{"84-settings-operator", begun, open(pane.Settings, "operator")},
		{"85-choose", begun, func(s *stage) { s.frame.ChooseTarget(func(string) {}) }},
		{"86-ask", begun, func(s *stage) { s.frame.Open(pane.Arrange, ""); s.key(fyne.KeyL) }},
		{"90-help", begun, func(s *stage) { s.frame.Open(pane.Overview, ""); s.key(fyne.KeyF1) }},
		{"91-error", begun, func(s *stage) {
			s.frame.Open(pane.Overview, "")
			s.frame.Fail(archive.Fail(archive.CodeInvalid, "register", fmt.Errorf("zip"), "path", "收发文登记簿.xls"))
		}},
	}
}

// scheduleRow begins a row of the organ's own schedule.
func scheduleRow(s *stage) {
	s.frame.Open(pane.Settings, "schedule")
	s.tap("ui.set.schedule.add")
	s.write("2.1", "防汛抗旱的通知、方案", "防汛、抗旱", "")
}
