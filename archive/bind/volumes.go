package bind

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"niandang/archive"
	"niandang/archive/pdf"
)

// volumes makes all volumes and, with each, the pages for printing its stamps on
// the paper originals.
func (c *compiler) volumes(ctx context.Context) error {
	for i := range c.p.Volumes {
		plan := &c.p.Volumes[i]
		f, err := c.run(ctx, output{name: plan.File, digest: c.volumeDigest(ctx, plan), make: func(ctx context.Context, put func(func(io.Writer) error) error) (finished, error) {
			return c.makeVolume(ctx, plan, put)
		}})
		if err != nil {
			return err
		}
		if f.Volume != nil {
			c.report.Volumes = append(c.report.Volumes, *f.Volume)
		}
		c.report.Findings = append(c.report.Findings, f.Findings...)
		for id, s := range f.StandIns {
			c.standIns[id] = s
		}
		if err := c.stampPages(ctx, plan, f.Spots); err != nil {
			return err
		}
		c.progress.Add(1)
	}
	return nil
}

// volumeDigest covers the items, what is shown of them, the bytes of their parts
// and what stands for these.
func (c *compiler) volumeDigest(ctx context.Context, plan *VolumePlan) string {
	gone, void := c.p.gaps(plan.Items)
	all := []any{plan, c.p.in.Settings.Classified, gone, void}
	for _, r := range c.p.records(plan.Items) {
		all = append(all, r.fields, r.doc.Issuers, r.doc.Department, r.doc.Secret)
		for _, part := range r.item.Parts {
			f := c.p.in.Files[part.FileID]
			key := []any{f.SHA256, f.Status, f.Problems, f.First, f.Pages, f.Blank, f.PUID, f.Path}
			if src, err := c.d.Content.Source(ctx, part.FileID); err == nil && src.Rendition != nil {
				key = append(key, src.Rendition.SHA256)
			}
			all = append(all, key)
		}
	}
	return c.digest([]string{"stamp", "volume", formSubjects}, all...)
}

func (c *compiler) makeVolume(ctx context.Context, plan *VolumePlan, put func(func(io.Writer) error) error) (finished, error) {
	v := &volume{c: c, plan: plan}
	if err := v.survey(ctx); err != nil {
		return finished{}, err
	}
	lay, lost, err := v.write(ctx, put)
	if err != nil {
		return finished{}, err
	}
	rec := v.record(lay)
	f := finished{Volume: &rec, Findings: v.findings(lost), StandIns: make(map[string][]standIn)}
	for i := range v.items {
		it := &v.items[i]
		f.Spots = append(f.Spots, *it.spot)
		for j := range it.parts {
			if how := it.parts[j].how; how == asCopy || how == asSlip || how == asRendition {
				f.StandIns[it.item.ID] = append(f.StandIns[it.item.ID], standIn{v.c.role(it, j), c.say("note.manner." + how.id())})
			}
		}
	}
	return f, nil
}

// findings tells what a person should know of a volume: characters that no face
// has, and parts that turned out to be unreadable although reading them gave no
// finding.
func (v *volume) findings(lost []rune) []archive.Finding {
	var out []archive.Finding
	told := make(map[rune]bool)
	add := func(f archive.Finding, it *boundItem) {
		f.Year, f.Step, f.Item, f.Document = v.c.p.in.Year, "bind", it.item.ID, it.item.Document
		out = append(out, f)
	}
	for i := range v.items {
		it := &v.items[i]
		gone := missing(v.c.d.Type, it.fields["title"], it.fields["issuers"], it.fields["number"], it.fields["department"])
		path := it.doc.Path
		for j := range it.parts {
			b := &it.parts[j]
			gone = append(gone, b.lost...)
			for _, f := range v.drawnFindings(it, b) {
				add(f, it)
			}
			if b.how == asSlip && v.unforeseen(b) {
				add(archive.NewFinding(archive.FUnreadable, b.part.Path, "code", it.item.Code, "why", v.c.p.in.Words.Say(b.why)), it)
			}
		}
		if len(gone) > 0 {
			add(archive.NewFinding(archive.FGlyphMissing, path, "code", it.item.Code, "chars", runes(gone)), it)
		}
		for _, r := range gone {
			told[r] = true
		}
	}
	var rest []rune
	for _, r := range lost {
		if !told[r] {
			rest = append(rest, r)
		}
	}
	if len(rest) > 0 {
		f := archive.NewFinding(archive.FGlyphMissing, v.plan.File, "code", v.plan.Title, "chars", runes(rest))
		f.Year, f.Step = v.c.p.in.Year, "bind"
		out = append(out, f)
	}
	return out
}

// unforeseen tells of a slip whose reason nobody was told yet.
func (v *volume) unforeseen(b *bound) bool {
	told := []string{"bind.why.secret", "bind.why.no_file", "bind.why.destroyed"}
	return !slices.Contains(told, b.why.ID) && len(b.file.Problems) == 0
}

// maxRunes is how many characters one finding names.
const maxRunes = 30

// runes lists characters; what has no picture of its own is named by its number.
func runes(rs []rune) string {
	var s []string
	for _, r := range rs[:min(len(rs), maxRunes)] {
		if unicode.IsGraphic(r) {
			s = append(s, string(r))
		} else {
			s = append(s, fmt.Sprintf("U+%04X", r))
		}
	}
	if len(rs) > maxRunes {
		s = append(s, "……")
	}
	return strings.Join(s, " ")
}

// stampPages makes the file for running the paper originals through a printer: a
// page for each item with nothing but the stamp, where the volume has it.
func (c *compiler) stampPages(ctx context.Context, plan *VolumePlan, spots []spot) error {
	if len(spots) != len(plan.Items) {
		return errors.New("bind: journal names other items than the plan")
	}
	records := c.p.records(plan.Items)
	digest := []any{spots}
	for _, r := range records {
		digest = append(digest, r.fields)
	}
	name := c.say("dir.stamps") + plan.File[strings.LastIndex(plan.File, "/"):]
	return c.paper(ctx, name, c.digest([]string{"stamp"}, digest...), func(ctx context.Context, w io.Writer) error {
		var sheets []pdf.Sheet
		for i, r := range records {
			s := spots[i]
			sheets = append(sheets, pdf.Sheet{W: s.W, H: s.H, Ops: c.stampOps(r, s.X, s.Y)})
		}
		return c.assemble(ctx, w, c.say("stamps.title", "title", plan.Title), sheets)
	})
}

// assemble writes a file of sheets that we set; such a file is always PDF/A-2b.
func (c *compiler) assemble(ctx context.Context, w io.Writer, title string, sheets []pdf.Sheet) error {
	_, err := c.d.Engine.Assemble(ctx, w, pdf.Job{
		Parts: []pdf.Part{{Sheets: sheets}},
		PDFA:  true,
		Meta:  pdf.Meta{Title: title, Author: c.p.in.Settings.Organ.Name, Creator: c.say("meta.creator"), Created: c.day},
	})
	return err
}
