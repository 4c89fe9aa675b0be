package ui

import (
	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/ui/pane"
)

// typed takes the keys that no widget took: help, the pane's own, and Esc, which
// backs out step by step: the notice, what the pane has open, the pane.
func (f *Frame) typed(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyF1 {
		f.help()
		return
	}
	if e.Name == fyne.KeyEscape && f.foot.notice.Visible() {
		f.foot.hush()
		return
	}
	p := f.panes[f.current]
	if p == nil {
		if e.Name == fyne.KeyEscape && f.current == helpPage {
			f.Open(f.before, "")
		}
		return
	}
	if !p.Key(e) && e.Name == fyne.KeyEscape {
		f.Open(pane.Overview, "")
	}
}

// dropped brings files that were dropped on the window to the step that takes
// them in.
func (f *Frame) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	f.Drop(paths)
}

// Drop takes files and folders as if they were dropped on the window.
func (f *Frame) Drop(paths []string) {
	if f.library == nil || len(paths) == 0 {
		return
	}
	f.Open(pane.Collect, "")
	if d, ok := f.panes[pane.Collect].(pane.Dropper); ok {
		d.Drop(paths)
	}
}

func about(version string) archive.Text { return archive.Say("ui.about", "version", version) }
