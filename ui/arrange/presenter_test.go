package arrange

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/uitest"
)

// shelf is a library with one arrangement; it notes what is asked of it.
type shelf struct {
	now   year.Arrangement
	asked []string
	err   error
}

func (s *shelf) note(f string, args ...any) { s.asked = append(s.asked, fmt.Sprintf(f, args...)) }

func (s *shelf) ViewArrangement(context.Context, int) (year.Arrangement, error) { return s.now, s.err }

func (s *shelf) Arrange(context.Context, int, archive.Progress) (year.ArrangeReport, error) {
	s.note("arrange")
	return year.ArrangeReport{}, nil
}

func (s *shelf) MoveTo(_ context.Context, it archive.Item, to int) (archive.Event, error) {
	s.note("move %s %d", it.ID, to)
	return archive.Event{}, nil
}

func (s *shelf) Reclass(_ context.Context, it archive.Item, to year.Class, why string) (archive.Event, error) {
	s.note("reclass %s %s %s %s", it.ID, to.Retention, to.Department, why)
	return archive.Event{}, nil
}

func (s *shelf) Split(_ context.Context, name, _ string) (archive.Event, error) {
	s.note("split %s", name)
	return archive.Event{}, nil
}

func (s *shelf) Merge(_ context.Context, names []string, _ string) (archive.Event, error) {
	s.note("merge %s", strings.Join(names, ","))
	return archive.Event{}, nil
}

func (s *shelf) LockSettled(context.Context, int) (int, error) {
	s.note("lock")
	return len(s.now.Items), nil
}

func (s *shelf) Lock(_ context.Context, _ int, lock bool, why string) (int, error) {
	s.note("lock %v %s", lock, why)
	return 1, nil
}

// screen is a view that remembers what it shows.
type screen struct {
	p       *Presenter
	head    Head
	classes []ClassRow
	items   []ItemRow
	shown   [][]ItemRow
	sel     int
	boxes   Boxes
	banner  string
}

func (s *screen) showHead(h Head) { s.head = h }
func (s *screen) showClasses(rows []ClassRow, sel int) {
	s.classes = rows
	s.p.ComeClass(sel)
}
func (s *screen) showItems(rows []ItemRow, sel int) {
	s.items, s.sel = rows, sel
	s.shown = append(s.shown, rows)
	s.p.Come(sel)
}
func (s *screen) showBoxes(b Boxes)   { s.boxes = b }
func (s *screen) showBanner(t string) { s.banner = t }

func item(id, dept string, r archive.Retention, n int) archive.Item {
	class := "2024-" + r.Code() + "-" + dept
	return archive.Item{
		ID: id, Year: 2024, Number: n, Code: fmt.Sprintf("%s-%04d", class, n), Class: class, Retention: r, Department: dept, Title: "件" + id,
		Document: "d" + id, Documents: []string{"d" + id, "e" + id}, Pages: 3, Box: "b" + dept,
	}
}

func sample() year.Arrangement {
	return year.Arrangement{
		Begun: true, ByDept: true, Names: map[string]string{"BGS": "办公室", "GSK": "供水科"}, Waiting: 2,
		Items: []archive.Item{item("1", "BGS", archive.Permanent, 1), item("2", "BGS", archive.Permanent, 2), item("3", "BGS", archive.Years30, 1), item("4", "GSK", archive.Permanent, 1)},
		Boxes: []archive.Box{{ID: "bBGS", Number: "0001", Class: "2024-Y-BGS", ThicknessMM: 12, SpineMM: 20}, {ID: "bGSK", Number: "0002", Class: "2024-Y-GSK", ThicknessMM: 3, SpineMM: 20}},
		Facts: map[string]year.Fact{"1": {Number: "云水发〔2024〕1号", Date: "2024-01-02"}},
	}
}

func opened(t *testing.T, a year.Arrangement) (*Presenter, *screen, *shelf, *uitest.Desk) {
	t.Helper()
	d := uitest.NewDesk(t, 2024)
	s, v := &shelf{now: a}, &screen{}
	v.p = NewPresenter(d, s, v)
	v.p.Load()
	return v.p, v, s, d
}

func TestClassesStandUnderTheSchemesFirstPart(t *testing.T) {
	tree := func(a year.Arrangement) string {
		_, v, _, _ := opened(t, a)
		var got []string
		for _, c := range v.classes {
			if c.Head {
				got = append(got, c.Label+":")
				continue
			}
			got = append(got, c.Label+count(c.Items))
		}
		return strings.Join(got, " ")
	}
	a := sample()
	if got := tree(a); got != "办公室: 永久2 30年1 供水科: 永久1" {
		t.Error(got)
	}
	a.ByDept = false
	if got := tree(a); got != "永久: 办公室2 30年: 办公室1 永久: 供水科1" {
		t.Error(got)
	}
	for i := range a.Items {
		a.Items[i].Department = ""
	}
	if got := tree(a); got != "永久2 30年1 永久1" {
		t.Error(got)
	}
}

func TestMovingShowsNewCodesAtOnce(t *testing.T) {
	p, v, s, _ := opened(t, sample())
	p.Move(1)
	moved := v.shown[1]
	if moved[0].Item.ID != "2" || moved[0].Item.Code != "2024-Y-BGS-0001" || moved[1].Item.Code != "2024-Y-BGS-0002" || s.asked[0] != "move 1 2" {
		t.Errorf("items %+v, asked %v", moved, s.asked)
	}
	p.Move(-1)
	if len(s.asked) != 1 && s.asked[1] != "move 1 1" {
		t.Errorf("asked %v", s.asked)
	}
	p.Move(-9)
}

