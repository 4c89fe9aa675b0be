package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"niandang/archive"
)

// image is what a person's change keeps in its event: for each record what was
// before, and a digest of what was after.
type image struct {
	Records  []*keptRecord `json:"records,omitempty"`
	Findings []*keptSet    `json:"findings,omitempty"`

	seen map[archive.Ref]bool
}

type keptRecord struct {
	Table  string          `json:"table"`
	ID     string          `json:"id"`
	Before json.RawMessage `json:"before,omitempty"` // none: there was no record
	After  string          `json:"after,omitempty"`  // SHA-256 of the JSON; none: removed
}

func newImage() *image { return &image{seen: make(map[archive.Ref]bool)} }

// keep notes what a record is before it is changed for the first time. A nil
// image keeps nothing.
func (m *image) keep(t *tx, r archive.Ref) error {
	if m == nil || m.seen[r] {
		return nil
	}
	body, err := t.body(r)
	if err != nil {
		return err
	}
	m.seen[r] = true
	m.Records = append(m.Records, &keptRecord{Table: r.Table, ID: r.ID, Before: body})
	return nil
}

// encode adds the digests of what is after the change and gives the JSON.
func (m *image) encode(t *tx) (json.RawMessage, error) {
	if m == nil {
		return nil, nil
	}
	for _, k := range m.Records {
		body, err := t.body(archive.Ref{Table: k.Table, ID: k.ID})
		if err != nil {
			return nil, err
		}
		k.After = digest(body)
	}
	for _, k := range m.Findings {
		if err := k.finish(t); err != nil {
			return nil, err
		}
	}
	return json.Marshal(m)
}

// Undo restores what was before the event with that ID, or before the last
// person's change that is not undone. The undoing is a person's change too: to
// undo it is to redo. The search index follows.
func (s *Store) Undo(ctx context.Context, id, who string) (archive.Event, error) {
	var done archive.Event
	var documents []string
	err := s.write(ctx, func(t *tx) error {
		e, err := t.undoable(id)
		if err != nil {
			return err
		}
		var m image
		if err := json.Unmarshal(e.Before, &m); err != nil {
			return fmt.Errorf("undo %s: %w", e.ID, err)
		}
		t.image = newImage()
		if err := t.restore(m); err != nil {
			return err
		}
		documents = m.documents()
		what := "undo"
		if e.Undoes != "" {
			what = "redo"
		}
		done, err = t.log(archive.Event{
			When: s.o.Now(), Who: s.who(who), What: what, On: e.On, Year: e.Year, Person: true, Undoes: e.ID,
		})
		return err
	})
	if err != nil {
		return archive.Event{}, err
	}
	return done, s.reindex(ctx, documents)
}

// documents gives the IDs of the documents in the image.
func (m *image) documents() []string {
	var ids []string
	for _, k := range m.Records {
		if k.Table == tableDocument {
			ids = append(ids, k.ID)
		}
	}
	return ids
}

// undoable finds the event to be undone.
func (t *tx) undoable(id string) (archive.Event, error) {
	found, undone, err := t.standing(id)
	if err != nil {
		return archive.Event{}, err
	}
	if undone {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "store.undone", nil, "id", id)
	}
	if found == "" && id != "" {
		found = id // not a person's, if it is there at all
	}
	var body []byte
	var more string
	err = t.one("SELECT body, "+hashAndBefore+" FROM event WHERE id = ?", []any{found}, &body, &more)
	if errors.Is(err, sql.ErrNoRows) {
		return archive.Event{}, archive.Fail(archive.CodeNotFound, "store.no_undo", nil, "id", id)
	}
	if err != nil {
		return archive.Event{}, err
	}
	e, err := decodeEvent(body, more)
	switch {
	case err != nil:
		return e, err
	case !e.Person:
		return e, archive.Fail(archive.CodeInvalid, "store.undo_machine", nil, "id", id)
	case e.Before == nil:
		return e, archive.Fail(archive.CodeInvalid, "store.undo_purged", nil, "id", id)
	}
	return e, nil
}

// standing walks the persons' changes from the newest back. It gives the one
// with that ID and whether it is undone; or, for "", the newest that stands and
// is no undoing itself. An undoing that was itself undone undoes nothing.
func (t *tx) standing(id string) (found string, undone bool, err error) {
	rows, err := t.sql.QueryContext(t.ctx, "SELECT id, undoes FROM event WHERE person ORDER BY seq DESC")
	if err != nil {
		return "", false, err
	}
	defer rows.Close()
	void := make(map[string]bool)
	for rows.Next() {
		var this, undoes string
		if err := rows.Scan(&this, &undoes); err != nil {
			return "", false, err
		}
		switch {
		case this == id:
			return this, void[this], nil
		case void[this]:
		case undoes != "":
			void[undoes] = true
		case id == "":
			return this, false, nil
		}
	}
	return "", false, rows.Err()
}

// restore puts everything back, provided that nothing was changed since.
func (t *tx) restore(m image) error {
	for _, k := range m.Records {
		body, err := t.body(archive.Ref{Table: k.Table, ID: k.ID})
		if err != nil {
			return err
		}
		if digest(body) != k.After {
			return archive.Fail(archive.CodeInvalid, "store.undo_changed", nil, "table", k.Table, "id", k.ID)
		}
	}
	for _, k := range m.Records {
		if err := t.restoreRecord(k); err != nil {
			return err
		}
	}
	for _, k := range m.Findings {
		if err := t.restoreFindings(k); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) restoreRecord(k *keptRecord) error {
	r := archive.Ref{Table: k.Table, ID: k.ID}
	if k.Before == nil {
		return t.remove(r)
	}
	return t.putBody(r, k.Before)
}
