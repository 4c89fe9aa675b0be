package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // decoders are found by content
	"image/jpeg"
	_ "image/png"
	"io"

	"github.com/hhrutter/tiff"
	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"
)

// ImageHead is what a file says of one of its images.
type ImageHead struct {
	W, H int     // pixels as seen, after the Exif orientation
	DPI  float64 // pixels an inch; 0 where the file does not say
}

// maxImagePixels bounds a picture that must be unpacked.
const maxImagePixels = 200e6

var (
	errNoSuchImage   = errors.New("the file has no such image")
	errTooManyPixels = errors.New("too many pixels")
)

// ReadImages reads the heads of the images in a JPEG, PNG, TIFF, BMP, GIF or WebP
// file; only a TIFF has more than one. Where the first cannot be read, it gives an
// error beside as many empty heads as there are images.
func ReadImages(r io.Reader) ([]ImageHead, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	out := make([]ImageHead, max(len(tiffDirectories(data)), 1))
	for i := range out {
		f, err := openImage(data, i+1)
		if err == nil {
			out[i], err = f.head()
		}
		switch {
		case err == nil:
		case i == 0:
			return out, fmt.Errorf("read picture: %w", err)
		default:
			out[i] = out[i-1] // its page counts; drawing it tells what is wrong
		}
	}
	return out, nil
}

// DecodeImage unpacks an image of a file, counted from 1, and turns it upright.
func DecodeImage(data []byte, number int) (image.Image, error) {
	f, err := openImage(data, number)
	if err != nil {
		return nil, err
	}
	h, err := f.head()
	if err != nil {
		return nil, err
	}
	if float64(h.W)*float64(h.H) > maxImagePixels {
		return nil, errTooManyPixels
	}
	m, err := f.pixels()
	if err != nil {
		return nil, err
	}
	return stoodUp(m, f.orientation()), nil
}

// imageFile is one image of a file.
type imageFile struct {
	data []byte // a TIFF, or an image of another format
	dir  int    // the image's directory in a TIFF; 0 for another format
}

// openImage finds an image of a file, counted from 1; 0 is the first as well.
func openImage(data []byte, number int) (imageFile, error) {
	if list := tiffDirectories(data); len(list) > 0 {
		if number > len(list) {
			return imageFile{}, errNoSuchImage
		}
		return imageFile{data, list[max(number, 1)-1]}, nil
	}
	if number > 1 {
		return imageFile{}, errNoSuchImage
	}
	return imageFile{data: data}, nil
}

// orientation is how the image lies in the file, as the Exif tag 274 says it.
func (f imageFile) orientation() int {
	if f.dir > 0 {
		return tiffOrientation(f.data, f.dir)
	}
	if j, err := parseJPEG(f.data); err == nil {
		return j.orient
	}
	return 1
}

// tiles are the JPEG files that an image in a TIFF is made of, if any.
func (f imageFile) tiles() []tile {
	if f.dir == 0 {
		return nil
	}
	return jpegTiles(f.data, f.dir)
}

// jpeg gives the image as a JPEG file where it is one, or one in a TIFF.
func (f imageFile) jpeg() ([]byte, bool) {
	if f.dir == 0 {
		return f.data, isJPEG(f.data)
	}
	if tiles := f.tiles(); len(tiles) == 1 {
		return tiles[0].data, true
	}
	return nil, false
}

func (f imageFile) head() (ImageHead, error) {
	var c image.Config
	err := guard(func() (err error) {
		switch {
		case f.dir == 0:
			c, _, err = image.DecodeConfig(bytes.NewReader(f.data))
		case len(f.tiles()) > 0:
			c.Width, c.Height = tiffNumber(f.data, f.dir, tagWidth, 0), tiffNumber(f.data, f.dir, tagHeight, 0)
		default:
			c, err = tiff.DecodeConfigAt(bytes.NewReader(f.data), int64(f.dir))
		}
		return err
	})
	if err != nil {
		return ImageHead{}, err
	}
	if c.Width <= 0 || c.Height <= 0 {
		return ImageHead{}, fmt.Errorf("%d x %d pixels", c.Width, c.Height)
	}
	if f.orientation() >= 5 {
		c.Width, c.Height = c.Height, c.Width
	}
	return ImageHead{c.Width, c.Height, f.dpi()}, nil
}

