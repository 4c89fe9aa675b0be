package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	ccLine    = regexp.MustCompile(`^(主送|抄送|抄报|抄送机关|主送机关|分送|报送|报|送|发|抄)[:](.*)$`)
	printLine = regexp.MustCompile(`^(.*?)(` + datePart + `)(?:印发|印制|编印|印刷|印)\.?$`)
	printOCR  = regexp.MustCompile(`^(.*?)(` + ocrPart + `)印[发友及]?$`)
	copies    = regexp.MustCompile(`^\(?共印?\d+份\)?$`)
)

// readImprint reads the imprint (版记, GB/T 9704-2012 7.4): 抄送, recipients moved there,
// the printing organ and the date of printing.
func (r *reading) readImprint() {
	from := r.bodyAt
	if r.dateAt >= 0 {
		from = r.dateAt
	}
	for i := from; i < len(r.lines); i++ {
		l := r.lines[i]
		if iso, organ := printed(l); iso != "" {
			r.face.PrintDate, r.face.Printer = iso, organ
			continue
		}
		if m := ccLine.FindStringSubmatch(l.key); m != nil && (l.lead < 6 || l.cell) {
			i = r.readCopies(i, m[1]) - 1
		}
	}
}

// printed reads the last line of the imprint.
func printed(l line) (iso, organ string) {
	if !strings.Contains(l.key, "印") {
		return "", ""
	}
	m := printLine.FindStringSubmatch(l.key)
	if m == nil && l.ocr {
		if m = printOCR.FindStringSubmatch(l.key); m != nil {
			m[2] = repairDate(m[2])
		}
	}
	if m == nil || runes(m[1]) > 40 || strings.ContainsAny(m[1], "。《,;") {
		return "", ""
	}
	return isoOf(m[2]), m[1]
}

// readCopies reads an enumeration of organs behind a label, over lines, and
// gives the line behind it.
func (r *reading) readCopies(i int, label string) int {
	first := r.lines[i]
	text := cutRunes(first.sq, runes(label)+1)
	j := i + 1
	for j < min(len(r.lines), i+10) && r.copiesGoOn(first, r.lines[j], text) {
		text += r.lines[j].sq
		j++
	}
	list := splitList(strings.TrimRight(text, "。."))
	switch {
	case len(list) == 0:
	case strings.HasPrefix(label, "抄"):
		r.face.CC = append(r.face.CC, list...)
		r.trust(archive.ElCC, 0.96, first)
	case strings.HasPrefix(label, "主送") && len(r.face.Recipients) == 0:
		r.face.Recipients = list
		r.trust(archive.ElRecipients, 0.96, first)
	}
	return j
}

// copiesGoOn reports whether line l continues the enumeration text that begins
// in line first.
func (r *reading) copiesGoOn(first, l line, text string) bool {
	iso, _ := printed(l)
	if iso != "" || strings.HasSuffix(text, "。") || strings.HasPrefix(l.key, "(") {
		return false
	}
	for _, other := range []*regexp.Regexp{ccLine, attachTop, copies, openLabel} {
		if other.MatchString(l.key) {
			return false
		}
	}
	if l.flow {
		return strings.HasSuffix(text, "，") || strings.HasSuffix(text, "、")
	}
	return l.page == first.page && l.gap <= 3 && (!l.centred() || l.full() || l.lead <= 8)
}

// checkDates compares the date with that of printing: a document is printed on
// the day of its date or soon after.
func (r *reading) checkDates() {
	f := &r.face
	switch {
	case f.PrintDate == "":
	case f.Date == "":
		f.Date, f.DateAsRead = f.PrintDate, ""
		r.guess(archive.ElDate, 0.5)
	case f.Date > f.PrintDate:
		r.doubt(archive.ElDate, 0.55)
	case f.Date < f.PrintDate && f.Date[:4]+f.Date[5:7] != f.PrintDate[:4]+f.PrintDate[5:7] && daysApart(f.Date, f.PrintDate) > 45:
		r.doubt(archive.ElDate, pick(r.ocr(), 0.55, 0.7))
	case r.ocr() && f.Date == f.PrintDate:
		r.raise(archive.ElDate, 0.9)
	}
}

// raise lifts the confidence of an element that two places agree on.
func (r *reading) raise(el string, least float64) {
	if t, ok := r.face.Trusts[el]; ok && t.Confidence < least {
		t.Confidence = least
		r.face.Trusts[el] = t
	}
}
