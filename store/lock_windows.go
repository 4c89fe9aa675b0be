package store

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/windows"

	"niandang/archive"
)

// lock takes the library's advisory lock. The system drops it when the process
// ends, however it ends.
func lock(path, dir string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock library: %w", err)
	}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err = windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		f.Close()
		return nil, archive.Fail(archive.CodeLocked, "store.locked", err, "dir", dir)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock library: %w", err)
	}
	return f, nil
}
