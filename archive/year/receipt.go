package year

import (
	"context"
	"fmt"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer"
)

// Receipt takes the archives' word on a package in: an accepted package closes
// its items, a rejected one comes back as findings.
func (y *Year) Receipt(ctx context.Context, r transfer.Receipt) (archive.Transfer, error) {
	t, err := y.transferOf(ctx, r.Digest)
	if err != nil {
		return t, err
	}
	t.Receipt, t.State = r.Number, "accepted"
	var findings []archive.Finding
	if !r.Accepted {
		t.State = "rejected"
		for _, c := range r.Checks {
			findings = append(findings, archive.Finding{
				Kind: "rejected", Severity: archive.SevError, Of: t.ID + c.Code,
				Args: map[string]string{"check": c.Code + " " + c.Name, "detail": strings.Join(c.Detail, "；")},
			})
		}
	}
	_, err = y.Store.Apply(ctx, archive.Change{
		What: "receipt", On: t.ID, Why: r.Number, Who: y.Who, Year: t.Year, Transfers: []archive.Transfer{t},
		Findings: []archive.FindingSet{{Step: "receipt", Year: t.Year, Findings: stamp(findings, "receipt", t.Year)}},
	})
	if err != nil {
		return t, fmt.Errorf("receipt: %w", err)
	}
	return t, nil
}

// transferOf finds the transfer whose package has a digest.
func (y *Year) transferOf(ctx context.Context, digest string) (archive.Transfer, error) {
	for t, err := range y.Store.Transfers(ctx, archive.Filter{}) {
		if err != nil {
			return archive.Transfer{}, err
		}
		if t.Digest == digest {
			return t, nil
		}
	}
	return archive.Transfer{}, archive.Fail(archive.CodeNotFound, "transfer_of_receipt", nil)
}
