package search

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/uitest"
)

// shelf finds documents whose title has the words.
type shelf struct {
	titles  []string
	queries []archive.Query
	saved   string
	uses    []string
	err     error
}

func (s *shelf) Search(_ context.Context, q archive.Query) (hits []archive.Hit, n int, err error) {
	s.queries = append(s.queries, q)
	for i, t := range s.titles {
		if strings.Contains(t, q.Text) {
			hits = append(hits, archive.Hit{Document: count(i), Title: t, Issuers: "云州市水务局、云州市" + t, Code: "C-" + count(i), Page: i, Snippet: "前\x02" + q.Text + "\x03后"})
		}
	}
	return hits, len(hits), s.err
}

func (s *shelf) HitPage(_ context.Context, h archive.Hit, n, _ int) (year.PageView, error) {
	return year.PageView{Number: n, Pages: 5, Path: h.Document}, s.err
}

func (s *shelf) ExportHits(_ context.Context, _ archive.Query, path string) (int, error) {
	s.saved = path
	return len(s.titles), s.err
}

func (s *shelf) NoteUse(_ context.Context, document, why string) (archive.Event, error) {
	s.uses = append(s.uses, document+" "+why)
	return archive.Event{}, s.err
}

func (s *shelf) SettingsOf(context.Context) (archive.Settings, error) {
	return archive.Settings{Organ: archive.Organ{Departments: []archive.Department{{Name: "办公室"}, {Name: "供水科"}}}}, s.err
}

type screen struct {
	p       *Presenter
	hits    []archive.Hit
	nothing string
	page    year.PageView
	filter  Filter
}

func (s *screen) showHits(h []archive.Hit, _ int, _ string) { s.hits, s.nothing = h, ""; s.p.Come(0) }
func (s *screen) showNothing(t string)                      { s.nothing = t }
func (s *screen) showPage(v year.PageView)                  { s.page = v }
func (s *screen) showFilter(f Filter)                       { s.filter = f }

func opened(t *testing.T, titles ...string) (*Presenter, *screen, *shelf, *uitest.Desk) {
	t.Helper()
	d := uitest.NewDesk(t, 2024)
	s, v := &shelf{titles: titles}, &screen{}
	v.p = NewPresenter(d, s, v)
	v.p.Pause = func(context.Context) error { return nil }
	v.p.Load()
	return v.p, v, s, d
}

func TestAnswersComeAsOneTypes(t *testing.T) {
	p, v, s, _ := opened(t, "供水管网", "防汛", "供水价格")
	p.Type("供水")
	if len(v.hits) != 2 || v.page.Path != "0" || v.page.Number != 1 {
		t.Errorf("hits %v, page %+v", v.hits, v.page)
	}
	p.Type("节水")
	if !strings.Contains(v.nothing, "节水") {
		t.Errorf("says %q", v.nothing)
	}
	p.Type(" ")
	if v.nothing == "" || len(s.queries) != 2 || s.queries[0].Year != 2024 {
		t.Errorf("says %q, asked %v", v.nothing, s.queries)
	}
}

func TestTypingOnCancelsWhatWasAsked(t *testing.T) {
	p, v, s, d := opened(t, "供水")
	p.Pause = func(context.Context) error { return context.Canceled }
	p.Type("供")
	if len(s.queries) != 0 || len(v.hits) != 0 || len(d.Errors) != 1 {
		t.Errorf("asked %v, errors %v", s.queries, d.Errors)
	}
}

func TestFiltersAskAgain(t *testing.T) {
	p, _, s, _ := opened(t, "供水")
	p.Narrow(func(f *Filter) { f.AllYears = true })
	p.Type("供水")
	p.Narrow(func(f *Filter) { f.Department, f.Term = 2, archive.Permanent })
	q := s.queries[len(s.queries)-1]
	if len(s.queries) != 2 || q.Year != 0 || q.Department != "供水科" || q.Retention != archive.Permanent {
		t.Errorf("asked %+v", s.queries)
	}
}

