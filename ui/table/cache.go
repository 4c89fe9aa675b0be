package table

import (
	"context"

	"niandang/ui/task"
)

// pageRows is how many rows are fetched at a time, keptPages how many pages are
// remembered: enough for any window, little for any memory.
const (
	pageRows  = 200
	keptPages = 24
)

// cache holds the pages of a source that were looked at last. It belongs to the
// window's goroutine.
type cache[T any] struct {
	run     task.Runner
	source  Source[T]
	ask     task.Latest // counting
	round   int         // of the source: answers of an earlier one are dropped
	count   int
	pages   map[int][]T
	order   []int // of pages, the one used last at the end
	wanted  map[int]bool
	arrived func(first, n int) // rows came
	failed  func(error)
}

// load counts the rows of a source anew. Pages at hand stay in sight until the
// count is there.
func (c *cache[T]) load(s Source[T], done func()) {
	c.source = s
	c.round++
	round := c.round
	var first []T
	task.Ask(c.run, &c.ask, func(ctx context.Context) (int, error) {
		n, err := s.Count(ctx)
		if err == nil && n > 0 {
			first, err = s.Page(ctx, 0, pageRows)
		}
		return n, err
	}, func(n int, err error) {
		if err != nil {
			c.failed(err)
			return
		}
		if round == c.round {
			c.count, c.pages, c.order, c.wanted = n, map[int][]T{0: first}, []int{0}, map[int]bool{}
			done()
		}
	})
}

// row gives a row at hand; otherwise it asks for its page.
func (c *cache[T]) row(i int) (row T, ok bool) {
	if i < 0 || i >= c.count {
		return row, false
	}
	p := i / pageRows
	rows, ok := c.pages[p]
	if !ok {
		c.fetch(p)
		rows, ok = c.pages[p] // in tests the answer is here already
	}
	if !ok || i%pageRows >= len(rows) {
		return row, false
	}
	return rows[i%pageRows], true
}

// set replaces a row at hand.
func (c *cache[T]) set(i int, row T) {
	if rows, ok := c.pages[i/pageRows]; ok && i%pageRows < len(rows) {
		rows[i%pageRows] = row
	}
}

func (c *cache[T]) fetch(p int) {
	if c.wanted[p] {
		return
	}
	c.wanted[p] = true
	round, source := c.round, c.source
	var rows []T
	c.run.Go(context.Background(), func(ctx context.Context) (err error) {
		rows, err = source.Page(ctx, p*pageRows, pageRows)
		return err
	}, func(err error) {
		if round != c.round {
			return
		}
		delete(c.wanted, p)
		if err != nil {
			c.failed(err)
			return
		}
		c.keep(p, rows)
		c.arrived(p*pageRows, len(rows))
	})
}

// keep remembers a page and forgets the oldest one when there are too many.
func (c *cache[T]) keep(p int, rows []T) {
	c.pages[p] = rows
	c.order = append(c.order, p)
	for len(c.order) > keptPages {
		delete(c.pages, c.order[0])
		c.order = c.order[1:]
	}
}
