package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

var (
	sheetDate = regexp.MustCompile(`(?:制表|填报|填表|统计|编制|报送|更新|截止|截至|日期|时间).{0,6}?(` + datePart + `)`)
	sheetMade = regexp.MustCompile(`^([\p{Han}]{2,30})[\s　]+(` + datePart + `)(?:制表?|填报?|编制?)?$`)
	sheetOrg  = regexp.MustCompile(`(?:填报|编制|制表|填表|报送|统计|主管)?(?:单位|部门|机关)(?:\(盖章\)|\(公章\))?[:]([\p{Han}]{3,30})`)
)

// readSheet reads a spreadsheet: title in the first row that has one filled cell,
// organ and date from labelled cells.
func (r *reading) readSheet() {
	at := r.readAttachmentMark()
	for i := at; i < len(r.lines) && i < at+6; i++ {
		l := r.lines[i]
		if attachTop.MatchString(l.key) {
			continue
		}
		if len(l.spans) == 1 && runes(l.key) >= 4 && runes(l.key) < 60 && sheetOrg.FindString(l.key) == "" && dateOnly.FindString(l.key) == "" {
			r.titleAt = i
			r.setTitle(i, i+1, 0.9)
			break
		}
	}
	r.sheetDate()
	for _, l := range r.lines {
		if name := sheetOrgan(l); name != "" {
			r.signed = []string{r.hints.organOfDepartment(name)}
			break
		}
		if len(l.spans) == 1 && surely(l.key) && len(r.signed) == 0 {
			r.signed = []string{l.sq}
		}
	}
	r.bodyAt = min(r.titleAt+1, len(r.lines))
	r.readIssuers()
	r.readGenre()
	r.face.Layout = ""
}

// sheetOrgan gives the organ behind a label, in a cell or over several.
func sheetOrgan(l line) string {
	for _, s := range append(l.spans[:len(l.spans):len(l.spans)], span{key: l.key}) {
		if m := sheetOrg.FindStringSubmatch(s.key); m != nil && organLike(m[1]) {
			return m[1]
		}
	}
	return ""
}

// sheetDate takes a date that stands alone or behind a label.
func (r *reading) sheetDate() {
	for i := len(r.lines) - 1; i >= 0; i-- {
		l := r.lines[i]
		for _, s := range append([]span{{key: l.key}}, l.spans...) {
			one := line{key: s.key, box: l.box, page: l.page}
			if iso, read := wholeDate(one); iso != "" && (len(l.spans) == 1 || strings.ContainsAny(s.key, ":") || sheetOrg.MatchString(l.key)) {
				r.setDate(iso, read, 0.85, l)
				return
			}
			if m := sheetMade.FindStringSubmatch(s.text); m != nil && len(l.spans) == 1 {
				r.setDate(isoOf(m[2]), m[2], 0.85, l)
				if len(r.signed) == 0 && surely(m[1]) && !bareOrgan.MatchString(m[1]) {
					r.signed = []string{m[1]}
				}
				return
			}
			if m := sheetDate.FindStringSubmatch(s.key); m != nil {
				r.setDate(isoOf(m[1]), m[1], 0.85, l)
				return
			}
		}
	}
	if d := dateAny.FindString(archive.Fold(r.face.Title)); d != "" {
		r.setDate(isoOf(d), d, 0.8, line{box: page.Box{}})
	}
}

// organOfDepartment gives the organ for one of its departments that is no body of
// its own.
func (h Hints) organOfDepartment(name string) string {
	rest, ok := strings.CutPrefix(name, h.Organ.Name)
	if !ok || rest == "" || contains(h.Organ.OwnBodies, name) {
		return name
	}
	if _, ok := h.Organ.Department(rest); ok {
		return h.Organ.Name
	}
	return name
}
