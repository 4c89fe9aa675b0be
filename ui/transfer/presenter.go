package transfer

import (
	"context"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// Library is what the pane asks of a library.
type Library interface {
	ViewTransfer(ctx context.Context, year int, c year.TransferChoice) (year.TransferView, error)
	HandOver(ctx context.Context, year int, dir string, c year.TransferChoice, p archive.Progress) (year.HandedOver, error)
	TakeReceipt(ctx context.Context, path string) (archive.Transfer, error)
	TransfersOf(ctx context.Context, year int) ([]archive.Transfer, error)
	SettingsOf(ctx context.Context) (archive.Settings, error)
	Settle(ctx context.Context, year int, p archive.Progress) error
}

type desk interface {
	Words() archive.Words
	Say(id string, pairs ...string) string
	Year() int
	Runner() task.Runner
	Change(work func(context.Context) (archive.Text, error), done func(error))
	Start(pane.Job) bool
	Did(archive.Text)
	Fail(error)
	ChooseTarget(got func(path string))
	ChooseFile(extensions []string, got func(path string))
	OpenFile(path string)
	Open(id, target string)
}

type view interface {
	showHead(Head)
	showChecks([]Row)
	showChoice(year.TransferChoice)
	showMade(transfers []archive.Transfer, last year.HandedOver)
	askReason()
}

// Head is the pane's numbers and its next step.
type Head struct {
	View           year.TransferView
	Failed, Warned int
	Stopped        string // why it cannot be handed over now; "" when it can
	Next           Next
}

// Next is the one primary step.
type Next int

// The steps in the order of the work.
const (
	ToArrange  Next = iota // there is nothing to hand over
	ToHoldBack             // items with errors are to be mended, or held back
	ToReason               // warnings need a word
	ToHandOver
	ToReceipt // all is handed over, and the archives have not said a word yet
	Accepted  // the archives have taken it in
)

// Profiles and Forms are the layouts and carriers on offer, as in the settings.
var (
	Profiles = [...]string{"dat93", "dat2012", "eep", "eark"}
	Forms    = [...]string{"folder", "zip", "iso"}
)

// Presenter holds the state of the pane and decides.
type Presenter struct {
	desk desk
	lib  Library
	view view

	choice  year.TransferChoice
	now     year.TransferView
	rows    []Row
	last    year.HandedOver
	next    Next
	loading task.Latest
}

// NewPresenter makes a presenter that draws on v.
func NewPresenter(d desk, l Library, v view) *Presenter { return &Presenter{desk: d, lib: l, view: v} }

// whole is what the pane reads.
type whole struct {
	settings archive.Settings
	view     year.TransferView
	made     []archive.Transfer
}

// Load checks the year as it is now.
func (p *Presenter) Load() {
	y, choice := p.desk.Year(), p.choice
	task.Ask(p.desk.Runner(), &p.loading, func(ctx context.Context) (w whole, err error) {
		if w.settings, err = p.lib.SettingsOf(ctx); err != nil {
			return w, err
		}
		if w.made, err = p.lib.TransfersOf(ctx, y); err != nil {
			return w, err
		}
		w.view, err = p.lib.ViewTransfer(ctx, y, choice)
		return w, err
	}, func(w whole, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		if p.choice.Profile == "" {
			p.choice.Profile, p.choice.Form = w.settings.Transfer.Profile, w.settings.Transfer.Form
		}
		p.view.showMade(w.made, p.last)
		p.take(w.view, w.made)
	})
}

func (p *Presenter) take(v year.TransferView, made []archive.Transfer) {
	p.now = v
	p.rows = rowsOf(v.Checks, p.desk.Words())
	h := Head{View: v, Next: ToHandOver}
	h.Failed, h.Warned = tally(v.Checks)
	if v.Blocked != nil {
		h.Stopped, _ = archive.ErrorMessage(p.desk.Words(), v.Blocked)
	}
	switch {
	case v.Items == 0 && v.Held == 0:
		h.Next = ToArrange
	case handed(made, v.Items, "accepted"):
		h.Next = Accepted
	case handed(made, v.Items, "written"):
		h.Next = ToReceipt
	case v.Held > 0 && !p.choice.HoldBack:
		h.Next = ToHoldBack
	case v.Blocked != nil:
		h.Next = ToReason
	}
	p.next = h.Next
	p.view.showChoice(p.choice)
	p.view.showHead(h)
	p.view.showChecks(p.rows)
}

// handed reports whether as many items as there are to go stand in packages of a
// state: the same items in another package would be a second transfer.
func handed(made []archive.Transfer, items int, state string) bool {
	n := 0
	for _, t := range made {
		if t.State == state {
			n += t.Items
		}
	}
	return n >= items
}

// Choose changes what goes, and checks again.
func (p *Presenter) Choose(change func(*year.TransferChoice)) {
	was := p.choice
	change(&p.choice)
	if p.choice != was {
		p.Load()
	}
}

// Jump opens the document that a line is about.
func (p *Presenter) Jump(i int) {
	if i >= 0 && i < len(p.rows) && p.rows[i].Document != "" {
		p.desk.Open(pane.Review, p.rows[i].Document)
	}
}

// Do does the one primary step.
func (p *Presenter) Do() {
	switch p.next {
	case ToArrange:
		p.desk.Open(pane.Arrange, "")
	case ToHoldBack:
		p.Choose(func(c *year.TransferChoice) { c.HoldBack = true })
	case ToReason:
		p.view.askReason()
	case ToHandOver:
		p.desk.ChooseTarget(p.HandOver)
	case ToReceipt:
		p.Receipt()
	}
}

// Again hands over once more what was handed over already, as when a package was
// lost on the way.
func (p *Presenter) Again() {
	if p.now.Blocked != nil {
		p.desk.Fail(p.now.Blocked)
		return
	}
	p.desk.ChooseTarget(p.HandOver)
}

// HandOver writes the package into a folder.
func (p *Presenter) HandOver(dir string) {
	y, choice := p.desk.Year(), p.choice
	var made year.HandedOver
	p.desk.Start(pane.Job{Title: archive.Say("transfer.job"), Work: func(ctx context.Context, pr archive.Progress) (err error) {
		if err = p.lib.Settle(ctx, y, pr); err != nil {
			return err
		}
		made, err = p.lib.HandOver(ctx, y, dir, choice, pr)
		return err
	}, Done: func(err error) {
		if err == nil {
			p.last = made
			p.desk.Did(archive.Say("transfer.did", "n", count(made.Items), "path", made.Where))
		}
		p.Load()
	}})
}

// Receipt takes the archives' word on a package in.
func (p *Presenter) Receipt() {
	p.desk.ChooseFile([]string{".json"}, func(path string) {
		p.desk.Change(func(ctx context.Context) (archive.Text, error) {
			t, err := p.lib.TakeReceipt(ctx, path)
			return archive.Say("transfer.did.receipt."+t.State, "number", t.Receipt), err
		}, func(error) { p.Load() })
	})
}

// Paper opens one of the papers of what was made.
func (p *Presenter) Paper(path string) {
	if path != "" {
		p.desk.OpenFile(path)
	}
}
