package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"niandang/archive"
	"niandang/archive/fixity"
)

// staged is a file in the staging area.
type staged struct {
	store *Store
	path  string
	sums  fixity.Sums

	mu   sync.Mutex
	done bool // kept or wiped
}

func (f *staged) Path() string   { return f.path }
func (f *staged) Size() int64    { return f.sums.Size }
func (f *staged) SHA256() string { return f.sums.SHA256 }
func (f *staged) SM3() string    { return f.sums.SM3 }

// Stage copies r into the staging area and digests it in the same pass. The
// bytes are not forced to the disk: they may turn out to be a secret's, and
// Keep does so.
func (s *Store) Stage(ctx context.Context, r io.Reader) (archive.Staged, error) {
	if err := s.canWrite(); err != nil {
		return nil, err
	}
	path := s.path(stagingName, rand.Text())
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, told("stage", err)
	}
	sums, err := fixity.Copy(ctx, f, r)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, told("stage", errors.Join(err, fixity.Wipe(path)))
	}
	return &staged{store: s, path: path, sums: sums}, nil
}

// Keep makes the bytes an object of the library.
func (f *staged) Keep(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("keep: %w", err)
	}
	if f.done {
		return fmt.Errorf("keep %s: %w", f.sums.SHA256, os.ErrClosed)
	}
	if err := f.store.shelve(f.path, f.sums); err != nil {
		return told("keep "+f.sums.SHA256, err)
	}
	f.done = true
	f.store.remember(f.sums)
	return nil
}

// Wipe overwrites and removes the bytes, unless they were kept.
func (f *staged) Wipe() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.done {
		return nil
	}
	f.done = true
	return fixity.Wipe(f.path)
}

// TempDir makes a private folder in the staging area.
func (s *Store) TempDir() (dir string, wipe func() error, err error) {
	if err := s.canWrite(); err != nil {
		return "", nil, err
	}
	dir = s.path(stagingName, rand.Text())
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", nil, told("make a temporary folder", err)
	}
	return dir, sync.OnceValue(func() error { return wipeTree(dir) }), nil
}

// wipeStaging overwrites whatever is in the staging area.
func (s *Store) wipeStaging() error {
	dir := s.path(stagingName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return told("wipe staging area", err)
	}
	entries, err := os.ReadDir(dir)
	errs := []error{err}
	for _, e := range entries {
		errs = append(errs, wipeTree(filepath.Join(dir, e.Name())))
	}
	return told("wipe staging area", errors.Join(errs...))
}

// wipeTree overwrites the files under a path and removes it. Links are removed,
// never followed.
func wipeTree(root string) error {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return os.Chmod(path, 0o700)
		case !d.Type().IsRegular():
			return os.Remove(path)
		}
		// A program may have left the file without the right to write it.
		return errors.Join(os.Chmod(path, 0o600), fixity.Wipe(path))
	})
	return errors.Join(err, fixity.RemoveTree(root))
}
