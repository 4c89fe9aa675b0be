package task

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"niandang/archive"
)

// Runner runs work off the window's goroutine, then done on it.
type Runner interface {
	Go(ctx context.Context, work func(context.Context) error, done func(error))
}

// Live is the Runner of the program.
type Live struct{}

// Go implements Runner. It returns at once.
func (Live) Go(ctx context.Context, work func(context.Context) error, done func(error)) {
	go func() {
		err := guarded(ctx, work)
		fyne.Do(func() { done(err) })
	}()
}

// Inline runs work and done in place: for tests and pictures.
type Inline struct{}

// Go implements Runner. It returns when both are through.
func (Inline) Go(ctx context.Context, work func(context.Context) error, done func(error)) {
	done(guarded(ctx, work))
}

// guarded turns a fault of the work into an error: a fault in one file must not
// take the window down.
func guarded(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = archive.Fail(archive.CodeInternal, "panic", fmt.Errorf("%v", p), "detail", fmt.Sprint(p))
		}
	}()
	return work(ctx)
}
