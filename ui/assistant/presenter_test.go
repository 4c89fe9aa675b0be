package assistant

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/archive"
	"niandang/assets/i18n"
	"niandang/ui/uitest"
)

type places struct{ err error }

func (places) DefaultDir() string { return "/data/library" }
func (places) DemoDir() string    { return "/data/demo" }
func (places) Recent() []string   { return []string{"/data/a"} }

func (p places) ReadOrgan(string) (archive.Organ, error) {
	return archive.Organ{Name: "云州市林业局", Fonds: "L008", ShortNames: []string{"市林业局"}, Level: "市",
		Departments: []archive.Department{{Name: "办公室", Code: "BGS"}}}, p.err
}

type seen struct{ State }

func (s *seen) draw(st State) { s.State = st }

// made is what the assistant ended with.
type made struct {
	opened, demo, dir string
	settings          archive.Settings
	failed            []error
}

func (m *made) do() Do {
	return Do{
		Open: func(dir string) { m.opened = dir }, Demo: func(dir string) { m.demo = dir },
		Create: func(dir string, s archive.Settings) { m.dir, m.settings = dir, s },
	}
}

func begun(t *testing.T, pl places) (*presenter, *seen, *made) {
	t.Helper()
	w, m, v := archive.Words(uitest.Words(t, i18n.Chinese)), &made{}, &seen{}
	p := &presenter{say: func(id string, pairs ...string) string { return w.Say(archive.Say(id, pairs...)) }, places: pl, do: m.do(), view: v, year: 2024}
	p.fail = func(err error) { m.failed = append(m.failed, err) }
	p.begin()
	return p, v, m
}

func TestThreePagesMakeALibrary(t *testing.T) {
	p, v, m := begun(t, places{})
	d := v.Draft
	d.Name, d.Fonds, d.Short = " 云州市水务局 ", "S021", "市水务局、水务局"
	p.next(d)
	d.Departments = "人事科 RSK 人事\n办公室，BGS"
	p.next(d)
	d.Scheme = "year-retention"
	if got := p.preview(d); got != "档号样例：S021-WS·2024-Y-0001" {
		t.Error(got)
	}
	p.next(d)
	s := m.settings
	if m.dir != "/data/library" || s.Organ.Name != "云州市水务局" || len(s.Organ.ShortNames) != 2 || s.Arrange.Scheme != "year-retention" {
		t.Errorf("%s %+v", m.dir, s.Organ)
	}
	if len(s.Organ.Departments) != 2 || s.Organ.Departments[0].Aliases[0] != "人事" || s.Arrange.DefaultDept != "RSK" {
		t.Errorf("%+v", s.Organ.Departments)
	}
}

func TestPagesAskForWhatIsMissing(t *testing.T) {
	p, v, m := begun(t, places{})
	p.next(v.Draft)
	if v.Page != pageOrgan || len(m.failed) != 1 {
		t.Fatalf("page %d, %v", v.Page, m.failed)
	}
	d := v.Draft
	d.Name, d.Fonds = "甲局", "A001"
	p.next(d)
	d.Departments = "办公室"
	p.next(d)
	if v.Page != pageDepartments || len(m.failed) != 2 {
		t.Fatalf("page %d, %v", v.Page, m.failed)
	}
	d.Departments = ""
	p.next(d)
	d.Dir = " "
	p.next(d)
	if v.Page != pageCodes || len(m.failed) != 3 || m.dir != "" {
		t.Fatalf("page %d, %v", v.Page, m.failed)
	}
	p.back()
	p.back()
	p.back()
	p.back()
	if v.Page != pageStart {
		t.Errorf("page %d", v.Page)
	}
}

func TestOrganFileFillsThePages(t *testing.T) {
	p, v, m := begun(t, places{})
	p.take("/organ.json")
	if v.Draft.Name != "云州市林业局" || v.Draft.Departments != "办公室 BGS" {
		t.Fatalf("%+v", v.Draft)
	}
	p.next(v.Draft)
	p.next(v.Draft)
	p.next(v.Draft)
	if m.settings.Organ.Level != "市" {
		t.Error("what no page asks for is lost")
	}
	q, _, n := begun(t, places{err: errors.New("json")})
	q.take("/x")
	if len(n.failed) != 1 {
		t.Error("a bad file is not told")
	}
}

// host is the window as the assistant knows it.
type host struct {
	words archive.Words
	fails int
}

func (h *host) Say(id string, pairs ...string) string { return h.words.Say(archive.Say(id, pairs...)) }
func (h *host) Fail(error)                            { h.fails++ }
func (h *host) Focus(fyne.Focusable)                  {}
func (h *host) ChooseFolder(got func(string))         { got("/chosen") }
func (h *host) ChooseTarget(got func(string))         { got("/chosen") }
func (h *host) ChooseFile(_ []string, got func(string)) {
	got("/organ.json")
}

func TestPagesWithKeys(t *testing.T) {
	uitest.App(t)
	m, h := &made{}, &host{words: uitest.Words(t, i18n.Chinese)}
	a := New(h, places{}, m.do(), 2024)
	test.NewTempWindow(t, a.Content()).Resize(fyne.NewSize(900, 700))
	a.p.begin()
	a.p.take("/organ.json")
	a.name.OnSubmitted("")
	a.p.next(a.typed())
	a.form.SetSelectedIndex(1)
	if a.sample.Text() != "档号样例：L008-WS·2024·Y·BGS-0001" {
		t.Error(a.sample.Text())
	}
	a.dir.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if a.p.page != pageDepartments {
		t.Errorf("Esc leads to page %d", a.p.page)
	}
	a.p.next(a.typed())
	a.dir.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if m.dir != "/data/library" || h.fails != 0 {
		t.Errorf("made in %q, %d failures", m.dir, h.fails)
	}
}
