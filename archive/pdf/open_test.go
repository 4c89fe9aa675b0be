package pdf

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"niandang/assets/fonts"
)

// cacheDir is pdftest.CacheDir, which cannot be imported here.
func cacheDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "niandang-test", "niandang")
}

func testFonts() Fonts {
	return Fonts{Serif: fonts.SerifRegular, SerifBold: fonts.SerifBold, Sans: fonts.SansRegular, SansBold: fonts.SansBold}
}

// theEngine is one for all tests: it starts with the first that asks for it.
var theEngine = sync.OnceValues(func() (Engine, error) {
	return NewOpen(OpenOptions{Fonts: testFonts(), CacheDir: cacheDir(), Workers: 2})
})

func openEngine(t testing.TB) *Open {
	t.Helper()
	e, err := theEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e.(*Open)
}

func TestMain(m *testing.M) {
	code := m.Run()
	if e, err := theEngine(); err == nil {
		if err := e.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "close:", err)
			code = 1
		}
	}
	os.Exit(code)
}
