package format

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"niandang/archive"
)

var oldDoc = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 a document of an old program")

// withCommand is a Reader whose office program is a command of the settings.
func withCommand(t *testing.T, limit int, cmd ...string) *Reader {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the commands of this test are those of Unix")
	}
	r := New(Deps{PDF: fakePDF{pages: pages(pageOf("转换后的正文，云州市水务局"))}, Limits: archive.LimitSettings{HelperSecs: limit},
		Helpers: archive.HelperSettings{OfficeCmd: cmd}, TempDir: func() (string, func() error, error) {
			dir, err := os.MkdirTemp(t.TempDir(), "x")
			return dir, func() error { return os.RemoveAll(dir) }, err
		}})
	t.Cleanup(func() { r.Close() })
	return r
}

func TestOfficeFilesGoThroughTheCommandOfTheSettings(t *testing.T) {
	r := withCommand(t, 20, "cp", "{in}", "{out}")
	in := file(t, "a.wps", oldDoc)
	c := read(t, r, in)
	if c.Rendition == nil || c.Pages != 1 || !c.PagesSure || !strings.Contains(c.Doc.Text(), "转换后的正文") {
		t.Fatalf("got %+v", c)
	}
	if b, err := os.ReadFile(in.Path); err != nil || string(b) != string(oldDoc) {
		t.Error("the original was touched")
	}
	path := c.Rendition.Path
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("the rendition outlived the Reader")
	}
}

func TestAConversionThatFailsIsAFinding(t *testing.T) {
	for name, cmd := range map[string][]string{"fails": {"false"}, "makes nothing": {"true"}, "never ends": {"sleep", "600"}} {
		start := time.Now()
		c := read(t, withCommand(t, 1, cmd...), file(t, "a.doc", oldDoc))
		if !slices.Equal(kinds(c), []string{archive.FConversionFailed}) {
			t.Errorf("%s: found %v", name, kinds(c))
		}
		if d := time.Since(start); d > 30*time.Second {
			t.Errorf("%s: took %v", name, d)
		}
	}
}

func TestOneBadFileDoesNotSpoilTheRest(t *testing.T) {
	r := withCommand(t, 20, "sh", "-c", `grep -q bad "$0" || cp "$0" "$1"`, "{in}", "{out}")
	good, bad, again := file(t, "a.doc", oldDoc), file(t, "b.doc", append(slices.Clone(oldDoc), "bad"...)), file(t, "c.doc", oldDoc)
	dir := t.TempDir()
	made, findings := r.ConvertAll(t.Context(), dir, []Input{good, bad, again})
	if len(made) != 1 || made[good.SHA256].Path != filepath.Join(dir, good.SHA256+".pdf") {
		t.Errorf("made %+v", made)
	}
	if len(findings) != 1 || findings[0].Path != "b.doc" || findings[0].Kind != archive.FConversionFailed {
		t.Errorf("found %+v", findings)
	}
}

func TestHelpersAreNotCalledWhenDisabled(t *testing.T) {
	r := noHelpers(t, nil)
	for _, s := range r.Helpers(t.Context()) {
		if s.Found {
			t.Errorf("%s was found", s.Name)
		}
	}
	made, findings := r.ConvertAll(t.Context(), t.TempDir(), []Input{file(t, "a.doc", oldDoc)})
	if len(made) != 0 || len(findings) != 1 || findings[0].Kind != archive.FHelperMissing {
		t.Errorf("made %v, found %v", made, findings)
	}
}

func TestLibreOfficeConverts(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("LibreOffice is not installed")
	}
	if testing.Short() {
		t.Skip("starting LibreOffice takes seconds")
	}
	r := New(Deps{PDF: fakePDF{pages: pages(pageOf())}})
	defer r.Close()
	rtf := []byte(`{\rtf1\ansi\ansicpg936 \'cd\'a8\'d6\'aa\par}`)
	dir := t.TempDir()
	in := file(t, "a.rtf", rtf)
	made, findings := r.ConvertAll(t.Context(), dir, []Input{in, file(t, "b.docx", wordFile(t, p("甲"), "_rels/.rels",
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`))})
	if len(made) != 2 {
		t.Fatalf("made %v, found %v", made, findings)
	}
	b, err := os.ReadFile(made[in.SHA256].Path)
	if err != nil || !strings.HasPrefix(string(b), "%PDF-") || !strings.Contains(made[in.SHA256].Maker, "LibreOffice") {
		t.Errorf("got %.10q by %q, %v", b, made[in.SHA256].Maker, err)
	}
}

func TestEncryptedWorkbooksAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		b    []byte
		want bool
	}{
		"with FILEPASS":    {[]byte{9, 8, 4, 0, 0, 6, 5, 0, 0x2F, 0, 2, 0, 1, 0}, true},
		"without":          {[]byte{9, 8, 4, 0, 0, 6, 5, 0, 0xE1, 0, 2, 0, 1, 0}, false},
		"records that lie": {[]byte{9, 8, 0xFF, 0xFF}, false},
		"nothing":          {nil, false},
	} {
		if got := filePass(c.b); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestGuardEndsWhatRunsTooLongOrPanics(t *testing.T) {
	if _, err := guard(t.Context(), time.Minute, func(context.Context) (int, error) { panic("broken file") }); !errors.Is(err, errPanicked) {
		t.Errorf("panic: got %v", err)
	}
	heeds := func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() }
	if _, err := guard(t.Context(), 10*time.Millisecond, heeds); !errors.Is(err, errTooSlow) {
		t.Errorf("slow: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := guard(ctx, time.Minute, heeds); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestBombsAreRefused(t *testing.T) {
	r := New(Deps{Limits: archive.LimitSettings{MemoryBytes: 1 << 20}, Helpers: archive.HelperSettings{Disabled: true}})
	bomb := wordFile(t, strings.Repeat("<w:p/>", 1<<19))
	if c := read(t, r, file(t, "a.docx", bomb)); !slices.Equal(kinds(c), []string{archive.FUnsafeArchive}) {
		t.Errorf("found %v", kinds(c))
	}
}

func TestEveryFindingHasItsWords(t *testing.T) {
	for _, lang := range []string{"zh-Hans", "en"} {
		b, err := os.ReadFile("../../assets/i18n/" + lang + "/format.json")
		if err != nil {
			t.Fatal(err)
		}
		words := archive.Words{}
		if err := json.Unmarshal(b, &words); err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		for _, kind := range []string{archive.FZeroByte, archive.FTruncated, archive.FEncrypted, archive.FOwnerRestricted, archive.FWrongExtension, archive.FNoTextLayer,
			archive.FGarbledTextLayer, archive.FKangxiRadicals, archive.FTrackedChanges, archive.FUnsupportedFormat, archive.FUnreadable,
			archive.FHelperMissing, archive.FConversionFailed} {
			said := words.Say(archive.NewFinding(kind, "甲.pdf").Text())
			if !strings.Contains(said, "甲.pdf") || strings.HasPrefix(said, "finding.") {
				t.Errorf("%s %s: %q", lang, kind, said)
			}
		}
	}
}
