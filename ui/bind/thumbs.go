package bind

import (
	"context"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/paper"
)

// Thumb shows a small page: one at hand at once, another when it is drawn.
func (p *Presenter) Thumb(v archive.Volume, page int) {
	k := paper.Key{ID: v.File, Page: page}
	if t, ok := p.thumbs[k]; ok {
		p.view.showThumb(k, t)
		return
	}
	if p.wanted[k] {
		return
	}
	p.wanted[k] = true
	var t year.PageView
	p.desk.Runner().Go(context.Background(), func(ctx context.Context) (err error) {
		t, err = p.lib.VolumePage(ctx, v, page, thumbHigh)
		return err
	}, func(err error) {
		delete(p.wanted, k)
		if err != nil {
			return // the page itself tells what is wrong
		}
		if len(p.thumbs) >= thumbsKept {
			p.thumbs = map[paper.Key]year.PageView{}
		}
		p.thumbs[k] = t
		p.view.showThumb(k, t)
	})
}

// pageLate says in the page's place that it is under way.
func (p *Presenter) pageLate(paper.Key) {
	p.view.showPage(year.PageView{Number: max(p.page, 1), Pages: max(p.page, 1), Note: archive.Say("view.opening")})
}