func TestIssuersOfWhatIsFoundAreOffered(t *testing.T) {
	p, v, s, _ := opened(t, "供水一", "供水二")
	p.Type("供水")
	if !slices.Equal(v.filter.Issuers, []string{"云州市水务局", "云州市供水一", "云州市供水二"}) {
		t.Errorf("%q", v.filter.Issuers)
	}
	p.Narrow(func(f *Filter) { f.Issuer = "云州市供水二" })
	if q := s.queries[len(s.queries)-1]; q.Issuer != "云州市供水二" || len(v.filter.Issuers) != 3 {
		t.Errorf("asked %+v, offered %q", q, v.filter.Issuers)
	}
}

func TestUseIsNotedWithItsReason(t *testing.T) {
	p, _, s, d := opened(t, "供水")
	d.Answer = "规划科王，查批复"
	p.NoteUse()
	p.Type("供水")
	p.NoteUse()
	if !slices.Equal(s.uses, []string{"0 规划科王，查批复"}) || !slices.Equal(d.Dids, []string{"已登记利用：供水"}) {
		t.Errorf("%q %q", s.uses, d.Dids)
	}
}

func TestTurningPagesFromTheHit(t *testing.T) {
	p, v, _, d := opened(t, "供水一", "供水二")
	p.TurnPage(1)
	p.Look("review")
	p.Type("供水")
	p.Come(1)
	p.TurnPage(1)
	p.TurnPage(9)
	p.Come(7)
	p.Look("review")
	if v.page.Number != 2 || !slices.Equal(d.Opened, []string{"review 1"}) {
		t.Errorf("page %+v, opened %v", v.page, d.Opened)
	}
}

func TestExport(t *testing.T) {
	p, _, s, d := opened(t, "供水")
	d.Chosen = "/x/清单.xlsx"
	p.Export()
	p.Type("供水")
	p.Export()
	if s.saved != d.Chosen || len(d.Dids) != 1 {
		t.Errorf("saved %q, said %v", s.saved, d.Dids)
	}
	s.err = errors.New("disk")
	p.Export()
	p.Load()
	if len(d.Errors) != 3 {
		t.Errorf("errors %v", d.Errors)
	}
	if _, err := p.hitOf("x"); err == nil {
		t.Error("a key that names no hit is taken")
	}
}

func TestSnippetIsCutAtItsMarks(t *testing.T) {
	got := pieces("一\x02二\x03\n三\x02四\x03")
	if want := []piece{{"一", false}, {"二", true}, {"三", false}, {"四", true}}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	lines := twoLines([]piece{{strings.Repeat("字", 40), false}, {"中", true}, {strings.Repeat("尾", 90), false}})
	if len(lines[0]) != 1 || len(lines[1]) != 3 || lines[1][1].text != "中" || len([]rune(lines[1][2].text)) != lineRunes-7 {
		t.Errorf("%v", lines)
	}
	if pieces("\x02开") == nil || len(pieces("")) != 0 {
		t.Error("a mark without its end is lost")
	}
}

func TestThePaneByKeys(t *testing.T) {
	uitest.App(t)
	s, d := &shelf{titles: []string{"供水管网", "供水价格"}}, uitest.NewDesk(t, 2024)
	v := New(d, s)
	v.p.Pause = func(context.Context) error { return nil }
	w := uitest.Show(t, d, v)
	if !v.empty.Visible() {
		t.Error("nothing says what belongs here")
	}
	test.Type(v.field, "供水")
	uitest.Press(w, v, fyne.KeyDown, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyF, fyne.KeyReturn)
	if !slices.Equal(d.Opened, []string{"review 1"}) {
		t.Errorf("opened %v", d.Opened)
	}
	uitest.Press(w, v, fyne.KeyEscape)
	if w.Canvas().Focused() != fyne.Focusable(v.field) {
		t.Error("Esc does not lead back to the field")
	}
	v.years.SetSelectedIndex(1)
	if q := s.queries[len(s.queries)-1]; q.Year != 0 {
		t.Errorf("asked %+v", q)
	}
}
