//go:build !windows

package transfer

import "syscall"

func noSpaceError() error { return syscall.ENOSPC }
