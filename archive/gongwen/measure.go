package gongwen

import (
	"sort"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

func squeezed(s string) string { return archive.Squeeze(s) }

// measure gives every line the size of the body's characters, the edges of its
// page's text, its indent and the blank above it.
func measure(ls []line) {
	em := bodySize(ls)
	l0, r0 := edges(ls, em)
	for i := 0; i < len(ls); {
		j := i
		for j < len(ls) && ls[j].page == ls[i].page {
			j++
		}
		left, right := l0, r0
		if j-i >= 8 {
			left, right = edges(ls[i:j], em)
		}
		for k := i; k < j; k++ {
			if ls[k].size == 0 {
				ls[k].size = em
			}
			ls[k].em, ls[k].left, ls[k].right = em, left, right
			place(ls, k)
		}
		i = j
	}
}

func place(ls []line, k int) {
	l := &ls[k]
	if !l.flow {
		l.lead += max(0, (l.box.X0-l.left)/l.em)
	}
	l.gap = 9
	if k > 0 && ls[k-1].page == l.page && !l.brk {
		l.gap = 0
		if !l.flow && l.box != (page.Box{}) {
			mid := (l.box.Y0 + l.box.Y1 - ls[k-1].box.Y0 - ls[k-1].box.Y1) / 2
			l.gap = max(0, (mid-(height(*l)+height(ls[k-1]))/2)/l.em)
		}
	}
}

// bodySize is the size that most characters have.
func bodySize(ls []line) float64 {
	count, total := make(map[int]int), 0
	for i, l := range ls {
		if i > 400 {
			break
		}
		count[int(l.size*2+0.5)] += runes(l.key)
		total += runes(l.key)
	}
	best, n := 0, 0
	for s, c := range count {
		if s >= 40 && c*7 < total*6 {
			c = 1 // the type of titles: it counts most only where there is hardly any other
		}
		if s > 0 && (c > n || c == n && s < best) {
			best, n = s, c
		}
	}
	if best == 0 {
		return 16
	}
	return float64(best) / 2
}

// edges gives the left and right edge of the text: those that several lines
// share, so that a stamp or a hole does not move them, nor what a program prints in
// small type at the head and foot of what it gives out.
func edges(ls []line, em float64) (left, right float64) {
	var xs, es []float64
	for _, l := range ls {
		if l.box != (page.Box{}) && !l.cell && (l.size == 0 || l.size >= em*0.6) && strings.ContainsFunc(l.key, isHan) {
			xs, es = append(xs, l.box.X0), append(es, l.box.X1)
		}
	}
	if len(xs) == 0 {
		return 79, 516
	}
	sort.Float64s(xs)
	sort.Float64s(es)
	left, right = shared(xs), es[len(es)-1]
	n := len(es)
	for i := n - 1; i > 0 && i > n-4; i-- {
		if es[i]-es[i-1] < 12 {
			right = es[i]
			break
		}
	}
	if n < 3 || es[n-3] < right-12 { // too few full lines to tell
		right = max(right, ls[0].width-left-12)
	}
	return min(left, 150), max(right, 380)
}

// shared gives the smallest value that another one is near to.
func shared(xs []float64) float64 {
	for i := 0; i+1 < len(xs); i++ {
		if xs[i+1]-xs[i] < 5 {
			return xs[i]
		}
	}
	return xs[0]
}

func isHan(r rune) bool {
	return r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x323af || r == '〇'
}
