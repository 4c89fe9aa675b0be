package pdf

import (
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"niandang/archive"
)

// a4Slack is how far a page may be from A4 and still count as A4, in points (2 mm).
const a4Slack = 2 * pointsPerMM

// foreign puts pages of a foreign file in.
func (a *assembly) foreign(p *Part, src *source) error {
	chosen := p.Pages
	if chosen == nil {
		for i := range src.pages {
			chosen = append(chosen, i+1)
		}
	}
	for _, n := range chosen {
		if n < 1 || n > len(src.pages) {
			return archive.Fail(archive.CodeNotFound, "pdf_no_page", nil, "page", fmt.Sprint(n))
		}
	}
	c := newCopier(a.w, src)
	for i, n := range chosen {
		c.mapPage(src.pages[n-1].num, a.page(a.done+i))
	}
	var errs []error
	for i, n := range chosen {
		errs = append(errs, guard(func() error { return a.foreignPage(p, c, i, src.pages[n-1]) }))
		c.drain()
		if a.w.err != nil {
			return a.w.err
		}
	}
	a.layers.take(c)
	c.drain()
	return errors.Join(errs...)
}

// placing is where a foreign page comes to lie.
type placing struct {
	media box    // the page's own user space
	crop  box    // what of it is seen
	seen  box    // what was seen in the source
	turn  int    // clockwise, as it is shown
	move  matrix // from the source's user space
	fit   bool
	over  *canvas // what is drawn over it; nil for nothing
}

// covered reports whether anything is drawn over the page.
func (pl placing) covered() bool { return pl.over != nil && len(pl.over.buf) > 0 }

// place keeps a page as it is, or, where asked for, puts it in the middle of an
// A4 sheet of its own orientation, scaled down when it is larger.
func (a *assembly) place(p *Part, src *source, l leaf) placing {
	seen, turn := src.seen(l)
	media, ok := src.box(l.dict["MediaBox"])
	if !ok {
		media = a4
	}
	pl := placing{media: media, crop: seen, seen: seen, turn: turn, move: identity}
	unit := 1.0 // points of a unit of its user space
	if u, ok := src.number(l.dict["UserUnit"]); ok && u > 0 {
		unit = u
	}
	if !p.Fit || unit == 1 && isA4(seen.w(), seen.h()) {
		return pl
	}
	w, h := a4.w(), a4.h()
	if seen.w() > seen.h() {
		w, h = h, w
	}
	scale := min(unit, w/seen.w(), h/seen.h())
	pl.move = matrix{scale, 0, 0, scale, (w-seen.w()*scale)/2 - seen.x0*scale, (h-seen.h()*scale)/2 - seen.y0*scale}
	pl.media, pl.crop, pl.fit = box{0, 0, w, h}, box{0, 0, w, h}, true
	return pl
}

func isA4(w, h float64) bool {
	near := func(v, want float64) bool { return v > want-a4Slack && v < want+a4Slack }
	return near(w, a4.w()) && near(h, a4.h()) || near(w, a4.h()) && near(h, a4.w())
}

// foreignPage writes one page: its content between q and Q, then the overlay.
func (a *assembly) foreignPage(p *Part, c *copier, i int, l leaf) error {
	pl := a.place(p, c.src, l)
	size := Size{pl.crop.w(), pl.crop.h()}
	if pl.turn%180 != 0 {
		size.W, size.H = size.H, size.W
	}
	var err error
	if p.Overlay != nil {
		pl.over = &canvas{a: a, height: size.H}
		err = pl.over.draw(p.Overlay(i, size))
	}
	num := a.page(a.done)
	b := fmt.Appendf(nil, "<</Type/Page/Parent %s", ref(a.tree))
	b = pageBoxes(b, pl)
	b = append(b, a.content(c, l, pl)...)
	b = c.pageExtras(b, l, pl)
	toUser := fromSeen(pl.crop, pl.turn)
	b = a.appendLinks(b, pl.over, c.annotations(l, num, pl.move), toUser)
	a.w.put(num, append(b, ">>"...))
	a.done++
	return err
}