func TestLockedItemsStay(t *testing.T) {
	a := sample()
	a.Items[0].Locked = true
	p, _, s, d := opened(t, a)
	p.Move(1)
	p.Cut()
	if len(s.asked) != 0 || len(d.Errors) != 2 {
		t.Errorf("asked %v, errors %v", s.asked, d.Errors)
	}
}

func TestCutAndPutIntoAnotherClass(t *testing.T) {
	p, v, s, d := opened(t, sample())
	p.Cut()
	if v.banner == "" || !v.items[0].Cut {
		t.Fatal("nothing shows what was cut")
	}
	p.ComeClass(2)
	p.Put()
	if len(s.asked) != 0 {
		t.Fatalf("asked %v without a reason", s.asked)
	}
	d.Answer = "经核属一般事务"
	p.Put()
	if want := []string{"reclass 1 30年 BGS 经核属一般事务"}; !slices.Equal(s.asked, want) || v.banner != "" {
		t.Errorf("asked %v, banner %q", s.asked, v.banner)
	}
	p.Put()
	p.Cut()
	p.Put() // into its own class: nothing
	p.Cut()
	p.Cut()
	if p.Back() || len(s.asked) != 1 {
		t.Errorf("asked %v", s.asked)
	}
}

func TestLockingIsAskedAndNamesWhatIsFrozen(t *testing.T) {
	p, v, s, d := opened(t, sample())
	if v.head.Next != ToLock || v.head.Waiting != 2 || v.head.Classes != 3 {
		t.Errorf("head %+v", v.head)
	}
	p.Do(ToLock)
	d.Yes = true
	p.Do(ToLock)
	p.Unlock()
	if want := []string{"lock"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v", s.asked)
	}
}

func TestUnlockingTakesAReason(t *testing.T) {
	a := sample()
	a.Locked = 4
	p, v, s, d := opened(t, a)
	if v.head.Next != ToBind {
		t.Errorf("head %+v", v.head)
	}
	p.Lock()
	//lint:ignore SA2001 the codes are locked, no mutex is
	p.Unlock()
	d.Answer = "补来一件"
	p.Unlock()
	p.Do(ToBind)
	if !slices.Equal(s.asked, []string{"lock false 补来一件"}) || !slices.Equal(d.Opened, []string{"bind"}) {
		t.Errorf("asked %v, opened %v", s.asked, d.Opened)
	}
}

func TestMergeAndSplit(t *testing.T) {
	p, _, s, d := opened(t, sample())
	p.MergeUp() // the first has none above it
	p.Come(1)
	p.MergeUp()
	p.Split()
	p.Look()
	if want := []string{"merge d1,d2", "split e1"}; !slices.Equal(s.asked, want) || d.Opened[0] != "review d1" {
		t.Errorf("asked %v, opened %v", s.asked, d.Opened)
	}
}

func TestBeginningAndEmptyYear(t *testing.T) {
	a := sample()
	a.Begun = false
	p, v, s, d := opened(t, a)
	p.Do(v.head.Next)
	if !slices.Equal(s.asked, []string{"arrange"}) || len(d.Jobs) != 1 {
		t.Errorf("asked %v", s.asked)
	}
	p, v, s, d = opened(t, year.Arrangement{})
	for _, do := range []func(){p.Cut, p.Put, p.Split, p.MergeUp, p.Lock, p.Unlock, p.Look, func() { p.Move(1) }, func() { p.Do(v.head.Next) }} {
		do()
	}
	if len(s.asked) != 0 || !slices.Equal(d.Opened, []string{"review"}) {
		t.Errorf("asked %v, opened %v", s.asked, d.Opened)
	}
	s.err = errors.New("disk")
	p.Load()
	if len(d.Errors) != 1 {
		t.Errorf("errors %v", d.Errors)
	}
}

func TestBoxesOfTheClassAndTheWholeShelf(t *testing.T) {
	_, v, _, _ := opened(t, sample())
	if len(v.boxes.Class) != 1 || v.boxes.All != 2 || v.boxes.MM != 15 || v.items[0].Box != "0001" {
		t.Errorf("boxes %+v, item %+v", v.boxes, v.items[0])
	}
}

func TestThePaneByKeys(t *testing.T) {
	uitest.App(t)
	s, d := &shelf{now: sample()}, uitest.NewDesk(t, 2024)
	v := New(d, s)
	w := uitest.Show(t, d, v)
	uitest.Press(w, v, fyne.KeyX, fyne.KeyLeft, fyne.KeyDown, fyne.KeyRight)
	d.Answer = "理由"
	uitest.Press(w, v, fyne.KeyV)
	v.Actions()[1].Do()
	uitest.Press(w, v, fyne.KeyEscape, fyne.KeyReturn)
	if len(s.asked) == 0 || !strings.HasPrefix(s.asked[0], "reclass 1 30年") || len(d.Opened) != 1 {
		t.Errorf("asked %v, opened %v", s.asked, d.Opened)
	}
	s.now = year.Arrangement{}
	v.Show()
	if !v.frame.IsEmpty() {
		t.Error("nothing says what belongs here")
	}
}

func TestWhileAJobRunsNothingMoves(t *testing.T) {
	p, v, s, d := opened(t, sample())
	d.Working = true
	p.Move(1)
	if len(s.asked) != 0 || v.items[0].Item.ID != "1" || len(d.Errors) != 1 {
		t.Errorf("asked %v, items %+v, errors %v", s.asked, v.items[0].Item.ID, d.Errors)
	}
}
