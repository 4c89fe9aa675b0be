package review

import (
	"context"
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/paper"
	"niandang/ui/uitest"
)

// shelf is a library of documents at hand; it notes what is asked of it.
type shelf struct {
	docs   []archive.Document
	asked  []string
	refuse error
}

func (s *shelf) note(what ...string) { s.asked = append(s.asked, strings.Join(what, " ")) }

func (s *shelf) at(id string) *archive.Document {
	i := slices.IndexFunc(s.docs, func(d archive.Document) bool { return d.ID == id })
	return &s.docs[i]
}

func (s *shelf) DocumentsOf(context.Context, int) ([]archive.Document, error) {
	return slices.Clone(s.docs), s.refuse
}

func (s *shelf) Named(_ context.Context, ids []string) (out []archive.Document, err error) {
	for _, id := range ids {
		out = append(out, *s.at(id))
	}
	return out, nil
}

func (s *shelf) FilePage(_ context.Context, id string, n, _ int) (year.PageView, error) {
	if id == "bad" {
		return year.PageView{}, errors.New("disk")
	}
	return year.PageView{Image: image.NewGray(image.Rect(0, 0, 60, 84)), Number: n, Pages: 3, Width: 595, Height: 842}, nil
}

func (s *shelf) Appraise(context.Context, int, archive.Progress) (year.AppraiseReport, error) {
	s.note("appraise")
	return year.AppraiseReport{}, nil
}

func (s *shelf) Accept(_ context.Context, id string) (archive.Event, error) {
	s.note("accept", id)
	if s.refuse == nil {
		accepted(s.at(id))
	}
	return archive.Event{}, s.refuse
}

func (s *shelf) Confirm(_ context.Context, _ int, ids []string) (int, error) {
	s.note("confirm", strings.Join(ids, ","))
	for _, id := range ids {
		s.at(id).Decision.Confirmed = true
	}
	return len(ids), nil
}

func (s *shelf) Decide(_ context.Context, id string, r archive.Retention, why string) (archive.Event, error) {
	s.note("decide", id, r.String(), why)
	d := s.at(id)
	d.Decision.Retention, d.Decision.Confirmed, d.Decision.Reason, d.Decision.By = r, true, why, "张敏"
	return archive.Event{}, nil
}

func (s *shelf) Edit(_ context.Context, id string, v map[string]string, _ string) (archive.Event, error) {
	for k, x := range v {
		s.note("edit", id, k, x)
		s.at(id).Title = x
	}
	return archive.Event{}, nil
}

func (s *shelf) Merge(_ context.Context, names []string, _ string) (archive.Event, error) {
	s.note("merge", strings.Join(names, ","))
	s.at(names[1]).Group = names[0]
	return archive.Event{}, nil
}

func (s *shelf) MarkSecret(_ context.Context, id, mark, _ string) (archive.Event, error) {
	s.note("secret", id, mark)
	s.at(id).Secret = true
	return archive.Event{}, nil
}

// screen is a view that remembers what it shows, and follows the arrows.
type screen struct {
	p      *Presenter
	rows   []Row
	sel    int
	head   Head
	form   Form
	page   year.PageView
	frames []paper.Frame
	banner string
}

func (s *screen) showRows(rows []Row, sel int) { s.rows = slices.Clone(rows); s.selectRow(sel) }
func (s *screen) showRow(i int, r Row)         { s.rows[i] = r }
func (s *screen) selectRow(i int)              { s.sel = i; s.p.Come(i) }
func (s *screen) showHead(h Head)              { s.head = h }
func (s *screen) showForm(f Form)              { s.form = f }
func (s *screen) showFrames(f []paper.Frame)   { s.frames = f }
func (s *screen) showBanner(t string)          { s.banner = t }
func (s *screen) showPage(v year.PageView, f []paper.Frame) {
	s.page, s.frames = v, f
}

