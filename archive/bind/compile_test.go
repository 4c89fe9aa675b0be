package bind

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/pdf"
)

func compilerFor(t *testing.T, y *year) *compiler {
	t.Helper()
	if len(y.in.Items) == 0 {
		y.item("BGS", archive.Permanent, "", "题名", "云州市水务局", "")
	}
	c, err := newCompiler(t.Context(), y.plan(), t.TempDir(), y.s.deps(y.m))
	if err != nil {
		t.Fatal(err)
	}
	c.progress = archive.NoProgress{}
	return c
}

func textAt(t *testing.T, ops []pdf.Op, s string) float64 {
	t.Helper()
	for _, op := range ops {
		if x, ok := op.(pdf.Text); ok && x.S == s {
			return x.X
		}
	}
	t.Fatalf("%q is not set", s)
	return 0
}

func linksOf(j pdf.Job) (out []pdf.Link) {
	for _, p := range j.Parts {
		for _, s := range p.Sheets {
			for _, op := range s.Ops {
				if l, ok := op.(pdf.Link); ok {
					out = append(out, l)
				}
			}
		}
	}
	return out
}

func TestASecondRunMakesNothingAndSaysTheSame(t *testing.T) {
	s := newShop(t)
	y := sample(t, s)
	dir := t.TempDir()
	first := y.compile(dir)
	second := y.compile(dir)
	if second.Made != 0 || second.Kept != first.Made {
		t.Errorf("made %d and kept %d, want 0 and %d", second.Made, second.Kept, first.Made)
	}
	if len(second.Volumes) != len(first.Volumes) || second.Volumes[0].SHA256 != first.Volumes[0].SHA256 || len(second.Findings) != len(first.Findings) {
		t.Errorf("the second report differs: %+v", second)
	}
}

func TestALateItemChangesOnlyWhatItTouches(t *testing.T) {
	s := newShop(t)
	y := sample(t, s)
	dir := t.TempDir()
	y.compile(dir)
	other := filepath.Join(dir, "汇编册", "2023-Y-BGS-第1册.pdf")
	before, err := os.Stat(other)
	if err != nil {
		t.Fatal(err)
	}
	it := y.item("SZY", archive.Years30, "云水资〔2023〕9号", "关于补充归档的通知", "云州市水务局", "2023-11-01")
	it.Late, it.Box = true, "0002"
	y.part(it, archive.RoleMain, 1, Source{Family: "pdf", Open: opener(s.document(t, "补充", 1, 210, 297))})
	r := y.compile(dir)
	after, err := os.Stat(other)
	if err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the volume of another class was made again (%v)", err)
	}
	// Of the class: volume, stamps, catalogue (3), year's catalogue (3), note sheet,
	// box cover, spines.
	if r.Made != 11 {
		t.Errorf("made %d files again, want 11", r.Made)
	}
	text := tool(t, "pdftotext", filepath.Join(dir, "备考表", "2023-D30-SZY-盒0002.pdf"), "-")
	if !strings.Contains(text, "补充归档的件号：0003") {
		t.Errorf("the note sheet does not tell of the late item:\n%s", text)
	}
}

func TestAfterAKillTheSameCommandEndsInTheSameFiles(t *testing.T) {
	s := newShop(t)
	want := boundSample(t).dir
	y := sample(t, s)
	dir := t.TempDir()
	for stop := 2; ; stop += 5 {
		y.m.stopAt, y.m.sets = stop, 0
		_, err := y.plan().Compile(t.Context(), dir, s.deps(y.m), archive.NoProgress{})
		if err == nil {
			break
		}
		if !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "汇编册", ".x.partial"), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if a, b := tree(t, want), tree(t, dir); a != b {
		t.Errorf("trees differ:\n%s\n%s", a, b)
	}
}

func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		b.WriteString(rel + " " + digestOf(data) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWhatIsNoLongerPlannedGoesUnlessAPersonChangedIt(t *testing.T) {
	s := newShop(t)
	y := sample(t, s)
	dir := t.TempDir()
	y.compile(dir)
	gone := filepath.Join(dir, "汇编册", "2023-D30-SZY-第1册.pdf")
	theirs := filepath.Join(dir, "归档文件目录", "2023-D30-SZY.csv")
	if err := os.WriteFile(theirs, []byte("changed by hand"), 0o600); err != nil {
		t.Fatal(err)
	}
	y.in.Items = y.in.Items[:6]
	y.compile(dir)
	if _, err := os.Stat(gone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the volume of a class that is gone is still there (%v)", err)
	}
	if _, err := os.Stat(theirs); err != nil {
		t.Errorf("a file that a person changed was removed: %v", err)
	}
}
