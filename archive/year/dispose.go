package year

import (
	"context"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
)

// DisposalChoice says what a batch of disposal is to hold.
type DisposalChoice struct {
	Kind  archive.DisposalKind
	Year  int      // only items or documents of this year, 0 for all
	Names []string // items by code or ID, documents by number or ID; none: all that may be
}

// PlanDisposal says what could be destroyed now and what stands in the way of the
// rest. It writes nothing.
func (y *Year) PlanDisposal(ctx context.Context, c DisposalChoice) (*appraise.DisposalPlan, error) {
	in, err := y.disposalInput(ctx, c)
	if err != nil {
		return nil, err
	}
	return appraise.PlanDisposal(in), nil
}

// ProposeDisposal makes a batch of all that may be destroyed: the disposal
// register with a number of its own. Nothing is destroyed by it; what could not be
// taken up is returned with the reasons.
func (y *Year) ProposeDisposal(ctx context.Context, c DisposalChoice, why string) (archive.Disposal, []appraise.Refusal, error) {
	plan, err := y.PlanDisposal(ctx, c)
	if err != nil {
		return archive.Disposal{}, nil, err
	}
	if len(plan.Entries) == 0 {
		return archive.Disposal{}, plan.Refused, archive.Fail(archive.CodeInvalid, "dispose_none", nil, "refused", strconv.Itoa(len(plan.Refused)))
	}
	d := archive.Disposal{
		Year: y.Now().Year(), Kind: c.Kind, State: archive.Proposed, Entries: plan.Entries, Proposed: archive.Signature{By: y.Who, Why: why, At: y.Now()},
	}
	if d.ID, err = y.newBatch(ctx, d.Year); err != nil {
		return d, nil, err
	}
	return d, plan.Refused, y.saveDisposal(ctx, d, archive.Change{What: "dispose-propose", Who: y.Who, Why: why})
}

// newBatch gives the next number of the year; numbers of batches that were
// withdrawn are not used again.
func (y *Year) newBatch(ctx context.Context, year int) (string, error) {
	n, err := y.Store.Count(ctx, "disposal", archive.Filter{Year: year})
	return fmt.Sprintf("XH-%d-%03d", year, n+1), err
}

// saveDisposal writes a batch with the records that go with its change. It is no
// change that Undo takes back: a batch is withdrawn instead.
func (y *Year) saveDisposal(ctx context.Context, d archive.Disposal, ch archive.Change) error {
	ch.On, ch.Year, ch.Disposals = d.ID, d.Year, []archive.Disposal{d}
	if _, err := y.Store.Apply(ctx, ch); err != nil {
		return fmt.Errorf("%s: %w", ch.What, err)
	}
	return nil
}

// ApproveDisposal is the first confirmation: the approver (批准人) agrees that the
// batch be destroyed. The batch is looked at again first; one that has changed is
// refused.
func (y *Year) ApproveDisposal(ctx context.Context, batch, by, why string) (archive.Disposal, error) {
	d, err := y.batchIn(ctx, batch, archive.Proposed)
	if err != nil {
		return d, err
	}
	if err := signed(by, why); err != nil {
		return d, err
	}
	if _, err := y.recheck(ctx, d); err != nil {
		return d, err
	}
	d.State, d.Approved = archive.Approved, &archive.Signature{By: strings.TrimSpace(by), Why: why, At: y.Now()}
	return d, y.saveDisposal(ctx, d, archive.Change{What: "dispose-approve", Who: d.Approved.By, Why: y.entered(d.Approved.By, why)})
}

// WithdrawDisposal ends a batch before anything of it is destroyed.
func (y *Year) WithdrawDisposal(ctx context.Context, batch, why string) (archive.Disposal, error) {
	d, err := y.batchIn(ctx, batch, archive.Proposed, archive.Approved)
	if err != nil {
		return d, err
	}
	if why == "" {
		return d, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	d.State, d.Withdrawn = archive.Withdrawn, &archive.Signature{By: y.Who, Why: why, At: y.Now()}
	return d, y.saveDisposal(ctx, d, archive.Change{What: "dispose-withdraw", Who: y.Who, Why: why})
}

// batchIn gives a batch that must be in one of the states.
func (y *Year) batchIn(ctx context.Context, id string, states ...archive.DisposalState) (archive.Disposal, error) {
	d, err := y.Store.Disposal(ctx, id)
	if notFound(err) {
		return d, archive.Fail(archive.CodeNotFound, "dispose_batch", err, "batch", id)
	}
	if err != nil {
		return d, err
	}
	for _, s := range states {
		if d.State == s {
			return d, nil
		}
	}
	return d, archive.Fail(archive.CodeInvalid, "dispose_state", nil, "batch", id, "state", y.say("dispose.state."+string(d.State)))
}

// signed asks for a name and a reason.
func signed(by, why string) error {
	switch {
	case strings.TrimSpace(by) == "":
		return archive.Fail(archive.CodeInvalid, "dispose_name", nil)
	case strings.TrimSpace(why) == "":
		return archive.Fail(archive.CodeInvalid, "why", nil)
	}
	return nil
}

// entered adds to a reason who typed it in for the person who signed.
func (y *Year) entered(by, why string) string {
	if samePerson(by, y.Who) {
		return why
	}
	return y.Words.Say(archive.Say("dispose.entered", "why", why, "who", y.Who))
}

func samePerson(a, b string) bool {
	return archive.Squeeze(archive.Fold(a)) == archive.Squeeze(archive.Fold(b))
}

// recheck plans the batch's entries anew. Each must still be there, and be what it
// was when the register was made.
func (y *Year) recheck(ctx context.Context, d archive.Disposal) (*appraise.DisposalPlan, error) {
	c := DisposalChoice{Kind: d.Kind}
	for _, e := range d.Entries {
		if e.Item != "" {
			c.Names = append(c.Names, e.Item)
		} else {
			c.Names = append(c.Names, e.Documents...)
		}
	}
	in, err := y.disposalInput(ctx, c)
	if err != nil {
		return nil, err
	}
	in.Batch = d.ID
	plan := appraise.PlanDisposal(in)
	for _, e := range d.Entries {
		now, ok := plan.Find(e)
		if ok && reflect.DeepEqual(plainEntry(now), plainEntry(e)) {
			continue
		}
		why := y.say("dispose.changed")
		for _, r := range plan.Refused {
			if r.Entry.Item == e.Item && reflect.DeepEqual(r.Entry.Documents, e.Documents) {
				why = y.Words.SayAll(r.Why, y.say("cli.semicolon"))
			}
		}
		return nil, archive.Fail(archive.CodeInvalid, "dispose_changed", nil, "batch", d.ID, "title", nameOf(e), "why", why)
	}
	return plan, nil
}

// plainEntry makes entries comparable that went through the store.
func plainEntry(e archive.DisposalEntry) archive.DisposalEntry {
	e.Opinion.At = e.Opinion.At.UTC().Round(0)
	if len(e.Issuers) == 0 {
		e.Issuers = nil
	}
	return e
}

// nameOf names an entry for a person.
func nameOf(e archive.DisposalEntry) string { return strings.TrimSpace(e.Code + " " + e.Title) }
