package verify

import (
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"

	"niandang/archive"
)

// style is that of all our pages: they can be opened on a machine without a
// network, and printed.
const style = `<style>
body{font-family:"Noto Serif SC","Source Han Serif SC",SimSun,serif;margin:3em auto;max-width:54em;padding:0 1.5em;color:#1a1a1a;line-height:1.55;font-size:15px}
h1{text-align:center;font-size:1.7em;letter-spacing:.08em;margin:0 0 1.2em}h2{font-size:1.05em;margin:2.5em 0 .6em;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;border:2px solid #222;margin:0 0 1.4em}td,th{border:1px solid #999;padding:.4em .7em;text-align:left;vertical-align:top}
th{background:#eeeeec;border-bottom:1px solid #222;text-align:center}th.band{border-top:1px solid #222;letter-spacing:.3em}
.code,.said{white-space:nowrap;text-align:center;width:1%}.fail{color:#b3261e;font-weight:bold}.warning{color:#7a4f00}.by_hand{color:#555}.unreadable{color:#b3261e}
.facts td:nth-child(odd){background:#f6f6f4;white-space:nowrap;width:1%;font-weight:bold}.facts td:nth-child(even){overflow-wrap:anywhere}
ul{font-size:.9em;margin:.25em 0 0;padding-left:1.2em;overflow-wrap:anywhere}tr{break-inside:avoid}thead{display:table-header-group}
@media print{body{margin:0;max-width:none;font-size:10pt}h2{break-before:page}h1+h2{break-before:auto}}
.sign td{height:5em}.sign td:first-child{width:9em;background:#f6f6f4;font-weight:bold}
</style>`

// page is the report as one HTML file without anything from elsewhere.
const page = `<!doctype html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>
` + style + `</head><body><h1>{{.Title}}</h1>
{{range .Packages}}<h2>{{.Package}}</h2>
<table class="facts">{{range .Facts}}<tr><td>{{.Name}}</td><td>{{.Value}}</td></tr>{{end}}</table>
{{if .Groups}}<table><thead><tr><th>{{$.Code}}</th><th>{{$.Name}}</th><th>{{$.Result}}</th></tr></thead>
{{range .Groups}}<tr><th class="band" colspan="3">{{.Name}}</th></tr>
{{range .Rows}}<tr><td class="code">{{.Code}}</td><td>{{.Name}}{{if .Detail}}<ul>{{range .Detail}}<li>{{.}}</li>{{end}}</ul>{{end}}</td><td class="said {{.Result}}">{{.Said}}</td></tr>
{{end}}{{end}}</table>{{end}}
{{end}}</body></html>
`

// Fact is one line at the head of a report.
type Fact struct{ Name, Value string }

type htmlRow struct {
	Row
	Said string
}

// htmlGroup are the rows of one property.
type htmlGroup struct {
	Name string
	Rows []htmlRow
}

type htmlPackage struct {
	Package string
	Facts   []Fact
	Groups  []htmlGroup
}

// Property gives the property to which a check belongs (DA/T 70-2018): true (真实性),
// whole (完整性), usable (可用性), safe (安全性), and other.
func Property(code string) string {
	if p, ok := map[string]string{"GD-1": "true", "GD-2": "whole", "GD-3": "usable", "GD-4": "safe"}[code[:min(4, len(code))]]; ok {
		return p
	}
	return "other"
}

// groups gives rows by property, in their order; a row of our own has no code.
func groups(rows []Row, words archive.Words) []htmlGroup {
	var out []htmlGroup
	last := ""
	for _, r := range rows {
		if p := Property(r.Code); p != last {
			out, last = append(out, htmlGroup{Name: words.Say(archive.Text{ID: "report.property." + p})}), p
		}
		if last == "other" {
			r.Code = "—"
		}
		g := &out[len(out)-1]
		g.Rows = append(g.Rows, htmlRow{r, Say(words, r.Result)})
	}
	return out
}

// Sheet is one report: on a package, or on a plan before it is packed.
type Sheet struct {
	Package string
	Facts   []Fact
	Checks  []Check
}

// Sheet gives the verdict as a report.
func (v Verdict) Sheet(words archive.Words) Sheet { return Sheet{v.Package, v.Facts(words), v.Checks} }

// receiptPage is a receipt to print and sign.
const receiptPage = `<!doctype html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
` + style + `</head><body><h1>{{.Title}}</h1>
<table class="facts">{{range .Facts}}<tr><td>{{.Name}}</td><td>{{.Value}}</td></tr>{{end}}</table>
<table class="sign"><tr><td>{{.Seal}}</td><td></td></tr></table>
{{if .Rows}}<table><thead><tr><th>{{.Code}}</th><th>{{.Name}}</th></tr></thead>
{{range .Rows}}<tr><td class="code">{{.Code}}</td><td>{{.Name}}<ul>{{range .Detail}}<li>{{.}}</li>{{end}}</ul></td></tr>
{{end}}</table>{{end}}
</body></html>
`

// Facts gives what stands on a receipt.
func (r Receipt) Facts(words archive.Words) []Fact {
	say := func(id string) string { return words.Say(archive.Text{ID: id}) }
	state := "receipt.rejected"
	if r.Accepted {
		state = "receipt.accepted"
	}
	var out []Fact
	for _, l := range [][2]string{
		{"receipt.number", r.Number}, {"report.verdict", say(state)}, {"report.package", r.Package}, {"report.from", r.From},
		{"report.items", strconv.Itoa(r.Items)}, {"report.codes", strings.Trim(r.First+" — "+r.Last, "— ")}, {"report.digest", r.Digest},
		{"receipt.by", r.By}, {"report.date", SayDate(words, r.At)},
	} {
		out = append(out, Fact{say(l[0]), l[1]})
	}
	return out
}

// SayDate says a day as people write it.
func SayDate(words archive.Words, t time.Time) string {
	return words.Say(archive.Say("paper.date", "year", t.Format("2006"), "month", t.Format("1"), "day", t.Format("2")))
}

// WriteReceiptHTML writes a receipt as a page to print and sign.
func WriteReceiptHTML(w io.Writer, r Receipt, words archive.Words) error {
	say := func(id string) string { return words.Say(archive.Text{ID: id}) }
	t, err := template.New("receipt").Parse(receiptPage)
	if err != nil {
		return err
	}
	return t.Execute(w, struct {
		Language, Title, Seal, Code, Name string
		Facts                             []Fact
		Rows                              []Row
	}{say("report.language"), say("receipt.title"), say("form.seal"), say("report.code"), say("report.name"), r.Facts(words), r.Said(words).Checks})
}

// WriteHTML writes reports as one page.
func WriteHTML(w io.Writer, title string, sheets []Sheet, words archive.Words) error {
	say := func(id string) string { return words.Say(archive.Text{ID: id}) }
	data := struct {
		Language, Title, Code, Name, Result string
		Packages                            []htmlPackage
	}{say("report.language"), title, say("report.code"), say("report.name"), say("report.result"), nil}
	for _, s := range sheets {
		data.Packages = append(data.Packages, htmlPackage{s.Package, s.Facts, groups(Rows(s.Checks, words), words)})
	}
	t, err := template.New("report").Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, data)
}
