package gongwen_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/format"
	"niandang/archive/gongwen"
	"niandang/archive/page"
	"niandang/archive/pdf"
	"niandang/archive/pdf/pdftest"
)

// truth is a main line of a corpus.
type truth struct {
	Path, Number, Title, Date, Genre, Security, Urgency, Disclosure string
	Main                                                            bool
	Problem                                                         string
	DateOnFace                                                      string   `json:"date_on_face"`
	DisclosureOnFace                                                string   `json:"disclosure_on_face"`
	CopyNo                                                          string   `json:"copy_no"`
	TitleAlts                                                       []string `json:"title_alts"`
	Issuers, Recipients, CC, Signers, Attachments                   []string
}

// TestReadsTheCorpusAsPromised reads the born-digital PDF, OFD and DOCX of a
// corpus and compares with its truth, element by element.
func TestReadsTheCorpusAsPromised(t *testing.T) {
	const corpus = "../../../shared/corpus/dev"
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus is not here: ../shared/corpus/dev")
	}
	if testing.Short() {
		t.Skip("reads some eighty files, which takes seconds")
	}
	read := pageReader(t)
	organ := organOf(t, corpus)
	right, asked := map[string]int{}, map[string]int{}
	for _, want := range truths(t, corpus) {
		d, ok := read(filepath.Join(corpus, "inbox", want.Path))
		if !ok {
			continue
		}
		got := gongwen.Read(d, gongwen.Hints{Name: want.Path, Organ: organ})
		for el, ok := range compare(want, got) {
			asked[el]++
			if ok {
				right[el]++
			} else {
				t.Logf("%s: %s", el, want.Path)
			}
		}
	}
	goal := map[string]float64{"number": 0.99, "date": 0.98, "genre": 0.99, "security": 0.98, "urgency": 0.99, "attachments": 0.92}
	for el, n := range asked {
		share := float64(right[el]) / float64(n)
		least := goal[el]
		if least == 0 {
			least = 0.97
		}
		if t.Logf("%-12s %d of %d", el, right[el], n); share < least {
			t.Errorf("%s: %.1f %% right, want %.0f %%", el, share*100, least*100)
		}
	}
}

func compare(want truth, got archive.Face) map[string]bool {
	out := map[string]bool{
		"number": same(want.Number, got.Number), "genre": same(want.Genre, got.Genre),
		"title":    same(want.Title, got.Title) || slices.ContainsFunc(want.TitleAlts, func(s string) bool { return same(s, got.Title) }),
		"security": same(want.Security, got.Security), "urgency": same(want.Urgency, got.Urgency), "copy_no": same(want.CopyNo, got.CopyNo),
		"issuers": sameList(want.Issuers, got.Issuers), "recipients": sameList(want.Recipients, got.Recipients), "cc": sameList(want.CC, got.CC),
		"signers": sameList(want.Signers, got.Signers), "attachments": sameList(want.Attachments, got.Attachments),
	}
	if want.DateOnFace != "" {
		out["date"] = same(want.Date, got.Date)
	}
	if want.DisclosureOnFace != "" {
		out["disclosure"] = same(want.Disclosure, got.Disclosure)
	}
	return out
}

func same(a, b string) bool {
	plain := func(s string) string {
		return strings.NewReplacer("“", `"`, "”", `"`).Replace(archive.Fold(archive.Squeeze(s)))
	}
	return plain(a) == plain(b)
}

func sameList(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return same(strings.Join(a, "|"), strings.Join(b, "|"))
}

// pageReader gives a way to read the pages of a file; formats that need an
// office program are left out.
func pageReader(t *testing.T) func(path string) (page.Doc, bool) {
	t.Helper()
	engine, err := pdf.NewOpen(pdf.OpenOptions{Workers: 1, CacheDir: pdftest.CacheDir()})
	if err != nil {
		t.Fatal(err)
	}
	r := format.New(format.Deps{PDF: engine})
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return func(path string) (page.Doc, bool) {
		info, err := os.Stat(path)
		if err != nil || !slices.Contains([]string{".pdf", ".docx", ".ofd"}, filepath.Ext(path)) {
			return page.Doc{}, false // a member of a container, or a format that needs help
		}
		c, err := r.Read(t.Context(), format.Input{Name: filepath.Base(path), Path: path, Size: info.Size()}, format.ReadOptions{})
		if err != nil {
			t.Errorf("read %s: %v", path, err)
		}
		return c.Doc, err == nil && !c.OCR
	}
}

func truths(t *testing.T, corpus string) []truth {
	t.Helper()
	f, err := os.Open(filepath.Join(corpus, "truth.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []truth
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line truth
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line.Main && (line.Problem == "" || line.Problem == "wrong_extension") {
			out = append(out, line)
		}
	}
	return out
}

func organOf(t *testing.T, corpus string) (o archive.Organ) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(corpus, "organ.json"))
	if err == nil {
		err = json.Unmarshal(b, &o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}
