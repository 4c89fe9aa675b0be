package format

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"niandang/archive"
	"niandang/archive/ofd"
	"niandang/archive/page"
)

func secs(n int) time.Duration { return time.Duration(n) * time.Second }

// Read reads a file. A rendition that ConvertAll made is used where the format
// needs one, and for the exact number of pages; without one DOC and its like go
// to the helper here, a file at a time. The error is of the machine (the file
// cannot be opened, the work was cancelled), never of the file's content.
func (r *Reader) Read(ctx context.Context, in Input, opt ReadOptions) (Content, error) {
	f, err := r.Identify(ctx, in)
	if err != nil {
		return Content{}, err
	}
	t := &task{r: r, in: in, opt: opt, c: Content{Format: f, Rendition: opt.Rendition}}
	if in.Size == 0 {
		t.find(archive.FZeroByte)
		return t.c, nil
	}
	ext := Ext(in.Name)
	if wrongExtension(f, ext) {
		t.find(archive.FWrongExtension, "ext", ext, "actual", actualName(f), "format", f.Name)
	}
	if err := t.read(ctx); err != nil {
		return t.c, err
	}
	if l := judge(t.c.Doc.Text()); l.kangxi > 0 {
		t.find(archive.FKangxiRadicals, "count", fmt.Sprint(l.kangxi))
		foldDoc(&t.c.Doc)
	}
	return t.c, nil
}

// actualName gives the extension that a file should have.
func actualName(f Format) string {
	if f.Family == Image {
		return map[string]string{"image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif", "image/bmp": "bmp", "image/gif": "gif", "image/webp": "webp"}[f.MIME]
	}
	if f.Family == Office {
		return "ppt"
	}
	return f.Family
}

// task is the reading of one file.
type task struct {
	r   *Reader
	in  Input
	opt ReadOptions
	c   Content
}

func (t *task) find(kind string, pairs ...string) {
	t.c.Problems = append(t.c.Problems, archive.NewFinding(kind, t.in.Name, pairs...))
}

// read hands the file to the reader of its family.
func (t *task) read(ctx context.Context) error {
	switch t.c.Format.Family {
	case PDF:
		return t.pdf(ctx)
	case OFD:
		return t.ofd(ctx)
	case Image:
		return t.image(ctx)
	case DOC, XLS, Office:
		return t.converted(ctx)
	case DOCX:
		return t.flow(ctx, readDOCX)
	case ODT, ODS:
		return t.flow(ctx, readODF)
	case XLSX:
		return t.flow(ctx, func(path string, lim archive.LimitSettings) (flow, error) { return readWorkbook(ctx, path, lim) })
	case EML:
		return t.flow(ctx, readMail)
	case TXT, HTML, RTF:
		return t.flow(ctx, plainReader(t.c.Format.Family))
	case ZIP:
		if zipped := byExtension[Ext(t.in.Name)]; t.cutOff() {
			t.find(archive.FTruncated)
		} else if zipped != "" && zipped != ZIP {
			t.find(archive.FUnreadable, "reason", "zip")
		}
		return nil
	}
	return t.unknown()
}

// unknown reports what nobody reads: closed formats by their name, and files
// that are not even what their extension says.
func (t *task) unknown() error {
	ext := Ext(t.in.Name)
	if promised := byExtension[ext]; promised != "" && t.c.Format.Name == "" {
		t.find(archive.FUnreadable, "reason", "content")
		return nil
	}
	name := t.c.Format.Name
	if name == "" {
		name = ext
	}
	t.find(archive.FUnsupportedFormat, "format", name)
	return nil
}

