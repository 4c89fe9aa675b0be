package collect

import (
	"context"
	"fmt"
	"slices"

	"niandang/archive"
	"niandang/archive/year"
)

// Level says how a line is coloured: its word says the same.
type Level int

// The levels.
const (
	Plain Level = iota
	Faint
	Good
	Wait
	Bad
)

// Line is a row of the list.
type Line struct {
	Status, Path, Role, Item, Problem string
	Level                             Level    // of the status
	Trouble                           Level    // of the problem
	Detail                            []string // sentences: why, and what to do
	Document                          string   // to look at
	Finding                           string   // the name to resolve it by
	Disk                              string   // the file in its source, "" for a member of a container
	words                             []string // the filters that let the line through
}

// The filters. Those of statuses have the status's own name.
const (
	filterAll        = "all"
	filterMain       = "main"
	filterAttachment = "attachment"
	filterFindings   = "findings"
)

// filters in the order of the row of words.
var filters = []string{
	filterAll, filterMain, filterAttachment, string(archive.Duplicate), string(archive.Problem), string(archive.Secret),
	string(archive.Container), string(archive.Junk), filterFindings,
}

// lines reads all files of the year, and the findings, as rows.
func (p *presenter) lines(ctx context.Context) ([]Line, error) {
	f := archive.Filter{Year: p.desk.Year()}
	docs := map[string]archive.Document{}
	for d, err := range p.lib.Documents(ctx, f) {
		if err != nil {
			return nil, err
		}
		docs[d.ID] = archive.Document{ID: d.ID, Elements: archive.Elements{Title: d.Title, Number: d.Number}, Secret: d.Secret}
	}
	var found []archive.Finding
	byPath := map[string][]archive.Finding{}
	for fi, err := range p.lib.Findings(ctx, archive.Filter{Year: f.Year, Open: true}) {
		if err != nil {
			return nil, err
		}
		found = append(found, fi)
		byPath[fi.Path] = append(byPath[fi.Path], fi)
	}
	var out []Line
	for file, err := range p.lib.Files(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, p.fileLine(file, docs[file.Document], byPath[file.Path]))
	}
	return append(out, p.findingLines(found)...), nil
}

func (p *presenter) fileLine(f archive.File, d archive.Document, found []archive.Finding) Line {
	l := Line{
		Status: p.desk.Say("status." + string(f.Status)), Path: f.Path, Role: p.role(f), Item: p.item(d), Document: f.Document,
		Level: levelOf(f.Status), Disk: onDisk(f), words: []string{filterAll, string(f.Status)},
	}
	if f.Role.Main() && f.Status == archive.Kept {
		l.words = append(l.words, filterMain)
	}
	if f.Role == archive.RoleAttachment && f.Status == archive.Kept {
		l.words = append(l.words, filterAttachment)
	}
	for _, w := range f.Why {
		l.Detail = append(l.Detail, p.desk.Words().Say(w))
	}
	for _, fi := range found {
		l.Detail = append(l.Detail, p.desk.Words().Say(fi.Text()))
		if t := trouble(fi.Severity); l.Problem == "" || t > l.Trouble {
			l.Problem, l.Trouble = p.kind(fi.Kind), t
		}
	}
	if l.Problem == "" && len(l.Detail) > 0 && f.Status != archive.Kept {
		l.Problem = l.Detail[0]
	}
	return l
}

// trouble says how a finding is coloured.
func trouble(s archive.Severity) Level {
	switch s {
	case archive.SevError:
		return Bad
	case archive.SevWarning:
		return Wait
	}
	return Plain
}

func (p *presenter) role(f archive.File) string {
	if f.Role == "" || f.Role == archive.RoleJunk || f.Role == archive.RoleContainer {
		return ""
	}
	return string(f.Role)
}

// item says what a file went into: its document's title, or its number.
func (p *presenter) item(d archive.Document) string {
	switch {
	case d.Secret:
		return p.desk.Say("secret.title")
	case d.Title != "":
		return d.Title
	}
	return d.Number
}

// kind names a kind of finding in a few words.
func (p *presenter) kind(kind string) string {
	id := "ui.kind." + kind
	if s, ok := p.desk.Words()[id]; ok {
		return s
	}
	return p.desk.Say("ui.kind.other")
}

func levelOf(s archive.Status) Level {
	switch s {
	case archive.Kept:
		return Good
	case archive.Problem:
		return Wait
	case archive.Secret:
		return Bad
	}
	return Faint
}

// findingLines lists the open findings, errors first.
func (p *presenter) findingLines(found []archive.Finding) []Line {
	var out []archive.Finding
	for _, f := range found {
		if f.Severity != archive.SevNote || f.Kind == archive.FMissingNumber {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b archive.Finding) int { return int(trouble(b.Severity) - trouble(a.Severity)) })
	lines := make([]Line, 0, len(out))
	for _, f := range out {
		lines = append(lines, Line{
			Status: p.desk.Say("ui.severity." + string(f.Severity)), Path: p.subject(f), Problem: p.kind(f.Kind), Level: trouble(f.Severity), Document: f.Document,
			Detail: []string{p.desk.Words().Say(f.Text())}, Finding: year.FindingID(f), words: []string{filterFindings, f.Kind},
		})
	}
	return lines
}

// subject says what a finding is about: a file, a number, a row.
func (p *presenter) subject(f archive.Finding) string {
	switch {
	case f.Path != "":
		return f.Path
	case f.Number != "":
		return f.Number
	case f.Row > 0:
		return p.desk.Say("ui.collect.row", "sheet", f.Sheet, "row", fmt.Sprint(f.Row))
	}
	return f.Series
}
