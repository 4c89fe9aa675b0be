package main

import (
	"fmt"
	"strings"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
)

// scheduleRowCmd changes the organ's own table row by row.
type scheduleRowCmd struct {
	Add    rowAddCmd    `cmd:"" help:"${help_schedule_row_add}"`
	Change rowChangeCmd `cmd:"" help:"${help_schedule_row_change}"`
	Remove rowRemoveCmd `cmd:"" help:"${help_schedule_row_remove}"`
}

// rowFlags say how a row reads; those that are not given stay as they are.
type rowFlags struct {
	Number     *string  `help:"${help_row_number}"`
	Category   *string  `help:"${help_row_category}"`
	Scope      *string  `help:"${help_row_scope}"`
	Term       string   `help:"${help_decide_retention}" placeholder:"30年"`
	Department *string  `help:"${help_row_department}"`
	Remark     *string  `help:"${help_row_remark}"`
	Words      []string `sep:"," help:"${help_row_words}"`
	Like       *string  `help:"${help_row_like}" placeholder:"8.5.2"`
}

func (f rowFlags) apply(r archive.ScheduleRow) (archive.ScheduleRow, error) {
	for _, set := range []struct {
		given *string
		into  *string
	}{{f.Number, &r.Number}, {f.Category, &r.Category}, {f.Scope, &r.Scope}, {f.Department, &r.Department}, {f.Remark, &r.Remark}, {f.Like, &r.Like}} {
		if set.given != nil {
			*set.into = strings.TrimSpace(*set.given)
		}
	}
	if f.Words != nil {
		r.Words = f.Words
	}
	if f.Term == "" {
		return r, nil
	}
	var err error
	r.Retention, err = archive.ParseRetention(f.Term)
	return r, err
}

// rowCommon are the flags that all three share.
type rowCommon struct {
	Year   int    `required:"" help:"${help_schedule_year}"`
	Why    string `help:"${help_why}"`
	DryRun bool   `help:"${help_dry_run}"`
	JSON   bool   `help:"${help_schedule_json}"`
}

// run makes the edit, or shows what it would change.
func (c rowCommon) run(e *env, edit func(*library.Library) (appraise.RowEdit, error)) error {
	if c.DryRun {
		return e.preview(c.JSON, func(l *library.Library, p archive.Progress) (year.SchedulePreview, error) {
			ed, err := edit(l)
			if err != nil {
				return year.SchedulePreview{}, err
			}
			return l.PreviewRow(e.ctx, c.Year, ed, p)
		})
	}
	return e.with(func(l *library.Library) error {
		ed, err := edit(l)
		if err != nil {
			return err
		}
		ev, err := l.EditRow(e.ctx, c.Year, ed, c.Why)
		return e.done(ev, err)
	})
}

type rowAddCmd struct {
	rowFlags
	rowCommon
	Before string `help:"${help_row_before}" placeholder:"ROW"`
}

func (c *rowAddCmd) Run(e *env) error {
	return c.run(e, func(l *library.Library) (appraise.RowEdit, error) {
		ed := appraise.RowEdit{Add: true, At: maxYear}
		var err error
		if c.Before != "" {
			if ed.At, _, err = rowOf(e, l, c.Year, c.Before); err != nil {
				return ed, err
			}
		}
		ed.Row, err = c.apply(archive.ScheduleRow{})
		return ed, err
	})
}

type rowChangeCmd struct {
	Row string `arg:"" help:"${help_row}"`
	rowFlags
	rowCommon
}

func (c *rowChangeCmd) Run(e *env) error {
	return c.run(e, func(l *library.Library) (ed appraise.RowEdit, err error) {
		if ed.At, ed.Row, err = rowOf(e, l, c.Year, c.Row); err != nil {
			return ed, err
		}
		ed.Row, err = c.apply(ed.Row)
		return ed, err
	})
}

type rowRemoveCmd struct {
	Row string `arg:"" help:"${help_row}"`
	rowCommon
}

func (c *rowRemoveCmd) Run(e *env) error {
	return c.run(e, func(l *library.Library) (ed appraise.RowEdit, err error) {
		ed.Remove = true
		ed.At, _, err = rowOf(e, l, c.Year, c.Row)
		return ed, err
	})
}

// rowOf finds a row of the table that holds for a year.
func rowOf(e *env, l *library.Library, from int, name string) (int, archive.ScheduleRow, error) {
	t, _, ok, err := l.OwnTable(e.ctx, from)
	if err != nil {
		return 0, archive.ScheduleRow{}, err
	}
	if !ok {
		return 0, archive.ScheduleRow{}, archive.Fail(archive.CodeNotFound, "schedule_none", nil)
	}
	at, err := appraise.FindRow(t, name)
	if err != nil {
		return 0, archive.ScheduleRow{}, err
	}
	return at, t.Rows[at], nil
}

