package bind

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
)

// photograph is a JPEG of w x h pixels, its left half dark, taken with the camera
// held so that its right side is the upper edge (Exif 2.3, tag 274: 6 is to be
// turned clockwise).
func photograph(t *testing.T, w, h int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = 200
		if i%w < w/2 {
			m.Pix[i] = 40
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := "\xFF\xD8\xFF\xE1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"
	return append([]byte(exif), b.Bytes()[2:]...)
}

// A picture of which the pixels are gone has a slip that says so, whatever its head
// says.
func TestAPictureThatCannotBeUnpacked(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	whole := scan(t, 1240, 1754, image.Rect(300, 20, 1000, 170))
	broken := bytes.Clone(whole)
	copy(broken[len(broken)/2:], make([]byte, 64))
	it := y.item("BGS", archive.Permanent, "", "关于渠道巡查情况的报告", "云州市水务局", "20230102")
	y.part(it, archive.RoleMain, 1, Source{Family: "image", Open: opener(broken)})
	dir := t.TempDir()
	r := y.compile(dir)
	text := tool(t, "pdftotext", "-f", "4", "-l", "4", filepath.Join(dir, filepath.FromSlash(r.Volumes[0].File)), "-")
	if !strings.Contains(text, "说明页") || !strings.Contains(text, "图像已损坏，或其格式不受支持") {
		t.Errorf("the page says:\n%s", text)
	}
}

// A page photographed with the camera on its side stands upright and keeps its
// proportions.
func TestAPhotographStandsUpright(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	it := y.item("BGS", archive.Permanent, "", "关于渠道巡查情况的报告", "云州市水务局", "20230102")
	y.part(it, archive.RoleMain, 1, Source{Family: "image", Open: opener(scan(t, 300, 424))})
	y.part(it, archive.RoleAttachment, 1, Source{Family: "image", Open: opener(photograph(t, 400, 300))})
	dir := t.TempDir()
	r := y.compile(dir)
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.Volumes[0].File)))
	if err != nil {
		t.Fatal(err)
	}
	const dpi = 144
	page, err := s.engine.Render(t.Context(), bytes.NewReader(data), 5, dpi)
	if err != nil {
		t.Fatal(err)
	}
	mm := func(pixels int) float64 { return float64(pixels) * 25.4 / dpi }
	grey := func(x, y int) uint8 { return color.GrayModel.Convert(page.At(x, y)).(color.Gray).Y }
	var all, top image.Rectangle
	for y := page.Bounds().Dy() / 15; y < page.Bounds().Dy()*9/10; y++ { // without the numbers at the edges
		for x := range page.Bounds().Dx() {
			dot := image.Rect(x, y, x+1, y+1)
			if grey(x, y) < 230 {
				all = all.Union(dot)
			}
			if grey(x, y) < 100 {
				top = top.Union(dot)
			}
		}
	}
	// 300 x 400 pixels at 150 dpi, the dark half above
	if math.Abs(mm(all.Dx())-50.8) > 1 || math.Abs(mm(all.Dy())-67.7) > 1 || mm(page.Bounds().Dx()) > 211 {
		t.Errorf("the picture is %.1f x %.1f mm, want 50.8 x 67.7", mm(all.Dx()), mm(all.Dy()))
	}
	if math.Abs(mm(top.Dx())-50.8) > 1 || math.Abs(mm(top.Dy())-33.9) > 1 || math.Abs(mm(top.Min.Y-all.Min.Y)) > 1 {
		t.Errorf("the dark half is %.1f x %.1f mm at %v of %v", mm(top.Dx()), mm(top.Dy()), top, all)
	}
}
