package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"niandang/archive"
)

// applicationID stands in the database's header: "NDan".
const applicationID = 0x4E44616E

// dsn names a database to the driver. The path may hold any character.
func dsn(path string, params ...string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/… on Windows
	}
	u := url.URL{Scheme: "file", Path: p}
	return u.String() + "?" + strings.Join(params, "&")
}

// openWriter opens the one connection that writes. What is deleted is overwritten
// with zeros: it may have been a secret.
func openWriter(path, journal string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", dsn(path, "_txlock=immediate", "_journal_mode="+journal, "_synchronous=FULL",
		"_busy_timeout=10000", "_foreign_keys=1", "_secure_delete=ON", "_cache_size=-32000"))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// openReaders opens the pool that reads. A folder that cannot be written (a
// disc) has no writer either, so it is read as it stands.
func (s *Store) openReaders(ctx context.Context) (err error) {
	path := s.path(databaseName)
	s.readMode = "mode=ro"
	s.reader, err = openPool(ctx, path, s.readMode)
	if err != nil && !exists(path+"-wal") {
		s.readMode = "immutable=1"
		s.reader, err = openPool(ctx, path, s.readMode)
	}
	return told("open library", err)
}

// openFresh opens the database to be read over a connection of its own.
func (s *Store) openFresh() (*sql.DB, error) {
	return sql.Open("sqlite3", dsn(s.path(databaseName), s.readMode, "_busy_timeout=10000"))
}

func openPool(ctx context.Context, path, mode string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", dsn(path, mode, "_query_only=1", "_busy_timeout=10000", "_cache_size=-16000"))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	n := max(4, 2*runtime.NumCPU())
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	var version int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&version); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	return db, nil
}

// checkHeader looks at the first bytes of a database before SQLite does, so that
// a foreign one is not touched at all.
func checkHeader(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return archive.Fail(archive.CodeNotFound, "store.not_found", err, "dir", filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("open library: %w", err)
	}
	defer f.Close()
	var h [100]byte
	_, err = io.ReadFull(f, h[:])
	if err != nil || string(h[:16]) != "SQLite format 3\x00" || binary.BigEndian.Uint32(h[68:]) != applicationID {
		return archive.Fail(archive.CodeInvalid, "store.foreign", err, "path", path)
	}
	return nil
}

// pageSize of the database: two pages of text and more fit into one of SQLite's,
// where the default of 4096 would leave a third of each empty.
const pageSize = 8192

// openNew opens a database that is not there yet.
func openNew(ctx context.Context, path string) (*sql.DB, error) {
	db, err := openWriter(path, "DELETE")
	if err != nil {
		return nil, err
	}
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size = %d", pageSize)); err != nil {
		return nil, errors.Join(told("create library", err), db.Close())
	}
	return db, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// told gives an error of the database or the disk the code and the sentence
// that a person can act upon; other errors get the verb only.
func told(verb string, err error) error {
	if err == nil {
		return nil
	}
	var e sqlite3.Error
	errors.As(err, &e)
	switch {
	case errors.As(err, new(*archive.Error)):
		return err
	case e.Code == sqlite3.ErrFull || errors.Is(err, syscall.ENOSPC):
		return archive.Fail(archive.CodeSpace, "store.space", fmt.Errorf("%s: %w", verb, err))
	case e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB:
		return archive.Fail(archive.CodeDamaged, "store.damaged", fmt.Errorf("%s: %w", verb, err))
	case e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked:
		return archive.Fail(archive.CodeLocked, "store.busy", fmt.Errorf("%s: %w", verb, err))
	}
	return fmt.Errorf("%s: %w", verb, err)
}
