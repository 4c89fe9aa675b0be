package pdf

// matrix is a transformation [a b c d e f] (ISO 32000-1, 8.3.3).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

func (m matrix) point(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// then gives the transformation that does m first and o after it.
func (m matrix) then(o matrix) matrix {
	return matrix{
		m[0]*o[0] + m[1]*o[2], m[0]*o[1] + m[1]*o[3],
		m[2]*o[0] + m[3]*o[2], m[2]*o[1] + m[3]*o[3],
		m[4]*o[0] + m[5]*o[2] + o[4], m[4]*o[1] + m[5]*o[3] + o[5],
	}
}

func (m matrix) box(b box) box {
	x0, y0 := m.point(b.x0, b.y0)
	x1, y1 := m.point(b.x1, b.y1)
	x2, y2 := m.point(b.x0, b.y1)
	x3, y3 := m.point(b.x1, b.y0)
	return box{min(x0, x1, x2, x3), min(y0, y1, y2, y3), max(x0, x1, x2, x3), max(y0, y1, y2, y3)}
}

// fromSeen leads from the page as seen (points from its lower left corner) to
// the user space of a page that shows in, turned clockwise by turn.
func fromSeen(in box, turn int) matrix {
	switch turn {
	case 90:
		return matrix{0, 1, -1, 0, in.x0 + in.w(), in.y0}
	case 180:
		return matrix{-1, 0, 0, -1, in.x0 + in.w(), in.y0 + in.h()}
	case 270:
		return matrix{0, -1, 1, 0, in.x0, in.y0 + in.h()}
	}
	return matrix{1, 0, 0, 1, in.x0, in.y0}
}
