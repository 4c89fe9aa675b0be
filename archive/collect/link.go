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
	if size < 1 || size > longestStandIn {
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
		return strings.TrimFunc(rest, func(r rune) bool { return r == 0 || r == utf8.RuneError })
	}
	if !strings.ContainsAny(s, "\n\r\x00") && utf8.ValidString(s) && onlyPath(disk, s) {
		return s
	}
	return ""
}

// textExts are files whose content may well be one path.
var textExts = map[string]bool{".txt": true, ".md": true, ".csv": true, ".log": true, ".url": true, ".bat": true}

// onlyPath reports that the text of a small file is the target of a link: a path
// to a file of the same kind, or, in a file without ending, to a folder that is
// there.
func onlyPath(disk, s string) bool {
	ext := filepath.Ext(disk)
	if ext != "" {
		return filepath.Ext(s) == ext && !textExts[strings.ToLower(ext)]
	}
	info, err := os.Stat(filepath.Join(filepath.Dir(disk), filepath.FromSlash(s)))
	return err == nil && info.IsDir() || strings.HasPrefix(s, "../")
}

// targetKind tells whether what a stand-in points to is there.
func targetKind(disk, target string) string {
	full := filepath.FromSlash(target)
	if !filepath.IsAbs(full) {
		full = filepath.Join(filepath.Dir(disk), full)
	}
	if _, err := os.Lstat(full); err != nil {
		return archive.FBrokenSymlink
	}
	if within(full, disk) {
		return archive.FSymlinkLoop // its own folder, one above it, or itself
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
