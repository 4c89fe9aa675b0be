package main

import (
	"fmt"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/cmd/internal/library"
)

// disposeCmd is the way of what has run out its term: appraisal, register, two
// confirmations, destruction.
type disposeCmd struct {
	Due      disposeDueCmd      `cmd:"" help:"${help_dispose_due}"`
	Opinion  disposeOpinionCmd  `cmd:"" help:"${help_dispose_opinion}"`
	Hold     disposeHoldCmd     `cmd:"" help:"${help_dispose_hold}"`
	Release  disposeReleaseCmd  `cmd:"" help:"${help_dispose_release}"`
	Propose  disposeProposeCmd  `cmd:"" help:"${help_dispose_propose}"`
	Register disposeRegisterCmd `cmd:"" help:"${help_dispose_register}"`
	Approve  disposeApproveCmd  `cmd:"" help:"${help_dispose_approve}"`
	CarryOut disposeCarryOutCmd `cmd:"" name:"carry-out" help:"${help_dispose_carry_out}"`
	Withdraw disposeWithdrawCmd `cmd:"" help:"${help_dispose_withdraw}"`
	List     disposeListCmd     `cmd:"" help:"${help_dispose_list}"`
}

type disposeDueCmd struct {
	Year int  `help:"${help_dispose_year}"`
	JSON bool `help:"${help_json}"`
}

func (c *disposeDueCmd) Run(e *env) error {
	if c.Year == 0 {
		c.Year = clock()().Year()
	}
	return e.reading(func(l *library.Library) error {
		due, err := l.DueItems(e.ctx, c.Year)
		if err != nil {
			return err
		}
		for _, d := range due {
			if err := e.line(c.JSON, e.dueLine(d)); err != nil {
				return err
			}
		}
		return nil
	})
}

type dueLine struct {
	Item      string            `json:"item"`
	Code      string            `json:"code"`
	Number    string            `json:"number"`
	Title     string            `json:"title"`
	Year      int               `json:"year"`
	Retention archive.Retention `json:"retention"`
	Due       int               `json:"due"`
	Opinion   archive.Opinion   `json:"opinion"`
	Renewed   archive.Retention `json:"renewed"`
	Until     int               `json:"until,omitempty"`
	By        string            `json:"by"`
	Why       string            `json:"why"`
	Obstacles []string          `json:"obstacles"` // why it cannot be destroyed
}

func (e *env) dueLine(d year.DueItem) dueLine {
	l := dueLine{Item: d.Item, Code: d.Code, Number: d.Number, Title: d.Title, Year: d.Year, Retention: d.Retention, Due: d.Due, Obstacles: []string{}}
	if r := d.Reappraisal; r != nil {
		l.Opinion, l.Renewed, l.Until, l.By, l.Why = r.Opinion, r.Retention, r.Until, r.By, r.Why
	}
	for _, t := range d.Obstacles {
		l.Obstacles = append(l.Obstacles, e.words.Say(t))
	}
	return l
}

func (l dueLine) columns() []string {
	return []string{l.Code, l.Retention.String(), fmt.Sprint(l.Due), string(l.Opinion), l.Title, strings.Join(l.Obstacles, " ")}
}

type disposeOpinionCmd struct {
	Opinion   string   `arg:"" help:"${help_dispose_opinion_value}"`
	Items     []string `arg:"" optional:"" help:"${help_item_items}"`
	AllDue    bool     `help:"${help_dispose_all_due}"`
	Retention string   `help:"${help_dispose_renewed}" placeholder:"10年"`
	Why       string   `required:"" help:"${help_why}"`
}

func (c *disposeOpinionCmd) Run(e *env) error {
	term, err := archive.ParseRetention(c.Retention)
	if err != nil {
		return err
	}
	if len(c.Items) == 0 && !c.AllDue {
		return archive.Fail(archive.CodeInvalid, "dispose_items", nil)
	}
	return e.with(func(l *library.Library) error {
		if c.AllDue {
			due, err := l.DueItems(e.ctx, clock()().Year())
			if err != nil {
				return err
			}
			for _, d := range due {
				if d.Reappraisal == nil {
					c.Items = append(c.Items, d.Item)
				}
			}
		}
		r := archive.Reappraisal{Opinion: archive.Opinion(c.Opinion), Retention: term}
		r.Why = c.Why
		ev, err := l.GiveOpinion(e.ctx, c.Items, r)
		return e.done(ev, err)
	})
}

type disposeHoldCmd struct {
	Names []string `arg:"" help:"${help_dispose_names}"`
	Why   string   `required:"" help:"${help_why}"`
}

func (c *disposeHoldCmd) Run(e *env) error { return e.hold(c.Names, true, c.Why) }

type disposeReleaseCmd struct {
	Names []string `arg:"" help:"${help_dispose_names}"`
	Why   string   `required:"" help:"${help_why}"`
}

func (c *disposeReleaseCmd) Run(e *env) error { return e.hold(c.Names, false, c.Why) }

func (e *env) hold(names []string, on bool, why string) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Hold(e.ctx, names, on, why)
		return e.done(ev, err)
	})
}

type disposeProposeCmd struct {
	Items       []string `arg:"" optional:"" help:"${help_dispose_names}"`
	NotArchived bool     `help:"${help_dispose_not_archived}"`
	Year        int      `help:"${help_year}"`
	Why         string   `help:"${help_why}"`
}

