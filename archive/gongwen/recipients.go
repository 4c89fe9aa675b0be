package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var listCut = regexp.MustCompile(`[，、；,;]`)

// readRecipients reads the recipients (主送机关, GB/T 9704-2012 7.3.2) from line at:
// flush left, up to the colon, over several lines. It gives the body's first
// line.
func (r *reading) readRecipients(at int) int {
	for skip := 0; skip < 3 && at+skip < len(r.lines); skip++ {
		l := r.line(at + skip)
		if r.ocr() && (runes(l.key) < 3 || !mostlyHan(l.key)) {
			continue
		}
		if skip > 0 && !r.ocr() {
			break
		}
		if end := r.recipientsAt(at + skip); end > 0 {
			return end
		}
		break
	}
	return at
}

// recipientsAt reads the recipients that start at line i; 0 when none do.
func (r *reading) recipientsAt(i int) int {
	first := r.line(i)
	if first.key == "" || first.centred() && !first.full() || first.lead > 2.6 {
		return 0
	}
	text := ""
	for j := i; j < min(len(r.lines), i+8); j++ {
		l := r.lines[j]
		if j > i && !continues(first, l) {
			return 0
		}
		text += l.sq
		if strings.ContainsAny(text, "。？《") || runes(text) > 300 {
			return 0
		}
		if name, ok := r.beforeColon(text, j); ok {
			return r.setRecipients(name, first, j+1)
		}
		if l.flow || !l.full() && !l.ocr {
			return 0
		}
	}
	return 0
}

// continues reports whether l may go on with the recipients of line first.
func continues(first, l line) bool {
	return l.flush() && l.flow == first.flow && (l.gap <= 2.2 || l.page != first.page)
}

// beforeColon gives the names before the closing colon. OCR may read another
// small mark in its place.
func (r *reading) beforeColon(text string, i int) (string, bool) {
	if s, ok := strings.CutSuffix(text, "："); ok {
		return s, true
	}
	if s, ok := strings.CutSuffix(text, ":"); ok {
		return s, true
	}
	l, next := r.lines[i], r.line(i+1)
	if l.ocr && !l.full() && next.lead > 1.2 && next.lead < 3.5 {
		if s := strings.TrimRight(text, ";；.,，:∶·'‘’"); addressee(archive.Fold(lastName(s))) {
			return s, true
		}
	}
	return "", false
}

var addressees = regexp.MustCompile(`(?:部门|单位|科室|处室|股室|室|企业|机构|团体|组织|成员|代表|委员)$`)

// addressee reports a name that recipients end in: an organ, or a sort of them.
func addressee(s string) bool {
	return organLike(s) || runes(s) <= 20 && !strings.ContainsAny(s, "《》“”") && addressees.MatchString(s)
}

func lastName(s string) string {
	parts := listCut.Split(s, -1)
	return parts[len(parts)-1]
}

func (r *reading) setRecipients(names string, first line, next int) int {
	key := archive.Fold(names)
	if salutation.MatchString(key) {
		return 0
	}
	conf := 0.97
	if first.lead >= 1.2 {
		conf = 0.8
		if !addressee(lastName(key)) || strings.Contains(r.face.Title, "答复") {
			return 0
		}
	} else if !organLike(lastName(key)) && !strings.HasPrefix(key, "各") {
		conf = 0.85
	}
	r.face.Recipients = splitList(names)
	r.trust(archive.ElRecipients, conf, first)
	return next
}

// splitList splits an enumeration at each of its marks, but not inside
// brackets.
func splitList(s string) []string {
	var out []string
	depth, start := 0, 0
	add := func(t string) {
		if t = strings.Trim(t, " 。.：:　"); t != "" {
			out = append(out, t)
		}
	}
	for i, c := range s {
		switch c {
		case '（', '(', '《', '“':
			depth++
		case '）', ')', '》', '”':
			depth--
		case '，', '、', '；', ',', ';':
			if depth <= 0 {
				add(s[start:i])
				start = i + len(string(c))
			}
		}
	}
	add(s[start:])
	return out
}
