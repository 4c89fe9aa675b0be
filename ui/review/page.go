package review

import (
	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/paper"
)

// noPage says why a document has no page to be seen.
func noPage(d archive.Document) archive.Text {
	if d.Secret {
		return archive.Say("view.secret")
	}
	return archive.Say("view.no_file")
}

func (p *Presenter) pageShown(k paper.Key, v year.PageView) {
	d, ok := p.doc()
	if !ok || d.FileID != k.ID {
		return
	}
	p.page, p.pages = max(v.Number, 1), max(v.Pages, 1)
	p.view.showPage(v, p.frames())
	if p.page < p.pages {
		p.loader.Ahead(paper.Key{ID: k.ID, Page: p.page + 1})
	}
}

// frames are the places on the page where elements were read.
func (p *Presenter) frames() []paper.Frame {
	d, ok := p.doc()
	if !ok {
		return nil
	}
	var out []paper.Frame
	for i, f := range fieldsOf(d) {
		if f.Spot != nil && f.Spot.Page == p.page {
			out = append(out, paper.Frame{Spot: *f.Spot, Strong: i == p.cursor})
		}
	}
	return out
}
