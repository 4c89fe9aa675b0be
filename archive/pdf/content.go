package pdf

import (
	"bytes"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// contents gives the content streams of a page, as references.
func (s *source) contents(l leaf) []types.Object {
	o := l.dict["Contents"]
	if a := s.array(o); a != nil {
		out := make([]types.Object, 0, len(a))
		for _, e := range a {
			if _, ok := s.stream(e); ok {
				out = append(out, e)
			}
		}
		return out
	}
	if _, ok := s.stream(o); ok {
		return []types.Object{o}
	}
	return nil
}

// joined gives the whole content of a page, decoded; the parts are words apart.
// whole is false when a part could not be unpacked.
func (s *source) joined(parts []types.Object) (data []byte, whole bool) {
	whole = true
	for _, p := range parts {
		part, ok := s.content(p)
		whole = whole && ok
		data = append(append(data, part...), '\n')
	}
	return data, whole
}

// content decodes one stream; of a broken one, what can be read.
func (s *source) content(o types.Object) ([]byte, bool) {
	sd, ok := s.stream(o)
	if !ok {
		return nil, true
	}
	if err := guard(sd.Decode); err == nil {
		return sd.Content, true
	}
	if firstFilter(s, sd.Dict) != "FlateDecode" {
		return nil, false
	}
	data := inflated(sd.Raw)
	return data, len(data) > 0
}

const maxNesting = 24 // ISO 19005-2, 6.1.13 allows 28, ours included

// balanceOf gives what must stand before and after a page's content so that what
// follows starts from a clean state: content that restores (Q) more than it
// saved (q), or saves more than it restores, is met in practice.
func balanceOf(data []byte) (before, after []byte) {
	open, under := nesting(data)
	before = bytes.Repeat([]byte("q\n"), min(under, maxNesting)+1)
	after = append([]byte{'\n'}, bytes.Repeat([]byte("Q\n"), min(open, maxNesting)+1)...)
	return before, after
}

// nesting counts the states that content leaves open, and those that it restores
// without having saved them.
func nesting(data []byte) (open, under int) {
	t := lexer{data: data}
	for {
		tok := t.next()
		switch {
		case tok.kind == endOfData:
			return open, under
		case tok.kind != operator:
		case string(tok.text) == "q":
			open++
		case string(tok.text) == "Q" && open > 0:
			open--
		case string(tok.text) == "Q":
			under++
		}
	}
}
