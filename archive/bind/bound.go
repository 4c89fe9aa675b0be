package bind

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"niandang/archive"
	"niandang/archive/ofd"
	"niandang/archive/pdf"
)

// manner is how a part comes into a volume.
type manner int

const (
	asOriginal  manner = iota // the pages of a PDF
	asRendition               // a PDF that a helper made
	asPicture                 // an image, placed by its resolution
	asDrawn                   // an OFD document, drawn by us
	asCopy                    // its text, set in type: a copy that has not the original's look
	asText                    // an e-mail or a text, which has no other look than its text
	asSlip                    // a page that says what should be here and why it is not
)

// id names the manner in the words.
func (m manner) id() string {
	return [...]string{"original", "rendition", "picture", "drawn", "copy", "text", "slip"}[m]
}

// bound is one part on its way into a volume.
type bound struct {
	part   archive.Part
	file   archive.File
	src    Source
	how    manner
	why    archive.Text // of a slip
	open   Open         // of PDFs
	sheets []pdf.Sheet  // of everything else
	pages  []int        // which pages of a PDF, nil for all
	n      int
	pdfa   bool
	blank  map[int]bool // sides on which nothing stands, from 0: they get no number (DA/T 22-2015, 6.3)
	lost   []rune       // characters that no face has
	missed []ofd.Missing
}

// boundItem is an item with its parts, and where it lies.
type boundItem struct {
	record
	parts []bound
	first int // page of the volume
	spot  *spot
}

func (b *boundItem) pages() int {
	n := 0
	for _, p := range b.parts {
		n += p.n
	}
	return n
}

// survey looks at every part of an item: how it comes in and how many pages it
// has. Counts of whole PDFs are taken as they were collected; what the engine
// finds in the end is compared with them.
func (c *compiler) survey(ctx context.Context, r record) (boundItem, error) {
	it := boundItem{record: r}
	if r.doc.Secret && !c.p.in.Settings.Classified {
		it.parts = []bound{c.slip(bound{part: archive.Part{Role: archive.RoleMain}}, archive.Say("bind.why.secret"))}
		return it, nil
	}
	for _, part := range r.item.Parts {
		b, err := c.surveyPart(ctx, r, part)
		if err != nil {
			return it, err
		}
		it.parts = append(it.parts, b)
	}
	if len(it.parts) == 0 {
		it.parts = []bound{c.slip(bound{part: archive.Part{Role: archive.RoleMain}}, archive.Say("bind.why.no_file"))}
	}
	return it, nil
}

func (c *compiler) surveyPart(ctx context.Context, r record, part archive.Part) (bound, error) {
	if err := ctx.Err(); err != nil {
		return bound{}, err
	}
	file, ok := c.p.in.Files[part.FileID]
	b := bound{part: part, file: file}
	if !ok {
		return c.slip(b, archive.Say("bind.why.no_file")), nil
	}
	src, err := c.d.Content.Source(ctx, part.FileID)
	if err != nil {
		return c.slip(b, archive.Say("bind.why.unreadable", "detail", firstLine(err))), nil
	}
	b.src = src
	if file.Status == archive.Gone {
		return c.slip(b, archive.Say("bind.why.destroyed")), nil
	}
	if file.Status == archive.Secret || src.Open == nil {
		return c.slip(b, archive.Say("bind.why.secret")), nil
	}
	if why, broken := c.broken(file); broken {
		return c.slip(b, why), nil
	}
	b, err = c.bring(ctx, r, b)
	if b.how == asOriginal || b.how == asPicture {
		b.blank = make(map[int]bool, len(file.Blank))
		for _, n := range file.Blank {
			b.blank[n-1] = true
		}
	}
	return b, err
}

// broken tells of a file whose reading found that nothing can be shown of it.
func (c *compiler) broken(f archive.File) (archive.Text, bool) {
	for _, kind := range []string{archive.FEncrypted, archive.FZeroByte, archive.FSecretRefused} {
		if slices.Contains(f.Problems, kind) {
			return archive.Say("bind.why." + kind), true
		}
	}
	return archive.Text{}, false
}

