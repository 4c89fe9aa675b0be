package ui

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"niandang/ui/pane"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// keysOf lists the actions of a pane that have a key, in two columns; nil when it
// has none.
func keysOf(p pane.Pane) fyne.CanvasObject {
	if p == nil {
		return nil
	}
	grid := container.NewGridWithColumns(2)
	for _, a := range p.Actions() {
		key := keyOf(a)
		if key == "" {
			continue
		}
		mark := shape.NewMark(key, theme.Ink, theme.Track)
		grid.Add(shape.Fixed(container.New(shape.Shares{Widths: []float32{90, -1}, Gap: 10}, mark, shape.NewText(a.Title)), 0, 24))
	}
	if len(grid.Objects) == 0 {
		return nil
	}
	return grid
}

// keyOf names the key of an action as it stands on the keyboard.
func keyOf(a pane.Action) string {
	if a.Key != "" {
		return keyName(a.Key)
	}
	s, ok := a.Shortcut.(*desktop.CustomShortcut)
	if !ok {
		return ""
	}
	var parts []string
	for _, m := range []struct {
		is   fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierSuper, "⌘"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}} {
		if s.Modifier&m.is != 0 {
			parts = append(parts, m.name)
		}
	}
	return strings.Join(append(parts, keyName(s.KeyName)), "+")
}

func keyName(k fyne.KeyName) string {
	names := map[fyne.KeyName]string{
		fyne.KeyReturn: "Enter", fyne.KeyPageDown: "PgDn", fyne.KeyPageUp: "PgUp", fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyLeft: "←", fyne.KeyRight: "→",
	}
	return cmp.Or(names[k], string(k))
}
