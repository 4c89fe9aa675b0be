package transfer

import (
	"context"
	"path"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// layout is one profile as a table of what it does: where an item's files lie,
// what is written about each item, and what is written when all items are there.
type layout struct {
	folder func(p *Plan, it archive.Item) string
	item   func(ctx context.Context, w *packer, it Planned, files []written) error
	close  func(ctx context.Context, w *packer, done [][]written) error
	// place gives where a content file lies; nil: in the item's folder
	place func(w *packer, it Planned, e Entry) string
	// paper gives the place of a file of that name that accompanies the package
	paper   func(w *packer, name string) string
	lasting bool // only papers in a format for long keeping lie there
	inside  bool // content goes into the item's own file and not beside it
}

// entryPath gives the place of a content file in the payload.
func (w *packer) entryPath(it Planned, e Entry) string {
	if w.plan.layout.place != nil {
		return w.plan.layout.place(w, it, e)
	}
	return path.Join(it.Folder, e.Name)
}

// layoutOf gives the layout of a profile.
func layoutOf(profile string) (layout, bool) {
	l, ok := map[string]layout{
		verify.DAT93:   {folder: datFolder, item: writeDescription, close: closeDAT93, paper: otherPlace},
		verify.DAT2012: {folder: carrierFolder, item: writeDescription, close: closeDAT2012, paper: otherPlace, lasting: true},
		verify.EEP:     {folder: carrierFolder, item: writeEEP, close: closeDAT2012, paper: otherPlace, lasting: true, inside: true},
		verify.EARK:    {folder: earkFolder, item: writeEARKItem, close: closeEARK, place: earkPlace, paper: earkPaperPlace},
	}[profile]
	return l, ok
}
