package gongwen

import (
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// Segments finds several documents in one scan: a later page that opens like a
// first page (a heading and a number) begins another one. A form belongs to the
// document behind it, or to the one before it where it names that. An attachment
// begins none, nor a page whose number the document before quotes: that is what
// it forwards. It gives nil for a single document and for formats without
// printed pages.
func Segments(d page.Doc, h Hints) []archive.Segment {
	if d.Flow || len(d.Pages) < 2 || len(d.Tables) > 0 {
		return nil
	}
	starts := startsOf(d, h)
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

// startsOf gives the pages, from 0, on which documents begin.
func startsOf(d page.Doc, h Hints) []int {
	starts := []int{0}
	first := readPages(d, 0, 1, h)
	for i := 1; i < len(d.Pages); i++ {
		ls := pageLines(d, i)
		form := formHead(ls) != ""
		if !form && !opensDocument(ls) && !(first.Form != "" && namedBy(first, ls, h)) {
			continue
		}
		face := readPages(d, i, i+1, h)
		switch {
		case first.Form != "": // the form's second side, or its document
			if !form {
				first = face
			}
			continue
		case form && belongs(face, first):
			continue
		case !form && face.Number != "" && (sameNumber(face.Number, first.Number) || quotesNumber(first, face.Number)):
			continue
		}
		starts, first = append(starts, i), face
	}
	return starts
}

// belongs reports a form that was laid behind the document that it names.
func belongs(form, doc archive.Face) bool {
	return form.Number != "" && sameNumber(form.Number, doc.Number) || form.Title != "" && alikeTitles(form.Title, doc.Title)
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
// body text.
func opensDocument(ls []line) bool {
	if len(ls) < 3 || attachTop.MatchString(ls[0].key) || attachTop.MatchString(ls[1].key) {
		return false
	}
	r := &reading{lines: ls, titleAt: -1, signAt: -1, dateAt: -1, endAt: len(ls)}
	r.face.Trusts = make(map[string]archive.Trust)
	at := r.readHead(0)
	if r.face.Number == "" || r.face.Trusts[archive.ElNumber].Spot == nil {
		return false
	}
	if !r.organWas {
		return lostHead(ls)
	}
	head := strings.Join(r.head, "")
	if !organEnd.MatchString(head) && r.headKind == "" && !r.headAt.red {
		return false
	}
	return r.titleStart(at) >= 0
}

// lostHead reports a first page whose heading nobody recognised: a number at the
// very top, and below it a title and whom it is addressed to.
func lostHead(ls []line) bool {
	n, ok := findNumber(ls[0])
	if !ls[0].ocr || !ok || runes(ls[0].key) > runes(keyOf(n.read))+12 {
		return false
	}
	f := readLines(ls, page.Doc{}, Hints{})
	return strings.Contains(f.Title, "关于") && f.Genre != "" && len(f.Recipients) > 0
}
