package year_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"niandang/archive"
	"niandang/archive/year"
)

// expired gives a library in which two items of 2024 are due in 2040, with bytes.
func expired(t *testing.T) *year.Year {
	t.Helper()
	l := made(t, paper("1", archive.Years10), paper("2", archive.Years10))
	l.Now = func() time.Time { return time.Date(2040, 5, 6, 0, 0, 0, 0, time.UTC) }
	ctx := context.Background()
	for _, id := range []string{"1", "2"} {
		st, err := l.Store.Stage(ctx, strings.NewReader("植树"+id))
		if err != nil {
			t.Fatal(err)
		}
		if err := st.Keep(ctx); err != nil {
			t.Fatal(err)
		}
		f, _ := l.Store.File(ctx, "f"+id)
		d, _ := l.Store.Document(ctx, id)
		f.SHA256, d.SHA256 = st.SHA256(), st.SHA256()
		d.Decision.Confirmed, d.Review = true, nil
		ch := archive.Change{What: "collect", Files: []archive.File{f}, Documents: []archive.Document{d}, Pages: []archive.PageText{{SHA256: st.SHA256(), Page: 1, Text: "植树" + id}}}
		if _, err := l.Store.Apply(ctx, ch); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Arrange(ctx, 2024, archive.NoProgress{}); err != nil {
		t.Fatal(err)
	}
	return l
}

// approved proposes and approves a batch of both items.
func approved(t *testing.T, l *year.Year) archive.Disposal {
	t.Helper()
	ctx := context.Background()
	due, err := l.DueItems(ctx, 2040)
	if err != nil || len(due) != 2 {
		t.Fatalf("due %+v, %v", due, err)
	}
	r := archive.Reappraisal{Opinion: archive.Destroy}
	r.Why = "无用"
	if _, err := l.GiveOpinion(ctx, []string{due[0].Item, due[1].Item}, r); err != nil {
		t.Fatal(err)
	}
	d, refused, err := l.ProposeDisposal(ctx, year.DisposalChoice{Kind: archive.ExpiredItems}, "到期")
	if err != nil || len(refused) != 0 || len(d.Entries) != 2 {
		t.Fatalf("%+v, %v, %v", d, refused, err)
	}
	if d, err = l.ApproveDisposal(ctx, d.ID, "张局长", "同意"); err != nil {
		t.Fatal(err)
	}
	return d
}

// failing is a store whose Destroy breaks off once, as a power cut would.
type failing struct {
	archive.Store
	failed bool
}

func (f *failing) Destroy(ctx context.Context, batch string, sha []string, p archive.Progress) error {
	if !f.failed {
		f.failed = true
		return errors.New("power cut")
	}
	return f.Store.Destroy(ctx, batch, sha, p)
}

func TestADestructionThatBrokeOffGoesOnWithoutNewSignatures(t *testing.T) {
	ctx := context.Background()
	l := expired(t)
	d := approved(t, l)
	whole := l.Store
	l.Store = &failing{Store: whole}
	c := year.Carrying{Batch: d.ID, Count: 2, By: []string{"李明", "王芳"}, Why: "监销"}
	if _, err := l.CarryOut(ctx, c, archive.NoProgress{}); err == nil {
		t.Fatal("it did not break off")
	}
	got, err := l.Store.Disposal(ctx, d.ID)
	if err != nil || got.State != archive.Destroying || len(got.Supervised) != 2 {
		t.Fatalf("in the middle: %+v, %v", got, err)
	}
	if damage, err := whole.Check(ctx, archive.NoProgress{}); err != nil || len(damage) != 0 {
		t.Errorf("check in the middle: %+v, %v", damage, err)
	}
	if _, err := l.WithdrawDisposal(ctx, d.ID, "后悔"); archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("a begun destruction was withdrawn: %v", err)
	}
	if _, err := l.CarryOut(ctx, year.Carrying{Batch: d.ID, Count: 1}, archive.NoProgress{}); archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("with a wrong count it went on: %v", err)
	}
	if got, err = l.CarryOut(ctx, year.Carrying{Batch: d.ID, Count: 2}, archive.NoProgress{}); err != nil || got.State != archive.Finished {
		t.Fatalf("afterwards: %+v, %v", got, err)
	}
	for _, e := range got.Entries {
		if whole.HasObject(e.SHA256) {
			t.Errorf("%s still has its bytes", e.Code)
		}
		it, err := whole.Item(ctx, e.Item)
		if err != nil || it.Destroyed == nil || it.Destroyed.Batch != d.ID || !it.Locked || it.Code != e.Code {
			t.Errorf("item %+v, %v", it, err)
		}
		v, err := l.FilePage(ctx, "f"+e.Documents[0], 1, 300)
		if err != nil || v.Image != nil || v.Note.ID != "view.destroyed" {
			t.Errorf("page %+v, %v", v, err)
		}
	}
	if damage, err := whole.Check(ctx, archive.NoProgress{}); err != nil || len(damage) != 0 {
		t.Errorf("check: %+v, %v", damage, err)
	}
}

