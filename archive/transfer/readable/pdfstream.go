package readable

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// unpack gives the bytes of a stream of cross-references or of objects.
func (d *document) unpack(x indirect) ([]byte, error) {
	if x.data < 0 {
		return nil, BadXref
	}
	length, ok := x.dict.num("Length")
	if r, indirect := x.dict["Length"].(ref); indirect && d.places[r.num].stream == 0 { // none may lie in a stream itself
		v, err := d.get(r)
		n, number := v.val.(float64)
		if err != nil {
			return nil, err
		}
		length, ok = int(n), number
	}
	if !ok || length < 0 || x.data+int64(length) > d.size {
		return nil, Cut
	}
	r, parms, err := unfilter(x.dict, io.NewSectionReader(d.r, x.data, int64(length)))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, maxStream+1))
	if d.work += int64(len(b)); d.work > maxWork {
		return nil, errUnknown
	}
	if err != nil || len(b) > maxStream {
		return nil, errors.Join(err, BadXref)
	}
	return unpredict(b, parms)
}

// unfilter undoes the one filter that these streams have in practice.
func unfilter(x dict, r io.Reader) (io.Reader, dict, error) {
	filter, parms := x["Filter"], x["DecodeParms"]
	if list, ok := filter.([]any); ok && len(list) == 1 {
		filter = list[0]
	}
	if list, ok := parms.([]any); ok && len(list) == 1 {
		parms = list[0]
	}
	p, _ := parms.(dict)
	switch filter {
	case nil:
		return r, p, nil
	case name("FlateDecode"), name("Fl"):
		z, err := zlib.NewReader(r)
		return z, p, err
	}
	return nil, nil, errUnknown
}

// errUnknown: packed in a way that is legal and not known here; nothing is said.
var errUnknown = errors.New("it is packed in a way that is not known here")

// unpredict undoes the PNG predictors (ISO 32000-1, 7.4.4.4).
func unpredict(b []byte, parms dict) ([]byte, error) {
	p, ok := parms.num("Predictor")
	if !ok || p < 2 {
		return b, nil
	}
	if p == 2 {
		return nil, errUnknown
	}
	columns, ok := parms.num("Columns")
	if !ok {
		columns = 1
	}
	if columns < 1 || columns > 1<<16 {
		return nil, BadXref
	}
	out := make([]byte, 0, len(b))
	prior := make([]byte, columns)
	for len(b) > columns {
		kind, row := b[0], b[1:columns+1]
		b = b[columns+1:]
		for i := range row {
			left, corner := byte(0), byte(0)
			if i > 0 {
				left, corner = row[i-1], prior[i-1]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += prior[i]
			case 3:
				row[i] += byte((int(left) + int(prior[i])) / 2)
			case 4:
				row[i] += paeth(left, prior[i], corner)
			}
		}
		out = append(out, row...)
		prior = row
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, a), distance(p, b), distance(p, c)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func distance(p int, x byte) int {
	if d := p - int(x); d >= 0 {
		return d
	}
	return int(x) - p
}

// get reads an object by its reference; one that is not there is null.
func (d *document) get(r ref) (indirect, error) {
	p, ok := d.places[r.num]
	if !ok {
		return indirect{num: r.num, data: -1}, nil
	}
	if p.stream == 0 {
		x, err := d.indirect(p.offset, r.num)
		if err != nil {
			err = fmt.Errorf("object %d: %w", r.num, err)
		}
		return x, err
	}
	return d.packed(r.num, p)
}

// packed reads an object out of an object stream (ISO 32000-1, 7.5.7).
func (d *document) packed(num int, p place) (indirect, error) {
	if d.cached != p.stream {
		if err := d.load(p.stream); err != nil {
			return indirect{}, fmt.Errorf("object %d: %w", p.stream, err)
		}
	}
	if p.index < 0 || p.index >= len(d.offsets) || d.offsets[p.index] > len(d.objects) {
		return indirect{}, fmt.Errorf("object %d: %w", num, BadXref)
	}
	v, err := newScanner(bytes.NewReader(d.objects[d.offsets[p.index]:])).object(0)
	out := indirect{num: num, val: v, data: -1}
	out.dict, _ = v.(dict)
	return out, err
}

func (d *document) load(num int) error {
	p, ok := d.places[num]
	if !ok || p.stream != 0 {
		return BadXref
	}
	x, err := d.indirect(p.offset, num)
	if err != nil {
		return err
	}
	n, ok := x.dict.num("N")
	first, also := x.dict.num("First")
	if !ok || !also || n < 0 || n > maxXref || first < 0 {
		return BadXref
	}
	b, err := d.unpack(x)
	if err != nil {
		return err
	}
	s := newScanner(bytes.NewReader(b))
	offsets := make([]int, 0, min(n, len(b)))
	for range n {
		_, e1 := s.object(0)
		v, e2 := s.object(0)
		o, ok := v.(float64)
		if errors.Join(e1, e2) != nil || !ok || o < 0 {
			return BadXref
		}
		offsets = append(offsets, first+int(o))
	}
	d.cached, d.objects, d.offsets = num, b, offsets
	return nil
}
