package ui

import (
	"fmt"
	"path/filepath"

	"niandang/ui/choose"
)

// entitle names in the window's title what is in sight, as a task bar and a
// screen reader tell it: the page over the window, how far the job is, or the
// pane.
func (f *Frame) entitle() {
	title := f.Say("ui.title")
	if what := f.sight(); what != "" {
		title = f.Say("ui.title.of", "what", what)
	}
	if title != f.titled {
		f.titled = title
		f.win.SetTitle(title)
	}
}

func (f *Frame) sight() string {
	switch {
	case len(f.above) > 0:
		return f.above[len(f.above)-1]
	case f.Busy():
		s := f.job.counter.Sample(f.deps.Now().Sub(f.job.begun))
		return fmt.Sprintf("%s %.0f%%", f.title(), 100*s.Fraction())
	case f.library == nil:
		return ""
	case f.current == helpPage:
		return f.Say("ui.help.title")
	}
	return f.Say("ui.title.pane", "pane", f.Say("ui.pane."+f.current), "year", fmt.Sprint(f.year))
}

// parentOr gives the folder to begin the next choice in.
func parentOr(k choose.Kind, path string) string {
	if k == choose.Folder || k == choose.Target {
		return path
	}
	return filepath.Dir(path)
}
