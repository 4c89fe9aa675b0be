package transfer

import (
	"bufio"
	"encoding/base64"
	"encoding/xml"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// node is a small piece of XML: an element with attributes, text and elements.
type node struct {
	name  string
	attrs []attr
	text  string
	kids  []node
}

type attr struct{ name, value string }

func leaf(name, text string) node { return node{name: name, text: text} }

func tree(name string, kids ...node) node { return node{name: name, kids: kids} }

// with gives an element with attributes: pairs of name and value; an empty value
// is left out.
func (n node) with(pairs ...string) node {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			n.attrs = append(n.attrs, attr{pairs[i], pairs[i+1]})
		}
	}
	return n
}

// some keeps the nodes that say something.
func some(nodes ...node) []node {
	var out []node
	for _, n := range nodes {
		if n.text != "" || len(n.kids) > 0 {
			out = append(out, n)
		}
	}
	return out
}

// The encodings that the standards allow for text and XML.
const (
	UTF8    = "UTF-8"
	GB18030 = "GB18030"
)

// xmlWriter writes XML as it comes, so that neither a catalogue of a hundred
// thousand items nor a file of a gigabyte is ever whole in memory. encoding/xml
// would escape no text as it comes and writes no base64. The first error is kept
// and returned by close.
type xmlWriter struct {
	out   *bufio.Writer
	gb    io.Closer // flushes the encoder, nil for UTF-8
	depth []string
	err   error
}

func newXML(w io.Writer, encoding string) *xmlWriter {
	x := &xmlWriter{}
	if encoding == GB18030 {
		t := transform.NewWriter(w, simplifiedchinese.GB18030.NewEncoder())
		x.gb, w = t, t
	}
	x.out = bufio.NewWriterSize(w, ownBuffer) // w itself where it buffers already
	x.raw(`<?xml version="1.0" encoding="` + orElse(encoding, UTF8) + `"?>` + "\n")
	return x
}

func (x *xmlWriter) raw(s string) {
	if x.err == nil {
		_, x.err = x.out.WriteString(s)
	}
}

func (x *xmlWriter) escape(s string) {
	switch {
	case plain(s):
		x.raw(s)
	case x.err == nil:
		x.err = xml.EscapeText(x.out, []byte(s))
	}
}

// plain reports whether a text stands in XML as it is, as nearly all does.
func plain(s string) bool {
	for _, r := range s {
		switch {
		case r < ' ', r == '"', r == '\'', r == '&', r == '<', r == '>', r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
			return false
		}
	}
	return true
}

const blanks = "                    "

// indent moves a line in by its depth; what is deeper than any document here stands
// where the deepest do.
func (x *xmlWriter) indent() { x.raw(blanks[:min(2*len(x.depth), len(blanks))]) }

func (x *xmlWriter) start(n node) {
	x.indent()
	x.raw("<" + n.name)
	for _, a := range n.attrs {
		x.raw(" " + a.name + `="`)
		x.escape(a.value)
		x.raw(`"`)
	}
}

// open begins an element that later calls fill.
func (x *xmlWriter) open(n node) {
	x.start(n)
	x.raw(">\n")
	x.depth = append(x.depth, n.name)
	for _, k := range n.kids {
		x.node(k)
	}
}

// end ends the element that open began last.
func (x *xmlWriter) end() {
	name := x.depth[len(x.depth)-1]
	x.depth = x.depth[:len(x.depth)-1]
	x.indent()
	x.raw("</" + name + ">\n")
}

// node writes a whole element. Mixed content (an element with text and elements)
// keeps its text first.
func (x *xmlWriter) node(n node) {
	x.start(n)
	if n.text == "" && len(n.kids) == 0 {
		x.raw("/>\n")
		return
	}
	x.raw(">")
	x.escape(n.text)
	if len(n.kids) > 0 {
		x.raw("\n")
		x.depth = append(x.depth, n.name)
		for _, k := range n.kids {
			x.node(k)
		}
		x.depth = x.depth[:len(x.depth)-1]
		x.indent()
	}
	x.raw("</" + n.name + ">\n")
}

// base64 writes an element whose text is r in Base64 with lines of 76 characters
// (RFC 2045), block by block.
func (x *xmlWriter) base64(n node, r io.Reader) {
	x.start(n)
	x.raw(">\n")
	const line = 57 // bytes of 76 characters
	buf, text := make([]byte, line*1024), make([]byte, 76)
	for x.err == nil {
		n, err := io.ReadFull(r, buf)
		for i := 0; i < n && x.err == nil; i += line {
			part := buf[i:min(i+line, n)]
			base64.StdEncoding.Encode(text, part)
			x.raw(string(text[:base64.StdEncoding.EncodedLen(len(part))]) + "\n")
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			x.err = err
		}
	}
	x.raw("</" + n.name + ">\n")
}

// close flushes and gives the first error.
func (x *xmlWriter) close() error {
	if x.err == nil {
		x.err = x.out.Flush()
	}
	if x.err == nil && x.gb != nil {
		x.err = x.gb.Close()
	}
	return x.err
}

// writeXML writes a document that is small.
func writeXML(w io.Writer, n node, encoding string) error {
	x := newXML(w, encoding)
	x.node(n)
	return x.close()
}

// textWriter gives a writer for a text file in the wished encoding.
func writeText(w io.Writer, text, encoding string) error {
	if encoding == GB18030 {
		t := transform.NewWriter(w, simplifiedchinese.GB18030.NewEncoder())
		if _, err := io.WriteString(t, text); err != nil {
			return err
		}
		return t.Close()
	}
	_, err := io.WriteString(w, text)
	return err
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
