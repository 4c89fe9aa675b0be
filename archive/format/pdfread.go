package format

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/pdf"
)

// errNoEngine means that the Reader was made without a PDF library.
var errNoEngine = errors.New("no PDF engine")

// pdf reads a PDF with its text layer, and the pictures where it has none.
func (t *task) pdf(ctx context.Context) error {
	if t.r.pdf == nil {
		return fmt.Errorf("read %s: %w", t.in.Name, errNoEngine)
	}
	info, err := guard(ctx, secs(t.r.limits.Seconds), func(ctx context.Context) (pdf.Info, error) {
		return pdfInfo(ctx, t.r.pdf, t.in.Path)
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return t.pdfFault(err)
	}
	if info.Encrypted {
		t.find(archive.FEncrypted)
		return nil
	}
	if info.Restricted {
		t.find(archive.FOwnerRestricted)
	}
	t.c.Pages, t.c.PagesSure = info.Pages, true
	t.c.Doc.Title, t.c.Doc.Author = info.Title, info.Author
	pages, err := t.r.pdfPages(ctx, t.in.Path)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	t.c.Doc.Pages = pages
	if err != nil {
		if err := t.pdfFault(err); err != nil {
			return err
		}
	} else if info.Repaired {
		t.c.PagesSure = !t.cutOff()
		if t.cutOff() {
			t.find(archive.FTruncated)
		}
	}
	from := pdfPictures{t.r.pdf, t.in.Path}
	if err := t.layer(ctx, from); err != nil {
		return err
	}
	return t.blanks(ctx, from)
}

func pdfInfo(ctx context.Context, e pdf.Engine, path string) (pdf.Info, error) {
	f, err := os.Open(path)
	if err != nil {
		return pdf.Info{}, err
	}
	defer f.Close()
	return e.Info(ctx, f)
}

// pdfPages gives the pages up to the first that cannot be read.
func (r *Reader) pdfPages(ctx context.Context, path string) ([]page.Page, error) {
	return guard(ctx, secs(r.limits.Seconds), func(ctx context.Context) ([]page.Page, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		var out []page.Page
		for p, err := range r.pdf.Pages(ctx, f, r.limits.Pages) {
			if err != nil {
				return out, err
			}
			out = append(out, p)
		}
		return out, nil
	})
}

// pdfFault turns what the engine says into a finding.
func (t *task) pdfFault(err error) error {
	switch {
	case archive.ErrorCode(err) == archive.CodeUnsupported:
		t.find(archive.FEncrypted)
		return nil
	case archive.ErrorCode(err) == archive.CodeCanceled:
		return fmt.Errorf("read %s: %w", t.in.Name, err)
	}
	return t.fault(err)
}

// pictures draws a page for recognition.
type pictures interface {
	// picture gives page i (from 0) and how many pixels of it make an inch.
	picture(ctx context.Context, i int) (image.Image, float64, error)
}

type pdfPictures struct {
	e    pdf.Engine
	path string
}

func (p pdfPictures) picture(ctx context.Context, i int) (image.Image, float64, error) {
	f, err := os.Open(p.path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	m, err := p.e.Render(ctx, f, i+1, ocrDPI)
	return m, ocrDPI, err
}

// layer looks at the text layer of a document with fixed pages: pages that are
// pictures, and text that is nonsense, are recognised where a helper is there.
func (t *task) layer(ctx context.Context, from pictures) error {
	look, share := t.garbledPages()
	if len(look) > 0 {
		t.find(archive.FGarbledTextLayer, "share", share, "pages", pageList(look))
	}
	if len(look) < len(t.c.Doc.Pages) {
		bare := t.picturePages(ctx, from)
		if len(bare) > 0 && len(look) == 0 {
			t.find(archive.FNoTextLayer, "count", fmt.Sprint(len(bare)), "pages", pageList(bare))
		}
		look = append(look, bare...)
		slices.Sort(look)
	}
	if len(look) == 0 {
		return nil
	}
	return t.recognise(ctx, from, look)
}

// garbledPages gives the pages (from 0) whose text is nonsense, and what share of
// the text that is: all where characters have no meaning throughout, else those
// with a layer that is none.
func (t *task) garbledPages() (pages []int, share string) {
	if l := judge(t.c.Doc.Text()); l.garbled() {
		for i := range t.c.Doc.Pages {
			pages = append(pages, i)
		}
		return pages, fmt.Sprintf("%d%%", l.odd*100/l.chars)
	}
	bad, all := 0, 0
	for i, p := range t.c.Doc.Pages {
		n := solid(p.Text())
		all += n
		if badLayer(p) {
			pages, bad = append(pages, i), bad+n
			t.c.Doc.Pages[i].Lines = nil // nobody should read or find it, even where no helper reads the picture
		}
	}
	return pages, fmt.Sprintf("%d%%", bad*100/max(all, 1))
}

// fewChars is what a stamp or a page number leaves on a page that is a picture.
const fewChars = 12

// picturePages gives the pages (from 0) that are pictures: next to no text, and
// a picture over much of the page. Where no page of a PDF has text or picture,
// type may have been turned into outlines: then pages with any ink count.
func (t *task) picturePages(ctx context.Context, from pictures) []int {
	var out, empty []int
	for i, p := range t.c.Doc.Pages {
		n := solid(strings.ReplaceAll(p.Text(), "\n", ""))
		if n > fewChars {
			continue
		}
		if area := largestPicture(p); area >= 0.35*p.Width*p.Height && area > 0 {
			out = append(out, i)
		} else if n == 0 {
			empty = append(empty, i)
		}
	}
	if len(out) > 0 || t.c.Format.Family != PDF || len(empty) < len(t.c.Doc.Pages) {
		return out
	}
	for _, i := range empty[:min(len(empty), t.r.limits.OCRPages)] {
		if t.inked(ctx, from, i) {
			out = append(out, i)
		}
	}
	return out
}

func largestPicture(p page.Page) float64 {
	area := 0.0
	for _, pic := range p.Pictures {
		area = max(area, pic.Box.Width()*pic.Box.Height())
	}
	return area
}

// inked reports whether anything is drawn on a page.
func (t *task) inked(ctx context.Context, from pictures, i int) bool {
	share, err := guard(ctx, secs(t.r.limits.OCRSeconds), func(ctx context.Context) (float64, error) {
		m, _, err := from.picture(ctx, i)
		if err != nil {
			return 0, err
		}
		return inkShare(m), nil
	})
	return err == nil && share > 0.0005
}

// inkShare gives the share of a picture that is not paper.
func inkShare(m image.Image) float64 {
	at, b := pixels(m), m.Bounds()
	ink, all := 0, 0
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		for x := b.Min.X; x < b.Max.X; x += 2 {
			all++
			if r, g, bl := at(x, y); min(r, g, bl) < darkEnough {
				ink++
			}
		}
	}
	return float64(ink) / float64(max(all, 1))
}

// pageList names pages for people, runs as 2-5.
func pageList(pages []int) string {
	var out []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		s := fmt.Sprint(pages[i] + 1)
		if j > i {
			s += "-" + fmt.Sprint(pages[j]+1)
		}
		out = append(out, s)
		i = j + 1
	}
	return strings.Join(out, ",")
}
