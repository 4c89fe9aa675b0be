package store_test

import (
	"path/filepath"
	"testing"

	"niandang/archive"
	"niandang/store"
	"niandang/store/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) archive.Store { return create(t, filepath.Join(t.TempDir(), "年档库 #1?")) })
}

// create makes a library with default settings; the test closes it.
func create(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), dir, archive.DefaultSettings(), store.Options{Who: "测试"})
	if err != nil {
		t.Fatalf("Create: %v", err)
	}
	return s
}
