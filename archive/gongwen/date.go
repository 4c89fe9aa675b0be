package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

const (
	datePart = `(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[〇○零ＯOo0一二三四五六七八九]{4}年[一二三四五六七八九十元正]{1,3}月[一二三四五六七八九十廿]{1,3}日)`
	ocrPart  = `(?:(?:[12][09Oo][\dOolI]{2}[年午牛][\dOolI]{1,2}[月用A][\dOolI]{1,2}[日曰目口H\p{Han}]?)|` + datePart + `)`
)

var (
	dateOnly = regexp.MustCompile(`^(?:\(?(?:签署|签订|成文|发布|制表|填报|填表|编制|印制|出版|打印)?(?:日期|时间)[:]?)?(` + datePart + `)\)?(?:出版|\(?(?:印|盖章|公章|章)\)?)?$`)
	dotDate  = regexp.MustCompile(`^((?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})$`)
	ocrDate  = regexp.MustCompile(`^` + ocrPart + `$`)
	ocrDay   = regexp.MustCompile(`^(.*月\d{1,2})\p{Han}?$`)
	dateAny  = regexp.MustCompile(datePart)
	dateEnd  = regexp.MustCompile(`^(.*?)(` + datePart + `)$`)
)

// wholeDate reads a line that is a date and nothing else; the second value is
// the date as it stands there.
func wholeDate(l line) (iso, read string) {
	if m := dateOnly.FindStringSubmatch(l.key); m != nil {
		return isoOf(m[1]), m[1]
	}
	if m := dotDate.FindStringSubmatch(l.key); m != nil {
		return isoOf(m[1]), m[1]
	}
	if l.ocr && ocrDate.MatchString(l.key) {
		return isoOf(repairDate(l.key)), l.key
	}
	return "", ""
}

// rowDate reads the date of a row of two columns: an organ, and a date at the
// right.
func rowDate(l line) (iso, read, ahead string) {
	m := dateEnd.FindStringSubmatch(strings.TrimSuffix(strings.TrimSuffix(l.key, "出版"), "印"))
	if m == nil || m[1] == "" {
		return "", "", ""
	}
	return isoOf(m[2]), m[2], m[1]
}

// isoOf is ParseDate that takes letters and rings for zeros in Han dates.
func isoOf(s string) string {
	if i := strings.Index(s, "年"); i > 0 && !strings.ContainsAny(s[:1], "12") {
		s = strings.NewReplacer("O", "〇", "o", "〇", "0", "〇", "○", "〇", "Ｏ", "〇", "零", "〇").Replace(s[:i]) + s[i:]
	}
	iso, _ := archive.ParseDate(s)
	return iso
}

func repairDate(s string) string {
	s = strings.NewReplacer("午", "年", "牛", "年", "用", "月", "A", "月", "曰", "日", "目", "日", "口", "日", "H", "日").Replace(digits(s))
	if m := ocrDay.FindStringSubmatch(s); m != nil { // what the seal left of 日
		s = m[1]
	}
	return s + "日"
}
