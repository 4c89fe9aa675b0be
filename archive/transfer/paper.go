package transfer

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/pdf"
	"niandang/archive/transfer/verify"
)

// Measures of a paper in mm and points.
const (
	paperMargin = 25.0
	paperTop    = 25.0
	paperFoot   = 13.0 // from the lower edge
	cellPad     = 1.8
	hairline    = 0.15
	frameLine   = 0.5 // around a form or table
	bodySize    = 10.5
	tableSize   = 9.0
	leastSize   = 7.0 // of a cell that must stay in one line
)

// tint is the ground of a table's head and of its bands.
var tint = pdf.Color{R: 0.93, G: 0.93, B: 0.92}

// alarm is the colour of what was not passed.
var alarm = pdf.Color{R: 0.72, G: 0.1, B: 0.1}

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
	block  float64 // where the boxes that stand together begin; 0: none stand
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

func (p *paper) date(t time.Time) string { return verify.SayDate(p.words, t) }

// turn begins a new page.
func (p *paper) turn() {
	p.frame()
	p.sheets = append(p.sheets, pdf.Sheet{W: p.w, H: p.h, Ops: p.ops})
	p.ops, p.y = nil, paperTop
}

// frame ends a block of boxes with the heavier line around it.
func (p *paper) frame() {
	if p.block > 0 {
		p.ops = append(p.ops, pdf.Rect{X: paperMargin, Y: p.block, W: p.width(), H: p.y - p.block, Width: frameLine})
	}
	p.block = 0
}

// gap ends what stands and leaves h mm free.
func (p *paper) gap(h float64) {
	p.frame()
	p.y += h
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
	p.frame()
	size := p.setting(pdf.SerifBold, 20).Fit(s, p.width(), 12)
	w := p.typ.Width(s, pdf.SerifBold, size)
	p.y += lead(size)
	p.ops = append(p.ops, pdf.Text{X: (p.w - w) / 2, Y: p.y, Size: size, Face: pdf.SerifBold, S: s})
	p.y += 7
}

