package format

import (
	"context"
	"fmt"
	"image"
	"sync"

	"niandang/archive"
	"niandang/archive/page"
)

// ocrDPI is what pages are drawn at for recognition.
const ocrDPI = 200

// passes are the resolutions at which a page is read. Measured on scans of 200
// dpi: tesseract's Chinese model reads 3号 type (16 points) far better at 100 dpi
// than at 200 or 300. Which of two look-alikes it takes hangs on how strokes fall
// on pixels, so a second coarse pass helps; the fine one is for small type. Where
// they differ the surer line wins.
var passes = [...]int{100, 90, ocrDPI}

// recognise reads pages that are pictures. Without the helper a finding says so.
func (t *task) recognise(ctx context.Context, from pictures, pages []int) error {
	state := t.r.found.ocrState(ctx)
	if !state.Found {
		t.find(archive.FHelperMissing, "helper", "tesseract")
		return nil
	}
	if len(pages) > t.r.limits.OCRPages {
		t.find(archive.FConversionFailed, "helper", state.Version, "reason", "pages", "count", fmt.Sprint(t.r.limits.OCRPages))
		pages = pages[:t.r.limits.OCRPages]
	}
	read := t.recogniseAll(ctx, from, pages)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	failed := 0
	for k, i := range pages {
		if read[k].err != nil {
			failed++
			continue
		}
		p := &t.c.Doc.Pages[i]
		p.Lines, p.OCR = read[k].lines, true
		t.c.OCR = true
	}
	if failed > 0 {
		t.find(archive.FConversionFailed, "helper", state.Version, "count", fmt.Sprint(failed))
	}
	return nil
}

type recognised struct {
	lines []page.Line
	err   error
}

// recogniseAll reads the pages, two at a time over all files.
func (t *task) recogniseAll(ctx context.Context, from pictures, pages []int) []recognised {
	out := make([]recognised, len(pages))
	var wg sync.WaitGroup
	for k, i := range pages {
		select {
		case t.r.ocrSlots <- struct{}{}:
		case <-ctx.Done():
			out[k].err = ctx.Err()
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-t.r.ocrSlots }()
			out[k].lines, out[k].err = t.recognisePage(ctx, from, i)
		}()
	}
	wg.Wait()
	return out
}

// recognisePage reads page i: once without its red ink, and, where there is red
// that looks like type, that by itself.
func (t *task) recognisePage(ctx context.Context, from pictures, i int) ([]page.Line, error) {
	type drawn struct {
		m   image.Image
		dpi float64
	}
	d, err := guard(ctx, secs(t.r.limits.OCRSeconds), func(ctx context.Context) (drawn, error) {
		m, dpi, err := from.picture(ctx, i)
		return drawn{m, dpi}, err
	})
	if err != nil {
		return nil, err
	}
	sheet, err := guard(ctx, secs(t.r.limits.OCRSeconds), func(context.Context) (*sheet, error) { return newSheet(d.m, d.dpi), nil })
	if err != nil {
		return nil, err
	}
	p := t.c.Doc.Pages[i]
	chars, err := t.r.readSheet(ctx, sheet, p.Width)
	if err != nil {
		return nil, err
	}
	return page.Compose(chars, p.Width, p.Height), nil
}

// readSheet recognises a prepared picture; width is the page's in points.
func (r *Reader) readSheet(ctx context.Context, s *sheet, width float64) ([]page.Char, error) {
	var lines []textLine
	for _, dpi := range passes {
		got, err := r.readLines(ctx, s.black, dpi, width)
		if err != nil {
			return nil, err
		}
		lines = append(lines, got...)
	}
	lines = surest(lines)
	if s.red != nil {
		// Should this fail the heading is lost, the text is not.
		if red, err := r.readLines(ctx, s.red, passes[0], width); err == nil {
			for i := range red {
				red[i].red = true
			}
			lines = append(lines, red...)
		}
	}
	var chars []page.Char
	for _, l := range lines {
		chars = append(chars, l.chars()...)
	}
	return chars, nil
}

// readLines reads a picture at a resolution and gives lines in points.
func (r *Reader) readLines(ctx context.Context, m *image.Gray, dpi int, width float64) ([]textLine, error) {
	small := shrunk(m, float64(dpi)/ocrDPI)
	words, err := r.tesseract(ctx, small, dpi)
	if err != nil {
		return nil, err
	}
	lines := linesOf(words, width/float64(small.Rect.Dx()))
	for i := range lines {
		lines[i].fit(small)
		lines[i].fine = dpi > passes[0]
	}
	return lines, nil
}
