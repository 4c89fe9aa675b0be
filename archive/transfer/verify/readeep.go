package verify

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"hash"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// readEEP reads every encapsulation package (DA/T 48-2009) of the carrier. The
// content in it is decoded and digested as it passes by.
func (v *verifier) readEEP(ctx context.Context) {
	err := fs.WalkDir(v.payload, RecordsFolder, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && extOf(p) == EEPExt {
			v.use(p)
			v.readCapsule(p)
		}
		return ctx.Err()
	})
	if err != nil {
		v.board.Fail("GD-1-13", On("", RecordsFolder, "verify.unreadable", "detail", err.Error()))
	}
}

func (v *verifier) readCapsule(p string) {
	code := strings.TrimSuffix(path.Base(p), EEPExt)
	f, err := v.payload.Open(p)
	if err != nil {
		v.board.Fail("GD-3-5", On(code, p, "bag.unreadable", "path", p))
		return
	}
	defer f.Close()
	c := capsule{path: p, d: newDecoder(nil)}
	if err := c.read(f); err != nil {
		v.board.Fail("GD-3-1", On(code, p, "verify.eep_file", "path", p, "detail", err.Error()))
		v.items = append(v.items, item{code: code, folder: p})
		return
	}
	if c.version != "2009" {
		v.board.Fail("GD-2-10", On(code, p, "verify.eep_version", "path", p))
	}
	it := c.item()
	if it.code != code {
		v.board.Fail("GD-1-13", On(it.code, p, "verify.folder_name", "path", p, "code", it.code))
	}
	for _, s := range c.content {
		v.seen[v.root+s.file.path] = &seen{size: s.size, sha256: s.sum, look: sniff(s.head, s.tail)}
	}
	v.items = append(v.items, it)
}

// capsule is one encapsulation package as it is read.
type capsule struct {
	path    string
	d       *xml.Decoder
	version string
	fields  map[string]string
	acts    int
	content []embedded
	within  []string
}

// embedded is one computer file in a capsule.
type embedded struct {
	file       file
	size       int64
	sum        string
	head, tail []byte
}

func (c *capsule) read(r io.Reader) error {
	c.fields = make(map[string]string)
	s := &base64Sieve{in: r}
	c.d = newDecoder(s)
	for {
		t, err := c.d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			c.within = append(c.within, t.Name.Local)
			if t.Name.Local == "编码" {
				c.content = append(c.content, embedded{})
			}
		case xml.EndElement:
			if t.Name.Local == "编码数据" && len(c.content) > 0 {
				c.content[len(c.content)-1].take(s.passed())
			}
			c.within = c.within[:len(c.within)-1]
		case xml.CharData:
			c.text(strings.TrimSpace(string(t)))
		}
	}
}

func (c *capsule) text(s string) {
	if s == "" || len(c.within) == 0 {
		return
	}
	name := c.within[len(c.within)-1]
	if len(c.content) > 0 && len(c.within) > 1 {
		last := &c.content[len(c.content)-1]
		switch name {
		case "计算机文件名":
			last.file.name = s
		case "计算机文件大小":
			last.file.size, _ = strconv.ParseInt(s, 10, 64)
		}
	}
	switch name {
	case "版本":
		c.version = s
	case "业务标识符":
		c.acts++
	case "附注":
		for _, part := range strings.Split(s, "；") {
			if key, value, ok := strings.Cut(part, "："); ok && key != "密级" {
				c.fields[key] = strings.TrimSuffix(value, "未标注")
			}
		}
	default:
		if _, told := c.fields[name]; !told {
			c.fields[name] = s
		}
	}
}

func (c *capsule) item() item {
	it := item{code: c.fields["档号"], title: c.fields["题名"], folder: c.path, fields: c.fields, history: c.acts, parsed: true}
	for i := range c.content {
		f := &c.content[i].file
		f.path = c.path + "#" + f.name
		// an original and its rendition are the codings of one document
		if i > 0 && extOf(f.name) == ".pdf" && strings.TrimSuffix(f.name, ".pdf") == strings.TrimSuffix(it.files[i-1].name, extOf(it.files[i-1].name)) {
			f.of = it.files[i-1].name
		}
		it.files = append(it.files, *f)
	}
	return it
}

func (e *embedded) take(p passed) {
	e.size, e.sum, e.head, e.tail = p.size, p.sum, p.head, p.tail
}

// passed is what went by in one 编码数据.
type passed struct {
	size       int64
	sum        string
	head, tail []byte
}

