package store_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/store"
)

// backedUp makes a small library and its backup.
func backedUp(t *testing.T) (file, sha string) {
	t.Helper()
	s := create(t, filepath.Join(t.TempDir(), "库"))
	defer s.Close()
	f, err := s.Stage(t.Context(), strings.NewReader("关于供水的函"))
	must(t, "Stage", err)
	must(t, "Keep", f.Keep(t.Context()))
	_, err = s.Apply(t.Context(), archive.Change{
		What: "collect", Files: []archive.File{{ID: "f", Status: archive.Kept, Role: archive.RoleMain, Document: "d", SHA256: f.SHA256()}},
		Documents: []archive.Document{{ID: "d", Elements: archive.Elements{Title: "关于供水的函"}}},
	})
	must(t, "Apply", err)
	must(t, "Index", s.Index(t.Context(), []string{"d"}))
	file = filepath.Join(t.TempDir(), "备份.zip")
	must(t, "Backup", s.Backup(t.Context(), file, archive.NoProgress{}))
	return file, f.SHA256()
}

func TestRestoreBringsALibraryBack(t *testing.T) {
	file, sha := backedUp(t)
	dir := filepath.Join(t.TempDir(), "恢复")
	must(t, "Restore", store.Restore(t.Context(), file, dir, archive.NoProgress{}))
	s := open(t, dir, store.Options{})
	defer s.Close()
	damage, err := s.Check(t.Context(), archive.NoProgress{})
	if err != nil || len(damage) != 0 || !s.HasObject(sha) {
		t.Errorf("Check: %v, %v", damage, err)
	}
	hits, _, err := s.Search(t.Context(), archive.Query{Text: "供水"})
	if err != nil || len(hits) != 1 {
		t.Errorf("Search: %v, %v", hits, err)
	}
	_, err = s.Apply(t.Context(), archive.Change{What: "x", Documents: []archive.Document{{ID: "e"}}})
	must(t, "Apply", err)
}

func TestRestoreGoesIntoANewFolderOnly(t *testing.T) {
	file, _ := backedUp(t)
	empty := t.TempDir()
	must(t, "Restore into an empty folder", store.Restore(t.Context(), file, empty, archive.NoProgress{}))
	err := store.Restore(t.Context(), file, empty, archive.NoProgress{})
	refuses(t, "Restore over a library", err, archive.CodeExists)
	err = store.Restore(t.Context(), file, file, archive.NoProgress{})
	refuses(t, "Restore over a file", err, archive.CodeExists)
	err = store.Restore(t.Context(), file+"x", filepath.Join(t.TempDir(), "a"), archive.NoProgress{})
	refuses(t, "Restore of nothing", err, archive.CodeNotFound)
}

// rewrite copies a backup, and lets edit change an entry's name and bytes or
// drop it.
func rewrite(t *testing.T, file string, edit func(name string, b []byte) (string, []byte)) string {
	t.Helper()
	in, err := zip.OpenReader(file)
	must(t, "open", err)
	defer in.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		must(t, "open", err)
		b, err := io.ReadAll(r)
		must(t, "read", errors.Join(err, r.Close()))
		name, b := edit(f.Name, b)
		if name == "" {
			continue
		}
		entry, err := w.Create(name)
		must(t, "create", err)
		_, err = entry.Write(b)
		must(t, "write", err)
	}
	must(t, "close", w.Close())
	path := filepath.Join(t.TempDir(), "edited.zip")
	must(t, "write", os.WriteFile(path, out.Bytes(), 0o600))
	return path
}

func TestRestoreRefusesWhatIsNotWhole(t *testing.T) {
	file, sha := backedUp(t)
	object := "objects/" + sha[:2] + "/" + sha
	edits := map[string]func(string, []byte) (string, []byte){
		"an object changed": func(name string, b []byte) (string, []byte) {
			if name == object {
				b = []byte("其他")
			}
			return name, b
		},
		"an object gone": func(name string, b []byte) (string, []byte) {
			if name == object {
				name = ""
			}
			return name, b
		},
		"no list": func(name string, b []byte) (string, []byte) {
			if name == "manifest-sha256.txt" {
				name = ""
			}
			return name, b
		},
		"a name that leads out": func(name string, b []byte) (string, []byte) {
			if name == object {
				name = "../../outside"
			}
			return name, bytes.ReplaceAll(b, []byte(object), []byte("../../outside"))
		},
		"another database": func(name string, b []byte) (string, []byte) {
			if name == "archive.db" {
				b = []byte("SQLite format 3\x00")
			}
			return name, b
		},
	}
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			err := store.Restore(t.Context(), rewrite(t, file, edit), filepath.Join(parent, "恢复"), archive.NoProgress{})
			refuses(t, "Restore", err, archive.CodeDamaged)
			if entries, _ := os.ReadDir(parent); len(entries) != 0 {
				t.Errorf("left behind: %v", entries)
			}
		})
	}
	cut := filepath.Join(t.TempDir(), "cut.zip")
	b, err := os.ReadFile(file)
	must(t, "read", err)
	must(t, "write", os.WriteFile(cut, b[:len(b)/2], 0o600))
	refuses(t, "half a file", store.Restore(t.Context(), cut, filepath.Join(t.TempDir(), "x"), archive.NoProgress{}), archive.CodeDamaged)
}

func TestACancelledRestoreLeavesNothing(t *testing.T) {
	file, _ := backedUp(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	parent := t.TempDir()
	err := store.Restore(ctx, file, filepath.Join(parent, "恢复"), archive.NoProgress{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if entries, _ := os.ReadDir(parent); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}
