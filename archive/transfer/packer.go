package transfer

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/text/unicode/norm"

	"niandang/archive"
	"niandang/archive/fixity"
	"niandang/archive/pdf"
)

// written is a content file as it lies in the package.
type written struct {
	Entry
	Path   string // in the payload
	SHA256 string
	SM3    string
	Size   int64
}

// packer writes one carrier.
type packer struct {
	*shipment
	c      carrier
	root   string // of the package
	mu     sync.Mutex
	sums   map[string]fixity.Sums // of every payload file, by path
	bytes  int64
	digest string
	made   sync.Map // folders
}

func (w *packer) bagged() bool { return w.plan.in.Options.Wrap == "bag" }

// payload gives the folder that holds the profile's layout.
func (w *packer) payload() string {
	if w.bagged() {
		return filepath.Join(w.root, "data")
	}
	return w.root
}

func (w *packer) run(ctx context.Context) error {
	if err := os.MkdirAll(w.payload(), 0o755); err != nil {
		return fmt.Errorf("begin package: %w", err)
	}
	done, err := w.content(ctx)
	if err != nil {
		return err
	}
	if err := w.plan.layout.close(ctx, w, done); err != nil {
		return err
	}
	if w.bagged() {
		return w.bag()
	}
	return nil
}

// content copies the content files and describes each item, several items at a
// time, and sets the papers meanwhile; it returns what was written, by item.
func (w *packer) content(ctx context.Context) ([][]written, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	done := make([][]written, len(w.c.items))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) {
		wg.Go(func() {
			c := &copier{packer: w}
			for i := range next {
				var err error
				if done[i], err = w.item(ctx, c, w.c.items[i]); err != nil {
					stop(err)
				}
			}
		})
	}
	wg.Go(func() {
		if err := w.writePapers(w.papers(ctx)); err != nil {
			stop(err)
		}
	})
	for i := range w.c.items {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return done, context.Cause(ctx)
}

func (w *packer) item(ctx context.Context, c *copier, it Planned) ([]written, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var files []written
	if w.plan.layout.inside {
		return nil, w.plan.layout.item(ctx, w, it, nil)
	}
	for _, e := range it.Entries {
		w.progress.Note(e.Name)
		f, err := c.copy(ctx, w.entryPath(it, e), e)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		w.progress.Add(1)
	}
	return files, w.plan.layout.item(ctx, w, it, files)
}

// file gives the place on disk of a payload file; names are NFC.
func (w *packer) file(name string) string {
	return filepath.Join(w.payload(), filepath.FromSlash(norm.NFC.String(name)))
}

// folder makes a folder, once.
func (w *packer) folder(dir string) error {
	if _, ok := w.made.Load(dir); ok {
		return nil
	}
	err := os.Mkdir(dir, 0o755) // its parent is mostly there
	if err != nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	w.made.Store(dir, true)
	return nil
}

func (w *packer) record(name string, s fixity.Sums) {
	w.mu.Lock()
	w.sums[norm.NFC.String(name)] = s
	w.bytes += s.Size
	w.mu.Unlock()
}

// own writes a file that the program makes itself, digested as it is written.
func (w *packer) own(name string, write func(io.Writer) error) error {
	sums, err := w.create(w.file(name), write)
	if err == nil {
		w.record(name, sums)
	}
	return err
}

// ownBuffers are used again: a year has some thousands of small files of ours.
var ownBuffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, ownBuffer) }}

const ownBuffer = 64 << 10

// create makes a file at a place on disk and gives the digests of what was written.
func (w *packer) create(full string, write func(io.Writer) error) (fixity.Sums, error) {
	if err := w.folder(filepath.Dir(full)); err != nil {
		return fixity.Sums{}, err
	}
	f, err := os.Create(full)
	if err != nil {
		return fixity.Sums{}, fmt.Errorf("pack %s: %w", filepath.Base(full), err)
	}
	h := fixity.NewHasher()
	b := ownBuffers.Get().(*bufio.Writer)
	defer ownBuffers.Put(b)
	b.Reset(io.MultiWriter(f, h))
	err = write(b)
	if err == nil {
		err = b.Flush()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fixity.Sums{}, fmt.Errorf("pack %s: %w", filepath.Base(full), err)
	}
	return h.Sums(), nil
}

// copier copies content files with buffers of its own.
type copier struct {
	*packer
	bufs [2][]byte
}

// copy copies one object in one pass over its bytes, unless an earlier run did
// and the copy still has the digest that it must have.
func (c *copier) copy(ctx context.Context, name string, e Entry) (written, error) {
	out := written{Entry: e, Path: name}
	if e.First > 0 {
		return c.cut(ctx, out)
	}
	full := c.file(name)
	if sums, ok := c.copied(ctx, full, e); ok {
		return c.keep(out, sums), nil
	}
	src, err := c.deps.Content.OpenObject(e.SHA256)
	if err != nil {
		return out, fmt.Errorf("pack %s: %w", name, err)
	}
	defer src.Close()
	sums, err := c.copyTo(ctx, full, src, e)
	if err != nil {
		return out, fmt.Errorf("pack %s: %w", name, err)
	}
	if sums.SHA256 != e.SHA256 {
		return out, archive.Fail(archive.CodeDamaged, "object_damaged", nil, "path", e.Part.Path)
	}
	return c.keep(out, sums), nil
}

