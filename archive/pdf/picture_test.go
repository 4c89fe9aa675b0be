package pdf

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/image/tiff"

	"niandang/archive"
)

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

func opening(data []byte) func() (io.ReadSeekCloser, error) {
	return func() (io.ReadSeekCloser, error) { return memory{bytes.NewReader(data)}, nil }
}

// drawn sets a picture on a page of 100 x 100 mm and draws the page.
func drawn(t *testing.T, p Picture) image.Image {
	t.Helper()
	e := openEngine(t)
	p.X, p.Y, p.W, p.H = 10, 10, 80, 80
	data, rep := assembled(t, Job{Parts: []Part{{Sheets: []Sheet{{W: 100, H: 100, Ops: []Op{p}}}}}})
	if rep.Parts[0].Err != nil {
		t.Fatal(rep.Parts[0].Err)
	}
	img, err := e.Render(context.Background(), bytes.NewReader(data), 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// redQuarter says in which quarter the red is: 0 upper left, 1 upper right, 2
// lower left, 3 lower right; -1 in none or several.
func redQuarter(img image.Image) int {
	found := -1
	b := img.Bounds()
	for i, at := range []image.Point{{30, 30}, {70, 30}, {30, 70}, {70, 70}} {
		r, g, bl, _ := img.At(at.X*b.Dx()/100, at.Y*b.Dy()/100).RGBA()
		if r > 0xC000 && g < 0x4000 && bl < 0x4000 {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

func jpegFile(t *testing.T) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, corner(64, 64), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// oriented puts an Exif orientation into a JPEG file.
func oriented(data []byte, orient uint16) []byte {
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00"), 0x12, 0x01, 3, 0, 1, 0, 0, 0)
	exif = binary.LittleEndian.AppendUint16(exif, orient)
	exif = append(exif, 0, 0, 0, 0, 0, 0)
	seg := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(exif)+2))
	return append(append(append([]byte{0xFF, 0xD8}, seg...), exif...), data[2:]...)
}

func TestPicturesComeUpright(t *testing.T) {
	// where the upper left quarter comes to lie under each Exif orientation
	want := map[uint16]int{1: 0, 2: 1, 3: 3, 4: 2, 5: 0, 6: 1, 7: 3, 8: 2}
	for orient, quarter := range want {
		img := drawn(t, Picture{Open: opening(oriented(jpegFile(t), orient))})
		if got := redQuarter(img); got != quarter {
			t.Errorf("orientation %d: red in quarter %d, want %d", orient, got, quarter)
		}
	}
}

func TestPictureFormats(t *testing.T) {
	var pngFile, tiffFile bytes.Buffer
	if err := png.Encode(&pngFile, corner(64, 64)); err != nil {
		t.Fatal(err)
	}
	if err := tiff.Encode(&tiffFile, corner(64, 64), &tiff.Options{Compression: tiff.Deflate}); err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]Picture{
		"jpeg": {Open: opening(jpegFile(t))}, "png": {Open: opening(pngFile.Bytes())},
		"tiff": {Open: opening(tiffFile.Bytes())}, "decoded": {Image: corner(64, 64)},
	} {
		if got := redQuarter(drawn(t, p)); got != 0 {
			t.Errorf("%s: red in quarter %d, want the upper left", name, got)
		}
	}
}

// Scanners and print shops hand in CMYK JPEG files with inverted colours, and TIFF
// files of several pages.
func TestPicturesOfPrintShops(t *testing.T) {
	if _, err := exec.LookPath("convert"); err != nil {
		t.Skip("imagemagick is not installed, which makes the files")
	}
	dir := t.TempDir()
	src := filepath.Join(dir, "corner.png")
	f, err := os.Create(src)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, corner(64, 64)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	cmyk, pages := filepath.Join(dir, "cmyk.jpg"), filepath.Join(dir, "pages.tif")
	tool(t, "convert", src, "-colorspace", "CMYK", cmyk)
	tool(t, "convert", "-size", "64x64", "xc:white", src, "-compress", "lzw", pages)
	if got := redQuarter(drawn(t, Picture{Open: openingFile(cmyk)})); got != 0 {
		t.Errorf("CMYK: red in quarter %d", got)
	}
	if got := redQuarter(drawn(t, Picture{Open: openingFile(pages), Page: 2})); got != 0 {
		t.Errorf("second image of a TIFF: red in quarter %d", got)
	}
	data, err := os.ReadFile(pages)
	if err != nil {
		t.Fatal(err)
	}
	if in, err := ReadImages(bytes.NewReader(data)); err != nil || len(in) != 2 || in[1].W != 64 || in[1].H != 64 {
		t.Errorf("heads %+v, %v", in, err)
	}
}

func openingFile(path string) func() (io.ReadSeekCloser, error) {
	return func() (io.ReadSeekCloser, error) { return os.Open(path) }
}

func TestABrokenPictureLeavesItsPlaceEmpty(t *testing.T) {
	_, rep := assembled(t, Job{Parts: []Part{{Sheets: []Sheet{{W: 100, H: 100, Ops: []Op{
		Picture{W: 10, H: 10, Open: opening([]byte("no picture"))}}}}}}})
	if rep.Pages != 1 || archive.ErrorCode(rep.Parts[0].Err) != archive.CodeDamaged {
		t.Errorf("report %+v", rep)
	}
}
