package bind

import (
	"niandang/archive/pdf"
)

// notePress sets paragraphs on as many pages as they take.
type notePress struct {
	v      *volume
	title  string
	grid   float64
	l      *leaf
	area   box
	y      float64
	sheets []pdf.Sheet
}

// tighter are the shares of the line distance that are tried so that a few lines
// do not go over to a page of their own.
var tighter = []float64{1, 0.93, 0.87}

// note sets the compilation note.
func (v *volume) note() []pdf.Sheet {
	paragraphs := v.noteText()
	var best []pdf.Sheet
	for _, share := range tighter {
		p := notePress{v: v, title: v.c.say("note"), grid: v.c.forms.volume.Grid * share}
		p.open(v.heading(p.title))
		for _, text := range paragraphs {
			p.paragraph(text)
		}
		sheets := append(p.sheets, p.l.Sheet)
		if best == nil || len(sheets) < len(best) {
			best = sheets
		}
		if len(best) == 1 {
			break
		}
	}
	return best
}

// noteInset is how far the text of the note stands in from the type area, in mm.
const noteInset = 6

func (p *notePress) open(l *leaf, area box) {
	p.l = l
	p.area = box{area.x + noteInset, area.y + noteInset/3, area.w - 2*noteInset, area.h - noteInset/3}
	p.y = p.area.y
}

// room says how many lines still stand on the page.
func (p *notePress) room() int { return int((p.area.bottom() - p.y) / p.grid) }

func (p *notePress) turn() {
	p.sheets = append(p.sheets, p.l.Sheet)
	p.open(p.v.following(p.title))
}

// paragraph sets a heading or a text. A heading stays with two lines of what
// follows; neither the first nor the last line of a text stands alone.
func (p *notePress) paragraph(text paragraph) {
	st := serif(p.v.c.forms.volume.Body.Pt)
	keep := 2
	if text.head {
		st.face = pdf.SerifBold
		if p.y > p.area.y {
			p.y += p.grid / 2
		}
		keep = 3
	}
	lines := p.l.wrap("　　"+text.text, st, p.area.w)
	for i, s := range lines {
		left := len(lines) - i
		switch {
		case i == 0 && p.room() < min(keep, max(left, keep-1)), left == 2 && p.room() == 1, p.room() < 1:
			p.turn()
		}
		base := p.y + p.grid/2 + dropOf(st.pt)
		if left > 1 {
			p.l.justified(box{p.area.x, base, p.area.w, 0}, st, s)
		} else {
			p.l.flush(p.area.x, base, st, s)
		}
		p.y += p.grid
	}
}
