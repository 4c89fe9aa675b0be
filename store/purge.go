package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/fixity"
)

// Purge takes the content of an object back out of the library: bytes and
// renditions are overwritten, texts and index entries go, the reading gives way
// to what is permitted (nothing, when permitted has no SHA256), and the log loses
// what it kept of the records that belong to the object, so those changes cannot
// be undone any more. Records are the caller's: write the permitted ones first,
// since a person's change keeps what was before it. Copies from before a
// migration and backups are not reached.
//
// The bytes go first. A purge that was broken off is completed by another one.
func (s *Store) Purge(ctx context.Context, sha256 string, permitted archive.Reading) error {
	if err := s.canWrite(); err != nil {
		return err
	}
	if !isDigest(sha256) || permitted.SHA256 != "" && permitted.SHA256 != sha256 {
		return archive.Fail(archive.CodeInvalid, "store.no_object", nil, "sha256", sha256)
	}
	objects, err := s.derived(ctx, sha256)
	if err != nil {
		return told("purge", err)
	}
	for _, sha := range objects {
		if err := s.wipeObject(sha); err != nil {
			return told("purge", err)
		}
	}
	p := purge{sha256: sha256, objects: objects, permitted: permitted}
	if err := s.write(ctx, func(t *tx) error { return p.run(t, s) }); err != nil {
		return err
	}
	if err := s.reindex(ctx, p.documents); err != nil {
		return err
	}
	_, err = s.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return told("purge", err)
}

// derived gives an object and the renditions that were made of it alone.
func (s *Store) derived(ctx context.Context, sha256 string) ([]string, error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT sha256 FROM rendition AS r WHERE body ->> '$.of' = ?1
		AND NOT EXISTS (SELECT 1 FROM rendition WHERE sha256 = r.sha256 AND body ->> '$.of' <> ?1)`, sha256)
	if err != nil {
		return nil, err
	}
	rest, err := column(rows)
	return append([]string{sha256}, rest...), err
}

// column reads rows of one text each.
func column(rows *sql.Rows) ([]string, error) {
	defer rows.Close()
	var out []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// wipeObject overwrites an object; that it is gone already is no error.
func (s *Store) wipeObject(sha256 string) error {
	path := s.ObjectPath(sha256)
	if path == "" || !exists(path) {
		return nil
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return fmt.Errorf("wipe object: %w", err)
	}
	if err := fixity.Wipe(path); err != nil {
		return err
	}
	s.forget([]string{sha256})
	return fixity.SyncDir(filepath.Dir(path))
}

// purge is what leaves the database.
type purge struct {
	sha256    string
	objects   []string
	permitted archive.Reading
	files     []string
	documents []string
}

func (p *purge) run(t *tx, s *Store) error {
	if err := p.find(t); err != nil {
		return err
	}
	for _, d := range p.documents {
		if err := t.unindex(d); err != nil {
			return err
		}
	}
	if err := p.forgetWords(t); err != nil {
		return err
	}
	if err := p.drop(t); err != nil {
		return err
	}
	if p.permitted.SHA256 != "" {
		if err := putAll(t, tableReading, []archive.Reading{p.permitted}, readingKey); err != nil {
			return err
		}
	}
	e, err := t.log(archive.Event{When: s.o.Now(), Who: s.o.Who, What: "purge", On: p.sha256})
	if err != nil {
		return err
	}
	return p.scrub(t, e.Seq)
}

func readingKey(r *archive.Reading) string { return readingID(r.SHA256, r.Ext) }

// find gathers the records that belong to the object.
func (p *purge) find(t *tx) error {
	for query, into := range map[string]*[]string{
		"SELECT id FROM file WHERE sha256 = ?":                                   &p.files,
		"SELECT DISTINCT document FROM file WHERE sha256 = ? AND document <> ''": &p.documents,
	} {
		st, err := t.statement(query)
		if err != nil {
			return err
		}
		rows, err := st.Query(p.sha256)
		if err != nil {
			return err
		}
		if *into, err = column(rows); err != nil {
			return err
		}
	}
	return nil
}

// forgetWords rewrites the search index: what is removed from it leaves its
// words in there until then. A document may have been removed before, so what
// counts is whether it can have been indexed. In a library of 100,000 documents
// the text takes some ten seconds; a secret is mostly found before there is any.
func (p *purge) forgetWords(t *tx) error {
	texts := 0
	for _, sha := range p.objects {
		n := 0
		if err := t.one("SELECT count(*) FROM page WHERE sha256 = ?", []any{sha}, &n); err != nil {
			return err
		}
		texts += n
	}
	if texts > 0 {
		if err := t.exec("INSERT INTO search_text (search_text) VALUES ('optimize')"); err != nil {
			return err
		}
	}
	if len(p.documents) == 0 {
		return nil
	}
	return t.exec("INSERT INTO search_catalogue (search_catalogue) VALUES ('optimize')")
}

// drop removes what was made of the bytes.
func (p *purge) drop(t *tx) error {
	if err := t.exec("DELETE FROM reading WHERE sha256 = ?", p.sha256); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM rendition WHERE body ->> '$.of' = ?", p.sha256); err != nil {
		return err
	}
	for _, sha := range p.objects {
		if err := t.exec("DELETE FROM page WHERE sha256 = ?", sha); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM object WHERE sha256 = ?", sha); err != nil {
			return err
		}
	}
	return nil
}

// scrub takes out of the log what was before changes of these records.
func (p *purge) scrub(t *tx, seq int64) error {
	names := append([]string{p.sha256}, append(p.files, p.documents...)...)
	for _, name := range names {
		err := t.exec("UPDATE event SET before = NULL, purged = ? WHERE before IS NOT NULL AND instr(before, ?) > 0", seq, name)
		if err != nil {
			return err
		}
	}
	return nil
}
