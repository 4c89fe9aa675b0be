package assistant

import (
	"strings"

	"niandang/archive"
	"niandang/archive/year"
)

// Places are what the assistant needs to know of the machine.
type Places interface {
	DefaultDir() string // for a new library
	DemoDir() string    // for the demo year
	Recent() []string   // folders of libraries that were open, the last one first
	ReadOrgan(path string) (archive.Organ, error)
}

// Do is what the assistant ends with.
type Do struct {
	Open   func(dir string)
	Create func(dir string, s archive.Settings)
	Demo   func(dir string)
}

// The pages.
const (
	pageStart = iota
	pageOrgan
	pageDepartments
	pageCodes
)

// draft is a library to be made, as typed.
type draft struct {
	Name, Fonds, Short string
	Departments        string
	Scheme, Template   string
	Dir                string
	organ              archive.Organ // of an organ file, with what no page asks for
}

// State is what a page shows.
type State struct {
	Page   int
	Draft  draft
	Sample string // the code that comes out
	Recent []string
}

type view interface{ draw(State) }

type presenter struct {
	say    func(id string, pairs ...string) string
	fail   func(error)
	places Places
	do     Do
	view   view
	page   int
	draft  draft
	year   int
}

// begin starts the pages of a new library.
func (p *presenter) begin() {
	d := archive.DefaultSettings().Arrange
	p.draft = draft{Scheme: d.Scheme, Template: d.Template, Dir: p.places.DefaultDir()}
	p.turn(pageOrgan)
}

func (p *presenter) turn(to int) {
	p.page = to
	p.view.draw(p.state())
}

// back goes a page back.
func (p *presenter) back() { p.turn(max(p.page-1, pageStart)) }

// next goes on when the page is filled in; the last page makes the library.
func (p *presenter) next(d draft) {
	d.organ = p.draft.organ
	p.draft = d
	if err := p.check(); err != nil {
		p.fail(err)
		return
	}
	if p.page < pageCodes {
		p.turn(p.page + 1)
		return
	}
	p.do.Create(strings.TrimSpace(d.Dir), p.settings())
}

func (p *presenter) check() error {
	d := p.draft
	switch p.page {
	case pageOrgan:
		if strings.TrimSpace(d.Name) == "" || strings.TrimSpace(d.Fonds) == "" {
			return archive.Fail(archive.CodeInvalid, "ui.organ_empty", nil)
		}
	case pageDepartments:
		_, err := readDepartments(d.Departments)
		return err
	case pageCodes:
		if strings.TrimSpace(d.Dir) == "" {
			return archive.Fail(archive.CodeInvalid, "ui.dir_empty", nil)
		}
		return year.CheckSettings(p.settings())
	}
	return nil
}

// settings are the national defaults with what was typed.
func (p *presenter) settings() archive.Settings {
	s := archive.DefaultSettings()
	s.Organ = p.draft.organ
	s.Organ.Name, s.Organ.Fonds = strings.TrimSpace(p.draft.Name), strings.TrimSpace(p.draft.Fonds)
	if short := strings.TrimSpace(p.draft.Short); short != "" {
		s.Organ.ShortNames = strings.FieldsFunc(short, separator)
	}
	s.Organ.Departments, _ = readDepartments(p.draft.Departments) // checked on its page
	s.Arrange.Scheme, s.Arrange.Template = p.draft.Scheme, p.draft.Template
	if len(s.Organ.Departments) > 0 {
		s.Arrange.DefaultDept = s.Organ.Departments[0].Code
	}
	return s
}

// take fills the pages from an organ file.
func (p *presenter) take(path string) {
	o, err := p.places.ReadOrgan(path)
	if err != nil {
		p.fail(err)
		return
	}
	p.draft.organ = o
	p.draft.Name, p.draft.Fonds, p.draft.Short = o.Name, o.Fonds, strings.Join(o.ShortNames, "、")
	p.draft.Departments = showDepartments(o.Departments)
	p.view.draw(p.state())
}

// preview shows the code that choices on the last page make.
func (p *presenter) preview(d draft) string {
	d.organ = p.draft.organ
	q := *p
	q.draft = d
	return p.say("ui.set.codes.sample", "code", year.SampleCode(q.settings(), p.year))
}

func (p *presenter) state() State {
	return State{Page: p.page, Draft: p.draft, Recent: p.places.Recent(), Sample: p.preview(p.draft)}
}

func separator(r rune) bool { return strings.ContainsRune("、;；,， ", r) }

// showDepartments writes departments as lines: name, code, other names.
func showDepartments(list []archive.Department) string {
	lines := make([]string, len(list))
	for i, d := range list {
		lines[i] = strings.TrimSpace(d.Name + " " + d.Code + " " + strings.Join(d.Aliases, "、"))
	}
	return strings.Join(lines, "\n")
}

// readDepartments reads such lines; each has a name and a code.
func readDepartments(s string) ([]archive.Department, error) {
	var out []archive.Department
	for _, line := range strings.Split(s, "\n") {
		f := strings.FieldsFunc(line, func(r rune) bool { return separator(r) || r == '\t' || r == '　' })
		if len(f) == 0 {
			continue
		}
		if len(f) < 2 {
			return nil, archive.Fail(archive.CodeInvalid, "ui.department", nil, "line", line)
		}
		out = append(out, archive.Department{Name: f[0], Code: f[1], Aliases: f[2:]})
	}
	return out, nil
}
