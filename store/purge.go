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
// since a person's change keeps what was before it. Copies of the database from
// before a migration are overwritten too; backups are not reached.
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
	if err := s.wipeCopies(); err != nil {
		return told("purge", err)
	}
	p := purge{originals: []string{sha256}, objects: objects}
	err = s.write(ctx, func(t *tx) error {
		if err := p.run(t); err != nil {
			return err
		}
		return p.secret(t, s, permitted)
	})
	if err != nil {
		return err
	}
	return s.forgetContent(ctx, p.documents)
}

// forgetContent brings the index of the documents up to date and leaves nothing of
// what went in the write-ahead log.
func (s *Store) forgetContent(ctx context.Context, documents []string) error {
	if err := s.reindex(ctx, documents); err != nil {
		return err
	}
	_, err := s.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return told("purge", err)
}

// derived gives an object and the renditions that were made of it alone. A
// rendition whose bytes came in as a file of their own as well stays.
func (s *Store) derived(ctx context.Context, sha256 string) ([]string, error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT sha256 FROM rendition AS r WHERE `+renditionsOf+`
		AND NOT EXISTS (SELECT 1 FROM rendition WHERE sha256 = r.sha256 AND body ->> '$.of' <> ?1)
		AND NOT EXISTS (SELECT 1 FROM file WHERE file.sha256 = r.sha256 AND status NOT IN ('secret', 'destroyed'))`, sha256)
	if err != nil {
		return nil, err
	}
	rest, err := column(rows)
	return append([]string{sha256}, rest...), err
}

// renditionsOf is the condition for the renditions of an original: their IDs
// begin with its SHA-256 and a slash.
const renditionsOf = "id > ?1 || '/' AND id < ?1 || '0'"

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

// wipeCopies overwrites the copies of the database from before a migration: they
// hold texts as well, and have served once the library opened.
func (s *Store) wipeCopies() error {
	copies, err := filepath.Glob(s.path(backupName, "*.db"))
	if err != nil {
		return err
	}
	for _, path := range copies {
		if err := fixity.Wipe(path); err != nil {
			return err
		}
	}
	return nil
}

// purge is what leaves the database.
type purge struct {
	originals []string
	objects   []string // originals and their renditions
	files     []string
	documents []string
}

func (p *purge) run(t *tx) error {
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
	return p.drop(t)
}

// secret puts what is permitted in the place of the reading, and takes out of the
// log what was before changes of these records.
func (p *purge) secret(t *tx, s *Store, permitted archive.Reading) error {
	if permitted.SHA256 != "" {
		if err := putAll(t, tableReading, []archive.Reading{permitted}, readingKey); err != nil {
			return err
		}
	}
	e, err := t.log(archive.Event{When: s.o.Now(), Who: s.o.Who, What: "purge", On: p.originals[0]})
	if err != nil {
		return err
	}
	return p.scrub(t, e.Seq)
}

func readingKey(r *archive.Reading) string { return readingID(r.SHA256, r.Ext) }

// find gathers the records that belong to the objects.
func (p *purge) find(t *tx) error {
	seen := make(map[string]bool)
	for _, sha := range p.originals {
		files, err := t.column("SELECT id FROM file WHERE sha256 = ?", sha)
		if err != nil {
			return err
		}
		p.files = append(p.files, files...)
		documents, err := t.column("SELECT DISTINCT document FROM file WHERE sha256 = ? AND document <> ''", sha)
		if err != nil {
			return err
		}
		for _, d := range documents {
			if !seen[d] {
				p.documents = append(p.documents, d)
			}
			seen[d] = true
		}
	}
	return nil
}

// column reads rows of one text each.
func (t *tx) column(query string, args ...any) ([]string, error) {
	st, err := t.statement(query)
	if err != nil {
		return nil, err
	}
	rows, err := st.Query(args...)
	if err != nil {
		return nil, err
	}
	return column(rows)
}

// forgetWords rewrites the search index: what is removed from it leaves its
// words in there until then. A document may have been removed before, so what
// counts is whether it can have been indexed. In a library of 100,000 documents
// the text takes some ten seconds; a secret is mostly found before there is any.
func (p *purge) forgetWords(t *tx) error {
	texts := 0
	for _, sha := range p.originals {
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
	for _, sha := range p.originals {
		if err := t.exec("DELETE FROM page WHERE sha256 = ?", sha); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM reading WHERE sha256 = ?", sha); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM rendition WHERE "+renditionsOf, sha); err != nil {
			return err
		}
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
	names := append(p.originals, append(p.files, p.documents...)...)
	for _, name := range names {
		err := t.exec("UPDATE event SET before = NULL, purged = ? WHERE before IS NOT NULL AND instr(before, ?) > 0", seq, name)
		if err != nil {
			return err
		}
	}
	return nil
}
