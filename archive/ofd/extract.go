package ofd

import (
	"fmt"
	"math"
	"strings"

	"niandang/archive/page"
)

// pointsPerMM takes millimetres to points.
const pointsPerMM = 72 / 25.4

// Page gives page i (from 0) with its text, pictures, rules and seals, in
// points. Text that stands askew, and text of annotations, comes after the
// lines of the page, a line each. A page that is named but missing is an error.
func (d *Document) Page(i int) (page.Page, error) {
	if i < 0 || i >= len(d.pages) {
		return page.Page{}, fmt.Errorf("page %d of %d: %w", i, len(d.pages), errNoFile)
	}
	w, h := d.Size(i)
	p := page.Page{Number: i + 1, Width: w * pointsPerMM, Height: h * pointsPerMM}
	x := &extractor{page: &p}
	if _, err := d.Draw(i, x); err != nil {
		return p, fmt.Errorf("page %d: %w", i+1, err)
	}
	p.Lines = append(page.Compose(x.chars, p.Width, p.Height), x.aside()...)
	return p, nil
}

// extractor is a canvas that collects what is on a page.
type extractor struct {
	page  *page.Page
	chars []page.Char
	askew []page.Line
}

func (x *extractor) Text(t Text) bool {
	if t.From == SealLayer {
		return true // the text of a seal is its picture, not the document's
	}
	chars := charsOf(t)
	turn := math.Mod(math.Abs(t.Turn), 360)
	if t.From == Content || t.From == Template {
		if turn < 3 || turn > 357 {
			x.chars = append(x.chars, chars...)
			return true
		}
	}
	if line, ok := lineOf(chars); ok {
		x.askew = append(x.askew, line)
	}
	return true
}

// aside gives the lines that stand askew, each text once: a watermark is printed
// all over the page.
func (x *extractor) aside() []page.Line {
	seen := map[string]bool{}
	var out []page.Line
	for _, l := range x.askew {
		if t := l.Text(); !seen[t] {
			seen[t] = true
			out = append(out, l)
		}
	}
	return out
}

// charsOf gives the characters of a run with their boxes. A box is as wide as
// the character, not as the way to the next one, so that gaps can be seen.
func charsOf(t Text) []page.Char {
	size := t.Size * pointsPerMM
	red := t.Fill != nil && t.Fill.Red() || t.Fill == nil && t.Stroke != nil && t.Stroke.Red()
	name := t.Font.Name
	if name == "" {
		name = t.Font.Family
	}
	out := make([]page.Char, 0, len(t.Glyphs))
	for _, g := range t.Glyphs {
		if g.R < ' ' {
			continue
		}
		wide := size * t.HScale * g.usualWidth()
		if a := g.Advance * pointsPerMM; a > 0 && a < wide && !t.Vertical {
			wide = a
		}
		px, py := g.X*pointsPerMM, g.Y*pointsPerMM
		runes := append([]rune{g.R}, []rune(g.Tail)...) // a ligature's characters share its place
		wide /= float64(len(runes))
		for i, r := range runes {
			x := px + float64(i)*wide
			out = append(out, page.Char{
				R: r, Size: size, Font: name, Bold: t.Bold, Red: red, Conf: 1,
				Box: page.Box{X0: x, Y0: py - 0.86*size, X1: x + wide, Y1: py + 0.14*size},
			})
		}
	}
	return out
}

// lineOf puts characters into one line as they come.
func lineOf(chars []page.Char) (page.Line, bool) {
	var s strings.Builder
	var b page.Box
	for _, c := range chars {
		s.WriteRune(c.R)
		b = b.Union(c.Box)
	}
	if strings.TrimSpace(s.String()) == "" {
		return page.Line{}, false
	}
	c := chars[0]
	span := page.Span{Text: strings.TrimSpace(s.String()), Box: b, Size: c.Size, Bold: c.Bold, Red: c.Red, Font: c.Font, Conf: 1}
	return page.Line{Spans: []page.Span{span}, Box: b, Size: c.Size}, true
}

func (x *extractor) Picture(p Picture) bool {
	b := bounds(p.Matrix)
	if p.Clip != nil {
		b = page.Box{X0: p.Clip[0], Y0: p.Clip[1], X1: p.Clip[2], Y1: p.Clip[3]}
	}
	b = points(b)
	if p.From == SealLayer {
		x.page.Seals = append(x.page.Seals, page.Seal{Box: b, Name: p.Name})
		return true
	}
	x.page.Pictures = append(x.page.Pictures, page.Picture{Box: b})
	return true
}

// bounds gives the rectangle around a transformed unit square.
func bounds(m Matrix) page.Box {
	b := page.Box{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, c := range [][2]float64{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
		px, py := m.Apply(c[0], c[1])
		b = page.Box{X0: min(b.X0, px), Y0: min(b.Y0, py), X1: max(b.X1, px), Y1: max(b.Y1, py)}
	}
	return b
}

func points(b page.Box) page.Box {
	return page.Box{X0: b.X0 * pointsPerMM, Y0: b.Y0 * pointsPerMM, X1: b.X1 * pointsPerMM, Y1: b.Y1 * pointsPerMM}
}

// Path keeps straight lines, drawn as a line or as a thin area: the red rule
// under the document number tells where the heading ends.
func (x *extractor) Path(p Path) bool {
	if p.From == SealLayer {
		return true
	}
	x0, y0, x1, y1 := p.Bounds()
	long, thin := max(x1-x0, y1-y0), min(x1-x0, y1-y0)
	if long < 10 || thin > 1.5 {
		return true
	}
	c := p.Stroke
	if c == nil {
		c = p.Fill
	}
	x.page.Rules = append(x.page.Rules, page.Rule{Box: points(page.Box{X0: x0, Y0: y0, X1: x1, Y1: y1}), Red: c.Red()})
	return true
}
