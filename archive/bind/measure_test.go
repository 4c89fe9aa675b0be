package bind

import (
	"bytes"
	"fmt"
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/pdf/pdfatest"
)

// What is measured here is read back from the finished PDF, in mm.

func (b *boundYear) pages(t *testing.T, file string) []page.Page {
	t.Helper()
	data, err := os.ReadFile(b.path(file))
	if err != nil {
		t.Fatal(err)
	}
	return readPages(t, b.y.s, data)
}

func readPages(t *testing.T, s *shop, data []byte) []page.Page {
	t.Helper()
	var out []page.Page
	for p, err := range s.engine.Pages(t.Context(), bytes.NewReader(data), 0) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

func mmBox(b page.Box) box {
	return box{b.X0 * point, b.Y0 * point, b.Width() * point, b.Height() * point}
}

// words gives the words of a page with their boxes, as poppler finds them.
func words(t *testing.T, file string, number int) map[string][]box {
	t.Helper()
	n := fmt.Sprint(number)
	out := make(map[string][]box)
	for _, m := range bboxWord.FindAllStringSubmatch(tool(t, "pdftotext", "-bbox", "-f", n, "-l", n, file, "-"), -1) {
		var v [4]float64
		for i := range v {
			v[i], _ = strconv.ParseFloat(m[i+1], 64)
		}
		s := html.UnescapeString(m[5])
		out[s] = append(out[s], box{v[0] * point, v[1] * point, (v[2] - v[0]) * point, (v[3] - v[1]) * point})
	}
	return out
}

var bboxWord = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<`)

// uprights gives the places of the upright rules that are at least h mm high, and
// levels those of the level ones at least w mm wide, each once.
func uprights(p page.Page, h float64) []float64 {
	var out []float64
	for _, r := range p.Rules {
		if b := mmBox(r.Box); b.h >= h && b.w < 1 {
			out = added(out, b.x+b.w/2)
		}
	}
	return out
}

func levels(p page.Page, w float64) []float64 {
	var out []float64
	for _, r := range p.Rules {
		if b := mmBox(r.Box); b.w >= w && b.h < 1 {
			out = added(out, b.y+b.h/2)
		}
	}
	return out
}

func added(list []float64, v float64) []float64 {
	for i, x := range list {
		if math.Abs(x-v) < 0.05 {
			return list
		}
		if x > v {
			return append(list[:i:i], append([]float64{v}, list[i:]...)...)
		}
	}
	return append(list, v)
}

func about(a, b float64) bool { return math.Abs(a-b) < 0.15 }

func sameAll(got []float64, want ...float64) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if !about(got[i], want[i]) {
			return false
		}
	}
	return true
}

// DA/T 22-2015, 5.4 and annex B: 45 x 16 mm in six equal cells, in the middle of the
// head of the first page; 6.3: numbers within the item from 1, front sides upper
// right, back sides upper left. The volume's own number stands at the foot.
func TestStampAndNumbersStandToTheMillimetre(t *testing.T) {
	b := boundSample(t)
	v := b.r.Volumes[0]
	ps := b.pages(t, v.File)
	first := ps[v.Items[0].Page-1]
	if xs := uprights(first, 7); !sameAll(xs, 82.5, 97.5, 112.5, 127.5) {
		t.Errorf("upright rules of the stamp at %.2f mm", xs)
	}
	if ys := levels(first, 44)[:3]; !sameAll(ys, 10, 18, 26) {
		t.Errorf("level rules of the stamp at %.2f mm", ys)
	}
	at := words(t, b.path(v.File), v.Items[0].Page)
	for i, want := range []string{"W027", "2023", "0001", "办公室", "永久", "4"} {
		mid, top := 82.5+7.5+15*float64(i%3), 10+8*float64(i/3)
		if !slices.ContainsFunc(at[want], func(w box) bool { return math.Abs(w.x+w.w/2-mid) < 0.3 && w.y > top && w.bottom() < top+8.5 }) {
			t.Errorf("%s stands at %+v, the middle of its cell at %.1f, %.1f", want, at[want], mid, top+4)
		}
	}
	for i := range 4 {
		n := v.Items[0].Page + i
		at := words(t, b.path(v.File), n)
		if foot := at["页"]; len(foot) == 0 || foot[len(foot)-1].bottom() < 285 || !about((at["第"][len(at["第"])-1].x+foot[len(foot)-1].right())/2, 105) {
			t.Errorf("page %d: the running number at %+v", n, foot)
		}
		if !slices.ContainsFunc(at[fmt.Sprint(i+1)], func(w box) bool {
			return w.bottom() < 15 && (i%2 == 0 && about(w.right(), 198) || i%2 == 1 && about(w.x, 12))
		}) {
			t.Errorf("side %d: its number is not in the upper outer corner: %+v", i+1, at[fmt.Sprint(i+1)])
		}
	}
}

// The stamp is clear of what a page bears: its own words aside, there are none in it.
func TestTheStampIsClearOfTheText(t *testing.T) {
	b := boundSample(t)
	own := []string{"W027", "2023", "全宗号", "年度", "件号", "机构（问题）", "保管期限", "页数", "永久", "30年", "办公室", "水资源管理科"}
	for _, v := range b.r.Volumes {
		for _, it := range v.Items {
			at := words(t, b.path(v.File), it.Page)
			if len(at["W027"]) != 1 {
				t.Errorf("%s: %d stamps", it.Code, len(at["W027"]))
				continue
			}
			w := at["W027"][0]
			stamp := box{w.x + w.w/2 - 7.5, w.y - 3.4, 45, 16}
			for s, boxes := range at {
				for _, o := range boxes {
					if _, err := strconv.Atoi(s); err != nil && !slices.Contains(own, s) && o.x < stamp.right() && o.right() > stamp.x && o.y < stamp.bottom() && o.bottom() > stamp.y {
						t.Errorf("%s: the stamp at %+v lies on %q at %+v", it.Code, stamp, s, o)
					}
				}
			}
		}
	}
}

// Annex C: nine columns on A4 landscape, the head again on every page, page x of y,
// rows even.
func TestTheCatalogueIsRuledEvenly(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	for i := range 40 {
		y.item("BGS", archive.Permanent, fmt.Sprintf("云水发〔2023〕%d号", i+1), "关于做好第"+fmt.Sprint(i+1)+"项工作的通知", "云州市水务局", "2023-03-04")
	}
	c := compilerFor(t, y)
	var buf bytes.Buffer
	if err := c.assemble(t.Context(), &buf, "目录", c.catalogueSheets(&c.p.Classes[0], c.p.records(y.in.Items))); err != nil {
		t.Fatal(err)
	}
	ps := readPages(t, s, buf.Bytes())
	if len(ps) < 3 {
		t.Fatalf("%d pages", len(ps))
	}
	for i, p := range ps {
		if !about(p.Width*point, 297) || !about(p.Height*point, 210) {
			t.Errorf("page %d is %.1f x %.1f mm", i+1, p.Width*point, p.Height*point)
		}
		if xs := uprights(p, 20); !sameAll(xs, 22, 33, 80, 119, 157, 227, 245, 256, 266, 281) {
			t.Errorf("page %d: columns at %.1f mm", i+1, xs)
		}
		ys := levels(p, 250)
		for k := 2; k+1 < len(ys); k++ {
			if !about(ys[k+1]-ys[k], ys[2]-ys[1]) {
				t.Errorf("page %d: row %d is %.2f mm high, the first %.2f", i+1, k, ys[k+1]-ys[k], ys[2]-ys[1])
			}
		}
		text := strings.NewReplacer(" ", "", "　", "").Replace(p.Text())
		for _, want := range []string{"序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注", fmt.Sprintf("第%d页共%d页", i+1, len(ps))} {
			if !strings.Contains(text, want) {
				t.Errorf("page %d lacks %s", i+1, want)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "catalogue.pdf")
	if err := os.WriteFile(file, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	at := words(t, file, 1)
	if one, ten := at["1"][0], at["10"][0]; one.x > 33 || !about(one.right(), ten.right()) {
		t.Errorf("1 stands at %+v, 10 at %+v: not under one another", one, ten)
	}
}

// Annex E: a label as wide as its spine less what keeps it from the edges, with the
// first and the last number; the sheet has marks to cut along.
func TestSpineLabelsFitTheirBoxes(t *testing.T) {
	b := boundSample(t)
	p := b.pages(t, "盒脊/2023-全部.pdf")[0]
	xs := uprights(p, 200)
	if !sameAll(xs, 8, 36, 42, 60) {
		t.Fatalf("labels at %.1f mm, want 28 and 18 mm wide", xs)
	}
	ys := levels(p, 17)
	if !about(ys[len(ys)-1]-ys[0], 270) {
		t.Errorf("the labels are %.1f mm high", ys[len(ys)-1]-ys[0])
	}
	at := words(t, b.path("盒脊/2023-全部.pdf"), 1)
	for _, want := range []string{"0001", "0006", "永久", "30年", "0002"} {
		if len(at[want]) == 0 {
			t.Errorf("the labels lack %s", want)
		}
	}
}

// Every form that we set ourselves is PDF/A-2b, and a volume says that it is PDF/A
// only when all its parts allow it.
func TestOwnFormsArePDFA(t *testing.T) {
	b := boundSample(t)
	files, err := filepath.Glob(filepath.Join(b.dir, "*", "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(f, "汇编册") {
			if bytes.Contains(data, []byte("pdfaid:part")) {
				t.Errorf("%s claims PDF/A, its parts do not", filepath.Base(f))
			}
			continue
		}
		checked++
		for _, fault := range pdfatest.Faults(data) {
			t.Errorf("%s: %s", filepath.Base(f), fault)
		}
	}
	if checked < 9 {
		t.Errorf("only %d forms", checked)
	}
}

// A volume of pictures, drawn documents, texts and slips is PDF/A; it carries its
// catalogue, and so is of part 3.
func TestAVolumeOfOurOwnPagesIsPDFA(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	it := y.item("BGS", archive.Permanent, "云水发〔2023〕1号", "关于𬭎字的通知", "云州市水务局", "2023-01-02")
	y.part(it, archive.RoleMain, 1, Source{Family: "image", Open: opener(scan(t, 300, 424))})
	y.part(it, archive.RoleAttachment, 1, Source{Family: "ofd", Open: opener(ofdPackage(t))})
	y.part(it, archive.RoleAttachment, 1, Source{Family: "pdf", Open: opener([]byte("broken"))})
	dir := t.TempDir()
	r := y.compile(dir)
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.Volumes[0].File)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte("<pdfaid:part>3</pdfaid:part>")) {
		t.Error("the volume does not claim PDF/A")
	}
	for _, fault := range pdfatest.Faults(data) {
		t.Error(fault)
	}
	if text := tool(t, "pdftotext", filepath.Join(dir, filepath.FromSlash(r.Volumes[0].File)), "-"); !strings.Contains(text, "版式文件正文") {
		t.Errorf("the drawn text is not found:\n%s", text)
	}
}
