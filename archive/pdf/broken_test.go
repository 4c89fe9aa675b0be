package pdf

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"niandang/archive"
)

// brokenLimit is the time that one broken file may take with everything done to it.
const brokenLimit = 30 * time.Second

// Files that were made to break parsers must neither stop the program nor hold it
// up, and what is put together from them must be sound.
func TestBrokenFilesAreReportedAndDoNoHarm(t *testing.T) {
	e := openEngine(t)
	var job Job
	for _, path := range corpus(t, "real/pdf-broken") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			start := time.Now()
			readEverything(t, e, path)
			if d := time.Since(start); d > brokenLimit {
				t.Errorf("took %v", d)
			}
		})
		job.Parts = append(job.Parts, Part{
			Fit:     len(job.Parts)%2 == 0,
			Open:    func() (io.ReadSeekCloser, error) { return os.Open(path) },
			Overlay: func(int, Size) []Op { return []Op{Text{X: 10, Y: 10, Size: 9, S: "页"}} },
		})
	}
	out := filepath.Join(t.TempDir(), "broken.pdf")
	rep := assembleTo(t, e, out, job)
	t.Logf("%d pages of %d files", rep.Pages, len(job.Parts))
	checkSound(t, e, out, rep.Pages)
}

func readEverything(t *testing.T, e *Open, path string) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx := context.Background()
	in, err := e.Info(ctx, f)
	if code := archive.ErrorCode(err); code != "" && code != archive.CodeDamaged {
		t.Errorf("info: %v", err)
	}
	n := 0
	for _, err := range e.Pages(ctx, f, 50) {
		if code := archive.ErrorCode(err); code != "" && code != archive.CodeDamaged && code != archive.CodeUnsupported {
			t.Errorf("pages: %v", err)
		}
		n++
	}
	if in.Pages > 0 && n == 0 {
		t.Errorf("%d pages and none given", in.Pages)
	}
	if in.Pages > 0 {
		if _, err := e.Render(ctx, f, 1, 20); err != nil && archive.ErrorCode(err) != archive.CodeDamaged {
			t.Errorf("render: %v", err)
		}
	}
	if _, err := e.Validate(ctx, f); err != nil {
		t.Errorf("validate: %v", err)
	}
}

func assembleTo(t testing.TB, e *Open, path string, job Job) Report {
	t.Helper()
	w, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := e.Assemble(context.Background(), w, job)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// tool runs a program and gives what it says; the test is skipped where the
// machine does not have it.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	var out bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Errorf("%s %q: %v\n%s", name, args, err, out.String())
	}
	return out.String()
}

// checkSound asks other programs what they think of a file.
func checkSound(t *testing.T, e *Open, path string, pages int) {
	t.Helper()
	if said := tool(t, "qpdf", "--check", path); strings.Contains(said, "WARNING") {
		t.Errorf("qpdf: %s", said)
	}
	if n := pdfiumPages(t, e, path); n != pages {
		t.Errorf("pdfium sees %d pages, want %d", n, pages)
	}
	if n := popplerPages(t, path); n != pages {
		t.Errorf("poppler sees %d pages, want %d", n, pages)
	}
	if n := mupdfPages(t, path); n != pages {
		t.Errorf("mupdf sees %d pages, want %d", n, pages)
	}
}
