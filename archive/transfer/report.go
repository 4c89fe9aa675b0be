package transfer

import (
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/pdf"
	"niandang/archive/transfer/verify"
)

// WriteJSON writes the pre-flight report, with the person's reason for what was
// let pass.
func (p *Plan) WriteJSON(w io.Writer, words archive.Words) error {
	type held struct {
		Code  string   `json:"code"`
		Title string   `json:"title"`
		Why   []string `json:"why"`
	}
	out := struct {
		Package string       `json:"package"`
		Why     string       `json:"why"`
		Items   int          `json:"items"`
		Held    []held       `json:"held"`
		Checks  []verify.Row `json:"checks"`
	}{p.Name, p.Why(), len(p.Items), []held{}, verify.Rows(p.Checks, words)}
	for _, h := range p.Held {
		line := held{Code: h.Item.Code, Title: p.heldTitle(h)}
		for _, r := range h.Reasons {
			line.Why = append(line.Why, words.Say(r))
		}
		out.Held = append(out.Held, line)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// sheet is the pre-flight report in the form of a verification report.
func (p *Plan) sheet(words archive.Words) verify.Sheet {
	say := func(id string) string { return words.Say(archive.Text{ID: id}) }
	return verify.Sheet{Package: p.Name, Checks: p.Checks, Facts: []verify.Fact{
		{Name: say("report.from"), Value: p.organ()}, {Name: say("report.profile"), Value: say("profile." + p.Profile())},
		{Name: say("report.items"), Value: strconv.Itoa(len(p.Items))}, {Name: say("report.held"), Value: strconv.Itoa(len(p.Held))},
		{Name: say("report.why"), Value: p.Why()}, {Name: say("report.date"), Value: p.in.Now.Format("2006-01-02")},
	}}
}

// WriteHTML writes the pre-flight report as one page.
func (p *Plan) WriteHTML(w io.Writer, words archive.Words) error {
	return verify.WriteHTML(w, words.Say(archive.Text{ID: "report.preflight"}), []verify.Sheet{p.sheet(words)}, words)
}

// WritePDF sets the pre-flight report.
func (p *Plan) WritePDF(ctx context.Context, w io.Writer, d Deps) error {
	meta := pdf.Meta{Title: d.Paper.Say(archive.Text{ID: "report.preflight"}), Author: p.organ(), Creator: p.in.Software, Created: p.in.Now}
	return sheetsPDF(ctx, w, d, paperOptions{meta: meta}, []verify.Sheet{p.sheet(d.Paper)})
}

// WriteReportHTML writes verification reports as one page.
func WriteReportHTML(w io.Writer, vs []verify.Verdict, words archive.Words) error {
	return verify.WriteHTML(w, words.Say(archive.Text{ID: "report.title"}), sheetsOf(vs, words), words)
}

// WriteReportPDF sets verification reports.
func WriteReportPDF(ctx context.Context, w io.Writer, vs []verify.Verdict, d Deps) error {
	o := paperOptions{meta: pdf.Meta{Title: d.Paper.Say(archive.Text{ID: "report.title"})}}
	return sheetsPDF(ctx, w, d, o, sheetsOf(vs, d.Paper))
}

func sheetsOf(vs []verify.Verdict, words archive.Words) []verify.Sheet {
	var out []verify.Sheet
	for _, v := range vs {
		out = append(out, v.Sheet(words))
	}
	return out
}

func sheetsPDF(ctx context.Context, w io.Writer, d Deps, o paperOptions, sheets []verify.Sheet) error {
	p := newPaper(d)
	for i, s := range sheets {
		if i > 0 {
			p.turn()
		}
		p.title(o.meta.Title)
		p.row(8, cell{w: 40, s: p.say("report.package"), label: true}, cell{w: 120, s: s.Package})
		for _, f := range s.Facts {
			p.row(8, cell{w: 40, s: f.Name, label: true}, cell{w: 120, s: f.Value})
		}
		p.y += 4
		p.table([]column{{p.say("report.code"), 18, true}, {p.say("report.name"), 44, false}, {p.say("report.result"), 16, true}, {p.say("report.detail"), 82, false}},
			checkRows(s.Checks, d.Paper))
	}
	return p.write(ctx, w, d, o)
}

// detailLines bounds what one row tells on paper; HTML and JSON have all of it.
const detailLines = 12

func checkRows(checks []verify.Check, words archive.Words) [][]string {
	var rows [][]string
	for _, r := range verify.Rows(checks, words) {
		detail := r.Detail
		if len(detail) > detailLines {
			detail = append(detail[:detailLines:detailLines], words.Say(archive.Say("report.further", "n", strconv.Itoa(len(r.Detail)-detailLines))))
		}
		rows = append(rows, []string{orElse(paperCode(r.Code), "—"), r.Name, verify.Say(words, r.Result), strings.Join(detail, "\n")})
	}
	return rows
}

// paperCode keeps our own rows' names off the paper, where only the codes of the
// standard mean something.
func paperCode(code string) string {
	if strings.HasPrefix(code, "GD-") {
		return code
	}
	return ""
}

// WriteReceiptPDF sets a receipt.
func WriteReceiptPDF(ctx context.Context, w io.Writer, r verify.Receipt, d Deps) error {
	p := newPaper(d)
	r = r.Said(d.Paper)
	title := p.say("receipt.title")
	p.title(title)
	state := "receipt.rejected"
	if r.Accepted {
		state = "receipt.accepted"
	}
	for _, l := range [][2]string{
		{"receipt.number", r.Number}, {"report.package", r.Package}, {"report.from", r.From}, {"report.codes", strings.Trim(r.First+" — "+r.Last, "— ")},
		{"report.items", strconv.Itoa(r.Items)}, {"report.digest", r.Digest}, {"report.verdict", p.say(state)}, {"receipt.by", r.By},
		{"report.date", r.At.Format("2006-01-02")},
	} {
		p.row(10, cell{w: 40, s: p.say(l[0]), label: true}, cell{w: 120, s: l[1]})
	}
	p.row(28, cell{w: 40, s: p.say("form.seal"), label: true}, cell{w: 120, s: p.say("form.date")})
	p.y += 5
	if len(r.Checks) > 0 {
		var rows [][]string
		for _, c := range r.Checks {
			rows = append(rows, []string{c.Code, c.Name, strings.Join(c.Detail, "\n")})
		}
		p.table([]column{{p.say("report.code"), 18, true}, {p.say("report.name"), 45, false}, {p.say("report.detail"), 97, false}}, rows)
	}
	return p.write(ctx, w, d, paperOptions{meta: pdf.Meta{Title: title, Created: r.At}})
}
