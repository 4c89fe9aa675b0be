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
	block map[string]float64 // width of the widest number of a column of digits
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
	t.measureDigits()
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

// measureDigits finds how wide the numbers of a column are at most: as a block they
// stand in its middle, and under one another.
func (t *table) measureDigits() {
	t.block = make(map[string]float64)
	for i, key := range t.form.Columns {
		if t.form.Align[key] != "digits" {
			continue
		}
		for _, r := range t.rows {
			if r.band == "" {
				t.block[key] = max(t.block[key], t.style().setting(t.t).Width(r.cells[i]))
			}
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
		key := t.form.Columns[i]
		w := t.form.Widths[key] - 2*t.form.Side
		set := t.style().setting(t.t)
		switch key {
		case "code", "number":
			r.lines[i] = codeLines(set, c, w)
		case "issuers":
			r.lines[i] = listLines(set, c, w)
		default:
			r.lines[i] = set.Wrap(c, w)
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

func (t *table) width() float64 { return t.form.width() }

func (t *table) drawHead(l *leaf, b box) {
	st := style{face: pdf.SerifBold, pt: t.form.HeadPt}
	x := b.x
	for i, key := range t.form.Columns {
		w := t.form.Widths[key]
		cell := box{x + t.form.Side/2, b.y, w - t.form.Side, t.headHeight()}
		l.fit(cell, st, st.pt*0.7, t.heads[i])
		x += w
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
	for i, key := range t.form.Columns {
		lines := r.lines[i]
		w := t.form.Widths[key]
		cell := box{x + t.form.Side, b.y, w - 2*t.form.Side, b.h}
		base := b.y + b.h/2 - t.form.Line*float64(len(lines)-1)/2 + dropOf(t.form.Pt)
		for j, s := range lines {
			y := base + float64(j)*t.form.Line
			if t.form.Align[key] == "digits" {
				l.right(cell.x+(cell.w+t.block[key])/2, y, t.style(), s)
			} else {
				l.aligned(t.form.Align[key], box{cell.x, y, cell.w, 0}, t.style(), s)
			}
		}
		x += w
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
	for i, key := range t.form.Columns {
		if i > 0 {
			for _, run := range runs {
				if math.Abs(run[1]-run[0]) > 0.01 {
					l.upright(x, run[0], run[1], t.form.Rule)
				}
			}
		}
		x += t.form.Widths[key]
	}
	l.upright(b.x, b.y, y, t.form.Heavy)
	l.upright(x, b.y, y, t.form.Heavy)
}
