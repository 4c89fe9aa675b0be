package review

import (
	"context"
	"slices"

	"niandang/archive"
	"niandang/ui/pane"
)

// change is something done to documents: at once in the list, then in the
// library; where the library refuses it, the list is read again.
type change struct {
	ids   []string
	local func(*archive.Document)
	work  func(context.Context) (archive.Text, error)
}

func (p *Presenter) do(c change) {
	for _, id := range c.ids {
		if i, ok := p.place[id]; ok && c.local != nil && !p.desk.Busy() { // while a job runs the library refuses
			d := p.docs[i]
			c.local(&d)
			p.put(d)
		}
	}
	p.showHead()
	var now []archive.Document
	p.desk.Change(func(ctx context.Context) (archive.Text, error) {
		did, err := c.work(ctx)
		docs, again := p.lib.Named(ctx, c.ids)
		if again == nil {
			now = docs
		}
		return did, err
	}, func(error) {
		for _, d := range now {
			p.put(d)
		}
		p.showHead()
		p.showForm()
	})
}

// put shows a document as it is now; its line keeps its place.
func (p *Presenter) put(d archive.Document) {
	i, ok := p.place[d.ID]
	if !ok {
		return
	}
	p.docs[i] = d
	row := rowOf(d)
	row.Done = row.Group == Settled
	p.rows[p.at[d.ID]] = row
	p.view.showRow(p.at[d.ID], row)
}

// Confirm accepts the document in sight as proposed and goes to the next that
// needs a look; while a partner is looked for, it takes the one in sight.
func (p *Presenter) Confirm() {
	d, ok := p.doc()
	switch {
	case !ok || d.Secret:
		p.Next()
		return
	case p.merging != "":
		p.Merge()
		return
	case d.Decision.Retention == archive.RetentionUnset:
		p.desk.Fail(archive.Fail(archive.CodeInvalid, "review.no_term", nil))
		return
	case groupOf(d) != Settled:
		p.do(change{ids: []string{d.ID}, local: accepted, work: func(ctx context.Context) (archive.Text, error) {
			_, err := p.lib.Accept(ctx, d.ID)
			return archive.Say("review.did.confirm", "title", d.Title, "term", d.Decision.Retention.String()), err
		}})
	}
	p.Next()
}

func accepted(d *archive.Document) {
	d.Decision.Confirmed, d.Decision.Review, d.Review = true, false, nil
}

// Decide sets another term with a reason and goes to the next that needs a look.
func (p *Presenter) Decide(r archive.Retention, why string) {
	d, ok := p.doc()
	if !ok || d.Secret {
		return
	}
	if r == d.Decision.Retention && groupOf(d) != Settled {
		p.Confirm() // the person agrees
		return
	}
	p.do(change{ids: []string{d.ID}, local: func(d *archive.Document) {
		d.Decision.Retention, d.Decision.Confirmed, d.Decision.Reason, d.Decision.Review = r, true, why, false
	}, work: func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.Decide(ctx, d.ID, r, why)
		return archive.Say("review.did.decide", "title", d.Title, "term", r.String()), err
	}})
	p.Next()
}

// peers are the proposals by the same clause and as sure as a document's.
func (p *Presenter) peers(d archive.Document) []string {
	if d.Decision.Retention == archive.RetentionUnset || d.Decision.Confirmed || d.Secret {
		return nil
	}
	var ids []string
	for _, o := range p.docs {
		if !o.Decision.Confirmed && !o.Secret && o.Decision.Clause == d.Decision.Clause && o.Decision.Retention == d.Decision.Retention && stepsOf(o) == stepsOf(d) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// ConfirmGroup confirms the term of all documents decided by the same clause and
// as surely. Elements that ask for a look still do.
func (p *Presenter) ConfirmGroup() {
	d, ok := p.doc()
	if !ok {
		return
	}
	p.confirmAll(p.peers(d))
}

// ConfirmRest confirms every proposal that asks for no look.
func (p *Presenter) ConfirmRest() {
	var ids []string
	for _, d := range p.docs {
		if groupOf(d) == Proposed {
			ids = append(ids, d.ID)
		}
	}
	p.confirmAll(ids)
}

func (p *Presenter) confirmAll(ids []string) {
	if len(ids) == 0 {
		return
	}
	y := p.desk.Year()
	p.do(change{ids: ids, local: func(d *archive.Document) { d.Decision.Confirmed, d.Decision.Review = true, false }, work: func(ctx context.Context) (archive.Text, error) {
		n, err := p.lib.Confirm(ctx, y, ids)
		return archive.Say("review.did.group", "n", count(n)), err
	}})
	p.Next()
}

// EditField puts a person's value into the element under the cursor.
func (p *Presenter) EditField(value string) {
	d, ok := p.doc()
	fields := fieldsOf(d)
	if !ok || p.cursor >= len(fields) || fields[p.cursor].Value == value && !fields[p.cursor].Unsure {
		return
	}
	name := fields[p.cursor].Name
	p.do(change{ids: []string{d.ID}, work: func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.Edit(ctx, d.ID, map[string]string{name: value}, "")
		return archive.Say("review.did.edit", "name", p.desk.Say("review.el."+name), "title", d.Title), err
	}})
}

// Merge marks the document in sight to be joined with another; asked again on
// that other one, it joins them: the other leads.
func (p *Presenter) Merge() {
	d, ok := p.doc()
	if !ok {
		return
	}
	if p.merging == "" {
		p.merging = d.ID
		p.view.showBanner(p.desk.Say("review.merging", "title", d.Title))
		return
	}
	with := p.merging
	p.Back()
	if with == d.ID {
		return
	}
	p.do(change{ids: []string{d.ID, with}, work: func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.Merge(ctx, []string{d.ID, with}, "")
		return archive.Say("review.did.merge", "title", d.Title), err
	}})
}

// Back leaves the search for a partner; false when there is none.
func (p *Presenter) Back() bool {
	was := p.merging != ""
	p.merging = ""
	p.view.showBanner("")
	return was
}

// Secret puts the mark 秘密 on the document in sight. An open library destroys its
// content then, so this is asked.
func (p *Presenter) Secret() {
	d, ok := p.doc()
	if !ok || d.Secret {
		return
	}
	p.desk.Ask(p.desk.Say("review.secret.title"), p.desk.Say("review.secret.text", "title", d.Title), p.desk.Say("review.secret.yes"), func() {
		p.loader.Forget()
		p.do(change{ids: []string{d.ID}, work: func(ctx context.Context) (archive.Text, error) {
			_, err := p.lib.MarkSecret(ctx, d.ID, "秘密", p.desk.Say("review.secret.why"))
			return archive.Say("review.did.secret"), err
		}})
		if i, ok := p.at[p.current]; ok {
			p.Come(i)
		}
	})
}

// Appraise proposes a term for every document that no person has decided.
func (p *Presenter) Appraise() {
	y := p.desk.Year()
	p.desk.Start(pane.Job{Title: archive.Say("review.job"), Work: func(ctx context.Context, pr archive.Progress) error {
		_, err := p.lib.Appraise(ctx, y, pr)
		return err
	}})
}

// Do does the one primary step.
func (p *Presenter) Do(n Next) {
	switch n {
	case ToCollect:
		p.desk.Open(pane.Collect, "")
	case ToAppraise:
		p.Appraise()
	case ToLook:
		if i := slices.IndexFunc(p.rows, func(r Row) bool { return !r.Head && r.Group == Waiting }); i >= 0 {
			p.view.selectRow(i)
		}
	case ToConfirm:
		p.ConfirmRest()
	case ToArrange:
		p.desk.Open(pane.Arrange, "")
	}
}
