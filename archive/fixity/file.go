package fixity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Partial is the ending of a file that is not whole yet; whoever opens a folder
// of ours may remove such files.
const Partial = ".partial"

// longestName is the longest name, in bytes, that file systems take.
const longestName = 255

// aside gives the name under which a file is written before it is whole. It
// follows from the file's own name, so that what a killed program left behind is
// taken by the next one that writes the same file, and nothing stays.
func aside(path string) string {
	dir, name := filepath.Split(path)
	if len(name)+len(".")+len(Partial) > longestName {
		sum := sha256.Sum256([]byte(name))
		name = hex.EncodeToString(sum[:])
	}
	return filepath.Join(dir, "."+name+Partial)
}

// createAnew creates a file that was not there: a leftover is removed first, a
// link in its place never followed.
func createAnew(path string) (*os.File, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
}

// WriteFile writes a file that appears whole or not at all: beside its place,
// synced, then renamed over it, then the folder synced. It returns the digests of
// what was written. Of two that write one path at once, the first fails.
func WriteFile(path string, write func(io.Writer) error) (Sums, error) {
	dir, tmp := filepath.Dir(path), aside(path)
	f, err := createAnew(tmp)
	if err != nil {
		return Sums{}, fmt.Errorf("write %s: %w", path, err)
	}
	sums, err := fill(f, tmp, write)
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

// fill writes f, which lies at tmp, and makes it durable; that another writer
// has meanwhile put its own file there is an error.
func fill(f *os.File, tmp string, write func(io.Writer) error) (Sums, error) {
	h := NewHasher()
	err := write(io.MultiWriter(f, h))
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = stillAt(f, tmp)
	}
	return h.Sums(), errors.Join(err, f.Close())
}

func stillAt(f *os.File, path string) error {
	mine, err := f.Stat()
	if err != nil {
		return err
	}
	there, err := os.Lstat(path)
	if err == nil && !os.SameFile(mine, there) {
		err = errors.New("another program writes the same file")
	}
	return err
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
