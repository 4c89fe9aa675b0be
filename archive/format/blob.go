package format

import "image"

// blob is a connected piece of ink.
type blob struct {
	box  image.Rectangle
	runs []inkRun
}

type inkRun struct{ y, x0, x1 int }

// darkEnough is below what ink is.
const darkEnough = 170

// findBlobs gives the connected pieces of ink, gaps of a few pixels closed: they
// are found over runs of dark pixels, row by row.
func findBlobs(m *image.Gray) []blob {
	f := &finder{}
	var prev []int
	for y := range m.Rect.Dy() {
		prev = f.row(m.Pix[y*m.Stride:y*m.Stride+m.Rect.Dx()], y, prev)
	}
	return f.blobs()
}

// finder joins runs that touch.
type finder struct {
	runs   []inkRun
	parent []int
}

// bridge is the gap in pixels over which ink counts as connected: scans of
// seals are broken.
const bridge = 3

func (f *finder) row(pix []byte, y int, prev []int) []int {
	var cur []int
	for x := 0; x < len(pix); x++ {
		if pix[x] >= darkEnough {
			continue
		}
		x0 := x
		for gap := 0; x < len(pix) && gap <= bridge; x++ {
			if pix[x] < darkEnough {
				gap = 0
			} else {
				gap++
			}
		}
		f.runs = append(f.runs, inkRun{y, x0, min(x, len(pix))})
		f.parent = append(f.parent, len(f.parent))
		cur = append(cur, len(f.runs)-1)
	}
	k := 0
	for _, i := range cur {
		for k > 0 && k < len(prev) && f.runs[prev[k]].x1 > f.runs[i].x0 {
			k--
		}
		for ; k < len(prev) && f.runs[prev[k]].x0 <= f.runs[i].x1; k++ {
			if f.runs[prev[k]].x1 >= f.runs[i].x0 {
				f.join(prev[k], i)
			}
		}
		k = max(k-1, 0)
	}
	return cur
}

func (f *finder) root(i int) int {
	for f.parent[i] != i {
		f.parent[i] = f.parent[f.parent[i]]
		i = f.parent[i]
	}
	return i
}

func (f *finder) join(a, b int) { f.parent[f.root(b)] = f.root(a) }

func (f *finder) blobs() []blob {
	index := map[int]int{}
	var out []blob
	for i, r := range f.runs {
		root := f.root(i)
		k, ok := index[root]
		if !ok {
			k = len(out)
			index[root] = k
			out = append(out, blob{})
		}
		out[k].runs = append(out[k].runs, r)
		out[k].box = out[k].box.Union(image.Rect(r.x0, r.y, r.x1, r.y+1))
	}
	return out
}

// copy puts the blob's ink from one picture into another.
func (b blob) copy(dst, src *image.Gray) {
	for _, r := range b.runs {
		copy(dst.Pix[r.y*dst.Stride+r.x0:r.y*dst.Stride+r.x1], src.Pix[r.y*src.Stride+r.x0:r.y*src.Stride+r.x1])
	}
}
