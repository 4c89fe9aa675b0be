package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sort"
	"sync"

	"niandang/archive"
)

// assembler puts files together for both engines: the writer is our own and needs
// no licence. The engines differ in how they read a damaged part.
type assembler struct {
	face    func() (*Typeface, error) // parsed when first asked for
	rewrite func(ctx context.Context, r io.ReadSeeker) ([]byte, error)
}

func newAssembler(fonts Fonts, rewrite func(context.Context, io.ReadSeeker) ([]byte, error)) assembler {
	return assembler{
		face:    sync.OnceValues(func() (*Typeface, error) { return NewType(fonts) }),
		rewrite: rewrite,
	}
}

// assembly is the work on one job.
type assembly struct {
	assembler
	ctx        context.Context
	job        Job
	w          *writer
	typeface   *Typeface
	subsets    [4]*subset
	drawnFonts []*drawnFont
	fontDict   int
	catalog    int
	tree       int
	pages      []int // object numbers of the pages of the whole file, also of pages to come
	done       int   // pages that were written
	missing    map[rune]bool
	layers     layers
}

// Assemble writes one file from foreign pages and pages that we set. A foreign
// file that cannot be read is told in the report, and the work goes on.
func (m assembler) Assemble(ctx context.Context, w io.Writer, job Job) (Report, error) {
	face, err := m.face()
	if err != nil && needsType(job) {
		return Report{}, err
	}
	a := &assembly{assembler: m, ctx: ctx, job: job, w: newWriter(w), typeface: face, missing: map[rune]bool{}}
	a.catalog, a.tree, a.fontDict = a.w.reserve(), a.w.reserve(), a.w.reserve()
	var rep Report
	for i := range job.Parts {
		if err := ctx.Err(); err != nil {
			return rep, archive.Fail(archive.CodeCanceled, "canceled", err)
		}
		first := a.done
		err := a.part(&job.Parts[i])
		if a.w.err != nil {
			return rep, fmt.Errorf("write pdf: %w", a.w.err)
		}
		rep.Parts = append(rep.Parts, PartReport{First: first + 1, Pages: a.done - first, Err: err})
	}
	rep.Pages = a.done
	rep.Missing = a.missed()
	return rep, a.close()
}

// needsType reports whether a job sets any type.
func needsType(job Job) bool {
	for _, p := range job.Parts {
		if p.Sheets != nil || p.Overlay != nil {
			return true
		}
	}
	return false
}

func (a *assembly) part(p *Part) error {
	if p.Open == nil {
		return a.sheets(p)
	}
	f, err := p.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	src, err := a.objects(a.ctx, f)
	if err != nil {
		return err
	}
	return a.foreign(p, src)
}

// objects reads a foreign file; one that pdfcpu cannot read is written anew by
// its engine and tried again.
func (m assembler) objects(ctx context.Context, r io.ReadSeeker) (*source, error) {
	src, err := readSource(ctx, r)
	if err == nil || ctx.Err() != nil {
		return src, err
	}
	fresh, second := m.rewrite(ctx, r)
	if second != nil {
		return nil, errors.Join(err, second)
	}
	return readSource(ctx, bytes.NewReader(fresh))
}

// page gives the object number of page i (from 0) of the whole file.
func (a *assembly) page(i int) int {
	for len(a.pages) <= i {
		a.pages = append(a.pages, a.w.reserve())
	}
	return a.pages[i]
}

func (a *assembly) sheets(p *Part) error {
	var errs []error
	for i, s := range p.Sheets {
		c := &canvas{a: a, height: s.H * pointsPerMM}
		ops := s.Ops
		if p.Overlay != nil {
			ops = append(append([]Op(nil), ops...), p.Overlay(i, Size{s.W * pointsPerMM, s.H * pointsPerMM})...)
		}
		errs = append(errs, c.draw(ops)) // a picture that fails leaves its place empty
		a.sheet(s, c)
	}
	return errors.Join(errs...)
}

func (a *assembly) sheet(s Sheet, c *canvas) {
	content := a.w.addPacked("", c.buf)
	b := fmt.Appendf(nil, "<</Type/Page/Parent %s/MediaBox[0 0 ", ref(a.tree))
	b = nums(b, s.W*pointsPerMM, s.H*pointsPerMM)
	b = fmt.Appendf(b, "]/Resources%s/Contents %s", c.resources(), ref(content))
	b = a.appendLinks(b, c, nil, identity)
	a.w.put(a.page(a.done), append(b, ">>"...))
	a.done++
}

// appendLinks adds /Annots: kept foreign annotations and our links.
func (a *assembly) appendLinks(b []byte, c *canvas, kept []int, m matrix) []byte {
	if len(kept) == 0 && (c == nil || len(c.links) == 0) {
		return b
	}
	b = append(b, "/Annots["...)
	for _, num := range kept {
		b = append(b, ref(num)+" "...)
	}
	if c != nil {
		for _, l := range c.links {
			b = append(b, ref(a.link(m.box(c.linkRect(l)), l.Page))+" "...)
		}
	}
	return append(b, ']')
}

// link writes a link to a page of the job; F 4 (print) is asked for by
// ISO 19005-2, 6.3.2.
func (a *assembly) link(at box, number int) int {
	b := append([]byte("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["), nums(nil, at.x0, at.y0, at.x1, at.y1)...)
	return a.w.add(fmt.Appendf(b, "]/A<</S/GoTo/D[%s/XYZ null null null]>>>>", ref(a.page(max(number, 1)-1))))
}

// code gives the face and code under which a character is set.
func (a *assembly) code(r rune, f Face) (Face, int) {
	face, set, found := a.typeface.place(r, f)
	if !found {
		a.missing[r] = true
	}
	if a.subsets[face] == nil {
		a.subsets[face] = newSubset(a.typeface.faces[face])
	}
	return face, a.subsets[face].code(set)
}

func (a *assembly) missed() []rune {
	out := make([]rune, 0, len(a.missing))
	for r := range a.missing {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// close writes what is known only at the end: faces, page tree, catalogue.
func (a *assembly) close() error {
	a.fonts()
	b := fmt.Appendf(nil, "<</Type/Pages/Count %d/Kids[", a.done)
	for i := range a.done {
		b = append(b, ref(a.page(i))+" "...)
	}
	a.w.put(a.tree, append(b, "]>>"...))
	info := a.w.add(a.info())
	a.root()
	if err := a.w.finish(a.catalog, info); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return nil
}