// base64Sieve lets XML through to the parser and keeps back the text of 编码数据,
// which it decodes and digests: a parser would hold it in memory as one piece. It
// knows the element by its bytes in UTF-8 and in GB18030.
type base64Sieve struct {
	in     io.Reader
	buf    []byte // read and not yet given
	held   bool   // within 编码数据
	err    error
	dec    decoded
	closed []passed
}

var sieveMarks = [][2]string{
	{"<编码数据", "</编码数据>"},
	{"<\xb1\xe0\xc2\xeb\xca\xfd\xbe\xdd", "</\xb1\xe0\xc2\xeb\xca\xfd\xbe\xdd>"},
}

func (s *base64Sieve) Read(p []byte) (int, error) {
	for {
		if n := s.give(p); n > 0 {
			return n, nil
		}
		if s.err != nil {
			return 0, s.err
		}
		block := make([]byte, 32<<10)
		n, err := s.in.Read(block)
		s.buf = append(s.buf, block[:n]...)
		s.err = err
	}
}

// give moves what may go to the parser. A mark may lie across two blocks, so the
// last bytes wait unless the input has ended.
func (s *base64Sieve) give(p []byte) int {
	if s.held && !s.swallow() {
		return 0
	}
	end := len(s.buf)
	start, length := s.opening()
	switch {
	case start >= 0 && length > 0:
		end = start + length
	case start >= 0:
		end = start
	case s.err == nil:
		end = max(0, len(s.buf)-32)
	}
	if start >= 0 && length == 0 && s.err != nil {
		end = len(s.buf)
	}
	n := copy(p, s.buf[:end])
	s.buf = s.buf[n:]
	if start >= 0 && length > 0 && n == start+length {
		s.held = true
		s.dec = decoded{h: sha256.New()}
	}
	return n
}

// opening finds the next start tag: where it begins, and its length up to > (0:
// not all of it is here).
func (s *base64Sieve) opening() (start, length int) {
	text := string(s.buf)
	for _, m := range sieveMarks {
		from := 0
		for {
			i := strings.Index(text[from:], m[0])
			if i < 0 {
				break
			}
			i += from
			rest := text[i+len(m[0]):]
			if rest == "" {
				return i, 0
			}
			if rest[0] == '>' || rest[0] == ' ' {
				end := strings.IndexByte(rest, '>')
				return i, len(m[0]) + end + 1
			}
			from = i + len(m[0])
		}
	}
	return -1, 0
}

// swallow decodes up to the end tag; false: more is needed.
func (s *base64Sieve) swallow() bool {
	i := strings.IndexByte(string(s.buf), '<')
	if i < 0 {
		s.dec.write(s.buf)
		s.buf = s.buf[:0]
		return s.err != nil
	}
	s.dec.write(s.buf[:i])
	s.buf = s.buf[i:]
	s.held = false
	s.closed = append(s.closed, s.dec.done())
	return true
}

// passed gives what went by in the element that ended, in order.
func (s *base64Sieve) passed() passed {
	if len(s.closed) == 0 {
		return passed{}
	}
	p := s.closed[0]
	s.closed = s.closed[1:]
	return p
}

// decoded decodes Base64 in pieces of any length.
type decoded struct {
	h    hash.Hash
	rest []byte
	out  passed
	bad  bool
}

func (d *decoded) write(p []byte) {
	for _, c := range p {
		if c != '\n' && c != '\r' && c != ' ' && c != '\t' {
			d.rest = append(d.rest, c)
		}
	}
	n := len(d.rest) / 4 * 4
	d.decode(d.rest[:n])
	d.rest = append(d.rest[:0], d.rest[n:]...)
}

func (d *decoded) decode(p []byte) {
	out := make([]byte, base64.StdEncoding.DecodedLen(len(p)))
	n, err := base64.StdEncoding.Decode(out, p)
	d.bad = d.bad || err != nil
	out = out[:n]
	d.h.Write(out)
	d.out.size += int64(n)
	const edge = 4 << 10
	if room := edge - len(d.out.head); room > 0 {
		d.out.head = append(d.out.head, out[:min(room, n)]...)
	}
	d.out.tail = append(d.out.tail, out...)
	d.out.tail = d.out.tail[max(0, len(d.out.tail)-edge):]
}

func (d *decoded) done() passed {
	if d.bad || len(d.rest) > 0 {
		return passed{}
	}
	d.out.sum = hex.EncodeToString(d.h.Sum(nil))
	return d.out
}

func (v *verifier) readEARK() {}