// flow reads a text format without helper. An encrypted office file is an OLE2
// container and no ZIP, so it is known before its reader is asked.
func (t *task) flow(ctx context.Context, read func(string, archive.LimitSettings) (flow, error)) error {
	f, err := guard(ctx, secs(t.r.limits.Seconds), func(context.Context) (flow, error) {
		if err := soundPackage(t.in.Path, t.c.Format.Family); err != nil {
			return flow{}, err
		}
		return read(t.in.Path, t.r.limits)
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return t.fault(err)
	}
	t.c.Doc, t.c.Tracked, t.c.Embedded = f.doc, f.tracked, f.links
	if f.fault != nil {
		t.find(archive.FTruncated)
	}
	if f.tracked {
		t.find(archive.FTrackedChanges)
	}
	t.count(f)
	return nil
}

// count gives the pages: those of the rendition, else the maker's own count,
// else a guess by length.
func (t *task) count(f flow) {
	switch {
	case t.opt.Rendition != nil && t.opt.Rendition.Pages > 0:
		t.c.Pages, t.c.PagesSure = t.opt.Rendition.Pages, true
	case f.pages > 0:
		t.c.Pages = f.pages
	default:
		t.c.Pages = estimate(f.doc)
	}
	t.c.Pages = min(t.c.Pages, 100_000)
}

// estimate guesses pages by GB/T 9704-2012 (5.2.3): 22 lines of 28 characters,
// and a new page at each break.
func estimate(d page.Doc) int {
	if len(d.Tables) > 0 {
		return sheetPages(d.Tables)
	}
	pages, lines := 1, 0
	for _, p := range d.Pages {
		for _, l := range p.Lines {
			n := 1 + len([]rune(l.Text()))/28
			if l.Break || lines+n > 24 {
				pages++
				lines = 0
			}
			lines += n
		}
	}
	return pages
}

// fault turns what is wrong with a file's content into a finding. An error that
// is not of the content is given back.
func (t *task) fault(err error) error {
	var path *os.PathError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &path):
		return fmt.Errorf("read %s: %w", t.in.Name, err)
	case errors.Is(err, errEncrypted):
		t.find(archive.FEncrypted)
	case errors.Is(err, errTooSlow):
		t.find(archive.FUnreadable, "reason", "slow")
	case errors.Is(err, errTooLarge), errors.Is(err, ofd.ErrTooLarge):
		t.find(archive.FUnsafeArchive, "reason", "bytes", "count", "1", "member", t.in.Name)
	case t.cutOff():
		t.find(archive.FTruncated)
	default:
		t.find(archive.FUnreadable, "reason", "damaged")
	}
	return nil
}

// cutOff reports whether a file lacks its end: the directory of a ZIP, the end
// mark of a PDF or JPEG.
func (t *task) cutOff() bool {
	head, tail, err := ends(t.in.Path, 2048)
	if err != nil {
		return false
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return !bytes.Contains(tail, []byte("PK\x05\x06"))
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return !bytes.Contains(tail, []byte("%%EOF"))
	case bytes.HasPrefix(head, []byte("\xFF\xD8\xFF")):
		return !bytes.Contains(tail, []byte("\xFF\xD9"))
	case bytes.HasPrefix(head, []byte("\x89PNG")):
		return !bytes.Contains(tail, []byte("IEND"))
	}
	return false
}

// ends gives the first and last bytes of a file.
func ends(path string, n int64) (head, tail []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	n = min(n, st.Size())
	head, tail = make([]byte, n), make([]byte, n)
	if _, err := f.ReadAt(head, 0); err != nil {
		return nil, nil, err
	}
	_, err = f.ReadAt(tail, st.Size()-n)
	return head, tail, err
}

// soundPackage tells an encrypted office file: OLE2 around an EncryptedPackage.
func soundPackage(path, family string) error {
	if family != DOCX && family != XLSX {
		return nil
	}
	head, _, err := ends(path, 8)
	if err == nil && bytes.Equal(head, []byte(magics[1].head)) {
		return errEncrypted
	}
	return err
}

func readWorkbook(ctx context.Context, path string, lim archive.LimitSettings) (flow, error) {
	tables, err := readSheets(ctx, path, lim)
	if err != nil {
		return flow{}, err
	}
	f := flow{doc: sheetDoc(tables)}
	f.doc.Title, f.doc.Author = workbookProperties(path, lim)
	return f, nil
}

// plainReader reads the formats that are text with or without marks.
func plainReader(family string) func(string, archive.LimitSettings) (flow, error) {
	return func(path string, lim archive.LimitSettings) (flow, error) {
		b, err := readFile(path, lim)
		if err != nil {
			return flow{}, err
		}
		var text string
		switch family {
		case HTML:
			text = htmlText(b)
		case RTF:
			text = rtfText(b)
		default:
			text, _ = decodeText(b)
		}
		return flow{doc: textDoc(text)}, nil
	}
}
