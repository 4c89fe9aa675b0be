package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"niandang/archive"
)

// maxDepth bounds page trees, forms in forms and outlines: deeper ones are loops.
const maxDepth = 64

// graceTime is how long a reader that was told to stop is waited for.
const graceTime = 2 * time.Second

// source is a foreign file as objects.
type source struct {
	ctx   *model.Context
	pages []leaf
}

// leaf is a page with what it inherits from the tree above it.
type leaf struct {
	num  int // object number, 0 for a page that is no object of its own
	dict types.Dict
}

var errNoPages = errors.New("no pages")

// readSource reads all objects of a file. The file may be protected by an owner
// password, but not by a user password.
func readSource(ctx context.Context, r io.ReadSeeker) (*source, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("rewind file: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	type result struct {
		src *source
		err error
	}
	done := make(chan result, 1)
	go func() {
		s := &source{}
		err := guard(func() error { return s.read(ctx, r) })
		done <- result{s, err}
	}()
	select {
	case got := <-done:
		if got.err != nil {
			return nil, sourceFailure(ctx, got.err)
		}
		return got.src, nil
	case <-ctx.Done():
		select { // pdfcpu looks at ctx between objects: it lets go of r soon
		case <-done:
		case <-time.After(graceTime):
		}
		return nil, sourceFailure(ctx, ctx.Err())
	}
}

func (s *source) read(ctx context.Context, r io.ReadSeeker) error {
	conf := configuration()
	c, err := pdfcpu.ReadWithContext(ctx, r, &conf)
	if err != nil {
		return err
	}
	s.ctx = c
	return s.findPages()
}

func sourceFailure(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return failure(context.Background(), errOverrun)
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return archive.Fail(archive.CodeUnsupported, "pdf_password", err)
	case errors.Is(err, pdfcpu.ErrEmptyInput):
		return archive.Fail(archive.CodeDamaged, "pdf_empty", err)
	}
	return failure(ctx, err)
}

// get follows references to an object; nil for one that is not there.
func (s *source) get(o types.Object) types.Object {
	for range maxDepth {
		ref, ok := o.(types.IndirectRef)
		if !ok {
			return o
		}
		e, ok := s.ctx.Table[ref.ObjectNumber.Value()]
		if !ok || e.Free {
			return nil
		}
		o = unpacked(e)
	}
	return nil
}

// unpacked gives an object; one from an object stream is parsed when it is first
// asked for.
func unpacked(e *model.XRefTableEntry) types.Object {
	lazy, ok := e.Object.(types.LazyObjectStreamObject)
	if !ok {
		return e.Object
	}
	o, err := lazy.DecodedObject(context.Background()) // from memory: nothing to wait for
	if err != nil {
		o = nil
	}
	e.Object = o
	return o
}

func (s *source) dict(o types.Object) types.Dict {
	switch v := s.get(o).(type) {
	case types.Dict:
		return v
	case types.StreamDict:
		return v.Dict
	case *types.StreamDict:
		return v.Dict
	}
	return nil
}

func (s *source) array(o types.Object) types.Array {
	a, _ := s.get(o).(types.Array)
	return a
}

func (s *source) name(o types.Object) string {
	n, _ := s.get(o).(types.Name)
	return string(n)
}

func (s *source) number(o types.Object) (float64, bool) {
	switch v := s.get(o).(type) {
	case types.Integer:
		return float64(v), true
	case types.Float:
		return float64(v), true
	}
	return 0, false
}

func (s *source) catalog() types.Dict {
	if s.ctx.Root == nil {
		return nil
	}
	return s.dict(*s.ctx.Root)
}

// inherited are the keys that a page takes from the tree above it
// (ISO 32000-1, table 30).
var inherited = [...]string{"Resources", "MediaBox", "CropBox", "Rotate"}

func (s *source) findPages() error {
	seen := map[int]bool{}
	s.walk(s.catalog()["Pages"], types.Dict{}, seen)
	if len(s.pages) == 0 {
		return errNoPages
	}
	return nil
}

// walk collects the pages below a node of the page tree, in order. A node that
// was met before is a loop and ends there.
func (s *source) walk(o types.Object, above types.Dict, seen map[int]bool) {
	num := 0
	if ref, ok := o.(types.IndirectRef); ok {
		num = ref.ObjectNumber.Value()
		if seen[num] {
			return
		}
		seen[num] = true
	}
	d := s.dict(o)
	if d == nil || len(seen) > 1<<20 {
		return
	}
	own := s.inherit(d, above)
	kids, isNode := s.get(d["Kids"]).(types.Array)
	if !isNode || s.name(d["Type"]) == "Page" {
		s.pages = append(s.pages, leaf{num: num, dict: own})
		return
	}
	for _, kid := range kids {
		s.walk(kid, own, seen)
	}
}

// inherit gives a page or node with the inherited keys filled in. Of a node only
// those keys are given on.
func (s *source) inherit(d, above types.Dict) types.Dict {
	out := make(types.Dict, len(d)+len(inherited))
	for k, v := range d {
		out[k] = v
	}
	for _, k := range inherited {
		if s.get(out[k]) != nil {
			continue
		}
		delete(out, k)
		if v, ok := above[k]; ok {
			out[k] = v
		}
	}
	return out
}

// a4 is the page that is taken where a file gives no usable size.
var a4 = box{0, 0, 595.276, 841.89}

// box is a rectangle of user space: lower left, upper right.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) w() float64 { return b.x1 - b.x0 }
func (b box) h() float64 { return b.y1 - b.y0 }

func (b box) cut(o box) box {
	return box{max(b.x0, o.x0), max(b.y0, o.y0), min(b.x1, o.x1), min(b.y1, o.y1)}
}

// box reads a rectangle; its corners may come in any order.
func (s *source) box(o types.Object) (box, bool) {
	a := s.array(o)
	if len(a) < 4 {
		return box{}, false
	}
	var v [4]float64
	for i := range v {
		n, ok := s.number(a[i])
		if !ok || n != n || n > 1e6 || n < -1e6 {
			return box{}, false
		}
		v[i] = n
	}
	b := box{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}
	return b, b.w() >= 1 && b.h() >= 1
}

// seen is how a page is shown: the part that is visible and its rotation.
func (s *source) seen(p leaf) (box, int) {
	media, ok := s.box(p.dict["MediaBox"])
	if !ok {
		media = a4
	}
	if crop, ok := s.box(p.dict["CropBox"]); ok {
		if c := crop.cut(media); c.w() >= 1 && c.h() >= 1 {
			media = c
		}
	}
	r, _ := s.number(p.dict["Rotate"])
	turn := (int(r)%360 + 360) % 360 / 90 * 90
	return media, turn
}

// size gives a page's size as seen.
func (s *source) size(p leaf) Size {
	b, turn := s.seen(p)
	if turn%180 != 0 {
		return Size{b.h(), b.w()}
	}
	return Size{b.w(), b.h()}
}
