package appraise

import (
	"slices"
	"strings"

	"niandang/archive"
)

// memberMark parts a container's path from that of its member.
const memberMark = "!/"

// Holdings are the bytes that the library has of some documents, and who else has
// them.
type Holdings struct {
	Files  map[string][]archive.File // by document: all of them, copies and drafts too
	Same   map[string][]archive.File // by SHA-256: every file record with these bytes
	Around map[string]archive.File   // by place: the files of the same years, see Around
	Has    func(sha256 string) bool  // the library has the bytes
}

func placeOf(f archive.File) string { return f.Source + "\x00" + f.Path }

// Around files the files of some years by their place.
func Around(files []archive.File) map[string]archive.File {
	m := make(map[string]archive.File, len(files))
	for _, f := range files {
		m[placeOf(f)] = f
	}
	return m
}

// going are files by ID that are destroyed.
type going map[string]bool

// living reports whether a file stays.
func (g going) living(f archive.File) bool { return f.Status != archive.Gone && !g[f.ID] }

// going gives the files that go with documents: their own, and the containers in
// which nothing is left that stays.
func (h Holdings) going(documents map[string]bool) going {
	g := make(going)
	for id := range documents {
		for _, f := range h.Files[id] {
			g[f.ID] = true
		}
	}
	for id := range documents {
		for _, f := range h.Files[id] {
			for _, c := range h.containers(f) {
				if _, ok := h.stays(c, g); !ok {
					g[c.ID] = true
				}
			}
		}
	}
	return g
}

// tied reports whether a document's content cannot be destroyed alone: it is some
// pages of a scan that others are in too, or it came in an e-mail or container
// that is kept and holds what stays.
func (h Holdings) tied(document string, g going) (archive.Text, bool) {
	for _, f := range h.Files[document] {
		for _, o := range h.Same[f.SHA256] {
			if (f.First > 0 || o.First > 0) && g.living(o) {
				return archive.Say("dispose.no.scan", "path", o.Path), true
			}
		}
		for _, c := range h.containers(f) {
			if o, ok := h.stays(c, g); ok {
				return archive.Say("dispose.no.container", "path", c.Path, "other", o.Path), true
			}
		}
	}
	return archive.Text{}, false
}

// containers are the kept files that a file is a member of.
func (h Holdings) containers(f archive.File) []archive.File {
	var out []archive.File
	for path := f.Path; ; {
		i := strings.LastIndex(path, memberMark)
		if i < 0 {
			return out
		}
		path = path[:i]
		if c, ok := h.Around[f.Source+"\x00"+path]; ok && c.SHA256 != "" && h.Has(c.SHA256) {
			out = append(out, c)
		}
	}
}

// stays finds what keeps a container: its own document, or a member's.
func (h Holdings) stays(c archive.File, g going) (archive.File, bool) {
	if c.Document != "" && g.living(c) {
		return c, true
	}
	for _, f := range h.Around {
		if f.Source == c.Source && strings.HasPrefix(f.Path, c.Path+memberMark) && f.Document != "" && g.living(f) {
			return f, true
		}
	}
	return archive.File{}, false
}

// Digests gives the SHA-256 of the documents' files and of the containers around
// them: those that Same must answer for.
func (h Holdings) Digests() []string {
	seen := make(map[string]bool)
	for _, files := range h.Files {
		for _, f := range files {
			for _, x := range append(h.containers(f), f) {
				seen[x.SHA256] = x.SHA256 != ""
			}
		}
	}
	out := make([]string, 0, len(seen))
	for sha, named := range seen {
		if named {
			out = append(out, sha)
		}
	}
	slices.Sort(out)
	return out
}

// objects gives the bytes that go, and counts the files whose bytes stay because a
// living file has the same.
func (h Holdings) objects(files []archive.File, g going) (objects []string, shared int) {
	take := make(map[string]bool)
	for _, f := range files {
		switch {
		case f.SHA256 == "" || !h.Has(f.SHA256):
		case slices.ContainsFunc(h.Same[f.SHA256], g.living):
			shared++
		default:
			take[f.SHA256] = true
		}
	}
	for sha := range take {
		objects = append(objects, sha)
	}
	slices.Sort(objects)
	return objects, shared
}

// filesOf gives the records of the files that go, by ID.
func (h Holdings) filesOf(g going) []archive.File {
	seen := make(map[string]bool)
	var out []archive.File
	add := func(f archive.File) {
		if g[f.ID] && !seen[f.ID] {
			seen[f.ID] = true
			out = append(out, f)
		}
	}
	for _, files := range h.Files {
		for _, f := range files {
			add(f)
		}
	}
	for _, f := range h.Around {
		add(f)
	}
	slices.SortFunc(out, func(a, b archive.File) int { return strings.Compare(a.ID, b.ID) })
	return out
}
