package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

// meter counts for a terminal: the engine counts, a ticker looks.
type meter struct {
	total, done atomic.Int64
	note        atomic.Value
	stop        chan struct{}
	stopped     chan struct{}
}

func (m *meter) Total(n int)   { m.total.Add(int64(n)) }
func (m *meter) Add(n int)     { m.done.Add(int64(n)) }
func (m *meter) Note(s string) { m.note.Store(s) }

// lookEvery is how often the terminal is redrawn.
const lookEvery = 200 * time.Millisecond

// meter starts a progress line on the terminal and returns it with the function
// that ends it; without a terminal it only counts.
func (e *env) meter(label string) (*meter, func()) {
	m := &meter{stop: make(chan struct{}), stopped: make(chan struct{})}
	if e.global.Quiet || !e.terminal() {
		return m, func() {}
	}
	start := time.Now()
	go func() {
		defer close(m.stopped)
		tick := time.NewTicker(lookEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				m.draw(e, label, time.Since(start))
			case <-m.stop:
				fmt.Fprint(e.errs, "\r\033[K")
				return
			}
		}
	}()
	return m, func() {
		close(m.stop)
		<-m.stopped
	}
}

func (m *meter) draw(e *env, label string, since time.Duration) {
	done, total := m.done.Load(), max(m.total.Load(), m.done.Load())
	rate := float64(done) / max(since.Seconds(), 0.001)
	fmt.Fprintf(e.errs, "\r\033[K%s", e.say("cli.progress", "step", e.say(label),
		"done", fmt.Sprint(done), "total", fmt.Sprint(total), "rate", fmt.Sprintf("%.1f", rate)))
}
