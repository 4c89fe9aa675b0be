package task

import (
	"context"
	"time"
)

// Latest numbers requests of one kind: a new one cancels the one before, whose
// answer is dropped even when it comes late. The zero value is ready; it belongs
// to the window's goroutine.
type Latest struct {
	number int
	cancel context.CancelFunc
}

// Go runs a request through r. Done is called unless a newer request was made.
func (l *Latest) Go(r Runner, work func(context.Context) error, done func(error)) {
	ctx, number := l.next()
	r.Go(ctx, work, func(err error) {
		if number == l.number {
			done(err)
		}
	})
}

// Stop drops the answer of the request that is under way.
func (l *Latest) Stop() { _, _ = l.next() }

func (l *Latest) next() (context.Context, int) {
	if l.cancel != nil {
		l.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	l.number++
	l.cancel = cancel
	return ctx, l.number
}

// Ask runs a request that gives a value.
func Ask[T any](r Runner, l *Latest, work func(context.Context) (T, error), done func(T, error)) {
	var v T
	l.Go(r, func(ctx context.Context) (err error) {
		v, err = work(ctx)
		return err
	}, func(err error) { done(v, err) })
}

// Quiet waits until d has passed, or gives the context's error: begin a search
// with it, so that it starts only when typing has paused.
func Quiet(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
