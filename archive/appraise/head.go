package appraise

import (
	"regexp"
	"strings"

	"niandang/archive"
)

var (
	organTail = regexp.MustCompile(`(局|委|府|会|室|厅|部|办|院|中心|站|党组|社|团|馆|校|园|所|队|公司|集团|处|科|学校|署|组|区|县)$`)
	organGap  = regexp.MustCompile(`[\s、,，]+`)
	organAnd  = regexp.MustCompile(`和(省|市|县|区|州)`)
	notIssuer = regexp.MustCompile(`会议|大会|全会|我|本|第|年|同志|材料|文件|《`)
)

// headCues are the words with which a title goes on after its issuers.
var headCues = []string{"关于", "转发", "印发", "批转", "抄送", "抄报", "报送", "呈报", "致"}

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
	head := strings.TrimSpace(t[:cut])
	if cut == len(t) || len(head) < 6 || len(head) > 240 || !organTail.MatchString(head) || notIssuer.MatchString(head) {
		return nil, t
	}
	for _, n := range organGap.Split(organAnd.ReplaceAllString(head, "、$1"), -1) {
		if n != "" {
			issuers = append(issuers, n)
		}
	}
	return issuers, strings.TrimSpace(t[cut:])
}
