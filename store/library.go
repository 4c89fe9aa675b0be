package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"niandang/archive"
	"niandang/archive/fixity"
)

// Options say who opens a library and how.
type Options struct {
	Who      string        // stands in events that do not name another
	Now      archive.Clock // nil: the system's clock
	ReadOnly bool          // beside a writer, or where nothing may be changed
}

// Store is an open library. It fulfils [archive.Store]; all methods may be
// called from any goroutine.
type Store struct {
	dir      string
	o        Options
	writer   *sql.DB  // one connection; nil when read only
	reader   *sql.DB  // a pool
	readMode string   // how the pool opens the database
	held     *os.File // the lock; nil when read only
	shelf    shelf
	close    func() error
}

var _ archive.Store = (*Store)(nil)

// The places in a library.
const (
	databaseName = "archive.db"
	objectsName  = "objects"
	stagingName  = "staging"
	backupName   = "backup"
	lockName     = "lock"
)

// Open opens the library in dir: CodeNotFound when there is none, CodeInvalid
// when the database is another program's, CodeUnsupported when a newer version
// wrote it, CodeLocked when another program writes to it. It overwrites what a
// killed process left in the staging area.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	s, err := prepare(dir, o)
	if err != nil {
		return nil, err
	}
	if err := checkHeader(s.path(databaseName)); err != nil {
		return nil, err
	}
	open := s.openToWrite
	if o.ReadOnly {
		open = s.openToRead
	}
	if err := open(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// prepare makes a Store that has nothing open yet.
func prepare(dir string, o Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{dir: dir, o: o}
	s.shelf.kept = make(map[string]fixity.Sums)
	s.close = sync.OnceValue(s.shut)
	return s, nil
}

func (s *Store) openToWrite(ctx context.Context) (err error) {
	if s.held, err = lock(s.path(lockName), s.dir); err != nil {
		return err
	}
	if err := s.wipeStaging(); err != nil {
		return err
	}
	if s.writer, err = openWriter(s.path(databaseName), "WAL"); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer, s.dir, s.o.Now()); err != nil {
		return err
	}
	if err := s.openReaders(ctx); err != nil {
		return err
	}
	return s.finishWiping(ctx, archive.NoProgress{}) // a destruction was broken off
}

func (s *Store) openToRead(ctx context.Context) (err error) {
	if err := s.openReaders(ctx); err != nil {
		return err
	}
	v, err := version(ctx, s.reader)
	switch {
	case err != nil:
		return err
	case v > schemaVersion:
		return newer(s.dir, v)
	case v < schemaVersion:
		return s.upgrade(ctx)
	}
	return nil
}

// upgrade brings an older library to this program's version by opening it to
// write for a moment, and then opens it to be read.
func (s *Store) upgrade(ctx context.Context) error {
	err := s.reader.Close()
	s.reader = nil
	if err != nil {
		return told("open library", err)
	}
	o := s.o
	o.ReadOnly = false
	w, err := Open(ctx, s.dir, o)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return archive.Fail(archive.CodeInvalid, "store.older", err, "dir", s.dir)
	}
	return s.openReaders(ctx)
}

// Create makes a library in dir and opens it. CodeExists when dir holds a
// library or anything else. A creation that was broken off can be repeated.
func Create(ctx context.Context, dir string, settings archive.Settings, o Options) (*Store, error) {
	s, err := prepare(dir, o)
	if err != nil {
		return nil, err
	}
	if err := s.claim(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	err = s.found(ctx, settings)
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	o.ReadOnly = false
	return Open(ctx, dir, o)
}

// claim makes the folders of a new library and takes its lock.
func (s *Store) claim() (err error) {
	if err := s.vacant(); err != nil {
		return err
	}
	for _, name := range []string{"", objectsName, stagingName, backupName} {
		if err := os.MkdirAll(s.path(name), 0o700); err != nil {
			return told("create library", err)
		}
	}
	s.held, err = lock(s.path(lockName), s.dir)
	return err
}

// vacant refuses a folder with anything in it but the beginnings of a library.
func (s *Store) vacant() error {
	entries, err := os.ReadDir(s.dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("create library: %w", err)
	}
	ours := []string{objectsName, stagingName, backupName, lockName}
	for _, e := range entries {
		if e.Name() == databaseName {
			return archive.Fail(archive.CodeExists, "store.exists", nil, "dir", s.dir)
		}
		if !slices.Contains(ours, e.Name()) {
			return archive.Fail(archive.CodeExists, "store.not_empty", nil, "dir", s.dir, "name", e.Name())
		}
	}
	return nil
}

// found makes the database aside and moves it into its place when it is whole.
func (s *Store) found(ctx context.Context, settings archive.Settings) (err error) {
	if err := s.wipeStaging(); err != nil {
		return err
	}
	aside := s.path(stagingName, databaseName)
	if s.writer, err = openNew(ctx, aside); err != nil {
		return err
	}
	if err := up(ctx, s.writer); err != nil {
		return err
	}
	if _, err := s.Apply(ctx, archive.Change{What: "init", On: settings.Organ.Fonds, Settings: &settings}); err != nil {
		return err
	}
	err = s.writer.Close()
	s.writer = nil
	if err != nil {
		return told("create library", err)
	}
	if err := os.Rename(aside, s.path(databaseName)); err != nil {
		return told("create library", err)
	}
	return fixity.SyncDir(s.dir)
}

// Dir gives the library's folder.
func (s *Store) Dir() string { return s.dir }

// Close ends the work with the library; calling it again does nothing.
func (s *Store) Close() error { return s.close() }

func (s *Store) shut() error {
	var errs []error
	if s.reader != nil {
		errs = append(errs, s.reader.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.flushKept(), s.writer.Close())
	}
	if s.held != nil {
		errs = append(errs, s.wipeStaging(), s.held.Close())
	}
	return told("close library", errors.Join(errs...))
}

// path gives a place in the library.
func (s *Store) path(names ...string) string {
	return filepath.Join(append([]string{s.dir}, names...)...)
}

// canWrite refuses to write to a library that was opened to be read.
func (s *Store) canWrite() error {
	if s.held == nil {
		return archive.Fail(archive.CodeInvalid, "store.read_only", nil, "dir", s.dir)
	}
	return nil
}
