package transfer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/uitest"
)

// shelf is a library that judges as it is told.
type shelf struct {
	view    year.TransferView
	choices []year.TransferChoice
	made    []archive.Transfer
	asked   []string
	err     error
}

func (s *shelf) ViewTransfer(_ context.Context, _ int, c year.TransferChoice) (year.TransferView, error) {
	s.choices = append(s.choices, c)
	v := s.view
	if c.HoldBack {
		v.Blocked = nil
	}
	return v, s.err
}

func (s *shelf) HandOver(_ context.Context, _ int, dir string, c year.TransferChoice, _ archive.Progress) (year.HandedOver, error) {
	s.asked = append(s.asked, "hand "+dir+" "+c.Profile)
	if s.err != nil {
		return year.HandedOver{}, s.err
	}
	where := dir + "/S021-WS-2024-01"
	s.made = append(s.made, archive.Transfer{Where: where, State: "written", Digest: strings.Repeat("a", 64), Items: 2, At: time.Unix(0, 0)})
	return year.HandedOver{Where: where, Form: where + "-登记表.pdf", Items: 2}, nil
}

func (s *shelf) TakeReceipt(_ context.Context, path string) (archive.Transfer, error) {
	s.asked = append(s.asked, "receipt "+path)
	return archive.Transfer{State: "accepted", Receipt: "7"}, s.err
}

func (s *shelf) TransfersOf(context.Context, int) ([]archive.Transfer, error) { return s.made, s.err }

func (s *shelf) SettingsOf(context.Context) (archive.Settings, error) {
	return archive.DefaultSettings(), nil
}

func (s *shelf) Settle(context.Context, int, archive.Progress) error {
	s.asked = append(s.asked, "settle")
	return nil
}

type screen struct {
	head   Head
	rows   []Row
	choice year.TransferChoice
	made   []archive.Transfer
	last   year.HandedOver
	reason int
}

func (s *screen) showHead(h Head)                                  { s.head = h }
func (s *screen) showChecks(r []Row)                               { s.rows = r }
func (s *screen) showChoice(c year.TransferChoice)                 { s.choice = c }
func (s *screen) askReason()                                       { s.reason++ }
func (s *screen) showMade(t []archive.Transfer, l year.HandedOver) { s.made, s.last = t, l }

func sample() year.TransferView {
	return year.TransferView{Name: "S021-WS-2024-01", Items: 2, Checks: []year.CheckView{
		{Code: "GD-1-7", Group: "true", Result: "pass"},
		{Code: "GD-2-4", Group: "whole", Result: "warning", Lines: []year.CheckLine{{Text: archive.Say("transfer.no_code", "title", "函"), Document: "d1"}}},
		{Code: "GD-4-2", Group: "safe", Result: "by_hand"},
	}}
}

func opened(t *testing.T, v year.TransferView) (*Presenter, *screen, *shelf, *uitest.Desk) {
	t.Helper()
	d := uitest.NewDesk(t, 2024)
	s, sc := &shelf{view: v}, &screen{}
	p := NewPresenter(d, s, sc)
	p.Load()
	return p, sc, s, d
}

func TestWhatIsToBeDealtWithStandsFirst(t *testing.T) {
	p, v, _, d := opened(t, sample())
	var got []string
	for _, r := range v.rows {
		got = append(got, r.Text)
	}
	want := []string{"要处理的", "元数据必填著录项目", "《函》没有档号", "真实性", "档号规范性", "完整性", "元数据必填著录项目", "安全性", "病毒感染"}
	if !slices.Equal(got, want) {
		t.Errorf("list %q", got)
	}
	p.Jump(0)
	p.Jump(2)
	if !slices.Equal(d.Opened, []string{"review d1"}) {
		t.Errorf("opened %v", d.Opened)
	}
	if v.choice.Profile != "dat93" || v.head.Next != ToHandOver || v.head.Warned != 1 {
		t.Errorf("choice %+v, head %+v", v.choice, v.head)
	}
}

func TestManyFactsAreCounted(t *testing.T) {
	c := year.CheckView{Code: "GD-1-7", Result: "fail"}
	for range factsShown + 5 {
		c.Lines = append(c.Lines, year.CheckLine{Text: archive.Say("transfer.jump")})
	}
	rows := rowsOfCheck(c, uitest.NewDesk(t, 2024).Words())
	if len(rows) != factsShown+2 || !strings.Contains(rows[len(rows)-1].Text, "5") {
		t.Errorf("%d rows, last %q", len(rows), rows[len(rows)-1].Text)
	}
}

