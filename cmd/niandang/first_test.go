package main

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"niandang/archive"
	"niandang/store"
)

// later is how much later than an empty window the first one may come, and with
// how many documents in the library.
const (
	later     = 1500 * time.Millisecond
	documents = 100_000
)

// TestFirstWindow measures how long the first window takes with a library of
// 100,000 documents, against an empty window of the toolkit in the same run.
func TestFirstWindow(t *testing.T) {
	if os.Getenv("NIANDANG_MEASURE") == "" {
		t.Skip("measures; set NIANDANG_MEASURE=1 on a quiet machine")
	}
	d := newDesk(t)
	empty := filepath.Join(t.TempDir(), "empty")
	tell(t, "go", "build", "-tags", "x11,migrated_fynedo,release,no_emoji", "-o", empty, "./testdata/empty")
	library := filepath.Join(d.home, "library")
	fillLibrary(t, library)
	var none, full []time.Duration
	for range 5 {
		none = append(none, d.paints(t, func(*image.RGBA) bool { return true }, empty))
		full = append(full, d.paints(t, framed, d.window, "--library", library))
	}
	slices.Sort(none)
	slices.Sort(full)
	t.Logf("empty window %v, %d documents %v (medians of %d)", none[2], documents, full[2], len(none))
	if full[2]-none[2] > later {
		t.Errorf("the first window comes %v later than an empty one", full[2]-none[2])
	}
}

// framed reports that the frame with the rail and its head is drawn, and so the
// library is open.
func framed(img *image.RGBA) bool {
	rail := img.RGBAAt(60, 740)
	return rail == img.RGBAAt(300, 54) && rail != img.RGBAAt(640, 740)
}

// paints starts a program and measures the time until the screen shows it.
func (d *desk) paints(t *testing.T, done func(*image.RGBA) bool, name string, args ...string) time.Duration {
	t.Helper()
	d.until(t, "the screen is dark again", func() bool {
		img, err := d.shot()
		return err == nil && !lit(img)
	})
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), d.env...)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = cmd.Process.Kill(), cmd.Wait() }()
	for time.Since(start) < patience {
		if img, err := d.shot(); err == nil && lit(img) && done(img) {
			return time.Since(start)
		}
		time.Sleep(10 * time.Millisecond)
	}
	d.keep(t, t.Name())
	t.Fatalf("%s shows nothing", name)
	return 0
}

// fillLibrary makes a library of 20 years.
func fillLibrary(t *testing.T, dir string) {
	t.Helper()
	set := archive.DefaultSettings()
	set.Organ.Name, set.Organ.Fonds = "云州市水务局", "S021"
	s, err := store.Create(t.Context(), dir, set, store.Options{Who: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const batch = 1000
	for from := 0; from < documents; from += batch {
		c := archive.Change{What: "collect", Quiet: true}
		for i := from; i < from+batch; i++ {
			addDocument(&c, i)
		}
		if _, err := s.Apply(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
}

// addDocument adds a document with its file and its item.
func addDocument(c *archive.Change, i int) {
	id, year := fmt.Sprintf("%08d", i), 2006+i/5000
	d := archive.Document{ID: id, FileID: id + "f", Path: "办公室/" + id + ".pdf", Year: year, ArchYear: year, Kind: archive.Outgoing, SHA256: fmt.Sprintf("%064x", i), Department: "办公室", Pages: 3}
	d.Elements = archive.Elements{
		Number: fmt.Sprintf("云水发〔%d〕%d号", year, i%5000+1), Title: fmt.Sprintf("云州市水务局关于做好第%d号水库防汛值班工作的通知", i),
		Issuers: []string{"云州市水务局"}, Date: fmt.Sprintf("%d-%02d-%02d", year, i%12+1, i%28+1), Genre: "通知",
	}
	d.Decision = archive.Decision{Retention: archive.Years30, Clause: "3.2", Confidence: 0.8, Confirmed: i%3 > 0}
	c.Documents = append(c.Documents, d)
	c.Files = append(c.Files, archive.File{ID: id + "f", Year: year, Path: d.Path, Status: archive.Kept, Role: archive.RoleMain, Document: id, SHA256: d.SHA256, Pages: 3})
	c.Items = append(c.Items, archive.Item{ID: id + "i", Year: year, Number: i%5000 + 1, Class: fmt.Sprintf("%d-D30", year), Documents: []string{id}, Parts: []archive.Part{{FileID: id + "f"}}})
}
