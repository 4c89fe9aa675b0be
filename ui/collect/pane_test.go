package collect

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/archive/year"
	"niandang/ui/uitest"
)

func TestKeysGoThroughTheList(t *testing.T) {
	uitest.App(t)
	d := uitest.NewDesk(t, 2024)
	c := New(d, aLibrary())
	w := uitest.Show(t, d, c)
	uitest.Press(w, c, fyne.KeyDown)
	if c.detail.line.Path != "发文/a.pdf" || !c.detail.visit.Visible() || c.detail.resolve.Visible() {
		t.Errorf("detail of %q", c.detail.line.Path)
	}
	uitest.Press(w, c, fyne.KeyReturn)
	if len(d.Opened) != 1 || d.Opened[0] != "review d1" {
		t.Errorf("opened %v", d.Opened)
	}
	test.Tap(c.detail.open)
	if len(d.FilesOpen) != 1 {
		t.Error("the original was not opened")
	}
}

func TestDropPreviewAndEscape(t *testing.T) {
	uitest.App(t)
	d := uitest.NewDesk(t, 2024)
	f := &fake{preview: year.Preview{Files: []year.Seen{{Path: "a/b/c.pdf", Kind: year.SeenDocument}}}, sheets: someSheets()}
	c := New(d, f)
	uitest.Show(t, d, c)
	if !c.empty.Visible() {
		t.Error("no drop field in an empty library")
	}
	d.Chosen = "/s"
	c.folder()
	if !c.forget.Visible() || c.empty.Visible() || c.seen.Count() != 1 {
		t.Error("no preview")
	}
	d.Chosen = "/s/r.xlsx"
	c.register()
	if len(c.columns.Objects) != 1 {
		t.Error("no columns")
	}
	if !c.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) || c.forget.Visible() {
		t.Error("Esc does not put the choice away")
	}
	if c.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("Esc is kept with nothing to back out of")
	}
	c.Drop([]string{"/s"})
	for _, a := range c.Actions() {
		if a.Title == "" || a.Do == nil {
			t.Errorf("%+v", a)
		}
	}
	test.Tap(c.frame.Primary)
	if len(f.collected) != 1 {
		t.Error("nothing was collected")
	}
}

func TestFindingIsResolvedWithAReason(t *testing.T) {
	uitest.App(t)
	d := uitest.NewDesk(t, 2024)
	d.Answer = "已补登记"
	f := aLibrary()
	c := New(d, f)
	c.Open(filterFindings)
	w := uitest.Show(t, d, c)
	uitest.Press(w, c, fyne.KeyDown)
	test.Tap(c.detail.resolve)
	if len(f.resolved) != 1 {
		t.Errorf("%v", f.resolved)
	}
}
