package search

import (
	"context"

	"niandang/archive"
)

// Export writes the hits as a list.
func (p *Presenter) Export() {
	if len(p.hits) == 0 {
		return
	}
	q := p.query()
	p.desk.ChooseSave(p.desk.Say("search.file", "text", p.text), func(path string) {
		var n int
		p.desk.Runner().Go(context.Background(), func(ctx context.Context) (err error) {
			n, err = p.lib.ExportHits(ctx, q, path)
			return err
		}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Did(archive.Say("search.did.export", "n", count(n), "path", path))
		})
	})
}

// NoteUse writes into the log who was shown the document in sight, and what for.
func (p *Presenter) NoteUse() {
	if p.at < 0 {
		return
	}
	h := p.hits[p.at]
	p.desk.Prompt(p.desk.Say("search.use"), p.desk.Say("search.use.why", "title", h.Title), func(why string) {
		p.desk.Change(func(ctx context.Context) (archive.Text, error) {
			_, err := p.lib.NoteUse(ctx, h.Document, why)
			return archive.Say("search.did.use", "title", h.Title), err
		}, nil)
	})
}
