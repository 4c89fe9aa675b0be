package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	audit    = regexp.MustCompile(`审计报告$`)
	speaking = regexp.MustCompile(`(?:发言|交流|汇报)(?:材料|稿|提纲)?$|典型材料$|经验材料$`)
	speech   = regexp.MustCompile(`讲话(?:稿|提纲)?$`)
	otherEnd = regexp.MustCompile(`(?:名册|花名册)$|(?:统计表|报表|月报表|季报表|年报表)$|(?:值班表|值日表|安排表|明细表|汇总表|登记表|考核表)$`)
	answer   = regexp.MustCompile(`(?:建议|提案|议案|会办|反馈|征求|来函|答复)`)
)

// genreOf reads the genre of a title, with what offices write beside the 15
// genres of the regulation.
func (r *reading) genreOf(title string) string {
	t := archive.Squeeze(title)
	bare := strings.TrimRight(trialTail.ReplaceAllString(t, ""), "》。”")
	switch {
	case audit.MatchString(bare):
		return "审计报告"
	case speaking.MatchString(bare):
		return "交流材料"
	case speech.MatchString(bare):
		return "讲话"
	}
	if g := archive.GenreOf(t); g != "" {
		return g
	}
	switch m := otherEnd.FindString(bare); {
	case strings.HasSuffix(m, "名册"):
		return "名册"
	case strings.HasSuffix(m, "统计表"), strings.HasSuffix(m, "报表"):
		return "统计表"
	default:
		return m
	}
}

var trialTail = regexp.MustCompile(`(?:[（(〔\[【][^（()）〕\]】]*[)）〕\]】])+$`)

// readGenre sets the genre from the title; the form decides where the title does
// not: an order, minutes, a briefing, a letter with a letter's number.
func (r *reading) readGenre() {
	f := &r.face
	g := r.genreOf(f.Title)
	conf := 0.98
	letter := f.Layout == "信函" && strings.HasSuffix(prefixOf(f.Number), "函")
	switch {
	case r.headKind == "令":
		g, conf = "命令", 0.97
	case r.headKind == "纪要" && g != "纪要":
		g, conf = "纪要", 0.93
	case r.headKind == "简报":
		g, conf = "简报", 0.95
	case g == "答复" && f.Layout == "信函":
		g, conf = "函", 0.9
	case g == "意见" && f.Layout == "信函" && answer.MatchString(f.Title):
		g, conf = "函", 0.9
	case g == "" && letter:
		g, conf = "函", 0.8
	case g == "" && r.periodical():
		g, conf = r.headKind, 0.9
	case g == "" && r.headKind == "函":
		g, conf = "函", 0.85
	case g == "记录" && strings.Contains(f.Title, "会"):
		g = "会议记录"
	}
	if g == "" {
		return
	}
	f.Genre = g
	if t, ok := f.Trusts[archive.ElTitle]; ok {
		conf = min(conf, t.Confidence+0.03)
	}
	r.guessGenre(conf)
}

func (r *reading) guessGenre(conf float64) {
	at := r.headAt
	if r.titleAt >= 0 {
		at = r.lines[r.titleAt]
	}
	r.face.Trusts[archive.ElGenre] = archive.Trust{Source: archive.FromFace, Confidence: round(min(conf, 0.98)), Spot: at.spot()}
	switch r.face.Genre {
	case "请示", "报告", "批复":
		if len(r.face.Recipients) == 0 {
			r.face.Trusts[archive.ElRecipients] = archive.Trust{Source: archive.FromRule, Confidence: 0.5}
		}
	}
}

func prefixOf(number string) string {
	p, _, _ := strings.Cut(number, "〔")
	return p
}
