package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"io"

	"niandang/archive"
)

// placed is a picture in the file: its object, and how the unit square is turned
// to show it upright.
type placed struct {
	num  int
	turn matrix
}

// image writes a picture's pixels. JPEG goes in as it is; everything else is
// unpacked and compressed without loss.
func (a *assembly) image(p Picture) (placed, error) {
	if p.Image != nil {
		return placed{a.pixels(p.Image), identity}, nil
	}
	if p.Open == nil {
		return placed{}, archive.Fail(archive.CodeInvalid, "pdf_picture", errors.New("no picture given"))
	}
	f, err := p.Open()
	if err != nil {
		return placed{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return placed{}, fmt.Errorf("read picture: %w", err)
	}
	return a.encoded(data, p.Page)
}

func (a *assembly) encoded(data []byte, number int) (placed, error) {
	f, err := openImage(data, number)
	if err != nil {
		return placed{}, archive.Fail(archive.CodeDamaged, "pdf_picture", err)
	}
	turn := orientations[f.orientation()]
	if whole, ok := f.jpeg(); ok {
		if j, err := parseJPEG(whole); err == nil {
			return placed{a.jpeg(j, whole), turn}, nil
		}
	}
	h, err := f.head()
	if err == nil && float64(h.W)*float64(h.H) > maxImagePixels {
		err = errTooManyPixels
	}
	if err != nil {
		return placed{}, archive.Fail(archive.CodeDamaged, "pdf_picture", err)
	}
	img, err := f.pixels()
	if err != nil {
		return placed{}, archive.Fail(archive.CodeDamaged, "pdf_picture", err)
	}
	return placed{a.pixels(img), turn}, nil
}

// orientations turn the unit square of a picture as the Exif tag 274 asks.
var orientations = [9]matrix{
	identity, identity,
	{-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
	{0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}, {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, 1, 0},
}

// jpegHead is what the head of a JPEG file says.
type jpegHead struct {
	w, h, parts, depth int
	adobe              bool
	orient             int
}

var errNoJPEG = errors.New("not a JPEG file")

func parseJPEG(data []byte) (jpegHead, error) {
	j := jpegHead{orient: 1}
	if len(data) < 4 || data[0] != 0xFF || data[1] != 0xD8 {
		return j, errNoJPEG
	}
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xFF {
			return j, errNoJPEG
		}
		marker := data[at+1]
		if marker == 0xFF || marker >= 0xD0 && marker <= 0xD8 || marker == 1 {
			at++
			continue
		}
		size := u16(data, at+2)
		if size < 2 || at+2+size > len(data) {
			return j, errNoJPEG
		}
		seg := data[at+4 : at+2+size]
		if j.segment(marker, seg) {
			return j, j.check()
		}
		at += 2 + size
	}
	return j, errNoJPEG
}

// segment reads one part of the head; true at the frame, which ends it.
func (j *jpegHead) segment(marker byte, seg []byte) bool {
	switch {
	case marker == 0xEE && bytes.HasPrefix(seg, []byte("Adobe")):
		j.adobe = true
	case marker == 0xE1 && bytes.HasPrefix(seg, []byte("Exif\x00\x00")):
		if list := tiffDirectories(seg[6:]); len(list) > 0 {
			j.orient = tiffOrientation(seg[6:], list[0])
		}
	case marker == 0xC0 || marker == 0xC1 || marker == 0xC2:
		if len(seg) >= 6 {
			j.depth, j.h, j.w, j.parts = int(seg[0]), u16(seg, 1), u16(seg, 3), int(seg[5])
		}
		return true
	}
	return false
}

func (j *jpegHead) check() error {
	if j.depth != 8 || j.w == 0 || j.h == 0 || j.parts != 1 && j.parts != 3 && j.parts != 4 {
		return errNoJPEG
	}
	return nil
}

// jpeg writes a JPEG as it is, except CMYK, which is not allowed beside an RGB
// output intent (ISO 19005-2, 6.2.4.3) and is converted.
func (a *assembly) jpeg(j jpegHead, data []byte) int {
	if j.parts == 4 {
		if img, err := jpeg.Decode(bytes.NewReader(data)); err == nil {
			return a.pixels(img)
		}
	}
	space := map[int]string{1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[j.parts]
	entries := imageEntries(j.w, j.h, space, 8) + "/Filter/DCTDecode"
	if j.parts == 4 && j.adobe {
		entries += "/Decode[1 0 1 0 1 0 1 0]"
	}
	num := a.w.reserve()
	a.w.putStream(num, []byte(entries), data)
	return num
}

func imageEntries(w, h int, space string, bits int) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/%s", w, h, bits, space)
}

// pixels writes an unpacked picture: grey where it has no colour, a bit a pixel
// where it is black and white, with a mask where it is transparent.
func (a *assembly) pixels(img image.Image) int {
	b := img.Bounds()
	flat := rgbaOf(img)
	var mask []byte
	rgb, gray, bilevel := flat[:0], true, true // packed in place: three bytes follow four
	for i := 0; i < len(flat); i += 4 {
		r, g, bl, alpha := flat[i], flat[i+1], flat[i+2], flat[i+3]
		if alpha < 255 && mask == nil {
			mask = bytes.Repeat([]byte{255}, b.Dx()*b.Dy())
		}
		if mask != nil {
			mask[i/4] = alpha
		}
		gray = gray && r == g && g == bl
		bilevel = bilevel && gray && (r == 0 || r == 255)
		rgb = append(rgb, r, g, bl)
	}
	entries := ""
	if mask != nil {
		entries = fmt.Sprintf("/SMask %s", ref(a.w.addPacked(imageEntries(b.Dx(), b.Dy(), "DeviceGray", 8), mask)))
	}
	if !gray {
		return a.w.addPacked(imageEntries(b.Dx(), b.Dy(), "DeviceRGB", 8)+entries, rgb)
	}
	for i := range len(rgb) / 3 {
		rgb[i] = rgb[3*i]
	}
	rgb = rgb[:len(rgb)/3]
	if bilevel {
		return a.w.addPacked(imageEntries(b.Dx(), b.Dy(), "DeviceGray", 1)+entries, packedBits(rgb, b.Dx()))
	}
	return a.w.addPacked(imageEntries(b.Dx(), b.Dy(), "DeviceGray", 8)+entries, rgb)
}

// rgbaOf gives red, green, blue and alpha of all pixels, row by row. The two kinds
// of picture differ only where there is transparency; drawing is quick only on the
// first.
func rgbaOf(img image.Image) []byte {
	b := img.Bounds()
	at := image.Rect(0, 0, b.Dx(), b.Dy())
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		m := image.NewRGBA(at)
		draw.Draw(m, at, img, b.Min, draw.Src)
		return m.Pix
	}
	m := image.NewNRGBA(at)
	draw.Draw(m, at, img, b.Min, draw.Src)
	return m.Pix
}

// packedBits packs rows of w bytes, 0 or 255, into bits; a row begins a byte.
func packedBits(pix []byte, w int) []byte {
	out := make([]byte, 0, (w+7)/8*(len(pix)/max(w, 1)))
	for at := 0; at+w <= len(pix) && w > 0; at += w {
		row := pix[at : at+w]
		for i := 0; i < w; i += 8 {
			var v byte
			for k, p := range row[i:min(i+8, w)] {
				v |= p & 1 << (7 - k)
			}
			out = append(out, v)
		}
	}
	return out
}
