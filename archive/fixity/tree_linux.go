package fixity

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// syncAll flushes the file system that holds root.
func syncAll(root string) (done bool, err error) {
	d, err := os.Open(root)
	if err != nil {
		return true, fmt.Errorf("sync %s: %w", root, err)
	}
	defer d.Close()
	if err := unix.Syncfs(int(d.Fd())); err != nil {
		return false, nil
	}
	return true, nil
}
