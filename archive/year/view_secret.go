package year

import (
	"context"
	"fmt"

	"niandang/archive"
	"niandang/archive/collect"
)

// MarkSecret puts a secrecy mark on a document by a person's word. An open
// library then gives up its content: bytes, texts, pages and index entries of all
// its files are wiped, and only the permitted facts stay (design rule 3). That
// cannot be undone. A classified library keeps the content.
func (y *Year) MarkSecret(ctx context.Context, document, mark, why string) (archive.Event, error) {
	if !secretMarks[mark] {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "value", nil, "value", mark, "allowed", "绝密、机密、秘密")
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	if s.Classified {
		return y.Edit(ctx, document, map[string]string{archive.ElSecurity: mark}, why)
	}
	d, err := y.Find(ctx, document)
	if err != nil {
		return archive.Event{}, err
	}
	if d.Destroyed != nil {
		return archive.Event{}, destroyed(d.Destroyed, d.Title)
	}
	files, err := all(y.Store.Files(ctx, archive.Filter{Document: d.ID}))
	if err != nil {
		return archive.Event{}, err
	}
	clean, err := y.permittedOf(ctx, files, mark)
	if err != nil {
		return archive.Event{}, err
	}
	ev, err := y.Store.Apply(ctx, archive.Change{
		What: "secret", On: d.ID, Why: why, Who: y.Who, Year: d.Year, Files: files, Documents: []archive.Document{secretOf(d, mark)},
	})
	if err != nil {
		return ev, fmt.Errorf("mark as secret: %w", err)
	}
	if err := y.purge(ctx, clean); err != nil {
		return ev, err
	}
	return ev, y.Store.Index(ctx, []string{d.ID})
}

// permittedOf marks the files and gives the readings that replace their content.
func (y *Year) permittedOf(ctx context.Context, files []archive.File, mark string) ([]archive.Reading, error) {
	var clean []archive.Reading
	for i, f := range files {
		files[i].Status = archive.Secret
		r, err := y.Store.Reading(ctx, f.SHA256, extOf(f))
		if notFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if y.Store.HasObject(f.SHA256) {
			r.Face.Security = mark
			clean = append(clean, permitted(r))
		}
	}
	return clean, nil
}

// secretOf keeps of a document what may be kept.
func secretOf(d archive.Document, mark string) archive.Document {
	trusts := map[string]archive.Trust{archive.ElSecurity: {Source: archive.FromPerson, Confidence: 1}}
	kept := archive.Elements{Number: d.Number, Date: d.Date, Security: mark, SecurityTerm: d.SecurityTerm, Disclosure: d.Disclosure}
	d.Elements, d.Trusts, d.Review, d.Secret, d.Text = kept, trusts, nil, true, ""
	d.Decision = archive.Decision{}
	return d
}

func extOf(f archive.File) string { return collect.Ext(f.Path) }
