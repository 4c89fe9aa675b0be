package task

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"niandang/archive"
)

// later keeps work until the test lets it end.
type later struct{ ends []func() }

func (l *later) Go(ctx context.Context, work func(context.Context) error, done func(error)) {
	l.ends = append(l.ends, func() { done(guarded(ctx, work)) })
}

func TestLateAnswersAreDropped(t *testing.T) {
	var run later
	var latest Latest
	var got []string
	for _, q := range []string{"预", "预算"} {
		Ask(&run, &latest, func(context.Context) (string, error) { return q, nil }, func(v string, err error) { got = append(got, v) })
	}
	run.ends[1]()
	run.ends[0]()
	if !slices.Equal(got, []string{"预算"}) {
		t.Errorf("answers shown: %v", got)
	}
}

func TestNewRequestCancelsTheOneBefore(t *testing.T) {
	var run later
	var latest Latest
	var canceled bool
	latest.Go(&run, func(ctx context.Context) error { canceled = ctx.Err() != nil; return nil }, func(error) {})
	latest.Stop()
	run.ends[0]()
	if !canceled {
		t.Error("the older work did not see that it is canceled")
	}
}

func TestQueueKeepsTheOrder(t *testing.T) {
	var run later
	q := &Queue{Runner: &run}
	var got []string
	note := func(s string) func(context.Context) error {
		return func(context.Context) error { got = append(got, s); return nil }
	}
	for _, s := range []string{"a", "b", "c"} {
		q.Go(context.Background(), note(s), func(error) { got = append(got, s+"!") })
	}
	for i := 0; i < len(run.ends); i++ {
		run.ends[i]()
	}
	if want := []string{"a", "a!", "b", "b!", "c", "c!"}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
	if !q.Idle() {
		t.Error("queue not idle at the end")
	}
}

func TestQueueRunsInPlace(t *testing.T) {
	q := &Queue{Runner: Inline{}}
	n := 0
	q.Go(context.Background(), func(context.Context) error { return nil }, func(error) {
		q.Go(context.Background(), func(context.Context) error { n++; return nil }, func(error) { n++ })
	})
	if n != 2 || !q.Idle() {
		t.Errorf("n = %d, idle %v", n, q.Idle())
	}
}

func TestFaultBecomesAnError(t *testing.T) {
	var got error
	Inline{}.Go(context.Background(), func(context.Context) error { panic("slice") }, func(err error) { got = err })
	if archive.ErrorCode(got) != archive.CodeInternal {
		t.Errorf("error %v", got)
	}
}

func TestCounterShowsRateAndTimeLeft(t *testing.T) {
	var c Counter
	c.Total(100)
	c.Total(100)
	c.Add(50)
	c.Note("a.pdf")
	s := c.Sample(10 * time.Second)
	if s.Done != 50 || s.Total != 200 || s.Rate != 5 || s.Left != 30*time.Second || s.Note != "a.pdf" || s.Fraction() != 0.25 {
		t.Errorf("%+v", s)
	}
	if s := c.Sample(time.Second); s.Left != 0 {
		t.Errorf("time left told after a second: %v", s.Left)
	}
	c.Add(500)
	if s := c.Sample(time.Minute); s.Total != 550 || s.Fraction() != 1 {
		t.Errorf("more done than told: %+v", s)
	}
	if (Sample{}).Fraction() != 0 {
		t.Error("nothing to do is not done")
	}
}

func TestWatchStopsWhenToldTo(t *testing.T) {
	n := 0
	Watch(Inline{}, func() bool { n++; return n < 3 })
	if n != 3 {
		t.Errorf("looked %d times", n)
	}
}

func TestQuietEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Quiet(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Error(fmt.Sprint(err))
	}
}
