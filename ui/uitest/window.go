package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/ui/pane"
	"niandang/ui/theme"
)

// App starts a test app in the program's theme: call it before widgets are made.
func App(t *testing.T) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	test.ApplyTheme(t, theme.New(theme.Light))
	return a
}

// Show puts a pane into a window of the size the frame leaves it at 1280x800,
// and shows it. App must have been called.
func Show(t *testing.T, d *Desk, p pane.Pane) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, p.Content())
	d.Win = w
	w.Resize(fyne.NewSize(1110, 690))
	p.Show()
	return w
}

// Press sends keys to what is focused, or to the pane.
func Press(w fyne.Window, p pane.Pane, keys ...fyne.KeyName) {
	for _, k := range keys {
		e := &fyne.KeyEvent{Name: k}
		if f := w.Canvas().Focused(); f != nil {
			f.TypedKey(e)
		} else {
			p.Key(e)
		}
	}
}
