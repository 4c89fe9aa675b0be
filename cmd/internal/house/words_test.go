package house

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"niandang/assets/i18n"
)

var placeholder = regexp.MustCompile(`\{[a-z_0-9]+\}`)

func words(t *testing.T, language string) map[string]string {
	t.Helper()
	w, err := i18n.Words(language)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestEntriesStandOnce: an entry has one home.
func TestEntriesStandOnce(t *testing.T) {
	areas, err := i18n.Areas(i18n.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	home := make(map[string]string)
	for name, area := range areas {
		for id := range area {
			if home[id] != "" {
				t.Errorf("%s stands in %s and in %s", id, home[id], name)
			}
			home[id] = name
		}
	}
}

// TestEnglishIsComplete: every Chinese entry has an English one with the same
// placeholders, and the other way round.
func TestEnglishIsComplete(t *testing.T) {
	zh, en := words(t, i18n.Chinese), words(t, i18n.English)
	for id, s := range zh {
		e, ok := en[id]
		if !ok {
			t.Errorf("%s has no English", id)
			continue
		}
		if a, b := holes(s), holes(e); !slices.Equal(a, b) {
			t.Errorf("%s: placeholders differ: %v and %v", id, a, b)
		}
	}
	for id := range en {
		if _, ok := zh[id]; !ok {
			t.Errorf("%s has no Chinese", id)
		}
	}
}

func holes(s string) []string {
	found := placeholder.FindAllString(s, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

var kindConstant = regexp.MustCompile(`F[A-Z]\w+\s*=\s*"([a-z_]+)"`)

// TestEveryFindingCanBeSaid: each kind of the vocabulary has its sentence.
func TestEveryFindingCanBeSaid(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root, "archive", "finding.go"))
	if err != nil {
		t.Fatal(err)
	}
	zh := words(t, i18n.Chinese)
	for _, m := range kindConstant.FindAllStringSubmatch(string(b), -1) {
		if zh["finding."+m[1]] == "" {
			t.Errorf("finding.%s has no sentence", m[1])
		}
	}
}

var (
	failCall = regexp.MustCompile(`archive\.Fail\(\s*archive\.Code\w+,\s*"([a-z_0-9]+)"`)
	sayCall  = regexp.MustCompile(`archive\.Say\("([a-z]+\.[a-zA-Z_.0-9-]+)"`)
)

// TestEveryTextIsThere: what the code says by a literal ID stands in the
// translation files.
func TestEveryTextIsThere(t *testing.T) {
	zh := words(t, i18n.Chinese)
	for _, path := range sources(t) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(path, "storetest") {
			continue // its records are made up
		}
		for _, m := range failCall.FindAllStringSubmatch(string(b), -1) {
			if zh["error."+m[1]] == "" {
				t.Errorf("%s: error.%s has no sentence", path, m[1])
			}
		}
		for _, m := range sayCall.FindAllStringSubmatch(string(b), -1) {
			if zh[m[1]] == "" && !strings.HasSuffix(m[1], ".") {
				t.Errorf("%s: %s has no sentence", path, m[1])
			}
		}
	}
}
