package fixity_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive/fixity"
)

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func TestWriterThatFailsLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "目录.csv")
	if _, err := fixity.WriteFile(path, text("old")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	_, err := fixity.WriteFile(path, func(w io.Writer) error { return errors.Join(text("half")(w), full) })
	if !errors.Is(err, full) {
		t.Errorf("error = %v, want the writer's", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "old" {
		t.Errorf("file = %q, want the old one", b)
	}
	if got := names(t, dir); got != "目录.csv" {
		t.Errorf("folder holds %q", got)
	}
}

// A program that is killed leaves its half-written file; the one that writes the
// same file next leaves nothing of it.
func TestLeftoverOfAKilledWriterIsTaken(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"report.pdf", strings.Repeat("长", 85)} {
		path := filepath.Join(dir, name)
		saved := filepath.Join(t.TempDir(), "saved")
		var half string
		killed := func(w io.Writer) error {
			half = filepath.Join(dir, names(t, dir))
			return errors.Join(text("half")(w), os.Link(half, saved), errors.New("killed"))
		}
		if _, err := fixity.WriteFile(path, killed); err == nil {
			t.Fatal("no error")
		}
		if err := os.Rename(saved, half); err != nil { // what a killed program leaves
			t.Fatal(err)
		}
		if _, err := fixity.WriteFile(path, text("whole")); err != nil {
			t.Fatal(err)
		}
		if got := names(t, dir); got != name {
			t.Errorf("folder holds %q, want %q alone", got, name)
		}
		os.Remove(path)
	}
}

// Two programs with one target never let half a file appear.
func TestSecondWriterOfOneFileWins(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xml")
	_, err := fixity.WriteFile(path, func(w io.Writer) error {
		_, inner := fixity.WriteFile(path, text("second"))
		return errors.Join(inner, text("first")(w))
	})
	if err == nil {
		t.Error("the first writer does not say that another was there")
	}
	if b, _ := os.ReadFile(path); string(b) != "second" {
		t.Errorf("file = %q, want the second's", b)
	}
}

func TestCopyDigestsAsTheStandardsSay(t *testing.T) {
	// GB/T 32905-2016, A.1: the digest of "abc"; FIPS 180-4 for SHA-256.
	const sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
	const sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	s, err := fixity.Digest(context.Background(), strings.NewReader("abc"))
	if err != nil || s.SM3 != sm3 || s.SHA256 != sha || s.Size != 3 {
		t.Errorf("digests = %+v, %v", s, err)
	}
	big := make([]byte, 3<<20+17)
	rand.Read(big)
	var out bytes.Buffer
	got, err := fixity.Copy(context.Background(), &out, bytes.NewReader(big))
	h := fixity.NewHasher()
	h.Write(big)
	if err != nil || got != h.Sums() || !bytes.Equal(out.Bytes(), big) {
		t.Errorf("a copy of several blocks: %+v, want %+v (%v)", got, h.Sums(), err)
	}
}

func TestCopyStopsWhenCancelled(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fixity.CopyFile(ctx, filepath.Join(dir, "x"), strings.NewReader("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want context.Canceled", err)
	}
	if got := names(t, dir); got != "" {
		t.Errorf("folder holds %q", got)
	}
}

func TestWipedFileIsGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(path, []byte("机密"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path) // what the disk still holds under no name
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := fixity.Wipe(path); err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(f); bytes.Contains(b, []byte("机密")) {
		t.Error("the bytes are still there")
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("stat = %v, want no file", err)
	}
}

// A tree whose folders forbid it is removed too: images of discs come so.
func TestReadOnlyTreeIsRemoved(t *testing.T) {
	root := filepath.Join(t.TempDir(), "disc")
	inner := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inner, "x"), nil, 0o444); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{inner, filepath.Dir(inner)} {
		if err := os.Chmod(d, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	if err := fixity.RemoveTree(root); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(root); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("stat = %v, want no folder", err)
	}
	if err := fixity.RemoveTree(root); err != nil {
		t.Errorf("what is not there: %v", err)
	}
}
