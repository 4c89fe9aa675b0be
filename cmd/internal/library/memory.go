package library

import (
	"os"
	"runtime/debug"
)

// officeMemory is how much memory the program may take before it collects garbage
// more often: an office PC of 4 GiB has a browser and a word processor open too.
// It is no bound: a year too large for it becomes slower and does not fail.
const officeMemory = 384 << 20

// BoundMemory keeps the program small, unless GOMEMLIMIT says how small.
func BoundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(officeMemory)
	}
}
