package year

import (
	"context"
	"fmt"
	"path"
	"strings"

	"golang.org/x/sync/errgroup"

	"niandang/archive"
	"niandang/archive/bind"
	"niandang/archive/collect"
	"niandang/archive/format"
	"niandang/archive/gongwen"
	"niandang/archive/page"
)

// pending is a file on its way from its source into the library.
type pending struct {
	entry     collect.Entry
	file      archive.File
	staged    archive.Staged
	format    format.Format
	known     *archive.Reading // read before, from other bytes' twin
	reading   archive.Reading
	texts     []archive.PageText
	rendition *format.Rendition
	findings  []archive.Finding
	container bool
	keep      bool // the bytes may become an object
	gone      bool // the same bytes were destroyed
}

func (p *pending) ext() string { return collect.Ext(p.file.Path) }

func (p *pending) input() format.Input {
	return format.Input{Name: path.Base(p.file.Path), Path: p.staged.Path(), SHA256: p.staged.SHA256(), Size: p.staged.Size()}
}

// readers is how many files are read side by side.
const readers = 2

// flush reads what is queued and commits it.
func (c *collector) flush(ctx context.Context) error {
	batch := c.queue
	c.queue = nil
	if len(batch) == 0 {
		return nil
	}
	return c.batch(ctx, batch)
}

// batch takes files in: staged privately, looked at, and only then kept. What is
// staged is wiped whatever happens.
func (c *collector) batch(ctx context.Context, batch []*pending) error {
	defer func() {
		for _, p := range batch {
			if p.staged != nil {
				p.staged.Wipe()
			}
		}
	}()
	if err := each(ctx, batch, c.stage); err != nil {
		return err
	}
	dir, wipe, err := c.Store.TempDir()
	if err != nil {
		return fmt.Errorf("collect: %w", err)
	}
	defer wipe()
	c.convert(ctx, dir, batch)
	if err := each(ctx, batch, c.read); err != nil {
		return err
	}
	if err := c.members(ctx, batch); err != nil {
		return err
	}
	return c.commit(ctx, batch)
}

// each runs work on the batch, a few side by side.
func each(ctx context.Context, batch []*pending, work func(context.Context, *pending) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(readers)
	for _, p := range batch {
		g.Go(func() error { return work(ctx, p) })
	}
	return g.Wait()
}

// stage copies one file into the staging area, digesting it in the same pass,
// and finds out what it is.
func (c *collector) stage(ctx context.Context, p *pending) error {
	p.findings = append(p.findings, p.entry.Problems...)
	if p.entry.Open == nil {
		return nil
	}
	r, err := p.entry.Open()
	if err != nil {
		p.findings = append(p.findings, archive.NewFinding(archive.FUnreadable, p.file.Path, "detail", err.Error()))
		return ctx.Err()
	}
	defer r.Close()
	if p.staged, err = c.Store.Stage(ctx, r); err != nil {
		if ctx.Err() != nil || archive.ErrorCode(err) == archive.CodeSpace {
			return err
		}
		p.findings = append(p.findings, archive.NewFinding(archive.FUnreadable, p.file.Path, "detail", err.Error()))
		return nil
	}
	p.file.SHA256, p.file.SM3, p.file.Size = p.staged.SHA256(), p.staged.SM3(), p.staged.Size()
	if old, ok := c.gone[p.file.SHA256]; ok && p.file.Size > 0 && !c.Store.HasObject(p.file.SHA256) {
		p.comesAgain(old)
		return nil
	}
	if p.format, err = c.Reader.Identify(ctx, p.input()); err != nil {
		return fmt.Errorf("identify %s: %w", p.file.Path, err)
	}
	p.file.PUID, p.file.MIME = p.format.PUID, p.format.MIME
	p.container = p.format.Family == "zip" && !c.junk(p)
	return c.knownReading(ctx, p)
}

// comesAgain accounts for a file whose bytes were destroyed: they are not taken in
// a second time.
func (p *pending) comesAgain(old archive.File) {
	p.gone = true
	p.file.Status, p.file.Role, p.file.Document, p.file.Of = archive.Gone, archive.RoleDuplicate, old.Document, old.Path
	p.file.PUID, p.file.MIME, p.file.Pages = old.PUID, old.MIME, old.Pages
	p.file.Why = []archive.Text{archive.Say("collect.why.destroyed", "of", old.Path)}
}

// knownReading finds what an earlier file with the same bytes gave.
func (c *collector) knownReading(ctx context.Context, p *pending) error {
	r, err := c.Store.Reading(ctx, p.file.SHA256, p.ext())
	if notFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	p.known = &r
	return nil
}

