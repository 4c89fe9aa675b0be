package xmlguard

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// What a hostile file may cost: a parser keeps one token and the open elements in
// memory.
const (
	maxToken = 8 << 20
	maxDepth = 1000
)

// NewDecoder gives an XML decoder for the encodings that the standards allow:
// UTF-8, GB18030, GB2312. It fails on a token or a depth that no description has.
func NewDecoder(r io.Reader) *xml.Decoder {
	raw := xml.NewDecoder(&tokenGuard{r: r})
	raw.CharsetReader = charset
	return xml.NewTokenDecoder(&depthGuard{d: raw})
}

func charset(label string, r io.Reader) (io.Reader, error) {
	switch strings.ToUpper(label) {
	case "UTF-8":
		return r, nil
	case "GB18030", "GBK", "GB2312":
		return transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder()), nil
	}
	return nil, fmt.Errorf("encoding %s is not allowed", label)
}

// tokenGuard fails where two < are too far apart; in all encodings that are
// allowed the byte stands for nothing else.
type tokenGuard struct {
	r   io.Reader
	run int
}

func (g *tokenGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	for _, c := range p[:n] {
		if g.run++; c == '<' {
			g.run = 0
		}
		if g.run > maxToken {
			return 0, errors.New("an element is too large")
		}
	}
	return n, err
}

// depthGuard fails where elements lie too deep in each other.
type depthGuard struct {
	d     *xml.Decoder
	depth int
}

func (g *depthGuard) Token() (xml.Token, error) {
	t, err := g.d.RawToken()
	switch t.(type) {
	case xml.StartElement:
		g.depth++
	case xml.EndElement:
		g.depth--
	}
	if g.depth > maxDepth {
		return nil, errors.New("elements lie too deep in each other")
	}
	return t, err
}

// Bounded fails, and does not just end, where a file is longer than n.
func Bounded(r io.Reader, n int64) io.Reader {
	return io.MultiReader(io.LimitReader(r, n), &tooLong{r})
}

type tooLong struct{ r io.Reader }

func (t *tooLong) Read(p []byte) (int, error) {
	n, err := t.r.Read(p[:min(len(p), 1)])
	if n > 0 {
		return 0, errors.New("the file is too large")
	}
	return 0, err
}
