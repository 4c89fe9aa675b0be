package store_test

import (
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/store"
)

// A process killed between forgetting and overwriting leaves a clean library, and
// the bytes go when it is opened again.
func TestABrokenOffDestructionIsFinishedAtTheNextOpening(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	s := create(t, dir)
	f, err := s.Stage(t.Context(), strings.NewReader("关于供水的函"))
	must(t, "Stage", err)
	must(t, "Keep", f.Keep(t.Context()))
	must(t, "SetJournal", s.SetJournal(t.Context(), "wiping", f.SHA256(), "XH-2031-001"))
	if damage, err := s.Check(t.Context(), archive.NoProgress{}); err != nil || len(damage) != 0 {
		t.Errorf("Check in the middle: %+v, %v", damage, err)
	}
	must(t, "Close", s.Close())
	s = open(t, dir, store.Options{})
	defer s.Close()
	if s.HasObject(f.SHA256()) {
		t.Error("the bytes are still there")
	}
	left, err := s.Journal(t.Context(), "wiping")
	if err != nil || len(left) != 0 {
		t.Errorf("journal %v, %v", left, err)
	}
}
