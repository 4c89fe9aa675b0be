package transfer

import "golang.org/x/sys/windows"

func noSpaceError() error { return windows.ERROR_DISK_FULL }