func doc(id, clause string, r archive.Retention, sure float64) archive.Document {
	return archive.Document{
		ID: id, FileID: "f" + id, Group: id, Pages: 3, Elements: archive.Elements{Title: "关于" + id + "的通知", Number: "云水发〔2024〕" + id + "号", Date: "2024-03-0" + id},
		Decision: archive.Decision{Retention: r, Clause: clause, Confidence: sure, Review: sure < 0.5, Why: []archive.Text{archive.Say("appraise.clause", "wording", "本机关的通知")}},
		Trusts:   map[string]archive.Trust{archive.ElTitle: {Source: archive.FromFace, Spot: &archive.Spot{Page: 1, X1: 10, Y1: 10}}, archive.ElDate: {Source: archive.FromFace, Spot: &archive.Spot{Page: 2, X1: 9, Y1: 9}}},
	}
}

func opened(t *testing.T, docs ...archive.Document) (*Presenter, *screen, *shelf, *uitest.Desk) {
	t.Helper()
	d := uitest.NewDesk(t, 2024)
	s, v := &shelf{docs: docs}, &screen{}
	v.p = NewPresenter(d, s, v)
	v.p.Load()
	return v.p, v, s, d
}

func four() []archive.Document {
	return []archive.Document{
		doc("1", "2.1", archive.Years10, 0.3), doc("2", "3.2", archive.Years30, 0.8), doc("3", "3.2", archive.Years30, 0.8), doc("4", "1.1", archive.Permanent, 0.95),
	}
}

func TestWhatNeedsALookStandsFirst(t *testing.T) {
	_, v, _, _ := opened(t, four()...)
	var got []string
	for _, r := range v.rows {
		if r.Head {
			got = append(got, groupIDs[r.Group]+count(r.Count))
			continue
		}
		got = append(got, r.ID)
	}
	if want := "review.waiting1 1 review.proposed3 4 2 3"; strings.Join(got, " ") != want {
		t.Errorf("list %v, want %s", got, want)
	}
	if v.head.Next != ToLook || v.head.Counts != [3]int{1, 3, 0} {
		t.Errorf("head %+v", v.head)
	}
}

func TestEnterConfirmsAndBringsTheNext(t *testing.T) {
	p, v, s, d := opened(t, four()...)
	for range 5 {
		p.Confirm()
	}
	if want := []string{"accept 1", "accept 4", "accept 2", "accept 3"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v, want %v", s.asked, want)
	}
	if v.head.Next != ToArrange || len(d.Dids) != 4 {
		t.Errorf("head %+v, said %v", v.head, d.Dids)
	}
	for _, r := range v.rows {
		if !r.Head && !r.Done {
			t.Errorf("%s is not shown as done", r.ID)
		}
	}
}

func TestLinesKeepTheirPlaceWhenDecided(t *testing.T) {
	p, v, _, _ := opened(t, four()...)
	before := v.rows[1].ID
	p.Confirm()
	if v.rows[1].ID != before || v.rows[1].Group != Settled || v.rows[0].Count != 0 {
		t.Errorf("rows %+v", v.rows[:2])
	}
}

func TestOneKeyDecidesWithItsReason(t *testing.T) {
	p, v, s, _ := opened(t, four()...)
	p.Decide(archive.Permanent, "按文件内容核定")
	if want := "decide 1 永久 按文件内容核定"; s.asked[0] != want {
		t.Errorf("asked %q", s.asked[0])
	}
	if v.rows[v.sel].ID != "4" {
		t.Errorf("next is %s", v.rows[v.sel].ID)
	}
	p.Decide(archive.Permanent, "") // as proposed: the person agrees
	if s.asked[1] != "accept 4" {
		t.Errorf("asked %q", s.asked[1])
	}
}

func TestRefusalBringsTheOldStateBack(t *testing.T) {
	p, v, s, d := opened(t, four()...)
	s.refuse = archive.Fail(archive.CodeLocked, "item_locked", nil, "code", "X")
	p.Confirm()
	if len(d.Errors) == 0 || v.rows[1].Group != Waiting {
		t.Errorf("errors %v, row %+v", d.Errors, v.rows[1])
	}
}

