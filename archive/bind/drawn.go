package bind

import (
	"context"
	"io"
	"strings"

	"niandang/archive"
	"niandang/archive/ofd"
	"niandang/archive/pdf"
)

// bringOFD draws an OFD document (GB/T 33190) page by page. What could not be
// drawn is counted at the foot of its page. One that cannot be read comes in as
// its text.
func (c *compiler) bringOFD(ctx context.Context, r record, b bound) (bound, error) {
	f, err := b.src.Open()
	if err != nil {
		return c.slip(b, reason(err)), nil
	}
	defer f.Close()
	d, err := OpenOFD(f)
	if err != nil || d.Pages() == 0 {
		return c.bringCopy(ctx, r, b)
	}
	b.how, b.pdfa = asDrawn, true
	fonts := make(map[*ofd.Typeface]*ofdType)
	for i := range d.Pages() {
		if err := ctx.Err(); err != nil {
			return b, err
		}
		sheet, missed, err := c.drawOFD(d, i, fonts)
		if err != nil {
			return c.bringCopy(ctx, r, b)
		}
		b.missed = append(b.missed, missed...)
		b.sheets = append(b.sheets, sheet)
	}
	b.n = len(b.sheets)
	b.lost = missing(c.d.Type, textsOf(b.sheets)...)
	return b, nil
}

// OpenOFD opens an OFD document, which reads from r as long as it is used.
func OpenOFD(r io.ReadSeeker) (*ofd.Document, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	at, ok := r.(io.ReaderAt)
	if !ok {
		at = seekingReaderAt{r}
	}
	return ofd.Open(at, size)
}

func textsOf(sheets []pdf.Sheet) (out []string) {
	var walk func(ops []pdf.Op)
	walk = func(ops []pdf.Op) {
		for _, op := range ops {
			switch o := op.(type) {
			case pdf.Text:
				out = append(out, o.S)
			case pdf.Group:
				walk(o.Ops)
			}
		}
	}
	for _, s := range sheets {
		walk(s.Ops)
	}
	return out
}

func (c *compiler) drawOFD(d *ofd.Document, i int, fonts map[*ofd.Typeface]*ofdType) (pdf.Sheet, []ofd.Missing, error) {
	l, missed, err := ofdLeaf(c.d.Type, d, i, fonts)
	if err != nil {
		return pdf.Sheet{}, nil, err
	}
	if len(missed) > 0 {
		s := sans(7).in(grey)
		l.left(12, l.H-5, s, cut(l.t, c.missedText(missed), s, l.W-24))
	}
	return l.Sheet, missed, nil
}

// OFDPage draws a page of an OFD document, from 0, as it is bound, for a screen.
func OFDPage(t pdf.Type, d *ofd.Document, i int) (pdf.Sheet, error) {
	l, _, err := ofdLeaf(t, d, i, make(map[*ofd.Typeface]*ofdType))
	if err != nil {
		return pdf.Sheet{}, err
	}
	return l.Sheet, nil
}

func ofdLeaf(t pdf.Type, d *ofd.Document, i int, fonts map[*ofd.Typeface]*ofdType) (*leaf, []ofd.Missing, error) {
	w, h := d.Size(i)
	if w <= 0 || h <= 0 {
		w, h = pdf.A4Width, pdf.A4Height
	}
	st := seatOf(w, h)
	cv := &ofdCanvas{t: t, st: st, stack: make([][]pdf.Op, 1), fonts: fonts}
	missed, err := d.Draw(i, cv)
	if err != nil {
		return nil, nil, err
	}
	l := newLeaf(t, st.w, st.h)
	l.add(cv.ops()...)
	return l, missed, nil
}

// missedText counts what was not drawn: 未绘出：图案 2，渐变 1.
func (c *compiler) missedText(missed []ofd.Missing) string {
	count := make(map[string]int)
	var order []string
	for _, m := range missed {
		if count[m.Kind] == 0 {
			order = append(order, m.Kind)
		}
		count[m.Kind] += m.Count
	}
	var list []string
	for _, k := range order {
		list = append(list, c.say("ofd."+k)+" "+itoa(count[k]))
	}
	return c.say("ofd.missed", "list", strings.Join(list, "，"))
}

// drawnFindings tells of constructs that were not drawn.
func (v *volume) drawnFindings(it *boundItem, b *bound) []archive.Finding {
	if len(b.missed) == 0 {
		return nil
	}
	f := archive.NewFinding(archive.FConversionFailed, b.part.Path, "code", it.item.Code, "detail", v.c.missedText(b.missed), "why", v.c.missedText(b.missed))
	f.Severity = archive.SevNote
	return []archive.Finding{f}
}
