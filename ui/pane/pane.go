package pane

import (
	"context"

	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/ui/task"
)

// The panes by their ID.
const (
	Overview = "overview"
	Collect  = "collect"
	Review   = "review"
	Arrange  = "arrange"
	Bind     = "bind"
	Transfer = "transfer"
	Search   = "search"
	Settings = "settings"
)

// Pane is one page of the window. All methods are called on the window's
// goroutine.
type Pane interface {
	// Content is laid out once; a pane changes what is in it.
	Content() fyne.CanvasObject
	// Show is called each time the pane comes in sight, after an undo, and when a
	// job ends: what is shown is read again, in the background.
	Show()
	// Actions stand in the menu while the pane is in sight.
	Actions() []Action
	// Key is a key that no focused widget took; true when the pane used it.
	Key(*fyne.KeyEvent) bool
}

// Opener is a Pane that can be opened at a place: a document's ID, the kind of a
// finding, a query.
type Opener interface {
	Open(target string)
}

// Dropper is a Pane that takes files dropped on the window.
type Dropper interface {
	Drop(paths []string)
}

// Action is something to do, with its place in the menu.
type Action struct {
	Title    string        // in the person's language
	Shortcut fyne.Shortcut // nil for none; see Key for keys without Ctrl or Alt
	Key      fyne.KeyName  // shown in the menu; the pane's Key handles it
	Do       func()
}

// Job is long work: one at a time, with its count in the foot. Work must go on
// where it stopped when it is run again, since 暂停 is a stop and 继续 a new run.
type Job struct {
	Title archive.Text // 收集, 成册 …
	Work  func(ctx context.Context, p archive.Progress) error
	Done  func(err error) // after the end, on the window's goroutine; may be nil. Errors are shown already.
}

// Desk is what the frame does for its panes.
type Desk interface {
	// Words are the person's language; Say says one entry.
	Words() archive.Words
	Say(id string, pairs ...string) string
	Year() int

	// Runner is for reading. Changes go through Change, one after the other, with
	// the line for the foot that says what was done (zero for none); they are
	// refused with a sentence while a job runs.
	Runner() task.Runner
	Change(work func(context.Context) (did archive.Text, err error), done func(error))
	// Start begins a job; false, with a sentence shown, while another one runs.
	Start(Job) bool
	Busy() bool

	// Did says at the foot what was done, Fail what went wrong and what to do.
	Did(archive.Text)
	Fail(error)

	// Open brings another pane in sight, at a place when target is not "".
	Open(id, target string)
	// Changed tells that the numbers of the year may be others now.
	Changed()

	Focus(fyne.Focusable)
	Window() fyne.Window
	// Choose asks for a folder that is there, a folder for what will be made, or a
	// file with one of the extensions; save asks for the name of a new file. Got is
	// not called when the person backs out.
	ChooseFolder(got func(path string))
	ChooseTarget(got func(path string))
	ChooseFile(extensions []string, got func(path string))
	ChooseSave(name string, got func(path string))
	// OpenFile shows a file in the system's own program for it.
	OpenFile(path string)
	// Ask puts the question of an act that cannot be taken back: locking codes and
	// destroying, nothing else.
	Ask(title, text, yes string, do func())
	// Prompt asks for one line of text, such as a reason.
	Prompt(title, label string, got func(text string))
}
