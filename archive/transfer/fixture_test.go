package transfer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/page"
	"niandang/archive/pdf"
	"niandang/archive/transfer/sample"
	"niandang/archive/transfer/verify"
)

// memory is content by its digest.
type memory struct {
	mu      sync.Mutex
	objects map[string][]byte
	after   int // fail after that many openings; 0 never
	opened  int
}

type object struct{ *bytes.Reader }

func (object) Close() error { return nil }

var errKilled = errors.New("killed")

func (m *memory) OpenObject(sum string) (archive.Object, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.opened++
	if m.after > 0 && m.opened > m.after {
		return nil, errKilled
	}
	b, ok := m.objects[sum]
	if !ok {
		return nil, archive.Fail(archive.CodeNotFound, "object", nil)
	}
	return object{bytes.NewReader(b)}, nil
}

func (m *memory) put(s string) (sha, sm string) {
	sums, _ := fixity.Digest(context.Background(), strings.NewReader(s))
	m.objects[sums.SHA256] = []byte(s)
	return sums.SHA256, sums.SM3
}

// typist measures every character alike and writes what it is to set as the
// comment of a PDF.
type typist struct{ err error }

func (typist) Name() string { return "test" }
func (typist) Info(context.Context, io.ReadSeeker) (pdf.Info, error) {
	return pdf.Info{}, nil
}
func (typist) Pages(context.Context, io.ReadSeeker, int) iter.Seq2[page.Page, error] {
	return func(func(page.Page, error) bool) {}
}
func (typist) Render(context.Context, io.ReadSeeker, int, float64) (image.Image, error) {
	return nil, nil
}
func (t typist) Assemble(_ context.Context, w io.Writer, job pdf.Job) (pdf.Report, error) {
	var said strings.Builder
	said.WriteString(job.Meta.Title)
	for _, p := range job.Parts {
		fmt.Fprintln(&said, p.Pages, len(p.Sheets))
		for _, s := range p.Sheets {
			for _, op := range s.Ops {
				if txt, ok := op.(pdf.Text); ok {
					fmt.Fprintln(&said, txt.S)
				}
			}
		}
	}
	_, err := w.Write(sample.PDF(said.String()))
	return pdf.Report{}, errors.Join(err, t.err)
}
func (typist) Close() error { return nil }
func (typist) Width(s string, _ pdf.Face, size float64) float64 {
	return float64(len([]rune(s))) * size * 0.35
}
func (typist) Has(rune) bool { return true }

// pdfText is a whole PDF with a few words in it.
var pdfText = string(sample.PDF("云州市水务局文件"))

// bureau is a year of a made-up bureau: three items, one with a DOC file that has
// a rendition, one whose PDF is named .doc.
func bureau(t *testing.T) (Input, *memory) {
	t.Helper()
	m := &memory{objects: make(map[string][]byte)}
	in := Input{
		Year: 2023, Documents: map[string]archive.Document{}, Files: map[string]archive.File{}, Renditions: map[string]archive.Rendition{},
		Settings: archive.DefaultSettings(), Sequence: 1, Now: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC), Software: "Niandang test",
		Paper: archive.Words{}, Events: []archive.Event{{What: "collect", On: "2023", When: time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), Who: "李档"}},
	}
	in.Settings.Organ = archive.Organ{Fonds: "S021", Name: "云州市水务局", Departments: []archive.Department{{Name: "办公室", Code: "BGS"}}}
	add(&in, m, spec{n: 1, title: "关于防汛抗旱工作的通知", files: []archive.File{{Path: "收/通知.pdf", PUID: "fmt/276", MIME: "application/pdf"}, {Path: "收/附件 方案.doc", PUID: "fmt/40", MIME: "application/msword", Role: archive.RoleAttachment}}})
	add(&in, m, spec{n: 2, title: "关于水价调整的批复", files: []archive.File{{Path: "发/批复.doc", PUID: "fmt/276", MIME: "application/pdf"}}})
	add(&in, m, spec{n: 3, title: "关于印发节水规划的函", files: []archive.File{{Path: "发/函.ofd", MIME: "application/ofd"}}})
	return in, m
}

type spec struct {
	n     int
	title string
	files []archive.File
}

func add(in *Input, m *memory, s spec) {
	id := fmt.Sprint(s.n)
	it := archive.Item{
		ID: "item-" + id, Year: in.Year, Number: s.n, Code: fmt.Sprintf("S021-WS·2023-Y-BGS-%04d", s.n), Class: "2023-Y-BGS", Retention: archive.Permanent,
		Department: "BGS", Title: s.title, Document: "doc-" + id, Documents: []string{"doc-" + id}, Pages: len(s.files), Box: "0001",
	}
	for i, f := range s.files {
		text := sample.PDF("云州市水务局文件" + s.title + f.Path)
		switch {
		case f.PUID == "fmt/40":
			text = sample.DOC(s.title)
		case strings.HasSuffix(f.Path, ".ofd"):
			text = sample.OFD(s.title)
		}
		f.ID = fmt.Sprintf("file-%d-%d", s.n, i)
		f.SHA256, f.SM3 = m.put(string(text))
		f.Size = int64(len(text))
		if f.Role == "" {
			f.Role = archive.RoleMain
		}
		in.Files[f.ID] = f
		it.Parts = append(it.Parts, archive.Part{FileID: f.ID, Path: f.Path, Role: f.Role, Pages: 1, Title: s.title})
		if f.PUID == "fmt/40" {
			sum, _ := m.put(string(sample.PDF("副本" + s.title)))
			in.Renditions[f.SHA256] = archive.Rendition{SHA256: sum}
		}
	}
	d := archive.Document{ID: "doc-" + id, Opening: "开放", Decision: archive.Decision{Retention: archive.Permanent, Confirmed: true}, Kind: "发文"}
	d.Title, d.Number, d.Date, d.Issuers, d.Disclosure = s.title, "云水〔2023〕"+id+"号", fmt.Sprintf("2023-03-%02d", s.n%28+1), []string{"云州市水务局"}, "主动公开"
	in.Documents[d.ID] = d
	in.Items = append(in.Items, it)
}

func deps(m *memory) Deps {
	return Deps{Content: m, Engine: typist{}, Type: typist{}, Paper: archive.Words{}, Words: archive.Words{}}
}

func planOf(t *testing.T, in Input) *Plan {
	t.Helper()
	p, err := NewPlan(in)
	if err != nil {
		for _, c := range p.Checks {
			if c.Result != verify.Pass && c.Result != verify.ByHand {
				t.Log(c)
			}
		}
		t.Fatal(err)
	}
	return p
}

// packed packs the bureau's year and gives the folder and the package.
func packed(t *testing.T, in Input, m *memory) (dir string, r Report) {
	t.Helper()
	dir = t.TempDir()
	r, err := planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{})
	if err != nil {
		for _, c := range r.Result.Checks {
			if c.Result == verify.Failed {
				t.Log(c)
			}
		}
		t.Fatal(err)
	}
	return dir, r
}

func verdictOf(t *testing.T, where string) verify.Verdict {
	t.Helper()
	v, err := verify.Package(context.Background(), where, verify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// found gives the notes of rows that failed.
func found(v verify.Verdict) []verify.Note {
	var out []verify.Note
	for _, c := range v.Checks {
		if c.Result == verify.Failed {
			out = append(out, c.Notes...)
		}
	}
	return out
}

// tree gives every file below a folder with its digest.
func treeOf(t *testing.T, root string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		sum := sha256.Sum256(b)
		rel, _ := filepath.Rel(root, p)
		out[filepath.ToSlash(rel)] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}
