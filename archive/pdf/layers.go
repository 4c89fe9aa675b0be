package pdf

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// layers gathers the optional content of all sources (ISO 32000-1, 8.11), so
// that what a source hides stays hidden.
type layers struct {
	all, off []int
}

// take notes the layers that the pages of a source have brought along.
func (l *layers) take(c *copier) {
	props := c.src.dict(c.src.catalog()["OCProperties"])
	if props == nil {
		return
	}
	def := c.src.dict(props["D"])
	hidden := map[int]bool{}
	baseOff := c.src.name(def["BaseState"]) == "OFF"
	for _, o := range c.src.array(props["OCGs"]) {
		if n := c.brought(o); n != 0 {
			hidden[n] = baseOff
			l.all = append(l.all, n)
		}
	}
	c.mark(hidden, def["ON"], false)
	c.mark(hidden, def["OFF"], true)
	for _, n := range l.all {
		if hidden[n] {
			l.off = append(l.off, n)
			delete(hidden, n)
		}
	}
}

// brought gives the number of a layer that was taken over.
func (c *copier) brought(o types.Object) int {
	r, ok := o.(types.IndirectRef)
	if !ok {
		return 0
	}
	return c.refs[r.ObjectNumber.Value()]
}

func (c *copier) mark(hidden map[int]bool, list types.Object, off bool) {
	for _, o := range c.src.array(list) {
		if n := c.brought(o); n != 0 {
			hidden[n] = off
		}
	}
}

// entry gives the catalogue's /OCProperties. ISO 19005-2, 6.9 wants a name and
// an order that has every layer.
func (l *layers) entry() []byte {
	if len(l.all) == 0 {
		return nil
	}
	all := refList(l.all)
	return fmt.Appendf(nil, "/OCProperties<</OCGs[%s]/D<</Name(Default)/Order[%s]/OFF[%s]>>>>", all, all, refList(l.off))
}

func refList(nums []int) []byte {
	var b []byte
	for _, n := range nums {
		b = append(b, ref(n)+" "...)
	}
	return b
}
