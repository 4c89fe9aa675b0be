package appraise

import (
	"regexp"
	"strconv"
	"strings"
)

// Period is the span of time that a plan, summary or report covers.
type Period string

// The periods. 年度和年度以上 are Year and Years.
const (
	Years    Period = "多年"
	Year     Period = "年"
	HalfYear Period = "半年"
	Quarter  Period = "季"
	Month    Period = "月"
	Week     Period = "周"
)

var (
	reMonth   = regexp.MustCompile(`(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|度)?(?:[^\d日]|$)|月报|月度|每月|逐月`)
	reQuarter = regexp.MustCompile(`(?:第?[一二三四1-4]|前三|各)季度?(?:[^度]|$)|季度|季报|[春夏秋冬]季|冬春|秋冬`)
	reHalf    = regexp.MustCompile(`半年|学期`)
	reWeek    = regexp.MustCompile(`周报|旬报|每周|每旬|日报`)
	reYears   = regexp.MustCompile(`(?:19|20)\d\d年?[-—–－~～至到]+(?:(?:19|20)\d\d|\d\d)年?|(?:^|[^\d])(?:[二两三四五六七八九十]|[2-9])年(?:来|间|工作|总结|规划|计划|行动|发展|攻坚)|十[二三四五六]五|中长期|任期内`)
	reYear    = regexp.MustCompile(`(?:19|20)\d\d年|年度|年报|全年|年终|学年`)
	reDay     = regexp.MustCompile(`\d{1,2}月\d{1,2}日|[（(](?:19|20)\d\d年\d{1,2}月[)）]`)
)

// PeriodOf reads the period from a title: the shortest that it names, "" when it
// names none. A date (4月6日) is no month, and neither is 宣传月.
func PeriodOf(title string) Period {
	t := title
	if strings.Contains(title, "月") {
		t = reDay.ReplaceAllString(title, "")
	}
	for _, s := range spans {
		if strings.ContainsAny(t, s.needs) && s.re.MatchString(t) {
			return s.period
		}
	}
	return ""
}

// spans are tried in order, the shortest period first. Characters are looked for
// before an expression is run: most titles have none of them.
var spans = []struct {
	needs  string
	re     *regexp.Regexp
	period Period
}{
	{"周旬日", reWeek, Week},
	{"月", reMonth, Month},
	{"季春冬", reQuarter, Quarter},
	{"半期", reHalf, HalfYear},
	{"年五期任", reYears, Years},
	{"年", reYear, Year},
}

var (
	reAmount = regexp.MustCompile(`(\d+(?:[.,]\d+)*)\s*(万|亿)?\s*元`)
	reValid  = regexp.MustCompile(`(?:有效期|期限|租期|合同期)(?:为|限)?([一二两三四五六七八九十\d]+)年|([一二两三四五六七八九十\d]+)年(?:期|有效)`)
	// bankNumerals are how contracts and licences write numbers.
	bankNumerals = strings.NewReplacer("壹", "一", "贰", "二", "叁", "三", "肆", "四", "伍", "五", "陆", "六", "柒", "七", "捌", "八", "玖", "九", "拾", "十")
)

// amountOf reads the largest sum of money that a title names, in yuan; 0 when it
// names none.
func amountOf(title string) float64 {
	if !strings.Contains(title, "元") {
		return 0
	}
	most := 0.0
	for _, m := range reAmount.FindAllStringSubmatch(title, -1) {
		n, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		if err != nil {
			continue
		}
		switch m[2] {
		case "万":
			n *= 1e4
		case "亿":
			n *= 1e8
		}
		most = max(most, n)
	}
	return most
}

// forever stands for a licence without an end.
const forever = 999

// validOf reads for how many years something is valid; 0 when the title says
// nothing.
func validOf(title string) int {
	if strings.Contains(title, "长期有效") || strings.Contains(title, "永久有效") {
		return forever
	}
	if !strings.Contains(title, "年") {
		return 0
	}
	m := reValid.FindStringSubmatch(bankNumerals.Replace(title))
	if m == nil {
		return 0
	}
	s := m[1] + m[2]
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return hanYears(s)
}

// hanYears reads a small number in Han numerals.
func hanYears(s string) int {
	n, tens := 0, 0
	for _, r := range s {
		if r == '十' {
			tens, n = max(n, 1)*10, 0
			continue
		}
		if i := strings.IndexRune("零一二三四五六七八九", r); i >= 0 {
			n = i / len("零")
		} else if r == '两' {
			n = 2
		}
	}
	return tens + n
}
