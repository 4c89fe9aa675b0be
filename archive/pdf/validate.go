package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"niandang/archive"
)

// Soundness says how well a file can be read.
type Soundness struct {
	Info      Info
	Truncated bool  // the end of the file is missing
	Objects   error // why the first parser (pdfcpu) could not read it; nil if it could
	Pages     error // why the second parser (pdfium) could not; nil if it could
}

// Sound reports whether both parsers read the file, agree on its pages, and
// nothing is missing at its end. A file that needs a password is sound.
func (s Soundness) Sound() bool {
	return s.Objects == nil && s.Pages == nil && !s.Truncated
}

// Validate opens a file with both parsers: archives ask for files that more than
// one program can read. The error is only set when the check could not run.
func (e *Open) Validate(ctx context.Context, r io.ReadSeeker) (Soundness, error) {
	var s Soundness
	whole, err := hasEnd(r)
	if err != nil {
		return s, err
	}
	s.Truncated = !whole
	src, err := readSource(ctx, r)
	if ctx.Err() != nil {
		return s, err
	}
	s.Objects = err
	second, err := e.pool.count(ctx, r, src == nil)
	if ctx.Err() != nil {
		return s, err
	}
	if archive.ErrorCode(err) == archive.CodeUnsupported {
		return Soundness{Info: Info{Encrypted: true}, Truncated: s.Truncated}, nil
	}
	s.Pages = err
	switch {
	case src != nil:
		s.Info = src.info()
		if err == nil && second != s.Info.Pages {
			s.Pages = fmt.Errorf("%d pages, and %d with pdfcpu", second, s.Info.Pages)
		}
	case err == nil:
		s.Info, s.Pages = e.pool.info(ctx, r)
	}
	return s, nil
}

// count opens a file in pdfium and gives its number of pages.
func (p *pool) count(ctx context.Context, r io.ReadSeeker, broken bool) (int, error) {
	k := quick
	if broken {
		k = careful
	}
	d, err := p.read(ctx, r, k)
	if err != nil {
		return 0, err
	}
	defer d.close()
	return d.n, nil
}

// tail is how far from the end the end mark is looked for: other programs append
// bytes of their own, and readers allow about as much.
const tail = 2048

// hasEnd reports whether a file ends as a PDF does (ISO 32000-1, 7.5.5).
func hasEnd(r io.ReadSeeker) (bool, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return false, fmt.Errorf("size of file: %w", err)
	}
	if _, err := r.Seek(max(0, size-tail), io.SeekStart); err != nil {
		return false, fmt.Errorf("seek file: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(r, tail))
	if err != nil {
		return false, fmt.Errorf("read file: %w", err)
	}
	return bytes.Contains(b, []byte("%%EOF")), nil
}
