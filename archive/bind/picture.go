package bind

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	_ "image/gif" // formats that may come in
	_ "image/jpeg"
	"image/png"
	"io"
	"math"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/tiff"

	"niandang/archive"
	"niandang/archive/pdf"
)

// maxPixels bounds what a picture may unpack to: 400 million pixels are an A0
// sheet at 600 dpi.
const maxPixels = 400 << 20

// bringPicture places an image file by its resolution, a sheet for each of its
// pages.
func (c *compiler) bringPicture(b bound) bound {
	r, err := b.src.Open()
	if err != nil {
		return c.slip(b, reason(err))
	}
	defer r.Close()
	frames, err := framesOf(r)
	if err != nil {
		return c.slip(b, archive.Say("bind.why.picture"))
	}
	b.how, b.pdfa = asPicture, true
	for _, f := range frames {
		b.sheets = append(b.sheets, pdf.Sheet{})
		last := &b.sheets[len(b.sheets)-1]
		last.W, last.H = pdf.A4Width, pdf.A4Height
		if f.w > f.h {
			last.W, last.H = last.H, last.W
		}
		w, h := f.size(last.W, last.H)
		pic := pdf.Picture{X: (last.W - w) / 2, Y: (last.H - h) / 2, W: w, H: h, Open: f.opener(b.src.Open)}
		if h < last.H*0.8 { // a small picture stands at the head of the page, not in its middle
			pic.Y = math.Min(pic.Y, c.forms.volume.Margin.Top)
		}
		last.Ops = append(last.Ops, pic)
	}
	b.n = len(b.sheets)
	return b
}

// frame is one picture of a file.
type frame struct {
	w, h   int
	dpi    float64 // 0: unknown
	format string
	ifd    uint32 // of a TIFF page after the first
	order  binary.ByteOrder
}

// size gives the picture's size in mm on a sheet: by its resolution where that is
// known and the sheet has room, else as large as the sheet.
func (f frame) size(sheetW, sheetH float64) (w, h float64) {
	full := math.Min(sheetW/float64(f.w), sheetH/float64(f.h)) // mm a pixel
	if f.dpi >= 50 && f.dpi <= 2400 {
		full = math.Min(full, 25.4/f.dpi)
	} else if f.w < 900 && f.h < 900 { // without a resolution: at least 150 dpi
		full = math.Min(full, 25.4/150)
	}
	return float64(f.w) * full, float64(f.h) * full
}

// opener gives the bytes of the frame as a file that begins with it.
func (f frame) opener(open Open) Open {
	switch {
	case f.ifd != 0:
		return func() (io.ReadSeekCloser, error) {
			r, err := open()
			if err != nil {
				return nil, err
			}
			patch := make([]byte, 4)
			f.order.PutUint32(patch, f.ifd)
			return &patched{ReadSeekCloser: r, at: 4, patch: patch}, nil
		}
	case f.format == "gif" || f.format == "bmp":
		return func() (io.ReadSeekCloser, error) { return asPNG(open) }
	}
	return open
}

// asPNG rewrites a picture of a format that the engine need not know.
func asPNG(open Open) (io.ReadSeekCloser, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	m, _, err := image.Decode(r)
	if err != nil {
		return nil, archive.Fail(archive.CodeDamaged, "bind_picture", fmt.Errorf("decode picture: %w", err))
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return nopCloser{bytes.NewReader(buf.Bytes())}, nil
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }

// patched is a file of which four bytes read otherwise: a TIFF decoder reads the
// first page of a file, so it is shown another page as the first.
type patched struct {
	io.ReadSeekCloser
	at    int64
	patch []byte
}

func (p *patched) Read(b []byte) (int, error) {
	pos, err := p.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	n, err := p.ReadSeekCloser.Read(b)
	for i, v := range p.patch {
		if k := p.at + int64(i) - pos; k >= 0 && k < int64(n) {
			b[k] = v
		}
	}
	return n, err
}

// framesOf reads the head of an image file.
func framesOf(r io.ReadSeeker) ([]frame, error) {
	cfg, format, err := image.DecodeConfig(r)
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	if cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width*cfg.Height > maxPixels {
		return nil, fmt.Errorf("read picture: %d x %d pixels", cfg.Width, cfg.Height)
	}
	first := frame{w: cfg.Width, h: cfg.Height, format: format}
	switch format {
	case "tiff":
		if frames, err := tiffFrames(r); err == nil && len(frames) > 0 {
			return frames, nil
		}
	case "jpeg":
		first.dpi = jpegDPI(r)
	case "png":
		first.dpi = pngDPI(r)
	}
	return []frame{first}, nil
}
