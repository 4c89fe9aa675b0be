package choose

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/table"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// Host is what the page asks of the window.
type Host struct {
	Runner task.Runner
	Words  archive.Words
	Focus  func(fyne.Focusable)
	Shut   func() // takes the page away
}

// Page is the page laid out.
type Page struct {
	host    Host
	p       *presenter
	place   *shape.Field
	name    *shape.Field
	list    *table.Table[Entry]
	trouble *shape.Text
	answer  *shape.Button
	content fyne.CanvasObject
}

// New makes the page; got is called once with what was chosen, after the page is
// gone, and never when the person backs out.
func New(h Host, o Options, got func(path string)) *Page {
	c := &Page{host: h, place: shape.NewField(), name: shape.NewField(), trouble: shape.NewText("")}
	c.p = &presenter{options: o, runner: h.Runner, words: h.Words, view: c}
	c.p.got = func(path string) { h.Shut(); got(path) }
	c.trouble.Color = theme.Problem
	c.place.Escaped, c.name.Escaped = h.Shut, h.Shut
	c.place.OnSubmitted = func(s string) { c.p.typed(s, c.name.Text) }
	c.place.Typed = c.down
	c.name.SetText(o.Name)
	c.name.OnSubmitted = func(s string) { c.p.answer(c.place.Text, s, nil) }
	c.list = c.table()
	c.answer = shape.NewPrimary(h.Words.Say(archive.Say("ui.chooser.take")), c.agree)
	c.answer.Escaped = h.Shut
	c.content = c.lay()
	return c
}

// Begin reads the first folder.
func (c *Page) Begin() {
	dirs := []string{}
	if c.p.options.Start != "" {
		dirs = append(dirs, c.p.options.Start)
	}
	for _, p := range c.p.options.Places {
		dirs = append(dirs, p.Dir)
	}
	c.p.begin(dirs...)
}

// Content is the page laid out; Focus is what takes the keys.
func (c *Page) Content() fyne.CanvasObject { return c.content }

// Focus is the name of a new file, else the place.
func (c *Page) Focus() fyne.Focusable {
	if c.p.options.Kind == Save {
		return c.name
	}
	return c.place
}

func (c *Page) agree() {
	var chosen *Entry
	if _, e, ok := c.list.Current(); ok {
		chosen = &e
	}
	c.p.answer(c.place.Text, c.name.Text, chosen)
}

// down leads from the field into the list.
func (c *Page) down(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyDown || c.list.Count() == 0 {
		return false
	}
	c.host.Focus(c.list.Focus())
	c.list.Select(0)
	return true
}

func (c *Page) lay() fyne.CanvasObject {
	say := func(id string) string { return c.host.Words.Say(archive.Text{ID: id}) }
	up := shape.NewButton(say("ui.chooser.up"), c.p.up)
	no := shape.NewButton(say("ui.cancel"), c.host.Shut)
	up.Escaped, no.Escaped = c.host.Shut, c.host.Shut
	places := container.New(shape.Tight{})
	for _, p := range c.p.options.Places {
		b := shape.NewQuiet(p.Name, func() { c.p.visit(p.Dir) })
		b.Alignment, b.Escaped = widget.ButtonAlignLeading, c.host.Shut
		places.Add(b)
	}
	side := shape.Fixed(container.NewVScroll(places), 150, 0)
	top := container.NewBorder(nil, nil, nil, up, c.place)
	foot := container.NewBorder(nil, nil, nil, container.NewHBox(no, c.answer), c.trouble)
	if c.p.options.Kind == Save {
		foot = container.NewVBox(container.NewBorder(nil, nil, shape.Inset(full(say("ui.chooser.file")), 4, 0), nil, c.name), foot)
	}
	return container.NewBorder(shape.Inset(top, 0, 6), shape.Inset(foot, 0, 4), container.NewBorder(nil, nil, nil, shape.Inset(shape.Line(theme.Hairline), 4, 0), side), nil, c.list.Content())
}

func full(s string) *shape.Text {
	t := shape.NewText(s)
	t.Full = true
	return t
}

func (c *Page) table() *table.Table[Entry] {
	say := func(id string) string { return c.host.Words.Say(archive.Text{ID: id}) }
	empty := shape.NewText(say("ui.chooser.empty"))
	empty.Full, empty.Color = true, theme.Muted
	muted := func(Entry) fyne.ThemeColorName { return theme.Muted }
	t := table.New(table.Options[Entry]{
		Runner: c.host.Runner, Empty: container.NewCenter(empty),
		Columns: []table.Column[Entry]{
			{Title: say("ui.chooser.col.name"), Width: -1, Text: nameOf, Bold: func(e Entry) bool { return e.Folder }},
			{Title: say("ui.chooser.col.time"), Width: 120, Text: func(e Entry) string { return e.Time.Format("2006-01-02 15:04") }, Color: muted},
			{Title: say("ui.chooser.col.size"), Width: 72, Align: fyne.TextAlignTrailing, Text: sizeOf, Color: muted},
		},
	})
	t.Opened = func(_ int, e Entry) { c.p.open(e) }
	t.Key = c.key
	return t
}

// key goes back from the list: to the folder above, to the field, out.
func (c *Page) key(e *fyne.KeyEvent) bool {
	i, _, _ := c.list.Current()
	switch {
	case e.Name == fyne.KeyEscape:
		c.host.Shut()
	case e.Name == fyne.KeyBackspace || e.Name == fyne.KeyLeft:
		c.p.up()
	case e.Name == fyne.KeyUp && i <= 0:
		c.host.Focus(c.place)
	default:
		return false
	}
	return true
}

func nameOf(e Entry) string {
	if e.Folder {
		return e.Name + "/"
	}
	return e.Name
}

func sizeOf(e Entry) string {
	switch {
	case e.Folder:
		return ""
	case e.Size >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(e.Size)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (e.Size+1023)/1024)
}

// draw implements view.
func (c *Page) draw(s State) {
	c.place.SetText(s.Dir)
	c.place.CursorColumn = len([]rune(s.Dir))
	c.place.Refresh()
	c.trouble.SetText(s.Trouble)
	c.answer.SetText(s.Answer)
	c.list.Load(table.Rows[Entry](s.Entries), -1)
}

// Size is how large the page should be in a window.
func Size(window fyne.Size) fyne.Size {
	return fyne.NewSize(min(window.Width*0.8, 860), min(window.Height*0.8, 560)-base.InnerPadding())
}
