package uitest

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/assets/i18n"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// Desk is a pane.Desk that runs everything in place and notes what was asked.
type Desk struct {
	Language  archive.Words
	OfYear    int
	Win       fyne.Window
	Dids      []string // lines said at the foot
	Errors    []error
	Opened    []string // pane and target, with a space
	Changes   int      // calls of Changed
	Jobs      []string // titles of the jobs that were begun
	FilesOpen []string
	Working   bool   // a job is under way: Start and Change refuse
	Chosen    string // what the choosers answer; "" backs out
	Answer    string // what Prompt answers; "" backs out
	Yes       bool   // what Ask answers
	Focused   fyne.Focusable
}

var _ pane.Desk = (*Desk)(nil)

// NewDesk makes a desk for a year, with the Chinese words.
func NewDesk(t testing.TB, year int) *Desk {
	t.Helper()
	return &Desk{Language: Words(t, i18n.Chinese), OfYear: year}
}

// Words gives the words of a language.
func Words(t testing.TB, language string) archive.Words {
	t.Helper()
	w, err := i18n.Words(language)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Words implements pane.Desk, as do the methods that follow.
func (d *Desk) Words() archive.Words { return d.Language }

func (d *Desk) Say(id string, pairs ...string) string {
	return d.Language.Say(archive.Say(id, pairs...))
}

func (d *Desk) Year() int           { return d.OfYear }
func (d *Desk) Runner() task.Runner { return task.Inline{} }
func (d *Desk) Busy() bool          { return d.Working }
func (d *Desk) Changed()            { d.Changes++ }
func (d *Desk) Fail(err error)      { d.Errors = append(d.Errors, err) }
func (d *Desk) Window() fyne.Window { return d.Win }

func (d *Desk) Did(t archive.Text) {
	if !t.IsZero() {
		d.Dids = append(d.Dids, d.Language.Say(t))
	}
}

func (d *Desk) Focus(o fyne.Focusable) {
	d.Focused = o
	if d.Win != nil {
		d.Win.Canvas().Focus(o)
	}
}

func (d *Desk) Change(work func(context.Context) (archive.Text, error), done func(error)) {
	if d.Working {
		d.Fail(archive.Fail(archive.CodeLocked, "ui.busy", nil))
		return
	}
	did, err := work(context.Background())
	if err != nil {
		d.Fail(err)
	} else {
		d.Did(did)
	}
	if done != nil {
		done(err)
	}
}

func (d *Desk) Start(j pane.Job) bool {
	if d.Working {
		d.Fail(archive.Fail(archive.CodeLocked, "ui.busy", nil))
		return false
	}
	d.Jobs = append(d.Jobs, d.Language.Say(j.Title))
	err := j.Work(context.Background(), archive.NoProgress{})
	if err != nil {
		d.Fail(err)
	}
	if j.Done != nil {
		j.Done(err)
	}
	return true
}

func (d *Desk) Open(id, target string) {
	if target != "" {
		id += " " + target
	}
	d.Opened = append(d.Opened, id)
}

func (d *Desk) OpenFile(path string) { d.FilesOpen = append(d.FilesOpen, path) }

func (d *Desk) ChooseFolder(got func(string))           { answer(d.Chosen, got) }
func (d *Desk) ChooseTarget(got func(string))           { answer(d.Chosen, got) }
func (d *Desk) ChooseFile(_ []string, got func(string)) { answer(d.Chosen, got) }
func (d *Desk) ChooseSave(_ string, got func(string))   { answer(d.Chosen, got) }
func (d *Desk) Prompt(_, _ string, got func(string))    { answer(d.Answer, got) }

func (d *Desk) Ask(_, _, _ string, do func()) {
	if d.Yes {
		do()
	}
}

func answer(with string, got func(string)) {
	if with != "" {
		got(with)
	}
}
