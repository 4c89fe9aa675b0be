package year

import (
	"bytes"
	"context"
	"image"
	"io"
	"os"

	"niandang/archive"
	"niandang/archive/collect"
	"niandang/archive/format"
	"niandang/archive/pdf"
)

// PageView is the picture of one page, for a screen.
type PageView struct {
	Image         image.Image // nil where Note says why there is none
	Number, Pages int         // from 1; pages of the whole
	Width, Height float64     // of the page as seen, in points
	Path          string      // of the file
	Note          archive.Text
	Hits          []archive.Spot // places of what was searched for
}

// FilePage draws a page of a file of the library, about height pixels high: of its
// PDF, of the PDF that a helper made of it, of its picture, or else of its text.
// What has no page to be seen has a Note. Errors: CodeNotFound for an unknown
// file.
func (y *Year) FilePage(ctx context.Context, fileID string, number, height int) (PageView, error) {
	f, err := y.Store.File(ctx, fileID)
	if err != nil {
		return PageView{}, err
	}
	v := PageView{Number: number, Path: f.Path, Pages: max(f.Pages, 1)}
	switch {
	case f.Status == archive.Secret:
		v.Note, v.Path = archive.Say("view.secret"), ""
		return v, nil
	case f.Status == archive.Gone:
		v.Note = archive.Say("view.destroyed")
		return v, nil
	case f.SHA256 == "" || !y.Store.HasObject(f.SHA256):
		v.Note = archive.Say("view.no_content")
		return v, nil
	}
	open, family, err := y.shown(ctx, f)
	if err != nil {
		return v, err
	}
	switch family {
	case format.PDF:
		return y.pdfPage(ctx, open, v, sheetAt{first: max(f.First, 1), height: height})
	case format.Image:
		return y.picturePage(ctx, open, v, height)
	case format.OFD:
		if v, ok, err := y.ofdPage(ctx, open, v, height); ok || err != nil {
			return v, err
		}
	}
	return y.textPage(ctx, f, v, height)
}

// shown gives what is drawn for a file: a helper's PDF where there is one.
func (y *Year) shown(ctx context.Context, f archive.File) (pdfOpen, string, error) {
	r, err := y.Store.Reading(ctx, f.SHA256, collect.Ext(f.Path))
	if err != nil && !notFound(err) {
		return nil, "", err
	}
	if r.Family != format.PDF {
		switch rend, err := y.Store.Rendition(ctx, f.SHA256, "pdf"); {
		case err == nil:
			return y.object(rend.SHA256), format.PDF, nil
		case !notFound(err):
			return nil, "", err
		}
	}
	return y.object(f.SHA256), r.Family, nil
}

type pdfOpen = func() (io.ReadSeekCloser, error)

func (y *Year) object(sha string) pdfOpen {
	return func() (io.ReadSeekCloser, error) { return y.Store.OpenObject(sha) }
}

// sheetAt says which page of a PDF is page 1 of the file, and how high it is drawn.
type sheetAt struct{ first, height int }

func (y *Year) pdfPage(ctx context.Context, open pdfOpen, v PageView, at sheetAt) (PageView, error) {
	r, err := open()
	if err != nil {
		return v, err
	}
	defer r.Close()
	info, err := y.PDF.Info(ctx, r)
	if err != nil || info.Encrypted || info.Pages == 0 {
		v.Note = archive.Say("view.unreadable")
		return v, nil
	}
	if at.first == 1 {
		v.Pages = info.Pages
	}
	v.Number = min(max(v.Number, 1), v.Pages)
	page := min(at.first+v.Number-1, info.Pages)
	v.Width, v.Height = 595.3, 841.9
	if len(info.Sizes) >= page {
		v.Width, v.Height = info.Sizes[page-1].W, info.Sizes[page-1].H
	}
	v.Image, err = y.PDF.Render(ctx, r, page, dpiFor(v.Height, at.height))
	if err != nil {
		if ctx.Err() != nil {
			return v, ctx.Err()
		}
		v.Note = archive.Say("view.unreadable")
	}
	return v, nil
}

// points gives millimetres in points.
func points(mm float64) float64 { return mm * 72 / 25.4 }

// dpiFor gives the resolution at which a page of h points is so many pixels high,
// within what a screen can use.
func dpiFor(h float64, pixels int) float64 {
	if h <= 0 {
		return 72
	}
	return min(max(float64(pixels)*72/h, 36), 300)
}

// VolumePage draws a page of a bound volume.
func (y *Year) VolumePage(ctx context.Context, v archive.Volume, number, height int) (PageView, error) {
	view := PageView{Number: number, Pages: v.Pages, Path: v.File}
	if _, err := os.Stat(v.File); err != nil {
		view.Note = archive.Say("view.volume_gone")
		return view, nil
	}
	return y.pdfPage(ctx, func() (io.ReadSeekCloser, error) { return os.Open(v.File) }, view, sheetAt{first: 1, height: height})
}

// sheetPage draws a sheet of our own: it takes the way through a PDF of one page,
// so that what is seen here is what is bound later.
func (y *Year) sheetPage(ctx context.Context, s pdf.Sheet, v PageView, height int) (PageView, error) {
	var b bytes.Buffer
	if _, err := y.PDF.Assemble(ctx, &b, pdf.Job{Parts: []pdf.Part{{Sheets: []pdf.Sheet{s}}}}); err != nil {
		v.Note = archive.Say("view.unreadable")
		return v, nil
	}
	var err error
	v.Width, v.Height = points(s.W), points(s.H)
	v.Image, err = y.PDF.Render(ctx, bytes.NewReader(b.Bytes()), 1, dpiFor(v.Height, height))
	if err != nil {
		v.Note = archive.Say("view.unreadable")
	}
	return v, nil
}

func (y *Year) picturePage(ctx context.Context, open pdfOpen, v PageView, height int) (PageView, error) {
	r, err := open()
	if err != nil {
		return v, err
	}
	defer r.Close()
	images, err := pdf.ReadImages(r)
	if err != nil {
		v.Note = archive.Say("view.unreadable")
		return v, nil
	}
	v.Pages = len(images)
	v.Number = min(max(v.Number, 1), v.Pages)
	w, h := pictureSize(images[v.Number-1].W, images[v.Number-1].H)
	return y.sheetPage(ctx, pdf.Sheet{W: w, H: h, Ops: []pdf.Op{pdf.Picture{W: w, H: h, Open: open, Page: v.Number}}}, v, height)
}
