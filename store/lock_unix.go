//go:build !windows

package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"niandang/archive"
)

// lock takes the library's advisory lock. The system drops it when the process
// ends, however it ends.
func lock(path, dir string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock library: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		return nil, archive.Fail(archive.CodeLocked, "store.locked", err, "dir", dir)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock library: %w", err)
	}
	return f, nil
}
