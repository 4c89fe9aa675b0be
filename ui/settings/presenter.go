package settings

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/task"
)

// Library is what the pane needs.
type Library interface {
	Settings(ctx context.Context) (archive.Settings, error)
	Set(ctx context.Context, key, value string) (archive.Event, error)
	Helpers(ctx context.Context) []year.HelperState
	Tables
	Who() string
	SetWho(name string)
	Dir() string
	FormPairs(s archive.Settings) ([]year.Pair, error)
}

// Item is a field as it is shown.
type Item struct {
	Key     string
	Kind    Kind
	Label   string
	Hint    string
	Value   string   // as a person writes it; for a choice its label
	Choices []string // labels
}

// State is what the pane shows of one section.
type State struct {
	Section string
	Title   string
	Lead    string // a sentence about the section
	Items   []Item
	Notes   []string // facts: the code that comes out, tables at hand, programs found
}

type view interface{ draw(State) }

type presenter struct {
	desk     pane.Desk
	lib      Library
	view     view
	section  int
	settings archive.Settings
	helpers  []year.HelperState
	latest   task.Latest
}

func (p *presenter) show() {
	task.Ask(p.desk.Runner(), &p.latest, p.lib.Settings, func(s archive.Settings, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.settings = s
		p.view.draw(p.state())
	})
}

// titles are the sections' titles in order.
func (p *presenter) titles() []string {
	var out []string
	for _, s := range sections() {
		out = append(out, p.desk.Say("ui.set."+s.id))
	}
	return out
}

func (p *presenter) choose(i int) {
	p.section = i
	p.view.draw(p.state())
	if sections()[i].id == Programs && p.helpers == nil {
		p.lookForPrograms()
	}
}

// open comes to a section by its ID.
func (p *presenter) open(id string) {
	for i, s := range sections() {
		if s.id == id {
			p.choose(i)
		}
	}
}

func (p *presenter) lookForPrograms() {
	var found []year.HelperState
	p.desk.Runner().Go(context.Background(), func(ctx context.Context) error {
		found = p.lib.Helpers(ctx)
		return nil
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.helpers = found
		p.view.draw(p.state())
	})
}

func (p *presenter) state() State {
	s := sections()[p.section]
	st := State{Section: s.id, Title: p.desk.Say("ui.set." + s.id), Lead: p.desk.Say("ui.set." + s.id + ".lead"), Notes: p.notes(s.id)}
	values := map[string]string{}
	for _, pair := range year.SettingPairs(p.settings) {
		values[pair.Key] = pair.Value
	}
	if s.id == Forms {
		p.addForms(values)
	}
	for _, f := range s.fields {
		it := Item{Key: f.key, Kind: f.kind, Label: p.desk.Say("ui.set." + f.key), Value: p.shown(f, values[f.key])}
		it.Hint = p.desk.Words()["ui.set."+f.key+".hint"]
		for _, c := range f.choices {
			it.Choices = append(it.Choices, p.choiceLabel(f.key, c))
		}
		if f.kind == Choice && !slices.Contains(it.Choices, it.Value) {
			it.Choices = append(it.Choices, it.Value) // the organ's own
		}
		st.Items = append(st.Items, it)
	}
	return st
}

func (p *presenter) choiceLabel(key, value string) string {
	if value == "" {
		value = "none"
	}
	return p.desk.Say("ui.choice." + key + "." + value)
}

// shown gives a value as a person writes it.
func (p *presenter) shown(f field, value string) string {
	switch f.kind {
	case Choice:
		for _, c := range f.choices {
			if c == value {
				return p.choiceLabel(f.key, c)
			}
		}
	case List, Numbers:
		var list []any
		if json.Unmarshal([]byte(value), &list) == nil {
			words := make([]string, len(list))
			for i, v := range list {
				words[i] = fmt.Sprint(v)
			}
			return strings.Join(words, "、")
		}
		return ""
	case Departments:
		return showDepartments(p.settings.Organ.Departments)
	}
	return value
}

// notes tells facts that belong to a section.
func (p *presenter) notes(id string) (out []string) {
	switch id {
	case Codes:
		out = append(out, p.desk.Say("ui.set.codes.sample", "code", year.SampleCode(p.settings, p.desk.Year())))
	case Programs:
		out = p.programs()
	case Operator:
		out = append(out, p.desk.Say("ui.set.operator.dir", "dir", p.lib.Dir()))
	}
	return out
}

// programs says of each helper where it is, or how to get it.
func (p *presenter) programs() (out []string) {
	for _, h := range p.helpers {
		id := "ui.program." + h.Name
		if !h.Found {
			out = append(out, p.desk.Say(id+".missing"))
			continue
		}
		out = append(out, p.desk.Say(id+".found", "path", h.Path, "version", h.Version))
	}
	return out
}
