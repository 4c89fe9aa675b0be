package collect

import (
	"path"
	"strings"

	"niandang/archive"
)

// File gives the record of an entry as it was seen: path, size, time and what the
// walk or the container had to say. The caller adds ID, year, source and digests.
func (e Entry) File() archive.File {
	return archive.File{Path: e.Path, Size: e.Size, ModTime: e.ModTime, Noted: e.Problems}
}

// ReadingKey is the key of a file's reading in [Input]: the digest of its bytes
// and its ending in lower case.
func ReadingKey(f archive.File) string { return f.SHA256 + Ext(f.Path) }

// Ext gives a path's ending in lower case with the dot, as in a Reading.
func Ext(p string) string { return strings.ToLower(path.Ext(baseOf(p))) }

// keyOf names a file among those of several sources.
func keyOf(source, p string) string { return source + "\x00" + p }

func (p *piece) key() string { return keyOf(p.f.Source, p.f.Path) }
