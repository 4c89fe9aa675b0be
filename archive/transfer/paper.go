package transfer

import (
	"context"
	"fmt"
	"io"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
)

// Measures of a paper in mm and points.
const (
	paperMargin = 25.0
	paperTop    = 25.0
	paperFoot   = 13.0 // from the lower edge
	cellPad     = 1.8
	hairline    = 0.2
	bodySize    = 10.5
	tableSize   = 9.0
)

// lead gives the distance of lines in mm for a size in points.
func lead(size float64) float64 { return size * 0.3528 * 1.55 }

// paper sets a document from top to bottom, page after page: headings,
// paragraphs, forms and tables whose heads stand on every page.
type paper struct {
	typ    pdf.Type
	words  archive.Words
	sheets []pdf.Sheet
	ops    []pdf.Op
	y      float64
	w, h   float64 // of the sheet
}

func newPaper(d Deps) *paper {
	return &paper{typ: d.Type, words: d.Paper, y: paperTop, w: pdf.A4Width, h: pdf.A4Height}
}

// broad turns the sheet on its side, for wide tables.
func (p *paper) broad() *paper {
	p.w, p.h = pdf.A4Height, pdf.A4Width
	return p
}

func (p *paper) rim() float64    { return p.w - paperMargin }
func (p *paper) width() float64  { return p.w - 2*paperMargin }
func (p *paper) bottom() float64 { return p.h - paperMargin }

func (p *paper) say(id string, pairs ...string) string { return p.words.Say(archive.Say(id, pairs...)) }

// turn begins a new page.
func (p *paper) turn() {
	p.sheets = append(p.sheets, pdf.Sheet{W: p.w, H: p.h, Ops: p.ops})
	p.ops, p.y = nil, paperTop
}

// room turns the page when h mm do not fit any more.
func (p *paper) room(h float64) bool {
	if p.y+h <= p.bottom() || p.y == paperTop {
		return false
	}
	p.turn()
	return true
}

func (p *paper) setting(f pdf.Face, size float64) pdf.Setting {
	return pdf.Setting{Type: p.typ, Face: f, Size: size}
}

// title sets a line in the middle, smaller where it is too long.
func (p *paper) title(s string) {
	size := p.setting(pdf.SerifBold, 20).Fit(s, p.width(), 12)
	w := p.typ.Width(s, pdf.SerifBold, size)
	p.y += lead(size)
	p.ops = append(p.ops, pdf.Text{X: (p.w - w) / 2, Y: p.y, Size: size, Face: pdf.SerifBold, S: s})
	p.y += 7
}

// para sets a paragraph, indented by two characters.
func (p *paper) para(s string) {
	set := p.setting(pdf.Serif, 12)
	for i, l := range set.Wrap("　　"+s, p.width()) {
		p.room(lead(12))
		p.y += lead(12)
		if i > 0 {
			l = strings.TrimLeft(l, "　")
		}
		p.ops = append(p.ops, pdf.Text{X: paperMargin, Y: p.y - 1.2, Size: 12, Face: pdf.Serif, S: l})
	}
}

// line sets a line at the right, for a signature.
func (p *paper) right(s string) {
	p.room(lead(12) + 2)
	p.y += lead(12) + 2
	p.ops = append(p.ops, pdf.Text{X: p.rim() - p.typ.Width(s, pdf.Serif, 12), Y: p.y, Size: 12, Face: pdf.Serif, S: s})
}

// small sets a line of small type at the left.
func (p *paper) small(s string) {
	for _, l := range p.setting(pdf.Serif, tableSize).Wrap(s, p.width()) {
		p.room(lead(tableSize))
		p.y += lead(tableSize)
		p.ops = append(p.ops, pdf.Text{X: paperMargin, Y: p.y - 1, Size: tableSize, Face: pdf.Serif, S: l})
	}
	p.y += 1.5
}

// cell is one box of a form.
type cell struct {
	w      float64 // share of the row's width
	s      string
	label  bool // set bold, in the middle
	middle bool
}

// row draws boxes side by side, at least h mm high and as high as the tallest
// needs.
func (p *paper) row(h float64, cells ...cell) {
	p.rowSized(bodySize, h, cells)
}

