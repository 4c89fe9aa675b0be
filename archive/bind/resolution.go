package bind

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// The image packages of Go tell no resolution and see one page of a TIFF, so the
// few fields that placing needs are read here: JFIF 1.02 APP0, PNG pHYs
// (ISO/IEC 15948, 11.3.5.3), TIFF 6.0 section 2 and 8.

const headBytes = 64 << 10

func head(r io.ReadSeeker) []byte {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil
	}
	b, err := io.ReadAll(io.LimitReader(r, headBytes))
	if err != nil {
		return nil
	}
	return b
}

// jpegDPI reads the density of the JFIF segment; 0 when there is none.
func jpegDPI(r io.ReadSeeker) float64 {
	b := head(r)
	for i := 2; i+4 <= len(b) && b[i] == 0xFF; {
		n := int(binary.BigEndian.Uint16(b[i+2:]))
		seg := b[i+4 : min(len(b), max(i+4, i+2+n))]
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
		if b[i+1] == 0xDA || n < 2 {
			return 0
		}
		i += 2 + n
	}
	return 0
}

// pngDPI reads the pHYs chunk; 0 when there is none.
func pngDPI(r io.ReadSeeker) float64 {
	b := head(r)
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

// maxFrames bounds the pages of one TIFF.
const maxFrames = 5000

// tiffFrames walks the page directories of a TIFF.
func tiffFrames(r io.ReadSeeker) ([]frame, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read tiff: %w", err)
	}
	var hdr [8]byte
	if _, err := io.ReadFull(r, hdr[:]); err != nil {
		return nil, fmt.Errorf("read tiff: %w", err)
	}
	var order binary.ByteOrder = binary.LittleEndian
	if hdr[0] == 'M' {
		order = binary.BigEndian
	}
	var out []frame
	seen := make(map[uint32]bool)
	for at := order.Uint32(hdr[4:]); at != 0 && !seen[at] && len(out) < maxFrames; {
		seen[at] = true
		f, next, err := tiffFrame(r, order, at)
		if err != nil {
			return out, err
		}
		if len(out) > 0 {
			f.ifd = at
		}
		out = append(out, f)
		at = next
	}
	return out, nil
}

func tiffFrame(r io.ReadSeeker, order binary.ByteOrder, at uint32) (frame, uint32, error) {
	f := frame{format: "tiff", order: order}
	if _, err := r.Seek(int64(at), io.SeekStart); err != nil {
		return f, 0, fmt.Errorf("read tiff: %w", err)
	}
	var count [2]byte
	if _, err := io.ReadFull(r, count[:]); err != nil {
		return f, 0, fmt.Errorf("read tiff: %w", err)
	}
	dir := make([]byte, int(order.Uint16(count[:]))*12+4)
	if _, err := io.ReadFull(r, dir); err != nil {
		return f, 0, fmt.Errorf("read tiff: %w", err)
	}
	unit, res := uint32(2), 0.0
	for e := dir[:len(dir)-4]; len(e) >= 12; e = e[12:] {
		switch order.Uint16(e) {
		case 256:
			f.w = int(tiffValue(order, e))
		case 257:
			f.h = int(tiffValue(order, e))
		case 282:
			res = tiffRational(r, order, order.Uint32(e[8:]))
		case 296:
			unit = tiffValue(order, e)
		}
	}
	if f.w <= 0 || f.h <= 0 || f.w*f.h > maxPixels {
		return f, 0, fmt.Errorf("read tiff: page of %d x %d pixels", f.w, f.h)
	}
	switch unit {
	case 2:
		f.dpi = res
	case 3:
		f.dpi = res * 2.54
	}
	return f, order.Uint32(dir[len(dir)-4:]), nil
}

func tiffValue(order binary.ByteOrder, entry []byte) uint32 {
	if order.Uint16(entry[2:]) == 3 {
		return uint32(order.Uint16(entry[8:]))
	}
	return order.Uint32(entry[8:])
}

func tiffRational(r io.ReadSeeker, order binary.ByteOrder, at uint32) float64 {
	var b [8]byte
	if _, err := r.Seek(int64(at), io.SeekStart); err != nil {
		return 0
	}
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0
	}
	if d := order.Uint32(b[4:]); d != 0 {
		return float64(order.Uint32(b[:])) / float64(d)
	}
	return 0
}
