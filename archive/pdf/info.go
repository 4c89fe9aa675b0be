package pdf

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"niandang/archive"
)

// Info reads what a file says of itself. What pdfcpu cannot read is tried with
// pdfium, and then marked as repaired. A file that needs a password for both is no
// error: it is Encrypted and nothing else is known.
func (e *Open) Info(ctx context.Context, r io.ReadSeeker) (Info, error) {
	src, err := readSource(ctx, r)
	if err == nil {
		return src.info(), nil
	}
	if ctx.Err() != nil {
		return Info{}, err
	}
	info, second := e.pool.info(ctx, r)
	if second != nil {
		return Info{}, errors.Join(second, err)
	}
	return info, nil
}

func (s *source) info() Info {
	x := s.ctx.XRefTable
	in := Info{
		Version:    x.VersionString(),
		Pages:      len(s.pages),
		Sizes:      make([]Size, len(s.pages)),
		Restricted: x.E != nil && restricted(x.E.P),
		PDFA:       s.claim(),
		Signed:     s.signed(),
	}
	for i, p := range s.pages {
		in.Sizes[i] = s.size(p)
	}
	if x.Info != nil {
		d := s.dict(*x.Info)
		in.Title, in.Author = s.text(d["Title"]), s.text(d["Author"])
	}
	return in
}

// restricted reports whether printing (bit 3) or copying (bit 5) is forbidden
// (ISO 32000-1, table 22).
func restricted(p int) bool { return p&(1<<2) == 0 || p&(1<<4) == 0 }

// text decodes a text string; control characters are taken out.
func (s *source) text(o types.Object) string {
	var t string
	var err error
	switch v := s.get(o).(type) {
	case types.StringLiteral:
		t, err = types.StringLiteralToString(v)
	case types.HexLiteral:
		t, err = types.HexLiteralToString(v)
	}
	if err != nil {
		return ""
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0xFEFF || r == 0xFFFD {
			return -1
		}
		return r
	}, t))
}

// The two ways in which XMP may carry the claim: as elements and as attributes.
var (
	claimedPart  = regexp.MustCompile(`pdfaid:part(?:>|=["'])\s*([1-4])`)
	claimedLevel = regexp.MustCompile(`pdfaid:conformance(?:>|=["'])\s*([A-Za-z])`)
)

// claim gives the PDF/A level that the file's XMP names, such as "2b".
func (s *source) claim() string {
	return claimed(s.decoded(s.catalog()["Metadata"]))
}

func claimed(data []byte) string {
	part := claimedPart.FindSubmatch(data)
	if part == nil {
		return ""
	}
	level := claimedLevel.FindSubmatch(data)
	if level == nil {
		return string(part[1])
	}
	return string(part[1]) + strings.ToLower(string(level[1]))
}

// decoded gives the content of a stream; nil where there is none or its filter
// is not known.
func (s *source) decoded(o types.Object) []byte {
	sd, ok := s.stream(o)
	if !ok {
		return nil
	}
	if err := guard(sd.Decode); err != nil {
		return nil
	}
	return sd.Content
}

func (s *source) stream(o types.Object) (*types.StreamDict, bool) {
	switch v := s.get(o).(type) {
	case types.StreamDict:
		return &v, true
	case *types.StreamDict:
		return v, true
	}
	return nil, false
}

// signed reports whether the file has a filled signature field, or says so in
// SigFlags (ISO 32000-1, table 219).
func (s *source) signed() bool {
	form := s.dict(s.catalog()["AcroForm"])
	if form == nil {
		return false
	}
	if flags, ok := s.number(form["SigFlags"]); ok && int(flags)&1 != 0 {
		return true
	}
	return s.signedField(form["Fields"], 0)
}

func (s *source) signedField(o types.Object, depth int) bool {
	if depth > maxDepth {
		return false
	}
	for _, f := range s.array(o) {
		d := s.dict(f)
		if d == nil {
			continue
		}
		if s.name(d["FT"]) == "Sig" && s.get(d["V"]) != nil || s.signedField(d["Kids"], depth+1) {
			return true
		}
	}
	return false
}

// info opens a file whose objects pdfcpu could not read.
func (p *pool) info(ctx context.Context, r io.ReadSeeker) (Info, error) {
	d, err := p.read(ctx, r, careful)
	if archive.ErrorCode(err) == archive.CodeUnsupported {
		return Info{Encrypted: true}, nil
	}
	if err != nil {
		return Info{}, err
	}
	defer d.close()
	if d.n == 0 {
		return Info{}, archive.Fail(archive.CodeDamaged, "pdf_damaged", errNoPages)
	}
	in := Info{Pages: d.n, Repaired: true}
	err = d.seat.do(ctx, func() error { return d.sizes(&in) })
	return in, failure(ctx, err)
}

func (d *reading) sizes(in *Info) error {
	for i := range d.n {
		size, err := d.seat.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.ref, Index: i})
		if err != nil {
			return err
		}
		in.Sizes = append(in.Sizes, Size{size.Width, size.Height})
	}
	return nil
}
