package format

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"
)

// sheet is a picture made ready for recognition, level, at ocrDPI.
type sheet struct {
	black *image.Gray // without red ink
	red   *image.Gray // red type alone, dark on white; nil where there is none
}

// newSheet takes a page's picture apart: black ink and red type. Round seals are
// dropped; the red heading (发文机关标志) is kept.
func newSheet(m image.Image, dpi float64) *sheet {
	rgb := scaled(m, dpi)
	black, mask, any := splitRed(rgb)
	s := &sheet{black: black}
	if any {
		s.red = redType(mask, ocrDPI)
	}
	if angle := skew(s.black); angle != 0 {
		s.black = rotated(s.black, angle)
		if s.red != nil {
			s.red = rotated(s.red, angle)
		}
	}
	unrule(s.black, ocrDPI)
	return s
}

// shrunk gives a picture made smaller.
func shrunk(m *image.Gray, f float64) *image.Gray {
	if f >= 1 {
		return m
	}
	out := image.NewGray(image.Rect(0, 0, int(float64(m.Rect.Dx())*f), int(float64(m.Rect.Dy())*f)))
	lanczos.Scale(out, out.Rect, m, m.Rect, draw.Src, nil)
	return out
}

// lanczos keeps strokes sharp where a picture is made smaller; with softer
// kernels recognition is measurably worse.
var lanczos = &draw.Kernel{Support: 3, At: func(t float64) float64 {
	if t < 1e-9 {
		return 1
	}
	return 3 * math.Sin(math.Pi*t) * math.Sin(math.Pi*t/3) / (math.Pi * math.Pi * t * t)
}}

// scaled brings a picture to ocrDPI; one that is near it stays as it is.
func scaled(m image.Image, dpi float64) image.Image {
	f := ocrDPI / dpi
	b := m.Bounds()
	if f > 0.9 && f < 1.15 || f <= 0 || float64(b.Dx())*f*float64(b.Dy())*f > maxPixels {
		return m
	}
	r := image.Rect(0, 0, int(float64(b.Dx())*f), int(float64(b.Dy())*f))
	if g, ok := m.(*image.Gray); ok {
		out := image.NewGray(r)
		draw.CatmullRom.Scale(out, r, g, b, draw.Src, nil)
		return out
	}
	out := image.NewRGBA(r)
	draw.CatmullRom.Scale(out, r, m, b, draw.Src, nil)
	return out
}

// splitRed gives the picture without red ink, and the red ink as dark on white.
// Black type under a seal stays: it is dark in the red channel too.
func splitRed(m image.Image) (black, mask *image.Gray, any bool) {
	b := m.Bounds()
	black = image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	if g, ok := m.(*image.Gray); ok {
		draw.Draw(black, black.Rect, g, b.Min, draw.Src)
		return black, nil, false
	}
	mask = image.NewGray(black.Rect)
	count := 0
	at := pixels(m)
	for y := range b.Dy() {
		for x := range b.Dx() {
			r, g, bl := at(b.Min.X+x, b.Min.Y+y)
			i := y*black.Stride + x
			mask.Pix[i] = 255
			rest := max(g, bl)
			if r > rest+50 && r > 100 {
				mask.Pix[i] = uint8(rest)
				black.Pix[i] = 255
				count++
				continue
			}
			// Pink of a stamp's edge is paper; the red channel shows what is black.
			if r > rest+20 {
				black.Pix[i] = uint8(r)
				continue
			}
			black.Pix[i] = color.GrayModel.Convert(color.RGBA{uint8(r), uint8(g), uint8(bl), 255}).(color.Gray).Y
		}
	}
	return black, mask, count*2000 > b.Dx()*b.Dy()
}

// pixels gives quick access to a picture's colours.
func pixels(m image.Image) func(x, y int) (r, g, b int) {
	if p, ok := m.(*image.RGBA); ok {
		return func(x, y int) (int, int, int) {
			i := p.PixOffset(x, y)
			return int(p.Pix[i]), int(p.Pix[i+1]), int(p.Pix[i+2])
		}
	}
	if p, ok := m.(*image.YCbCr); ok {
		return func(x, y int) (int, int, int) {
			yi, ci := p.YOffset(x, y), p.COffset(x, y)
			r, g, b := color.YCbCrToRGB(p.Y[yi], p.Cb[ci], p.Cr[ci])
			return int(r), int(g), int(b)
		}
	}
	return func(x, y int) (int, int, int) {
		r, g, b, _ := m.At(x, y).RGBA()
		return int(r >> 8), int(g >> 8), int(b >> 8)
	}
}

// redType drops from red ink what is no type: seals, which are round and 38 to
// 60 mm wide, with all that stands in them, and rules. nil where nothing is left.
func redType(mask *image.Gray, dpi float64) *image.Gray {
	mm := dpi / 25.4
	blobs := findBlobs(mask)
	var seals []image.Rectangle
	for _, b := range blobs {
		if isSeal(b, mm) {
			seals = append(seals, b.box.Inset(-int(2*mm)))
		}
	}
	out := image.NewGray(mask.Rect)
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	kept := 0
	for _, b := range blobs {
		h, w := float64(b.box.Dy())/mm, float64(b.box.Dx())/mm
		if h > 35 || w > 60 || h < 0.7 && w < 0.7 || w > 12*h && h < 3 || inside(b.box, seals) {
			continue
		}
		kept++
		b.copy(out, mask)
	}
	if kept < 2 {
		return nil
	}
	return out
}

func isSeal(b blob, mm float64) bool {
	w, h := float64(b.box.Dx())/mm, float64(b.box.Dy())/mm
	return w > 24 && w < 75 && h > 18 && h < 75 && w/h < 1.7 && h/w < 1.4
}

func inside(r image.Rectangle, of []image.Rectangle) bool {
	for _, o := range of {
		if r.In(o) {
			return true
		}
	}
	return false
}
