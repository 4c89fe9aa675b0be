package readable

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxPages bounds the page tree.
const maxPages = 1_000_000

// checkPDF follows the cross-references and walks the page tree. A file whose
// cross-references are wrong but whose end is there is one that readers repair.
func checkPDF(r io.ReaderAt, size, base int64) Result {
	d := &document{r: r, size: size, base: base, places: make(map[int]place), free: make(map[int]bool)}
	err := d.open()
	switch {
	case errors.Is(err, errUnknown):
		return Result{}
	case err != nil && !d.ended():
		return Result{Broken: Cut}
	case err != nil:
		return Result{Weak: err}
	case d.trailer["Encrypt"] != nil:
		return Result{Locked: true}
	}
	w := walk{document: d, seen: make(map[int]bool)}
	err = w.pages()
	switch {
	case errors.Is(err, errUnknown):
		return Result{}
	case errors.Is(err, BadXref): // then readers look for the objects themselves
		return Result{Weak: err}
	case err != nil:
		return Result{Broken: err}
	case !d.ended():
		return Result{Pages: w.n, Weak: Cut}
	}
	return Result{Pages: w.n}
}

// ended reports whether the mark of the end stands where it should.
func (d *document) ended() bool {
	tail := make([]byte, min(pdfTail, d.size))
	_, err := d.r.ReadAt(tail, d.size-int64(len(tail)))
	return (err == nil || err == io.EOF) && bytes.Contains(tail, []byte("%%EOF"))
}

// walk is a walk through the page tree.
type walk struct {
	*document
	seen map[int]bool
	n    int
}

func (w *walk) pages() error {
	root, ok := w.trailer["Root"].(ref)
	if !ok {
		return NoPages
	}
	catalogue, err := w.get(root)
	if err != nil {
		return err
	}
	top, ok := catalogue.dict["Pages"].(ref)
	if !ok {
		return NoPages
	}
	stack := []ref{top}
	for len(stack) > 0 {
		r := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if w.seen[r.num] {
			return BadForm
		}
		w.seen[r.num] = true
		if len(w.seen) > maxPages {
			return TooLarge
		}
		kids, err := w.node(r)
		if err != nil {
			return err
		}
		stack = append(stack, kids...)
	}
	if w.n == 0 {
		return NoPages
	}
	return nil
}

// node takes in one node: a page, or a list of further nodes.
func (w *walk) node(r ref) (kids []ref, err error) {
	x, err := w.get(r)
	if err != nil {
		return nil, err
	}
	if x.dict == nil {
		return nil, fmt.Errorf("page object %d: %w", r.num, NoPart)
	}
	list := x.dict["Kids"]
	if k, ok := list.(ref); ok {
		a, err := w.get(k)
		if err != nil {
			return nil, err
		}
		list = a.val
	}
	if list, ok := list.([]any); ok {
		for _, k := range list {
			if k, ok := k.(ref); ok {
				kids = append(kids, k)
			}
		}
		return kids, nil
	}
	w.n++
	return nil, w.contents(x.dict["Contents"])
}

// contents looks whether what is drawn on a page is there: one stream or a list.
func (w *walk) contents(v any) error {
	if r, ok := v.(ref); ok {
		x, err := w.get(r)
		if err != nil {
			return err
		}
		list, ok := x.val.([]any)
		if !ok {
			return w.reaches(x)
		}
		v = list
	}
	list, _ := v.([]any)
	for _, one := range list {
		r, ok := one.(ref)
		if !ok {
			continue
		}
		x, err := w.get(r)
		if err != nil {
			return err
		}
		if err := w.reaches(x); err != nil {
			return err
		}
	}
	return nil
}

// reaches reports a stream that would go on behind the end of the file.
func (w *walk) reaches(x indirect) error {
	if n, ok := x.dict.num("Length"); ok && x.data >= 0 && x.data+int64(n) > w.size {
		return Cut
	}
	return nil
}
