package collect

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"niandang/archive"
)

// Input is what Group decides from.
type Input struct {
	Files    []archive.File             // all files of the year, in any order; ID may be empty for new ones
	Readings map[string]archive.Reading // by ReadingKey
	Prior    map[string]archive.Document
	Settings archive.Settings
	Year     int
	Rows     []archive.Row
	Names    func(path string) archive.Face // what a path tells; nil for nothing
	NewID    func() string                  // nil for UUID version 7
}

// Result is what became of the files: every file of the input is in Files once,
// with a role, or a problem, or both, and the segments of scans beside them.
type Result struct {
	Files     []archive.File // by path
	Documents []archive.Document
	Findings  []archive.Finding
	Faces     map[string]archive.Face // of the documents' main files or segments, by document ID
}

// Group tells what every file is, and makes a document of each main file from
// its face and its name. It is pure but for new IDs, and gives the same answer
// for files in any order. A file that a person fixed keeps role and document.
//
// The steps stand in the order in which they may decide: a copy of an attachment
// is a copy first, an attachment that is called 征求意见稿 is an attachment and no
// draft.
func Group(in Input) Result {
	g := load(in)
	g.setAside()
	g.exactCopies()
	g.containers()
	g.segments()
	g.messages()
	g.forms()
	g.textTwins()
	g.index()
	g.listedAttachments()
	g.pictures()
	g.drafts()
	g.versions()
	g.broken()
	g.looseAttachments()
	g.leftovers()
	g.placeForms()
	g.mailRoles()
	g.goneSegments()
	return g.result()
}

// piece is a file with all that is known of it while the grouping goes on.
type piece struct {
	f        archive.File
	r        archive.Reading
	known    bool // the bytes were read
	face     archive.Face
	named    archive.Face
	marks    marks
	stem     string // the name without ending, brackets and ordinals at its edges
	problems []string
	inner    bool             // a member of a container
	decided  bool             // role and status are set
	to       *piece           // the main piece of the document that this one belongs to
	same     *piece           // the piece that this one is a copy of
	slot     int              // order among the attachments, from 1
	called   []*wording       // what it may be called, made when asked for
	heading  *wording         // its title, made when asked for
	numbered []archive.Number // numbers in its name and folder, made when asked for
	counted  bool
	docID    string
}

// grouping is the work on one year.
type grouping struct {
	in       Input
	pieces   []*piece
	byPath   map[string]*piece // by key
	byID     map[string]*piece
	prior    map[string]archive.Document // by document ID
	segment  map[string]archive.File     // segments of an earlier run, by key
	numbers  map[string][]*piece         // main candidates by number
	serials  map[serial][]*piece         // and by year and serial
	titles   *titleIndex                 // of main candidates
	titled   []*piece
	listed   *titleIndex // titles of attachments that texts list
	slots    []slot
	slotsOf  map[*piece][]int    // by document
	folders  map[string][]*piece // main candidates by folder
	rows     *titleIndex         // of the register, made when asked for
	findings []archive.Finding
}

type serial struct{ year, n int }

// load takes the files over, in the order of their paths, and forgets what an
// earlier run decided.
func load(in Input) *grouping {
	if in.NewID == nil {
		in.NewID = func() string { return uuid.Must(uuid.NewV7()).String() }
	}
	g := &grouping{in: in, byPath: make(map[string]*piece, len(in.Files)), byID: make(map[string]*piece, len(in.Files)),
		prior: make(map[string]archive.Document, len(in.Prior)), segment: make(map[string]archive.File)}
	for _, d := range in.Prior {
		g.prior[d.ID] = d
	}
	files := slices.Clone(in.Files)
	slices.SortFunc(files, func(a, b archive.File) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Source, b.Source))
	})
	for _, f := range files {
		if f.First > 0 && strings.Contains(f.Path, pageMark) {
			g.segment[keyOf(f.Source, f.Path)] = f
			continue
		}
		g.add(g.piece(f))
	}
	return g
}

