package ui

import (
	"context"
	"time"

	"niandang/archive"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// running is the job in the foot.
type running struct {
	job     pane.Job
	counter *task.Counter
	begun   time.Time
	cancel  context.CancelFunc
	state   jobState
}

type jobState int

const (
	jobRuns jobState = iota
	jobPausing
	jobPaused
	jobEnding
)

// Busy reports whether a job runs; one that is paused does not.
func (f *Frame) Busy() bool { return f.job != nil && f.job.state != jobPaused }

// Start begins a job.
func (f *Frame) Start(j pane.Job) bool {
	if f.Busy() {
		f.Fail(archive.Fail(archive.CodeLocked, "ui.busy", nil))
		return false
	}
	f.run(j)
	return true
}

func (f *Frame) run(j pane.Job) {
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{job: j, counter: &task.Counter{}, begun: f.deps.Now(), cancel: cancel}
	f.job = r
	f.foot.hush()
	f.foot.begun(f.title())
	f.entitle()
	f.queue.Go(ctx, func(ctx context.Context) error { return j.Work(ctx, r.counter) }, func(err error) { f.ended(r, err) })
	if f.job == r && r.state == jobRuns {
		task.Watch(f.deps.Runner, func() bool { return f.look(r) })
	}
}

func (f *Frame) title() string { return f.deps.Words.Say(f.job.job.Title) }

// look draws the count; false when the job is over.
func (f *Frame) look(r *running) bool {
	if f.job != r {
		return false
	}
	if r.state == jobRuns {
		f.foot.work(f.title(), r.counter.Sample(f.deps.Now().Sub(r.begun)))
		f.entitle()
	}
	return r.state != jobPaused
}

// ended tells the end of a job, or that it waits to be gone on with.
func (f *Frame) ended(r *running, err error) {
	r.cancel()
	defer f.entitle()
	if r.state == jobPausing && err != nil {
		r.state = jobPaused
		f.foot.paused(f.title())
		f.refresh()
		return
	}
	f.job = nil
	f.foot.idle()
	if err != nil {
		f.Fail(err)
	}
	if r.job.Done != nil {
		r.job.Done(err)
	}
	if f.closed {
		f.leave()
		return
	}
	f.refresh()
	f.Changed()
}

func (f *Frame) pauseOrResume() {
	switch {
	case f.job == nil:
	case f.job.state == jobPaused:
		f.run(f.job.job)
	case f.job.state == jobRuns:
		f.stop(jobPausing)
	}
}

func (f *Frame) cancelJob() {
	switch {
	case f.job == nil:
	case f.job.state == jobPaused:
		r := f.job
		f.job = nil
		f.foot.idle()
		if r.job.Done != nil {
			r.job.Done(archive.Fail(archive.CodeCanceled, "canceled", context.Canceled))
		}
	default:
		f.stop(jobEnding)
	}
}

// stop asks the job to end; it does when the file at hand is through.
func (f *Frame) stop(as jobState) {
	f.job.state = as
	f.foot.stopping(f.title())
	f.job.cancel()
}

// close ends the program, after the job has ended what it has begun: what was
// taken in stays, and the same step goes on from there.
func (f *Frame) close() {
	f.closed = true
	if f.Busy() {
		f.stop(jobEnding)
		return
	}
	f.leave()
}

func (f *Frame) leave() {
	l := f.library
	f.library = nil
	f.queue.Go(context.Background(), func(context.Context) error {
		if l == nil {
			return nil
		}
		return l.Close()
	}, func(error) {
		f.win.SetCloseIntercept(nil)
		f.win.Close()
	})
}

// Shut closes the library and leaves the window: for pictures and tests.
func (f *Frame) Shut() {
	if f.library != nil {
		_ = f.library.Close()
		f.library = nil
	}
}
