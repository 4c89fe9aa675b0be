package search

import (
	"context"
	"strconv"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/paper"
	"niandang/ui/task"
)

// Library is what the pane asks of a library.
type Library interface {
	Search(ctx context.Context, q archive.Query) ([]archive.Hit, int, error)
	HitPage(ctx context.Context, h archive.Hit, number, height int) (year.PageView, error)
	ExportHits(ctx context.Context, q archive.Query, path string) (int, error)
	SettingsOf(ctx context.Context) (archive.Settings, error)
	NoteUse(ctx context.Context, document, why string) (archive.Event, error)
}

type desk interface {
	Words() archive.Words
	Say(id string, pairs ...string) string
	Year() int
	Runner() task.Runner
	Did(archive.Text)
	Fail(error)
	Change(work func(context.Context) (archive.Text, error), done func(error))
	Prompt(title, label string, got func(text string))
	ChooseSave(name string, got func(path string))
	Open(id, target string)
}

type view interface {
	showHits(hits []archive.Hit, total int, text string)
	showNothing(text string)
	showPage(year.PageView)
	showFilter(Filter)
}

// Filter narrows the answers.
type Filter struct {
	AllYears    bool
	Term        archive.Retention
	Department  int // place in Departments, 0 for all
	Departments []archive.Department
	Issuer      string   // "" for all
	Issuers     []string // of what is found, those with the most hits first
}

// quiet is how long typing must pause before the library is asked; most is how
// many hits are shown.
const (
	quiet = 150 * time.Millisecond
	most  = 300
)

// Presenter holds the state of the pane and decides.
type Presenter struct {
	Pause func(context.Context) error // before a search

	desk   desk
	lib    Library
	view   view
	text   string
	filter Filter
	hits   []archive.Hit
	at     int
	page   int
	pages  int
	asked  task.Latest
	setup  task.Latest
	loader paper.Loader
}

// NewPresenter makes a presenter that draws on v.
func NewPresenter(d desk, l Library, v view) *Presenter {
	p := &Presenter{desk: d, lib: l, view: v, at: -1, Pause: func(ctx context.Context) error { return task.Quiet(ctx, quiet) }}
	p.loader = paper.Loader{Runner: d.Runner(), Shown: p.pageShown, Late: p.pageLate, Failed: d.Fail, Fetch: func(ctx context.Context, k paper.Key) (year.PageView, error) {
		h, err := p.hitOf(k.ID)
		if err != nil {
			return year.PageView{}, err
		}
		return l.HitPage(ctx, h, k.Page, paper.Height)
	}}
	return p
}

// Load reads what the filters offer, and asks again.
func (p *Presenter) Load() {
	task.Ask(p.desk.Runner(), &p.setup, p.lib.SettingsOf, func(s archive.Settings, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.filter.Departments = s.Organ.Departments
		p.view.showFilter(p.filter)
	})
	if p.text != "" {
		p.search()
	}
}

// Type takes what stands in the field: the library is asked when typing pauses,
// and answers that come late are dropped.
func (p *Presenter) Type(text string) {
	p.text = strings.TrimSpace(text)
	p.search()
}

func (p *Presenter) query() archive.Query {
	q := archive.Query{Text: p.text, Retention: p.filter.Term, Limit: most}
	if !p.filter.AllYears {
		q.Year = p.desk.Year()
	}
	q.Issuer = p.filter.Issuer
	if n := p.filter.Department; n > 0 && n <= len(p.filter.Departments) {
		q.Department = p.filter.Departments[n-1].Name
	}
	return q
}

func (p *Presenter) search() {
	if p.text == "" {
		p.asked.Stop()
		p.hits, p.at = nil, -1
		p.view.showHits(nil, 0, "")
		p.view.showNothing(p.desk.Say("search.empty"))
		return
	}
	type answer struct {
		hits  []archive.Hit
		total int
	}
	q := p.query()
	task.Ask(p.desk.Runner(), &p.asked, func(ctx context.Context) (a answer, err error) {
		if err := p.Pause(ctx); err != nil {
			return a, err
		}
		a.hits, a.total, err = p.lib.Search(ctx, q)
		return a, err
	}, func(a answer, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.hits, p.at = a.hits, -1
		if q.Issuer == "" {
			p.filter.Issuers = issuersOf(a.hits)
			p.view.showFilter(p.filter)
		}
		p.view.showHits(a.hits, a.total, q.Text)
		if len(a.hits) == 0 {
			p.view.showNothing(p.desk.Say("search.none", "text", q.Text))
		}
	})
}

// Narrow changes the filter and asks again.
func (p *Presenter) Narrow(change func(*Filter)) {
	change(&p.filter)
	p.view.showFilter(p.filter)
	if p.text != "" {
		p.search()
	}
}

// Come shows the page of a hit.
func (p *Presenter) Come(i int) {
	if i < 0 || i >= len(p.hits) {
		return
	}
	p.at, p.page = i, max(p.hits[i].Page, 1)
	p.pages = p.page
	p.loader.Show(paper.Key{ID: keyOf(p.hits[i]), Page: p.page})
	if i+1 < len(p.hits) {
		p.loader.Ahead(paper.Key{ID: keyOf(p.hits[i+1]), Page: max(p.hits[i+1].Page, 1)})
	}
}

// keyOf and hitOf carry a hit through the loader, which knows pages by a name:
// the same page found by other words is marked elsewhere.
func keyOf(h archive.Hit) string {
	return h.Document + "\n" + h.SHA256 + "\n" + h.Path + "\n" + strings.Join(year.HitWords(h), "\t")
}

func (p *Presenter) hitOf(key string) (archive.Hit, error) {
	parts := strings.SplitN(key, "\n", 4)
	if len(parts) != 4 {
		return archive.Hit{}, archive.Fail(archive.CodeInternal, "internal", nil, "detail", key)
	}
	words := ""
	for _, w := range strings.Split(parts[3], "\t") {
		words += "\x02" + w + "\x03"
	}
	return archive.Hit{Document: parts[0], SHA256: parts[1], Path: parts[2], Snippet: words}, nil
}

func (p *Presenter) pageShown(k paper.Key, v year.PageView) {
	if p.at >= 0 && keyOf(p.hits[p.at]) == k.ID {
		p.page, p.pages = max(v.Number, 1), max(v.Pages, 1)
		p.view.showPage(v)
	}
}

// TurnPage shows another page of the file with the hit.
func (p *Presenter) TurnPage(by int) {
	if to := p.page + by; p.at >= 0 && to >= 1 && to <= p.pages {
		p.page = to
		p.loader.Show(paper.Key{ID: keyOf(p.hits[p.at]), Page: to})
	}
}

// Look opens the document of the hit in sight where it is decided.
func (p *Presenter) Look(open string) {
	if p.at >= 0 {
		p.desk.Open(open, p.hits[p.at].Document)
	}
}

func count(n int) string { return strconv.Itoa(n) }

// pageLate says in the page's place that it is under way.
func (p *Presenter) pageLate(paper.Key) {
	p.view.showPage(year.PageView{Number: max(p.page, 1), Pages: max(p.pages, 1), Note: archive.Say("view.opening")})
}
