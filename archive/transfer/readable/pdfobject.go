package readable

import (
	"bufio"
	"io"
	"strconv"
)

// Bounds on one object of a PDF.
const (
	maxNest   = 64
	maxObject = 16 << 20 // bytes
)

// The values of a PDF that are told apart: name, number, ref, dict, array; all
// else is nothing, for nothing else is looked at.
type (
	name string
	ref  struct{ num, gen int }
	dict map[name]any
)

// scanner reads the objects of a PDF (ISO 32000-1, 7.3).
type scanner struct {
	r    *bufio.Reader
	left int // bytes that may still be read
}

func newScanner(r io.Reader) *scanner {
	return &scanner{r: bufio.NewReaderSize(r, 4<<10), left: maxObject}
}

func (s *scanner) next() (byte, error) {
	if s.left--; s.left < 0 {
		return 0, TooLarge
	}
	return s.r.ReadByte()
}

func (s *scanner) back() {
	if s.r.UnreadByte() == nil {
		s.left++
	}
}

// lineEnd passes over what stands between the word stream and its bytes.
func (s *scanner) lineEnd() {
	c, err := s.next()
	for err == nil && c == ' ' {
		c, err = s.next()
	}
	if err == nil && c == '\r' {
		c, err = s.next()
	}
	if err == nil && c != '\n' {
		s.back()
	}
}

func blank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip goes to the next character that means something.
func (s *scanner) skip() (byte, error) {
	for {
		c, err := s.next()
		if err != nil {
			return 0, err
		}
		if c == '%' {
			for c != '\n' && c != '\r' {
				if c, err = s.next(); err != nil {
					return 0, err
				}
			}
		}
		if !blank(c) {
			return c, nil
		}
	}
}

// word reads a run of regular characters that begins with c.
func (s *scanner) word(c byte) string {
	out := []byte{c}
	for len(out) < 256 {
		c, err := s.next()
		if err != nil {
			break
		}
		if blank(c) || delimiter(c) {
			s.back()
			break
		}
		out = append(out, c)
	}
	return string(out)
}

// end is a closing bracket or a keyword where an object might stand.
type end string

// object reads one object. Closing brackets and keywords come as end.
func (s *scanner) object(depth int) (any, error) {
	if depth > maxNest {
		return nil, TooLarge
	}
	c, err := s.skip()
	if err != nil {
		return nil, err
	}
	switch c {
	case '/':
		return s.name()
	case '(':
		return nil, s.text()
	case '[':
		return s.array(depth)
	case '<':
		return s.angle(depth)
	case ']', '}', ')', '{':
		return end(string(c)), nil
	case '>':
		if c, err = s.next(); err == nil && c != '>' {
			err = BadForm
		}
		return end(">>"), err
	}
	w := s.word(c)
	if n, err := strconv.ParseFloat(w, 64); err == nil {
		return n, nil
	}
	switch w {
	case "null", "true", "false":
		return nil, nil
	}
	return end(w), nil
}

func (s *scanner) name() (any, error) {
	c, err := s.next()
	if err != nil {
		return nil, err
	}
	if blank(c) || delimiter(c) {
		s.back()
		return name(""), nil
	}
	return name(s.word(c)), nil
}

// text passes over a string in brackets.
func (s *scanner) text() error {
	for open := 1; open > 0; {
		c, err := s.next()
		if err != nil {
			return err
		}
		switch c {
		case '\\':
			if _, err := s.next(); err != nil {
				return err
			}
		case '(':
			open++
		case ')':
			open--
		}
	}
	return nil
}

// angle reads what begins with <: a dictionary or a string in hexadecimal.
func (s *scanner) angle(depth int) (any, error) {
	c, err := s.next()
	for err == nil && c != '>' {
		if c == '<' {
			return s.dict(depth)
		}
		c, err = s.next()
	}
	return nil, err
}

func (s *scanner) array(depth int) (any, error) {
	out := []any{}
	for {
		v, err := s.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if e, ok := v.(end); ok {
			if e == "]" {
				return out, nil
			}
			if e != "R" {
				return nil, BadForm
			}
			v = nil
			if r, ok := reference(out); ok {
				out, v = out[:len(out)-2], r
			}
		}
		out = append(out, v)
	}
}

// reference turns the last two numbers of a list into a reference.
func reference(list []any) (ref, bool) {
	if len(list) < 2 {
		return ref{}, false
	}
	n, ok := list[len(list)-2].(float64)
	g, also := list[len(list)-1].(float64)
	return ref{int(n), int(g)}, ok && also
}

func (s *scanner) dict(depth int) (any, error) {
	out := dict{}
	var key name
	var list []any // what stands between two names
	keyed := false
	put := func() {
		if keyed {
			out[key] = nil
			if len(list) > 0 {
				out[key] = list[len(list)-1]
			}
		}
		keyed, list = false, list[:0]
	}
	for {
		v, err := s.object(depth + 1)
		if err != nil {
			return nil, err
		}
		switch v := v.(type) {
		case end:
			if v == ">>" {
				put()
				return out, nil
			}
			r, ok := reference(list)
			if v != "R" || !ok {
				return nil, BadForm
			}
			list = append(list[:0], r)
		case name:
			if keyed && len(list) == 0 {
				list = append(list, v)
				continue
			}
			put()
			key, keyed = v, true
		default:
			list = append(list, v)
		}
	}
}

func (d dict) num(k name) (int, bool) {
	n, ok := d[k].(float64)
	return int(n), ok
}
