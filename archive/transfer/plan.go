package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// Options say what goes and in which form; empty fields take the settings.
type Options struct {
	Profile   string              // dat93, dat2012, eep, eark
	Wrap      string              // bag, none
	Form      string              // folder, zip, iso
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
	Sizes      map[string]int64             // of renditions, by their SHA-256; one that lacks is taken to be as large as its original
	Boxes      []archive.Box
	Findings   []archive.Finding
	Events     []archive.Event // of the year, for the processing history
	Closed     map[string]bool // items that the archives have accepted already
	Settings   archive.Settings
	Options    Options
	Sequence   int // of this transfer within the year, from 1
	Now        time.Time
	Software   string
	Paper      archive.Words // the words of reports and forms
	// Judge tells what is wrong with an object under the name that it will have, as
	// the archives will find it; nil: nothing is known before the package is written.
	Judge func(sha256, name, path string) verify.Judgement
}

// Entry is one content file of the package.
type Entry struct {
	Name   string // within the item's folder
	FileID string
	SHA256 string // of the object that is read; of the file written, unless it is cut
	SM3    string // of the same bytes, "" when not known
	Of     string // the original's name, for a rendition
	First  int    // cut from a scan: its first page there; 0 for a whole file
	Pages  int    // and how many pages
	Size   int64  // estimate before writing
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
	Checks   []verify.Check
	Warnings int // that need the person's reason
	carriers []carrier
	layout   layout
	in       Input
	names    map[string]string // department names by code
	with     []extra           // further files for 其他
	limit    int64             // bytes that a carrier may take, 0: no split
}

// NewPlan decides what goes. Errors of an item stop the plan (CodeBlocked) unless
// they are held back; warnings and items under review need a reason. With such an
// error the plan comes too, so that its checks can be shown.
func NewPlan(in Input) (*Plan, error) {
	in.Options = withDefaults(in.Options, in.Settings.Transfer)
	l, ok := layoutOf(in.Options.Profile)
	if !ok {
		return nil, archive.Fail(archive.CodeUnsupported, "profile", nil, "value", in.Options.Profile)
	}
	limit, err := carrierSize(in.Options.Split)
	if err != nil {
		return nil, err
	}
	p := &Plan{in: in, Name: packageName(in), layout: l, names: departments(in.Settings.Organ)}
	if p.with, err = withFiles(in.Options.With); err != nil {
		return nil, err
	}
	blocked := p.choose()
	p.preflight()
	switch {
	case blocked > 0 && !in.Options.HoldBack:
		return p, archive.Fail(archive.CodeBlocked, "transfer_blocked", nil, "n", strconv.Itoa(blocked))
	case len(p.Items) == 0:
		return p, archive.Fail(archive.CodeBlocked, "nothing_to_transfer", nil, "year", strconv.Itoa(in.Year))
	case p.Warnings > 0 && strings.TrimSpace(in.Options.Why) == "":
		return p, archive.Fail(archive.CodeBlocked, "transfer_why", nil, "n", strconv.Itoa(p.Warnings))
	}
	p.limit = limit
	return p, p.split(limit)
}

func withDefaults(o Options, s archive.TransferSettings) Options {
	o.Profile = orElse(o.Profile, s.Profile)
	o.Wrap = orElse(o.Wrap, s.Wrap)
	o.Form = orElse(o.Form, s.Form)
	if len(o.Retention) == 0 {
		o.Retention = s.Retention
	}
	return o
}

func departments(o archive.Organ) map[string]string {
	out := make(map[string]string, len(o.Departments))
	for _, d := range o.Departments {
		out[d.Code] = d.Name
	}
	return out
}

// packageName names the package so that it sorts and can be carried by any file
// system: fonds, category, year, sequence.
func packageName(in Input) string {
	return safeName(fmt.Sprintf("%s-%s-%d-%02d", in.Settings.Organ.Fonds, in.Settings.Arrange.Category, in.Year, in.Sequence))
}

// Digest identifies the plan: an interrupted package of another plan is not gone
// on with.
func (p *Plan) Digest() string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	o := p.in.Options
	_ = enc.Encode([]any{p.Name, o, p.in.Software, p.in.Settings.Transfer, p.in.Settings.Organ.Name}) // a hash takes everything
	for _, it := range p.Items {
		_ = enc.Encode([]any{it.Item.ID, it.Item.Code, it.Item.Title, it.Document.Elements})
		for _, e := range it.Entries {
			_ = enc.Encode([]any{path.Join(it.Folder, e.Name), e.SHA256, e.First, e.Pages})
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// span gives the first and last code of some items, in the order of the
// catalogue.
func span(items []Planned) (first, last string) {
	if len(items) == 0 {
		return "", ""
	}
	return items[0].Item.Code, items[len(items)-1].Item.Code
}

// Span gives the first and last code of the plan.
func (p *Plan) Span() (first, last string) { return span(p.Items) }

// Profile names the layout that is written.
func (p *Plan) Profile() string { return p.in.Options.Profile }

// Why is the person's reason for what was let pass.
func (p *Plan) Why() string { return p.in.Options.Why }

func (p *Plan) say(id string, pairs ...string) string {
	return p.in.Paper.Say(archive.Say(id, pairs...))
}

// organ gives the name of the organ that hands over.
func (p *Plan) organ() string { return p.in.Settings.Organ.Name }

// encoding of the Chinese text and XML files.
func (p *Plan) encoding() string { return orElse(p.in.Settings.Transfer.Encoding, UTF8) }
