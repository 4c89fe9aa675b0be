package readable

import (
	"bytes"
	"errors"
	"io"
)

// Bounds on the cross-references of a PDF.
const (
	maxSections = 2_000
	maxXref     = 8_388_607 // objects (ISO 32000-1, annex C)
	maxKnown    = 2_000_000 // objects that are kept in mind
	maxStream   = 64 << 20  // of cross-references or objects, unpacked
	maxWork     = 2 << 30   // of all of them
	pdfTail     = 4 << 10   // where startxref is looked for
)

// place is where an object lies: at an offset, or as the index-th in the stream.
type place struct {
	offset int64
	stream int // the object stream's number, 0: at offset
	index  int
}

// document is a PDF that is being read.
type document struct {
	r       io.ReaderAt
	size    int64
	base    int64 // of the header: offsets count from there
	places  map[int]place
	free    map[int]bool
	trailer dict
	work    int64 // bytes unpacked so far
	cached  int   // number of the object stream in objects
	objects []byte
	offsets []int
}

// open follows the cross-references from the end of the file.
func (d *document) open() error {
	tail := make([]byte, min(pdfTail, d.size))
	if _, err := d.r.ReadAt(tail, d.size-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return BadXref
	}
	v, err := newScanner(bytes.NewReader(tail[i+len("startxref"):])).object(0)
	at, ok := v.(float64)
	if err != nil || !ok {
		return BadXref
	}
	seen := make(map[int64]bool)
	queue := []int64{int64(at)}
	for len(queue) > 0 && len(seen) < maxSections && d.room() {
		at := queue[0]
		queue = queue[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		t, err := d.section(at)
		if err != nil {
			return err
		}
		if d.trailer == nil {
			d.trailer = t
		}
		for _, k := range []name{"XRefStm", "Prev"} {
			if n, ok := t.num(k); ok {
				queue = append(queue, int64(n))
			}
		}
	}
	if !d.room() {
		return errUnknown
	}
	return nil
}

func (d *document) at(offset int64) (*scanner, error) {
	offset += d.base
	if offset < 0 || offset >= d.size {
		return nil, BadXref
	}
	return newScanner(io.NewSectionReader(d.r, offset, d.size-offset)), nil
}

// section reads a table or a stream of cross-references and gives its trailer.
func (d *document) section(at int64) (dict, error) {
	s, err := d.at(at)
	if err != nil {
		return nil, err
	}
	v, err := s.object(0)
	if err != nil {
		return nil, BadXref
	}
	if v == end("xref") {
		return d.table(s)
	}
	if _, ok := v.(float64); !ok {
		return nil, BadXref
	}
	x, err := d.indirect(at, 0)
	if err != nil {
		return nil, err
	}
	return x.dict, d.stream(x)
}

// table reads the classic form: subsections of lines of 20 bytes.
func (d *document) table(s *scanner) (dict, error) {
	s.left = 1 << 30 // bounded by the number of objects
	for {
		v, err := s.object(0)
		if err != nil {
			return nil, BadXref
		}
		if v == end("trailer") {
			t, err := s.object(0)
			out, ok := t.(dict)
			if err != nil || !ok {
				return nil, BadXref
			}
			return out, nil
		}
		first, ok := v.(float64)
		n, err := s.object(0)
		count, also := n.(float64)
		if err != nil || !ok || !also || first < 0 || count < 0 || first+count > maxXref {
			return nil, BadXref
		}
		for i := range int(count) {
			if err := d.line(s, int(first)+i); err != nil {
				return nil, err
			}
		}
	}
}

func (d *document) line(s *scanner, num int) error {
	offset, err := s.object(0)
	o, ok := offset.(float64)
	if err != nil || !ok {
		return BadXref
	}
	if _, err := s.object(0); err != nil {
		return BadXref
	}
	kind, err := s.object(0)
	switch {
	case err == nil && kind == end("n"):
		d.put(num, place{offset: int64(o)})
	case err == nil && kind == end("f"):
		d.drop(num)
	default:
		return BadXref
	}
	return nil
}

// put notes where an object lies; what a later section of the file said counts.
func (d *document) put(num int, p place) {
	if _, known := d.places[num]; !known && !d.free[num] && d.room() {
		d.places[num] = p
	}
}

func (d *document) drop(num int) {
	if d.room() {
		d.free[num] = true
	}
}

func (d *document) room() bool { return len(d.places)+len(d.free) < maxKnown }

// indirect is an object with its number, and where its stream begins.
type indirect struct {
	num  int
	dict dict
	val  any
	data int64 // of the stream, -1: none
}

// indirect reads "n g obj …" at an offset; want 0 takes any number.
func (d *document) indirect(at int64, want int) (indirect, error) {
	s, err := d.at(at)
	if err != nil {
		return indirect{}, err
	}
	n, e1 := s.object(0)
	_, e2 := s.object(0)
	kw, e3 := s.object(0)
	num, ok := n.(float64)
	if err := errors.Join(e1, e2, e3); err != nil || !ok || kw != end("obj") || want != 0 && int(num) != want {
		return indirect{}, BadXref
	}
	v, err := s.object(0)
	if err != nil {
		return indirect{}, err
	}
	out := indirect{num: int(num), val: v, data: -1}
	if out.dict, ok = v.(dict); !ok {
		return out, nil
	}
	if kw, err := s.object(0); err == nil && kw == end("stream") {
		s.lineEnd()
		out.data = at + d.base + int64(maxObject-s.left)
	}
	return out, nil
}

// stream reads cross-references that are a stream (ISO 32000-1, 7.5.8).
func (d *document) stream(x indirect) error {
	if x.dict["Type"] != name("XRef") {
		return BadXref
	}
	b, err := d.unpack(x)
	if err != nil {
		return err
	}
	w, err := widths(x.dict)
	if err != nil {
		return err
	}
	index, ok := x.dict["Index"].([]any)
	if !ok {
		index = []any{0.0, x.dict["Size"]}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, ok := index[i].(float64)
		count, also := index[i+1].(float64)
		if !ok || !also || first < 0 || count < 0 || first+count > maxXref {
			return BadXref
		}
		for n := 0; n < int(count) && len(b) >= w[0]+w[1]+w[2] && len(b) > 0; n++ {
			d.entry(b, int(first)+n, w)
			b = b[w[0]+w[1]+w[2]:]
		}
	}
	return nil
}

// widths gives how many bytes each field of an entry has.
func widths(x dict) (w [3]int, err error) {
	list, ok := x["W"].([]any)
	if !ok || len(list) < len(w) {
		return w, BadXref
	}
	for i := range w {
		n, ok := list[i].(float64)
		if !ok || n < 0 || n > 8 {
			return w, BadXref
		}
		w[i] = int(n)
	}
	return w, nil
}

func (d *document) entry(b []byte, num int, w [3]int) {
	field := func(from, n int) (v int64) {
		for _, c := range b[from : from+n] {
			v = v<<8 | int64(c)
		}
		return v
	}
	kind := int64(1)
	if w[0] > 0 {
		kind = field(0, w[0])
	}
	two, three := field(w[0], w[1]), field(w[0]+w[1], w[2])
	switch kind {
	case 0:
		d.drop(num)
	case 1:
		d.put(num, place{offset: two})
	case 2:
		d.put(num, place{stream: int(two), index: int(three)})
	}
}
