package ofd

import (
	"math"
	"strings"
)

// maxSegments bounds one path.
const maxSegments = 500_000

// operands of each operator of AbbreviatedData (GB/T 33190-2016, 9.1).
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

// plotter collects the segments of a path; at is where the pen stands.
type plotter struct {
	out []Segment
	at  [2]float64
	m   Matrix
}

// parsePath reads AbbreviatedData and takes it to the page. An operator that is
// unknown or lacks operands ends the path: what came before stands.
func parsePath(s string, m Matrix) []Segment {
	fields := strings.Fields(s)
	p := &plotter{m: m}
	for i := 0; i < len(fields) && len(p.out) < maxSegments; {
		op := fields[i]
		n, known := operands[op]
		if !known || i+n >= len(fields) {
			break
		}
		v, ok := operandsAt(fields[i+1 : i+1+n])
		if !ok {
			break
		}
		i += n + 1
		p.add(op, v)
		if n > 0 {
			p.at = [2]float64{v[n-2], v[n-1]}
		}
	}
	return p.out
}

func operandsAt(fields []string) ([]float64, bool) {
	v := make([]float64, len(fields))
	for i, f := range fields {
		var ok bool
		if v[i], ok = number(f); !ok {
			return nil, false
		}
	}
	return v, true
}

func (p *plotter) add(op string, v []float64) {
	switch op {
	case "C":
		p.out = append(p.out, Segment{Op: 'Z'})
		return
	case "A":
		p.arc(v)
		return
	case "S":
		op = "M"
	}
	p.append(op[0], v...)
}

// append adds a segment whose points are in the object's coordinates.
func (p *plotter) append(op byte, v ...float64) {
	s := Segment{Op: op}
	for i := 0; i+1 < len(v); i += 2 {
		s.P[i], s.P[i+1] = p.m.Apply(v[i], v[i+1])
	}
	p.out = append(p.out, s)
}

// arc turns an elliptic arc (rx ry angle large sweep x y, as in SVG) into cubic
// curves.
func (p *plotter) arc(v []float64) {
	a, ok := newArc(v, p.at)
	if !ok {
		p.append('L', v[5], v[6])
		return
	}
	n := int(math.Ceil(math.Abs(a.sweep) / (math.Pi / 2)))
	step := a.sweep / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		s0, c0 := math.Sincos(a.start + float64(i)*step)
		s1, c1 := math.Sincos(a.start + float64(i+1)*step)
		x1, y1 := a.at(c0-k*s0, s0+k*c0)
		x2, y2 := a.at(c1+k*s1, s1-k*c1)
		x3, y3 := a.at(c1, s1)
		p.append('B', x1, y1, x2, y2, x3, y3)
	}
}

// arc is an ellipse's piece by its centre.
type arc struct{ cx, cy, rx, ry, cos, sin, start, sweep float64 }

func (a arc) at(u, w float64) (float64, float64) {
	u, w = u*a.rx, w*a.ry
	return a.cx + u*a.cos - w*a.sin, a.cy + u*a.sin + w*a.cos
}

// newArc finds the centre of an arc that is given by its ends; false where it is
// no arc.
func newArc(v []float64, from [2]float64) (arc, bool) {
	a := arc{rx: math.Abs(v[0]), ry: math.Abs(v[1])}
	if a.rx < 1e-9 || a.ry < 1e-9 || (from[0] == v[5] && from[1] == v[6]) {
		return arc{}, false
	}
	a.sin, a.cos = math.Sincos(v[2] * math.Pi / 180)
	hx, hy := (from[0]-v[5])/2, (from[1]-v[6])/2
	px, py := a.cos*hx+a.sin*hy, -a.sin*hx+a.cos*hy
	if l := px*px/(a.rx*a.rx) + py*py/(a.ry*a.ry); l > 1 {
		a.rx, a.ry = a.rx*math.Sqrt(l), a.ry*math.Sqrt(l)
	}
	den := a.rx*a.rx*py*py + a.ry*a.ry*px*px
	f := math.Sqrt(max(0, (a.rx*a.rx*a.ry*a.ry-den)/den))
	if (v[3] != 0) == (v[4] != 0) {
		f = -f
	}
	qx, qy := f*a.rx*py/a.ry, -f*a.ry*px/a.rx
	a.cx = a.cos*qx - a.sin*qy + (from[0]+v[5])/2
	a.cy = a.sin*qx + a.cos*qy + (from[1]+v[6])/2
	a.start = math.Atan2((py-qy)/a.ry, (px-qx)/a.rx)
	a.sweep = math.Atan2((-py-qy)/a.ry, (-px-qx)/a.rx) - a.start
	if v[4] != 0 && a.sweep < 0 {
		a.sweep += 2 * math.Pi
	} else if v[4] == 0 && a.sweep > 0 {
		a.sweep -= 2 * math.Pi
	}
	return a, a.sweep == a.sweep && a.sweep != 0
}
