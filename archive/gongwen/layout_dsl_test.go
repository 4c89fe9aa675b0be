package gongwen

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"niandang/archive/page"
)

// layoutCase is one hand-written face with what must be read from it.
type layoutCase struct {
	name  string
	file  string
	forms []string
	doc   page.Doc
	shape string // how its lines stand, without their text
	want  map[string]string
}

const (
	dslLeft, dslRight = 79.0, 516.0
	dslStep           = 28.9
)

var dslLine = regexp.MustCompile(`^([lihcrRt]|x\d+)(\d*)([!*]*)(?: (.*))?$`)

func loadLayouts(t testing.TB) []layoutCase {
	t.Helper()
	files, err := filepath.Glob("testdata/layouts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no layouts: %v", err)
	}
	var out []layoutCase
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split("\n"+string(b), "\n# ")[1:] {
			c := parseLayout(t, block)
			c.file = filepath.Base(f)
			out = append(out, c)
		}
	}
	return out
}

func parseLayout(t testing.TB, block string) layoutCase {
	t.Helper()
	head, rest, _ := strings.Cut(block, "\n")
	c := layoutCase{want: map[string]string{}}
	for _, w := range strings.Fields(head) {
		if f, ok := strings.CutPrefix(w, "@"); ok {
			c.forms = append(c.forms, f)
			continue
		}
		c.name = strings.TrimSpace(c.name + " " + w)
	}
	body, want, ok := strings.Cut(rest, "\n->\n")
	if !ok {
		t.Fatalf("case %q has no ->", c.name)
	}
	p := painter{t: t, name: c.name}
	for _, l := range strings.Split(body, "\n") {
		p.line(l)
	}
	p.endPage()
	c.doc, c.shape = p.doc, p.shape.String()
	for _, l := range strings.Split(strings.TrimSpace(want), "\n") {
		k, v, _ := strings.Cut(strings.TrimSpace(l), " ")
		c.want[k] = strings.TrimSpace(v)
	}
	return c
}

// painter sets the lines of a case on A4 pages.
type painter struct {
	t     testing.TB
	name  string
	doc   page.Doc
	cur   page.Page
	y     float64
	ocr   bool
	brk   bool
	shape strings.Builder
}

func (p *painter) line(s string) {
	switch s {
	case "":
		return
	case "!ocr":
		p.ocr = true
	case "!flow":
		p.doc.Flow = true
	case "~":
		p.y += dslStep
	case "=":
		p.cur.Rules = append(p.cur.Rules, page.Rule{Box: page.Box{X0: dslLeft, Y0: p.y, X1: dslRight, Y1: p.y + 1}, Red: true})
		p.y += 8
	case "---":
		if p.brk = p.doc.Flow; !p.brk {
			p.endPage()
		}
	default:
		p.text(s)
		s = shapeOf(s)
	}
	p.shape.WriteString(s + "\n")
}

var (
	wordRun  = regexp.MustCompile(`[\p{Han}〇，、。]+`)
	digitRun = regexp.MustCompile(`\d+`)
)

// shapeOf keeps what makes a layout: places, sizes, marks of structure; not
// which words or figures stand there, nor how many.
func shapeOf(s string) string {
	how, text, _ := strings.Cut(s, " ")
	return how + " " + digitRun.ReplaceAllString(wordRun.ReplaceAllString(text, "字"), "0")
}

func (p *painter) text(s string) {
	m := dslLine.FindStringSubmatch(s)
	if m == nil {
		p.t.Fatalf("case %q: bad line %q", p.name, s)
	}
	size := 16.0
	if m[2] != "" && m[1][0] != 'x' {
		size, _ = strconv.ParseFloat(m[2], 64)
	}
	if p.y == 0 {
		p.y = 105
	}
	y0 := p.y
	p.y += max(dslStep, size*1.6)
	look := page.Span{Size: size, Red: strings.Contains(m[3], "!"), Bold: strings.Contains(m[3], "*"), Conf: 1}
	if p.ocr {
		look.Red, look.Bold, look.Conf = false, false, 0.85
	}
	if p.doc.Flow {
		p.flow(m[1], m[4], look)
		return
	}
	cols := strings.Split(m[4], " | ")
	l := page.Line{Size: size, Cell: m[1] == "t"}
	for i, c := range cols {
		sp := look
		sp.Text = c
		w := han(c) * size
		x := p.start(m[1], w, size)
		if len(cols) > 1 {
			x = p.column(m[1], w, i, len(cols))
		}
		sp.Box = page.Box{X0: x, Y0: y0, X1: x + w, Y1: y0 + size}
		l.Spans = append(l.Spans, sp)
		l.Box = l.Box.Union(sp.Box)
	}
	p.cur.Lines = append(p.cur.Lines, l)
}

// start is where a line of width w begins.
func (p *painter) start(how string, w, size float64) float64 {
	switch how[0] {
	case 'i':
		return dslLeft + 32
	case 'h':
		return dslLeft + 80
	case 'c':
		return (dslLeft + dslRight - w) / 2
	case 'r':
		return dslRight - 64 - w
	case 'R':
		return dslRight - w
	case 'x':
		n, _ := strconv.ParseFloat(how[1:], 64)
		return dslLeft + n*16
	}
	return dslLeft
}

// column spreads columns: the first at its place, the last at the right edge.
func (p *painter) column(how string, w float64, i, n int) float64 {
	left := p.start(how, 0, 16)
	if how == "t" || how == "c" {
		return dslLeft + (dslRight-dslLeft)*float64(i)/float64(n) + 4
	}
	if i == n-1 {
		return dslRight - 16 - w
	}
	return left + (dslRight-left)*float64(i)/float64(n)
}

func (p *painter) flow(how, text string, look page.Span) {
	l := page.Line{Flow: true, Size: look.Size, Align: page.AlignJustify, Break: p.brk}
	p.brk = false
	switch how[0] {
	case 'c':
		l.Align = page.AlignCenter
	case 'r', 'R':
		l.Align = page.AlignRight
	case 'l':
		l.Align = page.AlignLeft
	case 'i':
		l.Indent = 2 * look.Size
	case 'h':
		l.Indent = 5 * look.Size
	case 't':
		l.Cell = true
	}
	for _, c := range strings.Split(text, " | ") {
		sp := look
		sp.Text = c
		l.Spans = append(l.Spans, sp)
	}
	p.cur.Lines = append(p.cur.Lines, l)
}

func (p *painter) endPage() {
	p.cur.Number, p.cur.Width, p.cur.Height, p.cur.OCR = len(p.doc.Pages)+1, 595, 842, p.ocr
	if p.doc.Flow {
		p.cur.Width, p.cur.Height = 0, 0
	}
	p.doc.Pages = append(p.doc.Pages, p.cur)
	p.cur, p.y = page.Page{}, 0
}
