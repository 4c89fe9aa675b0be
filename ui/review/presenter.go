package review

import (
	"context"
	"strconv"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/paper"
	"niandang/ui/task"
)

// Library is what the pane asks of a library.
type Library interface {
	DocumentsOf(ctx context.Context, year int) ([]archive.Document, error)
	Named(ctx context.Context, ids []string) ([]archive.Document, error)
	FilePage(ctx context.Context, fileID string, number, height int) (year.PageView, error)
	Appraise(ctx context.Context, year int, p archive.Progress) (year.AppraiseReport, error)
	Accept(ctx context.Context, document string) (archive.Event, error)
	Confirm(ctx context.Context, year int, documents []string) (int, error)
	Decide(ctx context.Context, document string, r archive.Retention, why string) (archive.Event, error)
	Edit(ctx context.Context, document string, values map[string]string, why string) (archive.Event, error)
	Merge(ctx context.Context, names []string, why string) (archive.Event, error)
	MarkSecret(ctx context.Context, document, mark, why string) (archive.Event, error)
}

// desk is what the presenter asks of the frame.
type desk interface {
	Words() archive.Words
	Say(id string, pairs ...string) string
	Year() int
	Runner() task.Runner
	Change(work func(context.Context) (archive.Text, error), done func(error))
	Start(pane.Job) bool
	Busy() bool
	Fail(error)
	Ask(title, text, yes string, do func())
	Open(id, target string)
}

// view is what the presenter draws on.
type view interface {
	showRows(rows []Row, sel int)
	showRow(i int, r Row)
	selectRow(i int)
	showHead(Head)
	showForm(Form)
	showPage(year.PageView, []paper.Frame)
	showFrames([]paper.Frame)
	showBanner(text string)
}

// Head is the pane's number and its next step.
type Head struct {
	Counts [3]int // by group
	Total  int
	Next   Next
}

// Next is the one primary step.
type Next int

// The steps in the order of the work.
const (
	ToCollect  Next = iota // there is nothing yet
	ToAppraise             // documents have no term yet
	ToLook                 // proposals ask for a look
	ToConfirm              // the rest can be confirmed at once
	ToArrange              // all is settled
)

// Presenter holds the state of the pane and decides.
type Presenter struct {
	desk desk
	lib  Library
	view view

	docs    []archive.Document // in the order of the list
	rows    []Row
	at      map[string]int // row by document ID
	place   map[string]int // document by ID
	current string         // document ID, "" for none
	page    int
	pages   int
	cursor  int
	merging string // the document that waits for its partner
	loading task.Latest
	loader  paper.Loader
}

// NewPresenter makes a presenter that draws on v.
func NewPresenter(d desk, l Library, v view) *Presenter {
	p := &Presenter{desk: d, lib: l, view: v}
	p.loader = paper.Loader{Runner: d.Runner(), Shown: p.pageShown, Late: p.pageLate, Failed: d.Fail, Fetch: func(ctx context.Context, k paper.Key) (year.PageView, error) {
		return l.FilePage(ctx, k.ID, k.Page, paper.Height)
	}}
	return p
}

// Load reads the year's documents; the one in sight stays in sight.
func (p *Presenter) Load() {
	y := p.desk.Year()
	task.Ask(p.desk.Runner(), &p.loading, func(ctx context.Context) ([]archive.Document, error) {
		return p.lib.DocumentsOf(ctx, y)
	}, func(docs []archive.Document, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.take(docs)
	})
}

func (p *Presenter) take(docs []archive.Document) {
	p.docs = sorted(docs)
	p.rows = rowsOf(p.docs)
	p.place, p.at = make(map[string]int, len(p.docs)), make(map[string]int, len(p.docs))
	for i, d := range p.docs {
		p.place[d.ID] = i
	}
	for i, r := range p.rows {
		if !r.Head {
			p.at[r.ID] = i
		}
	}
	sel, ok := p.at[p.current]
	if !ok {
		p.current = ""
		sel = min(1, len(p.rows)-1)
	}
	p.showHead()
	p.view.showRows(p.rows, sel)
}

func (p *Presenter) showHead() {
	h := Head{Total: len(p.docs)}
	undecided := 0
	for _, d := range p.docs {
		h.Counts[groupOf(d)]++
		if d.Decision.Retention == archive.RetentionUnset && !d.Secret {
			undecided++
		}
	}
	switch {
	case h.Total == 0:
		h.Next = ToCollect
	case undecided > 0 && undecided == h.Total-p.secrets():
		h.Next = ToAppraise
	case h.Counts[Waiting] > 0:
		h.Next = ToLook
	case h.Counts[Proposed] > 0:
		h.Next = ToConfirm
	default:
		h.Next = ToArrange
	}
	p.view.showHead(h)
	p.countRows()
}

// countRows keeps the headings' numbers: what still stands under each.
func (p *Presenter) countRows() {
	head, n := -1, 0
	tell := func() {
		if head >= 0 && p.rows[head].Count != n {
			p.rows[head].Count = n
			p.view.showRow(head, p.rows[head])
		}
	}
	for i, r := range p.rows {
		switch {
		case r.Head:
			tell()
			head, n = i, 0
		case r.Group == p.rows[head].Group:
			n++
		}
	}
	tell()
}

func (p *Presenter) secrets() (n int) {
	for _, d := range p.docs {
		if d.Secret {
			n++
		}
	}
	return n
}

// doc gives the document in sight.
func (p *Presenter) doc() (archive.Document, bool) {
	i, ok := p.place[p.current]
	if !ok {
		return archive.Document{}, false
	}
	return p.docs[i], true
}

// Come shows the document of a row.
func (p *Presenter) Come(i int) {
	if i < 0 || i >= len(p.rows) || p.rows[i].Head {
		return
	}
	d := p.docs[p.place[p.rows[i].ID]]
	if p.current != d.ID {
		p.current, p.page, p.pages = d.ID, 1, max(d.Pages, 1)
		p.cursor = firstUnsure(fieldsOf(d))
	}
	p.showForm()
	if d.FileID == "" || d.Secret {
		p.loader.Forget()
		p.view.showPage(year.PageView{Number: 1, Pages: 1, Note: noPage(d)}, nil)
		return
	}
	p.loader.Show(paper.Key{ID: d.FileID, Page: p.page})
	p.ahead(i)
}

// ahead fetches the pages that one key will ask for.
func (p *Presenter) ahead(i int) {
	for _, j := range []int{i + 1, p.after(i), i + 2, i - 1} {
		if j >= 0 && j < len(p.rows) && !p.rows[j].Head {
			p.loader.Ahead(paper.Key{ID: p.docs[p.place[p.rows[j].ID]].FileID, Page: 1})
		}
	}
}

func (p *Presenter) showForm() {
	d, ok := p.doc()
	if !ok {
		return
	}
	f := formOf(d, p.desk.Words())
	p.cursor = min(p.cursor, len(f.Fields)-1)
	f.Cursor = p.cursor
	f.Peers = len(p.peers(d))
	p.view.showForm(f)
}

func count(n int) string { return strconv.Itoa(n) }

// pageLate says in the page's place that it is under way.
func (p *Presenter) pageLate(paper.Key) {
	p.view.showPage(year.PageView{Number: max(p.page, 1), Pages: max(p.pages, 1), Note: archive.Say("view.opening")}, nil)
}
