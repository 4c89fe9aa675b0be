package pdf

import (
	"context"
	"errors"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"niandang/archive/page"
)

// Reading text with pdfium costs 3 ms a page, and 9 ms where fonts are not
// embedded (measured); most pages need nothing of its power. The interpreter
// reads them from their content stream in a tenth of that. Where it does not
// understand a font it gives up, and pdfium reads the page. A test compares the
// two.

const (
	maxForms  = 12        // forms in forms
	maxSteps  = 2_000_000 // operators of a page
	ascender  = 0.88      // of the em: how far a character's box reaches above its baseline
	descender = 0.12      // and below
)

var errNotRead = errors.New("not understood")

// state is the graphics state, as much of it as text and rules need.
type state struct {
	ctm          matrix
	fill, stroke bool // red
	lineWidth    float64
	font         *fontReader
	size         float64
	charSpace    float64
	wordSpace    float64
	stretch      float64
	leading      float64
	rise         float64
	mode         int
}

// interpreter reads one page.
type interpreter struct {
	ctx   context.Context
	src   *source
	fonts map[int]*fontReader // of the file, by object number
	to    upright
	chars []page.Char
	out   page.Page
	steps int

	state
	stack []state
	text  matrix // of the text object
	line  matrix // of its line
	path  path
}

// interpret reads a page; errNotRead says that pdfium must.
func (s *source) interpret(ctx context.Context, i int, fonts map[int]*fontReader) (page.Page, error) {
	l := s.pages[i]
	in, turn := s.seen(l)
	t := &interpreter{ctx: ctx, src: s, fonts: fonts, to: newUpright(in, turn)}
	t.state = state{ctm: identity, lineWidth: 1, stretch: 1}
	t.out = page.Page{Number: i + 1, Width: t.to.w, Height: t.to.h, Rotate: turn}
	res := s.dict(l.dict["Resources"])
	err := guard(func() error { return t.whole(s.contents(l), res) })
	if err != nil {
		return page.Page{}, err
	}
	t.out.Lines = page.Compose(t.chars, t.to.w, t.to.h)
	return t.out, nil
}

// whole carries out the content of the page. Where it cannot be unpacked, or gives
// no text although there are fonts, pdfium may know better.
func (t *interpreter) whole(parts []types.Object, res types.Dict) error {
	data, ok := t.src.joined(parts)
	if !ok {
		return errNotRead
	}
	if err := t.run(data, res, 0); err != nil {
		return err
	}
	if len(t.chars) == 0 && len(t.src.dict(res["Font"])) > 0 {
		return errNotRead
	}
	return nil
}

// run carries out a content stream.
func (t *interpreter) run(data []byte, res types.Dict, depth int) error {
	if depth > maxForms {
		return nil
	}
	l := lexer{data: data}
	args := make([]token, 0, 16)
	for {
		tok := l.next()
		switch tok.kind {
		case endOfData:
			return nil
		case operator:
			if err := t.step(); err != nil {
				return err
			}
			c := call{t: t, args: args, res: res, depth: depth}
			if err := c.do(string(tok.text)); err != nil {
				return err
			}
			args = args[:0]
		default:
			if len(args) < 4096 {
				args = append(args, tok)
			}
		}
	}
}

func (t *interpreter) step() error {
	if t.steps++; t.steps%4096 == 0 && t.ctx.Err() != nil {
		return t.ctx.Err()
	}
	if t.steps > maxSteps || len(t.chars) > maxChars {
		return errNotRead
	}
	return nil
}

// call is an operator with what stands before it.
type call struct {
	t     *interpreter
	args  []token
	res   types.Dict
	depth int
}

// num gives the i-th number from the end, 0 where there is none.
func (c call) num(fromEnd int) float64 {
	if i := len(c.args) - 1 - fromEnd; i >= 0 {
		return c.args[i].num
	}
	return 0
}

func (c call) matrix() matrix {
	return matrix{c.num(5), c.num(4), c.num(3), c.num(2), c.num(1), c.num(0)}
}

func (c call) lastName() string {
	if n := len(c.args); n > 0 && c.args[n-1].kind == name {
		return string(c.args[n-1].text)
	}
	return ""
}

func (c call) lastText() []byte {
	if n := len(c.args); n > 0 && c.args[n-1].kind == str {
		return c.args[n-1].text
	}
	return nil
}

