package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"io"
)

// passed is what went by in one 编码数据.
type passed struct {
	size       int64
	sum        string
	head, tail []byte
	kept       *spool // what was decoded; nil: it was not kept
	bad        bool   // it was no Base64
}

// forget lets go of what was kept.
func (p *passed) forget() {
	if p.kept != nil {
		p.kept.reset()
	}
}

// base64Sieve lets XML through to the parser and keeps back the text of 编码数据,
// which it decodes and digests: a parser would hold it in memory as one piece. It
// knows the element by its bytes in UTF-8 and in GB18030.
type base64Sieve struct {
	in     io.Reader
	buf    []byte // read and not yet looked at
	out    []byte // looked at and not yet given
	held   bool   // within 编码数据
	err    error
	block  []byte
	dec    decoded
	closed []passed
	keep   bool   // what is decoded, so that it can be opened
	dir    string // where large content is kept
}

// longestTag bounds how long a start tag is waited for.
const longestTag = 4 << 10

// sieveMarks begin the element in the two encodings.
var sieveMarks = [][]byte{[]byte("<编码数据"), []byte("<\xb1\xe0\xc2\xeb\xca\xfd\xbe\xdd")}

func (s *base64Sieve) Read(p []byte) (int, error) {
	for len(s.out) == 0 {
		if s.sift(); len(s.out) > 0 {
			break
		}
		if s.err != nil {
			return 0, s.err
		}
		if s.block == nil {
			s.block = make([]byte, 32<<10)
		}
		n, err := s.in.Read(s.block)
		s.buf = append(s.buf, s.block[:n]...)
		s.err = err
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

// sift decides what may go to the parser. A mark may lie across two blocks, so
// the last bytes wait unless the input has ended.
func (s *base64Sieve) sift() {
	if s.held && !s.swallow() {
		return
	}
	start, length := s.opening()
	end := len(s.buf)
	switch {
	case length > 0:
		end = start + length
		s.held, s.dec = true, decoded{h: sha256.New()}
		if s.keep {
			s.dec.out.kept = &spool{dir: s.dir}
		}
	case s.err != nil:
	case start >= 0:
		end = start
	default:
		end = max(0, end-len(sieveMarks[0]))
	}
	s.out = append([]byte(nil), s.buf[:end]...)
	s.buf = append(s.buf[:0], s.buf[end:]...)
}

// opening finds the first start tag: where it begins, and its length up to > (0:
// not all of it is here).
func (s *base64Sieve) opening() (start, length int) {
	for _, m := range sieveMarks {
		for from := 0; ; from++ {
			i := bytes.Index(s.buf[from:], m)
			if i < 0 {
				break
			}
			from += i
			rest := s.buf[from+len(m):]
			if len(rest) == 0 {
				return from, 0
			}
			end := bytes.IndexByte(rest, '>')
			if bytes.IndexByte([]byte("> \t\r\n"), rest[0]) >= 0 && (end >= 0 || len(rest) < longestTag) {
				return from, tagLength(len(m), end)
			}
		}
	}
	return -1, 0
}

// tagLength gives the length of a start tag whose > stands at end after its name;
// 0 when it is not here yet.
func tagLength(name, end int) int {
	if end < 0 {
		return 0
	}
	return name + end + 1
}

// swallow decodes up to the end tag; false: more is needed.
func (s *base64Sieve) swallow() bool {
	i := bytes.IndexByte(s.buf, '<')
	if i < 0 {
		s.dec.write(s.buf)
		s.buf = s.buf[:0]
		return false
	}
	s.dec.write(s.buf[:i])
	s.buf = append(s.buf[:0], s.buf[i:]...)
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

// close lets go of what nobody asked for: the parser stopped at an error.
func (s *base64Sieve) close() {
	for _, p := range append(s.closed, s.dec.out) {
		p.forget()
	}
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
	if d.out.kept != nil {
		d.out.kept.Write(out)
	}
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
		d.out.forget()
		return passed{bad: true}
	}
	d.out.sum = hex.EncodeToString(d.h.Sum(nil))
	return d.out
}
