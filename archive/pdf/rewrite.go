package pdf

import (
	"bytes"
	"context"
	"io"

	"github.com/klippa-app/go-pdfium/requests"
)

// rewrite gives a damaged file as pdfium understands it.
func (p *pool) rewrite(ctx context.Context, r io.ReadSeeker) ([]byte, error) {
	d, err := p.read(ctx, r, careful)
	if err != nil {
		return nil, err
	}
	defer d.close()
	var b bytes.Buffer
	err = d.seat.do(ctx, func() error {
		_, err := d.seat.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{
			Document: d.ref, Flags: requests.SaveFlagNoIncremental, FileWriter: &b,
		})
		return err
	})
	return b.Bytes(), failure(ctx, err)
}