// pixels unpacks the image as it lies in the file.
func (f imageFile) pixels() (m image.Image, err error) {
	err = guard(func() (err error) {
		tiles := f.tiles()
		switch {
		case f.dir == 0:
			m, _, err = image.Decode(bytes.NewReader(f.data))
		case len(tiles) == 1:
			m, err = jpeg.Decode(bytes.NewReader(tiles[0].data))
		case len(tiles) > 1:
			m, err = f.joined(tiles)
		default:
			m, err = tiff.DecodeAt(bytes.NewReader(f.data), int64(f.dir))
		}
		return err
	})
	return m, err
}

// joined puts the parts of an image together.
func (f imageFile) joined(tiles []tile) (image.Image, error) {
	var out draw.Image
	for _, t := range tiles {
		m, err := jpeg.Decode(bytes.NewReader(t.data))
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = canvasLike(m, tiffNumber(f.data, f.dir, tagWidth, 0), tiffNumber(f.data, f.dir, tagHeight, 0))
		}
		draw.Draw(out, m.Bounds().Add(image.Pt(t.x, t.y)), m, image.Point{}, draw.Src)
	}
	return out, nil
}

// canvasLike is an empty image, grey where m is.
func canvasLike(m image.Image, w, h int) draw.Image {
	if m.ColorModel() == color.GrayModel {
		return image.NewGray(image.Rect(0, 0, w, h))
	}
	return image.NewNRGBA(image.Rect(0, 0, w, h))
}

// stoodUp turns an image as the Exif tag 274 asks.
func stoodUp(m image.Image, orient int) image.Image {
	if orient <= 1 {
		return m
	}
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	if orient >= 5 {
		w, h = h, w
	}
	out := canvasLike(m, w, h)
	for y := range h {
		for x := range w {
			sx, sy := x, y
			if orient >= 5 { // rows were columns
				sx, sy = y, x
			}
			if orient == 2 || orient == 3 || orient == 7 || orient == 8 {
				sx = b.Dx() - 1 - sx
			}
			if orient == 3 || orient == 4 || orient == 6 || orient == 7 {
				sy = b.Dy() - 1 - sy
			}
			out.Set(x, y, m.At(b.Min.X+sx, b.Min.Y+sy))
		}
	}
	return out
}

// dpi reads the resolution that the file gives: of a TIFF; of JFIF 1.02, APP0; of
// PNG, pHYs (ISO/IEC 15948, 11.3.5.3). 0 where it gives none.
func (f imageFile) dpi() float64 {
	switch {
	case f.dir > 0:
		return tiffDPI(f.data, f.dir)
	case isJPEG(f.data):
		return jpegDPI(f.data)
	case bytes.HasPrefix(f.data, []byte("\x89PNG")):
		return pngDPI(f.data)
	}
	return 0
}

func jpegDPI(b []byte) float64 {
	for i := 2; i+4 <= len(b) && b[i] == 0xFF; {
		n := int(binary.BigEndian.Uint16(b[i+2:]))
		if b[i+1] == 0xDA || n < 2 {
			return 0
		}
		seg := b[i+4 : min(len(b), i+2+n)]
		if b[i+1] == 0xE0 && len(seg) >= 12 && bytes.HasPrefix(seg, []byte("JFIF\x00")) {
			density := float64(binary.BigEndian.Uint16(seg[8:]))
			switch seg[7] {
			case 1:
				return density
			case 2:
				return density * 2.54
			}
			return 0
		}
		i += 2 + n
	}
	return 0
}

func pngDPI(b []byte) float64 {
	for i := 8; i+12 <= len(b); {
		n := int(binary.BigEndian.Uint32(b[i:]))
		kind := string(b[i+4 : i+8])
		if kind == "pHYs" && n == 9 && i+17 <= len(b) && b[i+16] == 1 {
			return float64(binary.BigEndian.Uint32(b[i+8:])) * 0.0254
		}
		if kind == "IDAT" || n < 0 || n > len(b) {
			return 0
		}
		i += 12 + n
	}
	return 0
}
