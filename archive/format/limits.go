package format

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"niandang/archive"
	"niandang/archive/ofd/xmltree"
)

// Faults of a file that become findings.
var (
	errTooLarge  = errors.New("larger than the limits allow")
	errTooSlow   = errors.New("took longer than the limits allow")
	errNoMember  = errors.New("no such member")
	errPanicked  = errors.New("the reader failed on this file")
	errEncrypted = errors.New("encrypted")
)

func withDefaults(l archive.LimitSettings) archive.LimitSettings {
	d := archive.DefaultSettings().Limits
	for _, p := range [][2]*int{
		{&l.Pages, &d.Pages}, {&l.Seconds, &d.Seconds}, {&l.ZipEntries, &d.ZipEntries}, {&l.ZipRatio, &d.ZipRatio},
		{&l.ZipDepth, &d.ZipDepth}, {&l.OCRPages, &d.OCRPages}, {&l.OCRSeconds, &d.OCRSeconds}, {&l.HelperSecs, &d.HelperSecs},
	} {
		if *p[0] <= 0 {
			*p[0] = *p[1]
		}
	}
	if l.ZipBytes <= 0 {
		l.ZipBytes = d.ZipBytes
	}
	if l.MemoryBytes <= 0 {
		l.MemoryBytes = d.MemoryBytes
	}
	return l
}

func privateTempDir() (string, func() error, error) {
	dir, err := os.MkdirTemp("", "niandang-*")
	return dir, func() error { return os.RemoveAll(dir) }, err
}

// guard runs work with a time limit and turns a panic of a parser into an
// error. Work that does not heed its context is left behind and its result is
// dropped; it must touch nothing but what it returns.
func guard[T any](ctx context.Context, limit time.Duration, work func(context.Context) (T, error)) (T, error) {
	type result struct {
		v   T
		err error
	}
	inner, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r.err = fmt.Errorf("%w: %v", errPanicked, p)
			}
			done <- r
		}()
		r.v, r.err = work(inner)
	}()
	select {
	case r := <-done:
		if r.err != nil && ctx.Err() == nil && inner.Err() != nil {
			r.err = errTooSlow
		}
		return r.v, r.err
	case <-inner.Done():
		var none T
		if ctx.Err() != nil {
			return none, ctx.Err()
		}
		// Work that heeds its context ends now; give it the moment.
		select {
		case r := <-done:
			return r.v, errTooSlow
		case <-time.After(2 * time.Second):
			return none, errTooSlow
		}
	}
}

// container is a ZIP that is read member by member, never beyond its limits.
type container struct {
	closer io.Closer
	files  map[string]*zip.File
	left   int64
	ratio  int64
}

func openContainer(name string, lim archive.LimitSettings) (*container, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	st, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	c, err := newContainer(f, st.Size(), lim)
	if err != nil {
		f.Close()
		return nil, err
	}
	c.closer = f
	return c, nil
}

func newContainer(r io.ReaderAt, size int64, lim archive.LimitSettings) (*container, error) {
	z, err := zip.NewReader(r, size)
	if err == nil && len(z.File) > lim.ZipEntries {
		err = errTooLarge
	}
	if err != nil {
		return nil, fmt.Errorf("open container: %w", err)
	}
	c := &container{files: make(map[string]*zip.File, len(z.File)), left: lim.MemoryBytes, ratio: int64(lim.ZipRatio)}
	for _, e := range z.File {
		c.files[strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(e.Name, `\`, "/")), "/"))] = e
	}
	return c, nil
}

func (c *container) Close() error { return c.closer.Close() }

// smallMember is the size below which no member counts as a bomb.
const smallMember = 4 << 20

// read gives a member. XML packs up to a few hundred to one, so a member that
// is small unpacked is let through whatever its ratio.
func (c *container) read(name string) ([]byte, error) {
	e := c.files[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if e == nil {
		return nil, fmt.Errorf("%s: %w", name, errNoMember)
	}
	limit := c.left
	if m := int64(e.CompressedSize64) * c.ratio; m < limit {
		limit = max(m, smallMember)
	}
	limit = min(limit, c.left)
	rc, err := e.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer rc.Close()
	b, err := io.ReadAll(io.LimitReader(rc, limit+1))
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("%s: %w", name, errTooLarge)
	}
	c.left -= int64(len(b))
	if err != nil {
		return b, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// xml gives the tree of a member; of a damaged one, what stands before the
// damage, with the error.
func (c *container) xml(name string) (*xmltree.Node, error) {
	b, err := c.read(name)
	if len(b) == 0 {
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	n, perr := xmltree.ParseBytes(b)
	return n, errors.Join(err, perr)
}

// readFile gives a whole file, which may not be larger than the limit.
func readFile(name string, lim archive.LimitSettings) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, lim.MemoryBytes+1))
	if int64(len(b)) > lim.MemoryBytes {
		return nil, errTooLarge
	}
	return b, err
}
