package main

import (
	"time"

	"niandang/archive/pdf"
)

func madeAt() time.Time { return made }

// Measures of GB/T 9704-2012 in mm: the type area is 156 by 225.
const (
	left    = 28.0
	right   = 184.0
	top     = 37.0
	bottom  = 262.0
	leading = 1.75 // of the type size
	mmPerPt = 25.4 / 72
)

// pages breaks lines and sets them.
func (s *setter) pages(lines []line) []pdf.Sheet {
	p := &press{typ: s.typ}
	p.newPage()
	for _, l := range lines {
		p.set(l)
	}
	return p.sheets
}

type press struct {
	typ    pdf.Type
	sheets []pdf.Sheet
	y      float64
}

func (p *press) newPage() {
	p.sheets = append(p.sheets, pdf.Sheet{W: pdf.A4Width, H: pdf.A4Height})
	p.y = top
}

func (p *press) put(op pdf.Op) {
	s := &p.sheets[len(p.sheets)-1]
	s.Ops = append(s.Ops, op)
}

func (p *press) set(l line) {
	if l.page {
		p.newPage()
	}
	p.y += l.before
	if l.rule || l.thin {
		c, w := pdf.StampRed, 0.8
		if l.thin {
			c, w = pdf.Black, 0.3
		}
		p.put(pdf.Line{X0: left, Y0: p.y, X1: right, Y1: p.y, Width: w, Color: c})
		p.y += 1
		return
	}
	for _, t := range p.broken(l) {
		h := l.size * leading * mmPerPt
		if p.y+h > bottom {
			p.newPage()
		}
		p.y += h
		p.text(l, t)
	}
}

func (p *press) text(l line, t string) {
	color := pdf.Black
	if l.red {
		color = pdf.StampRed
	}
	x := left
	w := p.typ.Width(t, l.face, l.size)
	switch l.align {
	case "center":
		x = (left + right - w) / 2
	case "right":
		x = right - w - 2*l.size*mmPerPt
	}
	p.put(pdf.Text{X: x, Y: p.y, Size: l.size, Face: l.face, Color: color, S: t})
	if l.right != "" {
		p.put(pdf.Text{X: right - p.typ.Width(l.right, l.face, l.size), Y: p.y, Size: l.size, Face: l.face, S: l.right})
	}
}

// broken breaks a line's text at the type area's width.
func (p *press) broken(l line) []string {
	text := l.text
	if l.align == "indent" {
		text = "　　" + text
	}
	width := right - left
	if whole := p.typ.Width(text, l.face, l.size); l.align == "center" && whole > width-20 {
		width = min(width-20, whole/2+2*l.size*mmPerPt) // two lines of a like length
	}
	return pdf.Setting{Type: p.typ, Face: l.face, Size: l.size}.Wrap(text, width)
}
