package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	disclosed = regexp.MustCompile(`此件(?:主动公开|公开发布|公开|删减后公开|可公开)|(?:此件)?依申请公开|(?:此件)?不予公开|此件不(?:宜)?公开|主动公开`)
	openLabel = regexp.MustCompile(`^(?:信息|政务|政府信息)?公开(?:方式|选项|属性|类别|形式|类型|程度)[:](.{2,12})$`)
	notePlace = regexp.MustCompile(`^\(.+\)$`)
)

// disclosureOf maps the words of a note to 主动公开, 依申请公开, 不予公开.
func disclosureOf(s string) string {
	switch {
	case strings.Contains(s, "依申请"):
		return "依申请公开"
	case strings.Contains(s, "不予公开"), strings.Contains(s, "不公开"), strings.Contains(s, "不宜公开"):
		return "不予公开"
	case strings.Contains(s, "公开"):
		return "主动公开"
	}
	return ""
}

// readNotes reads the notes in brackets behind date or imprint (附注,
// GB/T 9704-2012 7.3.6), and labels of disclosure that some provinces print in the imprint.
func (r *reading) readNotes() {
	from := r.bodyAt
	if r.dateAt >= 0 {
		from = r.dateAt + 1
	}
	var notes []string
	for i := from; i < len(r.lines); i++ {
		l := r.lines[i]
		if r.insideAttachment(i) || r.readOpenness(l) || !r.mayBeNote(l) {
			continue
		}
		text, end := r.bracket(i)
		if text == "" {
			continue
		}
		if note := r.takeNote(text, l); note != "" && r.dateAt >= 0 && i <= r.dateAt+6 {
			notes = append(notes, note)
		}
		i = end
	}
	r.face.Note = strings.Join(notes, "；")
}

// insideAttachment reports whether line i is far behind the date and not yet at
// the end.
func (r *reading) insideAttachment(i int) bool {
	return r.dateAt >= 0 && i > r.dateAt+8 && r.lines[i].page > r.lines[r.dateAt].page && !nearEnd(i, len(r.lines))
}

// readOpenness takes a label of disclosure, and a recognised note whose brackets
// were lost.
func (r *reading) readOpenness(l line) bool {
	if m := openLabel.FindStringSubmatch(l.key); m != nil {
		r.setDisclosure(m[1], 0.95, l)
		return true
	}
	if d := disclosed.FindString(l.key); l.ocr && d != "" && runes(l.key) < runes(d)+4 {
		r.setDisclosure(d, 0.9, l)
		return true
	}
	return false
}

func (r *reading) mayBeNote(l line) bool {
	return strings.HasPrefix(l.key, "(") && (l.flow || !l.cell && (!l.centred() || r.dateAt >= 0))
}

func nearEnd(i, n int) bool { return i > n-12 }

// bracket joins a bracketed note that goes over lines; "" when it does not
// close or text follows it.
func (r *reading) bracket(i int) (text string, last int) {
	for last = i; last < len(r.lines) && last < i+4; last++ {
		text += r.lines[last].sq
		if strings.Contains(notePlaceInner(text), "）") && !strings.Contains(notePlaceInner(text), "（") {
			return "", i
		}
		if notePlace.MatchString(archive.Fold(text)) {
			return text, last
		}
		if strings.Contains(text, "。") {
			return "", i
		}
	}
	return "", i
}

// takeNote reads the disclosure out of a note and gives what else it says.
func (r *reading) takeNote(text string, l line) string {
	text = unwrapped(text)
	if d := disclosed.FindString(text); d != "" {
		r.setDisclosure(d, 0.97, l)
		if runes(text) <= runes(d)+4 {
			return ""
		}
		text = strings.Trim(strings.Replace(text, d, "", 1), "；;，,。、 （）()")
	}
	return text
}

func (r *reading) setDisclosure(words string, conf float64, l line) {
	if d := disclosureOf(words); d != "" && r.face.Disclosure == "" {
		r.face.Disclosure = d
		r.trust(archive.ElDisclosure, conf, l)
	}
}

// unwrapped takes the first and the last character off.
func unwrapped(s string) string {
	rs := []rune(s)
	if len(rs) < 2 {
		return ""
	}
	return string(rs[1 : len(rs)-1])
}

// notePlaceInner is a note without its own brackets.
func notePlaceInner(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(unwrapped(text), "(", "（"), ")", "）")
}
