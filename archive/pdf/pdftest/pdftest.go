package pdftest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/pdf"
)

// CacheDir keeps pdfium's compiled form between test runs and test packages, and
// tests of the programs find it under a cache folder of niandang-test: it takes
// seconds to make, and most of a minute with the race detector.
func CacheDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "niandang-test", "niandang")
}

// Suite says what is tested.
type Suite struct {
	Open func(t *testing.T) pdf.Engine
	Data string // folder of the test files
}

// Run runs the contract.
func (s Suite) Run(t *testing.T) {
	t.Run("info counts pages and gives sizes as seen", s.info)
	t.Run("info tells encrypted from restricted", s.encryption)
	t.Run("a truncated file is damaged", s.truncated)
	t.Run("an empty file is damaged", s.empty)
	t.Run("pages give text, places and looks", s.pages)
	t.Run("pages stop at the limit", s.limit)
	t.Run("a locked file has no pages to give", s.locked)
	t.Run("render draws a page as seen", s.render)
	t.Run("render knows no page beyond the last", s.noPage)
	t.Run("assemble puts sheets and foreign pages together", s.assemble)
	t.Run("assemble goes on when a part cannot be read", s.badPart)
	t.Run("assemble gives the same bytes for the same job", s.same)
	t.Run("a canceled job says so", s.canceled)
}

func (s Suite) read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.Data, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (s Suite) reader(t *testing.T, name string) io.ReadSeeker {
	return bytes.NewReader(s.read(t, name))
}

// needsLicense skips a test where the engine says that it has no licence.
func needsLicense(t *testing.T, err error) {
	t.Helper()
	if archive.ErrorCode(err) == archive.CodeUnsupported && strings.Contains(err.Error(), "unipdf_license") {
		t.Skipf("UniPDF has no licence here, and this needs one: %v", err)
	}
}

