package year

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"niandang/archive"
	"niandang/archive/transfer"
)

// Software names the program in what it writes.
const Software = "Niandang 0.1.0"

func fixedClock(t time.Time) func() time.Time { return func() time.Time { return t } }

// PlanTransfer says what a transfer would hand over; the error, when there is
// one, says why it could not be done, and the plan still shows the checks.
func (y *Year) PlanTransfer(ctx context.Context, year int, o transfer.Options) (*transfer.Plan, error) {
	in, err := y.transferInput(ctx, year, o)
	if err != nil {
		return nil, err
	}
	return transfer.NewPlan(in)
}

// Transfer writes the package of a year into a folder, verified.
func (y *Year) Transfer(ctx context.Context, year int, dir string, o transfer.Options, p archive.Progress) (transfer.Report, error) {
	plan, err := y.PlanTransfer(ctx, year, o)
	if err != nil {
		return transfer.Report{}, err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return transfer.Report{}, fmt.Errorf("transfer: %w", err)
	}
	if err := os.MkdirAll(abs, 0o755); err != nil {
		return transfer.Report{}, archive.Fail(archive.CodeInvalid, "cannot_write", err, "path", abs)
	}
	r, err := y.pack(ctx, plan, abs, p)
	if err != nil {
		return r, canceled(err)
	}
	return r, y.saveTransfer(ctx, year, plan, r)
}

// TransferDeps are what packages, reports and receipts are written with.
func (y *Year) TransferDeps() transfer.Deps {
	d := transfer.Deps{Content: y.Store, Engine: y.PDF, Type: y.Type, Paper: y.Paper, Words: y.Words}
	if y.Schemas != nil {
		d.Schemas = []fs.FS{y.Schemas}
	}
	return d
}

// packing is the journal that remembers which plan was being packed where.
const packing = "packing"

// pack writes the package, or takes up one that a run finished just before it
// was stopped.
func (y *Year) pack(ctx context.Context, plan *transfer.Plan, dir string, p archive.Progress) (transfer.Report, error) {
	where := plan.Place(dir)
	begun, err := y.Store.Journal(ctx, packing)
	if err != nil {
		return transfer.Report{}, err
	}
	if _, err := os.Lstat(where); err == nil && begun[where] == plan.Digest() {
		return plan.Adopt(ctx, dir, p)
	}
	if err := y.Store.SetJournal(ctx, packing, where, plan.Digest()); err != nil {
		return transfer.Report{}, err
	}
	d := y.TransferDeps()
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return transfer.Report{}, err
	}
	d.Xorriso = s.Helpers.Xorriso
	if dir := s.Transfer.Schemas; dir != "" {
		if _, err := os.Stat(dir); err != nil {
			return transfer.Report{}, archive.Fail(archive.CodeNotFound, "file", err, "path", dir)
		}
		d.Schemas = append(d.Schemas, os.DirFS(dir))
	}
	return plan.Pack(ctx, dir, d, p)
}

func (y *Year) saveTransfer(ctx context.Context, year int, plan *transfer.Plan, r transfer.Report) error {
	id, err := newID()
	if err != nil {
		return err
	}
	t := archive.Transfer{
		ID: id, Year: year, Profile: plan.Profile(), Where: r.Where, Items: r.Items, State: "written", Digest: r.Digest, Why: plan.Why(), At: y.Now(),
	}
	for _, it := range plan.Items {
		t.ItemIDs = append(t.ItemIDs, it.Item.ID)
	}
	if _, err := y.Store.Apply(ctx, archive.Change{
		What: "transfer", On: fmt.Sprint(year), Why: t.Why, Who: y.Who, Year: year, Transfers: []archive.Transfer{t},
	}); err != nil {
		return fmt.Errorf("transfer: %w", err)
	}
	return y.Store.ClearJournal(ctx, packing)
}

func (y *Year) transferInput(ctx context.Context, year int, o transfer.Options) (transfer.Input, error) {
	in := transfer.Input{Year: year, Options: o, Software: Software, Paper: y.Paper, Renditions: make(map[string]archive.Rendition), Sizes: make(map[string]int64)}
	var err error
	if in.Settings, err = y.Store.Settings(ctx); err != nil {
		return in, err
	}
	if in.Items, err = y.items(ctx, year); err != nil {
		return in, err
	}
	if in.Documents, in.Files, err = y.recordsOf(ctx, in.Items); err != nil {
		return in, err
	}
	if in.Boxes, err = all(y.Store.Boxes(ctx, archive.Filter{Year: year})); err != nil {
		return in, err
	}
	if in.Closed, err = y.closed(ctx); err != nil {
		return in, err
	}
	if in.Findings, err = all(y.Store.Findings(ctx, archive.Filter{Year: year, Open: true})); err != nil {
		return in, err
	}
	if in.Events, err = all(y.Store.Events(ctx, archive.Filter{Year: year})); err != nil {
		return in, err
	}
	if in.Sequence, err = y.Store.Count(ctx, "transfer", archive.Filter{Year: year}); err != nil {
		return in, err
	}
	in.Sequence++
	in.Judge = y.judge
	in.Now = y.boundOn(ctx, year)()
	for _, f := range in.Files {
		r, err := y.Store.Rendition(ctx, f.SHA256, "pdf")
		if notFound(err) {
			continue
		}
		if err != nil {
			return in, err
		}
		in.Renditions[f.SHA256] = r
		if o, err := y.Store.OpenObject(r.SHA256); err == nil {
			in.Sizes[r.SHA256] = o.Size()
			o.Close()
		}
	}
	return in, nil
}

// closed are the items that the archives have accepted.
func (y *Year) closed(ctx context.Context) (map[string]bool, error) {
	out := make(map[string]bool)
	for t, err := range y.Store.Transfers(ctx, archive.Filter{}) {
		if err != nil {
			return nil, err
		}
		if t.State == "accepted" {
			for _, id := range t.ItemIDs {
				out[id] = true
			}
		}
	}
	return out, nil
}
