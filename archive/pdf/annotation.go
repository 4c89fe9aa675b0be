package pdf

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// annotations writes the annotations of a foreign page without what acts: no
// scripts, no programs, no files elsewhere, no form logic. What shows stays.
func (c *copier) annotations(l leaf, page int, move matrix) []int {
	list := c.src.array(l.dict["Annots"])
	kept := make([]int, 0, len(list))
	dicts := make([]types.Dict, 0, len(list))
	for _, o := range list {
		d := c.src.dict(o)
		if d == nil || !c.keeps(d) {
			continue
		}
		kept = append(kept, c.annotationNumber(o))
		dicts = append(dicts, d)
	}
	for i, d := range dicts {
		c.w.put(kept[i], c.annotation(d, page, move))
	}
	return kept
}

// annotationNumber reserves the object, so that a note and its pop-up find each
// other.
func (c *copier) annotationNumber(o types.Object) int {
	num := c.w.reserve()
	if r, ok := o.(types.IndirectRef); ok {
		c.refs[r.ObjectNumber.Value()] = num
	}
	return num
}

// keeps leaves out annotations that play or embed something, and links that lead
// nowhere any more.
func (c *copier) keeps(d types.Dict) bool {
	if _, ok := c.src.box(d["Rect"]); !ok && c.src.name(d["Subtype"]) != "Popup" {
		return false
	}
	switch c.src.name(d["Subtype"]) {
	case "Movie", "Sound", "Screen", "3D", "RichMedia", "FileAttachment", "TrapNet", "":
		return false
	case "Link":
		return c.action(d) != nil
	}
	return true
}

// annotationKeys are those that bear on how an annotation looks or reads. The
// keys of form fields, signatures and structure are left behind.
var annotationKeys = []string{
	"Subtype", "Contents", "NM", "M", "F", "AP", "AS", "Border", "C", "OC", "T", "Popup", "CA", "RC", "CreationDate",
	"IRT", "Subj", "RT", "IT", "Open", "Name", "DA", "Q", "DS", "BS", "BE", "RD", "CL", "LE", "IC", "LL", "LLE", "Cap",
	"Sy", "H", "MK", "DR",
}

func (c *copier) annotation(d types.Dict, page int, move matrix) []byte {
	b := fmt.Appendf(nil, "<</Type/Annot/P %s", ref(page))
	for _, k := range annotationKeys {
		if v, ok := d[k]; ok && c.src.get(v) != nil {
			b = append(c.object(append(nameObject(b, k), ' '), v), '\n')
		}
	}
	at, _ := c.src.box(d["Rect"])
	at = move.box(at)
	b = append(nums(append(b, "/Rect["...), at.x0, at.y0, at.x1, at.y1), ']')
	for _, k := range []string{"QuadPoints", "Vertices", "L"} {
		b = c.points(b, k, d, move)
	}
	if list := c.src.array(d["InkList"]); list != nil {
		b = append(b, "/InkList["...)
		for _, line := range list {
			b = append(movedPoints(append(b, '['), c.src, c.src.array(line), move), ']')
		}
		b = append(b, ']')
	}
	if c.src.name(d["Subtype"]) == "Link" {
		b = append(b, c.action(d)...)
	}
	return append(b, ">>"...)
}

func (c *copier) points(b []byte, key string, d types.Dict, move matrix) []byte {
	a := c.src.array(d[key])
	if a == nil {
		return b
	}
	return append(movedPoints(append(b, "/"+key+"["...), c.src, a, move), ']')
}

func movedPoints(b []byte, s *source, a types.Array, move matrix) []byte {
	for i := 0; i+1 < len(a); i += 2 {
		x, _ := s.number(a[i])
		y, _ := s.number(a[i+1])
		x, y = move.point(x, y)
		b = nums(b, x, y)
	}
	return b
}

// action gives a link's target: a page that is in the file, or an address.
func (c *copier) action(d types.Dict) []byte {
	dest := d["Dest"]
	if act := c.src.dict(d["A"]); act != nil {
		switch c.src.name(act["S"]) {
		case "URI":
			if uri := c.src.get(act["URI"]); uri != nil {
				return append(c.object([]byte("/A<</S/URI/URI "), uri), ">>"...)
			}
			return nil
		case "GoTo":
			dest = act["D"]
		default:
			return nil
		}
	}
	a := c.destination(dest)
	if len(a) < 2 {
		return nil
	}
	r, ok := a[0].(types.IndirectRef)
	if !ok || c.refs[r.ObjectNumber.Value()] == 0 {
		return nil
	}
	return append(c.object([]byte("/A<</S/GoTo/D "), a), ">>"...)
}

// destination resolves a destination that is named (ISO 32000-1, 12.3.2.3).
func (c *copier) destination(o types.Object) types.Array {
	switch v := c.src.get(o).(type) {
	case types.Array:
		return v
	case types.Name:
		return c.named(string(v))
	case types.StringLiteral, types.HexLiteral:
		return c.named(c.src.text(v))
	}
	return nil
}

func (c *copier) named(key string) types.Array {
	if c.dests == nil {
		c.dests = map[string]types.Object{}
		for k, v := range c.src.dict(c.src.catalog()["Dests"]) {
			c.dests[k] = v
		}
		c.nameTree(c.src.dict(c.src.catalog()["Names"])["Dests"], 0)
	}
	o := c.src.get(c.dests[key])
	if d, ok := o.(types.Dict); ok {
		o = c.src.get(d["D"])
	}
	a, _ := o.(types.Array)
	return a
}

func (c *copier) nameTree(o types.Object, depth int) {
	d := c.src.dict(o)
	if d == nil || depth > maxDepth {
		return
	}
	list := c.src.array(d["Names"])
	for i := 0; i+1 < len(list); i += 2 {
		c.dests[c.src.text(list[i])] = list[i+1]
	}
	for _, kid := range c.src.array(d["Kids"]) {
		c.nameTree(kid, depth+1)
	}
}
