package bind

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"flag"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"niandang/archive"
	"niandang/archive/pdf"
	printed "niandang/assets/forms"
)

var approve = flag.Bool("approve", false, "take the forms as they are drawn now for the approved pictures")

// TestFormsLookAsApproved renders each form and compares it with the picture that
// was looked at and approved; small differences of anti-aliasing pass.
func TestFormsLookAsApproved(t *testing.T) {
	s := newShop(t)
	y := sample(t, s)
	dir := t.TempDir()
	y.compile(dir)
	for name, f := range map[string]struct {
		file string
		page int
	}{
		"cover":           {"汇编册/2023-Y-BGS-第1册.pdf", 1},
		"note":            {"汇编册/2023-Y-BGS-第1册.pdf", 2},
		"contents":        {"汇编册/2023-Y-BGS-第1册.pdf", 3},
		"stamp":           {"归档章套打/2023-Y-BGS-第1册.pdf", 1},
		"slip":            {"汇编册/2023-Y-BGS-第1册.pdf", 17},
		"index":           {"汇编册/2023-Y-BGS-第1册.pdf", 21},
		"catalogue-cover": {"归档文件目录/2023-Y-BGS.pdf", 1},
		"catalogue":       {"归档文件目录/2023-Y-BGS.pdf", 2},
		"spine":           {"盒脊/2023-全部.pdf", 1},
		"boxcover":        {"档案盒封面/2023-Y-BGS-盒0001.pdf", 1},
		"notesheet":       {"备考表/2023-Y-BGS-盒0001.pdf", 1},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.file)))
			if err != nil {
				t.Fatal(err)
			}
			m, err := s.engine.Render(t.Context(), bytes.NewReader(b), f.page, 36)
			if err != nil {
				t.Fatal(err)
			}
			compareGolden(t, filepath.Join("testdata", name+".png"), m)
		})
	}
}

