package format

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os"

	"niandang/archive"
	"niandang/archive/ofd"
	"niandang/archive/page"
	"niandang/archive/pdf"
)

// maxPixels bounds a picture: A3 at 600 dpi has seventy million.
const maxPixels = 120_000_000

// image reads a picture file: a page for each frame of a TIFF, one for others.
func (t *task) image(ctx context.Context) error {
	b, err := readFile(t.in.Path, t.r.limits)
	if err != nil {
		return t.fault(err)
	}
	images, err := pdf.ReadImages(bytes.NewReader(b))
	t.c.Pages, t.c.PagesSure = max(len(images), 1), true
	for _, h := range images {
		if err == nil && h.W > maxPixels/h.H {
			err = errTooLarge
		}
	}
	if err != nil {
		return t.fault(err)
	}
	if t.cutOff() {
		t.find(archive.FTruncated)
	}
	for i, h := range images {
		t.c.Doc.Pages = append(t.c.Doc.Pages, picturePage(i, h.W, h.H, guessDPI(h.W, h.H)))
	}
	t.find(archive.FNoTextLayer, "count", fmt.Sprint(len(images)), "pages", pageList(upTo(len(images))))
	if err := t.recognise(ctx, filePictures(b), upTo(len(images))); err != nil {
		return err
	}
	return t.blanks(ctx, filePictures(b))
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func picturePage(i, w, h int, dpi float64) page.Page {
	pw, ph := float64(w)*72/dpi, float64(h)*72/dpi
	return page.Page{Number: i + 1, Width: pw, Height: ph, Pictures: []page.Picture{{Box: page.Box{X1: pw, Y1: ph}, W: w, H: h}}}
}

// guessDPI takes a picture for an A4 sheet, as what is written in the file is
// mostly made up by the camera.
func guessDPI(w, h int) float64 {
	if w <= 0 || h <= 0 {
		return ocrDPI
	}
	return min(max(float64(max(w, h))/11.69, 72), 600)
}

// filePictures are the images of a picture file.
type filePictures []byte

func (f filePictures) picture(_ context.Context, i int) (image.Image, float64, error) {
	m, err := pdf.DecodeImage(f, i+1)
	if err != nil {
		return nil, 0, fmt.Errorf("decode picture: %w", err)
	}
	return m, guessDPI(m.Bounds().Dx(), m.Bounds().Dy()), nil
}

// ofdPictures are the pages of an OFD that holds scans: the largest picture of a
// page is taken for the page.
type ofdPictures struct{ in Input }

func (o ofdPictures) picture(ctx context.Context, i int) (image.Image, float64, error) {
	f, err := os.Open(o.in.Path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	d, err := ofd.Open(f, o.in.Size)
	if err != nil {
		return nil, 0, err
	}
	var c largest
	if _, err := d.Draw(i, &c); err != nil {
		return nil, 0, err
	}
	if c.data == nil {
		return nil, 0, errNoMember
	}
	b, err := c.data()
	if err != nil {
		return nil, 0, err
	}
	m, err := pdf.DecodeImage(b, 1)
	if err != nil {
		return nil, 0, fmt.Errorf("decode picture: %w", err)
	}
	return m, float64(m.Bounds().Dx()) / (c.width / 25.4), nil
}

// largest is a canvas that keeps the largest picture.
type largest struct {
	area, width float64
	data        func() ([]byte, error)
}

func (*largest) Text(ofd.Text) bool { return true }
func (*largest) Path(ofd.Path) bool { return true }
func (l *largest) Picture(p ofd.Picture) bool {
	if a := p.Matrix.Scale(); p.From != ofd.SealLayer && a > l.area && p.Matrix.A > 0 {
		l.area, l.width, l.data = a, p.Matrix.A, p.Data
	}
	return true
}
