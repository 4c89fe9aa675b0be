package year

import (
	"context"

	"niandang/archive"
	"niandang/archive/appraise"
)

// Overrides gives the documents of years before the given one whose retention a
// person decided with a reason: what precedents are taken from.
func (y *Year) Overrides(ctx context.Context, before int) ([]archive.Document, error) {
	var out []archive.Document
	for d, err := range y.Store.Documents(ctx, archive.Filter{}) {
		if err != nil {
			return nil, err
		}
		if d.Year < before && d.Decision.By != "" && d.Decision.Reason != "" {
			out = append(out, d)
		}
	}
	return out, nil
}

// Precedents gives what a person decided of documents like this one in earlier
// years: an offer, never applied by itself.
func Precedents(d archive.Document, overrides []archive.Document) []appraise.Precedent {
	if d.Decision.Confirmed || len(overrides) == 0 {
		return nil
	}
	return appraise.Precedents(d, overrides)
}