// bring finds the best way for a part that can be opened.
func (c *compiler) bring(ctx context.Context, r record, b bound) (bound, error) {
	switch {
	case b.src.Family == "pdf":
		return c.bringPDF(ctx, b)
	case b.src.Rendition != nil && b.src.Rendition.Open != nil:
		return c.bringRendition(ctx, b)
	case b.src.Family == "image":
		return c.bringPicture(b), nil
	case b.src.Family == "ofd":
		return c.bringOFD(ctx, r, b)
	default:
		return c.bringCopy(ctx, r, b)
	}
}

// pdfaPUIDs are the PRONOM identifiers of PDF/A-1 and -2, whose pages may stand
// in a PDF/A-2b file.
var pdfaPUIDs = []string{"fmt/95", "fmt/354", "fmt/476", "fmt/477", "fmt/478"}

func (c *compiler) bringPDF(ctx context.Context, b bound) (bound, error) {
	b.how, b.open = asOriginal, b.src.Open
	b.pdfa = slices.Contains(pdfaPUIDs, b.file.PUID)
	if b.file.First > 0 && b.file.Pages > 0 {
		b.n = b.file.Pages
		for i := range b.n {
			b.pages = append(b.pages, b.file.First+i)
		}
		return b, nil
	}
	if b.n = b.file.Pages; b.n > 0 {
		return b, nil
	}
	return c.count(ctx, b)
}

func (c *compiler) bringRendition(ctx context.Context, b bound) (bound, error) {
	b.how, b.open, b.n = asRendition, b.src.Rendition.Open, b.src.Rendition.Pages
	return c.count(ctx, b)
}

// count asks the engine for the pages of a PDF.
func (c *compiler) count(ctx context.Context, b bound) (bound, error) {
	r, err := b.open()
	if err != nil {
		return c.slip(b, reason(err)), nil
	}
	defer r.Close()
	info, err := c.d.Engine.Info(ctx, r)
	if ctx.Err() != nil {
		return b, ctx.Err()
	}
	if err != nil {
		return c.slip(b, reason(err)), nil
	}
	if info.Encrypted {
		return c.slip(b, archive.Say("bind.why.encrypted")), nil
	}
	b.n = info.Pages
	b.pdfa = slices.Contains([]string{"1a", "1b", "2a", "2b", "2u"}, strings.ToLower(info.PDFA))
	if b.n == 0 {
		return c.slip(b, archive.Say("bind.why.no_pages")), nil
	}
	return b, nil
}

// reason says in the archives' words why something cannot be shown; nil is a file
// without pages.
func reason(err error) archive.Text {
	if err == nil {
		return archive.Say("bind.why.no_pages")
	}
	var e *archive.Error
	if errors.As(err, &e) {
		switch e.Code {
		case archive.CodeDamaged:
			return archive.Say("bind.why.damaged")
		case archive.CodeUnsupported:
			return archive.Say("bind.why.encrypted")
		}
	}
	return archive.Say("bind.why.unreadable", "detail", firstLine(err))
}

func firstLine(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	if r := []rune(s); len(r) > 120 {
		s = string(r[:120]) + "…"
	}
	return s
}

// caption names a part: its role and number among its like, its title.
func (c *compiler) caption(it *boundItem, i int) string {
	if t := it.parts[i].part.Title; t != "" {
		return c.role(it, i) + " " + t
	}
	return c.role(it, i)
}

func (c *compiler) role(it *boundItem, i int) string {
	p := it.parts[i].part
	name := string(p.Role)
	if p.Form != "" {
		name = string(p.Form)
	}
	same, nth := 0, 0
	for j := range it.parts {
		if it.parts[j].part.Role == p.Role && it.parts[j].part.Form == p.Form {
			same++
			if j <= i {
				nth++
			}
		}
	}
	if same > 1 {
		name += strconv.Itoa(nth)
	}
	return name
}
