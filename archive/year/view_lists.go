package year

import (
	"context"

	"niandang/archive"
)

// The lists that a window shows whole: those of one year.

// DocumentsOf gives the documents collected for a year.
func (y *Year) DocumentsOf(ctx context.Context, year int) ([]archive.Document, error) {
	return y.documents(ctx, year)
}

// Named gives documents by their IDs; those that are gone are left out.
func (y *Year) Named(ctx context.Context, ids []string) ([]archive.Document, error) {
	out := make([]archive.Document, 0, len(ids))
	for _, id := range ids {
		d, err := y.Store.Document(ctx, id)
		if err != nil && !notFound(err) {
			return nil, err
		}
		if err == nil {
			out = append(out, d)
		}
	}
	return out, nil
}

// VolumesOf gives the bound volumes of a year.
func (y *Year) VolumesOf(ctx context.Context, year int) ([]archive.Volume, error) {
	return all(y.Store.Volumes(ctx, archive.Filter{Year: year}))
}

// TransfersOf gives the hand-overs of a year.
func (y *Year) TransfersOf(ctx context.Context, year int) ([]archive.Transfer, error) {
	return all(y.Store.Transfers(ctx, archive.Filter{Year: year}))
}

// ItemsOf gives the items of a year as they stand in the library.
func (y *Year) ItemsOf(ctx context.Context, year int) ([]archive.Item, error) {
	return y.items(ctx, year)
}

// SettingsOf gives the settings of the library.
func (y *Year) SettingsOf(ctx context.Context) (archive.Settings, error) {
	return y.Store.Settings(ctx)
}
