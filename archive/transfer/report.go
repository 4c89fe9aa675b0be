package transfer

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"

	"niandang/archive"
)

// checkLine is a check as reports print it.
type checkLine struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Result Result   `json:"result"`
	Detail []string `json:"detail,omitempty"`

	texts []archive.Text
}

func lines(checks []Check, w archive.Words) []checkLine {
	out := make([]checkLine, 0, len(checks))
	for _, c := range checks {
		l := checkLine{Code: c.Code, Name: w.Say(archive.Say("check." + c.Code)), Result: c.Result}
		for _, t := range c.Detail {
			l.Detail = append(l.Detail, w.Say(t))
		}
		out = append(out, l)
	}
	return out
}

// WriteJSON writes the verdict with its details said in words.
func (v Verdict) WriteJSON(w io.Writer, words archive.Words) error {
	return writeJSON(w, struct {
		Verdict
		Checks []checkLine `json:"checks"`
	}{v, lines(v.Checks, words)})
}

// Lines gives the checks said in words, for a screen.
func (v Verdict) Lines(words archive.Words) []string {
	var out []string
	for _, l := range lines(v.Checks, words) {
		out = append(out, fmt.Sprintf("%s\t%s\t%s", l.Code, words.Say(archive.Say("result."+string(l.Result))), l.Name))
		for _, d := range l.Detail {
			out = append(out, "\t\t"+d)
		}
	}
	return out
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// writeReport writes the pre-flight report into the package, with the person's
// reason for what was let pass.
func writeReport(w io.Writer, p *Plan) error {
	return writeJSON(w, struct {
		Package string      `json:"package"`
		Why     string      `json:"why"`
		Items   int         `json:"items"`
		Held    int         `json:"held"`
		Checks  []checkLine `json:"checks"`
	}{p.Name, p.in.Options.Why, len(p.Items), len(p.Held), lines(p.Checks, p.paper)})
}

// writeHeld writes the list of items held back (缓交清单) with the reasons.
func writeHeld(w io.Writer, p *Plan) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // spreadsheets take the file for UTF-8
		return err
	}
	c := csv.NewWriter(w)
	if err := c.Write([]string{"档号", "题名", "缓交原因"}); err != nil {
		return err
	}
	for _, h := range p.Held {
		if err := c.Write([]string{h.Item.Code, h.Item.Title, p.paper.SayAll(h.Reasons, "；")}); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