// do tries the groups of operators, the most frequent first.
func (c call) do(op string) error {
	if done, err := c.showing(op); done || err != nil {
		return err
	}
	if c.positioning(op) || c.textState(op) || c.drawing(op) || c.coloring(op) {
		return nil
	}
	switch op {
	case "q":
		if len(c.t.stack) < 1000 {
			c.t.stack = append(c.t.stack, c.t.state)
		}
	case "Q":
		if n := len(c.t.stack); n > 0 {
			c.t.state, c.t.stack = c.t.stack[n-1], c.t.stack[:n-1]
		}
	case "cm":
		c.t.ctm = c.matrix().then(c.t.ctm)
	case "w":
		c.t.lineWidth = c.num(0)
	case "Do":
		return c.object()
	case "EI", "ID":
		c.inlineImage(op)
	}
	return nil
}

// showing carries out the operators that show text.
func (c call) showing(op string) (bool, error) {
	switch op {
	case "Tj":
		return true, c.t.show(c.lastText())
	case "TJ":
		return true, c.t.showAll(c.args)
	case "'", "\"":
		if op == "\"" {
			c.t.wordSpace, c.t.charSpace = c.num(2), c.num(1)
		}
		c.t.newLine(0, -c.t.leading)
		return true, c.t.show(c.lastText())
	}
	return false, nil
}

func (c call) positioning(op string) bool {
	switch op {
	case "BT":
		c.t.text, c.t.line = identity, identity
	case "Tm":
		c.t.line = c.matrix()
		c.t.text = c.t.line
	case "Td":
		c.t.newLine(c.num(1), c.num(0))
	case "TD":
		c.t.leading = -c.num(0)
		c.t.newLine(c.num(1), c.num(0))
	case "T*":
		c.t.newLine(0, -c.t.leading)
	default:
		return false
	}
	return true
}

func (t *interpreter) newLine(x, y float64) {
	t.line = matrix{1, 0, 0, 1, x, y}.then(t.line)
	t.text = t.line
}

func (c call) textState(op string) bool {
	switch op {
	case "Tf":
		c.t.size = c.num(0)
		c.t.font = nil
		if len(c.args) >= 2 {
			c.t.font = c.t.fontNamed(c.res, string(c.args[len(c.args)-2].text))
		}
	case "Tc":
		c.t.charSpace = c.num(0)
	case "Tw":
		c.t.wordSpace = c.num(0)
	case "Tz":
		c.t.stretch = c.num(0) / 100
	case "TL":
		c.t.leading = c.num(0)
	case "Ts":
		c.t.rise = c.num(0)
	case "Tr":
		c.t.mode = int(c.num(0))
	default:
		return false
	}
	return true
}

// fontNamed gives a font of the resources; each is read once in a file.
func (t *interpreter) fontNamed(res types.Dict, name string) *fontReader {
	o := t.src.dict(res["Font"])[name]
	d := t.src.dict(o)
	if d == nil {
		return nil
	}
	r, ok := o.(types.IndirectRef)
	if !ok {
		return t.src.readFont(d)
	}
	num := r.ObjectNumber.Value()
	if t.fonts[num] == nil {
		t.fonts[num] = t.src.readFont(d)
	}
	return t.fonts[num]
}

func (t *interpreter) showAll(args []token) error {
	for _, a := range args {
		switch a.kind {
		case numeral:
			t.advance(-a.num / 1000 * t.size * t.stretch)
		case str:
			if err := t.show(a.text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *interpreter) advance(x float64) { t.text = matrix{1, 0, 0, 1, x, 0}.then(t.text) }

// show places the characters of a string.
func (t *interpreter) show(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	if t.font == nil || !t.font.ok {
		return errNotRead
	}
	full := matrix{t.size * t.stretch, 0, 0, t.size, 0, t.rise}
	known := t.font.read(b, func(g glyphCode) {
		m := full.then(t.text).then(t.ctm)
		t.place(g, m)
		move := g.width/1000*t.size + t.charSpace
		if g.space {
			move += t.wordSpace
		}
		t.advance(move * t.stretch)
	})
	if !known {
		return errNotRead
	}
	return nil
}

// place adds the characters of a code, whose em is the unit square under m.
func (t *interpreter) place(g glyphCode, m matrix) {
	at := t.to.box(m.box(box{0, -descender, g.width / 1000, ascender}))
	size := math.Round(math.Hypot(m[2], m[3])*100) / 100
	turn := t.to.slope(m[0], m[1])
	for _, r := range g.text {
		if printable(r) {
			t.chars = append(t.chars, page.Char{
				R: r, Box: at, Size: size, Font: t.font.name, Bold: t.font.bold || t.mode == 2, Red: t.fill, Conf: 1, Turn: turn,
			})
		}
	}
}
