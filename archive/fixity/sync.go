package fixity

import (
	"errors"
	"runtime"
	"syscall"
)

// unsupportedSync reports whether a failed sync of a folder only means that the
// system has no such thing.
func unsupportedSync(err error) bool {
	return runtime.GOOS == "windows" || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP)
}
