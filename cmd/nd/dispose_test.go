package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestAKilledDestructionEndsLikeAnUndisturbedOne kills carry-out with SIGKILL at
// moments spread over its work: the library checks clean right after the kill, and
// the same command again ends where an undisturbed one ends.
func TestAKilledDestructionEndsLikeAnUndisturbedOne(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a destruction several times")
	}
	b := build(t)
	dir := t.TempDir()
	approved := filepath.Join(dir, "approved")
	manyExpired(t, b, dir, approved)
	carry := func(lib string) []string {
		return []string{"dispose", "carry-out", "XH-2025-001", "--count", fmt.Sprint(expiredItems), "--supervisor", "李明,王芳", "--why", "监销", "--library", lib}
	}
	ended := func(lib string) string {
		b.run(t, "check", "--library", lib)
		out := b.run(t, "list", "files", "--json", "--library", lib)
		out = append(out, b.run(t, "dispose", "list", "--library", lib)...)
		if left := objectsLeft(t, lib); len(left) > 0 {
			t.Errorf("%s: %d objects are left", lib, len(left))
		}
		return string(out)
	}
	whole := copied(t, approved, filepath.Join(dir, "whole"))
	start := time.Now()
	b.run(t, carry(whole)...)
	took := time.Since(start)
	want, hits := ended(whole), 0
	const moments = 4
	for i := range moments {
		lib := copied(t, approved, filepath.Join(dir, fmt.Sprint("killed", i)))
		after := took * time.Duration(i+1) / (moments + 1)
		if b.killed(t, after, carry(lib)...) {
			b.run(t, "check", "--library", lib)
			if state := stateOf(t, b, lib); state != "destroyed" {
				if state == "destroying" {
					hits++
				}
				b.run(t, carry(lib)...)
			}
		}
		if got := ended(lib); got != want {
			t.Errorf("killed after %s: it ended otherwise", after)
		}
	}
	t.Logf("%d of %d kills came while bytes were being destroyed", hits, moments)
}

// expiredItems is how many items the killed destructions have.
const expiredItems = 60

func manyExpired(t *testing.T, b bench, dir, lib string) {
	t.Helper()
	unpackDemo(t, dir)
	src := filepath.Join(dir, "many")
	if err := os.MkdirAll(src, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range expiredItems {
		text := fmt.Sprintf("水务简报\n第%d期\n云州市水务局编　2010年3月%d日\n%s", i+1, i%28+1, strings.Repeat(fmt.Sprintf("防汛动态%d。", i), 400))
		if err := os.WriteFile(filepath.Join(src, fmt.Sprintf("水务简报第%d期.txt", i+1)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b.run(t, "init", "--library", lib, "--organ", filepath.Join(dir, "organ.json"))
	b.run(t, "settings", "set", "helpers.disabled", "true", "--library", lib)
	b.run(t, "collect", src, "--year", "2010", "--library", lib)
	b.run(t, "appraise", "--year", "2010", "--library", lib)
	var ids []string
	for _, line := range bytes.Split(bytes.TrimSpace(b.run(t, "list", "documents", "--json", "--library", lib)), []byte("\n")) {
		var d struct{ ID string }
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, d.ID)
	}
	b.run(t, append([]string{"confirm", "--library", lib}, ids...)...)
	b.run(t, "arrange", "--year", "2010", "--library", lib)
	b.run(t, "dispose", "opinion", "销毁", "--all-due", "--why", "无用", "--library", lib)
	b.run(t, "dispose", "propose", "--library", lib)
	b.run(t, "dispose", "approve", "XH-2025-001", "--approver", "张局长", "--why", "同意", "--library", lib)
}

func copied(t *testing.T, from, to string) string {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

func stateOf(t *testing.T, b bench, lib string) string {
	t.Helper()
	var d struct{ State string }
	if err := json.Unmarshal(b.run(t, "dispose", "list", "--json", "--library", lib), &d); err != nil {
		t.Fatal(err)
	}
	return d.State
}

// objectsLeft gives the objects that a library still has.
func objectsLeft(t *testing.T, lib string) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(lib, "objects", "??", "*"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(left)
	return left
}
