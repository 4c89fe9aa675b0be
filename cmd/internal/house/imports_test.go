package house

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "niandang/"

// sideways are the imports between packages under archive that the design
// allows; everything may import archive itself and archive/fixity's writers only
// where named.
var sideways = map[string][]string{
	"archive/page":     {},
	"archive/fixity":   {},
	"archive/pdf":      {"archive/page"},
	"archive/ofd":      {"archive/page", "archive/ofd/xmltree"},
	"archive/format":   {"archive/ofd", "archive/pdf", "archive/page", "archive/ofd/xmltree"},
	"archive/gongwen":  {"archive/page"},
	"archive/collect":  {},
	"archive/register": {"archive/page"},
	"archive/appraise": {},
	"archive/arrange":  {},
	"archive/bind":     {"archive/ofd", "archive/pdf", "archive/page", "archive/fixity"},
	"archive/transfer": {"archive/fixity", "archive/pdf"},
	"store":            {"archive/fixity"},
}

type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-tags", "sqlite_fts5", "-json=ImportPath,Imports,TestImports,XTestImports", module+"...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []listed
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for dec.More() {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, module)
		list = append(list, p)
	}
	return list
}

// TestImportDirections keeps the directions of the design: cmd to all, ui to the
// year and the assets, the year to the engines, the engines to the vocabulary.
func TestImportDirections(t *testing.T) {
	for _, p := range packages(t) {
		for _, imp := range p.Imports {
			if why := forbidden(p.ImportPath, imp); why != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, imp, why)
			}
		}
	}
}

func forbidden(from, imp string) string {
	inside, ours := strings.CutPrefix(imp, module)
	if why := foreign(from, imp); why != "" || !ours {
		return why
	}
	switch {
	case strings.HasPrefix(from, "cmd/"), strings.HasPrefix(inside, from+"/"):
		return ""
	case strings.HasPrefix(inside, "cmd"):
		return "only cmd may"
	case from == "archive":
		return "the vocabulary imports the standard library only"
	case strings.HasPrefix(from, "assets"):
		return "assets are data"
	case strings.HasPrefix(from, "ui"):
		return forbiddenUI(inside)
	case strings.HasPrefix(inside, "store"), strings.HasPrefix(inside, "ui"), strings.HasPrefix(inside, "assets"):
		if from == "store/storetest" && strings.HasPrefix(inside, "store") {
			return ""
		}
		return "nothing below cmd may"
	case inside == "archive", strings.HasPrefix(from, "archive/year"):
		return ""
	}
	return sidewaysOnly(from, inside)
}

func sidewaysOnly(from, inside string) string {
	for base, allowed := range sideways {
		if from != base && !strings.HasPrefix(from, base+"/") {
			continue
		}
		if inside == base || strings.HasPrefix(inside, base+"/") || slices.Contains(allowed, inside) {
			return ""
		}
	}
	return "never sideways for convenience"
}

func forbiddenUI(inside string) string {
	for _, ok := range []string{"archive/year", "archive/page", "assets", "ui"} {
		if inside == "archive" || inside == ok || strings.HasPrefix(inside, ok+"/") {
			return ""
		}
	}
	return "a window speaks to archive/year"
}

// foreign keeps each third-party library behind its one door.
func foreign(from, imp string) string {
	doors := map[string]string{
		"github.com/pdfcpu/":          "archive/pdf",
		"github.com/klippa-app/":      "archive/pdf",
		"github.com/unidoc/":          "archive/pdf",
		"github.com/mattn/go-sqlite3": "store",
		"database/sql":                "store",
		"github.com/alecthomas/kong":  "cmd/nd",
		"github.com/richardlehane/":   "archive/format",
		"fyne.io/fyne/v2/app":         "cmd",
	}
	for prefix, door := range doors {
		if strings.HasPrefix(imp, prefix) && from != door && !strings.HasPrefix(from, door+"/") {
			return "only " + door + " may"
		}
	}
	if strings.HasPrefix(imp, "fyne.io/") && !strings.HasPrefix(from, "ui") && !strings.HasPrefix(from, "cmd/") {
		return "only ui and cmd may"
	}
	return ""
}

// TestVerifierIsSmall keeps the clerk's program free of the store, the fonts and
// the window.
func TestVerifierIsSmall(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", module+"cmd/ndverify").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, bad := range []string{module + "store", module + "assets/fonts", module + "archive/pdf", "fyne.io/fyne/v2", "github.com/mattn/go-sqlite3"} {
		if slices.Contains(strings.Fields(string(out)), bad) {
			t.Errorf("cmd/ndverify reaches %s", bad)
		}
	}
}
