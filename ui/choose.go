package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/shape"
)

// chooserSize leaves a rim of the window in sight.
func (f *Frame) chooserSize() fyne.Size {
	s := f.win.Canvas().Size()
	return fyne.NewSize(min(s.Width*0.8, 960), min(s.Height*0.8, 640))
}

// ChooseFolder implements pane.Desk, as do ChooseFile and ChooseSave.
func (f *Frame) ChooseFolder(got func(string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			f.Fail(err)
		case u != nil:
			got(u.Path())
		}
	}, f.win)
	d.Resize(f.chooserSize())
	d.Show()
}

// ChooseFile asks for a file with one of the extensions.
func (f *Frame) ChooseFile(extensions []string, got func(string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			f.Fail(err)
		case r != nil:
			path := r.URI().Path()
			_ = r.Close() // only its name is wanted
			got(path)
		}
	}, f.win)
	if len(extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(extensions))
	}
	d.Resize(f.chooserSize())
	d.Show()
}

// ChooseSave asks for the name of a new file, by its folder: the name is given.
func (f *Frame) ChooseSave(name string, got func(string)) {
	f.ChooseFolder(func(dir string) { got(filepath.Join(dir, name)) })
}

// OpenFile shows a file in the system's own program for it.
func (f *Frame) OpenFile(path string) {
	if err := f.deps.OpenFile(path); err != nil {
		f.Fail(err)
	}
}

// Ask puts a question that must be answered.
func (f *Frame) Ask(title, text, yes string, do func()) {
	f.ask(question{title: title, content: widget.NewLabel(text), yes: yes, do: do})
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
	var up *widget.PopUp
	shut = func() { up.Hide() }
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
	page := container.NewBorder(shape.Inset(shape.NewHead(q.title), 4, 4), buttons, nil, nil, q.content)
	up = widget.NewModalPopUp(shape.Fixed(shape.Inset(page, 16, 12), 420, 0), f.win.Canvas())
	up.Show()
	if plain {
		q.focus = no
	}
	f.win.Canvas().Focus(q.focus)
	return shut
}
