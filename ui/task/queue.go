package task

import "context"

// Queue runs changes one after the other in the order they were given: the steps
// of a year may not run beside one another. It belongs to the window's goroutine.
type Queue struct {
	Runner  Runner
	waiting []request
	running bool
}

type request struct {
	ctx  context.Context
	work func(context.Context) error
	done func(error)
}

// Go implements Runner.
func (q *Queue) Go(ctx context.Context, work func(context.Context) error, done func(error)) {
	q.waiting = append(q.waiting, request{ctx, work, done})
	if !q.running {
		q.next()
	}
}

// Idle reports whether nothing runs or waits.
func (q *Queue) Idle() bool { return !q.running && len(q.waiting) == 0 }

func (q *Queue) next() {
	if len(q.waiting) == 0 {
		return
	}
	r := q.waiting[0]
	q.waiting = q.waiting[1:]
	q.running = true
	q.Runner.Go(r.ctx, r.work, func(err error) {
		q.running = false
		r.done(err)
		if !q.running {
			q.next()
		}
	})
}
