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
		{Name: say("report.why"), Value: p.Why()}, {Name: say("report.date"), Value: verify.SayDate(words, p.in.Now)},
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
		p.facts(append([]verify.Fact{{Name: p.say("report.package"), Value: s.Package}}, s.Facts...))
		p.gap(4)
		p.table([]column{
			{head: p.say("report.code"), middle: true, whole: true}, {head: p.say("report.name"), w: 44}, {head: p.say("report.result"), middle: true, whole: true},
			{head: p.say("report.detail"), w: 78},
		}, checkRows(s.Checks, d.Paper))
	}
	return p.write(ctx, w, d, o)
}

// shortFact is the length in characters up to which two facts stand side by side.
const shortFact = 22

// facts sets what stands at the head of a report: short ones in pairs.
func (p *paper) facts(list []verify.Fact) {
	for len(list) > 0 {
		a := list[0]
		if len(list) > 1 && len([]rune(a.Value)) <= shortFact && len([]rune(list[1].Value)) <= shortFact {
			b := list[1]
			p.row(8, cell{w: 30, s: a.Name, label: true}, cell{w: 50, s: a.Value}, cell{w: 30, s: b.Name, label: true}, cell{w: 50, s: b.Value})
			list = list[2:]
			continue
		}
		p.row(8, cell{w: 30, s: a.Name, label: true}, cell{w: 130, s: grouped(a.Value)})
		list = list[1:]
	}
}

// grouped sets a digest in groups of eight, for eyes that compare it.
func grouped(s string) string {
	if len(s) != 64 || strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789abcdef", r) }) {
		return s
	}
	var parts []string
	for i := 0; i < len(s); i += 8 {
		parts = append(parts, s[i:i+8])
	}
	return strings.Join(parts[:4], " ") + "\n" + strings.Join(parts[4:], " ")
}

// detailLines bounds what one row tells on paper; HTML and JSON have all of it.
const detailLines = 12

func checkRows(checks []verify.Check, words archive.Words) []line {
	var rows []line
	last := ""
	for _, r := range verify.Rows(checks, words) {
		if p := verify.Property(r.Code); p != last {
			rows, last = append(rows, line{band: words.Say(archive.Text{ID: "report.property." + p})}), p
		}
		detail := r.Detail
		if len(detail) > detailLines {
			detail = append(detail[:detailLines:detailLines], words.Say(archive.Say("report.further", "n", strconv.Itoa(len(r.Detail)-detailLines))))
		}
		rows = append(rows, line{
			cells: []string{orElse(paperCode(r.Code), "—"), r.Name, verify.Say(words, r.Result), strings.Join(detail, "\n")},
			alarm: r.Result == verify.Failed,
		})
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
	p.facts(r.Facts(d.Paper))
	p.row(28, cell{w: 30, s: p.say("form.seal"), label: true}, cell{w: 130, s: p.say("form.date")})
	p.gap(5)
	if len(r.Checks) > 0 {
		var rows []line
		for _, c := range r.Checks {
			rows = append(rows, line{cells: []string{orElse(paperCode(c.Code), "—"), c.Name, strings.Join(c.Detail, "\n")}})
		}
		p.table([]column{{head: p.say("report.code"), middle: true, whole: true}, {head: p.say("report.name"), w: 45}, {head: p.say("report.detail"), w: 97}}, rows)
	}
	return p.write(ctx, w, d, paperOptions{meta: pdf.Meta{Title: title, Created: r.At}})
}
