package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var attachTop = regexp.MustCompile(`^附(?:件|表|录)?[:]?(\d{1,2}|[一二三四五六七八九十]{1,3})?[:]?$`)

// findEnd finds where the first attachment begins: 附件 alone at the top of a
// page (GB/T 9704-2012 7.3.7). What comes behind belongs to the face only as far as
// it is imprint.
func (r *reading) findEnd() {
	for i := r.bodyAt + 1; i < len(r.lines); i++ {
		l := r.lines[i]
		if attachTop.MatchString(l.key) && strings.HasPrefix(l.key, "附件") && !l.cell && (l.brk || l.flow || l.gap >= 9) {
			r.endAt = i
			return
		}
	}
}

// readClosing finds date and signature at the end of the body: a date alone in
// its line, organs above it, both in the right half (GB/T 9704-2012 7.3.5). The first such
// place counts: what is printed behind it is an attachment.
func (r *reading) readClosing() {
	best, score := -1, 0
	for i := r.bodyAt; i < r.endAt; i++ {
		if s := r.closingScore(i); s > score {
			best, score = i, s
		}
		if score >= 5 {
			break
		}
	}
	if best < 0 {
		r.organAlone()
		return
	}
	r.dateAt = best
	l := r.lines[best]
	iso, read, ahead := r.closingDate(l)
	r.readSigned(best, ahead)
	if r.face.Date != "" && (r.periodical() || len(r.signed) == 0 && score < 4) {
		return
	}
	conf := 0.98
	if len(r.signed) == 0 {
		conf = 0.88
	}
	if !l.atRight() && !l.flow {
		conf = min(conf, 0.85)
	}
	r.setDate(iso, read, conf, l)
}

// closingDate reads a date line of the signature; the organ may stand in the
// same row.
func (r *reading) closingDate(l line) (iso, read, ahead string) {
	if iso, read = wholeDate(l); iso != "" {
		return iso, read, ""
	}
	if len(l.spans) > 1 || strings.ContainsAny(l.text, " 　") {
		if iso, read, ahead = rowDate(l); iso != "" && (surely(editTail.ReplaceAllString(ahead, "")) || dateOnly.MatchString(ahead)) && !strings.HasSuffix(l.key, "印发") {
			return iso, read, ahead
		}
	}
	return "", "", ""
}

// closingScore says how much line i looks like the date of a signature: 0 not at
// all, 5 surely.
func (r *reading) closingScore(i int) int {
	l := r.lines[i]
	if l.cell {
		return 0
	}
	iso, _, ahead := r.closingDate(l)
	if iso == "" {
		return 0
	}
	s := 1
	if l.atRight() {
		s += 2
	}
	if ahead != "" {
		return s + 2
	}
	for j := i - 1; j >= r.bodyAt && j >= i-4; j-- {
		if r.signatureLine(r.lines[j]) {
			return s + 2
		}
	}
	return s
}

// signatureLine reports whether a line holds nothing but signing organs or an
// officer's name.
func (r *reading) signatureLine(l line) bool {
	if l.cell && !l.flow || strings.ContainsAny(l.key, "。;,《") || runes(l.key) > 60 {
		return false
	}
	if !l.flow && !l.atRight() && len(l.spans) < 2 && !(l.lead > 4 && !l.full()) {
		return false
	}
	if l.flow && l.flush() && l.align > 1 {
		return false
	}
	return len(r.signNames(l)) > 0 || officer.MatchString(l.key)
}

// signNames gives the organs of a signature line.
func (r *reading) signNames(l line) []string {
	text := l.text
	if len(l.spans) > 1 {
		var parts []string
		for _, s := range l.spans {
			parts = append(parts, archive.Squeeze(s.text))
		}
		if spanned := organs(strings.Join(parts, " ")); len(spanned) > 1 {
			return spanned
		}
	}
	var out []string
	for _, n := range organs(text) {
		n = sealWords.ReplaceAllString(n, "")
		if organLike(n) || r.knownOrgan(n) {
			out = append(out, n)
		}
	}
	return out
}

func (r *reading) knownOrgan(n string) bool {
	for _, h := range r.head {
		if sameOrgan(h, n) && n != "" {
			return true
		}
	}
	return false
}

// readSigned collects the signing organs above (or in) the date line.
func (r *reading) readSigned(date int, ahead string) {
	var names []string
	top := date
	if ahead != "" && organLike(ahead) {
		names = append(names, ahead)
	}
	for j := date - 1; j > r.bodyAt-1 && j >= date-14; j-- {
		l := r.lines[j]
		if officer.MatchString(l.key) {
			top = j
			continue
		}
		if !r.signatureLine(l) {
			if len(names) == 0 && date-j < 3 && (r.ocr() || runes(l.key) < 8) && !strings.HasSuffix(l.key, "。") {
				continue
			}
			break
		}
		names = append(r.signNames(l), names...)
		top = j
	}
	if ahead != "" {
		top = min(top, date)
	}
	r.signAt = top
	if len(names) == 0 {
		r.signAt = date
	}
	r.signed = joinBare(names)
}

// organAlone takes an organ at the right at the end of a paper without a date.
func (r *reading) organAlone() {
	for i := r.endAt - 1; i >= r.bodyAt && i >= r.endAt-6; i-- {
		l := r.lines[i]
		if l.atRight() && !l.centred() && r.signatureLine(l) && surely(l.key) {
			r.signed, r.signAt = r.signNames(l), i
			return
		}
	}
}
