package settings

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/uitest"
)

func TestFieldsTakeChanges(t *testing.T) {
	uitest.App(t)
	d := uitest.NewDesk(t, 2024)
	f := &fake{settings: archive.DefaultSettings(), who: "王"}
	s := New(d, f)
	uitest.Show(t, d, s)
	field := s.field(Item{Key: "organ.name", Value: "甲局"}).(*shape.Field)
	field.SetText("乙局")
	field.OnSubmitted(field.Text)
	check := s.field(Item{Key: "arrange.pair_as_one", Kind: YesNo, Value: "false"}).(*widget.Check)
	check.SetChecked(true)
	pick := s.field(Item{Key: "arrange.scheme", Kind: Choice, Choices: []string{"年度—机构—保管期限", "年度—保管期限"}, Value: "年度—机构—保管期限"}).(*widget.Select)
	pick.SetSelected("年度—保管期限")
	d.Chosen = "/opt/soffice"
	program := s.field(Item{Key: "helpers.office", Kind: Program}).(*fyne.Container)
	for _, o := range program.Objects {
		if b, ok := o.(*shape.Button); ok {
			test.Tap(b)
		}
	}
	want := []string{"organ.name=乙局", "arrange.pair_as_one=true", "arrange.scheme=year-retention", "helpers.office=/opt/soffice"}
	for i := range want {
		if i >= len(f.set) || f.set[i] != want[i] {
			t.Fatalf("%v, want %v", f.set, want)
		}
	}
	if s.Key(&fyne.KeyEvent{Name: fyne.KeyA}) || len(s.Actions()) == 0 {
		t.Error("keys")
	}
	for i := range s.p.titles() {
		s.list.Select(i)
	}
	s.Open(Schedule)
	s.importSchedule()
	if s.p.section != 2 {
		t.Errorf("section %d", s.p.section)
	}
}
