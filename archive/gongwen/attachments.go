package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	attachList = regexp.MustCompile(`^附(?:件|表)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[:](.*)$`)
	attachGap  = regexp.MustCompile(`^附件[ 　]+(?:\d{4}|[^ 　\d：:])`) // 附件 and a blank in place of the colon
	attachNum  = regexp.MustCompile(`^附件(\d{1,2}|[一二三四五六七八九十]{1,2})[:.、]?(.*)$`)
	itemNo     = regexp.MustCompile(`^(\d{1,2})[.、．](.+)$`)
	itemIn     = regexp.MustCompile(`[;；,，]\s*\d{1,2}[.、．]`)
	noAttach   = regexp.MustCompile(`^(?:如文|无|略|见附件|详见附件|如上)$`)
	itemTail   = regexp.MustCompile(`[。.;；,，]+$`)
)

// readAttachmentMark reads 附件1 at the top of a file that is an attachment, and
// gives the line behind it.
func (r *reading) readAttachmentMark() int {
	for i := 0; i < len(r.lines) && i < 2; i++ {
		l := r.lines[i]
		m := attachTop.FindStringSubmatch(l.key)
		if m == nil && attachNum.MatchString(l.key) && !l.centred() && runes(l.key) < 50 {
			n := attachNum.FindStringSubmatch(l.key)
			r.face.AttachmentNo = ordinal(n[1])
			r.lines[i].setText(n[2])
			return i
		}
		if m == nil || strings.HasPrefix(l.key, "附:") {
			continue
		}
		r.face.AttachmentNo = -1
		if m[1] != "" {
			r.face.AttachmentNo = ordinal(m[1])
		}
		return i + 1
	}
	return 0
}

// ordinal reads 3 or 三.
func ordinal(s string) int {
	n := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			n = n*10 + int(c-'0')
			continue
		}
		if i := strings.IndexRune("一二三四五六七八九", c); i >= 0 {
			n += i/3 + 1
		} else if c == '十' {
			n = max(n, 1) * 10
		}
	}
	return n
}

// readAttachments reads the list of attachments under the body (附件说明,
// GB/T 9704-2012 7.3.4).
func (r *reading) readAttachments() {
	stop := r.endAt
	if r.signAt >= 0 {
		stop = r.signAt
	}
	at := r.listAbove(stop)
	if at < 0 && r.dateAt >= 0 {
		for i := r.dateAt + 1; i < min(r.endAt, r.dateAt+8) && at < 0; i++ {
			if r.startsList(r.lines[i]) {
				at, stop = i, min(r.endAt, i+20)
			}
		}
	}
	if at < 0 {
		return
	}
	r.face.Attachments = r.listItems(at, stop)
	if len(r.face.Attachments) > 0 {
		r.trust(archive.ElAttachments, pick(r.signAt >= 0, 0.95, 0.8), r.lines[at])
	}
}

// listAbove finds where the list that ends before line stop starts. Where each
// item has 附件 and a number of its own, that is the first of them.
func (r *reading) listAbove(stop int) int {
	at := -1
	for i := stop - 1; i >= max(r.bodyAt, stop-40); i-- {
		if r.startsList(r.lines[i]) {
			if at = i; !attachNum.MatchString(r.lines[i].key) {
				break
			}
			continue
		}
		if at >= 0 && r.lines[i].flush() && r.lines[at].lead > 1 {
			break
		}
	}
	return at
}

func (r *reading) startsList(l line) bool {
	if attachGap.MatchString(l.text) && l.lead > 1 && !l.centred() && runes(l.key) < 60 && !l.cell && !strings.ContainsAny(l.key, "。,") {
		return true
	}
	return attachList.MatchString(l.key) && !l.cell && l.lead < 9 && runes(l.key) < 80 && !strings.Contains(l.key, "。")
}

// listItems reads the items from line at to line stop. An item goes on in the
// next line while that is indented further than the body.
func (r *reading) listItems(at, stop int) []string {
	var items []string
	for i := at; i < stop; i++ {
		l := r.lines[i]
		text, fresh := unlabelled(l, i-at)
		if i > at && !fresh && r.listEnds(l, i, at) {
			break
		}
		numbered := itemNo.FindStringSubmatch(archive.Fold(text))
		switch {
		case numbered != nil:
			items = append(items, splitInline(cutRunes(text, runes(text)-runes(numbered[2])))...)
		case fresh:
			items = append(items, splitInline(text)...)
		case len(items) > 0 && items[len(items)-1] != "" && !l.flow:
			items[len(items)-1] += text
		case l.flow && l.lead < 4:
			return cleanItems(items)
		default:
			items = append(items, text)
		}
	}
	return cleanItems(items)
}

// unlabelled gives the text of the nth line of a list without the label 附件, and
// whether it had one.
func unlabelled(l line, n int) (string, bool) {
	if m := attachList.FindStringSubmatchIndex(l.key); m != nil && n < 20 {
		return cutRunes(l.sq, runes(l.key[:m[2]])), true
	}
	if n == 0 && attachGap.MatchString(l.text) {
		return cutRunes(l.sq, runes("附件")), true
	}
	return l.sq, false
}

// listEnds reports whether the list is over before line l.
func (r *reading) listEnds(l line, i, at int) bool {
	if itemNo.MatchString(l.key) && l.lead > 1 {
		return false
	}
	if strings.HasPrefix(l.key, "(") && (disclosed.MatchString(l.key) || strings.HasSuffix(l.key, ")") && l.lead < 3) {
		return true
	}
	if l.gap > 1.8 && l.page == r.lines[i-1].page || l.brk && l.page > r.lines[at].page+1 {
		return true
	}
	if ccLine.MatchString(l.key) || strings.HasSuffix(l.key, "。") {
		return true
	}
	return !l.flow && l.lead < 2.6 && !carriesOn(r.lines[i-1], l)
}

// carriesOn reports whether a line was broken before l: it is full, or nearly so
// before a bracket, which does not end a line and took a word along.
func carriesOn(p, l line) bool {
	return p.full() || strings.HasPrefix(l.key, "(") && p.box.X1 > p.right-p.em*3.2
}

// splitInline splits items that stand in one line: 1.甲；2.乙.
func splitInline(s string) []string {
	cuts := itemIn.FindAllStringIndex(s, -1)
	var out []string
	start := 0
	for _, c := range cuts {
		out = append(out, s[start:c[0]])
		start = c[1]
	}
	return append(out, s[start:])
}

func cleanItems(items []string) []string {
	out := items[:0:0]
	for _, s := range items {
		s = itemTail.ReplaceAllString(strings.Replace(strings.TrimSpace(s), "(（", "（", 1), "") // a machine sees a bracket twice
		if s != "" && !noAttach.MatchString(s) && runes(s) > 1 {
			out = append(out, s)
		}
	}
	return out
}

// cutRunes drops the first n characters.
func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[i:]
		}
		n--
	}
	return ""
}
