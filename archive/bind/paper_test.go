package bind

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"niandang/archive"
	"niandang/archive/pdf"
)

var approve = flag.Bool("approve", false, "take the forms as they are drawn now for the approved pictures")

// TestFormsLookAsApproved renders each form and compares it with the picture that
// was looked at and approved; small differences of anti-aliasing pass.
func TestFormsLookAsApproved(t *testing.T) {
	b := boundSample(t)
	v := b.r.Volumes[0]
	item := func(i int) int { return v.Items[i-1].Page }
	for name, f := range map[string]struct {
		file string
		page int
	}{
		"cover":           {v.File, 1},
		"note":            {v.File, 2},
		"contents":        {v.File, 3},
		"page":            {v.File, item(1)},
		"page-copy":       {v.File, item(3) + 2},
		"page-form":       {v.File, item(4)},
		"page-wide":       {v.File, item(6) + 1},
		"page-small":      {v.File, item(6) + 2},
		"slip":            {v.File, item(5) + 1},
		"index":           {v.File, item(6) + 3},
		"stamp":           {"归档章套打/2023-Y-BGS-第1册.pdf", 1},
		"catalogue-cover": {"归档文件目录/2023-Y-BGS.pdf", 1},
		"catalogue":       {"归档文件目录/2023-Y-BGS.pdf", 2},
		"spine":           {"盒脊/2023-全部.pdf", 1},
		"boxcover":        {"档案盒封面/2023-Y-BGS-盒0001.pdf", 1},
		"notesheet":       {"备考表/2023-Y-BGS-盒0001.pdf", 1},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(b.path(f.file))
			if err != nil {
				t.Fatal(err)
			}
			m, err := b.y.s.engine.Render(t.Context(), bytes.NewReader(data), f.page, 36)
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
	f, err := excelize.OpenFile(boundSample(t).path("归档文件目录/2023-Y-BGS.xlsx"))
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
