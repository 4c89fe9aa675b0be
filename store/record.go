package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"niandang/archive"
)

// The tables of records. Their names are those of archive.Ref.
const (
	tableSettings   = "settings"
	tableFile       = "file"
	tableDocument   = "document"
	tableItem       = "item"
	tableBox        = "box"
	tableVolume     = "volume"
	tableTransfer   = "transfer"
	tableDisposal   = "disposal"
	tableRow        = "row"
	tableReading    = "reading"
	tableRendition  = "rendition"
	tableResolution = "resolution"
	tableFinding    = "finding"
	tableEvent      = "event"
)

// theSettings is the ID of the one record of settings.
const theSettings = "library"

func readingID(sha256, ext string) string { return sha256 + ext }

func renditionID(of, kind string) string { return of + "/" + kind }

// tx is one transaction that writes.
type tx struct {
	ctx      context.Context
	sql      *sql.Tx
	prepared map[string]*sql.Stmt
	image    *image // of a person's change, else nil
	objects  *Store // where a record's object may lie
}

// write runs do in one transaction. Writes queue for the one connection.
func (s *Store) write(ctx context.Context, do func(*tx) error) error {
	if err := s.canWrite(); err != nil {
		return err
	}
	sqlTx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return told("begin", err)
	}
	defer sqlTx.Rollback() // does nothing after Commit
	// Statements run without ctx: the driver would start a goroutine for each.
	// A cancelled ctx rolls the transaction back, and alive looks at it.
	t := &tx{ctx: ctx, sql: sqlTx, prepared: make(map[string]*sql.Stmt), objects: s}
	forget, err := s.recordKept(t)
	if err != nil {
		return told("write", err)
	}
	if err := do(t); err != nil {
		return told("write", err)
	}
	if err := sqlTx.Commit(); err != nil {
		return told("commit", err)
	}
	forget()
	return nil
}

func (t *tx) statement(query string) (*sql.Stmt, error) {
	if st, ok := t.prepared[query]; ok {
		return st, nil
	}
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	st, err := t.sql.Prepare(query) //nolint:sqlclosecheck // the end of the transaction closes it
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	t.prepared[query] = st
	return st, nil
}

func (t *tx) exec(query string, args ...any) error {
	st, err := t.statement(query)
	if err != nil {
		return err
	}
	_, err = st.Exec(args...)
	return err
}

// one reads one row of values; sql.ErrNoRows when there is none.
func (t *tx) one(query string, args []any, into ...any) error {
	st, err := t.statement(query)
	if err != nil {
		return err
	}
	return st.QueryRow(args...).Scan(into...)
}

// body reads a record's JSON, nil when there is no such record.
func (t *tx) body(r archive.Ref) ([]byte, error) {
	var b []byte
	err := t.one("SELECT body FROM "+r.Table+" WHERE id = ?", []any{r.ID}, &b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return b, err
}

// put writes a record whole.
func (t *tx) put(r archive.Ref, record any) error {
	body, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("write %s %s: %w", r.Table, r.ID, err)
	}
	return t.putBody(r, body)
}

func (t *tx) putBody(r archive.Ref, body []byte) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	if r.ID == "" {
		return fmt.Errorf("write %s: a record without an ID", r.Table)
	}
	if err := t.image.keep(t, r); err != nil {
		return err
	}
	err := t.exec("INSERT INTO "+r.Table+" (id, body) VALUES (?, ?)"+
		" ON CONFLICT (id) DO UPDATE SET body = excluded.body WHERE body <> excluded.body", r.ID, string(body))
	if err != nil {
		return fmt.Errorf("write %s %s: %w", r.Table, r.ID, err)
	}
	return nil
}

// remove removes a record; that there is none is no error.
func (t *tx) remove(r archive.Ref) error {
	if err := t.image.keep(t, r); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM "+r.Table+" WHERE id = ?", r.ID); err != nil {
		return fmt.Errorf("remove %s %s: %w", r.Table, r.ID, err)
	}
	if r.Table == tableDocument {
		return t.unindex(r.ID)
	}
	return nil
}

// digest gives the SHA-256 of a record's JSON, "" for none.
func digest(body []byte) string {
	if body == nil {
		return ""
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// get reads one record.
func get[T any](ctx context.Context, s *Store, r archive.Ref) (T, error) {
	var record T
	var body []byte
	err := s.reader.QueryRowContext(ctx, "SELECT body FROM "+r.Table+" WHERE id = ?", r.ID).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return record, archive.Fail(archive.CodeNotFound, "store.no_record", nil, "table", r.Table, "id", r.ID)
	}
	if err != nil {
		return record, told("read "+r.Table, err)
	}
	if err := json.Unmarshal(body, &record); err != nil {
		return record, fmt.Errorf("read %s %s: %w", r.Table, r.ID, err)
	}
	return record, nil
}
