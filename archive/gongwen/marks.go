package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
	"niandang/archive/page"
)

var (
	copyNo   = regexp.MustCompile(`^(?:份号[:]?|No\.?[:]?|№[:]?|编号[:])?(\d{6}|0\d{3,7})$`)
	copyLoos = regexp.MustCompile(`^(?:份号[:]?|№[:]?)(\d{1,8})$`)
	secret   = regexp.MustCompile(`^(?:密级[:]?)?(绝密|机密|秘密)(?:[★☆*大x×太文+女本]?((?:\d{1,3}|[一二三五十]{1,3})(?:年|个月|月|天)|长期|解密时间.*|至\d{4}年.*))?$`)
	secretSp = regexp.MustCompile(`^(?:密级[:]?)?(绝密|机密|秘密)[★☆]((?:启用前|使用前|成熟前|公布前|.{2,10}前).*)?$`)
	inner    = regexp.MustCompile(`^(?:密级[:]?)?(内部|工作秘密|内部资料|内部文件|内部材料|内部资料,?注意保存|内部资料,?妥善保管|内部情况|内部参考|内部掌握|内部使用)(?:[★☆*]?((?:\d{1,3})(?:年|个月|月)|长期))?$`)
	urgent   = regexp.MustCompile(`^(?:紧急程度[:]?|缓急[:]?|等级[:]?)?(特急|加急|特提|平急|急件|限时办理)(?:[·.]?明电)?$`)
	markEdge = regexp.MustCompile(`^[【\[(〔]|[】\])〕]$`)
)

// readMarks takes a line that holds nothing but copy number, secrecy mark and
// term, urgency (GB/T 9704-2012 7.2.1 to 7.2.3), one below the other or side by
// side, and the grade of a telegram.
func (r *reading) readMarks(l line) bool {
	if m := telegram.FindStringSubmatch(l.key); m != nil && m[1] != "" {
		r.face.Urgency = m[1]
		r.trust(archive.ElUrgency, 0.97, l)
		if n, ok := findNumber(l); ok && r.face.Number == "" {
			r.face.Number, r.face.NumberAsRead = n.canon, asPrinted(l, n.read)
			r.trust(archive.ElNumber, n.conf, l)
		}
		return true
	}
	var toks []string
	for _, t := range strings.Fields(l.text) {
		toks = append(toks, archive.Fold(t))
	}
	if len(toks) == 0 || len(toks) > 6 || runes(l.key) > 30 || l.red && l.size > l.em*1.5 {
		return false
	}
	if r.mark(l.key, l, true) {
		r.mark(l.key, l, false)
		return true
	}
	for _, t := range toks {
		if !r.mark(t, l, true) {
			return false
		}
	}
	for _, t := range toks {
		r.mark(t, l, false)
	}
	return true
}

// mark takes one sign; with dry set it only says whether it is one.
func (r *reading) mark(t string, l line, dry bool) bool {
	t = markEdge.ReplaceAllString(t, "")
	var el, value string
	if m := copyNo.FindStringSubmatch(t); m != nil {
		el, value = archive.ElCopyNo, m[1]
	} else if m := copyLoos.FindStringSubmatch(t); m != nil {
		el, value = archive.ElCopyNo, m[1]
	} else if m := urgent.FindStringSubmatch(t); m != nil {
		el, value = archive.ElUrgency, m[1]
	} else if level, term, ok := secrecyOf(t); ok {
		if !dry {
			r.face.SecurityTerm = term
			r.trust(archive.ElSecurityTerm, 0.97, l)
		}
		el, value = archive.ElSecurity, level
	} else {
		return false
	}
	if !dry {
		switch el {
		case archive.ElCopyNo:
			r.face.CopyNo = value
		case archive.ElUrgency:
			r.face.Urgency = value
		case archive.ElSecurity:
			r.face.Security = value
		}
		r.trust(el, 0.98, l)
	}
	return true
}

// secrecyOf reads a token that is a secrecy or handling mark and nothing more.
func secrecyOf(t string) (level, term string, ok bool) {
	if m := secret.FindStringSubmatch(t); m != nil {
		return m[1], m[2], true
	}
	if m := secretSp.FindStringSubmatch(t); m != nil {
		return m[1], m[2], true
	}
	if m := inner.FindStringSubmatch(t); m != nil {
		return "内部", m[2], true
	}
	return "", "", false
}

// secrecyDepth is how many lines of the first page can carry the mark: copy
// number, mark, urgency, and a heading of a few organs before them in OCR.
const secrecyDepth = 10

// SecrecyMark looks for a secrecy mark (绝密, 机密, 秘密) where GB/T 9704-2012 7.2.2
// puts it: alone, or with its term, in the first lines of the first page, or in
// the 密级 cell of a processing form. Words of a text (商业秘密, 《保密法》,
// 国家保密局) are no marks. 内部 and 工作秘密 are handling marks and not found here.
// Where a form is bound in front, the page behind it is a first page as well, and
// so is each first page in a scan of several documents. The spot is empty where
// the format has no places.
func SecrecyMark(d page.Doc) (mark, term string, found bool, spot archive.Spot) {
	if len(d.Pages) == 0 {
		return "", "", false, archive.Spot{}
	}
	faces := []int{0}
	if !d.Flow && len(d.Tables) == 0 {
		faces = firstPages(d)
	}
	for _, i := range faces {
		if mark, term, found, spot = pageSecrecy(layOut(page.Doc{Pages: d.Pages[i : i+1], Flow: d.Flow})); found {
			return mark, term, found, spot
		}
	}
	return "", "", false, archive.Spot{}
}

// firstPages gives the pages, from 0, that open a document or a form, and the one
// behind each form.
func firstPages(d page.Doc) []int {
	out, form := []int{0}, formHead(pageLines(d, 0)) != ""
	for i := 1; i < len(d.Pages); i++ {
		ls := pageLines(d, i)
		now := formHead(ls) != ""
		if form || now || opensDocument(ls) {
			out = append(out, i)
		}
		form = now
	}
	return out
}

// pageSecrecy looks for the mark on one page.
func pageSecrecy(ls []line) (mark, term string, found bool, spot archive.Spot) {
	for i, l := range ls {
		if i >= secrecyDepth || runes(l.key) > 60 || strings.Contains(l.key, "。") {
			break
		}
		if strings.Contains(l.key, "关于") || strings.HasSuffix(l.key, ":") && !strings.HasPrefix(l.key, "密级") {
			break
		}
		if m, t, ok := lineSecrecy(l); ok {
			return m, t, true, spotOf(l)
		}
	}
	return formSecrecy(ls)
}

func spotOf(l line) archive.Spot {
	if s := l.spot(); s != nil {
		return *s
	}
	return archive.Spot{Page: l.page}
}

// lineSecrecy finds the mark among the tokens of one line; every other token
// must be a sign of the head as well.
func lineSecrecy(l line) (mark, term string, ok bool) {
	r := &reading{}
	r.face.Trusts = make(map[string]archive.Trust)
	if r.readMarks(l) && r.face.Security != "" && r.face.Security != "内部" {
		return r.face.Security, r.face.SecurityTerm, true
	}
	for _, s := range l.spans {
		if m, t, ok := secrecyOf(markEdge.ReplaceAllString(s.key, "")); ok && m != "内部" {
			return m, t, true
		}
	}
	return "", "", false
}
