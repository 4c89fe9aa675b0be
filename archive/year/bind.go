package year

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/bind"
)

// BindReport says what was bound.
type BindReport struct {
	Dir        string
	Volumes    int
	Pages      int
	Papers     []string
	Made, Kept int
	Findings   int
}

// Bind makes the year's volumes, catalogues, labels and note sheets in a folder.
// What is there already and did not change is left as it is.
func (y *Year) Bind(ctx context.Context, year int, dir string, p archive.Progress) (BindReport, error) {
	in, err := y.bindInput(ctx, year)
	if err != nil {
		return BindReport{}, err
	}
	plan, err := bind.NewPlan(in)
	if err != nil {
		return BindReport{}, err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return BindReport{}, fmt.Errorf("bind: %w", err)
	}
	if err := os.MkdirAll(abs, 0o755); err != nil {
		return BindReport{}, archive.Fail(archive.CodeInvalid, "cannot_write", err, "path", abs)
	}
	r, err := plan.Compile(ctx, abs, bind.Deps{
		Engine: y.PDF, Type: y.Type, Content: content{y.Store, in.Files}, Forms: y.Forms,
		Journal: journal{y.Store, fmt.Sprintf("bind %d %s", year, abs)}, Now: y.boundOn(ctx, year),
	}, p)
	if err != nil {
		return BindReport{}, canceled(err)
	}
	return y.saveVolumes(ctx, year, abs, r)
}

// boundOn gives the time that stands in the volumes: that of the last event that
// changed what is bound, so that the same library gives the same bytes.
func (y *Year) boundOn(ctx context.Context, year int) archive.Clock {
	last := y.Now()
	for e, err := range y.Store.Events(ctx, archive.Filter{Year: year}) {
		if err == nil && e.What != "bind" && e.What != "transfer" && e.What != "receipt" {
			last = e.When
		}
	}
	return archive.Clock(fixedClock(last))
}

func (y *Year) bindInput(ctx context.Context, year int) (bind.Input, error) {
	in := bind.Input{Year: year, Words: y.Paper}
	var err error
	if in.Settings, err = y.Store.Settings(ctx); err != nil {
		return in, err
	}
	if in.Items, err = y.items(ctx, year); err != nil {
		return in, err
	}
	if in.Boxes, err = all(y.Store.Boxes(ctx, archive.Filter{Year: year})); err != nil {
		return in, err
	}
	if in.Findings, err = all(y.Store.Findings(ctx, archive.Filter{Year: year, Open: true})); err != nil {
		return in, err
	}
	if in.Held, err = y.heldBack(ctx, in.Items); err != nil {
		return in, err
	}
	in.Documents, in.Files, err = y.recordsOf(ctx, in.Items)
	return in, err
}

// heldBack are the items that stayed behind when others of their year and term were
// transferred. What was archived later is none of them.
func (y *Year) heldBack(ctx context.Context, items []archive.Item) (map[string]bool, error) {
	gone := make(map[string]bool)
	for t, err := range y.Store.Transfers(ctx, archive.Filter{}) {
		if err != nil {
			return nil, err
		}
		for _, id := range t.ItemIDs {
			gone[id] = gone[id] || t.State != "rejected"
		}
	}
	type term struct {
		year      int
		retention archive.Retention
	}
	transferred := make(map[term]bool)
	for _, it := range items {
		if gone[it.ID] {
			transferred[term{it.Year, it.Retention}] = true
		}
	}
	held := make(map[string]bool)
	for _, it := range items {
		if !gone[it.ID] && !it.Late && transferred[term{it.Year, it.Retention}] {
			held[it.ID] = true
		}
	}
	return held, nil
}

// recordsOf gives the documents and files of items, to be read: where their
// elements were found and why their term was chosen, which is most of a record, is
// left out.
func (y *Year) recordsOf(ctx context.Context, items []archive.Item) (map[string]archive.Document, map[string]archive.File, error) {
	docs, files := make(map[string]archive.Document), make(map[string]archive.File)
	for _, it := range items {
		for _, id := range it.Documents {
			d, err := y.Store.Document(ctx, id)
			if err != nil {
				return nil, nil, err
			}
			d.Trusts, d.Decision.Why, d.Decision.RunnerUp = nil, nil, nil
			docs[id] = d
		}
		for _, part := range it.Parts {
			f, err := y.Store.File(ctx, part.FileID)
			if err != nil {
				return nil, nil, err
			}
			files[f.ID] = f
		}
	}
	return docs, files, nil
}

// saveVolumes puts the bound volumes in the place of the year's earlier ones.
func (y *Year) saveVolumes(ctx context.Context, year int, dir string, r bind.Report) (BindReport, error) {
	out := BindReport{Dir: dir, Volumes: len(r.Volumes), Papers: r.Papers, Made: r.Made, Kept: r.Kept}
	before, err := all(y.Store.Volumes(ctx, archive.Filter{Year: year}))
	if err != nil {
		return out, err
	}
	ch := archive.Change{What: "bind", On: fmt.Sprint(year), Year: year, Who: y.Who}
	ids := byID(before, func(v archive.Volume) string { return v.File })
	for i, v := range r.Volumes {
		v.File = filepath.Join(dir, filepath.FromSlash(v.File))
		v.Year = year
		if old, ok := ids[v.File]; ok {
			v.ID = old.ID
			delete(ids, v.File)
		} else if v.ID, err = newID(); err != nil {
			return out, err
		}
		r.Volumes[i] = v
		out.Pages += v.Pages
	}
	for _, v := range ids {
		ch.Remove = append(ch.Remove, archive.Ref{Table: "volume", ID: v.ID})
	}
	ch.Volumes = r.Volumes
	ch.Findings = []archive.FindingSet{{Step: "bind", Year: year, Findings: stamp(r.Findings, "bind", year)}}
	if _, err := y.Store.Apply(ctx, ch); err != nil {
		return out, fmt.Errorf("bind: %w", err)
	}
	out.Findings, err = y.openFindings(ctx, year, "bind")
	return out, err
}