// para sets a paragraph, indented by two characters.
func (p *paper) para(s string) {
	p.frame()
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

// right sets a line at the right, for a signature.
func (p *paper) right(s string) {
	p.frame()
	p.room(lead(12) + 2)
	p.y += lead(12) + 2
	p.ops = append(p.ops, pdf.Text{X: p.rim() - p.typ.Width(s, pdf.Serif, 12), Y: p.y, Size: 12, Face: pdf.Serif, S: s})
}

// small sets a line of small type at the left.
func (p *paper) small(s string) {
	p.frame()
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
	whole  bool // in one line, smaller where it must be
	tinted bool
	alarm  bool
}

// row draws boxes side by side, at least h mm high and as high as the tallest
// needs.
func (p *paper) row(h float64, cells ...cell) {
	p.rowSized(bodySize, h, cells)
}

func (p *paper) rowSized(size, h float64, cells []cell) {
	p.draw(p.measure(size, h, cells))
}

// draw draws boxes side by side, h mm high.
func (p *paper) draw(boxes []boxed, h float64) {
	p.room(h)
	if p.block == 0 {
		p.block = p.y
	}
	for _, b := range boxes {
		b.h = h
		p.box(b)
	}
	p.y += h
}

// measure breaks what stands in the cells into lines and gives the boxes, and the
// height that they need.
func (p *paper) measure(size, h float64, cells []cell) ([]boxed, float64) {
	total := 0.0
	for _, c := range cells {
		total += c.w
	}
	x := paperMargin
	boxes := make([]boxed, len(cells))
	for i, c := range cells {
		b := boxed{x: x, w: p.width() * c.w / total, c: c}
		b.size, b.lines = p.lay(c, size, b.w-2*cellPad)
		h = max(h, float64(len(b.lines))*lead(b.size)+2*cellPad)
		boxes[i], x = b, x+b.w
	}
	return boxes, h
}

// lay gives the size and the lines of a cell w mm wide; most fit in one line.
func (p *paper) lay(c cell, size, w float64) (float64, []string) {
	set := p.setting(c.face(), size)
	if set.Width(c.s) <= w && !strings.Contains(c.s, "\n") {
		return size, []string{strings.TrimRight(c.s, " \r")}
	}
	if c.whole {
		set.Size = set.Fit(c.s, w, leastSize)
	}
	return set.Size, set.Wrap(c.s, w)
}

func (c cell) face() pdf.Face {
	if c.label || c.alarm {
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
	if b.c.tinted {
		p.ops = append(p.ops, pdf.Rect{X: b.x, Y: p.y, W: b.w, H: b.h, Filled: true, Color: tint})
	}
	p.ops = append(p.ops, pdf.Rect{X: b.x, Y: p.y, W: b.w, H: b.h, Width: hairline})
	y := p.y + (b.h-float64(len(b.lines))*lead(b.size))/2 + lead(b.size)*0.74
	for _, l := range b.lines {
		x := b.x + cellPad
		if b.c.label || b.c.middle {
			x = b.x + (b.w-p.typ.Width(l, b.c.face(), b.size))/2
		}
		t := pdf.Text{X: x, Y: y, Size: b.size, Face: b.c.face(), S: l}
		if b.c.alarm {
			t.Color = alarm
		}
		p.ops = append(p.ops, t)
		y += lead(b.size)
	}
}

// column is one column of a table.
type column struct {
	head   string
	w      float64 // share of the width; the least of a column that stays whole
	middle bool
	whole  bool // wide enough that nothing in it breaks, as codes and numbers must not
}

// line is one row of a table; a band goes over all columns and tells what follows.
type line struct {
	cells []string
	band  string
	alarm bool // the third cell, the result, was not passed
}

func lines(rows [][]string) []line {
	out := make([]line, len(rows))
	for i, r := range rows {
		out[i] = line{cells: r}
	}
	return out
}

// wholeShare is the share of the width that a column which stays whole may take.
const wholeShare = 0.3

// widths gives each column its mm: what must stay whole first, the rest by shares.
func (p *paper) widths(cols []column, rows []line) []float64 {
	out := make([]float64, len(cols))
	left, shares := p.width(), 0.0
	for i, c := range cols {
		if !c.whole {
			shares += c.w
			continue
		}
		widest := p.setting(pdf.SerifBold, tableSize).Width(c.head)
		for _, r := range rows {
			if i < len(r.cells) {
				widest = max(widest, p.setting(pdf.Serif, tableSize).Width(r.cells[i]))
			}
		}
		out[i] = min(widest+2*cellPad+0.5, p.width()*wholeShare)
		left -= out[i]
	}
	for i, c := range cols {
		if !c.whole {
			out[i] = left * c.w / shares
		}
	}
	return out
}

// table draws rows under a head that is repeated on each page. A row that is
// taller than a page is cut to what fits.
func (p *paper) table(cols []column, rows []line) {
	widths := p.widths(cols, rows)
	head := make([]cell, len(cols))
	for i, c := range cols {
		head[i] = cell{w: widths[i], s: c.head, label: true, tinted: true}
	}
	p.rowSized(tableSize, 8, head)
	for i, r := range rows {
		boxes, h := p.measure(tableSize, 7, r.set(cols, widths))
		need := h
		if r.band != "" && i+1 < len(rows) { // a band does not stand alone at the foot
			_, next := p.measure(tableSize, 7, rows[i+1].set(cols, widths))
			need += next
		}
		if p.y+need > p.bottom() {
			p.turn()
			p.rowSized(tableSize, 8, head)
		}
		p.draw(boxes, h)
	}
	p.frame()
}

// set gives the cells of a row.
func (l line) set(cols []column, widths []float64) []cell {
	if l.band != "" {
		return []cell{{w: 1, s: l.band, label: true, tinted: true}}
	}
	out := make([]cell, len(cols))
	for i, c := range cols {
		out[i] = cell{w: widths[i], s: cutText(l.cells[i], 900), middle: c.middle, whole: c.whole, alarm: l.alarm && i == 2}
	}
	return out
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
