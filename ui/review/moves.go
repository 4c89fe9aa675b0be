package review

import "niandang/ui/paper"

// Step goes a row down (1) or up (-1), over headings.
func (p *Presenter) Step(by int) {
	i, ok := p.at[p.current]
	if !ok {
		i = 0
	}
	for i += by; i >= 0 && i < len(p.rows); i += by {
		if !p.rows[i].Head {
			p.view.selectRow(i)
			return
		}
	}
}

// after gives the row that needs a look next after row i, from the top again at
// the end; -1 when there is none. What waits comes before what is only proposed.
func (p *Presenter) after(i int) int {
	for _, g := range []Group{Waiting, Proposed} {
		for n := 1; n <= len(p.rows); n++ {
			r := p.rows[(i+n)%len(p.rows)]
			if !r.Head && r.ID != p.current && r.Group == g {
				return (i + n) % len(p.rows)
			}
		}
	}
	return -1
}

// Next goes to what needs a look next.
func (p *Presenter) Next() {
	if len(p.rows) == 0 {
		return
	}
	if j := p.after(p.at[p.current]); j >= 0 {
		p.view.selectRow(j)
	}
}

// TurnPage shows another page of the document.
func (p *Presenter) TurnPage(by int) {
	d, ok := p.doc()
	if to := p.page + by; ok && to >= 1 && to <= p.pages {
		p.page = to
		p.loader.Show(paper.Key{ID: d.FileID, Page: to})
	}
}

// MoveCursor goes to another element; its place is framed more strongly, and its
// page turned up.
func (p *Presenter) MoveCursor(by int) {
	if d, ok := p.doc(); ok {
		n := len(fieldsOf(d))
		p.PutCursor(((p.cursor+by)%n + n) % n)
	}
}

// PutCursor puts the cursor on an element.
func (p *Presenter) PutCursor(i int) {
	d, ok := p.doc()
	if !ok {
		return
	}
	fields := fieldsOf(d)
	if i < 0 || i >= len(fields) {
		return
	}
	p.cursor = i
	p.showForm()
	if s := fields[i].Spot; s != nil && s.Page != p.page && s.Page >= 1 && s.Page <= p.pages {
		p.page = s.Page
		p.loader.Show(paper.Key{ID: d.FileID, Page: s.Page})
		return
	}
	p.view.showFrames(p.frames())
}

// Open comes to a document by its ID when the list is there.
func (p *Presenter) Open(document string) {
	p.current, p.page, p.cursor = document, 1, 0
	if i, ok := p.at[document]; ok {
		p.current = "" // so that it is shown anew
		p.view.selectRow(i)
	}
}
