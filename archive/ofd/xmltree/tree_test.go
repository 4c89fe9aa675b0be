package xmltree

import (
	"errors"
	"strings"
	"testing"
)

func TestParseForgetsPrefixesAndKeepsOrder(t *testing.T) {
	n, err := ParseBytes([]byte(`<?xml version="1.0"?><a:doc xmlns:a="x" a:id="7"><b>一</b>间<c/></a:doc>`))
	if err != nil {
		t.Fatal(err)
	}
	if n.Name != "doc" || n.Attr("id") != "7" || n.Kid("b").Text() != "一" {
		t.Errorf("got %+v", n)
	}
	if len(n.Kids) != 3 || n.Kids[1].Value != "间" {
		t.Errorf("children are out of order: %+v", n.Kids)
	}
}

func TestParseReadsDeclaredCharset(t *testing.T) {
	b := append([]byte(`<?xml version="1.0" encoding="GBK"?><a>`), 0xCB, 0xAE) // 水
	n, err := ParseBytes(append(b, []byte(`</a>`)...))
	if err != nil || n.Text() != "水" {
		t.Errorf("got %q, %v", n.Text(), err)
	}
}

func TestParseRefusesDeepNesting(t *testing.T) {
	_, err := Parse(strings.NewReader(strings.Repeat("<a>", maxDepth+2)))
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
}

func TestParseDoesNotExpandDeclaredEntities(t *testing.T) {
	n, _ := ParseBytes([]byte(`<!DOCTYPE a [<!ENTITY b "bomb"><!ENTITY f SYSTEM "file:///etc/hostname">]><a>&b;&f;</a>`))
	if s := n.Text(); strings.Contains(s, "bomb") || strings.Contains(s, "\n") {
		t.Errorf("entities were expanded: %q", s)
	}
}

func TestParseGivesWhatStandsBeforeAFault(t *testing.T) {
	n, err := ParseBytes([]byte(`<a><b>留</b><c`))
	if err == nil || n.Kid("b").Text() != "留" {
		t.Errorf("got %+v, %v", n, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<a b="c">d</a>`))
	f.Add([]byte(`<?xml version="1.0" encoding="utf-16"?><a>`))
	f.Add([]byte(`</a></a><a><![CDATA[x]]>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if n, _ := ParseBytes(b); n != nil {
			n.Find("nothing")
		}
	})
}
