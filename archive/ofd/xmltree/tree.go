package xmltree

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"encoding/xml"
)

// The bounds of one tree.
const (
	maxDepth = 256
	maxNodes = 8_000_000
)

// ErrTooLarge is returned for a tree that is nested too deep or has too many nodes.
var ErrTooLarge = errors.New("xml is nested too deep or too large")

// Attr is an attribute, its name without prefix.
type Attr struct{ Name, Value string }

// Node is an element, or, with an empty Name, a piece of text.
type Node struct {
	Name  string
	Value string // of a piece of text
	Attrs []Attr
	Kids  []*Node
}

// Parse reads an XML file. What stands before a fault is returned with the
// error, so that a damaged file gives what it can.
func Parse(r io.Reader) (*Node, error) {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		return charset.NewReaderLabel(label, in)
	}
	b := builder{stack: []*Node{{Name: "#root"}}}
	for {
		tok, err := d.RawToken()
		if err == nil {
			err = b.take(tok)
		}
		if err == io.EOF {
			return b.root()
		}
		if err != nil {
			root, _ := b.root()
			return root, fmt.Errorf("read xml: %w", err)
		}
	}
}

// ParseBytes reads an XML file in memory.
func ParseBytes(b []byte) (*Node, error) { return Parse(bytes.NewReader(b)) }

type builder struct {
	stack []*Node
	nodes int
}

func (b *builder) root() (*Node, error) {
	for _, k := range b.stack[0].Kids {
		if k.Name != "" {
			return k, nil
		}
	}
	return nil, io.ErrUnexpectedEOF
}

func (b *builder) take(tok xml.Token) error {
	top := b.stack[len(b.stack)-1]
	switch t := tok.(type) {
	case xml.StartElement:
		return b.open(top, t)
	case xml.EndElement:
		b.close(t.Name.Local)
	case xml.CharData:
		if len(t) > 0 && len(b.stack) > 1 {
			top.Kids = append(top.Kids, &Node{Value: string(t)})
			b.nodes++
		}
	}
	return nil
}

func (b *builder) open(top *Node, t xml.StartElement) error {
	b.nodes++
	if len(b.stack) > maxDepth || b.nodes > maxNodes {
		return ErrTooLarge
	}
	n := &Node{Name: t.Name.Local}
	if len(t.Attr) > 0 {
		n.Attrs = make([]Attr, len(t.Attr))
		for i, a := range t.Attr {
			n.Attrs[i] = Attr{a.Name.Local, a.Value}
		}
	}
	top.Kids = append(top.Kids, n)
	b.stack = append(b.stack, n)
	return nil
}

// close ends the innermost element of that name; an end without a beginning is
// passed over.
func (b *builder) close(name string) {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].Name == name {
			b.stack = b.stack[:i]
			return
		}
	}
}

// Attr gives the value of an attribute, "" where there is none. It may be asked
// of a nil node, as may all that follows.
func (n *Node) Attr(name string) string {
	v, _ := n.Has(name)
	return v
}

// Has gives the value of an attribute and whether it stands there.
func (n *Node) Has(name string) (string, bool) {
	if n == nil {
		return "", false
	}
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// Kid gives the first child of that name, nil where there is none.
func (n *Node) Kid(name string) *Node {
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// All gives the children of that name.
func (n *Node) All(name string) []*Node {
	if n == nil {
		return nil
	}
	var out []*Node
	for _, k := range n.Kids {
		if k.Name == name {
			out = append(out, k)
		}
	}
	return out
}

// Path goes down by names, nil where one is missing.
func (n *Node) Path(names ...string) *Node {
	for _, name := range names {
		n = n.Kid(name)
	}
	return n
}

// Text gives the text that stands directly in the element.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	if len(n.Kids) == 1 && n.Kids[0].Name == "" {
		return n.Kids[0].Value
	}
	var b strings.Builder
	for _, k := range n.Kids {
		b.WriteString(k.Value)
	}
	return b.String()
}

// Find gives the first element of that name at any depth below n.
func (n *Node) Find(name string) *Node {
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		if k.Name == name {
			return k
		}
		if f := k.Find(name); f != nil {
			return f
		}
	}
	return nil
}
