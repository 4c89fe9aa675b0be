package gongwen

import (
	"slices"
	"strings"
)

// readEnclosed looks for the listed attachments in the same file: under a heading
// 附件 with or without a number (GB/T 9704-2012 7.3.7), or under their own title
// behind the closing. Of what was recognised from pictures it says nothing where
// it finds none.
func (r *reading) readEnclosed() {
	if len(r.face.Attachments) == 0 {
		return
	}
	found := []int{}
	from := max(r.bodyAt, r.dateAt, r.signAt) + 1
	for i := from; i < len(r.lines); i++ {
		l := r.lines[i]
		if m := attachTop.FindStringSubmatch(l.key); m != nil && strings.HasPrefix(l.key, "附件") && !strings.HasPrefix(l.key, "附件:") && !l.cell {
			found = append(found, ordinal(m[1]))
			continue
		}
		for n, title := range r.face.Attachments {
			if !slices.Contains(found, n+1) && !slices.Contains(found, 0) && r.headed(i, keyOf(title)) {
				found = append(found, n+1)
			}
		}
	}
	slices.Sort(found)
	if found = slices.Compact(found); len(found) > 0 || !r.ocr() {
		r.face.Enclosed = found
	}
}

// headed reports that a title stands at line i, in one line or going on in the
// next two.
func (r *reading) headed(i int, title string) bool {
	text := ""
	for k := i; k < min(i+3, len(r.lines)); k++ {
		if text += r.lines[k].key; text == title {
			return runes(title) > 3
		}
		if !strings.HasPrefix(title, text) {
			return false
		}
	}
	return false
}
