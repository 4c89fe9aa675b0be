package verify

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"io"
	"strings"
)

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
