package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"sort"
)

// listDigest gives the digest of a package that is no bag: the SHA-256 of its
// files' digests and paths, in the order of the paths, written as sha256sum
// writes them. A bag has the SHA-256 of its tag manifest (see bagDigest), a set
// that of its parts' digests and names.
func listDigest(files map[string]*seen) string {
	lines := make(map[string]string, len(files))
	for p, s := range files {
		lines[p] = s.sha256
	}
	return linesDigest(lines)
}

// bagDigest gives the digest of a bag: of its SHA-256 tag manifest, which covers
// everything; of all its manifests together where it has none.
func bagDigest(fsys fs.FS) (string, error) {
	names, err := fs.Glob(fsys, "*manifest-*.txt")
	if err != nil {
		return "", fmt.Errorf("digest of the bag: %w", err)
	}
	lines := make(map[string]string)
	for _, name := range names {
		if lines[name], err = fileDigest(fsys, name); err != nil {
			return "", fmt.Errorf("digest of the bag: %w", err)
		}
	}
	if one := lines["tagmanifest-sha256.txt"]; one != "" {
		return one, nil
	}
	return linesDigest(lines), nil
}

func fileDigest(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
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
