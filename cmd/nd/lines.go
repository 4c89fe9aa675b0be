package main

import (
	"encoding/json"
	"fmt"
	"time"

	"niandang/archive"
)

// The lines of `nd list --json`. Keys are a contract: added, never renamed.

type fileLine struct {
	Path     string         `json:"path"`
	Status   archive.Status `json:"status"`
	Role     archive.Role   `json:"role"`
	Form     archive.Form   `json:"form"`
	Problems []string       `json:"problems"`
	Why      string         `json:"why"`
	Item     string         `json:"item"`
	Seq      int            `json:"seq"`
	Document string         `json:"document"`
	SHA256   string         `json:"sha256"`
	SM3      string         `json:"sm3"`
	Bytes    int64          `json:"bytes"`
	PUID     string         `json:"puid"`
	MIME     string         `json:"mime"`
	Pages    int            `json:"pages"`
	ID       string         `json:"id"`
	Source   string         `json:"source"`
	Of       string         `json:"of"`
}

func (e *env) fileLine(f archive.File, p place, machine bool) fileLine {
	l := fileLine{
		Path: f.Path, Status: f.Status, Role: f.Role, Form: f.Form, Problems: some(f.Problems), Why: e.words.SayAll(f.Why, e.say("cli.semicolon")),
		Item: p.item, Seq: p.seq, Document: f.Document, SHA256: f.SHA256, SM3: f.SM3, Bytes: f.Size, PUID: f.PUID, MIME: f.MIME,
		Pages: f.Pages, ID: f.ID, Source: f.Source, Of: f.Of,
	}
	if f.Status == archive.Secret && !machine {
		l.Path, l.Why = e.say("secret.title"), ""
	}
	return l
}

func (l fileLine) columns() []string {
	return []string{string(l.Status), string(l.Role), fmt.Sprint(l.Pages), l.Path, l.Why}
}

type documentLine struct {
	ID             string                    `json:"id"`
	Path           string                    `json:"path"`
	Item           string                    `json:"item"`
	Kind           archive.Kind              `json:"kind"`
	Relation       archive.Relation          `json:"relation"`
	Number         string                    `json:"number"`
	Title          string                    `json:"title"`
	Issuers        []string                  `json:"issuers"`
	Date           string                    `json:"date"`
	Genre          string                    `json:"genre"`
	Direction      string                    `json:"direction"`
	Recipients     []string                  `json:"recipients"`
	CC             []string                  `json:"cc"`
	Security       string                    `json:"security"`
	SecurityTerm   string                    `json:"security_term"`
	Urgency        string                    `json:"urgency"`
	CopyNo         string                    `json:"copy_no"`
	Signers        []string                  `json:"signers"`
	Disclosure     string                    `json:"disclosure"`
	Opening        string                    `json:"opening"`
	Department     string                    `json:"department"`
	Attachments    []string                  `json:"attachments"`
	Pages          int                       `json:"pages"`
	ArchiveYear    int                       `json:"archive_year"`
	Retention      archive.Retention         `json:"retention"`
	Clause         string                    `json:"clause"`
	Why            string                    `json:"why"`
	Confidence     float64                   `json:"confidence"`
	Review         bool                      `json:"review"`
	ReviewElements []string                  `json:"review_elements"`
	Code           string                    `json:"code"`
	Sources        map[string]archive.Source `json:"sources"`
	Confirmed      bool                      `json:"confirmed"`
	RunnerUp       string                    `json:"runner_up"`
	ReplyTo        string                    `json:"reply_to"`
	Hold           *archive.Signature        `json:"hold,omitempty"`
	Destroyed      *archive.Destroyed        `json:"destroyed,omitempty"`
	Precedents     []precedentLine           `json:"precedents,omitempty"`
}

func (e *env) documentLine(d archive.Document, it archive.Item, showSecret bool) documentLine {
	l := documentLine{
		ID: d.ID, Path: d.Path, Item: it.ID, Kind: d.Kind, Relation: d.Relation, Number: d.Number, Title: d.Title,
		Issuers: some(d.Issuers), Date: d.Date, Genre: d.Genre, Direction: d.Direction, Recipients: some(d.Recipients), CC: some(d.CC),
		Security: d.Security, SecurityTerm: d.SecurityTerm, Urgency: d.Urgency, CopyNo: d.CopyNo, Signers: some(d.Signers),
		Disclosure: d.Disclosure, Opening: d.Opening, Department: d.Department, Attachments: some(d.Attachments), Pages: d.Pages,
		ArchiveYear: d.ArchYear, Retention: d.Decision.Retention, Clause: d.Decision.Clause,
		Why: e.words.SayAll(d.Decision.Why, e.say("cli.semicolon")), Confidence: d.Decision.Confidence, Review: d.Decision.Review,
		ReviewElements: some(d.Review), Code: it.Code, Sources: make(map[string]archive.Source, len(d.Trusts)),
		Confirmed: d.Decision.Confirmed, ReplyTo: d.ReplyTo, Hold: d.Hold, Destroyed: d.Destroyed,
	}
	if d.Decision.Reason != "" {
		l.Why = d.Decision.Reason
	}
	if r := d.Decision.RunnerUp; r != nil {
		l.RunnerUp = r.Retention.String() + " " + r.Clause
	}
	if l.Item == "" {
		l.Item = d.Group
	}
	for name, t := range d.Trusts {
		l.Sources[name] = t.Source
	}
	if d.Secret && !showSecret {
		l.Title = e.say("secret.title")
	}
	return l
}

