package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"os"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
)

type scheduleCmd struct {
	Show   scheduleShowCmd   `cmd:"" help:"${help_schedule_show}"`
	Import scheduleImportCmd `cmd:"" help:"${help_schedule_import}"`
	Export scheduleExportCmd `cmd:"" help:"${help_schedule_export}"`
	Row    scheduleRowCmd    `cmd:"" help:"${help_schedule_row}"`
	Try    scheduleTryCmd    `cmd:"" help:"${help_schedule_try}"`
}

type scheduleShowCmd struct {
	Year int  `help:"${help_year}"`
	Own  bool `help:"${help_schedule_own}"`
	JSON bool `help:"${help_json}"`
}

func (c *scheduleShowCmd) Run(e *env) error {
	if c.Year == 0 {
		c.Year = maxYear
	}
	if c.Own {
		return e.reading(func(l *library.Library) error { return c.own(e, l) })
	}
	return e.reading(func(l *library.Library) error {
		rows, err := l.Rows(e.ctx, c.Year)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := e.line(c.JSON, scheduleLine{r.Clause, r.Wording, r.Term, string(r.Grade), r.Source}); err != nil {
				return err
			}
		}
		return nil
	})
}

type scheduleLine struct {
	Clause    string            `json:"clause"`
	Wording   string            `json:"wording"`
	Retention archive.Retention `json:"retention"`
	Grade     string            `json:"confidence"`
	Source    string            `json:"source"`
}

func (l scheduleLine) columns() []string {
	return []string{l.Clause, l.Retention.String(), l.Grade, l.Wording}
}

type scheduleImportCmd struct {
	File   string `arg:"" type:"path" help:"${help_schedule_file}"`
	Year   int    `required:"" help:"${help_schedule_year}"`
	DryRun bool   `help:"${help_dry_run}"`
	JSON   bool   `help:"${help_schedule_json}"`
}

func (c *scheduleImportCmd) Run(e *env) error {
	if c.DryRun {
		return e.preview(c.JSON, func(l *library.Library, p archive.Progress) (year.SchedulePreview, error) {
			return l.PreviewImport(e.ctx, c.File, c.Year, p)
		})
	}
	return e.with(func(l *library.Library) error {
		table, questions, err := l.ImportSchedule(e.ctx, c.File, c.Year)
		if err != nil {
			return err
		}
		e.print("cli.schedule.imported", "year", fmt.Sprint(c.Year), "rows", fmt.Sprint(len(table.Rows)), "review", fmt.Sprint(len(questions)))
		e.questions(questions)
		return nil
	})
}

// questions names the rows that a person must look at.
func (e *env) questions(questions []appraise.Question) {
	for _, q := range questions {
		e.print("cli.schedule.row", "row", fmt.Sprint(q.Row), "why", e.words.Say(q.What))
	}
}

type scheduleExportCmd struct {
	Year int `help:"${help_year}"`
}

func (c *scheduleExportCmd) Run(e *env) error {
	return e.withSettings(func(s archive.Settings) error {
		y := c.Year
		if y == 0 {
			y = maxYear
		}
		table, ok := s.TableFor(y)
		if !ok {
			return archive.Fail(archive.CodeNotFound, "schedule_none", nil)
		}
		w := csv.NewWriter(e.out)
		if err := w.WriteAll(appraise.ExportTable(table)); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		return nil
	})
}

// maxYear asks for the table that holds last.
const maxYear = 9999

type scheduleTryCmd struct {
	Title      string `help:"${help_schedule_title}"`
	Issuer     string `help:"${help_schedule_issuer}"`
	Kind       string `help:"${help_schedule_kind}"`
	Relation   string `help:"${help_schedule_relation}"`
	Department string `help:"${help_department}"`
	Year       int    `help:"${help_year}"`
	File       string `type:"path" help:"${help_schedule_titles}" placeholder:"TITLES.tsv"`
	JSON       bool   `help:"${help_json}"`
}

func (c *scheduleTryCmd) Run(e *env) error {
	probes := []appraise.Probe{{Title: c.Title, Issuer: c.Issuer, Kind: c.Kind, Relation: c.Relation, Department: c.Department}}
	if c.File != "" {
		var err error
		if probes, err = readProbes(c.File); err != nil {
			return err
		}
	} else if c.Title == "" {
		return archive.Fail(archive.CodeInvalid, "element_empty", nil, "name", "title")
	}
	if c.Year == 0 {
		c.Year = maxYear
	}
	return e.reading(func(l *library.Library) error {
		for _, p := range probes {
			d, err := l.Try(e.ctx, c.Year, p)
			if err != nil {
				return err
			}
			if err := e.line(c.JSON, e.answer(d)); err != nil {
				return err
			}
		}
		return nil
	})
}

type answerLine struct {
	Retention  archive.Retention `json:"retention"`
	Clause     string            `json:"clause"`
	Why        string            `json:"why"`
	Confidence float64           `json:"confidence"`
	Review     bool              `json:"review"`
	RunnerUp   string            `json:"runner_up"`
}

func (e *env) answer(d archive.Decision) answerLine {
	a := answerLine{Retention: d.Retention, Clause: d.Clause, Why: e.words.SayAll(d.Why, e.say("cli.semicolon")), Confidence: d.Confidence, Review: d.Review}
	if d.RunnerUp != nil {
		a.RunnerUp = strings.TrimSpace(d.RunnerUp.Retention.String() + " " + d.RunnerUp.Clause)
	}
	return a
}

func (a answerLine) columns() []string {
	return []string{a.Retention.String(), a.Clause, a.Why}
}

// readProbes reads a tab-separated list of titles with a heading line.
func readProbes(path string) ([]appraise.Probe, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, archive.Fail(archive.CodeNotFound, "file", err, "path", path)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 64<<10), 1<<20)
	at := make(map[string]int)
	var out []appraise.Probe
	for sc.Scan() {
		cells := strings.Split(strings.TrimPrefix(strings.TrimRight(sc.Text(), "\r"), "\ufeff"), "\t")
		if len(at) == 0 {
			for i, h := range cells {
				at[strings.ToLower(strings.TrimSpace(h))] = i
			}
			if _, ok := at["title"]; !ok {
				return nil, archive.Fail(archive.CodeInvalid, "titles", nil, "path", path)
			}
			continue
		}
		if len(cells) == 1 && cells[0] == "" {
			continue
		}
		out = append(out, probeOf(at, cells))
	}
	if err := sc.Err(); err != nil {
		return nil, archive.Fail(archive.CodeInvalid, "file", err, "path", path)
	}
	return out, nil
}

func probeOf(at map[string]int, cells []string) appraise.Probe {
	cell := func(names ...string) string {
		for _, n := range names {
			if i, ok := at[n]; ok && i < len(cells) && cells[i] != "" {
				return cells[i]
			}
		}
		return ""
	}
	return appraise.Probe{Title: cell("title"), Issuer: cell("issuer", "issuers"), Kind: cell("kind", "direction"), Relation: cell("relation"), Department: cell("department")}
}
