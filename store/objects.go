package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"niandang/archive"
	"niandang/archive/fixity"
)

// shelf is what the store remembers of the objects that were kept since the last
// change: the next change writes their digests.
type shelf struct {
	mu   sync.Mutex
	kept map[string]fixity.Sums // by SHA-256
}

// isDigest reports whether s is a SHA-256 in lower-case hex, so that a name
// cannot lead out of the library.
func isDigest(s string) bool {
	if len(s) != 64 {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// ObjectPath gives the object's place on disk, "" for what is no digest.
func (s *Store) ObjectPath(sha256 string) string {
	if !isDigest(sha256) {
		return ""
	}
	return s.path(objectsName, sha256[:2], sha256)
}

// HasObject reports whether the library has the bytes.
func (s *Store) HasObject(sha256 string) bool {
	p := s.ObjectPath(sha256)
	return p != "" && exists(p)
}

type object struct {
	*os.File
	size int64
}

func (o object) Size() int64 { return o.size }

// OpenObject opens an object; CodeNotFound when there is none.
func (s *Store) OpenObject(sha256 string) (archive.Object, error) {
	p := s.ObjectPath(sha256)
	if p == "" {
		return nil, archive.Fail(archive.CodeNotFound, "store.no_object", nil, "sha256", sha256)
	}
	f, err := os.Open(p)
	if errors.Is(err, os.ErrNotExist) {
		return nil, archive.Fail(archive.CodeNotFound, "store.no_object", err, "sha256", sha256)
	}
	if err != nil {
		return nil, fmt.Errorf("open object: %w", err)
	}
	st, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open object: %w", err), f.Close())
	}
	return object{f, st.Size()}, nil
}

// shelve moves a file of the staging area to its place among the objects. It is
// durable when shelve returns: first the bytes, then their name.
func (s *Store) shelve(path string, sums fixity.Sums) error {
	dst := s.ObjectPath(sums.SHA256)
	dir := filepath.Dir(dst)
	if err := s.makeShelf(dir); err != nil {
		return err
	}
	if st, err := os.Lstat(dst); err == nil && st.Size() == sums.Size {
		// Another Keep may have renamed it and not yet synced the folder.
		return errors.Join(os.Remove(path), fixity.SyncDir(dir))
	}
	if err := syncFile(path); err != nil {
		return err
	}
	if err := os.Chmod(path, 0o444); err != nil {
		return err
	}
	if err := os.Rename(path, dst); err != nil {
		return err
	}
	return fixity.SyncDir(dir)
}

// makeShelf makes one of the 256 folders of objects, durably.
func (s *Store) makeShelf(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return fixity.SyncDir(filepath.Dir(dir))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// remember notes the digests of a kept object for the next change.
func (s *Store) remember(sums fixity.Sums) {
	s.shelf.mu.Lock()
	defer s.shelf.mu.Unlock()
	s.shelf.kept[sums.SHA256] = sums
}

// recordKept writes the digests of the objects kept so far and returns a
// function that forgets them, to be called once the change is written.
func (s *Store) recordKept(t *tx) (forget func(), err error) {
	s.shelf.mu.Lock()
	defer s.shelf.mu.Unlock()
	written := make([]string, 0, len(s.shelf.kept))
	for sha, sums := range s.shelf.kept {
		err := t.exec(`INSERT INTO object (sha256, sm3, size) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, sha, sums.SM3, sums.Size)
		if err != nil {
			return nil, err
		}
		written = append(written, sha)
	}
	return func() { s.forget(written) }, nil
}

func (s *Store) forget(written []string) {
	s.shelf.mu.Lock()
	defer s.shelf.mu.Unlock()
	for _, sha := range written {
		delete(s.shelf.kept, sha)
	}
}

// claim records an object that a record names and that an earlier process kept
// without living to say so.
func (t *tx) claim(sha256, sm3 string) error {
	if !isDigest(sha256) {
		return nil
	}
	known := 0
	if err := t.one("SELECT count(*) FROM object WHERE sha256 = ?", []any{sha256}, &known); err != nil || known > 0 {
		return err
	}
	st, err := os.Stat(t.objects.ObjectPath(sha256))
	if err != nil {
		return nil // the record's bytes are not in the library
	}
	return t.exec("INSERT INTO object (sha256, sm3, size) VALUES (?, ?, ?)", sha256, sm3, st.Size())
}

// flushKept writes the digests that no change has taken along.
func (s *Store) flushKept() error {
	s.shelf.mu.Lock()
	n := len(s.shelf.kept)
	s.shelf.mu.Unlock()
	if n == 0 {
		return nil
	}
	return s.write(context.Background(), func(*tx) error { return nil })
}
