package store

import (
	"context"

	"niandang/archive"
)

// Apply writes a change in one transaction and returns its event, the zero Event
// for a quiet change. A quiet change is never undone. Page texts depend on their
// object's bytes alone, so they are written and not undone either.
func (s *Store) Apply(ctx context.Context, c archive.Change) (archive.Event, error) {
	var e archive.Event
	err := s.write(ctx, func(t *tx) (err error) {
		if c.Person && !c.Quiet {
			t.image = newImage()
		}
		if err := t.change(c); err != nil || c.Quiet {
			return err
		}
		e, err = t.log(archive.Event{
			When: s.o.Now(), Who: s.who(c.Who), What: c.What, On: c.On, Why: c.Why, Year: c.Year, Person: c.Person,
		})
		return err
	})
	if err != nil {
		return archive.Event{}, err
	}
	return e, nil
}

func (s *Store) who(who string) string {
	if who == "" {
		return s.o.Who
	}
	return who
}

// change writes all parts of a change: what is removed first, so that a record
// may be removed and written anew.
func (t *tx) change(c archive.Change) error {
	for _, part := range []func(archive.Change) error{
		t.removeAll, t.putRead, t.putSeen, t.putArranged, t.renewFindings, t.resolveAll,
	} {
		if err := part(c); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) removeAll(c archive.Change) error {
	for _, r := range c.Remove {
		switch r.Table {
		case tableFile, tableDocument, tableItem, tableBox, tableVolume, tableRow, tableTransfer:
		default:
			return archive.Fail(archive.CodeInvalid, "store.table", nil, "table", r.Table)
		}
		if err := t.remove(r); err != nil {
			return err
		}
	}
	return nil
}

// putAll writes records of one table.
func putAll[T any](t *tx, table string, records []T, id func(*T) string) error {
	for i := range records {
		if err := t.put(archive.Ref{Table: table, ID: id(&records[i])}, &records[i]); err != nil {
			return err
		}
	}
	return nil
}

// putRead writes what was read from bytes.
func (t *tx) putRead(c archive.Change) error {
	if err := putAll(t, tableReading, c.Readings, readingKey); err != nil {
		return err
	}
	if err := putAll(t, tableRendition, c.Renditions, func(r *archive.Rendition) string { return renditionID(r.Of, r.Kind) }); err != nil {
		return err
	}
	for _, r := range c.Renditions {
		if err := t.claim(r.SHA256, ""); err != nil {
			return err
		}
	}
	for _, p := range c.Pages {
		err := t.exec(`INSERT INTO page (sha256, page, text) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET text = excluded.text WHERE text <> excluded.text`, p.SHA256, p.Page, p.Text)
		if err != nil {
			return err
		}
	}
	return nil
}

// putSeen writes settings, files, documents and rows of the register.
func (t *tx) putSeen(c archive.Change) error {
	if c.Settings != nil {
		if err := t.put(archive.Ref{Table: tableSettings, ID: theSettings}, c.Settings); err != nil {
			return err
		}
	}
	if err := putAll(t, tableFile, c.Files, func(f *archive.File) string { return f.ID }); err != nil {
		return err
	}
	for _, f := range c.Files {
		if f.Status == archive.Gone {
			continue
		}
		if err := t.claim(f.SHA256, f.SM3); err != nil {
			return err
		}
	}
	if err := putAll(t, tableRow, c.Rows, func(r *archive.Row) string { return r.ID }); err != nil {
		return err
	}
	for i := range c.Documents {
		if err := t.putDocument(&c.Documents[i]); err != nil {
			return err
		}
	}
	return nil
}

// putDocument writes a document; one that is secret or destroyed leaves the search
// index at once, not only when it is indexed anew.
func (t *tx) putDocument(d *archive.Document) error {
	if err := t.put(archive.Ref{Table: tableDocument, ID: d.ID}, d); err != nil {
		return err
	}
	if d.Secret || d.Destroyed != nil {
		return t.unindex(d.ID)
	}
	return nil
}

// putArranged writes what arranging, binding and handing over made.
func (t *tx) putArranged(c archive.Change) error {
	if err := putAll(t, tableItem, c.Items, func(i *archive.Item) string { return i.ID }); err != nil {
		return err
	}
	if err := putAll(t, tableBox, c.Boxes, func(b *archive.Box) string { return b.ID }); err != nil {
		return err
	}
	if err := putAll(t, tableVolume, c.Volumes, func(v *archive.Volume) string { return v.ID }); err != nil {
		return err
	}
	if err := putAll(t, tableTransfer, c.Transfers, func(x *archive.Transfer) string { return x.ID }); err != nil {
		return err
	}
	return putAll(t, tableDisposal, c.Disposals, func(x *archive.Disposal) string { return x.ID })
}
