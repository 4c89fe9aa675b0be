package bind

import (
	"math"

	"niandang/archive/pdf"
)

// table sets rows in columns, its head again on every page. One row never runs
// over two pages.
type table struct {
	form  tableForm
	heads []string
	rows  []tableRow
	t     pdf.Type
}

// tableRow is one row, or, where band is set, a line across all columns.
type tableRow struct {
	cells []string
	band  string
	page  int // where the row leads to; 0 for nowhere
	lines [][]string
	h     float64
}

// paginate lays the rows out on pages, of which the first has room for rows of the
// height first and the others of the height other, heads included.
func (t *table) paginate(first, other float64) [][]tableRow {
	t.layoutAll(min(first, other) - t.headHeight())
	room := first - t.headHeight()
	var pages [][]tableRow
	from, y := 0, 0.0
	for i, r := range t.rows {
		keep := r.h
		if r.band != "" && i+1 < len(t.rows) { // a band is not left alone at the foot
			keep += t.rows[i+1].h
		}
		if i > from && y+keep > room {
			pages = append(pages, t.rows[from:i])
			from, y = i, 0
			room = other - t.headHeight()
		}
		y += r.h
	}
	return append(pages, t.rows[from:])
}

// layoutAll lays out what is not laid out yet.
func (t *table) layoutAll(room float64) {
	for i := range t.rows {
		if t.rows[i].h == 0 {
			t.rows[i] = t.layout(t.rows[i], room)
		}
	}
}

func (t *table) headHeight() float64 { return t.form.Line + 2*t.form.Pad }

func (t *table) style() style { return serif(t.form.Pt) }

// layout breaks the cells of a row into lines; a cell that alone would fill more
// than the page is cut at the page's end.
func (t *table) layout(r tableRow, room float64) tableRow {
	if r.band != "" {
		r.h = t.headHeight()
		return r
	}
	most := max(t.form.MinLines, 1)
	limit := max(1, int((room-2*t.form.Pad)/t.form.Line))
	r.lines = make([][]string, len(r.cells))
	for i, c := range r.cells {
		w := t.form.Columns[i].Width - 2*t.form.Side
		if k := t.form.Columns[i].Key; k == "code" || k == "number" {
			r.lines[i] = codeLines(t.t, c, t.style(), w)
		} else {
			r.lines[i] = wrap(t.t, c, t.style(), w)
		}
		if len(r.lines[i]) > limit {
			r.lines[i] = append(r.lines[i][:limit-1], "……")
		}
		most = max(most, len(r.lines[i]))
	}
	r.h = float64(most)*t.form.Line + 2*t.form.Pad
	return r
}

// draw sets one page of rows.
func (t *table) draw(l *leaf, b box, rows []tableRow) {
	width := t.width()
	l.level(b.x, b.x+width, b.y, t.form.Heavy)
	t.drawHead(l, b)
	y := b.y + t.headHeight()
	for i, r := range rows {
		if i > 0 {
			l.level(b.x, b.x+width, y, t.form.Rule)
		}
		t.drawRow(l, box{b.x, y, width, r.h}, r)
		y += r.h
	}
	l.level(b.x, b.x+width, b.y+t.headHeight(), t.form.Heavy/2)
	l.level(b.x, b.x+width, y, t.form.Heavy)
	if t.form.Grid {
		t.drawUprights(l, b, rows)
	}
}

func (t *table) width() float64 {
	w := 0.0
	for _, c := range t.form.Columns {
		w += c.Width
	}
	return w
}

func (t *table) drawHead(l *leaf, b box) {
	st := style{face: pdf.SerifBold, pt: t.form.HeadPt}
	x := b.x
	for i, c := range t.form.Columns {
		cell := box{x + t.form.Side/2, b.y, c.Width - t.form.Side, t.headHeight()}
		l.fit(cell, st, st.pt*0.7, t.heads[i])
		x += c.Width
	}
}

func (t *table) drawRow(l *leaf, b box, r tableRow) {
	if r.page > 0 {
		l.add(pdf.Link{X: b.x, Y: b.y, W: b.w, H: b.h, Page: r.page})
	}
	if r.band != "" {
		l.left(b.x+t.form.Side, b.y+b.h/2+dropOf(t.form.HeadPt), style{face: pdf.SerifBold, pt: t.form.HeadPt}, r.band)
		return
	}
	x := b.x
	for i, c := range t.form.Columns {
		lines := r.lines[i]
		cell := box{x + t.form.Side, b.y, c.Width - 2*t.form.Side, b.h}
		base := b.y + b.h/2 - t.form.Line*float64(len(lines)-1)/2 + dropOf(t.form.Pt)
		for j, s := range lines {
			l.aligned(c.Align, box{cell.x, base + float64(j)*t.form.Line, cell.w, 0}, t.style(), s)
		}
		x += c.Width
	}
}

// drawUprights draws the rules between columns, which stop at bands, and the two
// sides.
func (t *table) drawUprights(l *leaf, b box, rows []tableRow) {
	runs := [][2]float64{}
	from, y := b.y, b.y+t.headHeight()
	for _, r := range rows {
		if r.band != "" {
			runs = append(runs, [2]float64{from, y})
			from = y + r.h
		}
		y += r.h
	}
	runs = append(runs, [2]float64{from, y})
	x := b.x
	for i, c := range t.form.Columns {
		if i > 0 {
			for _, run := range runs {
				if math.Abs(run[1]-run[0]) > 0.01 {
					l.upright(x, run[0], run[1], t.form.Rule)
				}
			}
		}
		x += c.Width
	}
	l.upright(b.x, b.y, y, t.form.Heavy)
	l.upright(x, b.y, y, t.form.Heavy)
}
