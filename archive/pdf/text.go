package pdf

import (
	"context"
	"io"
	"iter"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"niandang/archive"
	"niandang/archive/page"
)

// maxPages bounds the pages that are read of one file, maxChars those of a page.
const (
	maxPages = 20000
	maxChars = 200000
)

// Pages gives the pages with their text, rules and pictures. Rules and pictures
// are looked for on the first and the last page only, where an official document
// has its heading and its seal.
func (e *Open) Pages(ctx context.Context, r io.ReadSeeker, limit int) iter.Seq2[page.Page, error] {
	return func(yield func(page.Page, error) bool) {
		k := quick
		if _, err := readSource(ctx, r); err != nil {
			k = careful
		}
		d, err := e.pool.read(ctx, r, k)
		if err != nil {
			yield(page.Page{}, err)
			return
		}
		defer d.close()
		if d.n == 0 {
			yield(page.Page{}, archive.Fail(archive.CodeDamaged, "pdf_damaged", errNoPages))
			return
		}
		d.each(ctx, limit, yield)
	}
}

// each yields page after page; a page that cannot be read ends the file.
func (d *reading) each(ctx context.Context, limit int, yield func(page.Page, error) bool) {
	n := min(d.n, maxPages)
	if limit > 0 {
		n = min(n, limit)
	}
	for i := range n {
		var p page.Page
		err := d.seat.do(ctx, func() (err error) {
			p, err = d.read(i)
			return err
		})
		if err != nil {
			yield(page.Page{}, failure(ctx, err))
			return
		}
		if !yield(p, nil) {
			return
		}
	}
}

// read gives page i.
func (d *reading) read(i int) (page.Page, error) {
	s := &sheet{Pdfium: d.seat.Pdfium}
	if err := s.load(d.ref, i); err != nil {
		return page.Page{}, err
	}
	defer s.close()
	chars, err := s.chars()
	if err != nil {
		return page.Page{}, err
	}
	p := page.Page{Number: i + 1, Width: s.to.w, Height: s.to.h, Rotate: s.to.turn}
	p.Lines = page.Compose(chars, p.Width, p.Height)
	if i == 0 || i == d.n-1 || len(chars) == 0 {
		s.objects(&p)
	}
	return p, nil
}

// upright maps user space to the page as seen, y down.
type upright struct {
	in   box
	turn int
	w, h float64
}

func newUpright(in box, turn int) upright {
	u := upright{in: in, turn: turn, w: in.w(), h: in.h()}
	if turn%180 != 0 {
		u.w, u.h = u.h, u.w
	}
	return u
}

func (u upright) point(x, y float64) (float64, float64) {
	x, y = x-u.in.x0, y-u.in.y0
	switch u.turn {
	case 90:
		return y, x
	case 180:
		return u.w - x, y
	case 270:
		return u.w - y, u.h - x
	}
	return x, u.h - y
}

func (u upright) box(b box) page.Box {
	x0, y0 := u.point(b.x0, b.y0)
	x1, y1 := u.point(b.x1, b.y1)
	return page.Box{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
}

// sheet is a page open in pdfium.
type sheet struct {
	pdfium.Pdfium
	ref  requests.Page
	page references.FPDF_PAGE
	to   upright
}

func (s *sheet) load(doc references.FPDF_DOCUMENT, i int) error {
	p, err := s.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: i})
	if err != nil {
		return err
	}
	s.page = p.Page
	s.ref = requests.Page{ByReference: &s.page}
	in, turn := box{}, 0
	if b, err := s.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: s.ref}); err == nil {
		in = box{float64(b.Rect.Left), float64(b.Rect.Bottom), float64(b.Rect.Right), float64(b.Rect.Top)}
	}
	if r, err := s.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: s.ref}); err == nil {
		turn = int(r.PageRotation) * 90
	}
	s.to = newUpright(in, turn)
	return nil
}

func (s *sheet) close() {
	_, _ = s.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: s.page})
}
