package pdfatest

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// The values of a PDF file.
type (
	name  string
	text  []byte // a string, decoded
	ref   int    // object number
	dict  map[string]any
	array []any
	word  string // an operator, or true, false, null
)

// object is an indirect object; stream is nil where it has none.
type object struct {
	value  any
	stream []byte
}

// scanner reads values from bytes.
type scanner struct {
	data []byte
	at   int
}

var errSyntax = errors.New("not as archive/pdf writes")

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (s *scanner) skip() {
	for s.at < len(s.data) && space(s.data[s.at]) {
		s.at++
	}
}

func (s *scanner) more() bool {
	s.skip()
	return s.at < len(s.data)
}

// value reads the next value; a word where it is an operator.
func (s *scanner) value() (any, error) {
	if !s.more() {
		return nil, io.EOF
	}
	switch c := s.data[s.at]; {
	case c == '/':
		return s.name()
	case c == '(':
		return s.literal()
	case c == '[':
		return s.array()
	case bytes.HasPrefix(s.data[s.at:], []byte("<<")):
		return s.dict()
	case c == '<':
		return s.hex()
	case delimiter(c):
		return nil, fmt.Errorf("%w: %q", errSyntax, c)
	}
	return s.plain(), nil
}

// run takes characters up to the next space or delimiter.
func (s *scanner) run() string {
	from := s.at
	for s.at < len(s.data) && !space(s.data[s.at]) && !delimiter(s.data[s.at]) {
		s.at++
	}
	return string(s.data[from:s.at])
}

// plain reads a number, a reference or a word.
func (s *scanner) plain() any {
	w := s.run()
	n, err := strconv.ParseFloat(w, 64)
	if err != nil {
		return word(w)
	}
	after := s.data[s.at:]
	if num, err := strconv.Atoi(w); err == nil && bytes.HasPrefix(after, []byte(" 0 R")) && (len(after) == 4 || space(after[4]) || delimiter(after[4])) {
		s.at += 4
		return ref(num)
	}
	return n
}

func (s *scanner) name() (any, error) {
	s.at++
	var out []byte
	raw := s.run()
	for i := 0; i < len(raw); i++ {
		if raw[i] != '#' || i+2 >= len(raw) {
			out = append(out, raw[i])
			continue
		}
		v, err := strconv.ParseUint(raw[i+1:i+3], 16, 8)
		if err != nil {
			return nil, fmt.Errorf("%w: name %q", errSyntax, raw)
		}
		out = append(out, byte(v))
		i += 2
	}
	return name(out), nil
}

func (s *scanner) literal() (any, error) {
	var out text
	depth := 0
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case '(':
			if depth++; depth > 1 {
				out = append(out, c)
			}
		case ')':
			if depth--; depth == 0 {
				s.at++
				return out, nil
			}
			out = append(out, c)
		case '\\':
			s.at++
			if s.at < len(s.data) {
				out = append(out, s.data[s.at])
			}
		default:
			out = append(out, c)
		}
	}
	return nil, fmt.Errorf("%w: a string without an end", errSyntax)
}

func (s *scanner) hex() (any, error) {
	end := bytes.IndexByte(s.data[s.at:], '>')
	if end < 0 {
		return nil, fmt.Errorf("%w: a hex string without an end", errSyntax)
	}
	digits := s.data[s.at+1 : s.at+end]
	s.at += end + 1
	if len(digits)%2 != 0 {
		return nil, errors.New("a hex string of an odd number of digits (6.1.6)")
	}
	out := make(text, len(digits)/2)
	for i := range out {
		v, err := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		if err != nil {
			return nil, fmt.Errorf("a hex string with other characters (6.1.6): %w", err)
		}
		out[i] = byte(v)
	}
	return out, nil
}

func (s *scanner) array() (any, error) {
	s.at++
	out := array{}
	for s.more() {
		if s.data[s.at] == ']' {
			s.at++
			return out, nil
		}
		v, err := s.value()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return nil, fmt.Errorf("%w: an array without an end", errSyntax)
}

func (s *scanner) dict() (any, error) {
	s.at += 2
	out := dict{}
	for s.more() {
		if bytes.HasPrefix(s.data[s.at:], []byte(">>")) {
			s.at += 2
			return out, nil
		}
		key, err := s.value()
		if err != nil {
			return nil, err
		}
		k, ok := key.(name)
		if !ok {
			return nil, fmt.Errorf("%w: the key %v of a dictionary", errSyntax, key)
		}
		if out[string(k)], err = s.value(); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%w: a dictionary without an end", errSyntax)
}

// unpacked gives the content of a stream.
func unpacked(o object) ([]byte, error) {
	d, _ := o.value.(dict)
	if d["Filter"] != name("FlateDecode") {
		return o.stream, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(o.stream))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
