package year

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"

	"niandang/archive"
	"niandang/archive/collect"
)

// members takes in what lies inside the batch's containers: members of zip
// exports, attachments of e-mails and OFD files. Members are committed before
// their container, so that an interrupted run does not take it for done.
func (c *collector) members(ctx context.Context, batch []*pending) error {
	for _, p := range batch {
		if p.staged == nil || p.file.Status == archive.Secret {
			continue
		}
		var err error
		refused := c.refused
		switch {
		case p.container:
			err = c.zip(ctx, p)
		case len(p.reading.Embedded) > 0:
			err = c.embedded(ctx, p)
		}
		if err != nil {
			return fmt.Errorf("open %s: %w", p.file.Path, err)
		}
		if c.refused > refused { // what holds a secret is not kept either
			p.keep = false
			if !p.container {
				p.file.Status = archive.Secret
				p.texts, p.reading = nil, permitted(p.reading)
			}
		}
	}
	return nil
}

func (c *collector) zip(ctx context.Context, p *pending) error {
	p.file.Status, p.file.Role = archive.Container, archive.RoleContainer
	entries, findings, err := collect.OpenContainer(ctx, p.staged.Path(), p.file.Path, c.settings.Limits)
	p.findings = append(p.findings, findings...)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p.file.Status = archive.Problem
		p.findings = append(p.findings, archive.NewFinding(archive.FUnreadable, p.file.Path, "detail", err.Error()))
		p.keep = true
		return nil
	}
	p.keep = hasError(findings) // a member could not be read: the container is its only copy
	c.progress.Total(len(entries))
	return c.inner(ctx, p.file.Source, entries)
}

func hasError(findings []archive.Finding) bool {
	for _, f := range findings {
		if f.Severity == archive.SevError {
			return true
		}
	}
	return false
}

// embedded takes in what an e-mail or OFD file carries.
func (c *collector) embedded(ctx context.Context, p *pending) error {
	var entries []collect.Entry
	in := p.input()
	err := c.Reader.Members(ctx, in, func(name string, size int64, open func() (io.ReadCloser, error)) error {
		e := collect.Entry{Path: p.file.Path + "!/" + path.Base(name), Size: size, ModTime: p.file.ModTime}
		if b, err := readMember(open, c.settings.Limits.MemoryBytes); err != nil {
			e.Problems = append(e.Problems, collect.Unreadable(e.Path, err))
		} else {
			e.Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
		}
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		p.findings = append(p.findings, archive.NewFinding(archive.FUnreadable, p.file.Path, "detail", err.Error()))
		return ctx.Err()
	}
	return c.inner(ctx, p.file.Source, entries)
}

// readMember reads what lies inside a file while that is open.
func readMember(open func() (io.ReadCloser, error), limit int64) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("larger than %d bytes", limit)
	}
	return b, err
}

// inner takes in the entries of a container, in batches of their own.
func (c *collector) inner(ctx context.Context, source string, entries []collect.Entry) error {
	saved := c.queue
	c.queue = nil
	for _, e := range entries {
		if err := c.entry(ctx, source, e); err != nil {
			return err
		}
	}
	err := c.flush(ctx)
	c.queue = saved
	return err
}

// commit writes the batch's records in one transaction.
func (c *collector) commit(ctx context.Context, batch []*pending) error {
	ch := archive.Change{Quiet: true, Year: c.year, Who: c.Who, What: "collect"}
	if err := each(ctx, batch, keep); err != nil {
		return fmt.Errorf("collect: %w", err)
	}
	for _, p := range batch {
		c.finish(p)
		ch.Files = append(ch.Files, p.file)
		if p.reading.SHA256 != "" && p.known == nil {
			ch.Readings = append(ch.Readings, p.reading)
			ch.Pages = append(ch.Pages, p.texts...)
		}
		r, err := c.keepRendition(ctx, p)
		if err != nil {
			return err
		}
		if r != nil {
			ch.Renditions = append(ch.Renditions, *r)
		}
	}
	if _, err := c.Store.Apply(ctx, ch); err != nil {
		return fmt.Errorf("collect: %w", err)
	}
	c.report.Read += len(batch)
	return nil
}

// broken are the problems that leave a file without usable content.
var broken = map[string]bool{
	archive.FZeroByte: true, archive.FTruncated: true, archive.FEncrypted: true,
	archive.FUnreadable: true, archive.FUnsupportedFormat: true, archive.FUnsafeArchive: true,
}

// finish puts the findings of taking a file in on its record; they become
// findings of the year when documents are formed.
func (c *collector) finish(p *pending) {
	p.file.Noted, p.file.Problems = p.findings, nil
	if p.known != nil { // what the bytes showed is on their reading
		p.file.Noted = nil
	}
	for _, f := range append(p.file.Noted[:len(p.file.Noted):len(p.file.Noted)], p.reading.Problems...) {
		p.file.Problems = append(p.file.Problems, f.Kind)
		if broken[f.Kind] && p.file.Status == archive.Kept {
			p.file.Status = archive.Problem
		}
	}
}

func keep(ctx context.Context, p *pending) error {
	if !p.keep {
		return nil
	}
	return p.staged.Keep(ctx)
}

// keepRendition makes the PDF that a helper made an object of its own.
func (c *collector) keepRendition(ctx context.Context, p *pending) (*archive.Rendition, error) {
	if p.rendition == nil || !p.keep {
		return nil, nil
	}
	f, err := os.Open(p.rendition.Path)
	if err != nil {
		return nil, fmt.Errorf("rendition of %s: %w", p.file.Path, err)
	}
	defer f.Close()
	st, err := c.Store.Stage(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("rendition of %s: %w", p.file.Path, err)
	}
	defer st.Wipe()
	if err := st.Keep(ctx); err != nil {
		return nil, fmt.Errorf("rendition of %s: %w", p.file.Path, err)
	}
	return &archive.Rendition{Of: p.file.SHA256, SHA256: st.SHA256(), Kind: "pdf", Pages: p.rendition.Pages, Maker: p.rendition.Maker}, nil
}
