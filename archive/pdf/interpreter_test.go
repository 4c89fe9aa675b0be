package pdf

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"niandang/archive/page"
)

// corpus gives the PDF files of a folder of the shared corpus.
func corpus(t testing.TB, folder string) []string {
	root := filepath.Join("..", "..", "..", "shared", "corpus", folder)
	var files []string
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(path), ".pdf") {
			files = append(files, path)
		}
		return nil
	})
	if len(files) == 0 {
		t.Skipf("the shared corpus %s is not here", folder)
	}
	return files
}

// sampled is every third of many files; all of them on request, as for measuring.
func sampled(files []string) []string {
	if os.Getenv("NIANDANG_MEASURE") != "" || len(files) < 60 {
		return files
	}
	var out []string
	for i := 0; i < len(files); i += 3 {
		out = append(out, files[i])
	}
	return out
}

// solid is a page's text without spaces, by which two readers are compared.
func solid(p page.Page) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, p.Text())
}

// The interpreter is the fast way; pdfium is the reference. What the interpreter
// takes on itself must read the same.
func TestInterpreterReadsWhatPdfiumReads(t *testing.T) {
	e := openEngine(t)
	for _, folder := range []string{"dev", "real/pdf-broken"} {
		t.Run(folder, func(t *testing.T) {
			var c comparison
			for _, file := range sampled(corpus(t, folder)) {
				c.file(t, e, file)
			}
			t.Logf("%d pages alike, %d differ, %d left to pdfium", c.alike, c.differ, c.left)
			if folder == "dev" && (c.left*20 > c.alike || c.differ > 0) {
				t.Errorf("official documents must be read by the interpreter, and alike")
			}
		})
	}
}

type comparison struct{ alike, differ, left int }

func (c *comparison) file(t *testing.T, e *Open, file string) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx := context.Background()
	src, err := readSource(ctx, f)
	if err != nil {
		return
	}
	d, err := e.pool.read(ctx, f, quick)
	if err != nil {
		return
	}
	defer d.close()
	fonts := map[int]*fontReader{}
	for i := range min(d.n, len(src.pages)) {
		mine, err := src.interpret(ctx, i, fonts)
		if err != nil {
			c.left++
			continue
		}
		theirs, err := d.read(i)
		if err != nil {
			continue
		}
		if a, b := solid(mine), solid(theirs); a != b {
			c.differ++
			t.Logf("%s page %d\n  interpreter: %.200q\n  pdfium:      %.200q", filepath.Base(file), i+1, a, b)
			continue
		}
		c.alike++
	}
}
