package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
)

type initCmd struct {
	Fonds      string `help:"${help_init_fonds}" placeholder:"X001"`
	Name       string `help:"${help_init_name}"`
	Organ      string `help:"${help_init_organ}" type:"path" placeholder:"FILE.json"`
	Classified bool   `help:"${help_init_classified}"`
}

func (c *initCmd) Run(e *env) error {
	s := archive.DefaultSettings()
	if c.Organ != "" {
		b, err := os.ReadFile(c.Organ)
		if err != nil {
			return archive.Fail(archive.CodeNotFound, "organ", err, "path", c.Organ)
		}
		if err := json.Unmarshal(b, &s.Organ); err != nil {
			return archive.Fail(archive.CodeInvalid, "organ", err, "path", c.Organ)
		}
	}
	if c.Fonds != "" {
		s.Organ.Fonds = c.Fonds
	}
	if c.Name != "" {
		s.Organ.Name = c.Name
	}
	if s.Organ.Fonds == "" || s.Organ.Name == "" {
		return archive.Fail(archive.CodeInvalid, "init", nil)
	}
	s.Classified = c.Classified
	l, err := library.Create(e.ctx, e.options(), s)
	if err != nil {
		return err
	}
	e.print("cli.init", "dir", l.Store.Dir(), "name", s.Organ.Name, "fonds", s.Organ.Fonds)
	return l.Close()
}

type collectCmd struct {
	Source   []string `arg:"" optional:"" help:"${help_collect_source}" type:"path"`
	Year     int      `required:"" help:"${help_year}"`
	Register string   `help:"${help_collect_register}" type:"path" placeholder:"FILE.xlsx"`
}

func (c *collectCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		m, end := e.meter("step.collect")
		r, err := l.Collect(e.ctx, year.CollectOptions{Year: c.Year, Sources: c.Source, Register: c.Register}, m)
		end()
		if err != nil {
			return err
		}
		e.print("cli.collect", "seen", fmt.Sprint(r.Seen), "read", fmt.Sprint(r.Read), "known", fmt.Sprint(r.Known), "documents", fmt.Sprint(r.Documents))
		e.print("cli.collect.status", "list", e.statuses(r.ByStatus))
		if n := r.ByStatus[archive.Secret]; n > 0 {
			e.print("cli.collect.secret", "n", fmt.Sprint(n))
		}
		return e.findings(r.Findings)
	})
}

func (e *env) statuses(by map[archive.Status]int) string {
	var parts []string
	for s, n := range by {
		parts = append(parts, e.say("status."+string(s))+" "+fmt.Sprint(n))
	}
	sort.Strings(parts)
	return strings.Join(parts, e.say("cli.comma"))
}

// findings ends a step: exit status 1 when findings need a person.
func (e *env) findings(n int) error {
	if n == 0 {
		return nil
	}
	e.print("cli.findings", "n", fmt.Sprint(n))
	return errFindings
}

type appraiseCmd struct {
	Year int `required:"" help:"${help_year}"`
}

func (c *appraiseCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		m, end := e.meter("step.appraise")
		r, err := l.Appraise(e.ctx, c.Year, m)
		end()
		if err != nil {
			return err
		}
		e.print("cli.appraise", "n", fmt.Sprint(r.Documents), "renewed", fmt.Sprint(r.Renewed))
		for t := archive.Permanent; t >= archive.NotArchived; t-- {
			e.print("cli.appraise.term", "term", t.String(), "n", fmt.Sprint(r.ByRetention[t]))
		}
		if r.Precedents > 0 {
			e.print("cli.appraise.precedents", "n", fmt.Sprint(r.Precedents), "year", fmt.Sprint(c.Year))
		}
		return e.findings(r.Review)
	})
}

type arrangeCmd struct {
	Year   int    `required:"" help:"${help_year}"`
	Lock   bool   `help:"${help_arrange_lock}" xor:"lock"`
	Unlock bool   `help:"${help_arrange_unlock}" xor:"lock"`
	Why    string `help:"${help_why}"`
}

func (c *arrangeCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		if c.Unlock {
			n, err := l.Lock(e.ctx, c.Year, false, c.Why)
			if err == nil {
				e.print("cli.unlocked", "n", fmt.Sprint(n))
			}
			return err
		}
		m, end := e.meter("step.arrange")
		r, err := l.Arrange(e.ctx, c.Year, m)
		end()
		if err != nil {
			return err
		}
		e.print("cli.arrange", "items", fmt.Sprint(r.Items), "classes", fmt.Sprint(r.Classes), "boxes", fmt.Sprint(r.Boxes))
		if c.Lock {
			n, err := l.Lock(e.ctx, c.Year, true, c.Why)
			if err != nil {
				return err
			}
			e.print("cli.locked", "n", fmt.Sprint(n))
		}
		return e.findings(r.Findings)
	})
}

type statusCmd struct {
	Year int  `help:"${help_year}"`
	JSON bool `help:"${help_json}"`
}

func (c *statusCmd) Run(e *env) error {
	return e.reading(func(l *library.Library) error {
		years := []int{c.Year}
		if c.Year == 0 {
			var err error
			if years, err = l.Store.Years(e.ctx); err != nil {
				return err
			}
			if len(years) == 0 {
				e.print("next.collect")
			}
		}
		for _, y := range years {
			s, err := l.Status(e.ctx, y)
			if err != nil {
				return err
			}
			if c.JSON {
				if err := e.json(s); err != nil {
					return err
				}
				continue
			}
			e.printStatus(s)
		}
		return nil
	})
}

func (e *env) printStatus(s year.Status) {
	n := func(v int) string { return fmt.Sprint(v) }
	e.print("cli.status.head", "year", n(s.Year))
	e.print("cli.status.collect", "files", n(s.Files), "documents", n(s.Documents), "list", e.statuses(s.ByStatus))
	e.print("cli.status.appraise", "decided", n(s.Decided), "documents", n(s.Documents), "review", n(s.Review), "confirmed", n(s.Confirmed))
	e.print("cli.status.arrange", "items", n(s.Items), "boxes", n(s.Boxes), "locked", n(s.Locked))
	e.print("cli.status.bind", "volumes", n(s.Volumes), "bound", n(s.Bound), "items", n(s.Items))
	e.print("cli.status.transfer", "transfers", n(s.Transfers), "transferred", n(s.Transferred), "accepted", n(s.Accepted))
	e.print("cli.status.findings", "errors", n(s.Errors), "warnings", n(s.Warnings))
	if len(s.Missing) > 0 {
		e.print("cli.status.gaps", "list", strings.Join(s.Missing, e.say("cli.comma")))
	}
	switch {
	case s.Due != "" && s.DaysLeft < 0:
		e.print("cli.status.late", "due", s.Due, "days", n(-s.DaysLeft))
	case s.Due != "":
		e.print("cli.status.due", "due", s.Due, "days", n(s.DaysLeft))
	}
	e.print("cli.status.next", "text", e.words.Say(s.Next))
}

// json prints one object on a line, Han characters as they are.
func (e *env) json(v any) error {
	enc := json.NewEncoder(e.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
