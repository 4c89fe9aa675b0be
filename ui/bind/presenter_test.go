package bind

import (
	"context"
	"errors"
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/paper"
	"niandang/ui/uitest"
)

// shelf is a library with volumes; it notes what is asked of it.
type shelf struct {
	volumes []archive.Volume
	items   []archive.Item
	asked   []string
	drawn   int
	err     error
}

func (s *shelf) VolumesOf(context.Context, int) ([]archive.Volume, error) { return s.volumes, s.err }
func (s *shelf) ItemsOf(context.Context, int) ([]archive.Item, error)     { return s.items, nil }

func (s *shelf) SettingsOf(context.Context) (archive.Settings, error) {
	return archive.DefaultSettings(), nil
}

func (s *shelf) VolumePage(_ context.Context, v archive.Volume, n, _ int) (year.PageView, error) {
	s.drawn++
	if v.File == "" {
		return year.PageView{}, errors.New("gone")
	}
	return year.PageView{Image: image.NewGray(image.Rect(0, 0, 6, 8)), Number: n, Pages: 40, Width: 595, Height: 842}, nil
}

func (s *shelf) Settle(context.Context, int, archive.Progress) error { return s.err }

func (s *shelf) Bind(_ context.Context, _ int, dir string, _ archive.Progress) (year.BindReport, error) {
	s.asked = append(s.asked, "bind "+dir)
	return year.BindReport{Dir: dir, Volumes: 2, Pages: 70}, nil
}

type screen struct {
	p      *Presenter
	head   Head
	cards  []Card
	rows   []Entry
	sel    int
	page   year.PageView
	strip  [3]int
	thumbs map[paper.Key]bool
}

func (s *screen) showHead(h Head) { s.head = h }
func (s *screen) showCards(c []Card, sel int) {
	s.cards = c
	s.p.Come(sel)
}
func (s *screen) showContents(r []Entry, sel int)        { s.rows, s.sel = r, sel }
func (s *screen) showPage(v year.PageView)               { s.page = v }
func (s *screen) showStrip(first, now, pages int)        { s.strip = [3]int{first, now, pages} }
func (s *screen) showThumb(k paper.Key, _ year.PageView) { s.thumbs[k] = true }

func sample() *shelf {
	return &shelf{
		items: []archive.Item{{ID: "a", Title: "通知"}, {ID: "b", Title: "函"}, {ID: "c", Title: "报告"}},
		volumes: []archive.Volume{
			{ID: "v1", Title: "文件汇编（2024年办公室永久）", File: "/u/汇编册/1.pdf", Pages: 40, Items: []archive.VolumeItem{{Item: "a", Code: "S-2024-Y-BGS-0001", Page: 4}, {Item: "b", Code: "S-2024-Y-BGS-0002", Page: 9}}},
			{ID: "v2", Title: "文件汇编", File: "/u/汇编册/2.pdf", Pages: 3, Items: []archive.VolumeItem{{Item: "c", Code: "S-2024-Y-GSK-0001", Page: 2}}},
		},
	}
}

func opened(t *testing.T, s *shelf) (*Presenter, *screen, *uitest.Desk) {
	t.Helper()
	d := uitest.NewDesk(t, 2024)
	v := &screen{thumbs: map[paper.Key]bool{}}
	v.p = NewPresenter(d, s, v)
	v.p.Load()
	return v.p, v, d
}

func TestAVolumeOpensAtItsCover(t *testing.T) {
	_, v, _ := opened(t, sample())
	if v.page.Number != 1 || v.strip != [3]int{1, 1, 40} || len(v.thumbs) != StripPages || v.rows[1] != (Entry{"S-2024-Y-BGS-0002", "函", 9}) {
		t.Errorf("page %+v, strip %v, contents %v", v.page, v.strip, v.rows)
	}
	if v.cards[0].MM != 4 || v.head.Next != ToTransfer || v.head.Pages != 43 {
		t.Errorf("cards %+v, head %+v", v.cards, v.head)
	}
}

