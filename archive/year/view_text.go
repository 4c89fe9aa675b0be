package year

import (
	"context"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
)

// pictureSize takes a picture for an A4 sheet, as reading it did, and gives its
// size in millimetres: spots that were read lie on the same page then.
func pictureSize(w, h int) (float64, float64) {
	dpi := min(max(float64(max(w, h))/11.69, 72), 600)
	return float64(w) * 25.4 / dpi, float64(h) * 25.4 / dpi
}

// A page set from text, for a screen: millimetres and points.
const (
	textLeft = 25.0
	textTop  = 28.0
	textSize = 12.0
	textLead = 7.2
	textRows = 34
)

// textPage sets a page of a file that has text and no pages of its own, so that
// there is something to be seen without a helper program.
func (y *Year) textPage(ctx context.Context, f archive.File, v PageView, height int) (PageView, error) {
	pages, err := y.Store.PageTexts(ctx, f.SHA256)
	if err != nil {
		return v, err
	}
	var lines []string
	for _, p := range pages {
		lines = append(lines, y.wrapped(p.Text)...)
	}
	if len(lines) == 0 {
		v.Note = archive.Say("view.no_page")
		return v, nil
	}
	v.Pages = (len(lines) + textRows - 1) / textRows
	v.Number = min(max(v.Number, 1), v.Pages)
	s := pdf.Sheet{W: pdf.A4Width, H: pdf.A4Height}
	grey := pdf.Color{R: 0.45, G: 0.45, B: 0.45}
	s.Ops = append(s.Ops, pdf.Text{X: textLeft, Y: 15, Size: 9, Face: pdf.Sans, Color: grey, S: y.say("view.text_only")})
	for i, l := range lines[(v.Number-1)*textRows : min(v.Number*textRows, len(lines))] {
		if l != "" {
			s.Ops = append(s.Ops, pdf.Text{X: textLeft, Y: textTop + float64(i)*textLead, Size: textSize, Face: pdf.Serif, S: l})
		}
	}
	return y.sheetPage(ctx, s, v, height)
}

// wrapped breaks a text into lines of the sheet's width.
func (y *Year) wrapped(text string) []string {
	var out []string
	for _, para := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		line, width := strings.Builder{}, 0.0
		for _, r := range strings.TrimRight(para, "\r ") {
			w := y.Type.Width(string(r), pdf.Serif, textSize)
			if width+w > pdf.A4Width-2*textLeft {
				out = append(out, line.String())
				line.Reset()
				width = 0
			}
			line.WriteRune(r)
			width += w
		}
		out = append(out, line.String())
	}
	return out
}
