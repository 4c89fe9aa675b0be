package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// Clean edges of a name: ordinals and time stamps before it, copy marks and
// remarks in brackets behind it.
var (
	stemHeads = []*regexp.Regexp{
		regexp.MustCompile(`^[^\p{L}\p{N}《“"(〔\[]+`),
		regexp.MustCompile(`^\d{8,20}[\s_.-]*`),
		regexp.MustCompile(`^\d{4}[.-]\d{1,2}[.-]\d{1,2}[\s_.-]*`),
		regexp.MustCompile(`^\d{1,4}[._、\s-]+`),
		regexp.MustCompile(`^[(\[【]\d{1,4}[)\]】]\s*`),
		regexp.MustCompile(`^(重要|急件|急|已办|待办|归档|扫描件?|已归档)[\s_-]+`),
		regexp.MustCompile(`^[(\[【](扫描件?|定稿|正式|盖章|印发稿?|急件?|重要)[)\]】]\s*`),
	}
	stemTails = []*regexp.Regexp{
		regexp.MustCompile(`[\s_-]*(副本|复制|拷贝|备份|复件|copy)\s*\d*$`),
		regexp.MustCompile(`[\s_-]*[(\[【〔][^()\[\]【】〔〕]{0,16}[)\]】〕]$`),
		regexp.MustCompile(`[\s_-]+(正文|正式|盖章|扫描件?|定稿|终稿|印发稿|红头|[vV]?\d{1,2})$`),
		regexp.MustCompile(`[\s_-]*(送审稿|征求意见稿|讨论稿|修改稿|修订稿|初稿|草稿|定稿|终稿|第[一二三四五六七八九十\d]+稿)\d*$`),
		regexp.MustCompile(`\s+$`),
	}
	stemNumber = regexp.MustCompile(`[\p{Han}A-Za-z]{1,16}[\s_-]*[〔\[(【]?\s*(19|20)\d{2}\s*[〕\])】]?[\s_-]*第?\d{1,5}号[\s_-]*`)
)

// bareStem gives the words of a name that may be a title: without ending,
// ordinals, time stamps, document number, copy marks and remarks.
func bareStem(path string) string {
	s, _ := splitExt(baseOf(path))
	s = strings.TrimSpace(archive.Fold(s))
	whole := s
	for before := ""; before != s; {
		before = s
		for _, re := range stemHeads {
			s = re.ReplaceAllString(s, "")
		}
		for _, re := range stemTails {
			s = re.ReplaceAllString(s, "")
		}
		s = strings.TrimSpace(attachName.ReplaceAllString(s, ""))
	}
	if t := strings.TrimSpace(stemNumber.ReplaceAllString(s, "")); t != "" {
		s = t
	}
	if s == "" {
		return whole
	}
	return s
}
