package verify

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"niandang/archive"
)

// Row is a check as reports print it.
type Row struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Result Result   `json:"result"`
	Detail []string `json:"detail,omitempty"`
	On     []Object `json:"on,omitempty"` // what each detail is about, in the same order
}

// Object is an item or a file that a detail is about.
type Object struct {
	Code string `json:"code,omitempty"`
	Path string `json:"path,omitempty"`
}

// Rows gives checks said in words.
func Rows(checks []Check, w archive.Words) []Row {
	out := make([]Row, 0, len(checks))
	for _, c := range checks {
		r := Row{Code: c.Code, Name: w.Say(archive.Say("check." + c.Code)), Result: c.Result}
		for _, n := range c.Notes {
			r.Detail = append(r.Detail, w.Say(n.Text))
			r.On = append(r.On, Object{n.Code, n.Path})
		}
		out = append(out, r)
	}
	return out
}

// Summary is a verdict as it is written to files.
type Summary struct {
	Package  string    `json:"package"`
	Accepted bool      `json:"accepted"`
	Profile  string    `json:"profile"`
	Form     string    `json:"form"`
	Bag      bool      `json:"bag"`
	Items    int       `json:"items"`
	Files    int       `json:"files"`
	Bytes    int64     `json:"bytes"`
	Digest   string    `json:"digest"`
	From     string    `json:"from"`
	First    string    `json:"first"`
	Last     string    `json:"last"`
	Checks   []Row     `json:"checks"`
	Parts    []Summary `json:"parts,omitempty"`
	Error    string    `json:"error,omitempty"` // why the package could not be read
}

// Summary says a verdict in words.
func (v Verdict) Summary(w archive.Words) Summary {
	s := Summary{
		Package: v.Package, Accepted: v.Accepted, Profile: v.Profile, Form: v.Form, Bag: v.Bag, Items: v.Items, Files: v.Files, Bytes: v.Bytes,
		Digest: v.Digest, From: v.From, First: v.First, Last: v.Last, Checks: Rows(v.Checks, w),
	}
	for _, p := range v.Parts {
		s.Parts = append(s.Parts, p.Summary(w))
	}
	if v.Broken != nil {
		s.Error = v.why(w)
	}
	return s
}

// why says in one line why a package could not be read.
func (v Verdict) why(w archive.Words) string {
	message, hint := archive.ErrorMessage(w, v.Broken)
	return strings.TrimSpace(message + " " + hint)
}

// WriteJSON writes the verdict with its details said in words.
func (v Verdict) WriteJSON(w io.Writer, words archive.Words) error {
	return writeJSON(w, v.Summary(words))
}

// WriteJSONs writes several verdicts as one list.
func WriteJSONs(w io.Writer, vs []Verdict, words archive.Words) error {
	list := make([]Summary, 0, len(vs))
	for _, v := range vs {
		list = append(list, v.Summary(words))
	}
	return writeJSON(w, list)
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// Lines gives the checks said in words, for a screen.
func (v Verdict) Lines(words archive.Words) []string {
	var out []string
	for _, r := range Rows(v.Checks, words) {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%-8s %s  %s", r.Code, Say(words, r.Result), r.Name)))
		for _, d := range r.Detail {
			out = append(out, "         "+d)
		}
	}
	return out
}

// Say gives the word for a result.
func Say(w archive.Words, r Result) string { return w.Say(archive.Say("result." + string(r))) }

// WriteText writes the report as plain text.
func WriteText(w io.Writer, vs []Verdict, words archive.Words) error {
	for _, v := range vs {
		if _, err := fmt.Fprintf(w, "%s\n%s\n\n", v.Heading(words), strings.Join(v.Lines(words), "\n")); err != nil {
			return err
		}
	}
	return nil
}

// Heading gives one sentence on the package: accepted or not, and how much it is.
func (v Verdict) Heading(words archive.Words) string {
	if v.Broken != nil {
		return words.Say(archive.Say("verify.broken", "path", v.Package, "why", v.why(words)))
	}
	id := "verify.rejected"
	if v.Accepted {
		id = "verify.accepted"
	}
	return words.Say(archive.Say(id, "path", v.Package, "items", fmt.Sprint(v.Items), "files", fmt.Sprint(v.Files), "bytes", fmt.Sprint(v.Bytes)))
}

// outcome gives the one word for a package.
func (v Verdict) outcome() Result {
	switch {
	case v.Broken != nil:
		return Unreadable
	case v.Accepted:
		return Pass
	}
	return Failed
}

// Table gives one line for each package (result, items, files, bytes, digest,
// name), and one that counts them.
func Table(vs []Verdict, words archive.Words) []string {
	out := []string{words.Say(archive.Say("verify.table"))}
	counts := make(map[Result]int)
	for _, v := range vs {
		r := v.outcome()
		counts[r]++
		out = append(out, fmt.Sprintf("%s\t%d\t%d\t%d\t%.12s\t%s", Say(words, r), v.Items, v.Files, v.Bytes, v.Digest, v.Package))
	}
	return append(out, words.Say(archive.Say("verify.table_of", "n", fmt.Sprint(len(vs)), "accepted", fmt.Sprint(counts[Pass]),
		"rejected", fmt.Sprint(counts[Failed]), "broken", fmt.Sprint(counts[Unreadable]))))
}
