package pdf

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// stripped makes a TIFF as scanners write colour: strips of JPEG that share their
// tables (TIFF Technical Note 2), YCbCr.
func stripped(t testing.TB, m image.Image, rows int) []byte {
	t.Helper()
	out := []byte("II*\x00\x00\x00\x00\x00")
	var at, sizes []uint32
	var tables []byte
	for y := 0; y < m.Bounds().Dy(); y += rows {
		part := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), min(rows, m.Bounds().Dy()-y)))
		draw.Draw(part, part.Rect, m, image.Pt(0, y), draw.Src)
		var b bytes.Buffer
		if err := jpeg.Encode(&b, part, &jpeg.Options{Quality: 95}); err != nil {
			t.Fatal(err)
		}
		var strip []byte
		tables, strip = withoutTables(b.Bytes())
		at, sizes = append(at, uint32(len(out))), append(sizes, uint32(len(strip)))
		out = append(out, strip...)
	}
	place := func(v []uint32) uint32 {
		for len(out)%2 != 0 {
			out = append(out, 0)
		}
		p := uint32(len(out))
		for _, n := range v {
			out = binary.LittleEndian.AppendUint32(out, n)
		}
		return p
	}
	strips, lengths, dpi := place(at), place(sizes), place([]uint32{200, 1})
	shared := uint32(len(out))
	out = append(out, tables...)
	entries := [][4]uint32{
		{tagWidth, 4, 1, uint32(m.Bounds().Dx())}, {tagHeight, 4, 1, uint32(m.Bounds().Dy())}, {tagCompression, 3, 1, newJPEG}, {tagPhotometric, 3, 1, 6},
		{tagStrips, 4, uint32(len(at)), strips}, {tagRows, 4, 1, uint32(rows)}, {tagStripSizes, 4, uint32(len(at)), lengths},
		{tagResolution, 5, 1, dpi}, {tagUnit, 3, 1, 2}, {tagTables, 7, uint32(len(tables)), shared},
	}
	if len(at) == 1 {
		entries[4][3], entries[6][3] = at[0], sizes[0]
	}
	dir := place(nil)
	binary.LittleEndian.PutUint32(out[4:], dir)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = binary.LittleEndian.AppendUint16(out, uint16(e[0]))
		out = binary.LittleEndian.AppendUint16(out, uint16(e[1]))
		out = binary.LittleEndian.AppendUint32(out, e[2])
		out = binary.LittleEndian.AppendUint32(out, e[3])
	}
	return append(out, 0, 0, 0, 0)
}

// withoutTables splits a JPEG file into its tables and what is left.
func withoutTables(b []byte) (tables, rest []byte) {
	tables, rest = []byte{0xFF, 0xD8}, []byte{0xFF, 0xD8}
	i := 2
	for b[i+1] != 0xDA {
		seg := b[i : i+2+u16(b, i+2)]
		if b[i+1] == 0xDB || b[i+1] == 0xC4 {
			tables = append(tables, seg...)
		} else {
			rest = append(rest, seg...)
		}
		i += len(seg)
	}
	return append(tables, 0xFF, 0xD9), append(rest, b[i:]...)
}

// A scanner's TIFF opens with its pages and their resolution, is shown as it is,
// and one whole JPEG in it goes in as it is.
func TestScannersTIFF(t *testing.T) {
	for name, rows := range map[string]int{"one strip": 64, "strips": 24} {
		data := stripped(t, corner(64, 64), rows)
		heads, err := ReadImages(bytes.NewReader(data))
		if err != nil || len(heads) != 1 || heads[0] != (ImageHead{W: 64, H: 64, DPI: 200}) {
			t.Errorf("%s: heads %+v, %v", name, heads, err)
		}
		m, err := DecodeImage(data, 1)
		if err != nil || m.Bounds() != image.Rect(0, 0, 64, 64) || redQuarter(m) != 0 {
			t.Errorf("%s: decoded %v", name, err)
		}
		if got := redQuarter(drawn(t, Picture{Open: opening(data)})); got != 0 {
			t.Errorf("%s: red in quarter %d on the page", name, got)
		}
	}
	doc, _ := assembled(t, Job{Parts: []Part{{Sheets: []Sheet{{W: 100, H: 100, Ops: []Op{Picture{W: 90, H: 90, Open: opening(stripped(t, corner(64, 64), 64))}}}}}}})
	if !bytes.Contains(doc, []byte("/DCTDecode")) {
		t.Error("the JPEG in the file was packed anew")
	}
}

// What a photograph says of its position counts when it is read and when it is
// placed: a page held sideways is neither read sideways nor squeezed.
func TestPhotographsAreTurnedUpright(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, corner(64, 32), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	for orient, quarter := range map[uint16]int{1: 0, 2: 1, 3: 3, 4: 2, 5: 0, 6: 1, 7: 3, 8: 2} {
		want := image.Pt(64, 32)
		if orient >= 5 {
			want = image.Pt(32, 64)
		}
		data := oriented(b.Bytes(), orient)
		heads, err := ReadImages(bytes.NewReader(data))
		if err != nil || (image.Point{X: heads[0].W, Y: heads[0].H}) != want {
			t.Errorf("orientation %d: heads %+v, %v", orient, heads, err)
		}
		m, err := DecodeImage(data, 1)
		if err != nil {
			t.Fatal(err)
		}
		if m.Bounds().Size() != want || redQuarter(m) != quarter {
			t.Errorf("orientation %d: decoded %v, red in quarter %d", orient, m.Bounds(), redQuarter(m))
		}
	}
}

func TestKindsOfTIFF(t *testing.T) {
	if _, err := exec.LookPath("convert"); err != nil {
		t.Skip("imagemagick is not installed, which makes the files")
	}
	dir := t.TempDir()
	for name, options := range map[string][]string{
		"plain": {"-compress", "none"}, "LZW": {"-compress", "lzw"}, "Deflate": {"-compress", "zip"}, "PackBits": {"-compress", "rle"},
		"JPEG": {"-compress", "jpeg"}, "tiles of JPEG": {"-define", "tiff:tile-geometry=32x32", "-compress", "jpeg"},
		"CMYK": {"-colorspace", "CMYK", "-compress", "lzw"}, "16 bits": {"-depth", "16", "-compress", "lzw"}, "big endian": {"-endian", "msb", "-compress", "lzw"},
	} {
		at := filepath.Join(dir, "a.tif")
		args := append([]string{"-size", "96x96", "xc:white", "-fill", "red", "-draw", "rectangle 0,0 47,47", "-type", "TrueColor"}, options...)
		tool(t, "convert", append(args, at)...)
		data, err := os.ReadFile(at)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := DecodeImage(data, 1); err != nil || redQuarter(m) != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, packed := range []string{"Group4", "lzw"} {
		at := filepath.Join(dir, "b.tif")
		tool(t, "convert", "-size", "96x96", "xc:white", "-fill", "black", "-draw", "rectangle 0,0 47,47", "-monochrome", "-compress", packed, at)
		data, err := os.ReadFile(at)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := DecodeImage(data, 1); err != nil || !dark(m, 10, 10) || dark(m, 80, 80) {
			t.Errorf("black and white, %s: %v", packed, err)
		}
	}
}

func dark(m image.Image, x, y int) bool {
	r, _, _, _ := m.At(x, y).RGBA()
	return r < 0x8000
}
