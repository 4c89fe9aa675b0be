package format

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"strconv"
	"strings"
)

// word is a word that tesseract read, its box in pixels.
type word struct {
	line           [4]int // page, block, paragraph, line
	x0, y0, x1, y1 int
	conf           float64 // 0 to 1
	text           string
}

// layout is tesseract's mode 6, one block of lines: official documents are, and
// its own look for columns tears numbers from names.
const layout = "6"

// tesseract reads a grey picture.
func (r *Reader) tesseract(ctx context.Context, m *image.Gray, dpi int) ([]word, error) {
	ctx, cancel := context.WithTimeout(ctx, secs(r.limits.OCRSeconds))
	defer cancel()
	out, err := run(ctx, command{
		path: r.found.ocr().Path,
		args: []string{"-", "-", "-l", language(r.helpers), "--psm", layout, "--dpi", strconv.Itoa(dpi), "tsv"},
		env:  []string{"OMP_THREAD_LIMIT=1"},
		in:   bytes.NewReader(portableGray(m)),
	})
	if err != nil {
		return nil, err
	}
	return parseTSV(out), nil
}

// portableGray writes a picture as PGM, which costs no packing.
func portableGray(m *image.Gray) []byte {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	b := make([]byte, 0, w*h+32)
	b = fmt.Appendf(b, "P5\n%d %d\n255\n", w, h)
	for y := range h {
		b = append(b, m.Pix[y*m.Stride:y*m.Stride+w]...)
	}
	return b
}

// parseTSV reads tesseract's table: level, page, block, paragraph, line, word,
// left, top, width, height, confidence, text. Rows that are no words, or make no
// sense, are passed over.
func parseTSV(b []byte) []word {
	var out []word
	for row := range strings.Lines(string(b)) {
		f := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", 12)
		if len(f) < 12 || f[0] != "5" {
			continue
		}
		var v [10]int
		bad := false
		for i := range v {
			n, err := strconv.Atoi(f[i])
			bad = bad || err != nil || n < 0 || n > 1<<20
			v[i] = n
		}
		conf, err := strconv.ParseFloat(f[10], 64)
		text := strings.TrimSpace(f[11])
		if bad || err != nil || text == "" || !(conf >= 0) || v[8] == 0 || v[9] == 0 {
			continue
		}
		out = append(out, word{[4]int{v[1], v[2], v[3], v[4]}, v[6], v[7], v[6] + v[8], v[7] + v[9], min(conf/100, 1), text})
	}
	return out
}
