package year

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
)

// Measures of a printed list in mm: A4 landscape.
const (
	listWidth  = pdf.A4Height
	listHeight = pdf.A4Width
	listMargin = 15.0
	listTop    = 32.0
	listFoot   = 192.0
	listType   = 9.0 // points
	listLead   = 4.6 // from line to line
	listPad    = 1.5 // within a cell
	listLine   = 0.15
)

// writeListPDF sets a list as a ruled table with its heading repeated on every
// page, and lines to sign below the last.
func (y *Year) writeListPDF(ctx context.Context, w io.Writer, s sheet, h heading) error {
	p := &listPress{
		say: y.Paper.SayID, words: y.Paper, heading: h, rows: s.count(), head: s.headings,
		set: pdf.Setting{Type: y.Type, Face: pdf.Serif, Size: listType},
	}
	p.columns(s.rows)
	p.page()
	for _, r := range s.rows {
		p.row(r, false)
	}
	p.signs()
	p.number()
	_, err := y.PDF.Assemble(ctx, w, pdf.Job{
		Parts: []pdf.Part{{Sheets: p.sheets}}, PDFA: true,
		Meta: pdf.Meta{Title: h.title, Creator: Software, Created: y.Now()},
	})
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// listPress sets the pages of one list.
type listPress struct {
	say   func(id string) string
	words archive.Words
	heading
	rows   int // as the heading counts them
	head   []string
	widths []float64
	set    pdf.Setting
	sheets []pdf.Sheet
	y      float64
}

func (p *listPress) put(op pdf.Op) {
	s := &p.sheets[len(p.sheets)-1]
	s.Ops = append(s.Ops, op)
}

// unbroken are the columns that are not wrapped: a code in pieces is hard to read.
var unbroken = map[string]bool{"code": true, "number": true, "date": true}

// centred are the columns whose values are of one length.
var centred = map[string]bool{"seq": true, "date": true, "retention": true, "due": true, "pages": true}

// columns shares the width by what stands in the columns: narrow ones (dates,
// terms, pages) and codes get what they need, and wide ones share the rest.
func (p *listPress) columns(rows [][]string) {
	const least, narrow, longest, most = 12.0, 26.0, 52.0, 95.0
	want, whole := make([]float64, len(p.head)), make([]bool, len(p.head))
	fixed, free := 0.0, 0.0
	for i, h := range p.head {
		want[i] = pdf.Setting{Type: p.set.Type, Face: pdf.SerifBold, Size: listType}.Width(p.say("list." + h))
		for _, r := range rows {
			if i < len(r) {
				want[i] = max(want[i], p.set.Width(r[i]))
			}
		}
		want[i] = min(max(want[i]+3*listPad, least), most)
		if whole[i] = want[i] <= narrow || unbroken[h] && want[i] <= longest; whole[i] {
			fixed += want[i]
		} else {
			free += want[i]
		}
	}
	room := listWidth - 2*listMargin
	for i := range want {
		switch {
		case free == 0:
			want[i] *= room / fixed
		case !whole[i]:
			want[i] *= max(room-fixed, room/4) / free
		}
	}
	p.widths = want
}

func (p *listPress) page() {
	p.sheets = append(p.sheets, pdf.Sheet{W: listWidth, H: listHeight})
	bold := pdf.Setting{Type: p.set.Type, Face: pdf.SerifBold, Size: 18}
	p.put(pdf.Text{X: (listWidth - bold.Width(p.title)) / 2, Y: 20, Size: 18, Face: pdf.SerifBold, S: p.title})
	p.put(pdf.Text{X: listMargin, Y: 29, Size: listType, S: p.below(p.rows)})
	p.y = listTop
	heads := make([]string, 0, len(p.head))
	for _, h := range p.head {
		heads = append(heads, p.say("list."+h))
	}
	p.row(heads, true)
}

// row sets one row; one that does not fit goes to the next page.
func (p *listPress) row(cells []string, head bool) {
	face := pdf.Serif
	if head {
		face = pdf.SerifBold
	}
	lines := make([][]string, len(p.widths))
	n := 1
	for i := range p.widths {
		if i < len(cells) {
			lines[i] = p.set.Wrap(cells[i], p.widths[i]-2*listPad)
			n = max(n, len(lines[i]))
		}
	}
	height := float64(n)*listLead + 2*listPad
	if p.y+height > listFoot && !head {
		p.page()
	}
	x := listMargin
	for i, w := range p.widths {
		p.put(pdf.Rect{X: x, Y: p.y, W: w, H: height, Width: listLine})
		for j, l := range lines[i] {
			at := x + listPad
			if head || centred[p.head[i]] {
				at = x + (w-pdf.Setting{Type: p.set.Type, Face: face, Size: listType}.Width(l))/2
			}
			p.put(pdf.Text{X: at, Y: p.y + listPad + float64(j)*listLead + 3.4, Size: listType, Face: face, S: l})
		}
		x += w
	}
	p.y += height
}

// inLine is how many fields to sign stand beside one another.
const inLine = 4

// signs sets the fields to sign under one another in columns, each open one with a
// rule to write on.
func (p *listPress) signs() {
	const step, gap, low = 11.0, 8.0, 1.2
	var rows [][]string
	for _, line := range p.sign {
		rows = slices.AppendSeq(rows, slices.Chunk(apart.Split(strings.TrimRight(line, " 　"), -1), inLine))
	}
	if p.y+step*float64(len(rows))+4 > listFoot {
		p.page()
	}
	set := pdf.Setting{Type: p.set.Type, Face: pdf.Serif, Size: 10.5}
	width := (listWidth - 2*listMargin) / inLine
	for _, fields := range rows {
		p.y += step
		for i, f := range fields {
			x := listMargin + float64(i)*width
			p.put(pdf.Text{X: x, Y: p.y, Size: set.Size, S: f})
			if strings.HasSuffix(f, "：") || strings.HasSuffix(f, ":") {
				p.put(pdf.Line{X0: x + set.Width(f), X1: x + width - gap, Y0: p.y + low, Y1: p.y + low, Width: listLine})
			}
		}
	}
}

// apart is what stands between the fields of a line to sign.
var apart = regexp.MustCompile(`[ 　]{2,}`)

func (p *listPress) number() {
	for i := range p.sheets {
		s := p.words.Say(archive.Say("bind.page_of", "page", fmt.Sprint(i+1), "of", fmt.Sprint(len(p.sheets))))
		w := p.set.Width(s)
		p.sheets[i].Ops = append(p.sheets[i].Ops, pdf.Text{X: (listWidth - w) / 2, Y: 201, Size: listType, S: s})
	}
}
