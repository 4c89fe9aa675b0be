package transfer

import (
	"encoding/xml"
	"io"
)

// node is an XML element of one of the Chinese layouts, whose element names are
// Chinese.
type node struct {
	name string
	text string
	kids []node
}

func leaf(name, text string) node { return node{name: name, text: text} }

func tree(name string, kids ...node) node { return node{name: name, kids: kids} }

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

// writeXML writes a document in UTF-8, indented.
func writeXML(w io.Writer, n node) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := encode(enc, n); err != nil {
		return err
	}
	if err := enc.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func encode(enc *xml.Encoder, n node) error {
	start := xml.StartElement{Name: xml.Name{Local: n.name}}
	if err := enc.EncodeToken(start); err != nil {
		return err
	}
	if n.text != "" {
		if err := enc.EncodeToken(xml.CharData(n.text)); err != nil {
			return err
		}
	}
	for _, k := range n.kids {
		if err := encode(enc, k); err != nil {
			return err
		}
	}
	return enc.EncodeToken(start.End())
}
