package collect

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// Word is a filter in the row of words, with its count.
type Word struct {
	Key, Label string
	N          int
	Chosen     bool
}

// State is what the pane shows besides the list.
type State struct {
	Sources  []string // chosen and not yet taken in
	Register string   // chosen, "" for none
	Lead     string   // what is in sight, or left to do
	Counts   string   // its numbers
	Begin    string   // the primary button, "" for none
	Waits    bool     // a choice waits to be taken in
	Words    []Word
	Columns  []Sheet // the register's columns, nil when they are not in sight
	Empty    bool    // nothing was ever taken in, and nothing is chosen
}

// view is the pane as the presenter knows it.
type view interface {
	draw(State)
	list(lines []Line, preview bool)
}

type presenter struct {
	desk pane.Desk
	lib  Library
	view view

	sources  []string
	register string
	preview  []Line // nil: the files taken in are in sight
	known    int    // of the preview
	all      []Line
	filter   string
	sheets   []year.RegisterSheet
	latest   task.Latest
	columns  task.Latest
}

// show reads the files again, unless a choice waits to be taken in.
func (p *presenter) show() {
	if len(p.sources) > 0 {
		p.draw()
		return
	}
	task.Ask(p.desk.Runner(), &p.latest, p.lines, func(lines []Line, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.all, p.preview = lines, nil
		p.draw()
	})
}

// open comes with a filter: a status, or a kind of finding.
func (p *presenter) open(target string) {
	p.sources, p.preview = nil, nil
	p.filter = target
}

func (p *presenter) choose(key string) {
	p.filter = key
	p.draw()
}

// drop takes paths up: a spreadsheet alone is the register, all else a source.
func (p *presenter) drop(paths []string) {
	for _, path := range paths {
		switch strings.ToLower(filepath.Ext(path)) {
		case ".xlsx", ".xls", ".csv", ".et":
			p.setRegister(path)
		default:
			if !slices.Contains(p.sources, path) {
				p.sources = append(p.sources, path)
			}
		}
	}
	p.look()
}

// look previews what the sources hold.
func (p *presenter) look() {
	if len(p.sources) == 0 {
		p.draw()
		return
	}
	o := p.options()
	task.Ask(p.desk.Runner(), &p.latest, func(ctx context.Context) (year.Preview, error) {
		return p.lib.Preview(ctx, o, archive.NoProgress{})
	}, func(v year.Preview, err error) {
		if err != nil {
			p.sources, p.preview = nil, nil
			p.desk.Fail(err)
			p.draw()
			return
		}
		p.filter = filterAll
		p.preview, p.known = p.seen(v)
		if p.register == "" && v.Register != "" {
			p.setRegister(v.Register)
		}
		p.draw()
	})
}

func (p *presenter) options() year.CollectOptions {
	return year.CollectOptions{Year: p.desk.Year(), Sources: slices.Clone(p.sources), Register: p.register}
}

// seen makes rows of a preview.
func (p *presenter) seen(v year.Preview) (lines []Line, known int) {
	lines = make([]Line, 0, len(v.Files))
	for _, f := range v.Files {
		l := Line{Status: p.desk.Say("ui.seen." + f.Kind), Path: f.Path, Problem: size(f.Size), Trouble: Faint, words: []string{filterAll, f.Kind}}
		if f.Kind == year.SeenJunk {
			l.Level = Faint
		}
		if f.Known {
			known++
			l.Level, l.Problem = Faint, p.desk.Say("ui.collect.known")
		}
		lines = append(lines, l)
	}
	return lines, known
}

// begin takes the choice in, then proposes retentions: the archivist finds
// proposals, not a list of files to start a machine on.
func (p *presenter) begin() {
	if len(p.sources) == 0 && p.register == "" {
		return
	}
	o := p.options()
	p.desk.Start(pane.Job{
		Title: archive.Say("step.collect"),
		Work: func(ctx context.Context, pr archive.Progress) error {
			if _, err := p.lib.Collect(ctx, o, pr); err != nil {
				return err
			}
			_, err := p.lib.Appraise(ctx, o.Year, pr)
			return err
		},
		Done: p.ended,
	})
}

// ended forgets the choice when it is taken in; after a stop it stays, to be
// gone on with.
func (p *presenter) ended(err error) {
	if err != nil {
		p.draw()
		return
	}
	p.desk.Did(archive.Say("ui.collect.done"))
	p.forget()
}

// forget puts the choice away.
func (p *presenter) forget() {
	p.sources, p.register, p.preview, p.sheets, p.filter = nil, "", nil, nil, filterAll
	p.show()
}

// resolve puts a person's word on a finding.
func (p *presenter) resolve(l Line, why string) {
	y := p.desk.Year()
	p.desk.Change(func(ctx context.Context) (archive.Text, error) {
		_, err := p.lib.Resolve(ctx, y, l.Finding, why)
		return archive.Say("ui.collect.resolved", "what", l.Problem), err
	}, func(error) { p.show() })
}

// visit looks at the document that a line belongs to.
func (p *presenter) visit(l Line) {
	if l.Document != "" {
		p.desk.Open(pane.Review, l.Document)
	}
}

func (p *presenter) draw() {
	if p.filter == "" {
		p.filter = filterAll
	}
	p.view.list(p.shown(), p.preview != nil)
	p.view.draw(p.state())
}

func (p *presenter) state() State {
	s := State{Sources: p.sources, Register: p.register, Words: p.words(), Columns: p.sheetsShown()}
	s.Empty = len(p.all) == 0 && p.preview == nil && p.register == ""
	s.Waits = p.preview != nil || p.register != ""
	n := func(v int) string { return fmt.Sprint(v) }
	switch open := p.count(filterFindings); {
	case p.preview != nil:
		s.Lead, s.Counts = p.desk.Say("ui.collect.preview", "n", n(len(p.preview))), p.desk.Say("ui.collect.preview.known", "known", n(p.known))
		s.Begin = p.desk.Say("ui.collect.begin")
	case p.register != "":
		s.Lead = p.desk.Say("ui.collect.register_only", "path", filepath.Base(p.register))
		s.Begin = p.desk.Say("ui.collect.import")
	case len(p.all) == 0:
		s.Lead, s.Begin = p.desk.Say("ui.collect.none"), p.desk.Say("ui.collect.folder")
	case open > 0:
		s.Lead, s.Counts, s.Begin = p.desk.Say("ui.collect.open.n", "n", n(open)), p.desk.Say("ui.collect.lead", "n", n(p.count(filterAll))), p.desk.Say("ui.next.review")
	default:
		s.Lead, s.Counts, s.Begin = p.desk.Say("ui.collect.all"), p.desk.Say("ui.collect.lead", "n", n(p.count(filterAll))), p.desk.Say("ui.next.review")
	}
	return s
}

// do does the one primary step: choose, take the choice in, or look at what came
// in.
func (p *presenter) do() {
	switch {
	case p.preview != nil || p.register != "":
		p.begin()
	case len(p.all) == 0:
		p.desk.ChooseFolder(func(path string) { p.drop([]string{path}) })
	default:
		p.desk.Open(pane.Review, "")
	}
}
