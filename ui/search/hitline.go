package search

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// hitLine draws a hit: title, then code, number and date, then two lines around
// the words that were asked for, which are bold and underlaid.
type hitLine struct {
	widget.BaseWidget
	title, under *shape.Text
	context      [2]*widget.RichText
	body         *fyne.Container
}

// lineRunes is how many characters of context a line takes.
const lineRunes = 34

func newHitLine() *hitLine {
	l := &hitLine{title: shape.NewText(""), under: shape.NewCaption("")}
	l.title.Bold = true
	rows := container.New(rows{18, 16, 17, 17}, l.title, l.under)
	for i := range l.context {
		l.context[i] = widget.NewRichText()
		l.context[i].Truncation = fyne.TextTruncateClip
		rows.Add(container.New(pulled{}, l.context[i]))
	}
	l.ExtendBaseWidget(l)
	l.body = rows
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *hitLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(shape.Inset(l.body, 12, 6))
}

func (l *hitLine) set(h archive.Hit, untitled string) {
	title := h.Title
	if title == "" {
		title = untitled
	}
	l.title.SetText(title)
	var parts []string
	for _, s := range []string{h.Code, h.Number, h.Date} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	l.under.SetText(strings.Join(parts, "　"))
	lines := twoLines(pieces(h.Snippet))
	for i, c := range l.context {
		c.Segments = segments(lines[i])
		c.Refresh()
	}
}

// piece is a run of a snippet: what was asked for, or what stands around it.
type piece struct {
	text string
	hit  bool
}

// pieces cuts a snippet at its marks.
func pieces(snippet string) []piece {
	var out []piece
	for snippet != "" {
		before, rest, found := strings.Cut(snippet, "\x02")
		if before != "" {
			out = append(out, piece{text: clean(before)})
		}
		if !found {
			break
		}
		hit, after, _ := strings.Cut(rest, "\x03")
		if hit != "" {
			out = append(out, piece{clean(hit), true})
		}
		snippet = after
	}
	return out
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// twoLines breaks pieces after as many characters as a line takes.
func twoLines(all []piece) (lines [2][]piece) {
	n := 0
	for _, p := range all {
		for r := []rune(p.text); len(r) > 0; {
			i := n / lineRunes
			if i >= len(lines) {
				return lines
			}
			take := min(lineRunes-n%lineRunes, len(r))
			lines[i] = append(lines[i], piece{string(r[:take]), p.hit})
			r = r[take:]
			n += take
		}
	}
	return lines
}

func segments(line []piece) []widget.RichTextSegment {
	out := make([]widget.RichTextSegment, 0, len(line))
	for _, p := range line {
		style := widget.RichTextStyle{ColorName: theme.Muted, Inline: true, SizeName: base.SizeNameCaptionText}
		if p.hit {
			style.ColorName, style.TextStyle = theme.Accent, fyne.TextStyle{Bold: true}
		}
		out = append(out, &widget.TextSegment{Text: p.text, Style: style})
	}
	return out
}

// rows lays lines of fixed heights below one another.
type rows []float32

// MinSize implements fyne.Layout.
func (r rows) MinSize([]fyne.CanvasObject) (m fyne.Size) {
	for _, h := range r {
		m.Height += h
	}
	return m
}

// Layout implements fyne.Layout.
func (r rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i, o := range objects {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, r[i]))
		y += r[i]
	}
}

// pulled takes the padding of rich text back, so that it stands where the lines
// above it do.
type pulled struct{}

func (pulled) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 16) }

func (pulled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const pad = 8
	objects[0].Move(fyne.NewPos(-pad, -pad))
	objects[0].Resize(fyne.NewSize(size.Width+2*pad, size.Height+2*pad))
}
