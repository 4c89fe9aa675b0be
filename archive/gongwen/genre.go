package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	audit = regexp.MustCompile(`审计报告$`)
	// deliberated is what a congress's committee says on a report it heard (监督法).
	deliberated = regexp.MustCompile(`审议意见书?$`)
	speaking    = regexp.MustCompile(`(?:发言|交流|汇报)(?:材料|稿|提纲)?$|典型材料$|经验材料$`)
	speech      = regexp.MustCompile(`讲话(?:稿|提纲)?$`)
	roster      = regexp.MustCompile(`(值日|值班)(?:人员)?(?:安排|轮流|轮值|分工)?表$`)
	otherEnd    = regexp.MustCompile(`(?:名册|花名册)$|(?:统计表|报表|统计[年季月]报|明细表|汇总表)$|(?:值班表|值日表|安排表|登记表|考核表|一览表)$`)
	// paper is how papers outside the 15 genres are called where nothing else tells.
	paper    = regexp.MustCompile(`(?:计划|方案|办法|要点|预案|规划|纲要|细则|规定|制度|条例|章程|守则|名单|台账|清单|备忘录|责任书|承诺书|倡议书|公示|说明|提案|建议|贺信|慰问信|感谢信|证明|年鉴|组织沿革|日程|议程|批件|决定书|统计分析)$`)
	yearPlan = regexp.MustCompile(`总结(?:和|及|暨|与|以及).{0,14}(?:计划|打算|安排|要点|思路)$`)
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
	case deliberated.MatchString(bare):
		return "审议意见"
	case speaking.MatchString(bare):
		return "交流材料"
	case speech.MatchString(bare):
		return "讲话"
	case roster.MatchString(bare):
		return roster.FindStringSubmatch(bare)[1] + "表"
	}
	if g := archive.GenreOf(t); g != "" {
		return g
	}
	switch m := otherEnd.FindString(bare); {
	case strings.HasSuffix(m, "名册"):
		return "名册"
	case strings.HasSuffix(m, "报"), strings.HasSuffix(m, "报表"), strings.HasSuffix(m, "明细表"), strings.HasSuffix(m, "汇总表"):
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
	g, conf := r.genreByForm(r.genreOf(f.Title))
	if g == "" {
		g, conf = paperGenre(f.Title), 0.85
	}
	if g == "" && deedTitle.MatchString(f.Title) && !strings.Contains(f.Title, "关于") {
		g, conf = f.Title, 0.85
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

// genreByForm corrects the genre g of the title by the document's form.
func (r *reading) genreByForm(g string) (string, float64) {
	switch r.headKind {
	case "令":
		return "命令", 0.97
	case "简报":
		return "简报", 0.95
	case "纪要":
		return "纪要", pick(g == "纪要", 0.98, 0.93)
	}
	if r.face.Layout == "信函" {
		return r.genreOfLetter(g)
	}
	if g == "协议" && r.contract { // 民法典 art. 464: a contract is an agreement of parties
		return "合同", 0.9
	}
	if g == "" {
		return r.genreOfIssue()
	}
	if g == "报告" && !r.numbered() && len(r.face.Recipients) == 0 && strings.HasSuffix(r.face.Title, "调研报告") {
		return "调研报告", 0.9 // told to nobody: no report of the regulation's (条例 art. 8)
	}
	if g == "记录" && strings.Contains(r.face.Title, "会") {
		return "会议记录", 0.98
	}
	return g, 0.98
}

// genreOfIssue gives the genre of a paper whose title tells none: what its head says,
// or a briefing where it is an issue of a periodical; "" for any other.
func (r *reading) genreOfIssue() (string, float64) {
	switch {
	case r.issue && strings.HasSuffix(r.face.Number, "期") && !strings.Contains(r.face.Title, "关于"):
		return "简报", 0.85
	case r.periodical():
		return r.headKind, 0.9
	}
	return "", 0.98
}

// genreOfLetter: an answer or opinion in the form of a letter is a letter (函).
func (r *reading) genreOfLetter(g string) (string, float64) {
	switch {
	case g == "答复", g == "意见" && answer.MatchString(r.face.Title):
		return "函", 0.9
	case g == "" && (strings.HasSuffix(prefixOf(r.face.Number), "函") || r.headKind == "函"):
		return "函", 0.8
	}
	return g, 0.98
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

// paperGenre reads what a paper that is none of the usual genres calls itself.
func paperGenre(title string) string {
	bare := strings.TrimRight(trialTail.ReplaceAllString(archive.Squeeze(title), ""), "》。”")
	if yearPlan.MatchString(bare) {
		return "总结"
	}
	return paper.FindString(bare)
}

func prefixOf(number string) string {
	p, _, _ := strings.Cut(number, "〔")
	return p
}
