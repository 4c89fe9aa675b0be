package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
)

// listDigest gives the digest of a package that is no bag: the SHA-256 of its
// files' digests and paths, in the order of the paths, written as sha256sum
// writes them. A bag has the SHA-256 of its tag manifest, a set that of its
// parts' digests and names.
func listDigest(files map[string]*seen) string {
	lines := make(map[string]string, len(files))
	for p, s := range files {
		lines[p] = s.sha256
	}
	return linesDigest(lines)
}

func linesDigest(lines map[string]string) string {
	names := make([]string, 0, len(lines))
	for n := range lines {
		names = append(names, n)
	}
	sort.Strings(names)
	h := sha256.New()
	for _, n := range names {
		fmt.Fprintf(h, "%s  %s\n", lines[n], n)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
