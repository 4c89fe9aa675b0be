package bagit

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// TestConformanceSuite: the verdict on every bag of the conformance suite of the
// Library of Congress is the one its folder names.
func TestConformanceSuite(t *testing.T) {
	suite := filepath.Join("..", "..", "..", "..", "shared", "corpus", "real", "bagit")
	bags, err := filepath.Glob(filepath.Join(suite, "v*", "*", "*"))
	if err != nil || len(bags) == 0 {
		t.Skip("the conformance suite is not at hand")
	}
	checked := 0
	for _, bag := range bags {
		if st, err := os.Stat(bag); err != nil || !st.IsDir() {
			continue
		}
		checked++
		rel, _ := filepath.Rel(suite, bag)
		t.Run(filepath.ToSlash(rel), func(t *testing.T) { verdict(t, bag, filepath.Base(filepath.Dir(bag))) })
	}
	if checked < 54 {
		t.Errorf("%d bags, the suite has more", checked)
	}
}

func verdict(t *testing.T, bag, want string) {
	r, err := Validate(context.Background(), os.DirFS(bag), Options{})
	if err != nil {
		t.Fatal(err)
	}
	switch want {
	case "valid":
		if !r.Valid() {
			t.Errorf("valid, found %v", r.Errors)
		}
	case "warning":
		if !r.Valid() || len(r.Warnings) == 0 {
			t.Errorf("valid with warnings, found errors %v, warnings %v", r.Errors, r.Warnings)
		}
	default: // invalid, and paths that only one system would follow: refused on all
		if r.Valid() {
			t.Errorf("invalid, found nothing (warnings %v)", r.Warnings)
		}
	}
}