func (s Suite) info(t *testing.T) {
	e := s.Open(t)
	for _, name := range []string{"letter.pdf", "rotated.pdf", "linear.pdf"} {
		in, err := e.Info(context.Background(), s.reader(t, name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if in.Pages != 3 || len(in.Sizes) != 3 || in.Encrypted || in.Restricted || in.Repaired {
			t.Errorf("%s: %+v", name, in)
			continue
		}
		second := pdf.Size{W: 841.89, H: 595.28}
		if name == "rotated.pdf" {
			second = pdf.Size{W: 595.28, H: 841.89}
		}
		if !near(in.Sizes[0], pdf.Size{W: 595.28, H: 841.89}) || !near(in.Sizes[1], second) {
			t.Errorf("%s: sizes %v", name, in.Sizes)
		}
		if in.Title != "关于汛期值班的函" || in.Author != "云州市水务局" || in.PDFA != "2b" {
			t.Errorf("%s: title %q, author %q, PDF/A %q", name, in.Title, in.Author, in.PDFA)
		}
	}
}

func near(a, b pdf.Size) bool {
	d := func(x, y float64) bool { return x-y < 0.1 && y-x < 0.1 }
	return d(a.W, b.W) && d(a.H, b.H)
}

func (s Suite) encryption(t *testing.T) {
	e := s.Open(t)
	in, err := e.Info(context.Background(), s.reader(t, "locked.pdf"))
	if err != nil || !in.Encrypted {
		t.Errorf("locked: %+v, %v", in, err)
	}
	in, err = e.Info(context.Background(), s.reader(t, "restricted.pdf"))
	if err != nil || in.Encrypted || !in.Restricted || in.Pages != 3 {
		t.Errorf("restricted: %+v, %v", in, err)
	}
}

func (s Suite) truncated(t *testing.T) {
	e := s.Open(t)
	b := s.read(t, "letter.pdf")
	_, err := e.Info(context.Background(), bytes.NewReader(b[:len(b)/8]))
	if archive.ErrorCode(err) != archive.CodeDamaged {
		t.Errorf("error %v, want damaged", err)
	}
}

func (s Suite) empty(t *testing.T) {
	_, err := s.Open(t).Info(context.Background(), bytes.NewReader(nil))
	if archive.ErrorCode(err) != archive.CodeDamaged {
		t.Errorf("error %v, want damaged", err)
	}
}

func (s Suite) all(t *testing.T, e pdf.Engine, r io.ReadSeeker, limit int) []page.Page {
	t.Helper()
	var out []page.Page
	for p, err := range e.Pages(context.Background(), r, limit) {
		needsLicense(t, err)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

func (s Suite) pages(t *testing.T) {
	for _, name := range []string{"letter.pdf", "rotated.pdf", "linear.pdf", "restricted.pdf"} {
		ps := s.all(t, s.Open(t), s.reader(t, name), 0)
		if len(ps) != 3 {
			t.Fatalf("%s: %d pages", name, len(ps))
		}
		p := ps[0]
		want := "云州市水务局\n云水函〔2023〕12号\n关于汛期值班的函\n市气象局：\n" +
			"乙类水库由𬭎同志负责，汛期自6月1日至9月30日。\n2023年5月18日\n"
		if p.Text() != want {
			t.Errorf("%s: text\n%q\nwant\n%q", name, p.Text(), want)
			continue
		}
		head := p.Lines[0].Spans[0]
		if !head.Red || !head.Bold || head.Size < 35.5 || head.Size > 36.5 {
			t.Errorf("%s: the heading is %+v, want red, bold, 36 points", name, head)
		}
		if b := p.Lines[1].Box; b.X0 < 368 || b.X0 > 369.5 || b.Y1 < 226 || b.Y1 > 232 {
			t.Errorf("%s: the number stands at %+v", name, b)
		}
	}
}

func (s Suite) limit(t *testing.T) {
	if ps := s.all(t, s.Open(t), s.reader(t, "letter.pdf"), 2); len(ps) != 2 {
		t.Errorf("%d pages, want 2", len(ps))
	}
}

func (s Suite) locked(t *testing.T) {
	for _, err := range s.Open(t).Pages(context.Background(), s.reader(t, "locked.pdf"), 0) {
		needsLicense(t, err)
		if archive.ErrorCode(err) != archive.CodeUnsupported {
			t.Errorf("error %v, want unsupported", err)
		}
	}
}

func (s Suite) render(t *testing.T) {
	img, err := s.Open(t).Render(context.Background(), s.reader(t, "rotated.pdf"), 2, 72)
	needsLicense(t, err)
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() < 594 || b.Dx() > 597 || b.Dy() < 841 || b.Dy() > 843 {
		t.Errorf("the turned page is %v pixels, want 596 x 842", b)
	}
	dark := 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x4000 {
				dark++
			}
		}
	}
	if dark < 100 {
		t.Errorf("%d dark pixels: the page is blank", dark)
	}
}

func (s Suite) noPage(t *testing.T) {
	_, err := s.Open(t).Render(context.Background(), s.reader(t, "letter.pdf"), 4, 72)
	needsLicense(t, err)
	if archive.ErrorCode(err) != archive.CodeNotFound {
		t.Errorf("error %v, want not found", err)
	}
}

// part gives a file of the test data as a part of a job.
func (s Suite) part(t *testing.T, name string, pages ...int) pdf.Part {
	b := s.read(t, name)
	return pdf.Part{Pages: pages, Open: func() (io.ReadSeekCloser, error) {
		return file{bytes.NewReader(b)}, nil
	}}
}

type file struct{ *bytes.Reader }

func (file) Close() error { return nil }

func (s Suite) job(t *testing.T) pdf.Job {
	cover := pdf.Sheet{W: pdf.A4Width, H: pdf.A4Height, Ops: []pdf.Op{
		pdf.Text{X: 50, Y: 100, Size: 22, Face: pdf.SerifBold, S: "汇编册𬭎"},
		pdf.Link{X: 50, Y: 90, W: 60, H: 12, Page: 3},
	}}
	letter := s.part(t, "letter.pdf", 1, 3)
	letter.Fit = true
	letter.Overlay = func(i int, size pdf.Size) []pdf.Op {
		return []pdf.Op{pdf.Text{X: 190, Y: 12, Size: 10, S: fmt.Sprint(i + 1)}}
	}
	return pdf.Job{
		Parts:   []pdf.Part{{Sheets: []pdf.Sheet{cover}}, letter, s.part(t, "restricted.pdf")},
		Outline: []pdf.Bookmark{{Title: "封面", Page: 1}, {Title: "函", Page: 2}},
		Meta:    pdf.Meta{Title: "册", Created: time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)},
	}
}

func (s Suite) assemble(t *testing.T) {
	e := s.Open(t)
	var out bytes.Buffer
	rep, err := e.Assemble(context.Background(), &out, s.job(t))
	if err != nil {
		t.Fatal(err)
	}
	if rep.Pages != 6 || rep.Parts[1].First != 2 || rep.Parts[1].Pages != 2 || rep.Parts[2].First != 4 {
		t.Errorf("report %+v", rep)
	}
	in, err := e.Info(context.Background(), bytes.NewReader(out.Bytes()))
	if err != nil || in.Pages != 6 || in.Title != "册" || in.Encrypted || in.Restricted {
		t.Errorf("the result: %+v, %v", in, err)
	}
	if !near(in.Sizes[2], pdf.Size{W: 595.28, H: 841.89}) {
		t.Errorf("the B5 page was not put on A4: %v", in.Sizes[2])
	}
}

func (s Suite) badPart(t *testing.T) {
	job := s.job(t)
	broken := pdf.Part{Open: func() (io.ReadSeekCloser, error) { return file{bytes.NewReader([]byte("no pdf"))}, nil }}
	job.Parts = append([]pdf.Part{broken, s.part(t, "locked.pdf")}, job.Parts...)
	var out bytes.Buffer
	rep, err := s.Open(t).Assemble(context.Background(), &out, job)
	if err != nil {
		t.Fatal(err)
	}
	if archive.ErrorCode(rep.Parts[0].Err) != archive.CodeDamaged || archive.ErrorCode(rep.Parts[1].Err) != archive.CodeUnsupported {
		t.Errorf("the bad parts: %+v", rep.Parts[:2])
	}
	if rep.Pages != 6 || rep.Parts[2].First != 1 {
		t.Errorf("the good parts: %+v", rep)
	}
}

func (s Suite) same(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if _, err := s.Open(t).Assemble(context.Background(), w, s.job(t)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs of one job differ")
	}
}

func (s Suite) canceled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := s.Open(t).Assemble(ctx, io.Discard, s.job(t))
	if archive.ErrorCode(err) != archive.CodeCanceled {
		t.Errorf("error %v, want canceled", err)
	}
}