func (l documentLine) columns() []string {
	return []string{l.Code, l.Number, l.Date, l.Retention.String(), l.Title}
}

type findingLine struct {
	Kind     string           `json:"kind"`
	Severity archive.Severity `json:"severity"`
	Message  string           `json:"message"`
	Path     string           `json:"path,omitempty"`
	Number   string           `json:"number,omitempty"`
	Series   string           `json:"series,omitempty"`
	Item     string           `json:"item,omitempty"`
	Document string           `json:"document,omitempty"`
	Sheet    string           `json:"sheet,omitempty"`
	Row      int              `json:"row,omitempty"`
	Of       string           `json:"of,omitempty"`
	ID       string           `json:"id"`
	Year     int              `json:"year"`
	Step     string           `json:"step"`
	Resolved string           `json:"resolved,omitempty"`
}

func (l findingLine) columns() []string { return []string{l.ID, string(l.Severity), l.Kind, l.Message} }

type partLine struct {
	Path  string       `json:"path"`
	Role  archive.Role `json:"role"`
	Form  archive.Form `json:"form"`
	Pages int          `json:"pages"`
}

type itemLine struct {
	ID        string            `json:"id"`
	Code      string            `json:"code"`
	Class     string            `json:"class"`
	Title     string            `json:"title"`
	Parts     []partLine        `json:"parts"`
	Pages     int               `json:"pages"`
	Box       string            `json:"box"`
	Locked    bool              `json:"locked"`
	Missing   []string          `json:"missing"`
	Retention archive.Retention `json:"retention"`
	Documents []string          `json:"documents"`

	Reappraisal *archive.Reappraisal `json:"reappraisal,omitempty"`
	Destroyed   *archive.Destroyed   `json:"destroyed,omitempty"`
}

func itemLineOf(it archive.Item) itemLine {
	l := itemLine{
		ID: it.ID, Code: it.Code, Class: it.Class, Title: it.Title, Parts: make([]partLine, 0, len(it.Parts)), Pages: it.Pages,
		Box: it.Box, Locked: it.Locked, Missing: some(it.Missing), Retention: it.Retention, Documents: some(it.Documents),
		Reappraisal: it.Reappraisal, Destroyed: it.Destroyed,
	}
	for _, p := range it.Parts {
		l.Parts = append(l.Parts, partLine{p.Path, p.Role, p.Form, p.Pages})
	}
	return l
}

func (l itemLine) columns() []string { return []string{l.Code, fmt.Sprint(l.Pages), l.Box, l.Title} }

type boxLine struct {
	Number      string  `json:"number"`
	Class       string  `json:"class"`
	First       string  `json:"first"`
	Last        string  `json:"last"`
	Items       int     `json:"items"`
	Pages       int     `json:"pages"`
	ThicknessMM float64 `json:"thickness_mm"`
	SpineMM     int     `json:"spine_mm"`
}

func boxLineOf(b archive.Box) boxLine {
	return boxLine{b.Number, b.Class, b.First, b.Last, b.Items, b.Pages, b.ThicknessMM, b.SpineMM}
}

func (l boxLine) columns() []string {
	return []string{l.Number, l.Class, l.First + "-" + l.Last, fmt.Sprint(l.Items), fmt.Sprint(l.Pages)}
}

type volumeLine struct {
	File   string               `json:"file"`
	Title  string               `json:"title"`
	Class  string               `json:"class"`
	Pages  int                  `json:"pages"`
	Items  []archive.VolumeItem `json:"items"`
	SHA256 string               `json:"sha256"`
}

func volumeLineOf(v archive.Volume) volumeLine {
	return volumeLine{v.File, v.Title, v.Class, v.Pages, some(v.Items), v.SHA256}
}

func (l volumeLine) columns() []string {
	return []string{l.Title, fmt.Sprint(l.Pages), fmt.Sprint(len(l.Items)), l.File}
}

type transferLine struct {
	ID      string `json:"id"`
	Profile string `json:"profile"`
	Where   string `json:"where"`
	Items   int    `json:"items"`
	State   string `json:"state"`
	Receipt string `json:"receipt"`
	Digest  string `json:"digest"`
	Year    int    `json:"year"`
}

func transferLineOf(t archive.Transfer) transferLine {
	return transferLine{t.ID, t.Profile, t.Where, t.Items, t.State, t.Receipt, t.Digest, t.Year}
}

func (l transferLine) columns() []string {
	return []string{l.ID, l.Profile, l.State, fmt.Sprint(l.Items), l.Where}
}

type eventLine struct {
	Seq      int64           `json:"seq"`
	When     time.Time       `json:"when"`
	Who      string          `json:"who"`
	What     string          `json:"what"`
	On       string          `json:"on"`
	Why      string          `json:"why"`
	Hash     string          `json:"hash"`
	Previous string          `json:"previous"`
	ID       string          `json:"id"`
	Person   bool            `json:"person"`
	Before   json.RawMessage `json:"before,omitempty"`
}

func eventLineOf(v archive.Event) eventLine {
	return eventLine{v.Seq, v.When, v.Who, v.What, v.On, v.Why, v.Hash, v.Previous, v.ID, v.Person, v.Before}
}

func (l eventLine) columns() []string {
	return []string{fmt.Sprint(l.Seq), l.When.Local().Format("2006-01-02 15:04:05"), l.Who, l.What, l.On, l.Why}
}

// some gives an empty list for none, so that JSON has [] and not null.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
