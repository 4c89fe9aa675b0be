package format

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"os"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"

	"niandang/archive"
	"niandang/archive/ofd"
	"niandang/archive/page"
)

// maxPixels bounds a picture: A3 at 600 dpi has seventy million.
const maxPixels = 120_000_000

// image reads a picture file: a page for each frame of a TIFF, one for others.
func (t *task) image(ctx context.Context) error {
	b, err := readFile(t.in.Path, t.r.limits)
	if err != nil {
		return t.fault(err)
	}
	frames := tiffFrames(b)
	if frames == 0 {
		frames = 1
	}
	w, h, err := pictureSize(b)
	t.c.Pages, t.c.PagesSure = frames, true
	if err != nil && frames == 1 {
		return t.fault(err)
	}
	if t.cutOff() {
		t.find(archive.FTruncated)
	}
	dpi := guessDPI(w, h)
	for i := range frames {
		t.c.Doc.Pages = append(t.c.Doc.Pages, picturePage(i, w, h, dpi))
	}
	t.find(archive.FNoTextLayer, "count", fmt.Sprint(frames), "pages", pageList(upTo(frames)))
	from := filePictures{b, dpi}
	if err := t.recognise(ctx, from, upTo(frames)); err != nil {
		return err
	}
	return t.blanks(ctx, from)
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

func pictureSize(b []byte) (w, h int, err error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return 0, 0, fmt.Errorf("read picture: %w", err)
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > maxPixels/c.Height {
		return 0, 0, errTooLarge
	}
	return c.Width, c.Height, nil
}

// guessDPI takes a picture for an A4 sheet, as what is written in the file is
// mostly made up by the camera.
func guessDPI(w, h int) float64 {
	if w <= 0 || h <= 0 {
		return ocrDPI
	}
	return min(max(float64(max(w, h))/11.69, 72), 600)
}

// filePictures are the frames of a picture file.
type filePictures struct {
	b   []byte
	dpi float64
}

func (f filePictures) picture(_ context.Context, i int) (image.Image, float64, error) {
	b := f.b
	if i > 0 {
		var err error
		if b, err = tiffFrame(f.b, i); err != nil {
			return nil, 0, err
		}
	}
	w, h, err := pictureSize(b)
	if err != nil {
		return nil, 0, err
	}
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil && m == nil {
		return nil, 0, fmt.Errorf("decode picture: %w", err)
	}
	return m, guessDPI(w, h), nil
}

// tiffFrames counts the frames of a TIFF by its chain of directories (TIFF 6.0,
// section 2); 0 for other files.
func tiffFrames(b []byte) int { return len(tiffDirectories(b)) }

func tiffOrder(b []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(b, []byte("II*\x00")):
		return binary.LittleEndian
	case bytes.HasPrefix(b, []byte("MM\x00*")):
		return binary.BigEndian
	}
	return nil
}

// tiffDirectories gives where the directories lie; a chain that runs in a circle
// ends where it meets itself.
func tiffDirectories(b []byte) []uint32 {
	order := tiffOrder(b)
	if order == nil || len(b) < 8 {
		return nil
	}
	var out []uint32
	seen := map[uint32]bool{}
	for at := order.Uint32(b[4:]); at != 0 && !seen[at] && uint64(at)+2 <= uint64(len(b)) && len(out) < 5000; {
		seen[at] = true
		out = append(out, at)
		next := uint64(at) + 2 + 12*uint64(order.Uint16(b[at:]))
		if next+4 > uint64(len(b)) {
			break
		}
		at = order.Uint32(b[next:])
	}
	return out
}

// tiffFrame gives a TIFF whose first directory is that of frame i: the decoder
// knows only the first.
func tiffFrame(b []byte, i int) ([]byte, error) {
	dirs := tiffDirectories(b)
	if i >= len(dirs) {
		return nil, errors.New("no such frame")
	}
	out := bytes.Clone(b)
	tiffOrder(b).PutUint32(out[4:], dirs[i])
	return out, nil
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
	w, _, err := pictureSize(b)
	if err != nil {
		return nil, 0, err
	}
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, 0, fmt.Errorf("decode picture: %w", err)
	}
	return m, float64(w) / (c.width / 25.4), nil
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