func (c *disposeProposeCmd) Run(e *env) error {
	choice := year.DisposalChoice{Kind: archive.ExpiredItems, Year: c.Year, Names: c.Items}
	if c.NotArchived {
		choice.Kind = archive.NeverFiled
	}
	return e.with(func(l *library.Library) error {
		d, refused, err := l.ProposeDisposal(e.ctx, choice, c.Why)
		for _, r := range refused {
			e.note("cli.dispose.refused", "code", r.Entry.Code, "title", r.Entry.Title, "why", e.words.SayAll(r.Why, e.say("cli.semicolon")))
		}
		if err != nil {
			return err
		}
		e.print("cli.dispose.proposed", "batch", d.ID, "n", fmt.Sprint(len(d.Entries)))
		e.print("cli.dispose.next.register", "batch", d.ID)
		return nil
	})
}

type disposeRegisterCmd struct {
	Batch string `arg:"" help:"${help_dispose_batch}"`
	Out   string `required:"" type:"path" help:"${help_report_out}" placeholder:"FILE.xlsx|FILE.pdf"`
}

func (c *disposeRegisterCmd) Run(e *env) error {
	return e.reading(func(l *library.Library) error {
		n, err := l.DisposalRegister(e.ctx, c.Batch, c.Out)
		if err == nil {
			e.print("cli.report", "n", fmt.Sprint(n), "path", c.Out)
		}
		return err
	})
}

type disposeApproveCmd struct {
	Batch    string `arg:"" help:"${help_dispose_batch}"`
	Approver string `required:"" help:"${help_dispose_approver}" placeholder:"NAME"`
	Why      string `required:"" help:"${help_why}"`
}

func (c *disposeApproveCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		d, err := l.ApproveDisposal(e.ctx, c.Batch, c.Approver, c.Why)
		if err != nil {
			return err
		}
		e.print("cli.dispose.approved", "batch", d.ID, "n", fmt.Sprint(len(d.Entries)), "by", d.Approved.By)
		e.print("cli.dispose.next.carry", "batch", d.ID, "n", fmt.Sprint(len(d.Entries)))
		return nil
	})
}

type disposeCarryOutCmd struct {
	Batch      string   `arg:"" help:"${help_dispose_batch}"`
	Count      int      `help:"${help_dispose_count}" placeholder:"N"`
	Supervisor []string `help:"${help_dispose_supervisor}" placeholder:"NAME" sep:","`
	Why        string   `help:"${help_why}"`
}

// Run destroys a batch. Without its count it says what would be destroyed and
// stops.
func (c *disposeCarryOutCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		if c.Count == 0 {
			return c.warn(e, l)
		}
		m, end := e.meter("step.dispose")
		d, err := l.CarryOut(e.ctx, year.Carrying{Batch: c.Batch, Count: c.Count, By: c.Supervisor, Why: c.Why}, m)
		end()
		if err != nil {
			return err
		}
		e.print("cli.dispose.done", "batch", d.ID, "n", fmt.Sprint(len(d.Entries)))
		if d.Shared > 0 {
			e.print("cli.dispose.shared", "n", fmt.Sprint(d.Shared))
		}
		e.print("cli.dispose.elsewhere")
		return nil
	})
}

// warn says before the destruction that there is no way back.
func (c *disposeCarryOutCmd) warn(e *env, l *library.Library) error {
	d, err := l.Store.Disposal(e.ctx, c.Batch)
	if archive.ErrorCode(err) == archive.CodeNotFound {
		return archive.Fail(archive.CodeNotFound, "dispose_batch", err, "batch", c.Batch)
	}
	if err != nil {
		return err
	}
	e.print("cli.dispose.warning", "batch", d.ID, "n", fmt.Sprint(len(d.Entries)), "state", e.say("dispose.state."+string(d.State)))
	return archive.Fail(archive.CodeInvalid, "dispose_count_missing", nil, "batch", d.ID)
}

type disposeWithdrawCmd struct {
	Batch string `arg:"" help:"${help_dispose_batch}"`
	Why   string `required:"" help:"${help_why}"`
}

func (c *disposeWithdrawCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		d, err := l.WithdrawDisposal(e.ctx, c.Batch, c.Why)
		if err == nil {
			e.print("cli.dispose.withdrawn", "batch", d.ID)
		}
		return err
	})
}

type disposeListCmd struct {
	Year int  `help:"${help_year}"`
	JSON bool `help:"${help_json}"`
}

func (c *disposeListCmd) Run(e *env) error {
	return e.reading(func(l *library.Library) error {
		return list(e, c.JSON, l.Store.Disposals(e.ctx, archive.Filter{Year: c.Year}), e.disposalLine)
	})
}

type disposalLine struct {
	ID         string                  `json:"id"`
	Kind       archive.DisposalKind    `json:"kind"`
	State      archive.DisposalState   `json:"state"`
	Items      int                     `json:"items"`
	Proposed   archive.Signature       `json:"proposed"`
	Approved   *archive.Signature      `json:"approved,omitempty"`
	Supervised []archive.Signature     `json:"supervised,omitempty"`
	Withdrawn  *archive.Signature      `json:"withdrawn,omitempty"`
	Done       time.Time               `json:"done,omitzero"`
	Entries    []archive.DisposalEntry `json:"entries"`
	state      string
}

func (e *env) disposalLine(d archive.Disposal) disposalLine {
	return disposalLine{
		d.ID, d.Kind, d.State, len(d.Entries), d.Proposed, d.Approved, d.Supervised, d.Withdrawn, d.Done, d.Entries,
		e.say("dispose.state." + string(d.State)),
	}
}

func (l disposalLine) columns() []string {
	by := []string{}
	if l.Approved != nil {
		by = append(by, l.Approved.By)
	}
	for _, s := range l.Supervised {
		by = append(by, s.By)
	}
	return []string{l.ID, l.state, fmt.Sprint(l.Items), l.Proposed.By, strings.Join(by, " ")}
}
