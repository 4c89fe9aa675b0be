package pdf

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Whatever the bytes, the readers come to an end and do not panic.

func FuzzContent(f *testing.F) {
	f.Add([]byte("q BT /F1 12 Tf 1 0 0 1 10 20 Tm (a\\(b\\051) Tj [(x) -20 <4142>] TJ ET Q"))
	f.Add([]byte("BI /W 2 /H 2 ID \x00EI\xff EI Q q 0 0 10 10 re f /X Do"))
	f.Add([]byte("1 0 0 rg 10 10 m 200 10 l S --5.3 1.2-3 w % note\n<</a[1 2]>> BDC"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		balanceOf(data)
		i := interpreter{ctx: context.Background(), src: &source{}, fonts: map[int]*fontReader{}, to: newUpright(a4, 0)}
		i.state = state{ctm: identity, stretch: 1}
		_ = i.run(data, nil, 0) // what it does not understand is no failure
	})
}

func FuzzToUnicode(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <4E00> <0002> <D869DF4E> endbfchar"))
	f.Add([]byte("1 beginbfrange <0000> <FFFF> <0000> <0001> <0003> [<4E00> <4E01>] endbfrange"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		m := parseToUnicode(data)
		for _, code := range []uint32{0, 1, 0xFFFF, 1 << 31} {
			m.lookup(code)
		}
	})
}

func FuzzTrueType(f *testing.F) {
	head := newSubset(mustFont(f)).program()
	f.Add(head)
	f.Fuzz(func(_ *testing.T, data []byte) {
		font, err := parseTrueType(data)
		if err != nil {
			return
		}
		s := newSubset(font)
		s.code('乙')
		s.program()
	})
}

func mustFont(t testing.TB) *trueType {
	t.Helper()
	font, err := parseTrueType(testFonts().Sans)
	if err != nil {
		t.Fatal(err)
	}
	return font
}

func FuzzImageHeads(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x08\x00\x00\x00"))
	f.Add(stripped(f, corner(16, 16), 8))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = parseJPEG(data)
		images, _ := ReadImages(bytes.NewReader(data))
		for i := range min(len(images), 3) {
			_, _ = DecodeImage(data, i+1)
		}
	})
}

func FuzzSource(f *testing.F) {
	for _, name := range []string{"letter.pdf", "linear.pdf"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx := context.Background()
		start := time.Now()
		defer func() {
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
		}()
		src, err := readSource(ctx, bytes.NewReader(data))
		if err != nil {
			return
		}
		src.info()
		fonts := map[int]*fontReader{}
		for i := range min(len(src.pages), 3) {
			_, _ = src.interpret(ctx, i, fonts)
		}
	})
}

// corner is a picture whose upper left quarter is red, the rest blue.
func corner(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 255, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}
