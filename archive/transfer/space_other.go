//go:build !linux && !windows

package transfer

import (
	"errors"
	"syscall"
)

// freeSpace is not known here: a full disk is met while writing.
func freeSpace(string) (free int64, known bool) { return 0, false }

// noSpace reports whether an error comes from a full disk.
func noSpace(err error) bool { return errors.Is(err, syscall.ENOSPC) }
