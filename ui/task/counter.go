package task

import (
	"context"
	"sync/atomic"
	"time"

	"niandang/archive"
)

// Counter counts for the foot of the window: the engine counts, the window looks
// ten times a second. One redraw for each file would queue up for minutes.
type Counter struct {
	total, done atomic.Int64
	note        atomic.Value
}

var _ archive.Progress = (*Counter)(nil)

// Total adds n to what there is to do: a step may tell it source by source.
func (c *Counter) Total(n int) { c.total.Add(int64(n)) }

// Add tells that n more are done.
func (c *Counter) Add(n int) { c.done.Add(int64(n)) }

// Note tells what is being worked on.
func (c *Counter) Note(s string) { c.note.Store(s) }

// Sample is what a counter shows at one moment.
type Sample struct {
	Done, Total int
	Rate        float64       // a second
	Left        time.Duration // 0 when it cannot be told yet
	Note        string
}

// Fraction gives how much is done, from 0 to 1.
func (s Sample) Fraction() float64 {
	if s.Total == 0 {
		return 0
	}
	return float64(s.Done) / float64(s.Total)
}

// tellAfter is how long work must run before a guess of the time left is worth
// showing.
const tellAfter = 3 * time.Second

// Sample looks at the counter, which has run for the time given.
func (c *Counter) Sample(since time.Duration) Sample {
	s := Sample{Done: int(c.done.Load()), Total: int(c.total.Load())}
	s.Total = max(s.Total, s.Done)
	s.Note, _ = c.note.Load().(string)
	if sec := since.Seconds(); sec > 0 {
		s.Rate = float64(s.Done) / sec
	}
	if s.Rate > 0 && since >= tellAfter {
		s.Left = time.Duration(float64(s.Total-s.Done)/s.Rate) * time.Second
	}
	return s
}

// lookEvery is the time between two looks at a counter.
const lookEvery = 100 * time.Millisecond

// Watch calls look ten times a second on the window's goroutine until it returns
// false.
func Watch(r Runner, look func() bool) {
	r.Go(context.Background(), func(ctx context.Context) error { return Quiet(ctx, lookEvery) }, func(error) {
		if look() {
			Watch(r, look)
		}
	})
}