func TestWithoutATermThereIsNothingToConfirm(t *testing.T) {
	p, v, s, d := opened(t, doc("1", "", archive.RetentionUnset, 0))
	if v.head.Next != ToAppraise {
		t.Errorf("next %v", v.head.Next)
	}
	p.Confirm()
	if len(s.asked) != 0 || len(d.Errors) != 1 {
		t.Errorf("asked %v, errors %v", s.asked, d.Errors)
	}
	p.Do(ToAppraise)
	if s.asked[0] != "appraise" || len(d.Jobs) != 1 {
		t.Errorf("asked %v, jobs %v", s.asked, d.Jobs)
	}
}

func TestGroupIsClauseAndConfidence(t *testing.T) {
	p, v, s, _ := opened(t, four()...)
	p.Open("2")
	if v.form.Peers != 2 {
		t.Errorf("%d peers", v.form.Peers)
	}
	p.ConfirmGroup()
	if s.asked[0] != "confirm 2,3" || v.head.Counts[Settled] != 2 {
		t.Errorf("asked %v, head %+v", s.asked, v.head)
	}
	p.Do(ToConfirm)
	if s.asked[1] != "confirm 4" {
		t.Errorf("asked %v", s.asked)
	}
}

func TestArrowsPassHeadings(t *testing.T) {
	p, v, _, _ := opened(t, four()...)
	var got []string
	for range 4 {
		got = append(got, v.rows[v.sel].ID)
		p.Step(1)
	}
	p.Step(-1)
	if got := strings.Join(append(got, v.rows[v.sel].ID), ""); got != "14232" {
		t.Errorf("came to %s", got)
	}
}

func TestCursorTurnsUpThePageOfItsElement(t *testing.T) {
	p, v, _, _ := opened(t, four()...)
	if f := v.form.Fields[v.form.Cursor]; f.Name != archive.ElTitle || len(v.frames) != 1 || !v.frames[0].Strong {
		t.Fatalf("cursor at %s, frames %v", f.Name, v.frames)
	}
	p.MoveCursor(1)
	if f := v.form.Fields[v.form.Cursor]; f.Name != archive.ElDate || v.page.Number != 2 || len(v.frames) != 1 {
		t.Errorf("cursor at %s, page %d, frames %v", f.Name, v.page.Number, v.frames)
	}
	p.TurnPage(1)
	p.TurnPage(1)
	if v.page.Number != 3 {
		t.Errorf("page %d", v.page.Number)
	}
	p.MoveCursor(-3)
	p.PutCursor(99)
	p.Open("missing")
	p.PutCursor(0)
}

func TestEditPutsAValueIn(t *testing.T) {
	p, v, s, _ := opened(t, four()...)
	p.EditField(v.form.Fields[v.form.Cursor].Value)
	p.EditField("关于防汛的通知")
	if want := []string{"edit 1 title 关于防汛的通知"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %v", s.asked)
	}
}

func TestUnsureElementIsWhereTheCursorBegins(t *testing.T) {
	d := doc("1", "1.1", archive.Permanent, 0.95)
	d.Review = []string{archive.ElDate}
	_, v, _, _ := opened(t, d)
	if f := v.form.Fields[v.form.Cursor]; f.Name != archive.ElDate || !f.Unsure || v.head.Counts[Waiting] != 1 {
		t.Errorf("cursor at %+v", f)
	}
}

func TestMergeTakesTwoKeysAndNoDialog(t *testing.T) {
	p, v, s, _ := opened(t, four()...)
	p.Merge()
	if v.banner == "" {
		t.Error("nothing says that a partner is looked for")
	}
	p.Step(1)
	p.Confirm()
	if want := []string{"merge 4,1"}; !slices.Equal(s.asked, want) || v.banner != "" {
		t.Errorf("asked %v, banner %q", s.asked, v.banner)
	}
	p.Merge()
	if !p.Back() || p.Back() {
		t.Error("Esc does not leave the search once")
	}
	p.Merge()
	p.Merge()
	if len(s.asked) != 1 {
		t.Errorf("a document was joined with itself: %v", s.asked)
	}
}

