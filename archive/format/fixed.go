package format

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"niandang/archive"
	"niandang/archive/ofd"
	"niandang/archive/page"
)

// ofdContent is what reading an OFD gave.
type ofdContent struct {
	doc      page.Doc
	pages    int
	embedded []archive.Embedded
	lost     int // pages that are named but missing or damaged
}

// ofd reads all pages of an OFD.
func (t *task) ofd(ctx context.Context) error {
	got, err := guard(ctx, secs(t.r.limits.Seconds), func(ctx context.Context) (ofdContent, error) {
		return readOFD(ctx, t.in, t.r.limits)
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return t.fault(err)
	}
	t.c.Doc, t.c.Embedded, t.c.Pages, t.c.PagesSure = got.doc, got.embedded, got.pages, true
	if got.lost > 0 {
		t.find(archive.FUnreadable, "reason", "pages", "count", fmt.Sprint(got.lost))
	}
	return t.layer(ctx, ofdPictures{t.in})
}

func openOFD(in Input, lim archive.LimitSettings) (*ofd.Document, io.Closer, error) {
	f, err := os.Open(in.Path)
	if err != nil {
		return nil, nil, err
	}
	d, err := ofd.OpenWith(f, in.Size, ofd.Limits{Entries: lim.ZipEntries, Bytes: lim.MemoryBytes, Pages: lim.Pages})
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return d, f, nil
}

func readOFD(ctx context.Context, in Input, lim archive.LimitSettings) (ofdContent, error) {
	d, file, err := openOFD(in, lim)
	if err != nil {
		return ofdContent{}, err
	}
	defer file.Close()
	got := ofdContent{pages: d.Pages(), doc: page.Doc{Title: d.Title, Author: d.Author}}
	for i := range d.Pages() {
		if err := ctx.Err(); err != nil {
			return got, err
		}
		p, err := d.Page(i)
		if errors.Is(err, ofd.ErrTooLarge) {
			return got, err
		}
		if err != nil {
			got.lost++
		}
		got.doc.Pages = append(got.doc.Pages, p)
	}
	for _, a := range d.Attachments() {
		got.embedded = append(got.embedded, archive.Embedded{Name: a.Name, Size: a.Size})
	}
	return got, nil
}

// Members gives the files inside an e-mail or OFD, one after the other; what
// yield opens is valid until it returns. For other formats there are none.
func (r *Reader) Members(ctx context.Context, in Input, yield func(name string, size int64, open func() (io.ReadCloser, error)) error) error {
	f, err := r.Identify(ctx, in)
	if err != nil {
		return err
	}
	switch f.Family {
	case EML:
		return mailMembers(ctx, in.Path, r.limits, yield)
	case OFD:
		return ofdMembers(ctx, in, r.limits, yield)
	}
	return nil
}

func ofdMembers(ctx context.Context, in Input, lim archive.LimitSettings, yield member) error {
	d, file, err := openOFD(in, lim)
	if err != nil {
		return err
	}
	defer file.Close()
	for _, a := range d.Attachments() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := yield(safeName(a.Name), a.Size, a.Open); err != nil {
			return err
		}
	}
	return nil
}
