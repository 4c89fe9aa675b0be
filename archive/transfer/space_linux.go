package transfer

import "golang.org/x/sys/unix"

// freeSpace gives the bytes that an ordinary user may still write in a folder.
func freeSpace(dir string) (free int64, known bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, false
	}
	return int64(st.Bavail) * st.Bsize, true
}
