package ui

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/assets/i18n"
	"niandang/ui/uitest"
)

// files gives the Go files of the window that are no tests, with their content.
func files(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		out[filepath.ToSlash(path)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	threads = regexp.MustCompile(`\bfyne\.Do(AndWait)?\(|(?m)^\s*go (func|[a-z])`)
	rawRGB  = regexp.MustCompile(`color\.(N?RGBA|Gray)\{`)
)

// TestOneDoorBetweenThreads: nothing but task starts goroutines or calls fyne.Do.
func TestOneDoorBetweenThreads(t *testing.T) {
	for path, text := range files(t) {
		if !strings.HasPrefix(path, "task/") && threads.MatchString(text) {
			t.Errorf("%s: %s", path, threads.FindString(text))
		}
	}
}

// TestPresentersKnowNoToolkit: they are tested without a window.
func TestPresentersKnowNoToolkit(t *testing.T) {
	n := 0
	for path, text := range files(t) {
		if !strings.HasSuffix(path, "presenter.go") {
			continue
		}
		n++
		f, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range f.Imports {
			if strings.Contains(imp.Path.Value, "fyne.io") {
				t.Errorf("%s imports %s", path, imp.Path.Value)
			}
		}
	}
	if n < 4 {
		t.Errorf("%d presenters were found", n)
	}
}

// TestColoursComeFromTheTheme: panes name colours, the theme mixes them; what is
// painted on a page's picture is no part of the window.
func TestColoursComeFromTheTheme(t *testing.T) {
	for path, text := range files(t) {
		if !strings.HasPrefix(path, "theme/") && !strings.HasPrefix(path, "paper/") && rawRGB.MatchString(text) {
			t.Errorf("%s mixes a colour", path)
		}
	}
}

var said = regexp.MustCompile(`\b[sS]ay\("([a-z_]+\.[a-zA-Z_.0-9-]*[a-zA-Z0-9])"[,)]`)

// TestEveryWordIsThere: what the window says by a literal ID stands in the
// translation files.
func TestEveryWordIsThere(t *testing.T) {
	words := archive.Words(uitest.Words(t, i18n.Chinese))
	for path, text := range files(t) {
		for _, m := range said.FindAllStringSubmatch(text, -1) {
			if _, ok := words[m[1]]; !ok {
				t.Errorf("%s: %s has no words", path, m[1])
			}
		}
	}
	for _, e := range entries() {
		for _, id := range []string{e.title, "ui.help." + e.id} {
			if words[id] == "" {
				t.Errorf("%s has no words", id)
			}
		}
	}
}
