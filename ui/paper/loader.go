package paper

import (
	"context"
	"slices"
	"time"

	"niandang/archive/year"
	"niandang/ui/task"
)

// Height is how many pixels high pages are drawn: sharp on a screen of twice the
// usual density, or enlarged by half.
const Height = 1500

// kept is how many pages stay in memory: about 6 MB each.
const kept = 10

// Key names a page: what it belongs to, and its number from 1.
type Key struct {
	ID   string
	Page int
}

// Loader fetches pages. It belongs to the window's goroutine.
type Loader struct {
	Runner task.Runner
	Fetch  func(context.Context, Key) (year.PageView, error)
	Shown  func(Key, year.PageView) // the page that was asked for last is there
	Late   func(Key)                // it takes longer than a moment; may be nil
	Failed func(error)

	latest task.Latest
	pages  map[Key]year.PageView
	order  []Key
	wanted map[Key]bool
	now    Key
}

// Show asks for a page; one at hand is shown at once.
func (l *Loader) Show(k Key) {
	l.now = k
	if v, ok := l.pages[k]; ok {
		l.latest.Stop()
		l.Shown(k, v)
		return
	}
	defer l.wait(k)
	if l.wanted[k] {
		return // it is under way
	}
	task.Ask(l.Runner, &l.latest, func(ctx context.Context) (year.PageView, error) { return l.Fetch(ctx, k) }, func(v year.PageView, err error) {
		if err != nil {
			l.fail(err)
			return
		}
		l.keep(k, v)
		l.Shown(k, v)
	})
}

// moment is how long a page may take before a word stands in its place.
const moment = 300 * time.Millisecond

// wait says that a page is under way when it does not come at once.
func (l *Loader) wait(k Key) {
	if _, ok := l.pages[k]; ok || l.Late == nil {
		return
	}
	l.Runner.Go(context.Background(), func(ctx context.Context) error { return task.Quiet(ctx, moment) }, func(error) {
		if _, ok := l.pages[k]; !ok && l.now == k {
			l.Late(k)
		}
	})
}

// Ahead fetches pages that will be asked for soon.
func (l *Loader) Ahead(keys ...Key) {
	for _, k := range keys {
		if _, ok := l.pages[k]; ok || l.wanted[k] || k.ID == "" {
			continue
		}
		if l.wanted == nil {
			l.wanted = make(map[Key]bool)
		}
		l.wanted[k] = true
		var v year.PageView
		l.Runner.Go(context.Background(), func(ctx context.Context) (err error) {
			v, err = l.Fetch(ctx, k)
			return err
		}, func(err error) { l.came(k, v, err) })
	}
}

func (l *Loader) came(k Key, v year.PageView, err error) {
	delete(l.wanted, k)
	if err == nil {
		l.keep(k, v)
	}
	if k != l.now {
		return
	}
	if err != nil {
		l.fail(err)
		return
	}
	l.Shown(k, v)
}

// Forget drops all pages: what they show may have changed.
func (l *Loader) Forget() { l.pages, l.order, l.now = nil, nil, Key{} }

func (l *Loader) fail(err error) {
	if l.Failed != nil {
		l.Failed(err)
	}
}

func (l *Loader) keep(k Key, v year.PageView) {
	if l.pages == nil {
		l.pages = make(map[Key]year.PageView)
	}
	l.pages[k] = v
	l.order = append(slices.DeleteFunc(l.order, func(o Key) bool { return o == k }), k)
	for len(l.order) > kept {
		delete(l.pages, l.order[0])
		l.order = l.order[1:]
	}
}
