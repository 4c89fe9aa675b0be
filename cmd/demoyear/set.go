package main

import (
	"bytes"
	"context"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"

	"niandang/archive/pdf"
	"niandang/assets/fonts"
)

// setter sets documents as pages.
type setter struct {
	engine pdf.Engine
	typ    pdf.Type
}

func newSetter() (*setter, error) {
	f := pdf.Fonts{Serif: fonts.SerifRegular, SerifBold: fonts.SerifBold, Sans: fonts.SansRegular, SansBold: fonts.SansBold}
	typ, err := pdf.NewType(f)
	if err != nil {
		return nil, err
	}
	engine, err := pdf.NewOpen(pdf.OpenOptions{Fonts: f, CacheDir: filepath.Join(os.TempDir(), "niandang-demo")})
	return &setter{engine: engine, typ: typ}, err
}

// make gives the bytes of one document in its format.
func (s *setter) make(ctx context.Context, d doc, made map[string][]byte) ([]byte, error) {
	switch {
	case d.keys["copy"] != "":
		return made[d.keys["copy"]], nil
	case d.keys["junk"] != "":
		return []byte("\x00\x00\x00\x00"), nil
	case d.keys["text"] != "":
		return []byte(d.keys["text"] + "\r\n"), nil
	case d.keys["eml"] != "":
		return mail(d), nil
	}
	switch d.ext() {
	case ".docx":
		return docx(d)
	case ".xlsx":
		return sheet(d)
	case ".ofd":
		return ofd(s.lines(d))
	}
	b, err := s.pdf(ctx, s.pages(s.lines(d)), d)
	if err != nil || d.ext() == ".pdf" && d.keys["scan"] == "" {
		return b, err
	}
	return s.scan(ctx, b, d)
}

func (s *setter) pdf(ctx context.Context, sheets []pdf.Sheet, d doc) ([]byte, error) {
	var out bytes.Buffer
	_, err := s.engine.Assemble(ctx, &out, pdf.Job{
		Parts: []pdf.Part{{Sheets: sheets}},
		Meta:  pdf.Meta{Title: d.keys["title"], Created: madeAt()},
	})
	return out.Bytes(), err
}

// scanDPI is the resolution of the pictures.
const scanDPI = 150

// scan turns the first page into a picture: a JPEG file, or a PDF of it.
func (s *setter) scan(ctx context.Context, b []byte, d doc) ([]byte, error) {
	img, err := s.engine.Render(ctx, bytes.NewReader(b), 1, scanDPI)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 70}); err != nil || d.ext() != ".pdf" {
		return out.Bytes(), err
	}
	page := pdf.Sheet{W: pdf.A4Width, H: pdf.A4Height, Ops: []pdf.Op{pdf.Picture{W: pdf.A4Width, H: pdf.A4Height, Image: img}}}
	return s.pdf(ctx, []pdf.Sheet{page}, doc{keys: map[string]string{}})
}

// line is a line of a page before it is broken.
type line struct {
	text   string
	align  string // left, center, right, indent
	size   float64
	face   pdf.Face
	red    bool
	rule   bool // a red rule
	thin   bool // a thin black rule
	before float64
	page   bool   // a new page
	right  string // a second run at the right margin
}

// lines gives the lines of a document in the order of the page.
func (s *setter) lines(d doc) []line {
	switch {
	case d.keys["form"] != "":
		return formLines(d)
	case d.keys["minutes"] != "":
		return minutesLines(d)
	case d.keys["plain"] != "":
		return plainLines(d)
	case d.keys["letter"] != "":
		return append(letterHead(d), bodyLines(d)...)
	}
	return append(fileHead(d), bodyLines(d)...)
}

func fileHead(d doc) []line {
	var out []line
	if u := d.keys["urgency"]; u != "" {
		out = append(out, line{text: u, size: 16, face: pdf.Sans})
	}
	out = append(out, line{text: d.keys["head"], align: "center", size: headSize(d.keys["head"]), face: pdf.SerifBold, red: true, before: 14})
	number := line{text: d.keys["number"], align: "center", size: 16, before: 12}
	if who := d.keys["signer"]; who != "" {
		number.align, number.right = "left", "签发人："+who
	}
	return append(out, number, line{rule: true, before: 2})
}

