package overview

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/ui/pane"
	"niandang/ui/uitest"
)

func TestPaneLeadsToTheMatter(t *testing.T) {
	uitest.App(t)
	d := uitest.NewDesk(t, 2024)
	o := New(d, &fake{status: busyYear(), waiting: 8})
	w := uitest.Show(t, d, o)
	if len(o.todos.Objects) != len(o.p.todos(busyYear(), 8)) {
		t.Errorf("%d lines to do", len(o.todos.Objects))
	}
	test.Tap(o.todos.Objects[1].(fyne.Tappable))
	test.Tap(o.steps[0])
	uitest.Press(w, o, fyne.KeyReturn)
	want := []string{"collect secret", pane.Collect, pane.Review}
	for i := range want {
		if i >= len(d.Opened) || d.Opened[i] != want[i] {
			t.Fatalf("opened %v, want %v", d.Opened, want)
		}
	}
	if o.Key(&fyne.KeyEvent{Name: fyne.KeyA}) || len(o.Actions()) == 0 {
		t.Error("keys")
	}
}
