package appraise

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	organTail = regexp.MustCompile(`(局|委|府|会|室|厅|部|办|院|中心|站|党组|社|团|馆|校|园|所|队|公司|集团|处|科|学校|署|组|区|县|联|厂|矿|中央|村|社区|镇|乡|街道)$`)
	organGap  = regexp.MustCompile(`[\s、,，]+`)
	organAnd  = regexp.MustCompile(`(局|委|府|会|厅|部|办|院|室|中心)和(省|市|县|区|州)`)
	andOthers = regexp.MustCompile(`等[一二三四五六七八九十\d]{1,3}个?(部门|单位|委办局|局)$`)
	notIssuer = regexp.MustCompile(`会议|大会|全会|我|本|第\d|第.{1,3}[次届期号批季轮]|年|同志|材料|文件|《`)
)

// headCues are the words with which a title goes on after its issuers.
var headCues = []string{"关于", "转发", "印发", "批转", "抄送", "抄报", "报送", "呈报", "致", "令第", "来我", "到我",
	"行政复议决定", "行政处罚决定", "行政强制", "行政判决书", "行政裁定书"}

// splitHead takes the issuers off the head of a title: 市财政局 市水务局关于… gives
// both and the rest from 关于 on. A head that does not end like an organ stays.
func splitHead(title string) (issuers []string, rest string) {
	t := archive.Fold(strings.TrimSpace(title))
	cut := len(t)
	for _, cue := range headCues {
		if i := strings.Index(t, cue); i >= 0 && i < cut {
			cut = i
		}
	}
	head := andOthers.ReplaceAllString(strings.TrimSpace(t[:cut]), "")
	if cut == len(t) || len(head) < 6 || len(head) > 240 || !organTail.MatchString(head) || notIssuer.MatchString(head) {
		return nil, t
	}
	for _, n := range organGap.Split(organAnd.ReplaceAllString(head, "$1、$2"), -1) {
		if n != "" {
			issuers = append(issuers, n)
		}
	}
	return issuers, strings.TrimSpace(t[cut:])
}

// yearHead is a head that a year follows: 丰泽县统计局2022年工作总结.
var yearHead = regexp.MustCompile(`^([\p{Han}]{3,24}?)(?:19|20)\d\d年`)

// headBeforeYear gives the organ that a title begins with where a year follows it,
// "" when it does not begin so.
func headBeforeYear(title string) string {
	m := yearHead.FindStringSubmatch(archive.Fold(strings.TrimSpace(title)))
	if m == nil || !organTail.MatchString(m[1]) || notIssuer.MatchString(m[1]) {
		return ""
	}
	return m[1]
}