func (g *grouping) add(p *piece) {
	g.pieces = append(g.pieces, p)
	g.byPath[p.key()] = p
	if p.f.ID == "" {
		p.f.ID = g.in.NewID()
	}
	g.byID[p.f.ID] = p
}

// piece joins a file with its reading and its name.
func (g *grouping) piece(f archive.File) *piece {
	p := &piece{f: f}
	if f.Fixed {
		p.decided, p.docID = true, f.Document
	} else {
		reset(&p.f)
	}
	p.r, p.known = g.in.Readings[ReadingKey(f)]
	p.face = p.r.Face
	if f.SHA256 == "" {
		p.r, p.known, p.face = archive.Reading{}, false, archive.Face{}
	}
	if p.known {
		p.f.PUID, p.f.MIME, p.f.Pages, p.f.Blank = p.r.PUID, p.r.MIME, p.r.Pages, p.r.Blank
	}
	if g.in.Names != nil {
		p.named = g.in.Names(f.Path)
	}
	p.marks = marksOf(f.Path)
	p.stem = bareStem(f.Path)
	p.inner = strings.Contains(f.Path, Inside)
	p.problems = problemsOf(p)
	return p
}

// reset forgets the decisions of an earlier run; what was noted when the file was
// taken in and that it is secret stay.
func reset(f *archive.File) {
	f.Why = nil
	if f.Status != archive.Secret {
		f.Status = ""
	}
	f.Role, f.Form, f.Document, f.Of, f.Title, f.Seq = "", "", "", "", "", 0
	f.Problems = nil
}

func problemsOf(p *piece) []string {
	var out []string
	for _, n := range p.f.Noted {
		out = append(out, n.Kind)
	}
	for _, n := range p.r.Problems {
		out = append(out, n.Kind)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (p *piece) has(kinds ...string) bool {
	for _, k := range kinds {
		if slices.Contains(p.problems, k) {
			return true
		}
	}
	return false
}

// damaged reports a file whose content cannot be read.
func (p *piece) damaged() bool {
	return p.has(archive.FZeroByte, archive.FTruncated, archive.FEncrypted, archive.FUnreadable, archive.FUnsafeArchive) ||
		p.f.SHA256 != "" && p.f.Size == 0
}

// decide gives a piece its role and status and says why.
func (p *piece) decide(role archive.Role, status archive.Status, why archive.Text) {
	p.decided = true
	p.f.Role = role
	if p.f.Status != archive.Secret {
		p.f.Status = status
	}
	if !why.IsZero() {
		p.f.Why = append(p.f.Why, why)
	}
}

// copyOf makes p a copy of main.
func (p *piece) copyOf(main *piece, why string) {
	for main.same != nil {
		main = main.same
	}
	p.same, p.f.Of = main, main.f.Path
	p.decide(archive.RoleDuplicate, archive.Duplicate, archive.Say("collect.why."+why, "of", main.f.Path))
}

// number gives the number that face or name tells, the face first.
func (p *piece) number() string {
	if p.face.Number != "" {
		return p.face.Number
	}
	return p.named.Number
}

// date gives the date that face or name tells, the face first.
func (p *piece) date() string {
	if p.face.Date != "" {
		return p.face.Date
	}
	return p.named.Date
}

// title gives the best title at hand, for comparing.
func (p *piece) title() string {
	switch {
	case p.face.Title != "":
		return p.face.Title
	case p.named.Title != "":
		return p.named.Title
	}
	return p.stem
}

// open gives the pieces that are not decided yet.
func (g *grouping) open() []*piece {
	var out []*piece
	for _, p := range g.pieces {
		if !p.decided {
			out = append(out, p)
		}
	}
	return out
}

func (g *grouping) find(f archive.Finding) {
	f.Year, f.Step = g.in.Year, "collect"
	g.findings = append(g.findings, f)
}