func (p *paper) rowSized(size, h float64, cells []cell) {
	total := 0.0
	for _, c := range cells {
		total += c.w
	}
	lines := make([][]string, len(cells))
	for i, c := range cells {
		lines[i] = p.setting(c.face(), size).Wrap(c.s, p.width()*c.w/total-2*cellPad)
		h = max(h, float64(len(lines[i]))*lead(size)+2*cellPad)
	}
	p.room(h)
	x := paperMargin
	for i, c := range cells {
		w := (p.rim() - paperMargin) * c.w / total
		p.box(boxed{x: x, w: w, h: h, size: size, c: c, lines: lines[i]})
		x += w
	}
	p.y += h
}

func (c cell) face() pdf.Face {
	if c.label {
		return pdf.SerifBold
	}
	return pdf.Serif
}

// boxed is a cell with its place and its lines.
type boxed struct {
	x, w, h, size float64
	c             cell
	lines         []string
}

func (p *paper) box(b boxed) {
	p.ops = append(p.ops, pdf.Rect{X: b.x, Y: p.y, W: b.w, H: b.h, Width: hairline})
	y := p.y + (b.h-float64(len(b.lines))*lead(b.size))/2 + lead(b.size)*0.74
	for _, l := range b.lines {
		x := b.x + cellPad
		if b.c.label || b.c.middle {
			x = b.x + (b.w-p.typ.Width(l, b.c.face(), b.size))/2
		}
		p.ops = append(p.ops, pdf.Text{X: x, Y: y, Size: b.size, Face: b.c.face(), S: l})
		y += lead(b.size)
	}
}

// column is one column of a table.
type column struct {
	head   string
	w      float64
	middle bool
}

// table draws rows under a head that is repeated on each page. A row that is
// taller than a page is cut to what fits.
func (p *paper) table(cols []column, rows [][]string) {
	head := make([]cell, len(cols))
	for i, c := range cols {
		head[i] = cell{w: c.w, s: c.head, label: true}
	}
	p.rowSized(tableSize, 8, head)
	for _, r := range rows {
		cells := make([]cell, len(cols))
		for i, c := range cols {
			cells[i] = cell{w: c.w, s: cutText(r[i], 900), middle: c.middle}
		}
		if p.y+p.height(cells) > p.bottom() {
			p.turn()
			p.rowSized(tableSize, 8, head)
		}
		p.rowSized(tableSize, 7, cells)
	}
}

func (p *paper) height(cells []cell) float64 {
	total, h := 0.0, 7.0
	for _, c := range cells {
		total += c.w
	}
	for _, c := range cells {
		n := len(p.setting(c.face(), tableSize).Wrap(c.s, p.width()*c.w/total-2*cellPad))
		h = max(h, float64(n)*lead(tableSize)+2*cellPad)
	}
	return h
}

func cutText(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// write ends the last page, numbers the pages where there are several, and
// writes the file; copies says how often the whole stands in it.
func (p *paper) write(ctx context.Context, w io.Writer, d Deps, o paperOptions) error {
	if len(p.ops) > 0 || len(p.sheets) == 0 {
		p.turn()
	}
	if n := len(p.sheets); n > 1 {
		for i := range p.sheets {
			s := p.say("paper.page", "n", fmt.Sprint(i+1), "of", fmt.Sprint(n))
			x := (p.w - p.typ.Width(s, pdf.Serif, tableSize)) / 2
			p.sheets[i].Ops = append(p.sheets[i].Ops, pdf.Text{X: x, Y: p.h - paperFoot, Size: tableSize, Face: pdf.Serif, S: s})
		}
	}
	var sheets []pdf.Sheet
	for range max(1, o.copies) {
		sheets = append(sheets, p.sheets...)
	}
	_, err := d.Engine.Assemble(ctx, w, pdf.Job{
		Parts: []pdf.Part{{Sheets: sheets}},
		Meta:  o.meta,
		PDFA:  true,
	})
	if err != nil {
		return fmt.Errorf("set %s: %w", o.meta.Title, err)
	}
	return nil
}

type paperOptions struct {
	copies int
	meta   pdf.Meta
}
