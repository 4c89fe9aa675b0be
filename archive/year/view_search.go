package year

import (
	"context"
	"io"
	"strings"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/format"
)

// HitPage draws a page of the file with a hit, and says where on it the words of
// the hit stand, if it has text that can be placed.
func (y *Year) HitPage(ctx context.Context, h archive.Hit, number, height int) (PageView, error) {
	file, err := y.fileOfHit(ctx, h)
	if err != nil || file == "" {
		return PageView{Note: archive.Say("view.no_content")}, err
	}
	v, err := y.FilePage(ctx, file, number, height)
	if err != nil || v.Image == nil {
		return v, err
	}
	f, err := y.Store.File(ctx, file)
	if err != nil {
		return v, err
	}
	open, family, err := y.shown(ctx, f)
	switch {
	case err != nil:
	case family == format.PDF:
		v.Hits = y.markHits(ctx, open, max(f.First, 1)+v.Number-1, HitWords(h))
	case family == format.OFD:
		v.Hits = ofdHits(open, v.Number, HitWords(h))
	}
	return v, nil
}

// fileOfHit gives the ID of the file with the hit: that of its document with the
// same bytes, else the main one.
func (y *Year) fileOfHit(ctx context.Context, h archive.Hit) (string, error) {
	for f, err := range y.Store.Files(ctx, archive.Filter{Document: h.Document}) {
		if err != nil {
			return "", err
		}
		if f.SHA256 == h.SHA256 && h.SHA256 != "" {
			return f.ID, nil
		}
	}
	d, err := y.Store.Document(ctx, h.Document)
	return d.FileID, err
}

// NoteUse writes into the log that somebody was shown a document, and what for
// (利用登记). It changes nothing, and so there is nothing to be undone.
func (y *Year) NoteUse(ctx context.Context, document, why string) (archive.Event, error) {
	why = strings.TrimSpace(why)
	if why == "" {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "why", nil)
	}
	d, err := y.Store.Document(ctx, document)
	if err != nil {
		return archive.Event{}, err
	}
	return y.Store.Apply(ctx, archive.Change{What: "use", On: d.ID, Why: why, Who: y.Who, Year: d.Year})
}

// exportedHits is how many hits a list may have.
const exportedHits = 5000

// ExportHits writes the hits of a query as XLSX and returns how many rows it has.
func (y *Year) ExportHits(ctx context.Context, q archive.Query, path string) (int, error) {
	if !strings.HasSuffix(strings.ToLower(path), ".xlsx") {
		path += ".xlsx"
	}
	q.Limit, q.Offset = exportedHits, 0
	hits, _, err := y.Search(ctx, q)
	if err != nil {
		return 0, err
	}
	s := sheet{id: "search", headings: []string{"code", "number", "title", "issuers", "date", "path", "snippet"}}
	plain := strings.NewReplacer("\x02", "", "\x03", "", "\n", " ")
	for _, h := range hits {
		s.rows = append(s.rows, []string{h.Code, h.Number, h.Title, h.Issuers, h.Date, h.Path, plain.Replace(h.Snippet)})
	}
	if _, err := fixity.WriteFile(path, func(w io.Writer) error { return y.writeSheets(w, []sheet{s}, heading{}) }); err != nil {
		return 0, err
	}
	return len(s.rows), nil
}
