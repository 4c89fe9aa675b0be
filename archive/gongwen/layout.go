package gongwen

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"niandang/archive/page"
)

// maxLines is how many lines of a file are looked at; a longer one keeps its
// beginning and its end, where the elements stand.
const maxLines = 4000

var (
	pageNo   = regexp.MustCompile(`^(?:[—―–\-－─_~·.|]+\d{1,4}[—―–\-－─_~·.|]+|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,3}/\d{1,3}|[·]\d{1,4}[·])$`)
	barePage = regexp.MustCompile(`^\d{1,3}$`)
)

// layOut makes the lines of a file: cleaned, in reading order, without page
// numbers and empty lines, each knowing how it stands.
func layOut(d page.Doc) []line {
	var out []line
	for i, p := range d.Pages {
		out = append(out, layPage(p, i, d.Flow)...)
	}
	if len(out) > maxLines {
		out = slices.Concat(out[:maxLines/2], out[len(out)-maxLines/2:])
	}
	measure(out)
	return out
}

func layPage(p page.Page, i int, flow bool) []line {
	num := p.Number
	if num == 0 {
		num = i + 1
	}
	lines := make([]line, 0, len(p.Lines))
	for _, pl := range p.Lines {
		for _, l := range split(pl) {
			l.page, l.ocr, l.flow, l.width = num, p.OCR, l.flow || flow, p.Width
			if p.OCR {
				l = pitched(swept(l))
			}
			if l.key != "" {
				lines = append(lines, l)
			}
		}
	}
	if !flow {
		lines = rows(lines)
	}
	lines = mendDates(stripPageNo(lines, p))
	if len(lines) > 0 && (i > 0 || !flow) {
		lines[0].brk = true
	}
	return lines
}

// split makes lines of one line of the page; forced breaks inside a paragraph
// give several.
func split(pl page.Line) []line {
	if !strings.ContainsAny(pl.Text(), "\n\v\f") {
		return []line{newLine(pl, pl.Spans)}
	}
	var out []line
	var cur []page.Span
	for _, s := range pl.Spans {
		parts := strings.FieldsFunc(s.Text+"\x00", func(r rune) bool { return r == '\n' || r == '\v' || r == '\f' })
		for j, t := range parts {
			if j > 0 {
				out, cur = append(out, newLine(pl, cur)), nil
			}
			s.Text = strings.TrimSuffix(t, "\x00")
			cur = append(cur, s)
		}
	}
	return append(out, newLine(pl, cur))
}

