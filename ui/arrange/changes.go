package arrange

import (
	"context"
	"slices"

	"niandang/archive"
	"niandang/ui/pane"
)

// Move puts the item in sight one place up (-1) or down (1): at once in the list,
// with its new code, then in the library.
func (p *Presenter) Move(by int) {
	i, it, ok := p.item()
	to := i + by
	if !ok || to < 0 || to >= len(p.items) {
		return
	}
	if it.Locked || p.items[to].Item.Locked {
		p.desk.Fail(archive.Fail(archive.CodeLocked, "arrange_item_locked", nil, "code", it.Code))
		return
	}
	if !p.desk.Busy() { // while a job runs the library refuses
		p.swap(i, to)
		p.view.showItems(p.items, to)
	}
	p.change(func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.MoveTo(ctx, it, to+1)
		return archive.Say("arrange.did.move", "title", it.Title, "n", count(to+1)), err
	})
}

// swap exchanges two items; numbers and codes belong to the places.
func (p *Presenter) swap(i, j int) {
	rows := slices.Clone(p.items)
	rows[i], rows[j] = rows[j], rows[i]
	a, b := &rows[i].Item, &rows[j].Item
	a.Number, b.Number, a.Code, b.Code = b.Number, a.Number, b.Code, a.Code
	p.items = rows
}

func (p *Presenter) change(work func(context.Context) (archive.Text, error)) {
	p.desk.Change(work, func(error) { p.Load() })
}

// Cut takes the item in sight up, to be put into another class; a second time it
// is left where it is.
func (p *Presenter) Cut() {
	_, it, ok := p.item()
	switch {
	case !ok:
		return
	case it.Locked:
		p.desk.Fail(archive.Fail(archive.CodeLocked, "arrange_item_locked", nil, "code", it.Code))
		return
	case p.cut == it.ID:
		p.Back()
		return
	}
	p.cut = it.ID
	p.view.showBanner(p.desk.Say("arrange.cut", "title", it.Title))
	p.showItems()
}

// Back leaves what was cut where it is; false when nothing was.
func (p *Presenter) Back() bool {
	was := p.cut != ""
	p.cut = ""
	p.view.showBanner("")
	if was {
		p.showItems()
	}
	return was
}

// Put puts what was cut into the class in sight: its documents get the class's
// term and department, with a reason.
func (p *Presenter) Put() {
	i := slices.IndexFunc(p.now.Items, func(it archive.Item) bool { return it.ID == p.cut })
	c := slices.IndexFunc(p.classes, func(r ClassRow) bool { return r.Key == p.class && !r.Head })
	if p.cut == "" || i < 0 || c < 0 {
		return
	}
	it, to := p.now.Items[i], p.classes[c]
	if it.Class == to.Key {
		p.Back()
		return
	}
	p.desk.Prompt(p.desk.Say("arrange.put.title", "title", it.Title), p.desk.Say("arrange.put.why"), func(why string) {
		p.Back()
		p.current = it.ID
		p.change(func(ctx context.Context) (archive.Text, error) {
			_, err := p.lib.Reclass(ctx, it, to.Class, why)
			return archive.Say("arrange.did.put", "title", it.Title), err
		})
	})
}

// Split takes the last document out of the item in sight, into one of its own.
func (p *Presenter) Split() {
	_, it, ok := p.item()
	if !ok {
		return
	}
	name := it.Document
	if n := len(it.Documents); n > 0 {
		name = it.Documents[n-1]
	}
	p.change(func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.Split(ctx, name, "")
		return archive.Say("arrange.did.split", "title", it.Title), err
	})
}

// MergeUp joins the item in sight with the one above it, which leads.
func (p *Presenter) MergeUp() {
	i, it, ok := p.item()
	if !ok || i == 0 {
		return
	}
	upper := p.items[i-1].Item
	p.current = upper.ID
	p.change(func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.Merge(ctx, []string{upper.Document, it.Document}, "")
		return archive.Say("arrange.did.merge", "title", upper.Title), err
	})
}

// Lock freezes the codes of the year: the one thing here that is asked.
func (p *Presenter) Lock() {
	h := p.head()
	if h.Items == 0 || h.Locked == h.Items {
		return
	}
	y := p.desk.Year()
	text := p.desk.Say("arrange.lock.text", "n", count(h.Items-h.Locked), "classes", count(h.Classes), "first", p.now.Items[0].Code, "last", p.now.Items[len(p.now.Items)-1].Code)
	if h.Waiting > 0 {
		text += "\n" + p.desk.Say("arrange.lock.waiting", "n", count(h.Waiting))
	}
	p.desk.Ask(p.desk.Say("arrange.lock.title"), text, p.desk.Say("arrange.lock.yes"), func() {
		p.change(func(ctx context.Context) (archive.Text, error) {
			n, err := p.lib.LockSettled(ctx, y)
			return archive.Say("arrange.did.lock", "n", count(n)), err
		})
	})
}

// Unlock opens the codes again, with a reason for the log.
func (p *Presenter) Unlock() {
	if p.now.Locked == 0 {
		return
	}
	y := p.desk.Year()
	p.desk.Prompt(p.desk.Say("arrange.unlock.title"), p.desk.Say("arrange.unlock.why"), func(why string) {
		p.change(func(ctx context.Context) (archive.Text, error) {
			n, err := p.lib.Lock(ctx, y, false, why)
			return archive.Say("arrange.did.unlock", "n", count(n)), err
		})
	})
}

// Arrange forms items, order, codes and boxes.
func (p *Presenter) Arrange() {
	y := p.desk.Year()
	p.desk.Start(pane.Job{Title: archive.Say("arrange.job"), Work: func(ctx context.Context, pr archive.Progress) error {
		_, err := p.lib.Arrange(ctx, y, pr)
		return err
	}})
}

// Do does the one primary step.
func (p *Presenter) Do(n Next) {
	switch n {
	case ToReview:
		p.desk.Open(pane.Review, "")
	case ToArrange:
		p.Arrange()
	case ToLock:
		p.Lock()
	case ToBind:
		p.desk.Open(pane.Bind, "")
	}
}

// Look opens the document of the item in sight where it was decided.
func (p *Presenter) Look() {
	if _, it, ok := p.item(); ok {
		p.desk.Open(pane.Review, it.Document)
	}
}
