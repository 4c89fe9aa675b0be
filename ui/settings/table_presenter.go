package settings

import (
	"context"
	"fmt"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// Tables is what the part about the organ's own schedule needs of a library.
type Tables interface {
	OwnTable(ctx context.Context, year int) (archive.ScheduleTable, []year.OwnRow, bool, error)
	PreviewImport(ctx context.Context, path string, from int, p archive.Progress) (year.SchedulePreview, error)
	PreviewRow(ctx context.Context, from int, e year.RowEdit, p archive.Progress) (year.SchedulePreview, error)
	TakeSchedule(ctx context.Context, path string, from int) (name string, rows, questions int, err error)
	EditRow(ctx context.Context, from int, e year.RowEdit, why string) (archive.Event, error)
	Appraise(ctx context.Context, year int, p archive.Progress) (year.AppraiseReport, error)
}

// TableRow is a row of the organ's own table.
type TableRow struct {
	Number, Scope, Term, How string
	Lost                     bool // no document can be found by it
}

// Draft is a row as it is typed: the words that find its documents are joined by 、.
type Draft struct {
	Number, Scope, Words, Like string
	Term                       archive.Retention
}

// Changed is a document to which the change gives another term, or would.
type Changed struct{ Title, Number, Was, Will, Held string }

// Preview is what a change of the table would change.
type Preview struct {
	Head      string
	Facts     []string
	Questions []string
	Changed   []Changed
	Reason    bool // a reason is asked for
}

// tableView shows one of three pages: the table, a row that is edited, what a
// change would change.
type tableView interface {
	showTable(lead string, rows []TableRow)
	showDraft(d Draft)
	showPreview(p Preview)
}

// tablePresenter changes the organ's own table: nothing is changed before it was
// seen what it changes.
type tablePresenter struct {
	desk pane.Desk
	lib  Tables
	view tableView

	table  archive.ScheduleTable
	edit   year.RowEdit
	path   string // of a table to be imported, "" for an edit
	open   bool   // a row or a preview is in sight, not the table
	will   year.SchedulePreview
	latest task.Latest
}

// again shows the table as it is now, unless a row or a preview is in sight: it
// stays when a job ends.
func (p *tablePresenter) again() {
	if !p.open {
		p.load()
	}
}

// load reads the table that holds for the year in sight.
func (p *tablePresenter) load() {
	p.open = false
	y := p.desk.Year()
	type own struct {
		table archive.ScheduleTable
		rows  []year.OwnRow
		there bool
	}
	task.Ask(p.desk.Runner(), &p.latest, func(ctx context.Context) (o own, err error) {
		o.table, o.rows, o.there, err = p.lib.OwnTable(ctx, y)
		return o, err
	}, func(o own, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.table = o.table
		lead := p.desk.Say("ui.set.schedule.national")
		if o.there {
			lead = p.desk.Say("ui.set.schedule.table", "name", o.table.Name, "from", fmt.Sprint(o.table.From), "rows", fmt.Sprint(len(o.rows)))
		}
		rows := make([]TableRow, len(o.rows))
		for i, r := range o.rows {
			rows[i] = TableRow{
				Number: r.Number, Scope: r.Scope, Term: p.term(r.Retention), Lost: r.Mapped.How == year.HowNone,
				How: p.desk.Say("schedule.how."+r.Mapped.How, "clause", r.Mapped.Clause, "words", strings.Join(r.Mapped.Words, "、")),
			}
		}
		p.view.showTable(lead, rows)
	})
}

// terms are what a row can say, in the order of the choice.
var terms = []archive.Retention{archive.Permanent, archive.Years30, archive.Years10, archive.NotArchived}

func (p *tablePresenter) term(r archive.Retention) string {
	ids := map[archive.Retention]string{archive.Permanent: "term.permanent", archive.Years30: "term.years30", archive.Years10: "term.years10", archive.NotArchived: "term.none"}
	if id, ok := ids[r]; ok {
		return p.desk.Say(id)
	}
	return "—"
}

// begin edits a row; one beyond the table is a new one.
func (p *tablePresenter) begin(at int) {
	p.path, p.edit = "", year.RowEdit{At: at, Add: at >= len(p.table.Rows)}
	d := Draft{Term: archive.Years30}
	if !p.edit.Add {
		r := p.table.Rows[at]
		p.edit.Row = r
		d = Draft{Number: r.Number, Scope: r.Scope, Words: strings.Join(r.Words, "、"), Like: r.Like, Term: r.Retention}
	}
	p.open = true
	p.view.showDraft(d)
}

// add begins a row at the end.
func (p *tablePresenter) add() { p.begin(len(p.table.Rows)) }

// remove looks at what it would change that a row goes.
func (p *tablePresenter) remove(at int) {
	if at < 0 || at >= len(p.table.Rows) {
		return
	}
	p.path, p.edit = "", year.RowEdit{At: at, Remove: true}
	p.look()
}

// typed looks at what a row as it is typed would change.
func (p *tablePresenter) typed(d Draft) {
	p.edit.Row.Number, p.edit.Row.Scope, p.edit.Row.Retention = strings.TrimSpace(d.Number), strings.TrimSpace(d.Scope), d.Term
	p.edit.Row.Words, p.edit.Row.Like = split(d.Words), strings.TrimSpace(d.Like)
	p.look()
}

// take looks at what a table to be imported would change.
func (p *tablePresenter) take(path string) {
	p.path = path
	p.look()
}

// look compares in the background: every document is decided anew, on trial.
func (p *tablePresenter) look() {
	from, path, edit := p.desk.Year(), p.path, p.edit
	p.desk.Start(pane.Job{Title: archive.Say("ui.set.schedule.look"), Work: func(ctx context.Context, pr archive.Progress) (err error) {
		if path != "" {
			p.will, err = p.lib.PreviewImport(ctx, path, from, pr)
		} else {
			p.will, err = p.lib.PreviewRow(ctx, from, edit, pr)
		}
		return err
	}, Done: func(err error) {
		if err == nil {
			p.open = true
			p.view.showPreview(p.preview())
		}
	}})
}

func (p *tablePresenter) preview() Preview {
	n := func(v int) string { return fmt.Sprint(v) }
	v := Preview{Reason: p.path == "", Head: p.desk.Say("ui.set.schedule.will", "n", n(len(p.will.Changed)))}
	facts := []struct {
		id string
		n  int
	}{{"kept", len(p.will.Kept)}, {"clauses", p.will.Clauses}, {"asked", p.will.Asked}, {"settled", p.will.Settled}}
	v.Facts = append(v.Facts, p.desk.Say("ui.set.schedule.seen", "rows", n(len(p.will.Rows)), "years", n(len(p.will.Years)), "n", n(p.will.Documents)))
	for _, f := range facts {
		if f.n > 0 {
			v.Facts = append(v.Facts, p.desk.Say("ui.set.schedule."+f.id, "n", n(f.n)))
		}
	}
	for _, q := range p.will.Questions {
		v.Questions = append(v.Questions, p.desk.Say("ui.set.schedule.question", "row", n(q.Row), "what", p.desk.Words().Say(q.What)))
	}
	for _, list := range [][]year.Revised{p.will.Changed, p.will.Kept} {
		for _, r := range list {
			c := Changed{Title: r.Document.Title, Number: r.Document.Number, Was: p.decision(r.Document.Decision), Will: p.decision(r.New)}
			if r.Held != "" {
				c.Held = p.desk.Say("schedule.held." + string(r.Held))
			}
			v.Changed = append(v.Changed, c)
		}
	}
	return v
}

// decision gives a term with its clause.
func (p *tablePresenter) decision(d archive.Decision) string {
	return strings.TrimSpace(p.term(d.Retention) + " " + d.Clause)
}

// adopt makes the change that was looked at, and decides the documents anew for
// which it holds.
func (p *tablePresenter) adopt(why string) {
	from, path, edit, years := p.desk.Year(), p.path, p.edit, p.will.Years
	p.desk.Change(func(ctx context.Context) (archive.Text, error) {
		if path == "" {
			_, err := p.lib.EditRow(ctx, from, edit, strings.TrimSpace(why))
			return archive.Say("ui.set.schedule.edited"), err
		}
		name, rows, questions, err := p.lib.TakeSchedule(ctx, path, from)
		return archive.Say("ui.set.schedule.taken", "name", name, "rows", fmt.Sprint(rows), "questions", fmt.Sprint(questions)), err
	}, func(err error) {
		if err != nil {
			return
		}
		p.load()
		p.appraise(years)
	})
}

// appraise decides anew the documents of years whose schedule changed.
func (p *tablePresenter) appraise(years []int) {
	if len(years) == 0 {
		return
	}
	p.desk.Start(pane.Job{Title: archive.Say("step.appraise"), Work: func(ctx context.Context, pr archive.Progress) error {
		for _, y := range years {
			if _, err := p.lib.Appraise(ctx, y, pr); err != nil {
				return err
			}
		}
		return nil
	}})
}
