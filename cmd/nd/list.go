package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
)

type listCmd struct {
	What string `arg:"" enum:"files,documents,findings,items,boxes,volumes,transfers,events,precedents" help:"${help_list_what}"`
	Year int    `help:"${help_year}"`
	JSON bool   `help:"${help_json}"`
}

func (c *listCmd) Run(e *env) error {
	return e.reading(func(l *library.Library) error {
		f := archive.Filter{Year: c.Year}
		switch c.What {
		case "files":
			return c.files(e, l, f)
		case "documents":
			return c.documents(e, l, f)
		case "findings":
			return list(e, c.JSON, l.Store.Findings(e.ctx, f), e.findingLine)
		case "items":
			return list(e, c.JSON, l.Store.Items(e.ctx, f), itemLineOf)
		case "boxes":
			return list(e, c.JSON, l.Store.Boxes(e.ctx, f), boxLineOf)
		case "volumes":
			return list(e, c.JSON, l.Store.Volumes(e.ctx, f), volumeLineOf)
		case "transfers":
			return list(e, c.JSON, l.Store.Transfers(e.ctx, f), transferLineOf)
		case "precedents":
			return c.precedents(e, l)
		}
		return list(e, c.JSON, l.Store.Events(e.ctx, f), eventLineOf)
	})
}

// row is a line of a list, printed as JSON or as columns for people.
type row interface{ columns() []string }

// list prints records as they come from the store.
func list[T any, L row](e *env, asJSON bool, seq iter.Seq2[T, error], line func(T) L) error {
	for v, err := range seq {
		if err != nil {
			return err
		}
		if err := e.line(asJSON, line(v)); err != nil {
			return err
		}
	}
	return nil
}

func (e *env) line(asJSON bool, l row) error {
	if asJSON {
		return e.json(l)
	}
	_, err := fmt.Fprintln(e.out, strings.Join(l.columns(), "\t"))
	return err
}

func (c *listCmd) files(e *env, l *library.Library, f archive.Filter) error {
	places, err := itemsOfFiles(e, l, f)
	if err != nil {
		return err
	}
	return list(e, c.JSON, l.Store.Files(e.ctx, f), func(v archive.File) fileLine { return e.fileLine(v, places[v.ID], c.JSON) })
}

// place is where a file lies in its item.
type place struct {
	item string
	seq  int
}

// itemsOfFiles finds the item of each file: the arranged one, or, before that
// and for documents that are not archived, the group that will form it.
func itemsOfFiles(e *env, l *library.Library, f archive.Filter) (map[string]place, error) {
	places := make(map[string]place)
	group := make(map[string]string)
	item := make(map[string]string)
	for d, err := range l.Store.Documents(e.ctx, f) {
		if err != nil {
			return nil, err
		}
		group[d.ID] = d.Group
	}
	for it, err := range l.Store.Items(e.ctx, archive.Filter{}) {
		if err != nil {
			return nil, err
		}
		for i, p := range it.Parts {
			places[p.FileID] = place{it.ID, i + 1}
		}
		for _, d := range it.Documents {
			item[d] = it.ID
		}
	}
	for v, err := range l.Store.Files(e.ctx, f) {
		if err != nil {
			return nil, err
		}
		if _, ok := places[v.ID]; ok || v.Document == "" {
			continue
		}
		id := item[v.Document]
		if id == "" {
			id = group[v.Document]
		}
		places[v.ID] = place{id, v.Seq}
	}
	return places, nil
}

func (c *listCmd) documents(e *env, l *library.Library, f archive.Filter) error {
	codes := make(map[string]archive.Item)
	for it, err := range l.Store.Items(e.ctx, archive.Filter{}) {
		if err != nil {
			return err
		}
		for _, d := range it.Documents {
			codes[d] = it
		}
	}
	s, err := l.Store.Settings(e.ctx)
	if err != nil {
		return err
	}
	past, err := l.Overrides(e.ctx, pastOf(c.Year))
	if err != nil {
		return err
	}
	return list(e, c.JSON, l.Store.Documents(e.ctx, f), func(d archive.Document) documentLine {
		line := e.documentLine(d, codes[d.ID], s.ShowSecret)
		line.Precedents = precedentLinesOf(slices.DeleteFunc(year.Precedents(d, past), func(p appraise.Precedent) bool { return p.Year >= d.Year }))
		return line
	})
}

// pastOf gives the year before which overrides are precedents; without a year
// all of them are looked at.
func pastOf(year int) int {
	if year == 0 {
		return maxYear
	}
	return year
}

func (e *env) findingLine(f archive.Finding) findingLine {
	l := findingLine{
		ID: year.FindingID(f), Kind: f.Kind, Severity: f.Severity, Message: e.words.Say(f.Text()), Path: f.Path, Number: f.Number,
		Series: f.Series, Item: f.Item, Document: f.Document, Sheet: f.Sheet, Row: f.Row, Of: f.Of, Year: f.Year, Step: f.Step,
	}
	if f.Resolved != nil {
		l.Resolved = f.Resolved.Why
	}
	return l
}
