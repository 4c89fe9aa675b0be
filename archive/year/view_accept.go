package year

import (
	"context"

	"niandang/archive"
)

// Accept takes a person's word that a document was looked at: its decision is
// confirmed, and the elements that asked for a look stand as they were read. One
// change, to be undone as one.
func (y *Year) Accept(ctx context.Context, document string) (archive.Event, error) {
	d, err := y.Find(ctx, document)
	if err != nil {
		return archive.Event{}, err
	}
	if d.Decision.Retention == archive.RetentionUnset {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "review.no_term", nil)
	}
	d.Trusts = cloneTrusts(d.Trusts)
	for _, el := range d.Review {
		t := d.Trusts[el]
		t.Source, t.Confidence = archive.FromPerson, 1
		d.Trusts[el] = t
	}
	d.Review = []string{}
	if !d.Decision.Confirmed {
		d.Decision.Confirmed, d.Decision.Review, d.Decision.By, d.Decision.At = true, false, y.Who, y.Now()
	}
	return y.person(ctx, "accept", d.ID, "", d)
}