func headSize(s string) float64 { return min(38, 440/float64(len([]rune(s)))) }

func letterHead(d doc) []line {
	return []line{
		{text: d.keys["head"], align: "center", size: headSize(d.keys["head"]), face: pdf.SerifBold, red: true, before: 4},
		{rule: true, before: 2},
		{text: d.keys["number"], align: "right", size: 16, before: 4},
	}
}

func bodyLines(d doc) []line {
	out := []line{{text: d.keys["title"], align: "center", size: 22, face: pdf.SerifBold, before: 12}}
	if to := d.keys["to"]; to != "" {
		out = append(out, line{text: to + "：", size: 16, before: 8})
	}
	out = append(out, paragraphs(d)...)
	return append(out, closing(d)...)
}

func paragraphs(d doc) []line {
	var out []line
	for _, p := range d.body {
		if strings.HasPrefix(p, "@") {
			break
		}
		out = append(out, line{text: p, align: "indent", size: 16})
	}
	return out
}

// closing gives what follows the body: attachments, signature, date, note,
// imprint, and the attachment's own text on a new page.
func closing(d doc) []line {
	var out []line
	if a := d.keys["attach"]; a != "" {
		out = append(out, line{text: "附件：" + strings.Fields(a)[0], align: "indent", size: 16, before: 8})
		for _, more := range strings.Fields(a)[1:] {
			out = append(out, line{text: "　　　" + more, align: "indent", size: 16})
		}
	}
	out = append(out,
		line{text: d.keys["sign"], align: "right", size: 16, before: 16},
		line{text: d.keys["date"], align: "right", size: 16})
	if n := d.keys["note"]; n != "" {
		out = append(out, line{text: "（" + n + "）", align: "indent", size: 16, before: 4})
	}
	if cc := d.keys["cc"]; cc != "" {
		out = append(out, line{thin: true, before: 12}, line{text: "　抄送：" + cc + "。", size: 14})
	}
	if p := d.keys["printed"]; p != "" {
		who, when, _ := strings.Cut(p, " ")
		out = append(out, line{thin: true, before: 2}, line{text: "　" + who, size: 14, right: when + "印发　"}, line{thin: true, before: 1.8})
	}
	return append(out, enclosed(d)...)
}

func enclosed(d doc) []line {
	var out []line
	for _, p := range d.body {
		switch {
		case strings.HasPrefix(p, "@"):
			out = append(out, line{text: strings.TrimPrefix(p, "@"), size: 16, face: pdf.Sans, page: true})
		case len(out) == 1:
			out = append(out, line{text: p, align: "center", size: 22, face: pdf.SerifBold, before: 10})
		case len(out) > 1:
			out = append(out, line{text: p, align: "indent", size: 16, before: 2})
		}
	}
	return out
}

func minutesLines(d doc) []line {
	title := d.keys["minutes"]
	return append([]line{
		{text: title, align: "center", size: headSize(title) * 0.8, face: pdf.SerifBold, red: true, before: 8},
		{text: d.keys["number"], align: "center", size: 16, before: 8},
		{text: d.keys["org"], size: 16, right: d.keys["date"], before: 8},
		{rule: true, before: 1},
	}, paragraphs(d)...)
}

func plainLines(d doc) []line {
	var out []line
	if m := d.keys["mark"]; m != "" {
		out = append(out, line{text: m, size: 16, face: pdf.Sans})
	}
	out = append(out, line{text: d.keys["plain"], align: "center", size: 22, face: pdf.SerifBold, before: 10})
	if s := d.keys["sub"]; s != "" {
		out = append(out, line{text: s, align: "right", size: 16, before: 4})
	}
	return append(out, paragraphs(d)...)
}

// formLines lays a processing form out as lines of label and value.
func formLines(d doc) []line {
	out := []line{{text: "云州市水务局" + d.keys["form"], align: "center", size: 24, face: pdf.SerifBold, before: 4}, {thin: true, before: 6}}
	for _, r := range d.rows {
		cells := strings.Split(r, "|")
		l := line{text: cells[0] + "：" + cells[1], size: 15, before: 4}
		if len(cells) > 2 && cells[2] != "" {
			l.right = cells[2] + "：" + cells[3]
		}
		out = append(out, l, line{thin: true, before: 3})
	}
	return out
}
