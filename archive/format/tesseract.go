package format

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"niandang/archive/page"
)

// word is a word that tesseract read, its box in pixels.
type word struct {
	line           [4]int // page, block, paragraph, line
	x0, y0, x1, y1 int
	conf           float64 // 0 to 1
	text           string
}

// tesseract reads a grey picture. Layout modes: 3 for a page, 6 for a block of
// even lines.
func (r *Reader) tesseract(ctx context.Context, m *image.Gray, layout int) ([]word, error) {
	ctx, cancel := context.WithTimeout(ctx, secs(r.limits.OCRSeconds))
	defer cancel()
	out, err := run(ctx, command{
		path: r.found.ocr().Path,
		args: []string{"-", "-", "-l", language(r.helpers), "--psm", strconv.Itoa(layout), "--dpi", strconv.Itoa(ocrDPI), "tsv"},
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

// charsOfWords gives the characters of words with boxes in points. All of a line
// get the height of its tall characters: ink of 一 or a comma is flat, type is not.
func charsOfWords(words []word, scale float64, red bool) []page.Char {
	var out []page.Char
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && words[j].line == words[i].line {
			j++
		}
		if line := words[i:j]; !noise(line) {
			out = append(out, lineChars(line, scale, red)...)
		}
		i = j
	}
	return out
}

// noise reports a line that is dirt: punch holes, specks, edges of the sheet.
func noise(line []word) bool {
	letters, sure := 0, 0.0
	for _, w := range line {
		for _, r := range w.text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				letters++
				sure += w.conf
			}
		}
	}
	return letters == 0 || letters <= 2 && sure/float64(letters) < 0.4
}

func lineChars(line []word, scale float64, red bool) []page.Char {
	tops, bottoms := make([]int, 0, len(line)), make([]int, 0, len(line))
	tall := 0
	for _, w := range line {
		tall = max(tall, w.y1-w.y0)
	}
	for _, w := range line {
		if (w.y1-w.y0)*10 >= tall*6 {
			tops, bottoms = append(tops, w.y0), append(bottoms, w.y1)
		}
	}
	top, bottom := float64(median(tops))*scale, float64(median(bottoms))*scale
	size := (bottom - top) / 0.92
	var out []page.Char
	for _, w := range line {
		out = append(out, wordChars(w, page.Char{
			Box: page.Box{Y0: top, Y1: bottom}, Size: size, Red: red, Conf: w.conf,
		}, scale)...)
	}
	return out
}

// wordChars shares a word's width among its characters, full-width ones taking
// two parts.
func wordChars(w word, like page.Char, scale float64) []page.Char {
	total := 0
	for _, r := range w.text {
		total += parts(r)
	}
	unit := float64(w.x1-w.x0) * scale / float64(max(total, 1))
	x := float64(w.x0) * scale
	out := make([]page.Char, 0, len(w.text)/3+1)
	for _, r := range w.text {
		c := like
		c.R, c.Box.X0, c.Box.X1 = r, x, x+unit*float64(parts(r))
		x = c.Box.X1
		out = append(out, c)
	}
	return out
}

func parts(r rune) int {
	if r < 0x2000 {
		return 1
	}
	return 2
}

func median[T cmp.Ordered](v []T) T {
	slices.Sort(v)
	return v[len(v)/2]
}
