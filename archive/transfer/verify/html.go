package verify

import (
	"html/template"
	"io"

	"niandang/archive"
)

// page is the report as one HTML file without anything from elsewhere: it can be
// opened on a machine without a network and printed.
const page = `<!doctype html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>
body{font-family:"Noto Serif SC","Source Han Serif SC",SimSun,serif;margin:2em auto;max-width:60em;padding:0 1em;color:#111;line-height:1.6}
h1{text-align:center;font-size:1.5em}h2{font-size:1.1em;margin-top:2em;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #444;padding:.35em .6em;text-align:left;vertical-align:top}
th{background:#f2f2f2}.code{white-space:nowrap}.pass{color:#1b6e34}.fail{color:#b3261e;font-weight:bold}.warning{color:#8a5a00}.by_hand{color:#444}
.detail{font-size:.9em;margin:.2em 0 0;padding-left:1.2em;overflow-wrap:anywhere}.facts td:first-child{width:9em;background:#f2f2f2}.mono{font-family:monospace;overflow-wrap:anywhere}
</style></head><body><h1>{{.Title}}</h1>
{{range .Packages}}<h2>{{.Package}}</h2>
<table class="facts">{{range .Facts}}<tr><td>{{.Name}}</td><td>{{.Value}}</td></tr>{{end}}</table>
<p></p><table><tr><th>{{$.Code}}</th><th>{{$.Name}}</th><th>{{$.Result}}</th></tr>
{{range .Rows}}<tr><td class="code">{{.Code}}</td><td>{{.Name}}{{if .Detail}}<ul class="detail">{{range .Detail}}<li>{{.}}</li>{{end}}</ul>{{end}}</td><td class="{{.Result}}">{{.Said}}</td></tr>
{{end}}</table>
{{end}}</body></html>
`

// Fact is one line at the head of a report.
type Fact struct{ Name, Value string }

type htmlRow struct {
	Row
	Said string
}

type htmlPackage struct {
	Package string
	Facts   []Fact
	Rows    []htmlRow
}

// Sheet is one report: on a package, or on a plan before it is packed.
type Sheet struct {
	Package string
	Facts   []Fact
	Checks  []Check
}

// Sheet gives the verdict as a report.
func (v Verdict) Sheet(words archive.Words) Sheet { return Sheet{v.Package, v.Facts(words), v.Checks} }

// WriteHTML writes reports as one page.
func WriteHTML(w io.Writer, title string, sheets []Sheet, words archive.Words) error {
	say := func(id string) string { return words.Say(archive.Text{ID: id}) }
	data := struct {
		Language, Title, Code, Name, Result string
		Packages                            []htmlPackage
	}{say("report.language"), title, say("report.code"), say("report.name"), say("report.result"), nil}
	for _, s := range sheets {
		p := htmlPackage{Package: s.Package, Facts: s.Facts}
		for _, r := range Rows(s.Checks, words) {
			p.Rows = append(p.Rows, htmlRow{r, Say(words, r.Result)})
		}
		data.Packages = append(data.Packages, p)
	}
	t, err := template.New("report").Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, data)
}
