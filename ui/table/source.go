package table

import "context"

// Source gives rows by their place. It is called off the window's goroutine.
type Source[T any] interface {
	Count(ctx context.Context) (int, error)
	Page(ctx context.Context, offset, limit int) ([]T, error)
}

// Rows is a Source of rows at hand.
type Rows[T any] []T

// Count implements Source.
func (r Rows[T]) Count(context.Context) (int, error) { return len(r), nil }

// Page implements Source.
func (r Rows[T]) Page(_ context.Context, offset, limit int) ([]T, error) {
	offset = min(max(offset, 0), len(r))
	return r[offset:min(offset+limit, len(r))], nil
}
