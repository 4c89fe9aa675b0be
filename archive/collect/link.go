package collect

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode/utf8"

	"niandang/archive"
)

// link describes a symbolic link without following it: where it points, and
// whether following it would end nowhere or go round.
func (w *walker) link(shown, disk string) Entry {
	target, err := os.Readlink(disk)
	if err != nil {
		return Entry{Path: shown, Kind: Link, Problems: []archive.Finding{Unreadable(shown, err)}}
	}
	e := Entry{Path: shown, Kind: Link}
	if info, err := os.Lstat(disk); err == nil {
		e.ModTime = info.ModTime()
	}
	e.Problems = []archive.Finding{archive.NewFinding(linkKind(disk), shown, "target", w.shownTarget(disk, target))}
	return e
}

func linkKind(disk string) string {
	real, err := filepath.EvalSymlinks(disk)
	switch {
	case errors.Is(err, syscall.ELOOP), err != nil && strings.Contains(err.Error(), "too many links"):
		return archive.FSymlinkLoop
	case errors.Is(err, fs.ErrNotExist):
		return archive.FBrokenSymlink
	case err != nil:
		return archive.FSymlink
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(disk)); err == nil && within(real, folder) {
		return archive.FSymlinkLoop // it points at a folder that it lies in
	}
	return archive.FSymlink
}

// longestStandIn is how large a file can be that stands for a symbolic link.
const longestStandIn = 1100

// Symbolic links come as small files from systems that have none: version
// control and archive programs write the target, macOS and Cygwin put a mark
// before it.
const (
	macLink    = "XSym\n"
	cygwinLink = "!<symlink>"
)

// standIn gives the target that a small file holds in place of a link, "" for a
// file of its own. A file that holds one relative path and nothing else counts
// when it has the ending of what it points to.
func (w *walker) standIn(disk string, size int64) string {
	if size < 3 || size > longestStandIn {
		return ""
	}
	b, err := os.ReadFile(disk)
	if err != nil {
		return ""
	}
	s := string(b)
	if rest, ok := strings.CutPrefix(s, macLink); ok {
		if lines := strings.Split(rest, "\n"); len(lines) >= 3 {
			return strings.TrimSpace(lines[2])
		}
	}
	if rest, ok := strings.CutPrefix(s, cygwinLink); ok {
		return strings.Trim(rest, "\x00\xff\xfe")
	}
	ext := filepath.Ext(disk)
	if strings.ContainsAny(s, "\n\r\x00") || !utf8.ValidString(s) || ext == "" || filepath.Ext(s) != ext {
		return ""
	}
	if strings.HasPrefix(s, "../") || strings.HasPrefix(s, "./") {
		return s
	}
	return ""
}

// targetKind tells whether what a stand-in points to is there.
func targetKind(disk, target string) string {
	if _, err := os.Lstat(filepath.Join(filepath.Dir(disk), filepath.FromSlash(target))); err != nil {
		return archive.FBrokenSymlink
	}
	return archive.FSymlink
}

// within reports whether path is dir or lies under it.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// shownTarget names a link's target relative to the source where it lies inside,
// else as the link says.
func (w *walker) shownTarget(disk, target string) string {
	full := target
	if !filepath.IsAbs(full) {
		full = filepath.Join(filepath.Dir(disk), full)
	}
	if rel, err := filepath.Rel(w.root, full); err == nil && within(w.root, full) {
		return shownName(filepath.ToSlash(rel))
	}
	return shownName(target)
}
