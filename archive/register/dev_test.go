package register_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"niandang/archive"
	"niandang/archive/arrange"
	"niandang/archive/page"
	"niandang/archive/register"
)

// corpus is the development corpus beside the repository, where there is one.
var corpus = filepath.Join("..", "..", "..", "shared", "corpus", "dev")

func needCorpus(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(corpus, "register.xlsx")); err != nil {
		t.Skip("the development corpus is not beside the repository:", err)
	}
}

// tables reads a spreadsheet as a person sees it.
func tables(t *testing.T, path string) []page.Table {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []page.Table
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, page.Table{Name: name, Rows: rows})
	}
	return out
}

func readLines[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(filepath.Join(corpus, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	for s := bufio.NewScanner(f); s.Scan(); {
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

type truthLine struct {
	archive.Elements
	Path       string       `json:"path"`
	Main       bool         `json:"main"`
	Item       string       `json:"item"`
	Kind       archive.Kind `json:"kind"`
	Department string       `json:"department"`
	Problem    string       `json:"problem"`
	Year       int          `json:"archive_year"`
}

// perfect gives the documents as a perfect reader of faces would.
func perfect(t *testing.T) []archive.Document {
	var docs []archive.Document
	for _, l := range readLines[truthLine](t, "truth.jsonl") {
		if !l.Main {
			continue
		}
		d := archive.Document{ID: l.Item, Path: l.Path, Kind: l.Kind, Elements: l.Elements, Trusts: map[string]archive.Trust{}}
		trust := archive.Trust{Source: archive.FromFace, Confidence: 0.95}
		switch l.Problem {
		case "no_text_layer":
			trust.Confidence = 0.7
		case "encrypted", "truncated":
			trust = archive.Trust{Source: archive.FromFilename, Confidence: 0.6}
			d.Elements = archive.Elements{Number: l.Number, Title: l.Title}
		}
		for _, e := range []string{archive.ElNumber, archive.ElTitle, archive.ElDate} {
			d.Trusts[e] = trust
		}
		docs = append(docs, d)
	}
	return docs
}

func TestDevelopmentYear(t *testing.T) {
	needCorpus(t)
	var organ archive.Organ
	b, err := os.ReadFile(filepath.Join(corpus, "organ.json"))
	if err == nil {
		err = json.Unmarshal(b, &organ)
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, used, _ := register.Import(tables(t, filepath.Join(corpus, "register.xlsx")), nil, 2023)
	for _, m := range used {
		t.Log(m.Sheet, m.Kind, m.Columns)
	}
	docs, years := arrange.Years(perfect(t), 2023)
	rows, docs, found := register.Match(rows, docs)
	found = append(found, years...)
	found = append(found, register.Gaps(docs, rows, organ, 2023)...)
	checkLinks(t, rows)
	checkFindings(t, found)
}

func checkLinks(t *testing.T, rows []archive.Row) {
	want := make(map[string]string)
	for _, l := range readLines[struct {
		Sheet   string `json:"sheet"`
		Row     int    `json:"row"`
		Item    string `json:"item"`
		Anomaly string `json:"anomaly"`
	}](t, "register_truth.jsonl") {
		if l.Anomaly != "duplicate_row" {
			want[fmt.Sprint(l.Sheet, l.Row)] = l.Item
		}
	}
	for _, r := range rows {
		if w := want[fmt.Sprint(r.Sheet, r.Row)]; r.Document != w {
			t.Errorf("%s %d %s: linked to %q, want %q", r.Sheet, r.Row, r.Title, r.Document, w)
		}
		delete(want, fmt.Sprint(r.Sheet, r.Row))
	}
	if len(want) > 0 {
		t.Errorf("rows not read: %v", want)
	}
}

// checkFindings compares the kinds that registers and numbers give. The truth
// lists some internal papers as unregistered and others not, with nothing in
// them that tells why, so a few misses are allowed.
func checkFindings(t *testing.T, found []archive.Finding) {
	mine := map[string]bool{"missing_number": true, "wrong_year": true, "file_without_row": true}
	id := func(kind, path, number, sheet string, row int) string {
		switch {
		case sheet != "":
			return fmt.Sprint(kind, " ", sheet, " ", row)
		case path != "":
			return kind + " " + path
		}
		return kind + " " + number
	}
	want := make(map[string]bool)
	for _, f := range readLines[archive.Finding](t, "findings.jsonl") {
		if mine[f.Kind] || f.Sheet != "" {
			want[id(f.Kind, f.Path, f.Number, f.Sheet, f.Row)] = true
		}
	}
	asked, right, made := len(want), 0, 0
	for _, f := range found {
		k := id(f.Kind, f.Path, f.Number, f.Sheet, f.Row)
		if f.Kind != archive.FYearBySigning { // the truth of this year does not list the kind
			made++
		}
		switch {
		case want[k]:
			right++
			delete(want, k)
		case f.Kind == archive.FYearBySigning:
		default:
			t.Log("not in the truth:", k, f.Args)
		}
	}
	for k := range want {
		t.Log("missed:", k)
	}
	t.Logf("found %d of %d, %d made", right, asked, made)
	if float64(right) < 0.95*float64(asked) || made > 0 && float64(right) < 0.95*float64(made) {
		t.Errorf("found %d of %d, %d made", right, asked, made)
	}
}