// copied reports whether an earlier run has copied an object, and its digests.
func (c *copier) copied(ctx context.Context, full string, e Entry) (fixity.Sums, bool) {
	if !c.resumed {
		return fixity.Sums{}, false
	}
	f, err := os.Open(full)
	if err != nil {
		return fixity.Sums{}, false
	}
	defer f.Close()
	sums, err := c.pass(ctx, io.Discard, f, e)
	return sums, err == nil && sums.SHA256 == e.SHA256
}

func (c *copier) keep(f written, sums fixity.Sums) written {
	f.SHA256, f.SM3, f.Size = sums.SHA256, sums.SM3, sums.Size
	c.record(f.Path, sums)
	return f
}

// copyTo copies src to a place on disk; see pass for the digests.
func (c *copier) copyTo(ctx context.Context, full string, src io.Reader, e Entry) (fixity.Sums, error) {
	if err := c.folder(filepath.Dir(full)); err != nil {
		return fixity.Sums{}, err
	}
	f, err := os.Create(full)
	if err != nil {
		return fixity.Sums{}, err
	}
	sums, err := c.pass(ctx, f, src, e)
	return sums, errors.Join(err, f.Close())
}

// copyBlock is the size of one read; while a block is digested the next is read.
const copyBlock = 512 << 10

// pass copies and digests in one pass. The second digest was taken together with
// the first when the object was collected: the same SHA-256 means the same bytes
// and so the same SM3, which costs five times as much and is computed only where
// it is not known.
func (c *copier) pass(ctx context.Context, dst io.Writer, src io.Reader, e Entry) (fixity.Sums, error) {
	if e.SM3 == "" {
		return fixity.Copy(ctx, dst, src)
	}
	if c.bufs[0] == nil {
		c.bufs = [2][]byte{make([]byte, copyBlock), make([]byte, copyBlock)}
	}
	h := sha256.New()
	digested := make(chan struct{}, 1)
	digested <- struct{}{}
	size := int64(0)
	for i := 0; ; i ^= 1 {
		n, err := io.ReadFull(src, c.bufs[i])
		p := c.bufs[i][:n]
		last := err == io.EOF || err == io.ErrUnexpectedEOF
		<-digested
		if err != nil && !last || ctx.Err() != nil {
			return fixity.Sums{}, errors.Join(err, ctx.Err())
		}
		if last {
			h.Write(p)
		} else {
			go func() { h.Write(p); digested <- struct{}{} }()
		}
		size += int64(n)
		if _, err := dst.Write(p); err != nil {
			if !last {
				<-digested
			}
			return fixity.Sums{}, err
		}
		if last {
			return fixity.Sums{SHA256: hex.EncodeToString(h.Sum(nil)), SM3: e.SM3, Size: size}, nil
		}
	}
}

// cut takes the pages of a document out of the scan that holds several.
func (c *copier) cut(ctx context.Context, out written) (written, error) {
	sums, err := c.create(c.file(out.Path), func(f io.Writer) error { return c.cutTo(ctx, f, out.Entry) })
	if err != nil {
		return out, fmt.Errorf("cut %s: %w", out.Path, err)
	}
	return c.keep(out, sums), nil
}

func (w *packer) cutTo(ctx context.Context, f io.Writer, e Entry) error {
	pages := make([]int, e.Pages)
	for i := range pages {
		pages[i] = e.First + i
	}
	open := func() (io.ReadSeekCloser, error) { return w.deps.Content.OpenObject(e.SHA256) }
	r, err := w.deps.Engine.Assemble(ctx, f, pdf.Job{
		Parts: []pdf.Part{{Open: open, Pages: pages}},
		Meta:  pdf.Meta{Title: e.Part.Title, Creator: w.plan.in.Software, Created: w.plan.in.Now},
	})
	for _, p := range r.Parts {
		err = errors.Join(err, p.Err)
	}
	return err
}

// openEntry opens the bytes of an entry and checks on the way that they are those
// that the plan means; a document cut out of a scan is small and made in memory.
func (w *packer) openEntry(ctx context.Context, e Entry) (io.ReadCloser, int64, error) {
	if e.First > 0 {
		var b bytes.Buffer
		if err := w.cutTo(ctx, &b, e); err != nil {
			return nil, 0, fmt.Errorf("cut %s: %w", e.Name, err)
		}
		return io.NopCloser(&b), int64(b.Len()), nil
	}
	o, err := w.deps.Content.OpenObject(e.SHA256)
	if err != nil {
		return nil, 0, fmt.Errorf("pack %s: %w", e.Name, err)
	}
	return &proven{Object: o, h: sha256.New(), want: e.SHA256, path: e.Part.Path}, o.Size(), nil
}

// proven reads an object and fails at its end when its digest is another.
type proven struct {
	archive.Object
	h    hash.Hash
	want string
	path string
}

func (p *proven) Read(b []byte) (int, error) {
	n, err := p.Object.Read(b)
	p.h.Write(b[:n])
	if err == io.EOF && hex.EncodeToString(p.h.Sum(nil)) != p.want {
		err = archive.Fail(archive.CodeDamaged, "object_damaged", nil, "path", p.path)
	}
	return n, err
}
