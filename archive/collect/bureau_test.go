package collect

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"niandang/archive"
)

// seen is a file of a made-up bureau, with what reading it gave.
type seen struct {
	path     string
	bytes    string // files with the same bytes are copies; the path when empty
	text     string
	face     archive.Face
	named    archive.Face
	problems []string
	noted    []archive.Finding
	mime     string
	ocr      bool
	size     int64
	segments []archive.Segment
	embedded []string
	status   archive.Status
	fixed    archive.Role
	document string
	mod      time.Time
}

// office builds the input of a year of the made-up 云州市水务局.
func office(files ...seen) Input {
	n := 0
	in := Input{
		Year: 2024, Readings: make(map[string]archive.Reading), Settings: archive.DefaultSettings(),
		NewID: func() string { n++; return fmt.Sprintf("id%03d", n) },
	}
	in.Settings.Organ = archive.Organ{Name: "云州市水务局", Departments: []archive.Department{
		{Name: "办公室", Code: "BGS"}, {Name: "水资源管理科", Code: "SZY", Aliases: []string{"水资源科"}},
	}}
	names := make(map[string]archive.Face)
	for _, s := range files {
		names[s.path] = s.named
		in.Files = append(in.Files, s.file())
		if r := s.reading(); r.SHA256 != "" {
			in.Readings[r.SHA256+r.Ext] = r
		}
	}
	in.Names = func(p string) archive.Face { return names[p] }
	return in
}

func (s seen) sum() string {
	if s.size < 0 {
		return ""
	}
	if s.bytes != "" {
		return s.bytes
	}
	return "sha of " + s.path
}

func (s seen) file() archive.File {
	f := archive.File{ID: "f:" + s.path, Path: s.path, SHA256: s.sum(), Size: 1000, Noted: s.noted, Status: s.status, ModTime: s.mod}
	if s.has(archive.FZeroByte) {
		f.Size = 0
	}
	if s.fixed != "" {
		f.Fixed, f.Role, f.Document, f.Status = true, s.fixed, s.document, archive.Kept
	}
	return f
}

func (s seen) has(kind string) bool {
	for _, k := range s.problems {
		if k == kind {
			return true
		}
	}
	return false
}

func (s seen) reading() archive.Reading {
	r := archive.Reading{SHA256: s.sum(), Ext: Ext(s.path), MIME: s.mime, Pages: 1, Face: s.face, OCR: s.ocr, Segments: s.segments}
	text := s.text
	if text == "" && s.face.Title != "" {
		text = body(s.face.Number + s.face.Title)
	}
	r.TextDigest, r.Sketch, r.Chars = TextDigest(text), Sketch(text), len([]rune(archive.Squeeze(text)))
	for _, k := range s.problems {
		r.Problems = append(r.Problems, archive.NewFinding(k, s.path))
	}
	for _, e := range s.embedded {
		r.Embedded = append(r.Embedded, archive.Embedded{Name: e, Size: 10})
	}
	return r
}

// body makes a text that is peculiar to its head, long enough to compare.
func body(head string) string {
	var b strings.Builder
	b.WriteString(head + "\n")
	seed := hashRunes([]rune(head))
	for i := range 120 {
		b.WriteRune(rune(0x4e00 + remix(seed, uint64(i))%3000))
	}
	return b.String()
}

// issued is the face of an issued document.
func issued(number, title, date string) archive.Face {
	return archive.Face{Elements: archive.Elements{Number: number, Title: title, Date: date, Issuers: []string{"云州市水务局"}}, Layout: "文件"}
}

func listing(f archive.Face, attachments ...string) archive.Face {
	f.Attachments = attachments
	return f
}

// roles gives what became of each file: role, and after > the path of its main
// file where it belongs to another.
func roles(r Result) map[string]string {
	main := make(map[string]string)
	for _, d := range r.Documents {
		main[d.ID] = d.Path
	}
	out := make(map[string]string)
	for _, f := range r.Files {
		s := string(f.Role)
		if m := main[f.Document]; m != "" && m != f.Path {
			s += " > " + m
		}
		out[f.Path] = s
	}
	return out
}

func wantRoles(t *testing.T, r Result, want map[string]string) {
	t.Helper()
	got := roles(r)
	for p, w := range want {
		if got[p] != w {
			t.Errorf("%s: role %q, want %q", p, got[p], w)
		}
	}
}

func kinds(r Result, kind string) []string {
	var out []string
	for _, f := range r.Findings {
		if f.Kind == kind {
			out = append(out, f.Path)
		}
	}
	return out
}
