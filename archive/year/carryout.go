package year

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
)

// Carrying is the second confirmation: those who watch the destruction (监销人) name
// the batch and its count again.
type Carrying struct {
	Batch string
	Count int // of the batch's entries, as they read it in the register
	By    []string
	Why   string
}

// CarryOut destroys the content of a batch: bytes, renditions, texts and index
// entries of every item go; the entries stay, marked as destroyed. It cannot be
// undone. The batch must be approved and what it was then; those who watch are
// different persons, and none of them is the approver. A run that was broken off
// is gone on with by the same call, without new signatures.
func (y *Year) CarryOut(ctx context.Context, c Carrying, p archive.Progress) (archive.Disposal, error) {
	d, err := y.batchIn(ctx, c.Batch, archive.Approved, archive.Destroying)
	if err != nil {
		return d, err
	}
	if c.Count != len(d.Entries) {
		return d, archive.Fail(archive.CodeInvalid, "dispose_count", nil, "batch", d.ID, "want", strconv.Itoa(len(d.Entries)), "got", strconv.Itoa(c.Count))
	}
	if d.State == archive.Approved {
		if d, err = y.begin(ctx, d, c); err != nil {
			return d, err
		}
	}
	if err := y.Store.Destroy(ctx, d.ID, d.Objects, p); err != nil {
		return d, canceled(err)
	}
	if err := y.Store.Index(ctx, documentsOf(d)); err != nil {
		return d, canceled(err)
	}
	d.State, d.Done = archive.Finished, y.Now()
	return d, y.saveDisposal(ctx, d, archive.Change{What: "dispose-done", Who: y.Who, Why: strconv.Itoa(len(d.Entries))})
}

func documentsOf(d archive.Disposal) []string {
	var ids []string
	for _, e := range d.Entries {
		ids = append(ids, e.Documents...)
	}
	return ids
}

// begin writes in one change that the batch is being destroyed and that its
// records are: from here on there is no way back.
func (y *Year) begin(ctx context.Context, d archive.Disposal, c Carrying) (archive.Disposal, error) {
	if err := y.watchers(ctx, d, c); err != nil {
		return d, err
	}
	plan, err := y.recheck(ctx, d)
	if err != nil {
		return d, err
	}
	d.State, d.Objects, d.Shared = archive.Destroying, plan.Objects, plan.Shared
	names := make([]string, 0, len(c.By))
	for _, by := range c.By {
		by = strings.TrimSpace(by)
		d.Supervised = append(d.Supervised, archive.Signature{By: by, Why: c.Why, At: y.Now()})
		names = append(names, by)
	}
	ch, err := y.destroyedRecords(ctx, d, plan)
	if err != nil {
		return d, err
	}
	who := strings.Join(names, "、")
	ch.What, ch.Who, ch.Why = "dispose-carry-out", who, y.entered(who, c.Why)
	return d, y.saveDisposal(ctx, d, ch)
}

// watchers checks the names of those who watch.
func (y *Year) watchers(ctx context.Context, d archive.Disposal, c Carrying) error {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return err
	}
	for i, by := range c.By {
		if err := signed(by, c.Why); err != nil {
			return err
		}
		if samePerson(by, d.Approved.By) || slices.ContainsFunc(c.By[:i], func(o string) bool { return samePerson(o, by) }) {
			return archive.Fail(archive.CodeInvalid, "dispose_same", nil, "name", strings.TrimSpace(by), "approver", d.Approved.By)
		}
	}
	if want := s.Dispose.Watchers(); len(c.By) < want {
		return archive.Fail(archive.CodeInvalid, "dispose_watchers", nil, "want", strconv.Itoa(want), "got", strconv.Itoa(len(c.By)))
	}
	return nil
}

// destroyedRecords marks what is destroyed. Items are locked, so that their codes
// are never given out again.
func (y *Year) destroyedRecords(ctx context.Context, d archive.Disposal, plan *appraise.DisposalPlan) (archive.Change, error) {
	ch := archive.Change{Files: plan.Files}
	mark := &archive.Destroyed{Batch: d.ID, At: y.Now()}
	for i := range ch.Files {
		ch.Files[i].Status = archive.Gone
	}
	for _, e := range d.Entries {
		docs, err := y.Named(ctx, e.Documents)
		if err != nil {
			return ch, err
		}
		for _, doc := range docs {
			doc.Destroyed = mark
			ch.Documents = append(ch.Documents, doc)
		}
		if e.Item == "" {
			continue
		}
		it, err := y.Store.Item(ctx, e.Item)
		if err != nil {
			return ch, fmt.Errorf("destroy: %w", err)
		}
		it.Destroyed, it.Locked = mark, true
		ch.Items = append(ch.Items, it)
	}
	return ch, nil
}