func TestOneOfTheConfirmationsAloneDestroysNothing(t *testing.T) {
	ctx := context.Background()
	l := expired(t)
	d := approved(t, l)
	for name, c := range map[string]year.Carrying{
		"nobody watches":       {Batch: d.ID, Count: 2, Why: "监销"},
		"one watches":          {Batch: d.ID, Count: 2, By: []string{"李明"}, Why: "监销"},
		"the approver watches": {Batch: d.ID, Count: 2, By: []string{"李明", "张局 长"}, Why: "监销"},
		"one signs twice":      {Batch: d.ID, Count: 2, By: []string{"李明", "李明 "}, Why: "监销"},
		"without a reason":     {Batch: d.ID, Count: 2, By: []string{"李明", "王芳"}},
		"another count":        {Batch: d.ID, Count: 3, By: []string{"李明", "王芳"}, Why: "监销"},
		"another batch":        {Batch: "XH-2040-009", Count: 2, By: []string{"李明", "王芳"}, Why: "监销"},
		"no name between two":  {Batch: d.ID, Count: 2, By: []string{"李明", " "}, Why: "监销"},
	} {
		if _, err := l.CarryOut(ctx, c, archive.NoProgress{}); err == nil {
			t.Errorf("%s: destroyed", name)
		}
	}
	if got, _ := l.Store.Disposal(ctx, d.ID); got.State != archive.Approved {
		t.Errorf("state %s", got.State)
	}
	for _, e := range d.Entries {
		if !l.Store.HasObject(e.SHA256) {
			t.Errorf("%s has lost its bytes", e.Code)
		}
	}
}

func TestABatchThatChangedAfterItsApprovalIsRefused(t *testing.T) {
	ctx := context.Background()
	for name, change := range map[string]func(l *year.Year, d archive.Disposal) error{
		"held": func(l *year.Year, d archive.Disposal) error {
			_, err := l.Hold(ctx, []string{d.Entries[0].Code}, true, "诉讼")
			return err
		},
		"kept on": func(l *year.Year, d archive.Disposal) error {
			r := archive.Reappraisal{Opinion: archive.KeepOn, Retention: archive.Years30}
			r.Why = "仍有用"
			_, err := l.GiveOpinion(ctx, []string{d.Entries[0].Item}, r)
			return err
		},
		"given another title": func(l *year.Year, d archive.Disposal) error {
			_, err := l.Edit(ctx, d.Entries[0].Documents[0], map[string]string{archive.ElNumber: "临林发〔2024〕1号"}, "补文号")
			return err
		},
		"undone": func(l *year.Year, _ archive.Disposal) error {
			_, err := l.Undo(ctx, "") // the opinions
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := expired(t)
			d := approved(t, l)
			if err := change(l, d); err != nil {
				t.Fatal(err)
			}
			_, err := l.CarryOut(ctx, year.Carrying{Batch: d.ID, Count: 2, By: []string{"李明", "王芳"}, Why: "监销"}, archive.NoProgress{})
			var told *archive.Error
			if !errors.As(err, &told) || told.What.ID != "error.dispose_changed" {
				t.Errorf("got %v", err)
			}
			if !l.Store.HasObject(d.Entries[1].SHA256) {
				t.Error("bytes are gone")
			}
		})
	}
}
