package fixity

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// RemoveTree removes a file or a folder with all that is in it; what is not there
// is no error. Where the system refuses the quick way (network shares and
// emulations that lack a call, folders that came read-only from a disc), it goes
// from the leaves up by itself.
func RemoveTree(root string) error {
	first := os.RemoveAll(root)
	if first == nil {
		return nil
	}
	var paths []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && err == nil {
			err = os.Chmod(p, 0o700)
		}
		paths = append(paths, p)
		return err
	})
	for i := len(paths) - 1; i >= 0; i-- {
		if e := os.Remove(paths[i]); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", root, errors.Join(first, err))
	}
	return nil
}
