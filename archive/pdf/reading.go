package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"

	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"niandang/archive"
)

// inMemory is the size up to which a file is handed to pdfium as a whole; larger
// ones are read block by block, so that memory stays flat.
const inMemory = 32 << 20

// reading is a file open in pdfium. It must be closed.
type reading struct {
	pool *pool
	seat *seat
	ref  references.FPDF_DOCUMENT
	n    int
}

// read opens r in pdfium.
func (p *pool) read(ctx context.Context, r io.ReadSeeker, k kind) (*reading, error) {
	req, err := request(r)
	if err != nil {
		return nil, err
	}
	s, err := p.borrow(ctx, k)
	if err != nil {
		return nil, err
	}
	d := &reading{pool: p, seat: s}
	if err := s.do(ctx, func() error { return d.open(req) }); err != nil {
		p.giveBack(s)
		return nil, failure(ctx, err)
	}
	return d, nil
}

func request(r io.ReadSeeker) (*requests.OpenDocument, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("size of file: %w", err)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("rewind file: %w", err)
	}
	if size == 0 {
		return nil, archive.Fail(archive.CodeDamaged, "pdf_empty", nil)
	}
	if size > inMemory {
		return &requests.OpenDocument{FileReader: r, FileReaderSize: size}, nil
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	return &requests.OpenDocument{File: &data}, nil
}

func (d *reading) open(req *requests.OpenDocument) error {
	doc, err := d.seat.OpenDocument(req)
	if err != nil {
		return err
	}
	d.ref = doc.Document
	n, err := d.seat.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	if err != nil {
		return errors.Join(err, d.shut())
	}
	d.n = n.PageCount
	return nil
}

func (d *reading) shut() error {
	_, err := d.seat.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d.ref})
	return err
}

func (d *reading) close() {
	if !d.seat.lost {
		if err := guard(d.shut); err != nil {
			d.seat.lost = true
		}
	}
	d.pool.giveBack(d.seat)
}

func (d *reading) page(i int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: i}}
}

// failure says for a person why a file could not be read.
func failure(ctx context.Context, err error) error {
	var known *archive.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case ctx.Err() != nil:
		return archive.Fail(archive.CodeCanceled, "canceled", ctx.Err())
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return archive.Fail(archive.CodeUnsupported, "pdf_password", err)
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return archive.Fail(archive.CodeUnsupported, "pdf_security", err)
	case errors.Is(err, errOverrun):
		return archive.Fail(archive.CodeDamaged, "pdf_slow", err)
	}
	return archive.Fail(archive.CodeDamaged, "pdf_damaged", err)
}