// needsOffice are the families that the office helper turns into PDF.
var needsOffice = map[string]bool{"docx": true, "doc": true, "xlsx": true, "xls": true, "odt": true, "ods": true, "office": true, "rtf": true}

// convert has the batch's office files turned into PDF in one run of the helper.
func (c *collector) convert(ctx context.Context, dir string, batch []*pending) {
	var ins []format.Input
	for _, p := range batch {
		if p.staged != nil && !p.gone && p.known == nil && needsOffice[p.format.Family] && !c.junk(p) {
			ins = append(ins, p.input())
		}
	}
	if len(ins) == 0 {
		return
	}
	made, findings := c.Reader.ConvertAll(ctx, dir, ins)
	for _, p := range batch {
		if p.staged == nil {
			continue
		}
		if r, ok := made[p.file.SHA256]; ok {
			p.rendition = &r
		}
		for _, f := range findings {
			if f.Of == p.file.SHA256 || f.Path == path.Base(p.file.Path) {
				f.Path, f.Of = p.file.Path, ""
				p.findings = append(p.findings, f)
			}
		}
	}
}

func (c *collector) junk(p *pending) bool {
	_, junk := collect.JunkName(p.file.Path)
	return junk
}

// read reads one staged file's content and decides whether its bytes may stay.
func (c *collector) read(ctx context.Context, p *pending) error {
	defer c.progress.Add(1)
	if p.staged == nil || p.container || p.gone {
		return nil
	}
	if why, junk := collect.JunkName(p.file.Path); junk {
		p.file.Status, p.file.Role, p.file.Why = archive.Junk, archive.RoleJunk, []archive.Text{why}
		return nil
	}
	if p.known != nil {
		p.reading = *p.known
	} else if err := c.readContent(ctx, p); err != nil {
		return err
	}
	p.file.Pages, p.file.Blank = p.reading.Pages, p.reading.Blank
	p.keep = !c.refuse(p)
	return nil
}

func (c *collector) readContent(ctx context.Context, p *pending) error {
	content, err := c.Reader.Read(ctx, p.input(), format.ReadOptions{Rendition: p.rendition})
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p.findings = append(p.findings, archive.NewFinding(archive.FUnreadable, p.file.Path, "detail", err.Error()))
		p.reading = archive.Reading{SHA256: p.file.SHA256, Ext: p.ext(), PUID: p.format.PUID, MIME: p.format.MIME, Family: p.format.Family}
		return nil
	}
	if p.rendition == nil {
		p.rendition = content.Rendition
	}
	p.reading = c.digest(p, content)
	p.texts = pageTexts(p.file.SHA256, content.Doc)
	return nil
}

// digest turns content into what is kept of it: the elements, not the layout.
func (c *collector) digest(p *pending, content format.Content) archive.Reading {
	hints := gongwen.Hints{Name: path.Base(p.file.Path), Organ: c.settings.Organ}
	text := content.Doc.Text()
	r := archive.Reading{
		SHA256: p.file.SHA256, Ext: p.ext(),
		PUID: p.format.PUID, MIME: p.format.MIME, Format: p.format.Name, Family: p.format.Family,
		Pages: content.Pages, PagesSure: content.PagesSure, Blank: content.Blank, Problems: content.Problems,
		Face: gongwen.Read(content.Doc, hints), OCR: content.OCR,
		Embedded: content.Embedded, Chars: len([]rune(archive.Squeeze(text))),
	}
	if p.format.Family == "eml" {
		mailFace(&r.Face, content.Doc)
	}
	if p.format.Family == "pdf" && len(content.Doc.Pages) > 0 {
		r.Head = bind.Head(content.Doc.Pages[0])
	}
	if content.Pages > 1 {
		r.Segments = gongwen.Segments(content.Doc, hints)
	}
	if r.Chars > 0 {
		text = gongwen.Behind(content.Doc, hints).Text() // a form in front makes no other document
		r.TextDigest, r.Sketch = collect.TextDigest(text), collect.Sketch(text)
	}
	if mark, term, found, _ := gongwen.SecrecyMark(content.Doc); found {
		r.Face.Security, r.Face.SecurityTerm = mark, term
	}
	return r
}

func pageTexts(sha string, d page.Doc) []archive.PageText {
	var out []archive.PageText
	for i, pg := range d.Pages {
		if t := strings.TrimSpace(pg.Text()); t != "" {
			out = append(out, archive.PageText{SHA256: sha, Page: i + 1, Text: t})
		}
	}
	return out
}
