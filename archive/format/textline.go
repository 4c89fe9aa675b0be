package format

import (
	"cmp"
	"image"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"niandang/archive/page"
)

// textLine is a line as recognised, in points.
type textLine struct {
	words       []word
	scale       float64 // points to a pixel
	x0, x1      float64
	top, bottom float64
	conf        float64 // mean over its characters
	n           int     // characters
	red         bool
	fine        bool // of the finer pass
}

// linesOf puts words into lines; dirt is left out.
func linesOf(words []word, scale float64) []textLine {
	var out []textLine
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && words[j].line == words[i].line {
			j++
		}
		if line := withoutDirt(words[i:j]); !noise(line) {
			out = append(out, newLine(line, scale))
		}
		i = j
	}
	return out
}

func newLine(words []word, scale float64) textLine {
	l := textLine{words: words, scale: scale, x0: float64(words[0].x0) * scale}
	l.top, l.bottom = lineHeight(words)
	l.top, l.bottom = l.top*scale, l.bottom*scale
	for _, w := range words {
		n := utf8.RuneCountInString(w.text)
		l.n += n
		l.conf += w.conf * float64(n)
		l.x0, l.x1 = min(l.x0, float64(w.x0)*scale), max(l.x1, float64(w.x1)*scale)
	}
	l.conf /= float64(max(l.n, 1))
	return l
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

// withoutDirt takes specks and punch holes off the ends of a line: short, far from
// the rest, and no Han or figure, or hardly read.
func withoutDirt(line []word) []word {
	for len(line) > 1 && dirt(line[0], line[1].x0-line[0].x1) {
		line = line[1:]
	}
	for n := len(line); n > 1 && dirt(line[n-1], line[n-1].x0-line[n-2].x1); n = len(line) {
		line = line[:n-1]
	}
	return line
}

func dirt(w word, gap int) bool {
	if utf8.RuneCountInString(w.text) > 2 {
		return false
	}
	content := strings.ContainsFunc(w.text, func(r rune) bool { return unicode.Is(unicode.Han, r) || unicode.IsDigit(r) })
	apart := gap > (w.y1-w.y0)*3/2
	return apart && (!content || w.conf < 0.4) || !content && w.conf < 0.3
}

// fit sets the edges of a line to its ink: tesseract's boxes reach into
// neighbouring lines and margins. m is the picture that was read.
func (l *textLine) fit(m *image.Gray) {
	r := image.Rect(int(l.x0/l.scale), int(l.top/l.scale)-2, int(l.x1/l.scale)+1, int(l.bottom/l.scale)+3).Intersect(m.Rect)
	if r.Dx() < 4 || r.Dy() < 4 {
		return
	}
	rows := make([]int, r.Dy())
	for y := range rows {
		for x := r.Min.X; x < r.Max.X; x++ {
			if m.Pix[(r.Min.Y+y)*m.Stride+x] < darkEnough-30 {
				rows[y]++
			}
		}
	}
	a, b := band(rows)
	if b-a < 4 {
		return
	}
	l.top, l.bottom = float64(r.Min.Y+a)*l.scale, float64(r.Min.Y+b)*l.scale
	for r.Max.X > r.Min.X+4 && !inkIn(m, r.Max.X-1, r.Min.Y+a, r.Min.Y+b) {
		r.Max.X--
	}
	l.x1 = min(l.x1, float64(r.Max.X)*l.scale)
}

// band gives the rows that hold most of the ink without a gap.
func band(rows []int) (from, to int) {
	limit := max(1, slices.Max(rows)/20)
	most := 0
	for i := 0; i < len(rows); i++ {
		j, ink := i, 0
		for j < len(rows) && (rows[j] >= limit || j+1 < len(rows) && rows[j+1] >= limit && j > i) {
			ink += rows[j]
			j++
		}
		if ink > most {
			most, from, to = ink, i, j
		}
		i = max(i, j)
	}
	return from, to
}

func inkIn(m *image.Gray, x, y0, y1 int) bool {
	for y := y0; y < y1; y++ {
		if m.Pix[y*m.Stride+x] < darkEnough-30 {
			return true
		}
	}
	return false
}

// surest takes of lines that were read twice the surer one, long ones before
// short ones.
func surest(lines []textLine) []textLine {
	slices.SortStableFunc(lines, func(a, b textLine) int { return cmp.Compare(b.weight(), a.weight()) })
	var out []textLine
	for _, l := range lines {
		if !slices.ContainsFunc(out, l.overlaps) {
			out = append(out, l)
		}
	}
	return out
}

// weight says how much to believe a line. The finer pass is believed less: its
// confidence is high where it takes one character for another.
func (l textLine) weight() float64 {
	w := l.conf + 0.01*float64(min(l.n, 20))
	if l.fine {
		w -= 0.06
	}
	return w
}

func (l textLine) overlaps(o textLine) bool {
	x := min(l.x1, o.x1) - max(l.x0, o.x0)
	y := min(l.bottom, o.bottom) - max(l.top, o.top)
	return x > 0 && y > 0.35*min(l.bottom-l.top, o.bottom-o.top)
}

// chars gives the characters of a line from left to right as they were read:
// boxes of neighbouring words overlap, and the order must not suffer. All get the
// height of the line: ink of 一 or a comma is flat, type is not.
func (l textLine) chars() []page.Char {
	like := page.Char{Box: page.Box{Y0: l.top, Y1: l.bottom}, Size: (l.bottom - l.top) / 0.92, Red: l.red}
	var out []page.Char
	x := l.x0
	for _, w := range l.words {
		x0 := max(float64(w.x0)*l.scale, x)
		x1 := max(min(float64(w.x1)*l.scale, l.x1), x0+0.2*(l.bottom-l.top)*float64(widthOf(w.text)))
		like.Conf = w.conf
		out = append(out, wordChars(w.text, like, x0, x1)...)
		x = x1
	}
	return out
}

// lineHeight gives the upper and lower edge of a line's type, in pixels. Words
// that are much flatter (一, commas) or taller (two lines taken for one) than
// most have no say.
func lineHeight(line []word) (top, bottom float64) {
	heights := make([]int, 0, len(line))
	for _, w := range line {
		if widthOf(w.text) > 1 || len(line) == 1 {
			heights = append(heights, w.y1-w.y0)
		}
	}
	if len(heights) == 0 {
		heights = append(heights, line[0].y1-line[0].y0)
	}
	usual := median(heights)
	var tops, bottoms []int
	for _, w := range line {
		if h := w.y1 - w.y0; h*10 >= usual*7 && h*10 <= usual*14 {
			tops, bottoms = append(tops, w.y0), append(bottoms, w.y1)
		}
	}
	if len(tops) == 0 {
		return float64(line[0].y0), float64(line[0].y1)
	}
	return float64(median(tops)), float64(median(bottoms))
}

// wordChars shares a word's width among its characters, full-width ones taking
// two parts.
func wordChars(text string, like page.Char, x0, x1 float64) []page.Char {
	unit := (x1 - x0) / float64(max(widthOf(text), 1))
	out := make([]page.Char, 0, len(text)/3+1)
	for _, r := range text {
		c := like
		c.R, c.Box.X0, c.Box.X1 = r, x0, x0+unit*float64(parts(r))
		x0 = c.Box.X1
		out = append(out, c)
	}
	return out
}

// widthOf gives the width of a text in half characters.
func widthOf(s string) int {
	n := 0
	for _, r := range s {
		n += parts(r)
	}
	return n
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
