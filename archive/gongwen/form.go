package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	dispatchHead = regexp.MustCompile(`(?:(?:发文|公文)?(?:拟稿|拟文)(?:稿?纸|[单笺])|发文(?:呈批|审批|签发|处理|会签|流转)[单表笺签]|公文呈批[单表]|公文签发[单稿]|发文审核签发单|文稿(?:审批|呈批|签发)[单表]|签发[单笺]|发文单|发文卡片?|稿纸)$`)
	routingHead  = regexp.MustCompile(`(?:(?:文件|公文|收文|来文)(?:处理|办理|阅办|阅处|阅批|批办|呈批|呈办|呈阅|拟办|传阅|签批)[单表笺签]|收文登记单|处理[笺签]|阅办[单笺]|批办单|办文单|拟办单|(?:呈批|呈阅|传阅)[单件])$`)
)

// cellNames maps labels of a form's cells to elements; "" is a cell that ends
// another one and is not kept.
var cellNames = map[string]string{
	"发文字号": archive.ElNumber, "文号": archive.ElNumber, "来文字号": archive.ElNumber, "来文号": archive.ElNumber, "字号": archive.ElNumber,
	"来文文号": archive.ElNumber, "文件字号": archive.ElNumber, "文件编号": archive.ElNumber, "原文号": archive.ElNumber, "编号": archive.ElNumber,
	"标题": archive.ElTitle, "文件标题": archive.ElTitle, "来文标题": archive.ElTitle, "题名": archive.ElTitle, "文件名称": archive.ElTitle, "事由": archive.ElTitle,
	"文件题名": archive.ElTitle, "公文标题": archive.ElTitle, "发文标题": archive.ElTitle, "来文名称": archive.ElTitle, "内容": archive.ElTitle,
	"来文单位": archive.ElIssuers, "来文机关": archive.ElIssuers, "发文单位": archive.ElIssuers, "发文机关": archive.ElIssuers, "来文部门": archive.ElIssuers,
	"密级": archive.ElSecurity, "缓急": archive.ElUrgency, "紧急程度": archive.ElUrgency, "密级缓急": archive.ElSecurity, "急缓": archive.ElUrgency,
	"主送": archive.ElRecipients, "主送机关": archive.ElRecipients, "主送单位": archive.ElRecipients, "抄送": archive.ElCC, "抄送机关": archive.ElCC, "抄送单位": archive.ElCC,
	"签发": archive.ElSigners, "签发人": archive.ElSigners, "公开属性": archive.ElDisclosure, "公开方式": archive.ElDisclosure, "公开类别": archive.ElDisclosure, "是否公开": archive.ElDisclosure,
	"成文日期": archive.ElDate, "发文日期": archive.ElDate, "印发日期": archive.ElDate,
	"拟稿": "", "拟稿人": "", "拟稿科室": "", "拟稿单位": "", "拟稿部门": "", "主办单位": "", "主办科室": "", "核稿": "", "核稿人": "", "会签": "", "审核": "",
	"份数": "", "印制份数": "", "校对": "", "打印": "", "拟办意见": "", "拟办": "", "批示": "", "领导批示": "", "批示意见": "", "收文日期": "", "收文编号": "", "收文时间": "", "来文日期": "", "拟稿日期": "",
	"办理结果": "", "办理情况": "", "传阅": "", "附件": "", "备注": "", "承办": "", "收到": "", "收文号": "", "收文机关": "", "传阅签名": "", "打字": "", "份号": "", "期限": "", "承办科室": "", "承办单位": "", "签发日期": "", "办公室意见": "", "阅示": "", "限办日期": "", "办结日期": "", "会签意见": "", "签发意见": "", "正文": "", "联系电话": "", "处理意见": "", "登记号": "", "页数": "", "审批意见": "", "经办人": "", "文种": "", "主题词": "", "阅办意见": "",
}