func TestContentsLeadToTheirPage(t *testing.T) {
	p, v, _ := opened(t, sample())
	p.Entry(v.rows[1])
	if v.page.Number != 9 || v.strip != [3]int{6, 9, 40} {
		t.Errorf("page %d, strip %v", v.page.Number, v.strip)
	}
	p.Entry(v.rows[1])
	p.Turn(100)
	if v.page.Number != 40 || v.strip[0] != 34 {
		t.Errorf("page %d, strip %v", v.page.Number, v.strip)
	}
	p.Load() // after a job, the page in sight stays
	if v.page.Number != 40 || v.sel != 1 {
		t.Errorf("page %d, at entry %d", v.page.Number, v.sel)
	}
	p.Come(1)
	p.Come(9)
	if v.page.Number != 1 || v.strip != [3]int{1, 1, 3} {
		t.Errorf("page %d, strip %v", v.page.Number, v.strip)
	}
}

func TestSmallPagesAreDrawnOnce(t *testing.T) {
	s := sample()
	p, _, _ := opened(t, s)
	before := s.drawn
	p.Thumb(s.volumes[0], 1)
	p.Thumb(archive.Volume{}, 1)
	if s.drawn != before+1 { // only the one that is gone was asked for
		t.Errorf("%d pages were drawn again", s.drawn-before)
	}
	for n := range thumbsKept + 2 {
		p.Thumb(s.volumes[0], n+1)
	}
	if len(p.thumbs) > thumbsKept {
		t.Errorf("%d small pages are kept", len(p.thumbs))
	}
}

func TestBindingGoesWhereTheVolumesLie(t *testing.T) {
	s := sample()
	p, _, d := opened(t, s)
	p.Bind()
	p.Print()
	p.Folder()
	if !slices.Equal(s.asked, []string{"bind /u"}) || !slices.Equal(d.FilesOpen, []string{"/u/汇编册/1.pdf", "/u"}) || len(d.Dids) != 1 {
		t.Errorf("asked %v, opened %v, said %v", s.asked, d.FilesOpen, d.Dids)
	}
	s.err = errors.New("disk")
	p.Bind()
	if len(d.Errors) != 2 {
		t.Errorf("errors %v", d.Errors)
	}
}

func TestTheFirstTimeAFolderIsChosen(t *testing.T) {
	s := sample()
	s.volumes = nil
	p, v, d := opened(t, s)
	d.Chosen = "/v"
	p.Print()
	p.Folder()
	p.GoTo(3)
	p.Do(v.head.Next)
	if !slices.Equal(s.asked, []string{"bind /v"}) || len(d.FilesOpen) != 0 {
		t.Errorf("asked %v", s.asked)
	}
	s.items = nil
	p.Load()
	p.Do(v.head.Next)
	p.Do(ToTransfer)
	if !slices.Equal(d.Opened, []string{"arrange", "transfer"}) {
		t.Errorf("opened %v", d.Opened)
	}
	if thickness(5, archive.ArrangeSettings{DuplexPages: true, SheetMM: 0.1}) < 0.29 {
		t.Error("the last sheet of paper printed on both sides is lost")
	}
}

func TestThePaneByKeys(t *testing.T) {
	uitest.App(t)
	s, d := sample(), uitest.NewDesk(t, 2024)
	v := New(d, s)
	w := uitest.Show(t, d, v)
	uitest.Press(w, v, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyPageUp, fyne.KeyRight, fyne.KeyDown)
	if v.p.page != 9 && v.p.page != 4 {
		t.Errorf("page %d", v.p.page)
	}
	uitest.Press(w, v, fyne.KeyLeft, fyne.KeyDown, fyne.KeyF, fyne.KeyO)
	if v.p.open != "v2" || len(d.FilesOpen) != 1 {
		t.Errorf("open %s, files %v", v.p.open, d.FilesOpen)
	}
	test.Tap(v.thumbs[1])
	if v.p.page != 2 || v.covers["/u/汇编册/1.pdf"] == nil {
		t.Errorf("page %d, covers %v", v.p.page, v.covers)
	}
	if tail("S-2024-Y-BGS-0001") != "BGS-0001" {
		t.Error(tail("S-2024-Y-BGS-0001"))
	}
	s.volumes = nil
	v.Show()
	if !v.frame.IsEmpty() {
		t.Error("nothing says what belongs here")
	}
}

func TestCardsAreNamedByWhatTellsThemApart(t *testing.T) {
	for title, want := range map[string]string{"文件汇编（2024年 永久 办公室）第1册": "2024年 永久 办公室 第1册", "文件汇编": "文件汇编", "文件汇编（2024年）": "2024年"} {
		if _, part := split(title); part != want {
			t.Errorf("%s: %s", title, part)
		}
	}
}
