package bind

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"

	"niandang/archive/pdf"
)

// picture is a picture found inside an office file.
type picture struct {
	name string
	open Open
	head pdf.ImageHead
}

// What is taken out of one file for a text copy is bounded.
const (
	maxPictures     = 60
	maxPictureBytes = 64 << 20
)

// pictures finds the pictures of a part that is a zip (DOCX, XLSX, ODT, OFD), in
// the order of their names. A container that cannot be read has none: its text
// comes in all the same.
func (c *compiler) pictures(b bound) []picture {
	if !slices.Contains([]string{"docx", "xlsx", "odt", "ods", "ofd", "office"}, b.src.Family) {
		return nil
	}
	names := pictureNames(b.src.Open)
	var out []picture
	for _, name := range names {
		open := memberOpener(b.src.Open, name)
		r, err := open()
		if err != nil {
			continue
		}
		images, err := pdf.ReadImages(r)
		r.Close()
		if err == nil {
			out = append(out, picture{name: path.Base(name), open: open, head: images[0]})
		}
	}
	return out
}

func pictureNames(open Open) []string {
	r, z, err := openZip(open)
	if err != nil {
		return nil
	}
	defer r.Close()
	var names []string
	for _, f := range z.File {
		ext := strings.ToLower(path.Ext(f.Name))
		if len(names) < maxPictures && f.UncompressedSize64 <= maxPictureBytes && !strings.Contains(f.Name, "Thumbnail") &&
			slices.Contains([]string{".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp"}, ext) {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return names
}

func openZip(open Open) (io.Closer, *zip.Reader, error) {
	r, err := open()
	if err != nil {
		return nil, nil, err
	}
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	at, ok := r.(io.ReaderAt)
	if !ok {
		at = seekingReaderAt{r}
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	return r, z, nil
}

// seekingReaderAt serves one reader at a time.
type seekingReaderAt struct{ r io.ReadSeeker }

func (s seekingReaderAt) ReadAt(b []byte, off int64) (int, error) {
	if _, err := s.r.Seek(off, io.SeekStart); err != nil {
		return 0, err
	}
	return io.ReadFull(s.r, b)
}

// memberOpener opens one member of a zip.
func memberOpener(open Open, name string) Open {
	return func() (io.ReadSeekCloser, error) {
		r, z, err := openZip(open)
		if err != nil {
			return nil, err
		}
		defer r.Close()
		m, err := z.Open(name)
		if err != nil {
			return nil, err
		}
		defer m.Close()
		b, err := io.ReadAll(io.LimitReader(m, maxPictureBytes))
		if err != nil {
			return nil, err
		}
		return nopCloser{bytes.NewReader(b)}, nil
	}
}
