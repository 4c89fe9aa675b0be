//go:build !no_unipdf

package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"iter"
	"os"

	"github.com/unidoc/unipdf/v3/common/license"
	"github.com/unidoc/unipdf/v3/core"
	"github.com/unidoc/unipdf/v3/core/security"
	"github.com/unidoc/unipdf/v3/extractor"
	"github.com/unidoc/unipdf/v3/model"
	"github.com/unidoc/unipdf/v3/render"

	"niandang/archive"
	"niandang/archive/page"
)

// Uni is the engine of UniPDF. Without a licence it opens files, counts pages and
// gives sizes and encryption; reading text and drawing need one. Assemble is the
// same as the open engine's and needs none.
type Uni struct {
	assembler
	licensed bool
}

// NewUni makes the engine of UniPDF. The licence key is an offline one: a key that
// is counted over the network is never used. An empty KeyFile means no licence.
func NewUni(o UniOptions) (Engine, error) {
	u := &Uni{}
	u.assembler = newAssembler(o.Fonts, u.rewrite)
	if o.KeyFile == "" {
		return u, nil
	}
	key, err := os.ReadFile(o.KeyFile)
	if err != nil {
		return nil, archive.Fail(archive.CodeNotFound, "unipdf_key_file", err, "path", o.KeyFile)
	}
	if err := guard(func() error { return license.SetLicenseKey(string(key), o.Customer) }); err != nil {
		return nil, archive.Fail(archive.CodeInvalid, "unipdf_key", err, "path", o.KeyFile)
	}
	u.licensed = true
	return u, nil
}

// Name says which library answers.
func (u *Uni) Name() string { return "unipdf" }

// Close has nothing to free.
func (u *Uni) Close() error { return nil }

var errUniPassword = errors.New("password needed")

// open gives a reader; a file under an owner password alone opens.
func (u *Uni) open(ctx context.Context, r io.ReadSeeker) (*model.PdfReader, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("rewind file: %w", err)
	}
	var doc *model.PdfReader
	err := guard(func() (err error) {
		if doc, err = model.NewPdfReaderLazy(r); err != nil {
			return err
		}
		locked, err := doc.IsEncrypted()
		if err != nil || !locked {
			return err
		}
		opened, err := doc.Decrypt(nil)
		if err == nil && !opened {
			err = errUniPassword
		}
		return err
	})
	if errors.Is(err, errUniPassword) {
		return nil, archive.Fail(archive.CodeUnsupported, "pdf_password", err)
	}
	return doc, failure(ctx, err)
}

// Info reads what a file says of itself.
func (u *Uni) Info(ctx context.Context, r io.ReadSeeker) (Info, error) {
	doc, err := u.open(ctx, r)
	if archive.ErrorCode(err) == archive.CodeUnsupported {
		return Info{Encrypted: true}, nil
	}
	if err != nil {
		return Info{}, err
	}
	var in Info
	err = guard(func() (err error) {
		in, err = uniInfo(doc)
		return err
	})
	return in, failure(ctx, err)
}

func uniInfo(doc *model.PdfReader) (Info, error) {
	n, err := doc.GetNumPages()
	if err != nil {
		return Info{}, err
	}
	if n == 0 {
		return Info{}, errNoPages
	}
	in := Info{Version: doc.PdfVersion().String(), Pages: n, Sizes: make([]Size, n)}
	for i := range n {
		p, err := doc.GetPage(i + 1)
		if err != nil {
			return Info{}, err
		}
		to, err := uniUpright(p)
		if err != nil {
			return Info{}, err
		}
		in.Sizes[i] = Size{to.w, to.h}
	}
	if f := doc.AcroForm; f != nil && f.SigFlags != nil {
		in.Signed = *f.SigFlags&1 != 0
	}
	if locked, err := doc.IsEncrypted(); err == nil && locked {
		_, allowed, err := doc.CheckAccessRights(nil)
		in.Restricted = err == nil && !(allowed.Allowed(security.PermPrinting) && allowed.Allowed(security.PermExtractGraphics))
	}
	uniTexts(doc, &in)
	return in, nil
}

func uniTexts(doc *model.PdfReader, in *Info) {
	if meta, ok := doc.GetCatalogMetadata(); ok {
		if s, ok := core.GetStream(meta); ok {
			if data, err := core.DecodeStream(s); err == nil {
				in.PDFA = claimed(data)
			}
		}
	}
	if d, err := doc.GetPdfInfo(); err == nil && d != nil {
		if d.Title != nil {
			in.Title = d.Title.Decoded()
		}
		if d.Author != nil {
			in.Author = d.Author.Decoded()
		}
	}
}

// uniUpright says how a page is shown.
func uniUpright(p *model.PdfPage) (upright, error) {
	m, err := p.GetMediaBox()
	if err != nil {
		return upright{}, err
	}
	in := uniBox(m)
	if p.CropBox != nil {
		if c := uniBox(p.CropBox).cut(in); c.w() >= 1 && c.h() >= 1 {
			in = c
		}
	}
	turn, err := p.GetRotate()
	if err != nil {
		turn = 0
	}
	return newUpright(in, (int(turn)%360+360)%360), nil
}

