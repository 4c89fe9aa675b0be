package pdf

import (
	"context"
	"fmt"
	"io"
	"iter"
	"math"

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

// Pages gives the pages with their text, rules and pictures. A page whose fonts
// the interpreter does not understand is read by pdfium, and so is a file whose
// objects pdfcpu cannot read.
func (e *Open) Pages(ctx context.Context, r io.ReadSeeker, limit int) iter.Seq2[page.Page, error] {
	return func(yield func(page.Page, error) bool) {
		d := &document{pool: e.pool, r: r}
		defer d.close()
		n, err := d.open(ctx)
		if err != nil {
			yield(page.Page{}, err)
			return
		}
		n = min(n, maxPages)
		if limit > 0 {
			n = min(n, limit)
		}
		for i := range n {
			p, err := d.page(ctx, i)
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// document is a file that is read page by page, by the interpreter where it can
// and by pdfium where it must.
type document struct {
	pool   *pool
	r      io.ReadSeeker
	src    *source
	fonts  map[int]*fontReader
	pdfium *reading
}

// maxObjectsFile is the size up to which a file is taken into memory as objects.
const maxObjectsFile = 64 << 20

// open gives the number of pages.
func (d *document) open(ctx context.Context) (int, error) {
	size, err := d.r.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, fmt.Errorf("size of file: %w", err)
	}
	k := quick
	if size <= maxObjectsFile {
		d.src, err = readSource(ctx, d.r)
		if err == nil {
			d.fonts = map[int]*fontReader{}
			return len(d.src.pages), nil
		}
		if ctx.Err() != nil {
			return 0, err
		}
		k = careful
	}
	d.pdfium, err = d.pool.read(ctx, d.r, k)
	if err != nil {
		return 0, err
	}
	if d.pdfium.n == 0 {
		return 0, archive.Fail(archive.CodeDamaged, "pdf_damaged", errNoPages)
	}
	return d.pdfium.n, nil
}

func (d *document) close() {
	if d.pdfium != nil {
		d.pdfium.close()
	}
}

func (d *document) page(ctx context.Context, i int) (page.Page, error) {
	if d.src != nil {
		p, err := d.src.interpret(ctx, i, d.fonts)
		if err == nil {
			return p, nil
		}
		if ctx.Err() != nil {
			return p, failure(ctx, err)
		}
	}
	if d.pdfium == nil {
		var err error
		if d.pdfium, err = d.pool.read(ctx, d.r, quick); err != nil {
			return page.Page{}, err
		}
	}
	var p page.Page
	err := d.pdfium.seat.do(ctx, func() (err error) {
		p, err = d.pdfium.read(i)
		return err
	})
	return p, failure(ctx, err)
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

// slope gives the direction (x, y) on the page as seen, in degrees.
func (u upright) slope(x, y float64) float64 {
	return math.Remainder(math.Atan2(y, x)*180/math.Pi-float64(u.turn), 360)
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
