package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"niandang/archive"
)

// Options say what goes and in which form; empty fields take the settings.
type Options struct {
	Profile   string              // dat93
	Wrap      string              // bag, none
	Form      string              // folder, zip
	Split     string              // cd, dvd, bd or bytes
	Retention []archive.Retention // which terms go
	HoldBack  bool                // leave items with errors behind
	Why       string              // the person's reason for warnings and unreviewed items
	With      []string            // further files for 其他/
}

// Input is everything that a plan depends on.
type Input struct {
	Year       int
	Items      []archive.Item // in order
	Documents  map[string]archive.Document
	Files      map[string]archive.File
	Renditions map[string]archive.Rendition // by SHA-256 of the original
	Findings   []archive.Finding
	Events     []archive.Event // of the year, for the processing history
	Settings   archive.Settings
	Options    Options
	Sequence   int // of this transfer within the year, from 1
	Now        time.Time
	Software   string
	Paper      archive.Words // the words of reports and forms
}

// Entry is one content file of the package.
type Entry struct {
	Name   string // within the item's folder
	FileID string
	SHA256 string // of the bytes that are written
	SM3    string // "" for a rendition, computed while writing
	Of     string // the original's name, for a rendition
	Part   archive.Part
}

// Planned is one item as it will stand in the package.
type Planned struct {
	Item     archive.Item
	Document archive.Document
	Folder   string // relative to the payload, with /
	Entries  []Entry
}

// Held is an item left behind, with the reasons.
type Held struct {
	Item    archive.Item
	Reasons []archive.Text
}

// Plan is a transfer that can be shown and then packed once.
type Plan struct {
	Name     string // of the package's folder
	Items    []Planned
	Held     []Held
	Checks   []Check
	Warnings int // that need the person's reason
	paper    archive.Words
	in       Input
}

// NewPlan decides what goes. Errors of an item stop the plan (CodeBlocked) unless
// they are held back; warnings and items under review need a reason.
func NewPlan(in Input) (*Plan, error) {
	in.Options = withDefaults(in.Options, in.Settings.Transfer)
	if in.Options.Profile != "dat93" {
		return nil, archive.Fail(archive.CodeUnsupported, "profile", nil, "value", in.Options.Profile)
	}
	p := &Plan{in: in, Name: packageName(in), paper: in.Paper}
	blocked := p.choose()
	if len(p.Items) == 0 {
		return p, archive.Fail(archive.CodeBlocked, "nothing_to_transfer", nil, "year", strconv.Itoa(in.Year))
	}
	p.Checks = preflight(p)
	if blocked > 0 && !in.Options.HoldBack {
		return p, archive.Fail(archive.CodeBlocked, "transfer_blocked", nil, "n", strconv.Itoa(blocked))
	}
	if p.Warnings > 0 && in.Options.Why == "" {
		return p, archive.Fail(archive.CodeBlocked, "transfer_why", nil, "n", strconv.Itoa(p.Warnings))
	}
	return p, nil
}

func withDefaults(o Options, s archive.TransferSettings) Options {
	if o.Profile == "" {
		o.Profile = s.Profile
	}
	if o.Wrap == "" {
		o.Wrap = s.Wrap
	}
	if o.Form == "" {
		o.Form = s.Form
	}
	if len(o.Retention) == 0 {
		o.Retention = s.Retention
	}
	return o
}

// packageName names the package so that it sorts and can be carried by any file
// system: fonds, category, year, sequence.
func packageName(in Input) string {
	return fmt.Sprintf("%s-%s-%d-%02d", in.Settings.Organ.Fonds, in.Settings.Arrange.Category, in.Year, in.Sequence)
}

// choose selects the items that go and sets aside those with errors; it returns
// how many of them there are.
func (p *Plan) choose() (blocked int) {
	reasons := p.reasons()
	for _, it := range p.in.Items {
		if !slices.Contains(p.in.Options.Retention, it.Retention) {
			continue
		}
		planned := p.plan(it)
		errs := append(reasons[it.ID], p.lacking(planned)...)
		if len(errs) > 0 {
			blocked++
			p.Held = append(p.Held, Held{it, errs})
			continue
		}
		p.Items = append(p.Items, planned)
		if p.unreviewed(it) {
			p.Warnings++
		}
	}
	return blocked
}

