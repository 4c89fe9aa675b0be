package gongwen

import (
	"slices"
	"strings"

	"niandang/archive"
)

// readEnclosed finds which of the listed attachments stand in the same file: behind
// the body, each under 附件N alone or with its title in the first line of a page
// (GB/T 9704-2012 7.3.7), or under its title alone. Where none was found in what was
// recognised from pictures, or in a file too long to be looked at whole, nothing is
// said, as nobody can tell.
func (r *reading) readEnclosed() {
	f := &r.face
	if len(f.Attachments) == 0 {
		return
	}
	found := []int{}
	from := max(r.signAt, r.dateAt)
	if from < 0 {
		from = r.bodyAt
	}
	for i := from + 1; i < len(r.lines); i++ {
		n, ok := r.enclosedAt(i)
		if ok && !slices.Contains(found, n) && !slices.Contains(found, 0) {
			found = append(found, n)
		}
	}
	if slices.Sort(found); len(found) > 0 || !r.ocr() && len(r.lines) < maxLines {
		f.Enclosed = found
	}
}

// enclosedAt tells whether an attachment begins in line i, and gives its number, 0
// where it has none.
func (r *reading) enclosedAt(i int) (int, bool) {
	l := r.lines[i]
	if m := attachTop.FindStringSubmatch(l.key); m != nil && !l.cell {
		return ordinal(m[1]), true
	}
	if m := attachNum.FindStringSubmatch(l.key); m != nil && (l.brk || l.flow) && runes(l.key) < 50 {
		return ordinal(m[1]), true
	}
	if !l.brk && !l.flow && l.gap < 1.5 && !l.centred() {
		return 0, false
	}
	return r.listedAs(l.key, l.key+r.line(i+1).key)
}

// listedAs gives the number of the listed attachment that has one of these titles.
func (r *reading) listedAs(titles ...string) (int, bool) {
	for j, listed := range r.face.Attachments {
		t := letters(listed)
		if runes(t) >= 4 && slices.ContainsFunc(titles, func(s string) bool { return letters(s) == t }) {
			return j + 1, true
		}
	}
	return 0, false
}

// letters gives a title for comparing: without the marks around and within it.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("《》“”\"()（）、，,.。·-—:：；;", c) {
			return -1
		}
		return c
	}, archive.Squeeze(archive.Fold(s)))
}
