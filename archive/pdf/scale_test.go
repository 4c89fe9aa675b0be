package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// year makes n official documents with the script of the shared corpus.
func year(t testing.TB, n int) []string {
	t.Helper()
	script, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "corpus", "scale", "make_year.py"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Skip("the shared corpus scale is not here")
	}
	dir := t.TempDir()
	if out, err := exec.Command("python3", script, dir, fmt.Sprint(n), "7").CombinedOutput(); err != nil {
		t.Skipf("the script that makes the documents does not run: %v: %s", err, out)
	}
	var files []string
	err = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".pdf") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// numbered is a part as the volumes have it: fitted, with numbers and a frame.
func numbered(path string) Part {
	return Part{
		Fit:  true,
		Open: func() (io.ReadSeekCloser, error) { return os.Open(path) },
		Overlay: func(i int, s Size) []Op {
			return []Op{
				Text{X: 190, Y: 10, Size: 9, S: fmt.Sprint(i + 1)}, Text{X: 103, Y: 287, Size: 9, S: fmt.Sprint(i + 1)},
				Rect{X: 82, Y: 10, W: 45, H: 16, Width: 0.3, Color: StampRed},
			}
		},
	}
}

// A volume of 5,000 stamped pages takes at most 1.5 times as long as qpdf needs to
// put the bare pages together, and less than 1 GiB. That is measured on request
// (NIANDANG_MEASURE), on a machine that does nothing else; a smaller volume shows
// each time that all its pages are there and sound.
func TestLargeVolumeKeepsUpWithQpdf(t *testing.T) {
	n, measure := 150, os.Getenv("NIANDANG_MEASURE") != ""
	if measure {
		n = 2000
	}
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("qpdf is not installed, which sets the measure")
	}
	files := year(t, n)
	e := openEngine(t)
	out := filepath.Join(t.TempDir(), "volume.pdf")
	var job Job
	for _, f := range files {
		job.Parts = append(job.Parts, numbered(f))
	}
	start := time.Now()
	rep := assembleTo(t, e, out, job)
	ours := time.Since(start)
	start = time.Now()
	args := append(append([]string{"--empty", "--pages"}, files...), "--", filepath.Join(t.TempDir(), "qpdf.pdf"))
	tool(t, "qpdf", args...)
	theirs := time.Since(start)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d pages: %v, qpdf %v (%.2f), %d MiB from the system", rep.Pages, ours, theirs, ours.Seconds()/theirs.Seconds(), m.Sys>>20)
	if measure && ours > theirs*3/2 {
		t.Errorf("%v is more than 1.5 times qpdf's %v", ours, theirs)
	}
	if m.Sys > 1<<30 {
		t.Errorf("%d MiB", m.Sys>>20)
	}
	checkSound(t, e, out, rep.Pages)
}

// BenchmarkPages reads whole documents; the figure is documents per second.
func BenchmarkPages(b *testing.B) {
	files := year(b, 200)
	e := openEngine(b)
	n := 0
	for b.Loop() {
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range e.Pages(context.Background(), bytes.NewReader(data), 0) {
				if err != nil {
					b.Fatal(err)
				}
			}
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
}
