package pdf

import (
	"bytes"
	"context"
	"image"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"niandang/archive/pdf/pdfatest"
)

// form is a page as the papers of an archive are set.
func form() Job {
	ops := []Op{
		Text{X: 30, Y: 30, Size: 22, Face: SerifBold, S: "归档文件目录"},
		Text{X: 30, Y: 45, Size: 12, S: "乙〔2023〕7号　𬭎某某（女）一丶丿"},
		Text{X: 30, Y: 55, Size: 12, Face: Sans, S: "No. 12.5% / ½ fi"},
		Text{X: 30, Y: 80, Size: 12, Face: SansBold, S: "盒脊", Turn: 90},
		Text{X: 30, Y: 90, Size: 12, S: "没有的字：\U0010FFFD"},
		Rect{X: 82, Y: 10, W: 45, H: 16, Width: 0.35, Color: StampRed},
		Rect{X: 20, Y: 100, W: 100, H: 5, Filled: true, Color: Color{0.9, 0.9, 0.9}},
		Line{X0: 82, Y0: 18, X1: 127, Y1: 18, Width: 0.2, Color: StampRed},
		Link{X: 30, Y: 40, W: 60, H: 8, Page: 2},
		Text{X: 30, Y: 115, Size: 12, S: "窄排", Wide: 0.7, Fill: 6.5},
		Path{Segments: triangle(20, 120), Fill: &Color{1, 0, 0}, Stroke: &Color{}, Width: 0.3, Dash: []float64{1, 0.5}, EvenOdd: true},
		Group{Alpha: 0.5, Multiply: true, Clips: []Clip{{Segments: triangle(50, 120)}}, Ops: []Op{
			Shading{X0: 50, Y0: 120, X1: 70, Y1: 120, Stops: []Stop{{0, StampRed}, {0.3, Black}, {1, Color{1, 1, 1}}}, Extend: [2]bool{true, false}},
			Shading{X0: 60, Y0: 130, X1: 60, Y1: 130, R1: 9, Stops: []Stop{{0, StampRed}, {1, Black}}, Place: &[6]float64{1, 0, 0, 0.5, 0, 60}},
		}},
		Picture{X: 90, Y: 120, W: 20, H: 20, Image: seeThrough()},
		Picture{Image: bilevel(), Place: &[6]float64{10, 5, -5, 10, 130, 120}},
		Glyphs{Font: blocks{}, Size: 12, Color: StampRed, List: []Glyph{{1, "图", 30, 150}, {2, "ff", 30.9, 150}, {3, "", 32.2, 150}, {2, "ff", 30, 160}}},
	}
	return Job{
		Parts:   []Part{{Sheets: []Sheet{{W: A4Width, H: A4Height, Ops: ops}, {W: A4Height, H: A4Width}}}},
		Outline: []Bookmark{{Title: "目录", Page: 1, Kids: []Bookmark{{Title: "第二页", Page: 2}}}},
		Labels:  []Label{{Page: 1, Style: "r"}, {Page: 2, Style: "D", Start: 1, Prefix: "乙-"}},
		Meta: Meta{Title: "归档文件目录 & <表>", Author: "云州市水务局", Subject: "2023年度", Keywords: []string{"档案", "目录"},
			Creator: "年档", Created: time.Date(2024, 3, 1, 8, 30, 0, 0, time.FixedZone("", 8*3600)),
			Custom: map[string]string{"全宗号": "0123", "保管期限": "永久"}},
		PDFA: true,
	}
}

func triangle(x, y float64) []Segment {
	return []Segment{{'M', [6]float64{x, y}}, {'L', [6]float64{x + 20, y}}, {'C', [6]float64{x + 25, y + 5, x + 20, y + 10, x + 10, y + 20}}, {Op: 'Z'}}
}

// seeThrough is a picture that is red and half transparent on its right side.
func seeThrough() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		m.Pix[4*i], m.Pix[4*i+3] = 255, 255
		if i%8 >= 4 {
			m.Pix[4*i+3] = 128
		}
	}
	return m
}

