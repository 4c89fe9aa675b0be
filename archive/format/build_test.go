package format

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/pdf"
)

// noHelpers is a Reader that works without any helper.
func noHelpers(t testing.TB, e pdf.Engine) *Reader {
	t.Helper()
	r := New(Deps{PDF: e, Helpers: archive.HelperSettings{Disabled: true}})
	t.Cleanup(func() { r.Close() })
	return r
}

// file puts bytes on disk as an Input.
func file(t testing.TB, name string, b []byte) Input {
	t.Helper()
	path := filepath.Join(t.TempDir(), "stored")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	return Input{Name: name, Path: path, Size: int64(len(b)), SHA256: hex.EncodeToString(sum[:])}
}

func read(t testing.TB, r *Reader, in Input) Content {
	t.Helper()
	c, err := r.Read(context.Background(), in, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func kinds(c Content) []string {
	out := []string{}
	for _, f := range c.Problems {
		out = append(out, f.Kind)
	}
	slices.Sort(out)
	return out
}

// zipped makes a container of names and contents, in order.
func zipped(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err == nil {
			_, err = io.WriteString(w, pairs[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	w       = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="m" xmlns:wps="s" xmlns:v="v"`
	docType = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
)

// word makes a DOCX of body XML and further parts.
func wordFile(t testing.TB, body string, more ...string) []byte {
	return zipped(t, append([]string{"[Content_Types].xml", docType,
		"word/document.xml", `<w:document ` + w + `><w:body>` + body + `</w:body></w:document>`}, more...)...)
}

func docxLines(t testing.TB, body string, more ...string) []page.Line {
	t.Helper()
	in := file(t, "a.docx", wordFile(t, body, more...))
	f, err := readDOCX(in.Path, withDefaults(archive.LimitSettings{}))
	if err != nil {
		t.Fatal(err)
	}
	return f.doc.Pages[0].Lines
}

// fakePDF answers as a PDF library would.
type fakePDF struct {
	info  pdf.Info
	pages []page.Page
	err   error
	dark  bool // what it draws has ink on it
}

func (fakePDF) Name() string { return "fake" }
func (f fakePDF) Info(context.Context, io.ReadSeeker) (pdf.Info, error) {
	f.info.Pages = len(f.pages)
	return f.info, f.err
}
func (f fakePDF) Pages(context.Context, io.ReadSeeker, int) iter.Seq2[page.Page, error] {
	return func(yield func(page.Page, error) bool) {
		for _, p := range f.pages {
			if !yield(p, nil) {
				return
			}
		}
	}
}
func (f fakePDF) Render(context.Context, io.ReadSeeker, int, float64) (image.Image, error) {
	m := image.NewGray(image.Rect(0, 0, 10, 10))
	for i := range m.Pix {
		if m.Pix[i] = 255; f.dark {
			m.Pix[i] = 0
		}
	}
	return m, nil
}
func (fakePDF) Assemble(context.Context, io.Writer, pdf.Job) (pdf.Report, error) {
	return pdf.Report{}, nil
}
func (fakePDF) Close() error { return nil }

func pageOf(texts ...string) page.Page {
	p := page.Page{Width: 595, Height: 842}
	for _, s := range texts {
		p.Lines = append(p.Lines, page.Line{Spans: []page.Span{{Text: s}}})
	}
	return p
}

func pages(p ...page.Page) []page.Page { return p }
func encrypted() pdf.Info              { return pdf.Info{Encrypted: true} }
func restricted() pdf.Info             { return pdf.Info{Restricted: true} }

// scanned is a page that a picture covers.
func scanned() page.Page {
	p := pageOf()
	p.Pictures = []page.Picture{{Box: page.Box{X1: 595, Y1: 842}, W: 1654, H: 2339}}
	return p
}
