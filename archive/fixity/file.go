package fixity

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Partial is the ending of a file that is not whole yet; whoever opens a folder
// of ours may remove such files.
const Partial = ".partial"

// WriteFile writes a file that appears whole or not at all: beside its place,
// synced, then renamed over it, then the folder synced. It returns the digests
// of what was written.
func WriteFile(path string, write func(io.Writer) error) (Sums, error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".*"+Partial)
	if err != nil {
		return Sums{}, fmt.Errorf("write %s: %w", path, err)
	}
	tmp := f.Name()
	sums, err := fill(f, write)
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err == nil {
		err = SyncDir(dir)
	}
	if err != nil {
		os.Remove(tmp)
		return Sums{}, fmt.Errorf("write %s: %w", path, err)
	}
	return sums, nil
}

func fill(f *os.File, write func(io.Writer) error) (Sums, error) {
	h := NewHasher()
	err := write(io.MultiWriter(f, h))
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	return h.Sums(), errors.Join(err, f.Close())
}

// CopyFile copies a file to a new place, whole or not at all, in one pass over
// its bytes.
func CopyFile(ctx context.Context, dst string, src io.Reader) (Sums, error) {
	return WriteFile(dst, func(w io.Writer) error {
		_, err := io.CopyBuffer(w, contextReader{ctx, src}, make([]byte, blockSize))
		return err
	})
}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// SyncDir makes a folder's entries durable. Systems that cannot do so (Windows)
// are no error.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, os.ErrInvalid) && !unsupportedSync(err) {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	return nil
}

// Wipe overwrites a file with random bytes and removes it. On flash disks and
// journalling file systems old blocks may survive: the notice to the person
// says so.
func Wipe(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return errors.Join(fmt.Errorf("wipe: %w", err), os.Remove(path))
	}
	st, err := f.Stat()
	if err == nil {
		_, err = io.CopyN(f, rand.Reader, st.Size())
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close(), os.Remove(path)); err != nil {
		return fmt.Errorf("wipe: %w", err)
	}
	return nil
}