// readForm reads a processing form: which one it is, and the number, title,
// issuer and marks of its labelled cells.
func (r *reading) readForm() bool {
	head := -1
	for i := 0; i < len(r.lines) && i < 4 && head < 0; i++ {
		if r.face.Form = formOf(r.lines[i]); r.face.Form != "" {
			head = i
		}
	}
	if head < 0 {
		return false
	}
	r.face.Layout = "表单"
	cells := readCells(r.lines[head+1:])
	for el, c := range cells {
		r.takeCell(el, c)
	}
	r.face.Genre = r.genreOf(r.face.Title)
	if r.face.Genre != "" {
		r.guess(archive.ElGenre, 0.9)
	}
	r.organOfForm(r.lines[head])
	return true
}

// formOf reads the head of a form.
func formOf(l line) archive.Form {
	k := strings.TrimRight(trialTail.ReplaceAllString(l.key, ""), "。:")
	switch {
	case runes(k) > 40 || strings.Contains(k, "关于"):
	case dispatchHead.MatchString(k):
		return archive.DispatchForm
	case routingHead.MatchString(k):
		return archive.RoutingForm
	case l.ocr && nearly(k, "发文稿纸", "发文处理单", "发文呈批单", "发文审批单", "拟稿纸"):
		return archive.DispatchForm
	case l.ocr && nearly(k, "文件处理单", "收文处理单", "公文处理单", "来文处理单", "文件阅办单", "收文阅办单", "收文呈批单"):
		return archive.RoutingForm
	}
	return ""
}

// nearly reports whether s ends in one of words but for one character.
func nearly(s string, words ...string) bool {
	c := []rune(s)
	for _, w := range words {
		e := []rune(w)
		if len(c) < len(e) {
			continue
		}
		if misses(c[len(c)-len(e):], e) <= 1 {
			return true
		}
	}
	return false
}

