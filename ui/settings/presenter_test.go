package settings

import (
	"context"
	"errors"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/uitest"
)

// fake keeps settings and notes what is changed.
type fake struct {
	tables
	settings archive.Settings
	set      []string
	who      string
	err      error
}

func (f *fake) Settings(context.Context) (archive.Settings, error) { return f.settings, f.err }

func (f *fake) Set(_ context.Context, key, value string) (archive.Event, error) {
	f.set = append(f.set, key+"="+value)
	return archive.Event{}, f.err
}

func (f *fake) Helpers(context.Context) []year.HelperState {
	return []year.HelperState{{Name: "office", Path: "/usr/bin/soffice", Version: "7.4", Found: true}, {Name: "tesseract"}}
}

func (f *fake) FormPairs(archive.Settings) ([]year.Pair, error) {
	return []year.Pair{{Key: "forms.stamp.width", Value: "45"}, {Key: "forms.captions.notesheet", Value: "备考表"}}, f.err
}

func (f *fake) Who() string        { return f.who }
func (f *fake) SetWho(name string) { f.who = name }
func (f *fake) Dir() string        { return "/data" }

type seen struct{ State }

func (s *seen) draw(st State) { s.State = st }

func shown(t *testing.T) (*presenter, *seen, *uitest.Desk, *fake) {
	t.Helper()
	s := archive.DefaultSettings()
	s.Organ = archive.Organ{Name: "云州市水务局", Fonds: "S021", ShortNames: []string{"市水务局", "水务局"},
		Departments: []archive.Department{{Name: "办公室", Code: "BGS", Aliases: []string{"局办"}}, {Name: "人事科", Code: "RSK"}}}
	f := &fake{settings: s, who: "王"}
	d, v := uitest.NewDesk(t, 2024), &seen{}
	p := &presenter{desk: d, lib: f, view: v}
	p.show()
	return p, v, d, f
}

func (s *seen) item(t *testing.T, key string) Item {
	t.Helper()
	for _, it := range s.Items {
		if it.Key == key {
			return it
		}
	}
	t.Fatalf("no field %s in %s", key, s.Section)
	return Item{}
}

func TestEverySectionHasItsWords(t *testing.T) {
	p, v, _, _ := shown(t)
	for i := range p.titles() {
		p.choose(i)
		texts := append([]string{v.Title, v.Lead}, v.Notes...)
		for _, it := range v.Items {
			texts = append(texts, it.Label)
			texts = append(texts, it.Choices...)
		}
		for _, s := range texts {
			if s == "" || strings.Contains(s, "ui.") {
				t.Errorf("%s: %q is not said", v.Section, s)
			}
		}
	}
}

func TestValuesAreShownAsAPersonWritesThem(t *testing.T) {
	p, v, _, _ := shown(t)
	if got := v.item(t, "organ.short_names").Value; got != "市水务局、水务局" {
		t.Error(got)
	}
	if got := v.item(t, "organ.departments").Value; got != "办公室 BGS 局办\n人事科 RSK" {
		t.Errorf("%q", got)
	}
	p.open(Codes)
	if got := v.item(t, "arrange.scheme").Value; got != "年度—机构—保管期限" {
		t.Error(got)
	}
	if got := v.item(t, "arrange.spines_mm").Value; got != "20、30、40、50" {
		t.Error(got)
	}
	if got := v.Notes[0]; got != "档号样例：S021-WS·2024-Y-BGS-0001" {
		t.Error(got)
	}
}

func TestOwnCodeTemplateIsKeptAmongTheChoices(t *testing.T) {
	p, v, _, f := shown(t)
	f.settings.Arrange.Template = "{fonds}-{year}-{retention}-{number}"
	p.show()
	p.open(Codes)
	it := v.item(t, "arrange.template")
	if it.Choices[len(it.Choices)-1] != f.settings.Arrange.Template || it.Value != f.settings.Arrange.Template {
		t.Errorf("%+v", it)
	}
}

func TestChangesAreStoredInTheirForm(t *testing.T) {
	tests := []struct{ section, key, written, want string }{
		{Organ, "organ.name", " 云州市水利局 ", "organ.name=云州市水利局"},
		{Organ, "organ.short_names", "甲，乙;丙", `organ.short_names=["甲","乙","丙"]`},
		{Organ, "organ.short_names", "", `organ.short_names=[]`},
		{Organ, "organ.departments", "办公室 BGS\n\n财务科 CWK 财务、计财", `organ.departments=[{"name":"办公室","code":"BGS","aliases":[]},{"name":"财务科","code":"CWK","aliases":["财务","计财"]}]`},
		{Codes, "arrange.scheme", "年度—保管期限", "arrange.scheme=year-retention"},
		{Codes, "arrange.spines_mm", "20、60", "arrange.spines_mm=[20,60]"},
		{Codes, "arrange.pair_as_one", "true", "arrange.pair_as_one=true"},
		{Codes, "arrange.number_width", "5", "arrange.number_width=5"},
	}
	for _, tt := range tests {
		p, v, d, f := shown(t)
		p.open(tt.section)
		p.set(v.item(t, tt.key), tt.written)
		if len(f.set) != 1 || f.set[0] != tt.want || len(d.Dids) != 1 {
			t.Errorf("%v, want %s", f.set, tt.want)
		}
	}
}

func TestUnchangedValueIsNoChange(t *testing.T) {
	p, v, _, f := shown(t)
	p.set(v.item(t, "organ.name"), "云州市水务局")
	if len(f.set) != 0 {
		t.Errorf("%v", f.set)
	}
}

func TestDepartmentWithoutACodeIsRefused(t *testing.T) {
	p, v, d, f := shown(t)
	p.set(v.item(t, "organ.departments"), "办公室")
	if len(f.set) != 0 || len(d.Errors) != 1 {
		t.Errorf("%v %v", f.set, d.Errors)
	}
}

func TestProgramsFoundAndMissing(t *testing.T) {
	p, v, _, _ := shown(t)
	p.open(Programs)
	if len(v.Notes) != 2 || !strings.Contains(v.Notes[0], "/usr/bin/soffice") || !strings.Contains(v.Notes[1], "没有找到") {
		t.Errorf("%v", v.Notes)
	}
}

func TestFailureIsTold(t *testing.T) {
	p, _, d, f := shown(t)
	f.err = errors.New("disk")
	p.show()
	if len(d.Errors) != 1 {
		t.Errorf("%v", d.Errors)
	}
}

// Sizes of the printed forms are shown as they are in force, and changed like any
// setting.
func TestPrintedFormsAreChangedLikeOtherSettings(t *testing.T) {
	p, v, _, f := shown(t)
	p.open(Forms)
	if it := v.item(t, "forms.stamp.width"); it.Value != "45" || it.Kind != Number {
		t.Errorf("width %+v", it)
	}
	p.set(v.item(t, "forms.captions.notesheet"), "盒内备考表")
	if len(f.set) != 1 || f.set[0] != "forms.captions.notesheet=盒内备考表" {
		t.Errorf("set %v", f.set)
	}
}
