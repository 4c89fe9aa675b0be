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
	name    string
	welcome bool // without a library
	set     func(*stage)
}

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
		{"00-start", true, func(*stage) {}},
		{"01-organ", true, func(s *stage) { s.tap("ui.start.new") }},
		{"02-departments", true, func(s *stage) { s.tap("ui.start.new"); s.fill(); s.tap("ui.start.next") }},
		{"03-codes", true, func(s *stage) {
			s.tap("ui.start.new")
			s.fill()
			s.tap("ui.start.next")
			s.tap("ui.start.next")
		}},
		{"10-overview", false, open(pane.Overview, "")},
		{"20-collect", false, func(s *stage) { s.frame.Open(pane.Collect, ""); s.key(fyne.KeyDown, fyne.KeyDown) }},
		{"21-collect-findings", false, func(s *stage) {
			s.frame.Open(pane.Collect, "findings")
			s.key(fyne.KeyDown)
		}},
		{"22-collect-preview", false, func(s *stage) { s.frame.Open(pane.Collect, ""); s.frame.Drop([]string{s.source}) }},
		{"23-collect-register", false, func(s *stage) { s.frame.Open(pane.Collect, ""); s.frame.Drop([]string{s.ledger}); s.unfold() }},
		{"30-review", false, open(pane.Review, "")},
		{"40-arrange", false, open(pane.Arrange, "")},
		{"50-bind", false, open(pane.Bind, "")},
		{"60-transfer", false, open(pane.Transfer, "")},
		{"70-search", false, open(pane.Search, "通知")},
		{"80-settings-organ", false, open(pane.Settings, "organ")},
		{"81-settings-codes", false, open(pane.Settings, "codes")},
		{"82-settings-programs", false, open(pane.Settings, "programs")},
		{"90-help", false, func(s *stage) { s.frame.Open(pane.Overview, ""); s.key(fyne.KeyF1) }},
		{"91-error", false, func(s *stage) {
			s.frame.Open(pane.Overview, "")
			s.frame.Fail(archive.Fail(archive.CodeInvalid, "register", fmt.Errorf("zip"), "path", "收发文登记簿.xls"))
		}},
	}
}
