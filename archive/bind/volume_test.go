package bind

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/pdf"
)

// tool runs an outside program, or skips.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func pageText(t *testing.T, file string, page int) string {
	n := fmt.Sprint(page)
	return tool(t, "pdftotext", "-layout", "-f", n, "-l", n, file, "-")
}

func TestVolumeNumbersAreTrue(t *testing.T) {
	b := boundSample(t)
	v := b.r.Volumes[0]
	file := b.path(v.File)
	contents := pageText(t, file, 3)
	for _, it := range v.Items {
		row := regexp.MustCompile(`(?m)\b` + fmt.Sprint(it.Page) + `\s*$`)
		if !row.MatchString(contents) {
			t.Errorf("contents lack page %d of %s:\n%s", it.Page, it.Code, contents)
		}
		text := pageText(t, file, it.Page)
		if want := fmt.Sprintf("第%d页", it.Page); !strings.Contains(strings.ReplaceAll(text, " ", ""), want) {
			t.Errorf("page %d of the file does not bear %q", it.Page, want)
		}
		number := it.Code[len(it.Code)-4:]
		if !strings.Contains(text, number) || !strings.Contains(text, "W027") {
			t.Errorf("page %d lacks the stamp of %s:\n%s", it.Page, it.Code, text)
		}
	}
	if info := tool(t, "pdfinfo", file); !strings.Contains(info, fmt.Sprintf("Pages:           %d", v.Pages)) {
		t.Errorf("the record says %d pages, the file:\n%s", v.Pages, info)
	}
}

func TestEveryFileIsSound(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(boundSample(t).dir, "*", "*.pdf"))
	if err != nil || len(files) != 11 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, f := range files {
		if out := tool(t, "qpdf", "--check", f); strings.Contains(out, "WARNING") {
			t.Errorf("%s: %s", filepath.Base(f), out)
		}
	}
}

func TestUnreadablePartsGetASlipAndStayCounted(t *testing.T) {
	b := boundSample(t)
	r := b.r
	var item archive.VolumeItem
	for _, it := range r.Volumes[0].Items {
		if it.Item == "i005" {
			item = it
		}
	}
	if item.Pages != 2 {
		t.Fatalf("one page and a slip are %d pages", item.Pages)
	}
	text := pageText(t, b.path(r.Volumes[0].File), item.Page+1)
	for _, want := range []string{"已损坏", "abababab", "i005.f2.pdf"} {
		if !strings.Contains(text, want) {
			t.Errorf("the slip lacks %q:\n%s", want, text)
		}
	}
	if len(r.Findings) != 1 || r.Findings[0].Kind != archive.FUnreadable || r.Findings[0].Item != "i005" {
		t.Errorf("findings %+v", r.Findings)
	}
}

func TestTextOfAPageStaysThatOfItsSource(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	it := y.item("BGS", archive.Permanent, "云水发〔2023〕1号", "关于𬭎字、乙字和〔〕的通知", "云州市水务局", "2023-01-02")
	src := s.document(t, "关于𬭎字、乙字和〔〕的通知", 2, 210, 297)
	y.part(it, archive.RoleMain, 2, Source{Family: "pdf", Open: opener(src)})
	dir := t.TempDir()
	r := y.compile(dir)
	orig := filepath.Join(dir, "orig.pdf")
	if err := os.WriteFile(orig, src, 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, filepath.FromSlash(r.Volumes[0].File))
	for i := range 2 {
		got := pageText(t, file, r.Volumes[0].Items[0].Page+i)
		for line := range strings.Lines(pageText(t, orig, i+1)) {
			if line = strings.TrimSpace(line); !strings.Contains(got, line) {
				t.Errorf("page %d lost %q:\n%s", i+1, line, got)
			}
		}
	}
}

func TestNumbersWithinAnItemAlternateCornersAndSkipBlankSides(t *testing.T) {
	s := newShop(t)
	c := compilerFor(t, newYear(t, s))
	odd, even, blank := c.numberOps(3, 10, 210, 297), c.numberOps(4, 11, 210, 297), c.numberOps(0, 12, 210, 297)
	if x := textAt(t, odd, "3"); x < 105 {
		t.Errorf("an odd number stands at %.1f mm", x)
	}
	if x := textAt(t, even, "4"); x > 105 {
		t.Errorf("an even number stands at %.1f mm", x)
	}
	if len(blank) != 1 {
		t.Errorf("a blank side bears %d marks, want the running number alone", len(blank))
	}
}

// The last number within an item is the number of its sides that the stamp and the
// catalogue give: blank sides are left out of both.
func TestBlankSidesAreLeftOutOfTheNumbers(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	it := y.item("BGS", archive.Permanent, "云水发〔2023〕1号", "关于汛期值班的通知", "云州市水务局", "2023-01-02")
	f := y.part(it, archive.RoleMain, 4, Source{Family: "pdf", Open: opener(s.document(t, "汛期值班", 4, 210, 297))})
	f.Blank = []int{2}
	y.in.Files[f.ID] = *f
	it.Pages = 3
	dir := t.TempDir()
	r := y.compile(dir)
	file := filepath.Join(dir, filepath.FromSlash(r.Volumes[0].File))
	first := r.Volumes[0].Items[0].Page
	for i, want := range []string{"1", "", "2", "3"} {
		got := ""
		for _, n := range []string{"1", "2", "3", "4"} {
			for _, w := range words(t, file, first+i)[n] {
				if w.bottom() < 15 && (w.x < 20 || w.right() > 190) {
					got += n
				}
			}
		}
		if got != want {
			t.Errorf("side %d bears the number %q, want %q", i+1, got, want)
		}
	}
	if r.Volumes[0].Items[0].Pages != 4 {
		t.Errorf("%d pages of the item in the volume, want 4", r.Volumes[0].Items[0].Pages)
	}
}

