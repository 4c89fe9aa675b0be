package transfer

import (
	"context"
	"fmt"
	"io"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
)

// formName is the registration form's file name.
const formName = "电子档案移交与接收登记表.pdf"

// Measures of the form in mm.
const (
	formLeft   = 25.0
	formRight  = 185.0
	formTop    = 45.0
	formLabel  = 45.0 // width of the label column
	formRow    = 11.0
	formLeadMM = 5.2 // line to line within a cell
	hairline   = 0.2
)

// form sets the registration form of 档发〔2012〕7号 as a PDF: what is handed over,
// the checks of both sides, and the lines to sign.
func (w *packer) form(ctx context.Context, out io.Writer) error {
	f := &formSheet{typ: w.deps.Type, words: w.deps.Paper, y: formTop}
	f.title(w.say("form.title"))
	s := w.plan.in.Settings
	first, last := w.plan.Span()
	for _, r := range [][2]string{
		{"form.work", fmt.Sprintf("%s %d", s.Organ.Name, w.plan.in.Year)},
		{"form.content", w.say("form.content_value", "year", fmt.Sprint(w.plan.in.Year), "first", first, "last", last)},
		{"form.count", w.say("form.count_value", "n", fmt.Sprint(len(w.plan.Items)))},
		{"form.size", fmt.Sprintf("%.3f GB", float64(w.bytes)/1e9)},
		{"form.carrier", w.plan.Name},
		{"form.carrier_type", ""},
	} {
		f.row(w.say(r[0]), r[1])
	}
	f.checks([]string{"form.true", "form.whole", "form.usable", "form.safe", "form.surface"})
	f.sign()
	_, err := w.deps.Engine.Assemble(ctx, out, pdf.Job{
		Parts: []pdf.Part{{Sheets: []pdf.Sheet{{W: pdf.A4Width, H: pdf.A4Height, Ops: f.ops}}}},
		Meta:  pdf.Meta{Title: w.say("form.title"), Author: s.Organ.Name, Creator: w.plan.in.Software, Created: w.plan.in.Now},
		PDFA:  true,
	})
	if err != nil {
		return fmt.Errorf("registration form: %w", err)
	}
	return nil
}

func (w *packer) say(id string, pairs ...string) string {
	return w.deps.Paper.Say(archive.Say(id, pairs...))
}

// formSheet draws the form from top to bottom.
type formSheet struct {
	typ   pdf.Type
	words archive.Words
	ops   []pdf.Op
	y     float64
}

func (f *formSheet) say(id string) string { return f.words.Say(archive.Text{ID: id}) }

func (f *formSheet) title(s string) {
	w := f.typ.Width(s, pdf.SerifBold, 18)
	f.ops = append(f.ops, pdf.Text{X: (pdf.A4Width - w) / 2, Y: 34, Size: 18, Face: pdf.SerifBold, S: s})
}

func (f *formSheet) line(x0, y0, x1, y1 float64) {
	f.ops = append(f.ops, pdf.Line{X0: x0, Y0: y0, X1: x1, Y1: y1, Width: hairline})
}

func (f *formSheet) text(x, y float64, s string) {
	f.ops = append(f.ops, pdf.Text{X: x, Y: y, Size: 10.5, Face: pdf.Serif, S: s})
}

// cell draws a box with wrapped text.
func (f *formSheet) cell(x, w, h float64, s string) {
	f.ops = append(f.ops, pdf.Rect{X: x, Y: f.y, W: w, H: h, Width: hairline})
	for i, l := range f.wrap(s, w-4) {
		f.text(x+2, f.y+6.8+float64(i)*formLeadMM, l)
	}
}

func (f *formSheet) row(label, value string) {
	width := formRight - formLeft - formLabel
	n := len(f.wrap(value, width-4))
	h := max(formRow, formRow+float64(n-1)*formLeadMM)
	f.cell(formLeft, formLabel, h, label)
	f.cell(formLeft+formLabel, width, h, value)
	f.y += h
}

// checks draws the rows that both sides fill in.
func (f *formSheet) checks(ids []string) {
	half := (formRight - formLeft - formLabel) / 2
	f.cell(formLeft, formLabel, formRow, f.say("form.checks"))
	f.cell(formLeft+formLabel, half, formRow, f.say("form.sender"))
	f.cell(formLeft+formLabel+half, half, formRow, f.say("form.receiver"))
	f.y += formRow
	for _, id := range ids {
		f.cell(formLeft, formLabel, formRow, f.say(id))
		f.cell(formLeft+formLabel, half, formRow, "")
		f.cell(formLeft+formLabel+half, half, formRow, "")
		f.y += formRow
	}
}

// sign draws the two boxes for names, seals and dates.
func (f *formSheet) sign() {
	half := (formRight - formLeft) / 2
	for i, side := range []string{"form.sender", "form.receiver"} {
		x := formLeft + float64(i)*half
		f.ops = append(f.ops, pdf.Rect{X: x, Y: f.y, W: half, H: 60, Width: hairline})
		for j, id := range []string{side, "form.filled", "form.reviewed", "form.seal", "form.date"} {
			f.text(x+3, f.y+8+float64(j)*11, strings.TrimSpace(f.say(id)))
		}
	}
	f.y += 60
}

func (f *formSheet) wrap(s string, _ float64) []string { return []string{s} }
