package year

import (
	"cmp"
	"context"
	"slices"

	"niandang/archive"
	"niandang/archive/appraise"
)

// Offer is a document that waits for its term, with what a person decided of
// documents like it in earlier years. Nothing is done with it by itself.
type Offer struct {
	Document   archive.Document
	Precedents []appraise.Precedent // the likest first
}

// Differs reports whether the likest precedent has another term than is proposed now:
// what a person should look at first.
func (o Offer) Differs() bool { return o.Precedents[0].Retention != o.Document.Decision.Retention }

// Offers gives the documents of a year that nobody has confirmed and that have
// precedents, those first whose precedent differs from the proposal. The window and
// `nd list precedents` show them; a person takes one over by deciding so herself
// ([Year.Decide]), with the precedent's reason or her own.
func (y *Year) Offers(ctx context.Context, year int) ([]Offer, error) {
	past, err := y.Overrides(ctx, year)
	if err != nil || len(past) == 0 {
		return nil, err
	}
	docs, err := y.documents(ctx, year)
	if err != nil {
		return nil, err
	}
	var out []Offer
	for _, d := range docs {
		if p := Precedents(d, past); len(p) > 0 {
			out = append(out, Offer{d, p})
		}
	}
	slices.SortStableFunc(out, func(a, b Offer) int { return -cmp.Compare(rank(a.Differs()), rank(b.Differs())) })
	return out, nil
}

// offered counts the documents that have precedents.
func (y *Year) offered(ctx context.Context, year int, docs []archive.Document) (n int, err error) {
	past, err := y.Overrides(ctx, year)
	for _, d := range docs {
		if len(Precedents(d, past)) > 0 {
			n++
		}
	}
	return n, err
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// PrecedentsOf gives the precedents of one document, for the place where its term is
// decided; none once a person has confirmed it.
func (y *Year) PrecedentsOf(ctx context.Context, document string) ([]appraise.Precedent, error) {
	d, err := y.Find(ctx, document)
	if err != nil {
		return nil, err
	}
	past, err := y.Overrides(ctx, d.Year)
	return Precedents(d, past), err
}

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
	if d.Decision.Confirmed || d.Secret || d.Destroyed != nil || len(overrides) == 0 {
		return nil
	}
	return appraise.Precedents(d, overrides)
}
