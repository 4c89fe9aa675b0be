package bind

import (
	"fmt"
	"image"
	"io"
	"math"

	"niandang/archive"
	"niandang/archive/pdf"
)

// bringPicture places an image file by its resolution, a sheet for each of its
// pages.
func (c *compiler) bringPicture(b bound) bound {
	r, err := b.src.Open()
	if err != nil {
		return c.slip(b, reason(err))
	}
	defer r.Close()
	images, err := pdf.ReadImages(r)
	if err != nil {
		return c.slip(b, archive.Say("bind.why.picture"))
	}
	b.how, b.pdfa = asPicture, true
	for i, m := range images {
		b.sheets = append(b.sheets, pdf.Sheet{})
		last := &b.sheets[len(b.sheets)-1]
		last.W, last.H = pdf.A4Width, pdf.A4Height
		if m.W > m.H {
			last.W, last.H = last.H, last.W
		}
		w, h := sizeOf(m, last.W, last.H)
		pic := pdf.Picture{X: (last.W - w) / 2, Y: (last.H - h) / 2, W: w, H: h, Open: b.src.Open, Page: i + 1}
		if h < last.H*0.8 { // a small picture stands at the head of the page, not in its middle
			pic.Y = math.Min(pic.Y, c.forms.volume.Margin.Top)
		}
		last.Ops = append(last.Ops, pic)
	}
	b.n = len(b.sheets)
	return b
}

// sizeOf gives a picture's size in mm on a sheet: by its resolution where that is
// known and the sheet has room, else as large as the sheet.
func sizeOf(m pdf.ImageHead, sheetW, sheetH float64) (w, h float64) {
	full := math.Min(sheetW/float64(m.W), sheetH/float64(m.H)) // mm a pixel
	if m.DPI >= 50 && m.DPI <= 2400 {
		full = math.Min(full, 25.4/m.DPI)
	} else if m.W < 900 && m.H < 900 { // without a resolution: at least 150 dpi
		full = math.Min(full, 25.4/150)
	}
	return float64(m.W) * full, float64(m.H) * full
}

// decoded unpacks a picture that is on a sheet.
func decoded(p pdf.Picture) (image.Image, error) {
	r, err := p.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	return pdf.DecodeImage(data, p.Page)
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }
