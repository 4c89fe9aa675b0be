package archive

import (
	"regexp"
	"strings"
)

// Genres are the 15 genres (文种) of 党政机关公文处理工作条例 (中办发〔2012〕14号)
// art. 8.
var Genres = []string{"决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"}

var (
	genreTail = regexp.MustCompile(`(决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|复函|函|纪要|会议记录|记录|简报|总结|讲话|大事记|合同|协议书?|名册|统计表|交流材料|答复|值日表|行政许可决定书|行政处罚决定书|意见书|鉴定书|小结)$`)
	tailMark  = regexp.MustCompile(`[（(〔\[【][^（()）〕\]】]*[)）〕\]】]$`)
)

// GenreOf reads the genre from the end of a title, after a trailing bracket such
// as （试行）; "" when the title ends otherwise. 令 gives 命令, 复函 gives 函.
func GenreOf(title string) string {
	t := strings.TrimRight(Squeeze(title), "》。.”\"")
	for {
		s := tailMark.ReplaceAllString(t, "")
		if s == t || s == "" {
			break
		}
		t = s
	}
	switch g := genreTail.FindString(t); g {
	case "令":
		return "命令"
	case "复函":
		return "函"
	case "协议书":
		return "协议"
	case "小结":
		return "总结"
	default:
		return g
	}
}
