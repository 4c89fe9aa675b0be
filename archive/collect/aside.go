package collect

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
)

// pageMark stands in the path of a segment before its pages.
const pageMark = "#page="

// setAside decides the files that are no documents by their kind or name: links,
// folders, devices, junk.
func (g *grouping) setAside() {
	for _, p := range g.open() {
		switch why, junk := JunkName(p.f.Path); {
		case p.has(archive.FSymlink, archive.FBrokenSymlink, archive.FSymlinkLoop):
			p.decide(archive.RoleJunk, archive.Junk, archive.Say("collect.why.link"))
		case strings.HasSuffix(p.f.Path, "/") && p.has(archive.FUnreadable):
			p.decide("", archive.Problem, archive.Say("collect.why.unreadable"))
		case junk:
			p.decide(archive.RoleJunk, archive.Junk, why)
		case p.f.SHA256 == "" && len(p.problems) == 0:
			p.problems = []string{archive.FUnsafeArchive}
			p.decide("", archive.Problem, archive.Say("collect.why.refused"))
		case p.f.SHA256 == "" && p.has(archive.FUnreadable) && p.number() == "":
			p.decide("", archive.Problem, archive.Say("collect.why.unreadable"))
		}
	}
}

// containerExts are archives by their ending; a reading names them better.
var containerExts = map[string]bool{
	".zip": true, ".rar": true, ".7z": true, ".tar": true, ".gz": true, ".tgz": true, ".bz2": true, ".xz": true, ".iso": true, ".cab": true,
}

// containers decides what holds other files: archives that were opened, and
// those that could not be.
func (g *grouping) containers() {
	members := g.members()
	for _, p := range g.open() {
		if !isArchive(p) {
			continue
		}
		if members[p.key()] == 0 && (p.damaged() || p.has(archive.FUnsupportedFormat)) {
			p.decide(archive.RoleContainer, archive.Problem, archive.Say("collect.why.container_shut"))
			continue
		}
		p.decide(archive.RoleContainer, archive.Container, archive.Say("collect.why.container", "count", strconv.Itoa(members[p.key()])))
	}
}

// isArchive reports an archive of files. OFD and office files are zips as well,
// and are none.
func isArchive(p *piece) bool {
	if p.r.Family != "" {
		return p.r.Family == "zip"
	}
	return containerExts[Ext(p.f.Path)] || strings.HasSuffix(p.f.MIME, "/zip") || p.f.PUID == "x-fmt/263"
}

// members counts what lies directly or deeper in each container.
func (g *grouping) members() map[string]int {
	out := make(map[string]int)
	for _, p := range g.pieces {
		for path := p.key(); ; {
			i := strings.LastIndex(path, Inside)
			if i < 0 {
				break
			}
			path = path[:i]
			out[path]++
		}
	}
	return out
}

// segments makes a file of each document in a scan of several. The scan itself
// is the container.
func (g *grouping) segments() {
	for _, p := range g.open() {
		if len(p.r.Segments) < 2 {
			continue
		}
		p.decide(archive.RoleContainer, archive.Container, archive.Say("collect.why.scan", "count", strconv.Itoa(len(p.r.Segments))))
		f := archive.NewFinding(archive.FMultiDocumentScan, p.f.Path, "count", strconv.Itoa(len(p.r.Segments)), "pages", segmentPages(p.r.Segments))
		g.find(f)
		for _, s := range p.r.Segments {
			g.add(g.segmentPiece(p, s))
		}
	}
}

func segmentPages(segs []archive.Segment) string {
	parts := make([]string, len(segs))
	for i, s := range segs {
		parts[i] = pageRange(s)
	}
	return strings.Join(parts, ", ")
}

func pageRange(s archive.Segment) string {
	if s.Last <= s.First {
		return strconv.Itoa(s.First)
	}
	return strconv.Itoa(s.First) + "-" + strconv.Itoa(s.Last)
}

// segmentPiece makes the piece of a segment; one that an earlier run made keeps
// its ID and what a person fixed.
func (g *grouping) segmentPiece(scan *piece, s archive.Segment) *piece {
	path := scan.f.Path + pageMark + pageRange(s)
	f, again := g.segment[keyOf(scan.f.Source, path)]
	delete(g.segment, keyOf(scan.f.Source, path))
	if !again {
		f = archive.File{Path: path}
	}
	keep := f
	f = scan.f
	f.ID, f.Path, f.Fixed, f.Document, f.Why, f.Problems = keep.ID, path, keep.Fixed, keep.Document, keep.Why, nil
	f.Role, f.Status, f.Of, f.Title, f.Seq, f.Form = keep.Role, keep.Status, keep.Of, keep.Title, keep.Seq, keep.Form
	f.First = s.First
	p := &piece{f: f, r: scan.r, known: true, face: s.Face, inner: scan.inner, stem: s.Face.Title}
	if f.Fixed {
		p.decided, p.docID = true, f.Document
	} else {
		reset(&p.f)
	}
	p.f.Pages, p.f.Blank = s.Last-s.First+1, blankWithin(scan.r.Blank, s)
	p.r.Segments, p.r.TextDigest, p.r.Sketch = nil, "", nil
	p.problems = problemsOf(p)
	return p
}

// blankWithin gives the blank sides of a segment, numbered from its first page.
func blankWithin(blank []int, s archive.Segment) []int {
	var out []int
	for _, n := range blank {
		if n >= s.First && n <= s.Last {
			out = append(out, n-s.First+1)
		}
	}
	return out
}

// goneSegments accounts for segments of an earlier run that this one does not
// see, because the scan is a copy now or was read otherwise: they are copies of
// what the scan became.
func (g *grouping) goneSegments() {
	keys := slices.Sorted(maps.Keys(g.segment))
	for _, k := range keys {
		p := g.piece(g.segment[k])
		p.r, p.known, p.face = archive.Reading{}, false, archive.Face{}
		path, _, _ := strings.Cut(p.f.Path, pageMark)
		if scan := g.byPath[keyOf(p.f.Source, path)]; scan != nil && !p.decided {
			p.copyOf(scan, "segment_gone")
		} else if !p.decided {
			p.decide("", archive.Problem, archive.Say("collect.why.segment_gone", "of", path))
		}
		g.add(p)
	}
}
