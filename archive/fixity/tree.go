package fixity

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// SyncTree makes every file and folder below root durable: one call for the
// whole file system where the system has it, else file by file.
func SyncTree(root string) error {
	if done, err := syncAll(root); done {
		return err
	}
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("sync %s: %w", path, err)
		}
		if d.IsDir() {
			return SyncDir(path)
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return fmt.Errorf("sync %s: %w", path, err)
		}
		return errors.Join(f.Sync(), f.Close())
	})
}