func newLine(pl page.Line, spans []page.Span) line {
	l := line{
		box: pl.Box, size: pl.Size, align: pl.Align, flow: pl.Flow, cell: pl.Cell, brk: pl.Break,
		lead: -1, conf: 1,
	}
	var text strings.Builder
	reds, bolds, chars := 0, 0, 0
	for _, s := range spans {
		t := unfold(s.Text)
		k := keyOf(t)
		if k == "" {
			text.WriteString(t)
			continue
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(t)
		n := runes(k)
		chars += n
		if s.Red {
			reds += n
		}
		if s.Bold {
			bolds += n
		}
		if s.Conf > 0 && s.Conf < l.conf {
			l.conf = s.Conf
		}
		l.size = max(l.size, s.Size)
		l.spans = append(l.spans, cutWide(t, s)...)
	}
	l.red, l.bold = reds*2 > chars, bolds*2 > chars
	l.setText(text.String())
	if l.flow && pl.Indent > 0 && l.size > 0 {
		l.lead += pl.Indent / l.size
	} else if l.flow && pl.Indent > 0 {
		l.lead += pl.Indent / 16
	}
	if l.box == (page.Box{}) {
		for _, s := range l.spans {
			l.box = l.box.Union(s.box)
		}
	}
	return l
}

var wideBlank = regexp.MustCompile(`[　\t]{3,}| {8,}|(?:　 |  　){2,}`)

// cutWide parts a span at wide blanks, which stand for columns.
func cutWide(t string, s page.Span) []span {
	one := span{text: strings.TrimSpace(t), key: keyOf(t), box: s.Box, size: s.Size, red: s.Red}
	if !strings.ContainsAny(t, "　\t") && !strings.Contains(t, "        ") {
		return []span{one}
	}
	at := wideBlank.FindAllStringIndex(strings.TrimRight(t, " 　\t"), -1)
	if len(at) == 0 || at[0][0] == 0 && len(at) == 1 {
		return []span{one}
	}
	var out []span
	from, all := 0, max(han(t), 1)
	for _, a := range append(at, []int{len(t), len(t)}) {
		if part := t[from:a[0]]; keyOf(part) != "" {
			c := one
			c.text, c.key = strings.TrimSpace(part), keyOf(part)
			c.box.X0 = s.Box.X0 + s.Box.Width()*han(t[:from])/all
			c.box.X1 = s.Box.X0 + s.Box.Width()*han(t[:a[0]])/all
			out = append(out, c)
		}
		from = a[1]
	}
	return out
}

// setText sets the forms of the text and counts the blank in front.
func (l *line) setText(s string) {
	l.lead = 0
	for _, r := range s {
		if r == '　' {
			l.lead++
		} else if r == ' ' || r == '\u00a0' {
			l.lead += 0.5
		} else if r == '\t' {
			l.lead += 2
		} else {
			break
		}
	}
	l.text = strings.Trim(s, " \t\r\n　\u00a0")
	l.key = keyOf(l.text)
	l.sq = squeezed(l.text)
}

// rows brings what stands at one height into one line, from left to right, so
// that no engine's way of cutting lines matters.
func rows(ls []line) []line {
	sort.SliceStable(ls, func(a, b int) bool { return ls[a].box.Y0+ls[a].box.Y1 < ls[b].box.Y0+ls[b].box.Y1 })
	out := ls[:0:0]
	for _, l := range ls {
		if n := len(out); n > 0 && sameRow(out[n-1], l) {
			out[n-1] = joinRow(out[n-1], l)
			continue
		}
		out = append(out, l)
	}
	return out
}

func sameRow(a, b line) bool {
	if a.box == (page.Box{}) || b.box == (page.Box{}) || a.red != b.red {
		return false
	}
	sa, sb := height(a), height(b)
	if sa > sb*1.5 || sb > sa*1.5 || a.box.X0 < b.box.X1 && b.box.X0 < a.box.X1 {
		return false
	}
	d := (a.box.Y0 + a.box.Y1 - b.box.Y0 - b.box.Y1) / 2
	return max(d, -d) < min(sa, sb)*0.45
}

func height(l line) float64 {
	if l.size > 0 {
		return l.size
	}
	return max(l.box.Y1-l.box.Y0, 1)
}

func joinRow(a, b line) line {
	a.spans = append(slices.Clone(a.spans), b.spans...)
	sort.SliceStable(a.spans, func(i, j int) bool { return a.spans[i].box.X0 < a.spans[j].box.X0 })
	texts := make([]string, len(a.spans))
	for i, s := range a.spans {
		texts[i] = s.text
	}
	if b.box.X0 < a.box.X0 {
		a.lead = b.lead
	}
	lead := a.lead
	a.box = a.box.Union(b.box)
	a.size, a.conf = max(a.size, b.size), min(a.conf, b.conf)
	a.bold, a.cell, a.brk = a.bold && b.bold, a.cell || b.cell, a.brk || b.brk
	a.setText(strings.Join(texts, " "))
	a.lead = lead
	return a
}

// stripPageNo drops page numbers (GB/T 9704-2012 7.5): dashes around a figure
// anywhere, a bare figure only as the last or first thing on its page.
func stripPageNo(ls []line, p page.Page) []line {
	out := ls[:0:0]
	for i, l := range ls {
		edge := i == len(ls)-1 || i == 0 && len(ls) > 1
		foot := p.Height == 0 || l.box.Y0 > p.Height*0.85 || l.box.Y1 < p.Height*0.08
		if !l.cell && (pageNo.MatchString(l.key) || edge && foot && !l.flow && barePage.MatchString(l.key)) {
			continue
		}
		out = append(out, l)
	}
	return out
}

var (
	sweepHead = regexp.MustCompile(`^[\s,.，。、;；:：'"“”‘’|_~\-—―=*^@<>«»]+`)
	sweepTail = regexp.MustCompile(`[\s'"“”‘’|_~=*^@<>«»]+$`)
)

// swept takes the dirt off that OCR reads at the ends of lines: stamps, holes,
// frames.
func swept(l line) line {
	t := sweepHead.ReplaceAllString(l.text, "")
	if strings.HasPrefix(t, "—") || t == "" && pageNo.MatchString(l.key) {
		return l
	}
	l = l.without(runes(l.text) - runes(t))
	lead := l.lead
	t = halfClosed.ReplaceAllString(sweepTail.ReplaceAllString(t, ""), "（$1）")
	l.setText(t)
	l.lead = lead
	return l
}

// without moves the left edge of a line behind its first n characters, where its
// text begins.
func (l line) without(n int) line {
	if n == 0 || len(l.spans) == 0 {
		return l
	}
	if k := runes(l.spans[0].text); n >= k && len(l.spans) > 1 {
		l.spans = l.spans[1:]
		l.box.X0 = l.spans[0].box.X0
		return l
	}
	first := l.spans[0]
	all := max(han(first.text), 1)
	first.box.X0 += first.box.Width() * min(1, han(cutHead(first.text, n))/all)
	l.spans = append([]span{first}, l.spans[1:]...)
	l.box.X0 = first.box.X0
	return l
}

// cutHead gives the first n characters.
func cutHead(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// halfClosed is a pair of brackets one of which was read as another kind.
var halfClosed = regexp.MustCompile(`[“"]?[〈<{]\s*([^〈〉《》()（）]{1,24})[)）]`)

var (
	dateCut  = regexp.MustCompile(`(?:19|20)\d{2}年(?:\d{1,2}(?:月(?:\d{1,2})?)?)?$`)
	dateRest = regexp.MustCompile(`^(?:\d{0,2}月)?\d{0,2}日(?:印发)?$`)
)

// mendDates joins a date that was broken at the end of its line.
func mendDates(ls []line) []line {
	out := ls[:0:0]
	for _, l := range ls {
		n := len(out)
		if n > 0 && !l.cell && dateRest.MatchString(l.key) && dateCut.MatchString(out[n-1].key) {
			p := &out[n-1]
			lead := p.lead
			p.spans = slices.Clone(p.spans)
			if k := len(p.spans) - 1; k >= 0 {
				p.spans[k].text += l.sq
				p.spans[k].key += l.key
			}
			p.setText(p.text + l.sq)
			p.lead = lead
			continue
		}
		out = append(out, l)
	}
	return out
}

// pitched takes the size of recognised text from how wide its characters stand:
// their heights grow with every stroke of a seal.
func pitched(l line) line {
	if n := han(l.sq); n >= 4 && len(l.spans) == 1 && l.box.Width() > 0 {
		l.size = min(l.size, l.box.Width()/n*1.05)
	}
	return l
}