func TestSecretIsAskedFirst(t *testing.T) {
	p, v, s, d := opened(t, four()...)
	p.Secret()
	if len(s.asked) != 0 {
		t.Fatalf("asked %v before the person agreed", s.asked)
	}
	d.Yes = true
	p.Secret()
	p.Secret()
	if !slices.Equal(s.asked, []string{"secret 1 秘密"}) || v.page.Image != nil || v.page.Note.ID != "view.secret" {
		t.Errorf("asked %v, page %+v", s.asked, v.page)
	}
	p.Decide(archive.Years10, "x")
	p.Confirm()
	if v.rows[v.sel].ID == "1" {
		t.Error("a secret is not passed over")
	}
}

func TestEmptyYearLeadsToCollect(t *testing.T) {
	p, v, _, d := opened(t)
	p.Next()
	p.Confirm()
	p.ConfirmGroup()
	p.Merge()
	p.EditField("x")
	p.MoveCursor(1)
	p.Step(1)
	p.Do(v.head.Next)
	p.Do(ToArrange)
	p.Do(ToLook)
	if !slices.Equal(d.Opened, []string{"collect", "arrange"}) {
		t.Errorf("opened %v", d.Opened)
	}
}

func TestFailuresAreTold(t *testing.T) {
	bad := doc("1", "1", archive.Years10, 0.9)
	bad.FileID = "bad"
	p, _, s, d := opened(t, bad)
	s.refuse = errors.New("disk")
	p.Load()
	if len(d.Errors) != 2 {
		t.Errorf("errors %v", d.Errors)
	}
}

func TestDocumentKnownToTheRegisterOnlyHasANote(t *testing.T) {
	d := doc("1", "1", archive.Years10, 0.9)
	d.FileID = ""
	_, v, _, _ := opened(t, d)
	if v.page.Note.ID != "view.no_file" {
		t.Errorf("page %+v", v.page)
	}
}

func TestFormSaysWhyAndWho(t *testing.T) {
	d := doc("1", "3.2", archive.Years30, 0.6)
	d.Elements = archive.Elements{
		Title: "关于防汛的通知", Security: "内部", SecurityTerm: "1年", Urgency: "特急", Issuers: []string{"云州市水务局", "云州市财政局"}, Signers: []string{"李明"},
		Recipients: []string{"各科室"}, Attachments: []string{"名单"}, Disclosure: "主动公开", CC: []string{"市政府"},
	}
	d.Department = "办公室"
	d.Decision.Why = append(d.Decision.Why, archive.Say("review.head"))
	d.Decision.RunnerUp = &archive.RunnerUp{Why: []archive.Text{archive.Say("review.why")}}
	d.Decision.Confirmed, d.Decision.By = true, "张敏"
	w := uitest.NewDesk(t, 2024).Words()
	f := formOf(d, w)
	if len(f.Fields) != len(order) || f.Fields[3].Value != "云州市水务局、云州市财政局" {
		t.Errorf("fields %+v", f.Fields)
	}
	if f.Clause != "3.2　本机关的通知" || len(f.Why) != 1 || f.RunnerUp == "" || !strings.Contains(f.By, "张敏") || f.Steps != 2 {
		t.Errorf("form %+v", f)
	}
	d.Decision.Reason = "重要"
	if f := formOf(d, w); !strings.Contains(f.By, "重要") || f.Steps != 4 {
		t.Errorf("form %+v", f)
	}
}

func TestWhileAJobRunsNothingIsShownAsDone(t *testing.T) {
	p, v, s, d := opened(t, four()...)
	d.Working = true
	p.Confirm()
	if len(s.asked) != 0 || v.rows[1].Group != Waiting || len(d.Errors) != 1 {
		t.Errorf("asked %v, row %+v, errors %v", s.asked, v.rows[1], d.Errors)
	}
}
