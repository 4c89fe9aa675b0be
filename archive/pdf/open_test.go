package pdf

import (
	"os"
	"path/filepath"
	"testing"

	"niandang/assets/fonts"
)

// cacheDir keeps pdfium's compiled form between test runs: it takes 3 s to make.
func cacheDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "niandang-test", "wazero")
}

func testFonts() Fonts {
	return Fonts{Serif: fonts.SerifRegular, SerifBold: fonts.SerifBold, Sans: fonts.SansRegular, SansBold: fonts.SansBold}
}

func openEngine(t testing.TB) *Open {
	t.Helper()
	e, err := NewOpen(OpenOptions{Fonts: testFonts(), CacheDir: cacheDir(), Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return e.(*Open)
}
