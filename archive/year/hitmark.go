package year

import (
	"context"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// HitWords gives the words of a hit as they stand in the document: what its
// snippet marks, each once.
func HitWords(h archive.Hit) []string {
	var out []string
	for _, part := range strings.Split(h.Snippet, "\x02")[1:] {
		word, _, _ := strings.Cut(part, "\x03")
		if word = archive.Squeeze(word); word != "" && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// markHits finds the places of words on a page of a PDF. What has no text that
// can be placed, such as a scan, has none.
func (y *Year) markHits(ctx context.Context, open pdfOpen, number int, words []string) []archive.Spot {
	if len(words) == 0 {
		return nil
	}
	r, err := open()
	if err != nil {
		return nil
	}
	defer r.Close()
	at := 0
	for p, err := range y.PDF.Pages(ctx, r, number) {
		if err != nil {
			return nil
		}
		if at++; at == number {
			return spotsOf(p, words)
		}
	}
	return nil
}

// placed is a character of a page with its place.
type placed struct {
	r    rune
	line int
	box  page.Box
}

// spotsOf finds words on a page, also where a line's end cuts them; such a word
// has a place on each line.
func spotsOf(p page.Page, words []string) []archive.Spot {
	var chars []placed
	for i, l := range p.Lines {
		for _, s := range l.Spans {
			chars = append(chars, placedIn(s, i)...)
		}
	}
	var out []archive.Spot
	for _, w := range words {
		out = append(out, spotsOfWord(p.Number, chars, []rune(archive.Fold(w)))...)
	}
	slices.SortStableFunc(out, func(a, b archive.Spot) int { return int(a.Y0) - int(b.Y0) })
	return out
}

// placedIn shares the width of a span among its characters: Han take twice the
// room of Latin ones.
func placedIn(s page.Span, line int) []placed {
	total := 0.0
	for _, r := range s.Text {
		total += widthOf(r)
	}
	var out []placed
	x := s.Box.X0
	for _, r := range s.Text {
		w := s.Box.Width() * widthOf(r) / total
		for _, f := range archive.Squeeze(archive.Fold(string(r))) {
			out = append(out, placed{f, line, page.Box{X0: x, Y0: s.Box.Y0, X1: x + w, Y1: s.Box.Y1}})
		}
		x += w
	}
	return out
}

func widthOf(r rune) float64 {
	if r < 0x2E80 {
		return 0.5
	}
	return 1
}

func spotsOfWord(number int, chars []placed, word []rune) []archive.Spot {
	var out []archive.Spot
	for i := 0; len(word) > 0 && i+len(word) <= len(chars); i++ {
		if !slices.EqualFunc(chars[i:i+len(word)], word, func(c placed, r rune) bool { return c.r == r }) {
			continue
		}
		for from := i; from < i+len(word); {
			box, to := page.Box{}, from
			for ; to < i+len(word) && chars[to].line == chars[from].line; to++ {
				box = box.Union(chars[to].box)
			}
			out = append(out, archive.Spot{Page: number, X0: box.X0, Y0: box.Y0, X1: box.X1, Y1: box.Y1})
			from = to
		}
		i += len(word) - 1
	}
	return out
}
