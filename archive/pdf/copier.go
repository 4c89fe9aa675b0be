package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// copier takes objects of one source over into the file that is written. Each
// object goes once; what a page does not reach stays behind.
type copier struct {
	w     *writer
	src   *source
	refs  map[int]int // object number there to here; 0: left behind
	queue []int
	dests map[string]types.Object // named destinations, when first asked for
}

func newCopier(w *writer, src *source) *copier {
	c := &copier{w: w, src: src, refs: map[int]int{}}
	for _, l := range src.pages {
		c.refs[l.num] = 0 // pages that are not chosen are not followed
	}
	return c
}

// mapPage says where a page of the source goes; the first place counts.
func (c *copier) mapPage(there, here int) {
	if there != 0 && c.refs[there] == 0 {
		c.refs[there] = here
	}
}

// ref gives the number under which an object is written, 0 for one that stays
// behind.
func (c *copier) ref(num int) int {
	if here, ok := c.refs[num]; ok {
		return here
	}
	if d, ok := c.src.get(*types.NewIndirectRef(num, 0)).(types.Dict); ok {
		switch c.src.name(d["Type"]) {
		case "Pages", "Catalog", "StructTreeRoot", "StructElem":
			c.refs[num] = 0
			return 0
		}
	}
	c.refs[num] = c.w.reserve()
	c.queue = append(c.queue, num)
	return c.refs[num]
}

// drain writes all objects that were asked for, and those that they ask for.
func (c *copier) drain() {
	for len(c.queue) > 0 && c.w.err == nil {
		num := c.queue[0]
		c.queue = c.queue[1:]
		c.write(c.refs[num], c.src.get(*types.NewIndirectRef(num, 0)))
	}
}

func (c *copier) write(num int, o types.Object) {
	if sd, ok := asStream(o); ok {
		c.stream(num, sd)
		return
	}
	c.w.put(num, c.object(nil, o))
}

func asStream(o types.Object) (*types.StreamDict, bool) {
	switch v := o.(type) {
	case types.StreamDict:
		return &v, true
	case *types.StreamDict:
		return v, v != nil
	case types.ObjectStreamDict:
		return &v.StreamDict, true
	case types.XRefStreamDict:
		return &v.StreamDict, true
	}
	return nil, false
}

// stream writes a stream as its source has it. A compressed one whose end is
// broken is packed anew from what can be read, so that the file stays sound.
func (c *copier) stream(num int, sd *types.StreamDict) {
	data := sd.Raw
	d := sd.Dict
	if firstFilter(c.src, d) == "FlateDecode" {
		if fixed, broken := mended(data); broken {
			data = c.w.pack(fixed)
		}
	}
	c.w.putStream(num, c.entries(nil, d, "Length", "F", "FFilter", "FDecodeParms", "DL", "Metadata"), data)
}

func firstFilter(s *source, d types.Dict) string {
	switch f := s.get(d["Filter"]).(type) {
	case types.Name:
		return string(f)
	case types.Array:
		if len(f) > 0 {
			return s.name(f[0])
		}
	}
	return ""
}

// maxInflated bounds what is unpacked to look whether a stream is whole.
const maxInflated = 1 << 28

// mended reports whether compressed data is broken, and what could be read.
func mended(data []byte) ([]byte, bool) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, true
	}
	_, err = io.Copy(io.Discard, io.LimitReader(z, maxInflated))
	if err == nil {
		return nil, false
	}
	return inflated(data), true
}

// inflated unpacks as much as can be read.
func inflated(data []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	var b bytes.Buffer
	_, err = io.Copy(&b, io.LimitReader(z, maxInflated))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, zlib.ErrChecksum) && b.Len() == 0 {
		return nil
	}
	return b.Bytes()
}

// entries writes the entries of a dictionary in the order of their names, so that
// the same source gives the same bytes.
func (c *copier) entries(b []byte, d types.Dict, without ...string) []byte {
	keys := make([]string, 0, len(d))
next:
	for k := range d {
		for _, w := range without {
			if k == w {
				continue next
			}
		}
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		b = nameObject(b, k)
		b = append(b, ' ')
		b = c.object(b, d[k])
	}
	return b
}

// object writes an object's value with the references of the new file.
func (c *copier) object(b []byte, o types.Object) []byte {
	switch v := o.(type) {
	case types.IndirectRef:
		return c.reference(b, v)
	case types.Dict:
		return append(c.entries(append(b, "<<"...), v), ">>"...)
	case types.Array:
		b = append(b, '[')
		for _, e := range v {
			b = append(c.object(b, e), ' ')
		}
		return append(b, ']')
	case types.Name:
		return nameObject(b, string(v))
	case types.Integer:
		return strconv.AppendInt(b, int64(v), 10)
	case types.Float:
		return strconv.AppendFloat(b, float64(v), 'f', -1, 64)
	case types.Boolean:
		return strconv.AppendBool(b, bool(v))
	case types.HexLiteral:
		return hexObject(b, string(v))
	case types.StringLiteral:
		return append(append(append(b, '('), v...), ')')
	}
	return append(b, "null"...)
}

func (c *copier) reference(b []byte, r types.IndirectRef) []byte {
	if c.src.get(r) == nil {
		return append(b, "null"...)
	}
	if num := c.ref(r.ObjectNumber.Value()); num != 0 {
		return append(b, ref(num)...)
	}
	return append(b, "null"...)
}

func hexObject(b []byte, s string) []byte {
	b = append(b, '<')
	n := 0
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' {
			b = append(b, c)
			n++
		}
	}
	if n%2 != 0 { // ISO 19005-2, 6.1.6
		b = append(b, '0')
	}
	return append(b, '>')
}

// resources writes a resource dictionary with one more form.
func (c *copier) resources(res types.Dict, name string, form int) []byte {
	b := c.entries([]byte("<<"), res, "XObject")
	b = append(b, "/XObject<<"...)
	b = c.entries(b, c.src.dict(res["XObject"]))
	b = append(nameObject(b, name), ' ')
	return append(b, ref(form)+">>>>"...)
}

// contentArray writes the content of a page, with streams of ours around it.
func (c *copier) contentArray(parts []types.Object, before, after []byte) []byte {
	b := []byte{'['}
	if before != nil {
		b = append(b, ref(c.w.addPacked("", before))+" "...)
	}
	for _, p := range parts {
		if r, ok := p.(types.IndirectRef); ok {
			b = append(c.reference(b, r), ' ')
		}
	}
	if after != nil {
		b = append(b, ref(c.w.addPacked("", after))...)
	}
	return append(b, ']')
}

// pageExtras takes over the other keys of a page that bear on its looks.
func (c *copier) pageExtras(b []byte, l leaf, pl placing) []byte {
	keys := []string{"Group", "UserUnit", "TrimBox", "BleedBox", "ArtBox"}
	if pl.fit {
		keys = keys[:1]
	}
	for _, k := range keys {
		if v := c.src.get(l.dict[k]); v != nil {
			b = c.object(fmt.Appendf(b, "/%s ", k), l.dict[k])
		}
	}
	return b
}
