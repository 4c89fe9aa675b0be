package overview

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// Library is what the overview needs.
type Library interface {
	Status(ctx context.Context, year int) (year.Status, error)
	Count(ctx context.Context, table string, f archive.Filter) (int, error)
	Appraise(ctx context.Context, year int, p archive.Progress) (year.AppraiseReport, error)
}

// Step is one step of the year's path: Whole in all, of which Done, Wait for a
// person, and Bad.
type Step struct {
	Pane                   string
	Whole, Done, Wait, Bad int
	Line                   string
}

// Level says how urgent a line is.
type Level int

// The levels, the least urgent first.
const (
	Plain Level = iota
	Wait
	Bad
)

// Todo is a line of what needs a person, and where to go with it.
type Todo struct {
	Text         string
	Level        Level
	Pane, Target string
}

// Share is a named number of documents by retention: 永久, 30年, 10年, the rest.
type Share struct {
	Name  string
	Parts [4]int
}

func (s Share) sum() int { return s.Parts[0] + s.Parts[1] + s.Parts[2] + s.Parts[3] }

// State is all that the pane shows.
type State struct {
	Deadline  string
	Late      bool
	Steps     []Step
	Todos     []Todo
	Months    []Share  // twelve
	Terms     [4]Share // by retention, in the order of Share's parts
	Depts     []Share
	Documents int
	Next      string // what to do, as a sentence
	Button    string // "" when all is done
}

// view is the pane as the presenter knows it.
type view interface{ draw(State) }

// presenter decides what the overview shows.
type presenter struct {
	desk   pane.Desk
	lib    Library
	view   view
	latest task.Latest
	status year.Status
}

func (p *presenter) show() {
	type seen struct {
		status  year.Status
		waiting int
	}
	y := p.desk.Year()
	task.Ask(p.desk.Runner(), &p.latest, func(ctx context.Context) (s seen, err error) {
		if s.status, err = p.lib.Status(ctx, y); err != nil {
			return s, err
		}
		s.waiting, err = p.lib.Count(ctx, "document", archive.Filter{Year: y, Review: true})
		return s, err
	}, func(s seen, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.status = s.status
		p.view.draw(p.state(s.status, s.waiting))
	})
}

// next does the next thing, or goes where it is done.
func (p *presenter) next() {
	switch p.status.NextStep {
	case "appraise":
		y := p.desk.Year()
		p.desk.Start(pane.Job{
			Title: archive.Say("step.appraise"),
			Work: func(ctx context.Context, pr archive.Progress) error {
				_, err := p.lib.Appraise(ctx, y, pr)
				return err
			},
			Done: func(err error) {
				if err == nil {
					p.desk.Open(pane.Review, "")
				}
			},
		})
	case "collect", "review", "arrange", "bind", "transfer":
		p.desk.Open(p.status.NextStep, "")
	}
}

func (p *presenter) state(s year.Status, waiting int) State {
	st := State{
		Steps: p.steps(s, waiting), Todos: p.todos(s, waiting), Months: months(s), Depts: p.departments(s),
		Terms: p.terms(s), Documents: s.Documents, Next: p.desk.Words().Say(s.Next),
	}
	if s.NextStep == "review" {
		st.Next = p.desk.Say("ui.overview.next.review", "n", fmt.Sprint(max(waiting, s.Review)))
	}
	if s.NextStep != "done" {
		st.Button = p.desk.Say("ui.next." + s.NextStep)
	}
	if s.Due != "" && s.NextStep != "done" {
		st.Deadline, st.Late = p.deadline(s), s.DaysLeft < 0
	}
	return st
}

func (p *presenter) deadline(s year.Status) string {
	if s.DaysLeft < 0 {
		return p.desk.Say("ui.overview.late", "due", s.Due, "days", fmt.Sprint(-s.DaysLeft))
	}
	return p.desk.Say("ui.overview.due", "due", s.Due, "days", fmt.Sprint(s.DaysLeft))
}

func (p *presenter) steps(s year.Status, waiting int) []Step {
	n := func(v int) string { return fmt.Sprint(v) }
	bad := s.ByStatus[archive.Problem] + s.ByStatus[archive.Secret]
	return []Step{
		{Pane: pane.Collect, Whole: s.Files, Done: s.Files - bad, Bad: bad,
			Line: p.line("collect", s.Files > 0, "files", n(s.Files), "documents", n(s.Documents), "bad", n(bad))},
		{Pane: pane.Review, Whole: s.Documents, Done: max(s.Decided-waiting, 0), Wait: min(waiting, s.Documents),
			Line: p.line("review", s.Documents > 0, "done", n(max(s.Decided-waiting, 0)), "whole", n(s.Documents), "wait", n(waiting), "confirmed", n(s.Confirmed))},
		{Pane: pane.Arrange, Whole: s.ToArchive, Done: min(s.Arranged, s.ToArchive),
			Line: p.line("arrange", s.Items > 0, "items", n(s.Items), "boxes", n(s.Boxes), "locked", n(s.Locked))},
		{Pane: pane.Bind, Whole: s.Items, Done: min(s.Bound, s.Items),
			Line: p.line("bind", s.Volumes > 0, "volumes", n(s.Volumes), "done", n(s.Bound), "whole", n(s.Items))},
		{Pane: pane.Transfer, Whole: s.Items, Done: min(s.Transferred, s.Items),
			Line: p.line("transfer", s.Transfers > 0, "done", n(s.Transferred), "accepted", n(s.Accepted))},
	}
}

// line gives the numbers of a step that was begun.
func (p *presenter) line(step string, begun bool, pairs ...string) string {
	if !begun {
		return p.desk.Say("ui.overview." + step + ".none")
	}
	return p.desk.Say("ui.overview."+step, pairs...)
}

// months gives the documents of the year by month of their date.
func months(s year.Status) []Share {
	out := make([]Share, 12)
	for m := range out {
		out[m] = Share{Name: fmt.Sprint(m + 1), Parts: parts(s.ByMonth[fmt.Sprintf("%d-%02d", s.Year, m+1)])}
	}
	return out
}

// terms gives the documents by retention.
func (p *presenter) terms(s year.Status) (out [4]Share) {
	all := parts(s.ByRetention)
	all[3] += max(s.Documents-all[0]-all[1]-all[2]-all[3], 0) // without a term yet
	for i, id := range termIDs {
		out[i] = Share{Name: p.desk.Say(id), Parts: [4]int{all[i]}}
	}
	return out
}

// termIDs name the retentions in the order of a Share's parts.
var termIDs = [4]string{"ui.term.permanent", "ui.term.30", "ui.term.10", "ui.term.none"}

// parts puts numbers by retention in the order of the terms.
func parts(by map[string]int) (out [4]int) {
	for term, n := range by {
		switch r, _ := archive.ParseRetention(term); r {
		case archive.Permanent:
			out[0] += n
		case archive.Years30:
			out[1] += n
		case archive.Years10:
			out[2] += n
		default:
			out[3] += n
		}
	}
	return out
}

// shownDepts is how many departments are shown.
const shownDepts = 7

// departments gives the departments with the most documents.
func (p *presenter) departments(s year.Status) []Share {
	var out []Share
	for name, n := range s.ByDept {
		if name == "" {
			name = p.desk.Say("ui.overview.no_department")
		}
		out = append(out, Share{Name: name, Parts: [4]int{n}})
	}
	slices.SortFunc(out, func(a, b Share) int {
		if a.sum() != b.sum() {
			return b.sum() - a.sum()
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out[:min(len(out), shownDepts)]
}
