package year

import (
	"context"
	"fmt"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// Receipt takes the archives' word on a package in: an accepted package closes
// its items, a rejected one comes back as findings on the very items.
func (y *Year) Receipt(ctx context.Context, r verify.Receipt) (archive.Transfer, error) {
	t, err := y.transferOf(ctx, r.Digest)
	if err != nil {
		return t, err
	}
	if r.Accepted && r.Items != t.Items {
		return t, archive.Fail(archive.CodeInvalid, "receipt_items", nil, "want", fmt.Sprint(t.Items), "got", fmt.Sprint(r.Items))
	}
	t.Receipt, t.State = r.Number, "accepted"
	findings, err := y.rejectedBefore(ctx, t)
	if err != nil {
		return t, err
	}
	if !r.Accepted {
		t.State = "rejected"
		mine, err := y.rejected(ctx, t, r)
		if err != nil {
			return t, err
		}
		findings = append(findings, mine...)
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

// rejectedBefore gives the findings of receipts for other packages of the year,
// which this receipt does not settle.
func (y *Year) rejectedBefore(ctx context.Context, t archive.Transfer) ([]archive.Finding, error) {
	var out []archive.Finding
	for f, err := range y.Store.Findings(ctx, archive.Filter{Year: t.Year}) {
		if err != nil {
			return nil, fmt.Errorf("receipt: %w", err)
		}
		if f.Step == "receipt" && !strings.HasPrefix(f.Of, t.ID) {
			out = append(out, f)
		}
	}
	return out, nil
}

// rejected turns what the archives found into findings, each on its item where
// the receipt names one.
func (y *Year) rejected(ctx context.Context, t archive.Transfer, r verify.Receipt) ([]archive.Finding, error) {
	items := make(map[string]archive.Item, len(t.ItemIDs))
	for _, id := range t.ItemIDs {
		it, err := y.Store.Item(ctx, id)
		if err != nil {
			return nil, err
		}
		items[it.Code] = it
	}
	var out []archive.Finding
	said := make(map[string]bool) // one harm may fail several checks
	for _, c := range r.Checks {
		for i, detail := range c.Detail {
			if said[detail] {
				continue
			}
			said[detail] = true
			f := archive.Finding{
				Kind: "rejected", Severity: archive.SevError, Of: fmt.Sprintf("%s %s %d", t.ID, c.Code, i),
				Args: map[string]string{"check": c.Code + " " + c.Name, "detail": detail},
			}
			if i < len(c.On) {
				if it, ok := items[c.On[i].Code]; ok {
					f.Item, f.Document, f.Path = it.ID, it.Document, pathIn(it, c.On[i].Path)
				}
			}
			out = append(out, f)
		}
	}
	return out, nil
}

// pathIn gives the source path of the part that a file of the package was made
// from: content files bear the part's number before their ending.
func pathIn(it archive.Item, packaged string) string {
	for i, part := range it.Parts {
		if strings.Contains(packaged, fmt.Sprintf("-%02d.", i+1)) {
			return part.Path
		}
	}
	if len(it.Parts) > 0 {
		return it.Parts[0].Path
	}
	return ""
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
