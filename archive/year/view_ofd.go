package year

import (
	"context"

	"niandang/archive"
	"niandang/archive/bind"
)

// ofdPage draws a page of an OFD as it is bound; false for one that cannot be
// drawn.
func (y *Year) ofdPage(ctx context.Context, open pdfOpen, v PageView, height int) (PageView, bool, error) {
	r, err := open()
	if err != nil {
		return v, false, err
	}
	defer r.Close()
	d, err := bind.OpenOFD(r)
	if err != nil || d.Pages() == 0 {
		return v, false, nil
	}
	drawn := v
	drawn.Pages = d.Pages()
	drawn.Number = min(max(v.Number, 1), drawn.Pages)
	sheet, err := bind.OFDPage(y.Type, d, drawn.Number-1)
	if err != nil {
		return v, false, nil
	}
	drawn, err = y.sheetPage(ctx, sheet, drawn, height)
	return drawn, err == nil && drawn.Image != nil, err
}

// ofdHits finds the places of words on a page of an OFD, from 1.
func ofdHits(open pdfOpen, number int, words []string) []archive.Spot {
	r, err := open()
	if err != nil {
		return nil
	}
	defer r.Close()
	d, err := bind.OpenOFD(r)
	if err != nil || number < 1 || number > d.Pages() {
		return nil
	}
	p, err := d.Page(number - 1)
	if err != nil {
		return nil
	}
	return spotsOf(p, words)
}