func uniBox(r *model.PdfRectangle) box {
	return box{min(r.Llx, r.Urx), min(r.Lly, r.Ury), max(r.Llx, r.Urx), max(r.Lly, r.Ury)}
}

// need says that something needs a licence where there is none.
func (u *Uni) need() error {
	if u.licensed {
		return nil
	}
	return archive.Fail(archive.CodeUnsupported, "unipdf_license", nil)
}

// Pages gives the pages with their text; it needs a licence. Rules are not read.
func (u *Uni) Pages(ctx context.Context, r io.ReadSeeker, limit int) iter.Seq2[page.Page, error] {
	return func(yield func(page.Page, error) bool) {
		doc, n, err := u.start(ctx, r)
		if err != nil {
			yield(page.Page{}, err)
			return
		}
		if limit > 0 {
			n = min(n, limit)
		}
		for i := range min(n, maxPages) {
			var p page.Page
			err := guard(func() (err error) {
				p, err = uniPage(doc, i+1)
				return err
			})
			if !yield(p, failure(ctx, err)) || err != nil {
				return
			}
		}
	}
}

func (u *Uni) start(ctx context.Context, r io.ReadSeeker) (*model.PdfReader, int, error) {
	if err := u.need(); err != nil {
		return nil, 0, err
	}
	doc, err := u.open(ctx, r)
	if err != nil {
		return nil, 0, err
	}
	n, err := doc.GetNumPages()
	return doc, n, failure(ctx, err)
}

func uniPage(doc *model.PdfReader, number int) (page.Page, error) {
	p, err := doc.GetPage(number)
	if err != nil {
		return page.Page{}, err
	}
	to, err := uniUpright(p)
	if err != nil {
		return page.Page{}, err
	}
	ex, err := extractor.New(p)
	if err != nil {
		return page.Page{}, err
	}
	text, _, _, err := ex.ExtractPageText()
	if err != nil {
		return page.Page{}, err
	}
	out := page.Page{Number: number, Width: to.w, Height: to.h, Rotate: to.turn}
	var chars []page.Char
	for _, m := range text.Marks().Elements() {
		if !m.Meta {
			chars = append(chars, uniChars(m, to)...)
		}
	}
	out.Lines = page.Compose(chars, to.w, to.h)
	uniPictures(ex, to, &out)
	return out, nil
}

func uniChars(m extractor.TextMark, to upright) []page.Char {
	c := page.Char{Box: to.box(uniBox(&m.BBox)), Size: m.FontSize, Conf: 1}
	if m.Font != nil {
		c.Font = plainName(m.Font.BaseFont())
		c.Bold = isBold(c.Font, 0)
	}
	if m.FillColor != nil {
		r, g, b, _ := m.FillColor.RGBA()
		c.Red = isRed(float64(r)/0xFFFF, float64(g)/0xFFFF, float64(b)/0xFFFF)
	}
	var out []page.Char
	for _, r := range m.Text {
		if printable(r) {
			c.R = r
			out = append(out, c)
		}
	}
	return out
}

func uniPictures(ex *extractor.Extractor, to upright, p *page.Page) {
	list, err := ex.ExtractPageImages(nil)
	if err != nil {
		return
	}
	for _, m := range list.Images {
		pic := page.Picture{Box: to.box(box{m.X, m.Y, m.X + m.Width, m.Y + m.Height})}
		if m.Image != nil {
			pic.W, pic.H = int(m.Image.Width), int(m.Image.Height)
		}
		p.Pictures = append(p.Pictures, pic)
	}
}

// Render draws one page; it needs a licence.
func (u *Uni) Render(ctx context.Context, r io.ReadSeeker, number int, dpi float64) (image.Image, error) {
	doc, n, err := u.start(ctx, r)
	if err != nil {
		return nil, err
	}
	if number < 1 || number > n {
		return nil, archive.Fail(archive.CodeNotFound, "pdf_no_page", nil, "page", fmt.Sprint(number))
	}
	var img image.Image
	err = guard(func() error {
		p, err := doc.GetPage(number)
		if err != nil {
			return err
		}
		to, err := uniUpright(p)
		if err != nil {
			return err
		}
		dev := render.NewImageDevice()
		dev.OutputWidth = max(int(to.w*dpi/72), 1)
		img, err = dev.Render(p)
		return err
	})
	return img, failure(ctx, err)
}

// rewrite gives a damaged file as UniPDF understands it.
func (u *Uni) rewrite(ctx context.Context, r io.ReadSeeker) ([]byte, error) {
	doc, _, err := u.start(ctx, r)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = guard(func() error {
		w, err := doc.ToWriter(nil)
		if err != nil {
			return err
		}
		return w.Write(&b)
	})
	return b.Bytes(), failure(ctx, err)
}
