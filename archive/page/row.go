package page

import (
	"math"
	"sort"
	"unicode"
)

// The measures of type, in parts of its size (em).
const (
	descent  = 0.17 // of the box: how far it reaches below the baseline
	sameLine = 0.35 // baselines that differ less are one
	wordGap  = 0.6  // a gap from which a space is read
	spanGap  = 2.0  // a gap from which a new span begins
	evenness = 0.35 // gaps that differ less are even
	pairGap  = 2.6  // two characters of one word stand no further apart
	runGap   = 6.0  // nor do more than two
)

// row is the characters of one baseline.
type row struct {
	chars []Char
	base  float64 // mean baseline
	low   float64 // height of the smallest character
}

func baseline(c Char) float64 { return c.Box.Y1 - descent*(c.Box.Y1-c.Box.Y0) }

// cluster puts characters of one baseline together, from top to bottom.
func cluster(chars []Char) []*row {
	sort.SliceStable(chars, func(i, j int) bool { return baseline(chars[i]) < baseline(chars[j]) })
	var rows []*row
	for _, c := range chars {
		if r := fitting(rows, c); r != nil {
			r.add(c)
			continue
		}
		r := &row{low: math.Inf(1)}
		r.add(c)
		rows = append(rows, r)
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].base < rows[j].base })
	return rows
}

// fitting finds the nearest row for a character. Rows come in the order of their
// baselines, so only the last few can fit.
func fitting(rows []*row, c Char) *row {
	b, h := baseline(c), c.Box.Y1-c.Box.Y0
	var best *row
	dist := math.Inf(1)
	for i := len(rows) - 1; i >= 0 && i >= len(rows)-8; i-- {
		d := math.Abs(rows[i].base - b)
		if d <= sameLine*min(h, rows[i].low) && d < dist {
			best, dist = rows[i], d
		}
	}
	return best
}

func (r *row) add(c Char) {
	n := float64(len(r.chars))
	r.base = (r.base*n + baseline(c)) / (n + 1)
	r.low = min(r.low, c.Box.Y1-c.Box.Y0)
	r.chars = append(r.chars, c)
}

// line sorts the characters from left to right and makes spans of them.
func (r *row) line() Line {
	sort.SliceStable(r.chars, func(i, j int) bool { return r.chars[i].Box.X0 < r.chars[j].Box.X0 })
	words := join(split(r.chars))
	l := Line{}
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && gap(words[j-1], words[j]) < spanGap {
			j++
		}
		s := span(words[i:j])
		l.Spans = append(l.Spans, s)
		l.Box = l.Box.Union(s.Box)
		l.Size = max(l.Size, s.Size)
		i = j
	}
	return l
}

// split cuts a row into words: runs without a gap.
func split(chars []Char) [][]Char {
	var words [][]Char
	from := 0
	for i := 1; i <= len(chars); i++ {
		if i == len(chars) || gap(chars[from:i], chars[i:]) >= wordGap || latinGap(chars[i-1], chars[i]) {
			words = append(words, chars[from:i])
			from = i
		}
	}
	return words
}

// latinGap reports a space between two words of letters: it is narrower than a
// space between Chinese characters.
func latinGap(a, b Char) bool {
	return narrow(a.R) && narrow(b.R) && b.Box.X0-a.Box.X1 > 0.17*em(a, b) &&
		(unicode.IsLetter(a.R) || unicode.IsLetter(b.R))
}

func narrow(r rune) bool { return r < 0x2E80 }

func em(a, b Char) float64 {
	return max(a.Size, b.Size, (a.Box.Y1-a.Box.Y0)*0.7, (b.Box.Y1-b.Box.Y0)*0.7, 1)
}

// gap is the distance between two words in em.
func gap(a, b []Char) float64 {
	l, r := a[len(a)-1], b[0]
	return (r.Box.X0 - l.Box.X1) / em(l, r)
}

// join closes up words that are spaced evenly, character by character, as
// headings (发  文  机  关) and labels (抄  送：) are.
func join(words [][]Char) [][]Char {
	var out [][]Char
	for i := 0; i < len(words); {
		n := spaced(words[i:])
		var w []Char
		for _, part := range words[i : i+n] {
			w = append(w, part...)
		}
		out = append(out, w)
		i += n
	}
	return out
}

// spaced counts the words at the head that are one word set wide: at least one
// single character, then single characters at even gaps, the last of which may
// carry on after a colon. 1 is none.
func spaced(words [][]Char) int {
	if !single(words[0]) {
		return 1
	}
	n, first := 1, 0.0
	for n < len(words) {
		g := gap(words[n-1], words[n])
		if n == 1 {
			first = g
		}
		label := labelled(words[n])
		if math.Abs(g-first) > evenness*max(1, first/2) || !single(words[n]) && !label {
			break
		}
		n++
		if label {
			break
		}
	}
	if n == 2 && first > pairGap || n > 2 && first > runGap {
		return 1
	}
	return n
}

func single(w []Char) bool { return len(w) == 1 && unicode.Is(unicode.Han, w[0].R) }

// labelled reports whether a word goes on after a colon in second place: the end
// of a label and its text.
func labelled(w []Char) bool {
	return len(w) >= 2 && unicode.Is(unicode.Han, w[0].R) && (w[1].R == '：' || w[1].R == ':')
}

// span makes a span of words, with a space between them.
func span(words [][]Char) Span {
	s := Span{}
	var text []rune
	var t tally
	for i, w := range words {
		if i > 0 {
			text = append(text, ' ')
		}
		for _, c := range w {
			text = append(text, c.R)
			s.Box = s.Box.Union(c.Box)
			t.count(c)
		}
	}
	s.Text = string(text)
	t.fill(&s)
	return s
}

// tally finds how most characters of a span look.
type tally struct {
	n, bold, red int
	conf         float64
	sizes        map[float64]int
	fonts        map[string]int
}

func (t *tally) count(c Char) {
	if t.sizes == nil {
		t.sizes, t.fonts = map[float64]int{}, map[string]int{}
	}
	t.n++
	t.conf += c.Conf
	t.sizes[math.Round(c.Size*10)/10]++
	t.fonts[c.Font]++
	if c.Bold {
		t.bold++
	}
	if c.Red {
		t.red++
	}
}

func (t *tally) fill(s *Span) {
	s.Bold, s.Red, s.Conf = 2*t.bold > t.n, 2*t.red > t.n, t.conf/float64(t.n)
	for z, n := range t.sizes {
		if m := t.sizes[s.Size]; n > m || n == m && z > s.Size {
			s.Size = z
		}
	}
	for f, n := range t.fonts {
		if m := t.fonts[s.Font]; n > m || n == m && f < s.Font {
			s.Font = f
		}
	}
}