func pageBoxes(b []byte, pl placing) []byte {
	b = append(nums(append(b, "/MediaBox["...), pl.media.x0, pl.media.y0, pl.media.x1, pl.media.y1), ']')
	if pl.crop != pl.media {
		b = append(nums(append(b, "/CropBox["...), pl.crop.x0, pl.crop.y0, pl.crop.x1, pl.crop.y1), ']')
	}
	if pl.turn != 0 {
		b = fmt.Appendf(b, "/Rotate %d", pl.turn)
	}
	return b
}

// content gives the page's /Resources and /Contents.
func (a *assembly) content(c *copier, l leaf, pl placing) []byte {
	res := c.src.dict(l.dict["Resources"])
	parts := c.src.contents(l)
	if pl.fit {
		if data, ok := c.src.joined(parts); ok {
			return a.fitted(c, res, data, pl)
		}
	}
	if !pl.fit && !pl.covered() {
		b := append([]byte("/Resources"), c.object(nil, res)...)
		return append(append(b, "/Contents"...), c.contentArray(parts, nil, nil)...)
	}
	data, _ := c.src.joined(parts)
	before, after := balanceOf(data)
	before = append(append(before, nums(nil, pl.move[:]...)...), "cm\n"...)
	name := freeName(c.src.dict(res["XObject"]), "NdOver")
	b := append([]byte("/Resources"), c.object(nil, res)...)
	if pl.covered() {
		after = append(after, placedForm(name, fromSeen(pl.crop, pl.turn))...)
		b = append([]byte("/Resources"), c.resources(res, name, a.form(pl))...)
	}
	return append(append(b, "/Contents"...), c.contentArray(parts, before, after)...)
}

// fitted makes the content a form of its own, so that patterns move with it and
// what lay outside of the page stays hidden.
func (a *assembly) fitted(c *copier, res types.Dict, data []byte, pl placing) []byte {
	before, after := balanceOf(data)
	data = append(append(before, data...), after...)
	seen := pl.seen
	entries := append([]byte("/Type/XObject/Subtype/Form/BBox["), nums(nil, seen.x0, seen.y0, seen.x1, seen.y1)...)
	entries = append(append(entries, "]/Resources"...), c.object(nil, res)...)
	form := a.w.addPacked(string(entries), data)
	stream := placedForm("NdPage", pl.move)
	dict := fmt.Appendf(nil, "/Resources<</XObject<</NdPage %s", ref(form))
	if pl.covered() {
		dict = fmt.Appendf(dict, "/NdOver %s", ref(a.form(pl)))
		stream = append(stream, placedForm("NdOver", fromSeen(pl.crop, pl.turn))...)
	}
	return fmt.Appendf(dict, ">>>>/Contents %s", ref(a.w.addPacked("", stream)))
}

func placedForm(name string, m matrix) []byte {
	b := nums([]byte("q "), m[:]...)
	return append(b, "cm /"+name+" Do Q\n"...)
}

// form writes an overlay in the coordinates of the page as seen.
func (a *assembly) form(pl placing) int {
	w, h := pl.crop.w(), pl.crop.h()
	if pl.turn%180 != 0 {
		w, h = h, w
	}
	entries := append([]byte("/Type/XObject/Subtype/Form/BBox["), nums(nil, 0, 0, w, h)...)
	entries = append(append(entries, "]/Resources"...), pl.over.resources()...)
	return a.w.addPacked(string(entries), pl.over.buf)
}

// freeName gives a name that a resource dictionary does not use yet: a page may
// carry an overlay of ours already.
func freeName(d types.Dict, name string) string {
	free := name
	for i := 1; d[free] != nil; i++ {
		free = fmt.Sprintf("%s%d", name, i)
	}
	return free
}
