package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
)

// ImageInfo is what the head of an image file says.
type ImageInfo struct {
	W, H  int // pixels as seen, after the Exif orientation
	Pages int // images in the file; more than one only in TIFF
}

// ReadImageInfo reads the head of a JPEG, PNG, TIFF or BMP file.
func ReadImageInfo(r io.Reader) (ImageInfo, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return ImageInfo{}, fmt.Errorf("read picture: %w", err)
	}
	orient, pages := 1, 1
	if j, err := parseJPEG(data); err == nil {
		orient = j.orient
	} else if list := tiffDirectories(data); len(list) > 0 {
		orient, pages = tiffOrientation(data), len(list)
	}
	conf, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return ImageInfo{}, fmt.Errorf("read picture: %w", err)
	}
	if orient >= 5 {
		conf.Width, conf.Height = conf.Height, conf.Width
	}
	return ImageInfo{W: conf.Width, H: conf.Height, Pages: pages}, nil
}

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
const maxImages = 4096

// tiffDirectories gives the places of the image directories of a TIFF file
// (TIFF 6.0, section 2).
func tiffDirectories(b []byte) []int {
	order := byteOrder(b)
	if order == nil {
		return nil
	}
	var out []int
	at := int(order.Uint32(b[4:]))
	for at >= 8 && at+2 <= len(b) && len(out) < maxImages {
		out = append(out, at)
		next := at + 2 + 12*int(order.Uint16(b[at:]))
		if next+4 > len(b) {
			break
		}
		at = int(order.Uint32(b[next:]))
	}
	return out
}

var errNoSuchImage = errors.New("the file has no such image")

// tiffImage gives a TIFF file that begins with its image number: the decoder
// reads the first one only.
func tiffImage(b []byte, number int) ([]byte, error) {
	if number <= 1 {
		return b, nil
	}
	list := tiffDirectories(b)
	if number > len(list) {
		return nil, errNoSuchImage
	}
	out := append([]byte(nil), b...)
	byteOrder(b).PutUint32(out[4:], uint32(list[number-1]))
	return out, nil
}

// tiffOrientation reads tag 274 of a TIFF head, which Exif is as well; 1 where
// there is none.
func tiffOrientation(b []byte) int {
	list := tiffDirectories(b)
	if len(list) == 0 {
		return 1
	}
	order, at := byteOrder(b), list[0]
	for i := range int(order.Uint16(b[at:])) {
		e := at + 2 + 12*i
		if e+12 > len(b) {
			break
		}
		if order.Uint16(b[e:]) == 274 {
			if v := int(order.Uint16(b[e+8:])); v >= 1 && v <= 8 {
				return v
			}
		}
	}
	return 1
}
