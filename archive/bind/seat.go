package bind

import (
	"math"

	"niandang/archive/pdf"
)

// seat is where a foreign page lies on A4 (pdf.Part.Fit): scaled by k, its upper
// left corner at x, y of a sheet of w x h mm.
type seat struct {
	k, x, y, w, h float64
	turn          int
}

// near is how much a page may differ from A4 and count as A4.
const near = 2.0

func seatOf(w, h float64) seat {
	s := seat{k: 1, w: pdf.A4Width, h: pdf.A4Height}
	if w > h {
		s.w, s.h = s.h, s.w
	}
	if math.Abs(w-s.w) <= near && math.Abs(h-s.h) <= near {
		s.w, s.h = w, h
		return s
	}
	s.k = math.Min(1, math.Min(s.w/w, s.h/h))
	s.x, s.y = (s.w-w*s.k)/2, (s.h-h*s.k)/2
	return s
}

func (s seat) box(b box) box {
	return box{s.x + b.x*s.k, s.y + b.y*s.k, b.w * s.k, b.h * s.k}
}
