package year

import (
	"context"
	"fmt"
	"io"

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
func (y *Year) writeListPDF(ctx context.Context, w io.Writer, s sheet, title string) error {
	p := &listPress{
		say: y.Paper.SayID, title: title, head: s.headings,
		set: pdf.Setting{Type: y.Type, Face: pdf.Serif, Size: listType},
	}
	p.columns(s.rows)
	p.page()
	for _, r := range s.rows {
		p.row(r, false)
	}
	p.sign()
	p.number()
	_, err := y.PDF.Assemble(ctx, w, pdf.Job{
		Parts: []pdf.Part{{Sheets: p.sheets}}, PDFA: true,
		Meta: pdf.Meta{Title: title, Creator: Software, Created: y.Now()},
	})
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// listPress sets the pages of one list.
type listPress struct {
	say    func(id string) string
	title  string
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

// columns shares the width by what stands in the columns, within bounds, so that
// a long title does not starve the rest.
func (p *listPress) columns(rows [][]string) {
	const least, most = 14.0, 95.0
	want := make([]float64, len(p.head))
	total := 0.0
	for i, h := range p.head {
		want[i] = p.set.Width(p.say("list." + h))
		for _, r := range rows {
			if i < len(r) {
				want[i] = max(want[i], p.set.Width(r[i]))
			}
		}
		want[i] = min(max(want[i]+3*listPad, least), most)
		total += want[i]
	}
	for i := range want {
		want[i] *= (listWidth - 2*listMargin) / total
	}
	p.widths = want
}

func (p *listPress) page() {
	p.sheets = append(p.sheets, pdf.Sheet{W: listWidth, H: listHeight})
	bold := pdf.Setting{Type: p.set.Type, Face: pdf.SerifBold, Size: 18}
	p.put(pdf.Text{X: (listWidth - bold.Width(p.title)) / 2, Y: 24, Size: 18, Face: pdf.SerifBold, S: p.title})
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
			p.put(pdf.Text{X: x + listPad, Y: p.y + listPad + float64(j)*listLead + 3.4, Size: listType, Face: face, S: l})
		}
		x += w
	}
	p.y += height
}

// sign sets the lines to sign.
func (p *listPress) sign() {
	if p.y+14 > listFoot {
		p.page()
	}
	p.y += 10
	p.put(pdf.Text{X: listMargin, Y: p.y, Size: 10.5, S: p.say("list.sign")})
}

func (p *listPress) number() {
	for i := range p.sheets {
		s := fmt.Sprintf("%d / %d", i+1, len(p.sheets))
		w := p.set.Width(s)
		p.sheets[i].Ops = append(p.sheets[i].Ops, pdf.Text{X: (listWidth - w) / 2, Y: 201, Size: listType, S: s})
	}
}
