package gongwen

import (
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// Segments finds several documents in one scan: a later page that opens like a
// first page (a heading and a number, or a processing form) begins another
// one. An attachment does not, nor a page whose number the document before
// quotes: that is what it forwards. It gives nil for a single document and for
// formats without printed pages.
func Segments(d page.Doc, h Hints) []archive.Segment {
	if d.Flow || len(d.Pages) < 2 || len(d.Tables) > 0 {
		return nil
	}
	starts := []int{0}
	first := readPages(d, 0, 1, h)
	for i := 1; i < len(d.Pages); i++ {
		ls := layOut(page.Doc{Pages: d.Pages[i : i+1]})
		if !opensDocument(ls) {
			continue
		}
		face := readPages(d, i, i+1, h)
		if face.Number != "" && (sameNumber(face.Number, first.Number) || quotesNumber(first, face.Number)) {
			continue
		}
		starts, first = append(starts, i), face
	}
	if len(starts) == 1 {
		return nil
	}
	out := make([]archive.Segment, len(starts))
	for k, s := range starts {
		end := len(d.Pages)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		out[k] = archive.Segment{First: s + 1, Last: end, Face: readPages(d, s, end, h)}
	}
	return out
}

func readPages(d page.Doc, from, to int, h Hints) archive.Face {
	return Read(page.Doc{Pages: d.Pages[from:to], Flow: d.Flow}, h)
}

func quotesNumber(f archive.Face, n string) bool {
	for _, q := range f.Quotes {
		if sameNumber(q.Number, n) {
			return true
		}
	}
	return false
}

// opensDocument reports whether a page opens like the first page of a document:
// a heading (red, large, or ending in 文件), and below it a number before any
// body text; or the head of a form.
func opensDocument(ls []line) bool {
	if len(ls) < 3 || attachTop.MatchString(ls[0].key) || attachTop.MatchString(ls[1].key) {
		return false
	}
	r := &reading{lines: ls, titleAt: -1, signAt: -1, dateAt: -1, endAt: len(ls)}
	r.face.Trusts = make(map[string]archive.Trust)
	if r.readForm() {
		return true
	}
	at := r.readHead(0)
	if !r.organWas || r.face.Number == "" || r.face.Trusts[archive.ElNumber].Spot == nil {
		return false
	}
	head := strings.Join(r.head, "")
	if !organEnd.MatchString(head) && r.headKind == "" && !r.headAt.red {
		return false
	}
	return r.titleStart(at) >= 0
}
