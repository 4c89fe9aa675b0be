package pdf

import (
	"context"
	"errors"
	"image"
	"image/draw"
	"io"
	"strconv"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"

	"niandang/archive"
)

// maxPixels bounds a page image: a page of 2 m at 300 dpi is drawn smaller.
const maxPixels = 50e6

// Render draws page number (from 1) at dpi, with its annotations, on white.
func (e *Open) Render(ctx context.Context, r io.ReadSeeker, number int, dpi float64) (image.Image, error) {
	d, err := e.pool.read(ctx, r, quick)
	if err != nil {
		return nil, err
	}
	defer d.close()
	if number < 1 || number > d.n {
		return nil, archive.Fail(archive.CodeNotFound, "pdf_no_page", nil, "page", strconv.Itoa(number))
	}
	var img image.Image
	err = d.seat.do(ctx, func() (err error) {
		img, err = d.draw(number-1, dpi)
		return err
	})
	return img, failure(ctx, err)
}

func (d *reading) draw(i int, dpi float64) (image.Image, error) {
	size, err := d.seat.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.ref, Index: i})
	if err != nil {
		return nil, err
	}
	for dpi > 10 && size.Width*size.Height*dpi*dpi/72/72 > maxPixels {
		dpi *= 0.7
	}
	out, err := d.seat.RenderPageInDPI(&requests.RenderPageInDPI{
		Page: d.page(i), DPI: max(int(dpi), 1), RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, err
	}
	defer out.Cleanup()
	if out.Result.RenderedImage == nil {
		return nil, errors.New("no image")
	}
	own := image.NewRGBA(out.Result.RenderedImage.Bounds()) // the pixels stand in pdfium's memory
	draw.Draw(own, own.Bounds(), out.Result.RenderedImage, own.Bounds().Min, draw.Src)
	return own, nil
}
