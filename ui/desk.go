package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/task"
)

var _ pane.Desk = (*Frame)(nil)

// Words implements pane.Desk, as do the methods that follow.
func (f *Frame) Words() archive.Words { return f.deps.Words }

// Say says one entry.
func (f *Frame) Say(id string, pairs ...string) string {
	return f.deps.Words.Say(archive.Say(id, pairs...))
}

// Year gives the year in sight.
func (f *Frame) Year() int { return f.year }

// Runner is for reading.
func (f *Frame) Runner() task.Runner { return f.deps.Runner }

// Did says at the foot what was done.
func (f *Frame) Did(t archive.Text) { f.foot.said(f.deps.Words.Say(t), false) }

// Fail shows what went wrong. The work that a person stopped is no error.
func (f *Frame) Fail(err error) {
	if archive.ErrorCode(err) == archive.CodeCanceled || errors.Is(err, context.Canceled) {
		f.Did(archive.Say("ui.job.canceled"))
		return
	}
	fyne.LogError("shown to the person", err)
	f.foot.fail(err)
}

// Focus gives the keys to a widget.
func (f *Frame) Focus(o fyne.Focusable) { f.win.Canvas().Focus(o) }

// Change runs a person's change and says what was done, with 撤销.
func (f *Frame) Change(work func(context.Context) (archive.Text, error), done func(error)) {
	if f.Busy() {
		f.Fail(archive.Fail(archive.CodeLocked, "ui.busy", nil))
		return
	}
	var did archive.Text
	f.queue.Go(context.Background(), func(ctx context.Context) (err error) {
		did, err = work(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			f.Fail(err)
		case !did.IsZero():
			f.redo = nil
			f.foot.said(f.deps.Words.Say(did), true)
		}
		if done != nil {
			done(err)
		}
		f.Changed()
	})
}

// undo takes the last change of a person back.
func (f *Frame) undo() { f.takeBack("", "ui.undone") }

// again takes the last undo back.
func (f *Frame) again() {
	if n := len(f.redo); n > 0 {
		id := f.redo[n-1]
		f.redo = f.redo[:n-1]
		f.takeBack(id, "ui.redone")
	}
}

func (f *Frame) takeBack(event, said string) {
	if f.library == nil || f.Busy() {
		return
	}
	var e archive.Event
	f.queue.Go(context.Background(), func(ctx context.Context) (err error) {
		e, err = f.library.Undo(ctx, event)
		return err
	}, func(err error) {
		if err != nil {
			f.Fail(err)
			return
		}
		if event == "" {
			f.redo = append(f.redo, e.ID)
		}
		f.foot.said(f.Say(said), event != "")
		f.refresh()
		f.Changed()
	})
}

// refresh lets the pane in sight read again.
func (f *Frame) refresh() {
	if p := f.panes[f.current]; p != nil {
		p.Show()
	}
}

// Open brings a pane in sight, at a place when target is not "".
func (f *Frame) Open(id, target string) {
	if f.library == nil {
		return
	}
	p := f.pane(id)
	if p == nil {
		return
	}
	if f.current != id {
		f.current = id
		f.body.Objects = []fyne.CanvasObject{p.Content()}
		f.body.Refresh()
		for key, item := range f.rail {
			item.choose(key == id)
		}
		f.win.Canvas().Unfocus()
	}
	f.menu()
	if o, ok := p.(pane.Opener); ok && target != "" {
		o.Open(target)
	}
	p.Show()
	f.entitle()
}

// pane gives a pane, made when it is first asked for.
func (f *Frame) pane(id string) pane.Pane {
	if p := f.panes[id]; p != nil {
		return p
	}
	for _, e := range f.entries() {
		if e.id == id {
			f.panes[id] = e.make(f, f.library)
		}
	}
	return f.panes[id]
}

// settle is how long the numbers wait for the next change: confirming one
// document after the other counts the year once.
const settle = 300 * time.Millisecond

// Changed looks at the state of the year again, for the marks in the rail.
func (f *Frame) Changed() {
	l, y := f.library, f.year
	if l == nil {
		return
	}
	type state struct {
		status  year.Status
		waiting int
	}
	task.Ask(f.deps.Runner, &f.looked, func(ctx context.Context) (s state, err error) {
		if err = task.Quiet(ctx, settle); err != nil {
			return s, err
		}
		if s.status, err = l.Status(ctx, y); err != nil {
			return s, err
		}
		s.waiting, err = l.Count(ctx, "document", archive.Filter{Year: y, Review: true})
		return s, err
	}, func(s state, err error) {
		if err != nil {
			return // the panes tell what they cannot read
		}
		for id, m := range marks(s.status, s.waiting) {
			if item := f.rail[id]; item != nil {
				item.set(m)
			}
		}
	})
}
