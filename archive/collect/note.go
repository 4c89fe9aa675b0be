package collect

import (
	"path"
	"slices"
	"strings"

	"niandang/archive"
)

// findingPrefix is how a reason on a file says that it is a finding, too.
const findingPrefix = "finding."

// File gives the record of an entry as it was seen: path, size, time and what the
// walk or the container had to say. The caller adds ID, year, source and digests.
func (e Entry) File() archive.File {
	f := archive.File{Path: e.Path, Size: e.Size, ModTime: e.ModTime}
	if e.Kind == Folder && len(e.Problems) == 0 {
		f.Role, f.Status = archive.RoleJunk, archive.Junk
	}
	for _, p := range e.Problems {
		Note(&f, p)
	}
	return f
}

// Note puts a finding that was made while the file was taken in (by the walk, by
// a container, by reading it from disk) on the file. Group gives it back with its
// findings on this and every later run.
func Note(f *archive.File, p archive.Finding) {
	if !slices.Contains(f.Problems, p.Kind) {
		f.Problems = append(f.Problems, p.Kind)
	}
	f.Why = append(f.Why, archive.Text{ID: findingPrefix + p.Kind, Args: p.Args})
}

// noted gives the findings that Note put on a file.
func noted(f archive.File) []archive.Finding {
	var out []archive.Finding
	for _, t := range f.Why {
		kind, ok := strings.CutPrefix(t.ID, findingPrefix)
		if !ok {
			continue
		}
		out = append(out, archive.Finding{Kind: kind, Severity: archive.SeverityOf(kind), Path: f.Path, Args: t.Args})
	}
	return out
}

// ReadingKey is the key of a file's reading in [Input]: the digest of its bytes
// and its ending in lower case.
func ReadingKey(f archive.File) string { return f.SHA256 + Ext(f.Path) }

// Ext gives a path's ending in lower case with the dot, as in a Reading.
func Ext(p string) string { return strings.ToLower(path.Ext(baseOf(p))) }