func TestHandingOverShowsWhatWasMade(t *testing.T) {
	p, v, s, d := opened(t, sample())
	d.Chosen = "/u"
	p.Do()
	if want := []string{"settle", "hand /u dat93"}; !slices.Equal(s.asked, want) || len(d.Jobs) != 1 || len(d.Dids) != 1 {
		t.Errorf("asked %v, said %v", s.asked, d.Dids)
	}
	if len(v.made) != 1 || v.last.Form == "" {
		t.Errorf("made %+v, last %+v", v.made, v.last)
	}
	p.Paper(v.last.Form)
	p.Paper("")
	p.Receipt()
	if len(d.FilesOpen) != 1 || s.asked[2] != "receipt /u" || !strings.Contains(d.Dids[1], "7") {
		t.Errorf("opened %v, asked %v, said %v", d.FilesOpen, s.asked, d.Dids)
	}
}

func TestErrorsAreHeldBackOrMended(t *testing.T) {
	a := sample()
	a.Held, a.Blocked = 1, archive.Fail(archive.CodeBlocked, "transfer_blocked", nil, "n", "1")
	p, v, s, _ := opened(t, a)
	if v.head.Next != ToHoldBack || v.head.Stopped == "" {
		t.Fatalf("head %+v", v.head)
	}
	p.Do()
	p.Choose(func(*year.TransferChoice) {})
	if v.head.Next != ToHandOver || len(s.choices) != 2 || !s.choices[1].HoldBack {
		t.Errorf("head %+v, choices %+v", v.head, s.choices)
	}
}

func TestWarningsNeedAReason(t *testing.T) {
	a := sample()
	a.Blocked = archive.Fail(archive.CodeBlocked, "transfer_why", nil, "n", "1")
	p, v, _, _ := opened(t, a)
	p.Do()
	if v.head.Next != ToReason || v.reason != 1 {
		t.Errorf("head %+v", v.head)
	}
}

func TestNothingToHandOverLeadsToArrange(t *testing.T) {
	p, v, s, d := opened(t, year.TransferView{Blocked: archive.Fail(archive.CodeBlocked, "nothing_to_transfer", nil, "year", "2024")})
	p.Do()
	if v.head.Next != ToArrange || !slices.Equal(d.Opened, []string{"arrange"}) {
		t.Errorf("head %+v, opened %v", v.head, d.Opened)
	}
	s.err = errors.New("disk")
	p.Load()
	p.HandOver("/u")
	if len(d.Errors) < 3 {
		t.Errorf("errors %v", d.Errors)
	}
}

func TestThePaneByKeys(t *testing.T) {
	uitest.App(t)
	a := sample()
	a.Blocked = archive.Fail(archive.CodeBlocked, "transfer_why", nil, "n", "1")
	s, d := &shelf{view: a}, uitest.NewDesk(t, 2024)
	v := New(d, s)
	w := uitest.Show(t, d, v)
	uitest.Press(w, v, fyne.KeyDown, fyne.KeyReturn)
	if !slices.Equal(d.Opened, []string{"review d1"}) {
		t.Errorf("opened %v", d.Opened)
	}
	uitest.Press(w, v, fyne.KeyR)
	v.reason.SetText("已逐件核对")
	uitest.Press(w, v, fyne.KeyReturn)
	v.profile.SetSelectedIndex(1)
	v.form.SetSelectedIndex(1)
	uitest.Press(w, v, fyne.KeyH)
	c := s.choices[len(s.choices)-1]
	if c.Why != "已逐件核对" || c.Profile != "dat2012" || c.Form != "zip" || !c.HoldBack {
		t.Errorf("choice %+v", c)
	}
	d.Chosen = "/u"
	v.Actions()[1].Do()
	uitest.Press(w, v, fyne.KeyI)
	if len(s.made) != 1 || len(v.made.Objects) != 2 {
		t.Errorf("made %v, shown %d", s.made, len(v.made.Objects))
	}
	s.view = year.TransferView{}
	v.Show()
	if !v.frame.IsEmpty() {
		t.Error("nothing says what belongs here")
	}
}

func TestWhatIsHandedOverWaitsForItsReceipt(t *testing.T) {
	p, sc, s, d := opened(t, sample())
	if sc.head.Next != ToHandOver {
		t.Fatalf("next %d", sc.head.Next)
	}
	s.made = []archive.Transfer{{State: "rejected", Items: 2}, {State: "written", Items: 2}}
	d.Chosen = "/回执.json"
	p.Load()
	p.Do()
	if sc.head.Next != ToReceipt || !slices.Equal(s.asked, []string{"receipt /回执.json"}) {
		t.Errorf("next %d, asked %v", sc.head.Next, s.asked)
	}
	d.Chosen = "/u"
	p.Again()
	if !slices.Contains(s.asked, "hand /u dat93") {
		t.Errorf("a lost package cannot be made again: %v", s.asked)
	}
	s.view.Blocked = errors.New("reason")
	s.made = []archive.Transfer{{State: "accepted", Items: 2}}
	p.Load()
	if p.Do(); sc.head.Next != Accepted {
		t.Errorf("next %d", sc.head.Next)
	}
	n := len(s.asked)
	if p.Again(); len(s.asked) != n || len(d.Errors) != 1 {
		t.Errorf("handed over against the checks: %v", s.asked[n:])
	}
}