// An e-mail is set in type as what it is: a head of captions and values, then its
// text; it stands in the place of nothing.
func TestAnEmailIsSetInType(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	it := y.item("BGS", archive.Permanent, "", "报送材料", "云北县水务局", "2023-10-16")
	text := "From: 云北县水务局 <office@example.invalid>\nTo: 云州市水务局\nDate: Mon, 16 Oct 2023 09:30:00 +0800\nSubject: 报送材料\n\n市水务局：\n现报送材料，请审阅。\n"
	y.part(it, archive.RoleMain, 1, Source{Family: "eml", Open: opener([]byte("x")), Text: func(context.Context) ([]string, error) { return []string{text}, nil }})
	dir := t.TempDir()
	r := y.compile(dir)
	file := filepath.Join(dir, filepath.FromSlash(r.Volumes[0].File))
	got := pageText(t, file, r.Volumes[0].Items[0].Page)
	for _, want := range []string{"电子邮件", "发件人", "云北县水务局 <office@example.invalid>", "2023年10月16日 09:30", "现报送材料，请审阅。"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Subject") || strings.Contains(pageText(t, file, 2), "代替原件") {
		t.Errorf("the e-mail counts as a copy, or its head is as it came:\n%s", got)
	}
	at := words(t, file, r.Volumes[0].Items[0].Page)
	if head := at["电子邮件"]; len(head) != 1 || head[0].y < 26.5 {
		t.Errorf("the heading at %+v lies under the stamp", head)
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	a, b := boundSample(t), t.TempDir()
	sample(t, newShop(t)).compile(b)
	for _, name := range slices.Concat(a.r.Papers, []string{a.r.Volumes[0].File, a.r.Volumes[1].File}) {
		x, err := os.ReadFile(a.path(name))
		if err != nil {
			t.Fatal(err)
		}
		z, err := os.ReadFile(filepath.Join(b, filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(x, z) {
			t.Errorf("%s differs between two runs (%v)", name, err)
		}
	}
}

// Every line of contents and indexes is a link, and leads to the page whose number
// stands on it, where the item begins.
func TestEveryLineLeadsToThePageItNames(t *testing.T) {
	s := newShop(t)
	c := compilerFor(t, sample(t, s))
	v := &volume{c: c, plan: &c.p.Volumes[0]}
	if err := v.survey(t.Context()); err != nil {
		t.Fatal(err)
	}
	job, _ := v.job()
	var starts []int
	for i := range v.items {
		starts = append(starts, v.items[i].first)
	}
	links := 0
	for _, part := range job.Parts {
		for _, sheet := range part.Sheets {
			for _, op := range sheet.Ops {
				l, ok := op.(pdf.Link)
				if !ok {
					continue
				}
				links++
				if !slices.Contains(starts, l.Page) {
					t.Errorf("a link leads to page %d, where no item begins", l.Page)
				}
				if !slices.ContainsFunc(sheet.Ops, func(op pdf.Op) bool {
					x, ok := op.(pdf.Text)
					return ok && x.S == itoa(l.Page) && x.Y > l.Y && x.Y < l.Y+l.H && x.X > l.X+l.W-20 && x.X < l.X+l.W
				}) {
					t.Errorf("the line at %.1f, %.1f mm leads to page %d, which it does not name", l.X, l.Y, l.Page)
				}
			}
		}
	}
	// contents 6, number 5, issuer 8, title 6, date 6, department 6, and subjects
	if links < 6+5+7+6+6+6+6 {
		t.Errorf("%d links", links)
	}
}

func TestOutlineLeadsToClassesItemsAndParts(t *testing.T) {
	s := newShop(t)
	y := sample(t, s)
	c := compilerFor(t, y)
	v := &volume{c: c, plan: &c.p.Volumes[0]}
	if err := v.survey(t.Context()); err != nil {
		t.Fatal(err)
	}
	job, lay := v.job()
	class := job.Outline[3]
	if class.Title != "2023年 永久 办公室" || class.Page != lay.body || len(class.Kids) != 6 {
		t.Fatalf("class bookmark %+v", class)
	}
	if kids := class.Kids[2].Kids; len(kids) != 2 || kids[0].Title != "正本" || kids[1].Title != "附件" || kids[1].Page != class.Kids[2].Page+2 {
		t.Errorf("parts of the third item %+v", kids)
	}
	for _, l := range linksOf(job) {
		if l.Page < 1 || l.Page >= lay.back || l.Page < lay.body {
			t.Errorf("a link leads to page %d, documents are %d to %d", l.Page, lay.body, lay.back-1)
		}
	}
}