// misses counts the places in which a and b, of one length, differ.
func misses(a, b []rune) int {
	n := 0
	for i := range b {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// organOfForm: a dispatch form is filled in by the organ in its head.
func (r *reading) organOfForm(l line) {
	if r.face.Form != archive.DispatchForm || len(r.face.Issuers) > 0 {
		return
	}
	name := dispatchHead.ReplaceAllString(l.key, "")
	if t := organsInTitle(r.face.Title); len(t) > 0 {
		r.face.Issuers = t
	} else if organLike(name) {
		r.face.Issuers = []string{name}
	}
	if len(r.face.Issuers) > 0 {
		r.trust(archive.ElIssuers, 0.8, l)
	}
}

// cell is a value of a form: its text in pieces, and where it begins.
type cell struct {
	text string
	at   line
	x0   float64
	x1   float64
}

// readCells reads labelled cells: the value stands right of its label, and goes
// on below in the same column until a label begins a new row there.
func readCells(ls []line) map[string]cell {
	cells := make(map[string]cell)
	open := make(map[string]bool)
	for i, l := range ls {
		if i > 80 {
			break
		}
		if labelsIn(l) > 0 {
			clear(open)
		}
		label, el := "", ""
		for _, s := range pieces(l) {
			k := strings.Trim(s.key, ":|“”\"'.·")
			if e, ok := cellNames[k]; ok {
				label, el = k, e
				continue
			}
			if e, value, ok := glued(k); ok {
				label, el, s.key = "x", e, value
			}
			if label == "" {
				continueCell(cells, open, s)
				continue
			}
			if el == "" || s.key == "" {
				continue
			}
			c, had := cells[el]
			if had && !open[el] {
				continue
			}
			if !had {
				c = cell{at: l, x0: s.box.X0, x1: s.box.X1}
			}
			c.text += strings.Trim(s.key, "|“”\"'")
			cells[el], open[el] = c, true
		}
	}
	return cells
}

func labelsIn(l line) int {
	n := 0
	for _, s := range pieces(l) {
		if _, ok := cellNames[strings.Trim(s.key, ":|“”\"'.·")]; ok {
			n++
		} else if _, _, ok := glued(s.key); ok {
			n++
		}
	}
	return n
}

// continueCell adds a piece of a following line to the cell above it.
func continueCell(cells map[string]cell, open map[string]bool, s span) {
	for el := range open {
		c := cells[el]
		if c.x1 > c.x0 && (s.box.X0 < c.x0-30 || s.box.X0 > c.x1) {
			continue
		}
		if len(open) > 1 && c.x1 <= c.x0 && el != archive.ElTitle {
			continue
		}
		c.text += strings.Trim(s.key, "|“”\"'")
		cells[el] = c
		return
	}
}

// glued reads a label and its value in one piece: 标题：关于…
func glued(k string) (el, value string, ok bool) {
	name, v, found := strings.Cut(k, ":")
	if !found || v == "" {
		return "", "", false
	}
	e, ok := cellNames[strings.Trim(name, "|“”\"'.·")]
	return e, v, ok
}

// pieces are the spans of a line, cut further at blanks and at frames that OCR
// reads as bars; their places are estimated.
func pieces(l line) []span {
	var out []span
	for _, s := range l.spans {
		all, at := max(han(s.text), 1), 0.0
		for _, t := range strings.FieldsFunc(s.text, func(c rune) bool { return strings.ContainsRune("|　\t “”", c) }) {
			if i := strings.Index(s.text, t); i >= 0 {
				at = max(at, han(s.text[:i]))
			}
			p := span{text: t, key: keyOf(t), size: s.size, box: s.box}
			p.box.X0 = s.box.X0 + s.box.Width()*at/all
			p.box.X1 = p.box.X0 + s.box.Width()*han(t)/all
			at += han(t)
			out = append(out, p)
		}
	}
	return out
}

func (r *reading) takeCell(el string, c cell) {
	f := &r.face
	conf := 0.85
	text := strings.Trim(c.text, ":,. ")
	switch el {
	case archive.ElNumber:
		n, ok := findNumber(line{key: text, ocr: c.at.ocr})
		if !ok {
			return
		}
		f.Number, f.NumberAsRead, conf = n.canon, n.read, min(conf, n.conf)
	case archive.ElTitle:
		f.Title = unfoldMarks(text)
	case archive.ElIssuers:
		f.Issuers = splitList(text)
	case archive.ElSecurity:
		level, term, ok := secrecyOf(text)
		if !ok {
			return
		}
		f.Security, f.SecurityTerm = level, term
	case archive.ElUrgency:
		m := urgent.FindStringSubmatch(text)
		if m == nil {
			return
		}
		f.Urgency = m[1]
	case archive.ElRecipients:
		f.Recipients = splitList(unfoldMarks(text))
	case archive.ElCC:
		f.CC = splitList(unfoldMarks(text))
	case archive.ElDisclosure:
		if f.Disclosure = disclosureOf(text); f.Disclosure == "" {
			return
		}
	case archive.ElDate:
		f.Date, f.DateAsRead = isoOf(text), text
	default:
		return
	}
	r.trust(el, conf, c.at)
}

// unfoldMarks gives Chinese text its own marks again.
func unfoldMarks(s string) string {
	return strings.NewReplacer("(", "（", ")", "）", ",", "，", ";", "；", ":", "：").Replace(s)
}

// formSecrecy looks into the 密级 cell of a form.
func formSecrecy(ls []line) (mark, term string, found bool, spot archive.Spot) {
	r := &reading{lines: ls}
	r.face.Trusts = make(map[string]archive.Trust)
	if len(ls) == 0 || !r.readForm() || r.face.Security == "" || r.face.Security == "内部" {
		return "", "", false, archive.Spot{}
	}
	t := r.face.Trusts[archive.ElSecurity]
	if t.Spot != nil {
		spot = *t.Spot
	} else {
		spot.Page = ls[0].page
	}
	return r.face.Security, r.face.SecurityTerm, true, spot
}
