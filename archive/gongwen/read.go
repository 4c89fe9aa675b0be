package gongwen

import (
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

// Hints is what is known of a file before it is read.
type Hints struct {
	Name  string        // file name, with or without folders
	Organ archive.Organ // whose archive it is; may be empty
}

// reading is one document being read.
type reading struct {
	hints Hints
	doc   page.Doc
	lines []line
	face  archive.Face

	head     []string // organs of the head
	headKind string   // 文件, 令, 纪要, 公告 … what the head says behind the organ
	headLine string   // the whole head, for minutes and briefings that have no other title
	headAt   line
	issue    bool   // the number is an issue number
	edited   string // organ at the left of the row under the head of minutes and briefings

	titleAt  int // first line of the title; -1 without one
	bodyAt   int // first line behind title and recipients
	endAt    int // first line of the first attachment, or len(lines)
	signAt   int // first line of the signature; -1
	dateAt   int // line of the date; -1
	signed   []string
	contract bool // parties with rights and duties stand in it
	organWas bool // a red head or its like was found
	titleSz  float64
}

// Read reads the face of a document: its elements, each with where it stood and
// how sure that is. A file that is no official document gives what can be found
// of title and date. A processing form bound in front is read past. It never
// fails; an empty page gives an empty Face.
func Read(d page.Doc, h Hints) archive.Face {
	if n, form := boundForm(d, h); n > 0 {
		return readBound(d, n, form, h)
	}
	return readLines(layOut(d), d, h)
}

func readLines(ls []line, d page.Doc, h Hints) archive.Face {
	r := &reading{hints: h, doc: d, lines: ls, titleAt: -1, signAt: -1, dateAt: -1, endAt: len(ls)}
	r.face.Trusts = make(map[string]archive.Trust)
	switch {
	case len(ls) == 0:
	case r.readForm():
	case len(d.Tables) > 0:
		r.readSheet()
	default:
		r.readDocument()
	}
	r.mendNames()
	r.finish()
	return r.face
}

func (r *reading) readDocument() {
	at := r.readAttachmentMark()
	at = r.readHead(at)
	at = r.readTitle(at)
	r.bodyAt = r.readRecipients(at)
	r.findEnd()
	r.readClosing()
	r.readAttachments()
	r.readEnclosed()
	r.readNotes()
	r.readImprint()
	r.readSpecial()
	r.checkDates()
	r.readIssuers()
	r.readGenre()
	r.readOpening()
}

// trust notes where an element was read. OCR makes everything less sure.
func (r *reading) trust(el string, conf float64, l line) {
	if l.ocr {
		conf *= 0.5 + 0.3*min(max(l.conf, 0), 1)
	}
	r.face.Trusts[el] = archive.Trust{Source: archive.FromFace, Confidence: round(conf), Spot: l.spot()}
}

// guess notes an element that a rule filled.
func (r *reading) guess(el string, conf float64) {
	if r.ocr() {
		conf *= 0.8
	}
	r.face.Trusts[el] = archive.Trust{Source: archive.FromRule, Confidence: round(conf)}
}

// doubt lowers the confidence of an element.
func (r *reading) doubt(el string, most float64) {
	if t, ok := r.face.Trusts[el]; ok && t.Confidence > most {
		t.Confidence = most
		r.face.Trusts[el] = t
	}
}

func round(f float64) float64 { return float64(int(f*1000+0.5)) / 1000 }

func (r *reading) ocr() bool { return len(r.lines) > 0 && r.lines[0].ocr }

// line gives line i, an empty one beyond the ends.
func (r *reading) line(i int) line {
	if i < 0 || i >= len(r.lines) {
		return line{gap: 9}
	}
	return r.lines[i]
}

// readOpening keeps the first sentences of the body.
func (r *reading) readOpening() {
	var b strings.Builder
	n := 0
	for i := r.bodyAt; i < r.endAt && n < 200; i++ {
		if r.signAt >= 0 && i >= r.signAt {
			break
		}
		for _, c := range r.lines[i].sq {
			if n == 200 {
				break
			}
			b.WriteRune(c)
			n++
		}
	}
	r.face.Opening = b.String()
	r.face.Quotes = quotes(r.face.Opening, r.face.Title)
}

// finish makes lists that are never nil and drops trusts of what is not there.
func (r *reading) finish() {
	f := &r.face
	for _, l := range []*[]string{&f.Issuers, &f.Recipients, &f.CC, &f.Signers, &f.Attachments} {
		if *l == nil {
			*l = []string{}
		}
	}
	if len(f.Trusts) == 0 {
		f.Trusts = nil
	}
}
