package transfer

import (
	"errors"

	"golang.org/x/sys/unix"
)

// freeSpace gives the bytes that an ordinary user may still write in a folder.
func freeSpace(dir string) (free int64, known bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, false
	}
	return int64(st.Bavail) * st.Bsize, true
}

// noSpace reports whether an error comes from a full disk or a used-up quota.
func noSpace(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }
