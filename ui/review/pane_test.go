package review

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/archive"
	"niandang/ui/uitest"
)

func shown(t *testing.T, docs ...archive.Document) (*Pane, fyne.Window, *shelf, *uitest.Desk) {
	t.Helper()
	uitest.App(t)
	s, d := &shelf{docs: docs}, uitest.NewDesk(t, 2024)
	v := New(d, s)
	return v, uitest.Show(t, d, v), s, d
}

func TestAYearIsReviewedByKeysAlone(t *testing.T) {
	v, w, s, _ := shown(t, four()...)
	uitest.Press(w, v, fyne.KeyReturn, fyne.Key3, fyne.KeyN, fyne.KeyReturn)
	if want := []string{"accept 1", "decide 4 10年 按文件内容核定", "accept 3"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v, want %v", s.asked, want)
	}
}

func TestEditingAnElement(t *testing.T) {
	v, w, s, _ := shown(t, four()...)
	uitest.Press(w, v, fyne.KeyE)
	v.fields.entry.SetText("")
	test.Type(v.fields.entry, "关于新泵站的通知")
	uitest.Press(w, v, fyne.KeyReturn)
	if want := []string{"edit 1 title 关于新泵站的通知"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v", s.asked)
	}
	uitest.Press(w, v, fyne.KeyE, fyne.KeyEscape)
	if v.editing || w.Canvas().Focused() != v.list.Focus() {
		t.Error("Esc does not lead back to the list")
	}
}

func TestTheReasonIsOneField(t *testing.T) {
	v, w, s, _ := shown(t, four()...)
	uitest.Press(w, v, fyne.KeyR)
	v.term.reason.SetText("局务会研究")
	uitest.Press(w, v, fyne.KeyReturn, fyne.Key0)
	if want := []string{"decide 1 不归档 局务会研究"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v", s.asked)
	}
}

func TestPagesTurnAndZoomByKeys(t *testing.T) {
	v, w, _, _ := shown(t, four()...)
	uitest.Press(w, v, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyPlus, fyne.KeyMinus, fyne.KeyEqual, fyne.KeyF, fyne.KeyPageUp)
	if v.p.page != 2 {
		t.Errorf("page %d", v.p.page)
	}
	if v.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("Esc was kept though nothing is open")
	}
}

func TestAnEmptyPaneOffersTheStepThatFillsIt(t *testing.T) {
	v, _, _, d := shown(t)
	if !v.frame.IsEmpty() {
		t.Fatal("nothing says what belongs here")
	}
	test.Tap(v.frame.Primary)
	if !slices.Equal(d.Opened, []string{"collect"}) {
		t.Errorf("opened %v", d.Opened)
	}
}

func TestEveryActionHasAWord(t *testing.T) {
	v, _, _, _ := shown(t, four()...)
	for _, a := range v.Actions() {
		if a.Title == "" || strings.Contains(a.Title, "review.") || a.Do == nil {
			t.Errorf("action %+v", a.Title)
		}
	}
}