// own prints the organ's own table with the way each row's documents are found.
func (c *scheduleShowCmd) own(e *env, l *library.Library) error {
	_, rows, ok, err := l.OwnTable(e.ctx, c.Year)
	if err != nil {
		return err
	}
	if !ok {
		return archive.Fail(archive.CodeNotFound, "schedule_none", nil)
	}
	for i, r := range rows {
		if err := e.line(c.JSON, e.ownLine(i, r)); err != nil {
			return err
		}
	}
	return nil
}

type ownLine struct {
	Row        int               `json:"row"`
	Number     string            `json:"number"`
	Category   string            `json:"category"`
	Scope      string            `json:"scope"`
	Retention  archive.Retention `json:"retention"`
	Department string            `json:"department"`
	Remark     string            `json:"remark"`
	How        string            `json:"how"` // person, like, words, none
	Clause     string            `json:"clause,omitempty"`
	Words      []string          `json:"words,omitempty"`
	found      string
}

func (e *env) ownLine(at int, r year.OwnRow) ownLine {
	found := e.say("schedule.how."+r.Mapped.How, "clause", r.Mapped.Clause, "words", strings.Join(r.Mapped.Words, e.say("cli.comma")))
	if r.Mapped.How == appraise.HowPerson && r.Mapped.Clause != "" {
		found = e.say("schedule.how.like", "clause", r.Mapped.Clause)
	}
	return ownLine{at + 1, r.Number, r.Category, r.Scope, r.Retention, r.Department, r.Remark, r.Mapped.How, r.Mapped.Clause, r.Mapped.Words, found}
}

func (l ownLine) columns() []string {
	return []string{fmt.Sprintf("#%d", l.Row), l.Number, l.Retention.String(), l.Scope, l.found}
}

// preview shows what a change of the schedule would change.
func (e *env) preview(asJSON bool, make func(*library.Library, archive.Progress) (year.SchedulePreview, error)) error {
	return e.reading(func(l *library.Library) error {
		m, end := e.meter("step.appraise")
		v, err := make(l, m)
		end()
		if err != nil {
			return err
		}
		if !asJSON {
			e.previewHead(v)
		}
		for _, r := range append(v.Changed, v.Kept...) {
			if err := e.line(asJSON, e.revisedLine(r)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *env) previewHead(v year.SchedulePreview) {
	n := func(i int) string { return fmt.Sprint(i) }
	years := make([]string, 0, len(v.Years))
	for _, y := range v.Years {
		years = append(years, n(y))
	}
	e.questions(v.Questions)
	e.print("cli.schedule.preview", "from", n(v.Table.From), "rows", n(len(v.Table.Rows)), "years", strings.Join(years, e.say("cli.comma")), "documents", n(v.Documents))
	e.print("cli.schedule.preview.counts", "changed", n(len(v.Changed)), "kept", n(len(v.Kept)), "clauses", n(v.Clauses), "asked", n(v.Asked), "settled", n(v.Settled))
	for _, t := range v.Terms() {
		e.print("cli.schedule.preview.term", "from", t.From.String(), "to", t.To.String(), "n", n(t.Documents))
	}
	e.print("cli.schedule.preview.nothing")
}

// revisedLine is a document that another schedule decides otherwise.
type revisedLine struct {
	Document  string            `json:"document"`
	Year      int               `json:"year"`
	Number    string            `json:"number"`
	Title     string            `json:"title"`
	Old       archive.Retention `json:"old"`
	OldClause string            `json:"old_clause"`
	New       archive.Retention `json:"new"`
	NewClause string            `json:"new_clause"`
	Why       string            `json:"why"`
	Review    bool              `json:"review"`
	Held      appraise.Held     `json:"held"` // person, locked: it keeps its term
	note      string
}

func (e *env) revisedLine(r appraise.Revised) revisedLine {
	d := r.Document
	l := revisedLine{
		Document: d.ID, Year: d.Year, Number: d.Number, Title: d.Title, Old: d.Decision.Retention, OldClause: d.Decision.Clause,
		New: r.New.Retention, NewClause: r.New.Clause, Why: e.words.SayAll(r.New.Why, e.say("cli.semicolon")), Review: r.New.Review, Held: r.Held,
	}
	if d.Secret {
		l.Title = e.say("secret.title")
	}
	if r.Held != "" {
		l.note = e.say("schedule.held." + string(r.Held))
	}
	return l
}

func (l revisedLine) columns() []string {
	return nonEmpty(l.Number, l.Title, l.Old.String()+" → "+l.New.String(), l.OldClause+" → "+l.NewClause, l.note)
}
