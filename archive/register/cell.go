package register

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"niandang/archive"
)

var (
	looseNumber = regexp.MustCompile(`^([\p{Han}A-Za-z·]{1,16}?)[〔﹝\[［【(（{〈《<\s]*((?:19|20)\d{2})[〕﹞\]］】)）}〉》>\s年\-—]*(?:字)?第?0*(\d{1,5})号?$`)
	numberLike  = regexp.MustCompile(`^[〔\[【(（]?(?:(?:19|20)\d{2}[〕\]】)）年]?)?第?0*\d{1,5}[号期次]$`)
	bareDigits  = regexp.MustCompile(`^第?0*(\d{1,5})号?$`)
)

// parseNumber reads a document number from a cell: as the standard writes it,
// with other brackets, or with none.
func parseNumber(cell string) (archive.Number, bool) {
	s := archive.Squeeze(archive.Fold(cell))
	if n, ok := archive.ParseNumber(s); ok {
		return n, true
	}
	if m := looseNumber.FindStringSubmatch(s); m != nil {
		return archive.Number{Prefix: m[1], Year: atoi(m[2]), Serial: atoi(m[3])}, true
	}
	if found := archive.FindNumbers(s); len(found) == 1 {
		return found[0], true
	}
	return archive.Number{}, false
}

// number gives a cell's number in canonical form; what is no 发文字号, such as
// 第13期, stays as it is, without spaces and with the brackets of the standard.
func number(cell string) string {
	if n, ok := parseNumber(cell); ok {
		return n.String()
	}
	s := archive.Squeeze(archive.Fold(cell))
	if numberLike.MatchString(s) {
		return strings.NewReplacer("[", "〔", "]", "〕", "(", "〔", ")", "〕", "【", "〔", "】", "〕").Replace(s)
	}
	return s
}

var (
	monthDay  = regexp.MustCompile(`^(\d{1,2})(?:月|[-./])(\d{1,2})日?$`)
	threePart = regexp.MustCompile(`^(\d{1,2})[-./](\d{1,2})[-./](\d{1,2}|\d{4})$`)
	shortYear = regexp.MustCompile(`^(\d{2})年(\d{1,2})月(\d{1,2})日?$`)
	serialDay = regexp.MustCompile(`^(\d{5})(?:\.\d+)?$`)
	dense     = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})$`)
	yearFirst = regexp.MustCompile(`^((?:19|20)\d{2})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})`)
)

// date reads a date cell in any form a register has it in: ISO, 2023.3.5,
// 20230305, 二〇二三年三月五日, the day number of a spreadsheet, or 3月5日 in the
// year given. It gives "" for what is no date.
func date(cell string, year int) string {
	s := archive.Squeeze(archive.Fold(cell))
	if s == "" {
		return ""
	}
	if m := serialDay.FindStringSubmatch(s); m != nil {
		return dayNumber(atoi(m[1]))
	}
	for _, re := range []*regexp.Regexp{yearFirst, dense} {
		if m := re.FindStringSubmatch(s); m != nil {
			return day(atoi(m[1]), atoi(m[2]), atoi(m[3]))
		}
	}
	if iso, ok := archive.ParseDate(s); ok {
		return iso
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return day(year, atoi(m[1]), atoi(m[2]))
	}
	if m := shortYear.FindStringSubmatch(s); m != nil {
		return day(2000+atoi(m[1]), atoi(m[2]), atoi(m[3]))
	}
	if m := threePart.FindStringSubmatch(s); m != nil {
		return threeParts(atoi(m[1]), atoi(m[2]), atoi(m[3]), year)
	}
	return ""
}

// threeParts reads 23.3.5 and the American forms that spreadsheets show
// (03-05-23, 3/5/2023); the year of the register tells them apart.
func threeParts(a, b, c, year int) string {
	switch {
	case c > 99:
		return day(c, a, b)
	case a == year%100 && c != year%100:
		return day(year, b, c)
	case c == year%100:
		return day(year, a, b)
	case a > 12:
		return day(2000+a, b, c)
	}
	return day(2000+c, a, b)
}

// dayNumber turns the day number of a spreadsheet (1900 system) into a date.
// Numbers outside 1982 to 2064 are no dates but something else.
func dayNumber(n int) string {
	if n < 30000 || n > 60000 {
		return ""
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format("2006-01-02")
}

func day(y, m, d int) string {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d || y < 1900 || y > 2999 {
		return ""
	}
	return t.Format("2006-01-02")
}

// atoi reads digits that a pattern has let through.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

var (
	listMark   = regexp.MustCompile(`[、，,；;/\n]+`)
	none       = regexp.MustCompile(`^(无|—+|-+|/+|\\+|普通|一般|非密|公开|平件|空|none)$`)
	markAt     = regexp.MustCompile(`绝密|机密|秘密|内部`)
	termAt     = regexp.MustCompile(`\d+(?:年|个月)|长期`)
	voidRemark = regexp.MustCompile(`作废|空号|未用|未使用|废号|跳号|缺号|注销编号|编号注销|停用`)
	voidTitle  = regexp.MustCompile(`^[（(【\[〔]?(?:此号|本号|该号|编号|文号|此文号)?(?:已)?(?:作废|空号|未用|未使用|废号|跳号|缺号|空|注销)(?:[,，、;；:：(（].{0,12})?[）)】\]〕]*$`)
	ditto      = regexp.MustCompile(`^(同上|″|〃|"|”|'')$`)
)

// list splits a cell that names several.
func list(cell string) []string {
	var out []string
	for _, s := range listMark.Split(cell, -1) {
		if s = strings.TrimSpace(s); s != "" && !none.MatchString(s) {
			out = append(out, s)
		}
	}
	return out
}

// security reads a 密级 cell: mark and term; "" for 无 and the like.
func security(cell string) (mark, term string) {
	s := archive.Squeeze(archive.Fold(cell))
	if strings.HasPrefix(s, "非") || strings.HasPrefix(s, "不") {
		return "", ""
	}
	return markAt.FindString(s), termAt.FindString(s)
}

// disclosure reads a 公开属性 cell.
func disclosure(cell string) string {
	s := archive.Squeeze(archive.Fold(cell))
	switch {
	case strings.Contains(s, "依申请"):
		return "依申请公开"
	case strings.Contains(s, "不予") || strings.Contains(s, "不公开") || strings.Contains(s, "免予") || s == "否":
		return "不予公开"
	case strings.Contains(s, "主动") || strings.Contains(s, "公开") && s != "非公开" || s == "是":
		return "主动公开"
	case s == "非公开":
		return "不予公开"
	}
	return ""
}

// kindCell reads a column that says row by row whether a document was sent or
// received.
func kindCell(cell string) archive.Kind {
	switch {
	case strings.Contains(cell, "收") || strings.Contains(cell, "来"):
		return archive.Incoming
	case strings.Contains(cell, "发"):
		return archive.Outgoing
	case strings.Contains(cell, "内部"):
		return archive.Internal
	}
	return ""
}
