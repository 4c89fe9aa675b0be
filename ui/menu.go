package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"niandang/ui/pane"
	"niandang/ui/theme"
)

// ctrl is a shortcut with Ctrl, or ⌘ where that is the habit.
func ctrl(k fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
}

// menu builds the main menu: every action has its place there, with its key. Menu
// shortcuts are the only ones that work while a field has the focus.
func (f *Frame) menu() {
	menus := []*fyne.Menu{f.fileMenu(), f.editMenu(), f.viewMenu()}
	if f.library != nil {
		menus = append(menus, f.stepMenu())
		if m := f.paneMenu(); m != nil {
			menus = append(menus, m)
		}
	}
	menus = append(menus, fyne.NewMenu(f.Say("ui.menu.help"),
		f.item(f.Say("ui.menu.help.page"), bare(fyne.KeyF1), f.help),
		f.item(f.Say("ui.menu.about", "version", f.deps.Version), nil, func() { f.Did(about(f.deps.Version)) })))
	f.win.SetMainMenu(fyne.NewMainMenu(menus...))
}

// item makes a line of the menu; its key does nothing while a page over the window
// waits for an answer.
func (f *Frame) item(label string, s fyne.Shortcut, do func()) *fyne.MenuItem {
	return item(label, s, f.alone(do))
}

// alone does something unless a page over the window waits for an answer.
func (f *Frame) alone(do func()) func() {
	return func() {
		if len(f.above) == 0 {
			do()
		}
	}
}

func item(label string, s fyne.Shortcut, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(label, do)
	m.Shortcut = s
	return m
}

// bare shows a key in the menu that no modifier goes with. The toolkit does not
// fire those: the frame, or the pane, takes the key itself.
func bare(k fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: k} }

func (f *Frame) fileMenu() *fyne.Menu {
	quit := f.item(f.Say("ui.menu.quit"), ctrl(fyne.KeyQ), f.close)
	quit.IsQuit = true
	return fyne.NewMenu(f.Say("ui.menu.file"),
		f.item(f.Say("ui.menu.start"), ctrl(fyne.KeyN), f.leaveFor(f.Welcome)),
		f.item(f.Say("ui.menu.open"), ctrl(fyne.KeyO), func() { f.ChooseFolder(f.OpenLibrary) }),
		fyne.NewMenuItemSeparator(), quit)
}

// leaveFor goes to the first page, unless work is under way.
func (f *Frame) leaveFor(to func()) func() {
	return func() {
		if !f.Busy() {
			to()
		}
	}
}

func (f *Frame) editMenu() *fyne.Menu {
	return fyne.NewMenu(f.Say("ui.menu.edit"),
		item(f.Say("ui.menu.undo"), &fyne.ShortcutUndo{}, f.orField(&fyne.ShortcutUndo{}, f.alone(f.undo))),
		item(f.Say("ui.menu.redo"), &fyne.ShortcutRedo{}, f.orField(&fyne.ShortcutRedo{}, f.alone(f.again))))
}

// orField lets a field in which somebody types undo its own typing.
func (f *Frame) orField(s fyne.Shortcut, do func()) func() {
	return func() {
		if field, ok := f.win.Canvas().Focused().(interface {
			fyne.Shortcutable
			Undo()
		}); ok {
			field.TypedShortcut(s)
			return
		}
		do()
	}
}

func (f *Frame) viewMenu() *fyne.Menu {
	looks := []theme.Mode{theme.Light, theme.Dark, theme.System}
	m := fyne.NewMenu(f.Say("ui.menu.view"))
	now, _ := f.app.Settings().Theme().(*theme.Theme)
	for _, mode := range looks {
		it := f.item(f.Say("ui.look."+string(mode)), nil, func() { f.wear(mode) })
		it.Checked = now != nil && now.Mode() == mode
		m.Items = append(m.Items, it)
	}
	m.Items = append(m.Items, fyne.NewMenuItemSeparator(), f.item(f.Say("ui.menu.refresh"), ctrl(fyne.KeyR), f.refresh))
	return m
}

// lookKey is where the chosen look is remembered.
const lookKey = "look"

// wear changes the look and remembers it.
func (f *Frame) wear(mode theme.Mode) {
	if t, ok := f.app.Settings().Theme().(*theme.Theme); ok {
		f.app.Settings().SetTheme(t.With(mode))
		f.app.Preferences().SetString(lookKey, string(mode))
		f.menu()
	}
}

// Look gives the look that was chosen last.
func Look(p fyne.Preferences) theme.Mode {
	switch m := theme.Mode(p.String(lookKey)); m {
	case theme.Dark, theme.System:
		return m
	}
	return theme.Light
}

func (f *Frame) stepMenu() *fyne.Menu {
	m := fyne.NewMenu(f.Say("ui.menu.steps"))
	keys := map[string]fyne.KeyName{
		pane.Overview: fyne.Key0, pane.Collect: fyne.Key1, pane.Review: fyne.Key2, pane.Arrange: fyne.Key3, pane.Bind: fyne.Key4,
		pane.Transfer: fyne.Key5, pane.Search: fyne.KeyF, pane.Settings: fyne.KeyComma,
	}
	for _, e := range f.entries() {
		m.Items = append(m.Items, f.item(f.Say(e.title), ctrl(keys[e.id]), func() { f.Open(e.id, "") }))
	}
	return m
}

// paneMenu holds the actions of the pane in sight.
func (f *Frame) paneMenu() *fyne.Menu {
	p := f.panes[f.current]
	if p == nil || len(p.Actions()) == 0 {
		return nil
	}
	m := fyne.NewMenu(f.Say("ui.pane." + f.current))
	for _, a := range p.Actions() {
		s := a.Shortcut
		if s == nil && a.Key != "" {
			s = bare(a.Key)
		}
		m.Items = append(m.Items, f.item(a.Title, s, a.Do))
	}
	return m
}
