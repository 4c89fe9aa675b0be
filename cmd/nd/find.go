package main

import (
	"fmt"
	"strings"

	"niandang/archive"
	"niandang/cmd/internal/library"
)

type searchCmd struct {
	Query      []string `arg:"" help:"${help_search_query}"`
	Year       int      `help:"${help_year}"`
	Retention  string   `help:"${help_decide_retention}"`
	Department string   `help:"${help_department}"`
	From       string   `help:"${help_search_from}" placeholder:"2023-01-01"`
	To         string   `help:"${help_search_to}" placeholder:"2023-12-31"`
	Limit      int      `default:"20" help:"${help_search_limit}"`
	JSON       bool     `help:"${help_json}"`
}

func (c *searchCmd) Run(e *env) error {
	r, err := archive.ParseRetention(c.Retention)
	if err != nil {
		return err
	}
	q := archive.Query{Text: strings.Join(c.Query, " "), Year: c.Year, Retention: r, Department: c.Department, From: c.From, To: c.To, Limit: c.Limit}
	return e.reading(func(l *library.Library) error {
		hits, total, err := l.Search(e.ctx, q)
		if err != nil {
			return err
		}
		for _, h := range hits {
			if c.JSON {
				h.Snippet = unmark(h.Snippet, "", "")
				if err := e.json(h); err != nil {
					return err
				}
				continue
			}
			e.printHit(h)
		}
		if !c.JSON {
			e.print("cli.search", "n", fmt.Sprint(len(hits)), "total", fmt.Sprint(total))
		}
		return nil
	})
}

func (e *env) printHit(h archive.Hit) {
	open, end := "【", "】"
	mark := ""
	if h.Destroyed != nil {
		mark = e.say("search.destroyed", "batch", h.Destroyed.Batch, "day", h.Destroyed.At.Local().Format("2006-01-02"))
	}
	fmt.Fprintln(e.out, strings.Join(nonEmpty(h.Title, h.Number, h.Date, h.Code, mark), "  "))
	if s := unmark(h.Snippet, open, end); s != "" {
		fmt.Fprintln(e.out, "    "+strings.ReplaceAll(s, "\n", " "))
	}
}

// unmark puts visible marks in the place of those that the store sets.
func unmark(s, open, end string) string {
	return strings.NewReplacer("\x02", open, "\x03", end).Replace(s)
}

func nonEmpty(list ...string) []string {
	out := list[:0]
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
