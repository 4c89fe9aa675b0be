package readable

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
)

// checkJPEG reads the header and looks for the marker at the end; some scanners
// pad behind it.
func checkJPEG(r *io.SectionReader) error {
	c, err := jpeg.DecodeConfig(bufio.NewReader(r))
	if err := sized(c, err); err != nil {
		return err
	}
	tail := make([]byte, min(64<<10, r.Size()))
	if _, err := r.ReadAt(tail, r.Size()-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	if !bytes.Contains(tail, []byte("\xFF\xD9")) {
		return Cut
	}
	return nil
}

func sized(c image.Config, err error) error {
	if err == nil && (c.Width < 1 || c.Height < 1) {
		err = BadForm
	}
	return err
}

// checkPNG reads every chunk and compares its checksum.
func checkPNG(r *io.SectionReader) error {
	c, err := png.DecodeConfig(io.NewSectionReader(r, 0, r.Size()))
	if err := sized(c, err); err != nil {
		return err
	}
	b := bufio.NewReaderSize(io.NewSectionReader(r, 8, r.Size()-8), 64<<10)
	for {
		var head [8]byte
		if _, err := io.ReadFull(b, head[:]); err != nil {
			return Cut
		}
		sum := crc32.NewIEEE()
		sum.Write(head[4:])
		if _, err := io.CopyN(sum, b, int64(binary.BigEndian.Uint32(head[:4]))); err != nil {
			return Cut
		}
		var want [4]byte
		if _, err := io.ReadFull(b, want[:]); err != nil {
			return Cut
		}
		if binary.BigEndian.Uint32(want[:]) != sum.Sum32() {
			return BadSum
		}
		if string(head[4:]) == "IEND" {
			return nil
		}
	}
}

// Tags of TIFF 6.0 that say where a picture's data lie.
const (
	tiffWidth, tiffHeight       = 256, 257
	tiffStrips, tiffStripSizes  = 273, 279
	tiffTiles, tiffTileSizes    = 324, 325
	tiffJPEG                    = 513
	tiffShort, tiffLong         = 3, 4
	maxDirectories, maxTIFFTags = 10_000, 4_096
	maxStrips                   = 1 << 20
)

// checkTIFF walks the directories, one for each page, and looks whether the data
// that they name lie in the file.
func checkTIFF(r io.ReaderAt, size int64) error {
	t := tiff{r: r, size: size, order: binary.LittleEndian}
	var head [8]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return Cut
	}
	if head[0] == 'M' {
		t.order = binary.BigEndian
	}
	seen := make(map[uint32]bool)
	for at := t.order.Uint32(head[4:]); at != 0; {
		if seen[at] || len(seen) > maxDirectories {
			return BadForm
		}
		seen[at] = true
		var err error
		if at, err = t.directory(int64(at)); err != nil {
			return err
		}
	}
	if len(seen) == 0 {
		return NoPages
	}
	return nil
}

type tiff struct {
	r     io.ReaderAt
	size  int64
	order binary.ByteOrder
}

func (t tiff) read(at int64, n int) ([]byte, error) {
	if at < 0 || at+int64(n) > t.size {
		return nil, Cut
	}
	b := make([]byte, n)
	if _, err := t.r.ReadAt(b, at); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// directory checks one page and gives the place of the next.
func (t tiff) directory(at int64) (next uint32, err error) {
	b, err := t.read(at, 2)
	if err != nil {
		return 0, err
	}
	n := int(t.order.Uint16(b))
	if n > maxTIFFTags {
		return 0, TooLarge
	}
	b, err = t.read(at+2, n*12+4)
	if err != nil {
		return 0, err
	}
	tags := make(map[uint16][]byte, n)
	for i := range n {
		entry := b[i*12 : i*12+12]
		tags[t.order.Uint16(entry)] = entry
	}
	if tags[tiffWidth] == nil || tags[tiffHeight] == nil {
		return 0, BadForm
	}
	where, sizes := tags[tiffStrips], tags[tiffStripSizes]
	if where == nil {
		where, sizes = tags[tiffTiles], tags[tiffTileSizes]
	}
	next = t.order.Uint32(b[n*12:])
	if where == nil && tags[tiffJPEG] != nil { // the old way, without strips
		return next, nil
	}
	return next, t.data(where, sizes)
}

// data checks that every strip or tile lies in the file.
func (t tiff) data(where, sizes []byte) error {
	places, err := t.numbers(where)
	if err != nil {
		return err
	}
	lengths, err := t.numbers(sizes)
	if err != nil {
		return err
	}
	if len(places) == 0 || len(places) != len(lengths) {
		return BadForm
	}
	for i, p := range places {
		if int64(p)+int64(lengths[i]) > t.size {
			return Cut
		}
	}
	return nil
}

// numbers gives the values of an entry.
func (t tiff) numbers(entry []byte) ([]uint32, error) {
	if entry == nil {
		return nil, nil
	}
	n, width := int64(t.order.Uint32(entry[4:])), int64(4)
	switch t.order.Uint16(entry[2:]) {
	case tiffShort:
		width = 2
	case tiffLong:
	default:
		return nil, BadForm
	}
	if n > maxStrips {
		return nil, TooLarge
	}
	b := entry[8:12]
	if n*width > 4 {
		var err error
		if b, err = t.read(int64(t.order.Uint32(b)), int(n*width)); err != nil {
			return nil, err
		}
	}
	out := make([]uint32, n)
	for i := range out {
		if width == 2 {
			out[i] = uint32(t.order.Uint16(b[i*2:]))
			continue
		}
		out[i] = t.order.Uint32(b[i*4:])
	}
	return out, nil
}