// bilevel is a picture in black and white, 11 pixels wide.
func bilevel() image.Image {
	m := image.NewGray(image.Rect(0, 0, 11, 5))
	for i := range m.Pix {
		m.Pix[i] = uint8(i%3/2) * 255
	}
	return m
}

// blocks is a typeface whose glyph n is a block of n tenths of an em; glyph 3 is blank.
type blocks struct{}

func (blocks) Outline(n int) ([]Segment, float64) {
	if n == 3 {
		return nil, 500
	}
	w := float64(n) * 100
	return []Segment{{'M', [6]float64{0, 0}}, {'L', [6]float64{w, 0}}, {'L', [6]float64{w, 700}}, {'C', [6]float64{w, 800, 0, 800, 0, 700}}, {Op: 'Z'}}, w + 100
}

func assembled(t testing.TB, job Job) ([]byte, Report) {
	t.Helper()
	var b bytes.Buffer
	rep, err := openEngine(t).Assemble(context.Background(), &b, job)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), rep
}

// The rules of ISO 19005-2 that a generator can break.
func TestFormIsPDFA2b(t *testing.T) {
	data, rep := assembled(t, form())
	if rep.Pages != 2 || string(rep.Missing) != "\U0010FFFD" {
		t.Errorf("report %+v", rep)
	}
	for _, fault := range pdfatest.Faults(data) {
		t.Error(fault)
	}
	for _, want := range []string{"<nd:全宗号>0123</nd:全宗号>", "/CreationDate(D:20240301083000+08'00')", "<xmp:CreateDate>2024-03-01T08:30:00+08:00</xmp:CreateDate>"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the file lacks %s", want)
		}
	}
}

// The check itself sees what would be wrong.
func TestBrokenRulesAreSeen(t *testing.T) {
	data, _ := assembled(t, form())
	for clause, change := range map[string][2]string{
		"6.1.2":      {"%PDF-1.7\n%\xE5", "%PDF-1.7\n%\x45"},
		"6.1.3":      {"%%EOF\n", "%%EOF\nx"},
		"6.1.4":      {"\nxref\n", "\nxxxx\n"},
		"6.1.7.1":    {"\nendstream\nendobj\n", "x\nendstreamendobj\n"},
		"6.2.2":      {"/Resources<<", "/Xesources<<"},
		"6.2.3":      {"/GTS_PDFA1", "/GTS_PDFA9"},
		"6.2.11.3.2": {"/CIDToGIDMap/Identity", "/XIDToGIDMap/Identity"},
		"6.2.11.4.1": {"/FontFile2", "/FontFileX"},
		"6.3.2":      {"/F 4/Border", "/F 0/Border"},
		"6.6.3":      {"<pdf:Keywords>", "<pdf:Keyword_>"},
		"6.6.4":      {"<pdfaid:part>2", "<pdfaid:part>1"},
		"6.6.2.3.2":  {"<pdfaProperty:name>全宗号", "<pdfaProperty:name>全宗名"},
	} {
		broken := bytes.Replace(data, []byte(change[0]), []byte(change[1]), 1)
		if !strings.Contains(strings.Join(pdfatest.Faults(broken), "\n"), clause) {
			t.Errorf("%s: the change of %q was not seen: %q", clause, change[0], pdfatest.Faults(broken))
		}
	}
}

// What was set must come back, also beyond U+FFFF and where two characters share
// a glyph.
func TestFormTextComesBackAsItWentIn(t *testing.T) {
	data, rep := assembled(t, form())
	path := filepath.Join(t.TempDir(), "form.pdf")
	writeFile(t, path, data)
	said := tool(t, "pdftotext", "-enc", "UTF-8", path, "-")
	for _, want := range []string{"乙〔2023〕7号", "𬭎某某（女）一丶丿", "No. 12.5% / ½ fi", "没有的字：〓", "盒脊", "窄排", "图ff"} {
		if !strings.Contains(said, want) {
			t.Errorf("pdftotext does not give %q:\n%s", want, said)
		}
	}
	checkSound(t, openEngine(t), path, rep.Pages)
}
