package bind

import (
	"context"
	"path/filepath"
	"strconv"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/paper"
	"niandang/ui/task"
)

// Library is what the pane asks of a library.
type Library interface {
	VolumesOf(ctx context.Context, year int) ([]archive.Volume, error)
	ItemsOf(ctx context.Context, year int) ([]archive.Item, error)
	SettingsOf(ctx context.Context) (archive.Settings, error)
	VolumePage(ctx context.Context, v archive.Volume, number, height int) (year.PageView, error)
	Settle(ctx context.Context, year int, p archive.Progress) error
	Bind(ctx context.Context, year int, dir string, p archive.Progress) (year.BindReport, error)
}

type desk interface {
	Words() archive.Words
	Say(id string, pairs ...string) string
	Year() int
	Runner() task.Runner
	Start(pane.Job) bool
	Did(archive.Text)
	Fail(error)
	ChooseTarget(got func(path string))
	OpenFile(path string)
	Open(id, target string)
}

type view interface {
	showHead(Head)
	showCards(cards []Card, sel int)
	showContents(rows []Entry, sel int)
	showPage(year.PageView)
	showStrip(first, now, pages int)
	showThumb(paper.Key, year.PageView)
}

// Card is a volume as the list shows it.
type Card struct {
	Volume archive.Volume
	MM     float64 // thickness
}

// Entry is a line of a volume's contents.
type Entry struct {
	Code, Title string
	Page        int
}

// Head is the pane's numbers and its next step.
type Head struct {
	Volumes, Pages, Bound, Items int
	Next                         Next
}

// Next is the one primary step.
type Next int

// The steps in the order of the work.
const (
	ToArrange  Next = iota // there are no items
	ToBind                 // items are in no volume yet
	ToTransfer             // all is bound
)

// The strip of pages: how many are in sight, and how high they are drawn.
const (
	StripPages = 7
	thumbHigh  = 260
	thumbsKept = 160
)

// Presenter holds the state of the pane and decides.
type Presenter struct {
	desk desk
	lib  Library
	view view

	volumes []archive.Volume
	titles  map[string]string // of items, by ID
	open    string            // ID of the volume in sight
	page    int
	thumbs  map[paper.Key]year.PageView
	wanted  map[paper.Key]bool
	loading task.Latest
	loader  paper.Loader
}

// NewPresenter makes a presenter that draws on v.
func NewPresenter(d desk, l Library, v view) *Presenter {
	p := &Presenter{desk: d, lib: l, view: v, thumbs: map[paper.Key]year.PageView{}, wanted: map[paper.Key]bool{}}
	p.loader = paper.Loader{Runner: d.Runner(), Failed: d.Fail, Shown: p.pageShown, Late: p.pageLate, Fetch: func(ctx context.Context, k paper.Key) (year.PageView, error) {
		return l.VolumePage(ctx, archive.Volume{File: k.ID}, k.Page, paper.Height)
	}}
	return p
}

type whole struct {
	volumes  []archive.Volume
	items    []archive.Item
	settings archive.Settings
}

// Load reads the year's volumes.
func (p *Presenter) Load() {
	y := p.desk.Year()
	task.Ask(p.desk.Runner(), &p.loading, func(ctx context.Context) (w whole, err error) {
		if w.volumes, err = p.lib.VolumesOf(ctx, y); err != nil {
			return w, err
		}
		if w.items, err = p.lib.ItemsOf(ctx, y); err != nil {
			return w, err
		}
		w.settings, err = p.lib.SettingsOf(ctx)
		return w, err
	}, func(w whole, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.take(w)
	})
}

func (p *Presenter) take(w whole) {
	p.volumes = w.volumes
	p.titles = make(map[string]string, len(w.items))
	for _, it := range w.items {
		p.titles[it.ID] = it.Title
	}
	h := Head{Volumes: len(w.volumes), Items: len(w.items), Next: ToBind}
	cards, sel := make([]Card, 0, len(w.volumes)), 0
	for i, v := range w.volumes {
		h.Pages += v.Pages
		h.Bound += len(v.Items)
		cards = append(cards, Card{v, thickness(v.Pages, w.settings.Arrange)})
		if v.ID == p.open {
			sel = i
		}
	}
	switch {
	case h.Items == 0:
		h.Next = ToArrange
	case h.Volumes > 0 && h.Bound >= h.Items:
		h.Next = ToTransfer
	}
	p.view.showHead(h)
	p.view.showCards(cards, sel)
}

// thickness gives how thick printed pages are, in millimetres.
func thickness(pages int, s archive.ArrangeSettings) float64 {
	sheets := pages
	if s.DuplexPages {
		sheets = (pages + 1) / 2
	}
	return float64(sheets) * s.SheetMM
}

// Come opens a volume: at its cover, or where it was.
func (p *Presenter) Come(i int) {
	if i < 0 || i >= len(p.volumes) {
		return
	}
	v := p.volumes[i]
	if p.open != v.ID {
		p.open, p.page = v.ID, 1
	}
	rows := make([]Entry, 0, len(v.Items))
	for _, it := range v.Items {
		rows = append(rows, Entry{it.Code, p.titles[it.Item], it.Page})
	}
	p.view.showContents(rows, p.entryAt(v))
	p.GoTo(p.page)
}

// entryAt gives the line of the contents that the page in sight belongs to.
func (p *Presenter) entryAt(v archive.Volume) int {
	at := -1
	for i, it := range v.Items {
		if it.Page <= p.page {
			at = i
		}
	}
	return at
}

func (p *Presenter) volume() (archive.Volume, bool) {
	for _, v := range p.volumes {
		if v.ID == p.open {
			return v, true
		}
	}
	return archive.Volume{}, false
}

// GoTo shows a page of the open volume, with those around it in the strip.
func (p *Presenter) GoTo(page int) {
	v, ok := p.volume()
	if !ok {
		return
	}
	p.page = min(max(page, 1), max(v.Pages, 1))
	p.loader.Show(paper.Key{ID: v.File, Page: p.page})
	first := min(max(p.page-StripPages/2, 1), max(v.Pages-StripPages+1, 1))
	p.view.showStrip(first, p.page, v.Pages)
	for n := first; n < first+StripPages && n <= v.Pages; n++ {
		p.Thumb(v, n)
	}
}

// Turn goes some pages on, or back.
func (p *Presenter) Turn(by int) { p.GoTo(p.page + by) }

// Entry goes to the first page of an item.
func (p *Presenter) Entry(e Entry) {
	if e.Page > 0 && e.Page != p.page {
		p.GoTo(e.Page)
	}
}

func (p *Presenter) pageShown(k paper.Key, v year.PageView) {
	if open, ok := p.volume(); ok && open.File == k.ID && k.Page == p.page {
		p.view.showPage(v)
		if p.page < open.Pages {
			p.loader.Ahead(paper.Key{ID: k.ID, Page: p.page + 1})
		}
	}
}

func count(n int) string { return strconv.Itoa(n) }

// folder gives where the volumes lie; "" when there are none.
func (p *Presenter) folder() string {
	if len(p.volumes) == 0 {
		return ""
	}
	return filepath.Dir(filepath.Dir(p.volumes[0].File))
}
