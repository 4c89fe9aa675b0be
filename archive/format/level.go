package format

import (
	"image"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// skew gives the angle in degrees by which a page leans, within 5; 0 where it is
// level or cannot be told. The right angle is the one under which the rows are
// fullest and emptiest.
func skew(m *image.Gray) float64 {
	pts, h := inkPoints(m)
	if len(pts) < 500 {
		return 0
	}
	best, score := 0.0, rowScore(pts, h, 0)
	level := score
	for _, step := range []float64{0.5, 0.1} {
		span := 5.0
		if step < 0.5 {
			span = 0.5
		}
		mid := best
		for a := mid - span; a <= mid+span+1e-9; a += step {
			if s := rowScore(pts, h, a); s > score {
				best, score = a, s
			}
		}
	}
	if score < level*1.02 || math.Abs(best) < 0.15 {
		return 0
	}
	return best
}

// inkPoints gives where the ink is, thinned to a quarter of the resolution.
func inkPoints(m *image.Gray) (pts [][2]float64, h int) {
	const thin = 4
	for y := 0; y < m.Rect.Dy(); y += thin {
		for x := 0; x < m.Rect.Dx(); x += thin {
			if m.Pix[y*m.Stride+x] < 110 {
				pts = append(pts, [2]float64{float64(x) / thin, float64(y) / thin})
			}
		}
	}
	return pts, m.Rect.Dy() / thin
}

func rowScore(pts [][2]float64, h int, angle float64) float64 {
	t := math.Tan(angle * math.Pi / 180)
	rows := make([]float64, h*2)
	for _, p := range pts {
		if y := int(p[1]-p[0]*t) + h/2; y >= 0 && y < len(rows) {
			rows[y]++
		}
	}
	s := 0.0
	for i := 1; i < len(rows); i++ {
		d := rows[i] - rows[i-1]
		s += d * d
	}
	return s
}

// rotated turns a picture back by an angle in degrees about its middle; what
// comes in from outside is paper.
func rotated(m *image.Gray, angle float64) *image.Gray {
	out := image.NewGray(m.Rect)
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	sin, cos := math.Sincos(-angle * math.Pi / 180)
	cx, cy := float64(m.Rect.Dx())/2, float64(m.Rect.Dy())/2
	turn := f64.Aff3{cos, -sin, cx - cos*cx + sin*cy, sin, cos, cy - sin*cx - cos*cy}
	draw.CatmullRom.Transform(out, turn, m, m.Rect, draw.Over, nil)
	return out
}

// unrule takes the rules of tables and headings out of a picture: straight ink
// that is long and thin. Recognition reads them as characters and tears rows
// apart.
func unrule(m *image.Gray, dpi float64) {
	long, thick := int(15*dpi/25.4), int(1.3*dpi/25.4)
	w, h := m.Rect.Dx(), m.Rect.Dy()
	dark := func(x, y int) bool { return m.Pix[y*m.Stride+x] < darkEnough }
	rows, cols := map[[3]int]bool{}, map[[3]int]bool{}
	for y := range h {
		eachRun(w, long, func(x int) bool { return dark(x, y) }, func(a, b int) { rows[[3]int{y, a, b}] = true })
	}
	for x := range w {
		eachRun(h, long, func(y int) bool { return dark(x, y) }, func(a, b int) { cols[[3]int{x, a, b}] = true })
	}
	var wipe []image.Point
	for r := range rows {
		for x := r[1]; x < r[2]; x++ {
			if thickness(r[0], h, thick, func(y int) bool { return dark(x, y) }) {
				wipe = append(wipe, image.Pt(x, r[0]))
			}
		}
	}
	for c := range cols {
		for y := c[1]; y < c[2]; y++ {
			if thickness(c[0], w, thick, func(x int) bool { return dark(x, y) }) {
				wipe = append(wipe, image.Pt(c[0], y))
			}
		}
	}
	for _, p := range wipe {
		blank(m, p)
	}
}

// blank whitens a pixel and its fringe.
func blank(m *image.Gray, p image.Point) {
	for y := max(p.Y-1, 0); y <= min(p.Y+1, m.Rect.Dy()-1); y++ {
		for x := max(p.X-1, 0); x <= min(p.X+1, m.Rect.Dx()-1); x++ {
			m.Pix[y*m.Stride+x] = 255
		}
	}
}

// eachRun finds runs of ink of at least long pixels, small gaps bridged.
func eachRun(n, long int, dark func(int) bool, found func(a, b int)) {
	start, gap := -1, 0
	for i := 0; i <= n; i++ {
		if i < n && dark(i) {
			if start < 0 {
				start = i
			}
			gap = 0
			continue
		}
		if gap++; start >= 0 && (gap > bridge || i == n) {
			if end := i - gap + 1; end-start >= long {
				found(start, end)
			}
			start = -1
		}
	}
}

// thickness reports whether the ink across a rule at is thin: a stroke of type
// that meets it is not.
func thickness(at, n, thick int, dark func(int) bool) bool {
	k := 1
	for i := at - 1; i >= 0 && k <= thick && dark(i); i-- {
		k++
	}
	for i := at + 1; i < n && k <= thick && dark(i); i++ {
		k++
	}
	return k <= thick
}
