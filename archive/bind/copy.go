package bind

import (
	"context"
	"math"
	"strings"
	"unicode"

	"niandang/archive"
	"niandang/archive/pdf"
)

// bringCopy sets the text of a part that has no pages of its own: headed as a
// text copy, which is not the original's look.
func (c *compiler) bringCopy(ctx context.Context, r record, b bound) (bound, error) {
	var pages []string
	if b.src.Text != nil {
		var err error
		pages, err = b.src.Text(ctx)
		if ctx.Err() != nil {
			return b, ctx.Err()
		}
		if err != nil {
			return c.slip(b, archive.Say("bind.why.unreadable", "detail", firstLine(err))), nil
		}
	}
	pics := c.pictures(b)
	if strings.TrimSpace(strings.Join(pages, "")) == "" && len(pics) == 0 {
		return c.slip(b, archive.Say("bind.why.no_text")), nil
	}
	b.how, b.pdfa = asCopy, true
	s := copySetter{c: c, area: c.copyArea(), title: c.say("copy.title")}
	s.note = c.say("copy.head", "path", lastName(b), "code", r.item.Code)
	switch b.src.Family {
	case "eml":
		b.how, s.title = asText, c.say("copy.mail")
		pages = s.mailHead(pages)
	case "txt", "html":
		b.how, s.title = asText, c.say("copy.text")
	}
	s.text(pages)
	s.pictures(pics)
	for _, l := range s.leaves {
		b.sheets = append(b.sheets, l.Sheet)
	}
	b.n = len(b.sheets)
	b.lost = missing(c.d.Type, pages...)
	return b, nil
}

func (c *compiler) copyArea() box {
	a := c.forms.volume.Margin.frame(pdf.A4Width, pdf.A4Height)
	down := c.forms.volume.Copy.HeadDown + 8 - a.y
	a.y += down
	a.h -= down
	return a
}

func lastName(b bound) string {
	path := b.part.Path
	if path == "" {
		path = b.file.Path
	}
	return path[strings.LastIndex(path, "/")+1:]
}

// copySetter sets running text page by page.
type copySetter struct {
	c      *compiler
	area   box
	title  string // what kind of thing is set here
	note   string
	leaves []*leaf
	y      float64
}

func (s *copySetter) page() *leaf {
	l := newLeaf(s.c.d.Type, pdf.A4Width, pdf.A4Height)
	f := s.c.forms.volume
	head := f.Copy.HeadDown
	l.left(s.area.x, head, style{face: pdf.SansBold, pt: f.Copy.HeadPt}, s.title)
	st := sans(f.Copy.HeadPt - 1.5).in(grey)
	room := s.area.w - l.t.Width(s.title, pdf.SansBold, f.Copy.HeadPt) - 6
	l.right(s.area.right(), head, st, cut(l.t, s.note, st, room))
	l.level(s.area.x, s.area.right(), head+2.2, 0.25)
	s.leaves = append(s.leaves, l)
	s.y = s.area.y
	return l
}

func (s *copySetter) last() *leaf {
	if len(s.leaves) == 0 {
		return s.page()
	}
	return s.leaves[len(s.leaves)-1]
}

// text sets the pages of a text one after the other; the source's own pages begin
// a new line, not a new page, because they are seldom as printed.
func (s *copySetter) text(pages []string) {
	f := s.c.forms.volume.Copy
	st := serif(f.Pt)
	for _, p := range pages {
		for line := range strings.Lines(p) {
			line = tidy(line)
			if strings.TrimSpace(line) == "" {
				s.y += f.Line / 2
				continue
			}
			lines := st.setting(s.c.d.Type).Wrap(line, s.area.w)
			for i, w := range lines {
				l := s.last()
				if s.y+f.Line > s.area.bottom() {
					l = s.page()
				}
				base := s.y + f.Line/2 + dropOf(f.Pt)
				if i < len(lines)-1 {
					l.justified(box{s.area.x, base, s.area.w, 0}, st, w)
				} else {
					l.flush(s.area.x, base, st, w)
				}
				s.y += f.Line
			}
		}
	}
}

// tidy makes tabs spaces and drops what has no picture.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return '　'
		case unicode.IsControl(r), r == '\ufeff', r == '\u200b', r == '\ufffd':
			return -1
		}
		return r
	}, s)
}

// pictures sets the pictures of the part after its text.
func (s *copySetter) pictures(pics []picture) {
	for i, p := range pics {
		w, h := sizeOf(p.head, s.area.w, s.area.h-8)
		l := s.last()
		if s.y+h+8 > s.area.bottom() {
			l = s.page()
		}
		st := sans(s.c.forms.volume.Copy.HeadPt - 1).in(grey)
		l.left(s.area.x, s.y+5, st, s.c.say("copy.picture", "n", itoa(i+1), "of", itoa(len(pics)), "name", p.name))
		l.add(pdf.Picture{X: s.area.x, Y: s.y + 7, W: w, H: math.Min(h, s.area.bottom()-s.y-7), Open: p.open})
		s.y += h + 12
	}
}

// cut shortens a line that does not fit.
func cut(t pdf.Type, s string, st style, width float64) string {
	if t.Width(s, st.face, st.pt) <= width {
		return s
	}
	r := []rune(s)
	for len(r) > 0 && t.Width(string(r)+"…", st.face, st.pt) > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// missing gives the characters that no face has, each once.
func missing(t pdf.Type, texts ...string) []rune {
	var out []rune
	seen := make(map[rune]bool)
	for _, s := range texts {
		for _, r := range s {
			if r > ' ' && !seen[r] && !unicode.IsSpace(r) && !unicode.IsControl(r) {
				seen[r] = true
				if !t.Has(r) {
					out = append(out, r)
				}
			}
		}
	}
	return out
}