func compareGolden(t *testing.T, path string, m image.Image) {
	t.Helper()
	got := grayOf(m)
	if *approve {
		var buf bytes.Buffer
		if err := png.Encode(&buf, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, buf.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	want := grayOf(p)
	if got.Rect != want.Rect {
		t.Fatalf("size %v, approved is %v", got.Rect, want.Rect)
	}
	differ := 0
	for i := range got.Pix {
		if d := int(got.Pix[i]) - int(want.Pix[i]); d > 60 || d < -60 {
			differ++
		}
	}
	if differ > len(got.Pix)/1000 {
		t.Errorf("%d of %d pixels differ from %s", differ, len(got.Pix), path)
	}
}

func grayOf(m image.Image) *image.Gray {
	b := m.Bounds()
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			g.Set(x, y, m.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return g
}

func TestTheStampIsDrawnToTheMillimetre(t *testing.T) {
	y := newYear(t, newShop(t))
	y.item("BGS", archive.Permanent, "", "题名", "云州市水务局", "").Pages = 12
	c := compilerFor(t, y)
	ops := c.stampOps(c.p.record(y.in.Items[0], 1), 82.5, 10)
	if r, ok := ops[0].(pdf.Rect); !ok || r.W != 45 || r.H != 16 {
		t.Errorf("frame %+v, DA/T 22-2015 annex B asks for 45 x 16 mm", ops[0])
	}
	var order []string
	for _, op := range ops {
		if x, ok := op.(pdf.Text); ok && x.Size > 5 {
			order = append(order, x.S)
		}
	}
	if got := strings.Join(order, " "); got != "W027 2023 0001 办公室 永久 12" {
		t.Errorf("cells %q", got)
	}
}

func TestTheCatalogueAsWorkbookIsText(t *testing.T) {
	y := sample(t, newShop(t))
	dir := t.TempDir()
	y.compile(dir)
	f, err := excelize.OpenFile(filepath.Join(dir, "归档文件目录", "2023-Y-BGS.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	rows, err := f.GetRows(sheet)
	if err != nil || len(rows) != 7 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if got := strings.Join(rows[0], ","); got != "序号,档号,文号,责任者,题名,日期,密级,页数,备注" {
		t.Errorf("head %s", got)
	}
	for _, cell := range []string{"B2", "F2"} {
		if kind, err := f.GetCellType(sheet, cell); err != nil || (kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString) {
			t.Errorf("%s is of type %v (%v), want text", cell, kind, err)
		}
	}
	if layout, err := f.GetPageLayout(sheet); err != nil || layout.Orientation == nil || *layout.Orientation != "landscape" {
		t.Errorf("page layout %+v, %v", layout, err)
	}
	if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze {
		t.Errorf("the head is not frozen: %+v, %v", panes, err)
	}
}

func TestTheCatalogueFollowsTheArchivesOwnColumns(t *testing.T) {
	y := sample(t, newShop(t))
	y.in.Settings.Bind.Columns = []archive.CatalogueColumn{{Heading: "案卷档号", Field: "code"}, {Heading: "互见号"}, {Heading: "文件题名", Field: "title"}}
	dir := t.TempDir()
	y.compile(dir)
	b, err := os.ReadFile(filepath.Join(dir, "归档文件目录", "2023-Y-BGS.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b, []byte("\ufeff案卷档号,互见号,文件题名\r\nW027-WS·2023-Y-BGS-0001,,关于印发")) {
		t.Errorf("catalogue begins %q", b[:80])
	}
}

func TestACellIsNeverRunAsAFormula(t *testing.T) {
	rows := [][]string{{"=HYPERLINK(\"http://x\")", "+1", "-1", "@a", "普通", "A-1"}}
	var c, x bytes.Buffer
	if err := writeCSV(&c, rows[0], rows); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(c.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"'=HYPERLINK(\"http://x\")", "'+1", "'-1", "'@a", "普通", "A-1"} {
		if got[1][i] != want {
			t.Errorf("cell %q, want %q", got[1][i], want)
		}
	}
	if err := writeXML(&x, []string{"甲", "乙", "丙", "丁", "戊", "己"}, rows); err != nil {
		t.Fatal(err)
	}
	var back xmlBack
	if err := xml.Unmarshal(x.Bytes(), &back); err != nil || back.Items[0].First != rows[0][0] {
		t.Errorf("XML gives %+v, %v; want the exact text", back, err)
	}
}

type xmlBack struct {
	Items []struct {
		First string `xml:"甲"`
	} `xml:"文件"`
}

func TestLinesBreakByTheChineseRules(t *testing.T) {
	s := newShop(t)
	text := "关于印发《云州市水务局2023年度（第一批）水资源管理“十四五”规划》的通知，请各科室认真落实、按时报送。Niandang archive 2023"
	for width := 8.0; width < 90; width += 1.7 {
		lines := wrap(s.t, text, serif(9), width)
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("at %.1f mm text was lost: %q", width, got)
		}
		for i, l := range lines {
			r := []rune(l)
			if width > 20 && i > 0 && strings.ContainsRune(notFirst, r[0]) || width > 20 && i < len(lines)-1 && strings.ContainsRune(notLast, r[len(r)-1]) {
				t.Errorf("at %.1f mm a line is %q", width, l)
			}
			if w := s.t.Width(l, pdf.Serif, 9); w > width+0.01 {
				t.Errorf("at %.1f mm a line is %.1f mm: %q", width, w, l)
			}
		}
	}
}

func TestAnOrgansOwnFormIsUsedAndItsMistakesAreNamed(t *testing.T) {
	good := fstest.MapFS{}
	for _, name := range []string{"stamp.json", "volume.json", "catalogue.json", "spine.json", "boxcover.json", "notesheet.json", "subjects.txt"} {
		b, err := fs.ReadFile(printed.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		good[name] = &fstest.MapFile{Data: b}
	}
	good["stamp.json"].Data = bytes.Replace(good["stamp.json"].Data, []byte(`"width": 45`), []byte(`"width": 51`), 1)
	f, err := loadForms(good)
	if err != nil || f.stamp.Width != 51 {
		t.Errorf("width %v, %v", f.stamp.Width, err)
	}
	for name, change := range map[string][2]string{
		"an unknown name": {`"width": 51`, `"breite": 51`},
		"a size of zero":  {`"width": 51`, `"width": 0`},
		"no JSON":         {`{`, `[`},
	} {
		t.Run(name, func(t *testing.T) {
			bad := fstest.MapFS{}
			for k, v := range good {
				bad[k] = v
			}
			bad["stamp.json"] = &fstest.MapFile{Data: bytes.Replace(good["stamp.json"].Data, []byte(change[0]), []byte(change[1]), 1)}
			_, err := loadForms(bad)
			if archive.ErrorCode(err) != archive.CodeInvalid || !strings.Contains(err.Error(), "stamp.json") {
				t.Errorf("error %v does not name the form", err)
			}
		})
	}
}
