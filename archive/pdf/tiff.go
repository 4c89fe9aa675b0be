package pdf

import (
	"bytes"
	"encoding/binary"
)

// The tags of a TIFF directory that are read here (TIFF 6.0, section 8; tiles
// section 15; JPEG: Technical Note 2).
const (
	tagWidth, tagHeight            = 256, 257
	tagCompression, tagPhotometric = 259, 262
	tagStrips, tagStripSizes       = 273, 279
	tagOrientation, tagRows        = 274, 278
	tagResolution, tagUnit         = 282, 296
	tagPlanes                      = 284
	tagTileW, tagTileH             = 322, 323
	tagTiles, tagTileSizes         = 324, 325
	tagTables                      = 347
	tagJPEG, tagJPEGSize           = 513, 514

	oldJPEG, newJPEG = 6, 7 // compression
	rgbColors        = 2    // photometric interpretation
)

// byteOrder gives the byte order of a TIFF file; nil for another format.
func byteOrder(b []byte) binary.ByteOrder {
	if len(b) < 8 {
		return nil
	}
	switch string(b[:4]) {
	case "II*\x00":
		return binary.LittleEndian
	case "MM\x00*":
		return binary.BigEndian
	}
	return nil
}

// maxImages bounds the images of a TIFF: a longer chain is a loop.
const maxImages = 5000

// tiffDirectories gives the places of the image directories of a TIFF file
// (TIFF 6.0, section 2); a chain that meets itself ends there.
func tiffDirectories(b []byte) []int {
	order := byteOrder(b)
	if order == nil {
		return nil
	}
	var out []int
	seen := make(map[int]bool)
	at := int(order.Uint32(b[4:]))
	for at >= 8 && at+2 <= len(b) && !seen[at] && len(out) < maxImages {
		seen[at] = true
		out = append(out, at)
		next := at + 2 + 12*int(order.Uint16(b[at:]))
		if next+4 > len(b) {
			break
		}
		at = int(order.Uint32(b[next:]))
	}
	return out
}

// tiffNumbers gives the numbers of a tag of a directory, a fraction as two; none
// where the tag is absent or its numbers lie outside the file.
func tiffNumbers(b []byte, dir int, tag uint16) []int {
	order := byteOrder(b)
	for i := range int(order.Uint16(b[dir:])) {
		e := dir + 2 + 12*i
		if e+12 > len(b) {
			return nil
		}
		if order.Uint16(b[e:]) == tag {
			return entryNumbers(b, b[e:e+12])
		}
	}
	return nil
}

func entryNumbers(b, entry []byte) []int {
	order := byteOrder(b)
	n := int(order.Uint32(entry[4:]))
	size := 0
	switch order.Uint16(entry[2:]) {
	case 1, 7: // byte, undefined
		size = 1
	case 3: // short
		size = 2
	case 4: // long
		size = 4
	case 5: // rational
		size, n = 4, 2*n
	}
	if size == 0 || n > len(b)/size {
		return nil
	}
	v := entry[8:12]
	if size*n > len(v) {
		at := int(order.Uint32(v))
		if at > len(b)-size*n {
			return nil
		}
		v = b[at : at+size*n]
	}
	out := make([]int, n)
	for i := range out {
		switch size {
		case 1:
			out[i] = int(v[i])
		case 2:
			out[i] = int(order.Uint16(v[2*i:]))
		default:
			out[i] = int(order.Uint32(v[4*i:]))
		}
	}
	return out
}

// tiffNumber gives the first number of a tag; or where it has none.
func tiffNumber(b []byte, dir int, tag uint16, or int) int {
	if v := tiffNumbers(b, dir, tag); len(v) > 0 {
		return v[0]
	}
	return or
}

// tiffOrientation reads how an image lies in a TIFF, which Exif is as well; 1
// where nothing is said.
func tiffOrientation(b []byte, dir int) int {
	if v := tiffNumber(b, dir, tagOrientation, 1); v >= 1 && v <= 8 {
		return v
	}
	return 1
}

// tiffDPI reads the resolution of an image; 0 where it is not given.
func tiffDPI(b []byte, dir int) float64 {
	v := tiffNumbers(b, dir, tagResolution)
	if len(v) < 2 || v[1] == 0 {
		return 0
	}
	dpi := float64(v[0]) / float64(v[1])
	switch tiffNumber(b, dir, tagUnit, 2) {
	case 2:
		return dpi
	case 3:
		return dpi * 2.54
	}
	return 0
}

// tile is a part of an image, a JPEG file of its own.
type tile struct {
	x, y int
	data []byte
}

// jpegTiles gives the JPEG files that a TIFF image is made of; none where it is
// packed otherwise. Scanners write colour like this, which the decoder of TIFF
// does not take.
func jpegTiles(b []byte, dir int) []tile {
	switch tiffNumber(b, dir, tagCompression, 1) {
	case oldJPEG:
		if whole := slice(b, tiffNumber(b, dir, tagJPEG, 0), tiffNumber(b, dir, tagJPEGSize, 0)); isJPEG(whole) {
			return []tile{{data: whole}}
		}
	case newJPEG:
		if tiffNumber(b, dir, tagPlanes, 1) == 1 {
			return newTiles(b, dir)
		}
	}
	return nil
}

func newTiles(b []byte, dir int) []tile {
	w, h := tiffNumber(b, dir, tagWidth, 0), tiffNumber(b, dir, tagHeight, 0)
	at, sizes := tiffNumbers(b, dir, tagTiles), tiffNumbers(b, dir, tagTileSizes)
	tw, th := tiffNumber(b, dir, tagTileW, 0), tiffNumber(b, dir, tagTileH, 0)
	if len(at) == 0 {
		at, sizes = tiffNumbers(b, dir, tagStrips), tiffNumbers(b, dir, tagStripSizes)
		tw, th = w, min(tiffNumber(b, dir, tagRows, h), h)
	}
	if w <= 0 || tw <= 0 || th <= 0 || len(at) != len(sizes) {
		return nil
	}
	var tables []byte
	for _, v := range tiffNumbers(b, dir, tagTables) {
		tables = append(tables, byte(v))
	}
	across := (w + tw - 1) / tw
	out := make([]tile, 0, len(at))
	for i := range at {
		data := slice(b, at[i], sizes[i])
		if !isJPEG(data) {
			return nil
		}
		out = append(out, tile{i % across * tw, i / across * th, withTables(data, tables, tiffNumber(b, dir, tagPhotometric, 0) == rgbColors)})
	}
	return out
}

// slice gives n bytes at a place; nil where they do not lie in b.
func slice(b []byte, at, n int) []byte {
	if at <= 0 || n <= 0 || at > len(b) || n > len(b)-at {
		return nil
	}
	return b[at : at+n]
}

func isJPEG(b []byte) bool { return bytes.HasPrefix(b, []byte{0xFF, 0xD8, 0xFF}) }

// withTables puts the tables that all parts of an image share into one of them,
// and the mark of one whose colours are red, green and blue.
func withTables(data, tables []byte, rgb bool) []byte {
	out := []byte{0xFF, 0xD8}
	if rgb {
		out = append(out, "\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x00"...)
	}
	if isJPEG(tables) {
		out = append(out, bytes.TrimSuffix(tables[2:], []byte{0xFF, 0xD9})...)
	}
	return append(out, data[2:]...)
}
