package main

import (
	"fmt"
	"strings"

	"niandang/archive"
	"niandang/archive/transfer"
	"niandang/cmd/internal/library"
)

type bindCmd struct {
	Year int    `required:"" help:"${help_year}"`
	Out  string `required:"" type:"path" help:"${help_out}" placeholder:"DIR"`
}

func (c *bindCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		m, end := e.meter("step.bind")
		r, err := l.Bind(e.ctx, c.Year, c.Out, m)
		end()
		if err != nil {
			return err
		}
		e.print("cli.bind", "volumes", fmt.Sprint(r.Volumes), "pages", fmt.Sprint(r.Pages), "papers", fmt.Sprint(len(r.Papers)), "made", fmt.Sprint(r.Made), "kept", fmt.Sprint(r.Kept), "dir", r.Dir)
		return e.findings(r.Findings)
	})
}

type reportCmd struct {
	What string `arg:"" enum:"not-archived,expired,disposal,disclosure,catalogue,missing" help:"${help_report_what}"`
	Year int    `required:"" help:"${help_year}"`
	Out  string `required:"" type:"path" help:"${help_report_out}" placeholder:"FILE.xlsx"`
}

func (c *reportCmd) Run(e *env) error {
	return e.reading(func(l *library.Library) error {
		n, err := l.Report(e.ctx, c.What, c.Year, c.Out)
		if err == nil {
			e.print("cli.report", "n", fmt.Sprint(n), "path", c.Out)
		}
		return err
	})
}

type transferCmd struct {
	Year      int      `required:"" help:"${help_year}"`
	Out       string   `required:"" type:"path" help:"${help_out}" placeholder:"DIR"`
	Profile   string   `enum:",dat93,dat2012,eep,eark" default:"" help:"${help_transfer_profile}"`
	Wrap      string   `enum:",bag,none" default:"" help:"${help_transfer_wrap}"`
	Form      string   `enum:",folder,zip,iso" default:"" help:"${help_transfer_form}"`
	Split     string   `help:"${help_transfer_split}" placeholder:"cd|dvd|bd|BYTES"`
	Retention []string `sep:"," help:"${help_transfer_retention}" placeholder:"永久,30年"`
	HoldBack  bool     `help:"${help_transfer_hold}"`
	Why       string   `help:"${help_why}"`
	With      []string `type:"path" help:"${help_transfer_with}" placeholder:"FILE"`
}

func (c *transferCmd) options() (transfer.Options, error) {
	o := transfer.Options{Profile: c.Profile, Wrap: c.Wrap, Form: c.Form, Split: c.Split, HoldBack: c.HoldBack, Why: c.Why, With: c.With}
	for _, s := range c.Retention {
		r, err := archive.ParseRetention(strings.TrimSpace(s))
		if err != nil {
			return o, err
		}
		o.Retention = append(o.Retention, r)
	}
	return o, nil
}

func (c *transferCmd) Run(e *env) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	return e.with(func(l *library.Library) error {
		plan, err := l.PlanTransfer(e.ctx, c.Year, o)
		if err != nil {
			e.held(plan)
			return err
		}
		m, end := e.meter("step.transfer")
		r, err := l.Transfer(e.ctx, c.Year, c.Out, o, m)
		end()
		if err != nil {
			return err
		}
		e.print("cli.transfer", "items", fmt.Sprint(r.Items), "files", fmt.Sprint(r.Files), "where", r.Where)
		e.print("cli.transfer.form", "path", r.Form)
		e.print("cli.transfer.deed", "path", r.Deed)
		e.print("cli.transfer.report", "path", r.Verdict)
		e.held(plan)
		return e.findings(len(plan.Held))
	})
}

// held names what is left behind, with the reasons.
func (e *env) held(plan *transfer.Plan) {
	if plan == nil {
		return
	}
	for _, h := range plan.Held {
		e.note("cli.transfer.held", "code", h.Item.Code, "title", h.Item.Title, "why", e.words.SayAll(h.Reasons, e.say("cli.semicolon")))
	}
}
