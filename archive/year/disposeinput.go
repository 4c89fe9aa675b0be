package year

import (
	"context"
	"slices"

	"niandang/archive"
	"niandang/archive/appraise"
)

// disposalInput gathers what a plan of disposal looks at.
func (y *Year) disposalInput(ctx context.Context, c DisposalChoice) (appraise.DisposalInput, error) {
	in := appraise.DisposalInput{Kind: c.Kind, Now: y.Now().Year(), Documents: make(map[string]archive.Document)}
	var err error
	if in.Transfers, err = all(y.Store.Transfers(ctx, archive.Filter{})); err != nil {
		return in, err
	}
	if in.Batches, err = all(y.Store.Disposals(ctx, archive.Filter{})); err != nil {
		return in, err
	}
	gather := y.expiredCandidates
	if c.Kind == archive.NeverFiled {
		gather = y.neverFiled
	}
	if err := gather(ctx, c, &in); err != nil {
		return in, err
	}
	in.Holdings, err = y.holdings(ctx, in.Documents)
	return in, err
}

// expiredCandidates gathers the items that were named, or all that are due.
func (y *Year) expiredCandidates(ctx context.Context, c DisposalChoice, in *appraise.DisposalInput) error {
	if err := y.nameItems(ctx, c.Names, in); err != nil {
		return err
	}
	if c.Names == nil {
		items, err := y.items(ctx, c.Year)
		if err != nil {
			return err
		}
		for _, due := range appraise.Expired(items, in.Now) {
			in.Items = append(in.Items, due.Item)
		}
	}
	for _, it := range in.Items {
		docs, err := y.Named(ctx, it.Documents)
		if err != nil {
			return err
		}
		for _, d := range docs {
			in.Documents[d.ID] = d
		}
	}
	return nil
}

func (y *Year) nameItems(ctx context.Context, names []string, in *appraise.DisposalInput) error {
	if names == nil {
		return nil
	}
	in.Named = make(map[string]bool)
	for _, name := range names {
		it, err := y.FindItem(ctx, name)
		if err != nil {
			return err
		}
		if !in.Named[it.ID] {
			in.Items = append(in.Items, it)
		}
		in.Named[it.ID] = true
	}
	return nil
}

// neverFiled gathers the documents that were named, or all that are 不归档.
func (y *Year) neverFiled(ctx context.Context, c DisposalChoice, in *appraise.DisposalInput) error {
	if c.Names != nil {
		in.Named = make(map[string]bool)
		for _, name := range c.Names {
			d, err := y.Find(ctx, name)
			if err != nil {
				return err
			}
			in.Named[d.ID], in.Documents[d.ID] = true, d
		}
	} else {
		docs, err := y.documents(ctx, c.Year)
		if err != nil {
			return err
		}
		for _, d := range appraise.NotArchived(docs) {
			in.Documents[d.ID] = d
		}
	}
	for id := range in.Documents {
		items, err := all(y.Store.Items(ctx, archive.Filter{Document: id}))
		if err != nil {
			return err
		}
		in.Items = append(in.Items, items...)
	}
	return nil
}

// holdings gathers the files of documents, whatever else has their bytes, and the
// files of their years.
func (y *Year) holdings(ctx context.Context, docs map[string]archive.Document) (appraise.Holdings, error) {
	h := appraise.Holdings{Files: make(map[string][]archive.File), Same: make(map[string][]archive.File), Has: y.Store.HasObject}
	var years []int
	for id, d := range docs {
		files, err := all(y.Store.Files(ctx, archive.Filter{Document: id}))
		if err != nil {
			return h, err
		}
		h.Files[id] = files
		if !slices.Contains(years, d.Year) {
			years = append(years, d.Year)
		}
	}
	var around []archive.File
	for _, year := range years {
		files, err := y.files(ctx, year)
		if err != nil {
			return h, err
		}
		around = append(around, files...)
	}
	h.Around = appraise.Around(around)
	return h, y.sameBytes(ctx, &h)
}

// sameBytes finds every file record with the bytes of the documents' files and of
// the containers around them.
func (y *Year) sameBytes(ctx context.Context, h *appraise.Holdings) error {
	for _, sha := range h.Digests() {
		files, err := all(y.Store.Files(ctx, archive.Filter{SHA256: sha}))
		if err != nil {
			return err
		}
		h.Same[sha] = files
	}
	return nil
}
