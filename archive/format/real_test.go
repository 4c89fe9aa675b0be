package format

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/pdf"
	"niandang/archive/pdf/pdftest"
)

// openEngine is the real engine without fonts; it starts when first used.
func openEngine(t *testing.T) pdf.Engine {
	t.Helper()
	e, err := pdf.NewOpen(pdf.OpenOptions{CacheDir: pdftest.CacheDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// realFiles gives the files of a folder of material that is not part of the
// project.
func realFiles(t *testing.T, folder string) []string {
	t.Helper()
	var out []string
	filepath.WalkDir(filepath.Join("../../../shared/corpus", folder), func(p string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			out = append(out, p)
		}
		return nil
	})
	if len(out) == 0 {
		t.Skipf("the collection %s is not here", folder)
	}
	return out
}

func realInput(t *testing.T, path string) Input {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in := file(t, filepath.Base(path), b)
	return in
}

func TestBrokenPDFsAreReportedAndNothingBreaks(t *testing.T) {
	if testing.Short() {
		t.Skip("starting the PDF engine takes seconds")
	}
	r := noHelpers(t, openEngine(t))
	unread := 0
	for _, path := range realFiles(t, "real/pdf-broken") {
		c := read(t, r, realInput(t, path))
		if c.Pages == 0 && len(c.Problems) == 0 {
			t.Errorf("%s: no pages and no finding", filepath.Base(path))
		}
		if slices.Contains(kinds(c), archive.FUnreadable) || slices.Contains(kinds(c), archive.FEncrypted) {
			unread++
		}
	}
	t.Logf("%d could not be read at all", unread)
}

func TestRealWordTemplatesGiveTheirHeading(t *testing.T) {
	r := noHelpers(t, nil)
	for _, path := range realFiles(t, "real/docx") {
		c := read(t, r, realInput(t, path))
		if strings.HasPrefix(filepath.Base(path), "~$") {
			if c.Format.Family != Unknown {
				t.Errorf("%s is taken for %s", filepath.Base(path), c.Format.Family)
			}
			continue
		}
		red := false
		for _, l := range c.Doc.Pages[0].Lines {
			red = red || len(l.Spans) > 0 && l.Spans[0].Red
		}
		if !red && filepath.Base(path) != "A4_1.docx" {
			t.Errorf("%s: no red heading in %q", filepath.Base(path), texts(c.Doc.Pages[0].Lines))
		}
	}
}