// reasons are the open errors of findings, by item.
func (p *Plan) reasons() map[string][]archive.Text {
	byPath, byDoc := make(map[string]string), make(map[string]string)
	for _, it := range p.in.Items {
		for _, d := range it.Documents {
			byDoc[d] = it.ID
		}
		for _, part := range it.Parts {
			byPath[part.Path] = it.ID
		}
	}
	out := make(map[string][]archive.Text)
	for _, f := range p.in.Findings {
		if f.Severity != archive.SevError || f.Resolved != nil || f.Step == "transfer" {
			continue
		}
		id := f.Item
		if id == "" {
			id = byDoc[f.Document]
		}
		if id == "" {
			id = byPath[f.Path]
		}
		if id != "" {
			out[id] = append(out[id], f.Text())
		}
	}
	return out
}

// unreviewed reports whether something of the item still waits for a person.
func (p *Plan) unreviewed(it archive.Item) bool {
	for _, id := range it.Documents {
		d := p.in.Documents[id]
		if d.Decision.Review && !d.Decision.Confirmed || len(d.Review) > 0 {
			return true
		}
	}
	return false
}

func (p *Plan) plan(it archive.Item) Planned {
	pl := Planned{Item: it, Document: p.in.Documents[it.Document], Folder: p.folder(it)}
	for i, part := range it.Parts {
		f := p.in.Files[part.FileID]
		name := p.fileName(it, i+1)
		original := name + strings.ToLower(path.Ext(f.Path))
		pl.Entries = append(pl.Entries, Entry{Name: original, FileID: f.ID, SHA256: f.SHA256, SM3: f.SM3, Part: part})
		if r, ok := p.in.Renditions[f.SHA256]; ok && !p.accepted(f) {
			pl.Entries = append(pl.Entries, Entry{Name: name + ".pdf", SHA256: r.SHA256, Of: original, Part: part})
		}
	}
	return pl
}

// folder gives 全宗号/分类/年度/档号 (DA/T 93-2022 annex B).
func (p *Plan) folder(it archive.Item) string {
	s := p.in.Settings
	return path.Join(s.Organ.Fonds, s.Arrange.Category, strconv.Itoa(it.Year), it.Code)
}

func (p *Plan) fileName(it archive.Item, part int) string {
	return strings.NewReplacer("{code}", it.Code, "{part}", fmt.Sprintf("%02d", part)).Replace(p.in.Settings.Transfer.FileName)
}

// accepted reports whether the archives take the file's format as it is.
func (p *Plan) accepted(f archive.File) bool {
	ext := strings.ToLower(path.Ext(f.Path))
	return slices.Contains(p.in.Settings.Transfer.Formats, ext) || f.PUID != "" && slices.Contains(p.in.Settings.Transfer.Formats, f.PUID)
}

// lacking are errors that only the package shows: no content, a format that the
// archives do not take, an empty opening of a file.
func (p *Plan) lacking(pl Planned) []archive.Text {
	var out []archive.Text
	if len(pl.Entries) == 0 {
		out = append(out, archive.Say("transfer.no_content", "code", pl.Item.Code))
	}
	if pl.Item.Code == "" {
		out = append(out, archive.Say("transfer.no_code", "title", pl.Item.Title))
	}
	for _, e := range pl.Entries {
		f := p.in.Files[e.FileID]
		if e.Of != "" || p.accepted(f) {
			continue
		}
		if _, ok := p.in.Renditions[f.SHA256]; !ok {
			out = append(out, archive.Say("transfer.no_rendition", "path", f.Path))
		}
	}
	return out
}

// Digest identifies the plan: an interrupted package of another plan is not gone
// on with.
func (p *Plan) Digest() string {
	type entry struct{ Name, SHA256 string }
	var lines []entry
	for _, it := range p.Items {
		for _, e := range it.Entries {
			lines = append(lines, entry{path.Join(it.Folder, e.Name), e.SHA256})
		}
	}
	sort.Slice(lines, func(i, j int) bool { return lines[i].Name < lines[j].Name })
	b, err := json.Marshal(struct {
		Name    string
		Options Options
		Lines   []entry
	}{p.Name, p.in.Options, lines})
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Span gives the first and last code of the plan.
func (p *Plan) Span() (first, last string) {
	for _, it := range p.Items {
		if first == "" || it.Item.Code < first {
			first = it.Item.Code
		}
		if it.Item.Code > last {
			last = it.Item.Code
		}
	}
	return first, last
}

// Profile names the layout that is written.
func (p *Plan) Profile() string { return p.in.Options.Profile }

// Why is the person's reason for what was let pass.
func (p *Plan) Why() string { return p.in.Options.Why }
