package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/choose"
	"niandang/ui/shape"
)

// lastDir is where the folder of the last choice is remembered.
const lastDir = "folder"

// ChooseFolder implements pane.Desk, as do ChooseTarget, ChooseFile and ChooseSave.
func (f *Frame) ChooseFolder(got func(string)) {
	f.choose(f.Say("ui.chooser.folder"), choose.Options{Kind: choose.Folder}, got)
}

// ChooseTarget asks for a folder for what will be made; it need not be there yet.
func (f *Frame) ChooseTarget(got func(string)) {
	f.choose(f.Say("ui.chooser.target"), choose.Options{Kind: choose.Target}, got)
}

// ChooseFile asks for a file with one of the extensions.
func (f *Frame) ChooseFile(extensions []string, got func(string)) {
	f.choose(f.Say("ui.chooser.pick"), choose.Options{Kind: choose.File, Extensions: extensions}, got)
}

// ChooseSave asks for the name of a new file, and proposes one.
func (f *Frame) ChooseSave(name string, got func(string)) {
	f.choose(f.Say("ui.chooser.saving"), choose.Options{Kind: choose.Save, Name: name}, got)
}

// choose shows the page of a choice, and remembers the folder.
func (f *Frame) choose(title string, o choose.Options, got func(string)) {
	o.Start = f.app.Preferences().String(lastDir)
	for _, p := range f.deps.Shelf.Places() {
		o.Places = append(o.Places, choose.Place{Name: f.placeName(p), Dir: p.Dir})
	}
	var shut func()
	host := choose.Host{Runner: f.deps.Runner, Words: f.Words(), Focus: f.Focus, Shut: func() { shut() }}
	page := choose.New(host, o, func(path string) {
		f.app.Preferences().SetString(lastDir, parentOr(o.Kind, path))
		got(path)
	})
	size := choose.Size(f.win.Canvas().Size())
	shut = f.over(title, shape.Fixed(page.Content(), size.Width, size.Height), page.Focus())
	page.Begin()
}

// placeName says what a place is: the home folder, the desktop, a stick by its
// own name.
func (f *Frame) placeName(p Place) string {
	if p.Name == "" {
		return p.Dir
	}
	if s, ok := f.Words()["ui.place."+p.Name]; ok {
		return s
	}
	return p.Name
}

// OpenFile shows a file in the system's own program for it.
func (f *Frame) OpenFile(path string) {
	f.deps.Runner.Go(context.Background(), func(context.Context) error { return f.deps.OpenFile(path) }, func(err error) {
		if err != nil {
			f.Fail(err)
		}
	})
}

// Ask puts a question that must be answered.
func (f *Frame) Ask(title, text, yes string, do func()) {
	f.ask(question{title: title, content: shape.NewParagraph(text).Padded(4, 6), yes: yes, do: do})
}

// Prompt asks for one line of text.
func (f *Frame) Prompt(title, label string, got func(string)) {
	field := shape.NewField()
	var shut func()
	answer := func() {
		if field.Text != "" {
			shut()
			got(field.Text)
		}
	}
	field.OnSubmitted = func(string) { answer() }
	field.Escaped = func() { shut() }
	shut = f.ask(question{title: title, content: container.NewVBox(shape.NewCaption(label), field), focus: field, yes: f.Say("ui.ok"), do: answer})
}

// question is a small page over the pane.
type question struct {
	title   string
	content fyne.CanvasObject
	focus   fyne.Focusable // nil: the answer is a button alone
	yes     string
	do      func() // the person agrees
}

// ask shows a question, and gives what takes it away. The way back has the focus
// where nothing is to be typed, so that Enter alone agrees to nothing.
func (f *Frame) ask(q question) (shut func()) {
	plain := q.focus == nil // nothing is typed: the answer itself ends the question
	ok := shape.NewPrimary(q.yes, func() {
		if plain {
			shut()
		}
		q.do()
	})
	no := shape.NewButton(f.Say("ui.cancel"), func() { shut() })
	no.Escaped = func() { shut() }
	ok.Escaped = no.Escaped
	buttons := container.NewBorder(nil, nil, nil, container.NewHBox(no, ok))
	if plain {
		q.focus = no
	}
	shut = f.over(q.title, shape.Fixed(container.NewBorder(nil, buttons, nil, nil, q.content), 420, 0), q.focus)
	return shut
}

// over puts a page over the window, and gives what takes it away. While it is
// there the menu's keys do nothing, and the window's title names it.
func (f *Frame) over(title string, content fyne.CanvasObject, focus fyne.Focusable) (shut func()) {
	page := container.NewBorder(shape.Inset(shape.NewHead(title), 4, 4), nil, nil, nil, content)
	up := widget.NewModalPopUp(shape.Inset(page, 16, 12), f.win.Canvas())
	f.above = append(f.above, title)
	up.Show()
	// the letter that asked for the page must not be typed into its field: it comes
	// behind its key
	f.deps.Runner.Go(context.Background(), func(context.Context) error { return nil }, func(error) {
		if up.Visible() {
			f.win.Canvas().Focus(focus)
		}
	})
	f.entitle()
	return func() {
		if up.Visible() {
			up.Hide()
			f.above = f.above[:len(f.above)-1]
			f.entitle()
		}
	}
}
