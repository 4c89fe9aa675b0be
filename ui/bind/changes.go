package bind

import (
	"context"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/pane"
	"niandang/ui/paper"
)

// Bind makes the volumes, where they are already or in a folder that is chosen.
func (p *Presenter) Bind() {
	if dir := p.folder(); dir != "" {
		p.bindInto(dir)
		return
	}
	p.desk.ChooseTarget(p.bindInto)
}

func (p *Presenter) bindInto(dir string) {
	y := p.desk.Year()
	var r year.BindReport
	p.desk.Start(pane.Job{Title: archive.Say("bind.job"), Work: func(ctx context.Context, pr archive.Progress) (err error) {
		if err = p.lib.Settle(ctx, y, archive.NoProgress{}); err != nil {
			return err
		}
		r, err = p.lib.Bind(ctx, y, dir, pr)
		return err
	}, Done: func(err error) {
		if err == nil {
			p.desk.Did(archive.Say("bind.did", "n", count(r.Volumes), "pages", count(r.Pages), "path", r.Dir))
		}
		p.loader.Forget()
		p.thumbs = map[paper.Key]year.PageView{}
		p.Load()
	}})
}

// Print opens the volume in sight in the system's own program, which prints.
func (p *Presenter) Print() {
	if v, ok := p.volume(); ok {
		p.desk.OpenFile(v.File)
	}
}

// Folder opens the folder with volumes, catalogues and labels.
func (p *Presenter) Folder() {
	if dir := p.folder(); dir != "" {
		p.desk.OpenFile(dir)
	}
}

// Do does the one primary step.
func (p *Presenter) Do(n Next) {
	switch n {
	case ToArrange:
		p.desk.Open(pane.Arrange, "")
	case ToBind:
		p.Bind()
	case ToTransfer:
		p.desk.Open(pane.Transfer, "")
	}
}
