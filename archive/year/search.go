package year

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"niandang/archive"
)

// codeLike is what a person types who looks for an item by its code: the fonds
// and the category, or the code's end with its department and number.
var codeLike = regexp.MustCompile(`^[A-Za-z0-9]{1,6}[-·][A-Za-z0-9\p{Han}·-]+$`)

// Search finds documents by words, number, title, issuer, initials (see
// archive.Store), and by item code, whole or in part.
func (y *Year) Search(ctx context.Context, q archive.Query) ([]archive.Hit, int, error) {
	text := strings.TrimSpace(archive.Fold(q.Text))
	if !codeLike.MatchString(text) {
		return y.Store.Search(ctx, q)
	}
	hits, total, err := y.byCode(ctx, strings.ToUpper(text), q)
	if err != nil || total > 0 {
		return hits, total, err
	}
	return y.Store.Search(ctx, q)
}

// foldCode makes the ways of writing a code's middle dot one.
var foldCode = strings.NewReplacer("•", "·", "．", "·", ".", "·", "‧", "·", "・", "·")

func (y *Year) byCode(ctx context.Context, code string, q archive.Query) ([]archive.Hit, int, error) {
	code = foldCode.Replace(code)
	var hits []archive.Hit
	total := 0
	for it, err := range y.Store.Items(ctx, archive.Filter{Year: q.Year}) {
		if err != nil {
			return nil, 0, err
		}
		if !strings.Contains(strings.ToUpper(it.Code), code) || q.Retention != archive.RetentionUnset && it.Retention != q.Retention {
			continue
		}
		d, err := y.Store.Document(ctx, it.Document)
		if err != nil {
			return nil, 0, err
		}
		if q.Issuer != "" && !slices.Contains(d.Issuers, q.Issuer) {
			continue
		}
		total++
		if total <= q.Offset || q.Limit > 0 && len(hits) >= q.Limit {
			continue
		}
		hits = append(hits, archive.Hit{
			Document: d.ID, Item: it.ID, Code: it.Code, Number: d.Number, Title: it.Title, Date: d.Date,
			Issuers: strings.Join(d.Issuers, "、"), Path: d.Path, SHA256: d.SHA256, Field: "code", Score: 1,
			Destroyed: d.Destroyed,
		})
	}
	return hits, total, nil
}
