package archive

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	dateFull   = regexp.MustCompile(`((?:19|20)\d{2})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})(?:\s*日)?`)
	dateDense  = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{2})(\d{2})(\d{2})`)
	dateHan    = regexp.MustCompile(`([〇○零Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十元正]{1,3})月([一二三四五六七八九十廿]{1,3})日`)
	hanDigits  = map[rune]int{'〇': 0, '○': 0, '零': 0, 'Ｏ': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '元': 1, '正': 1}
	dateLayout = "2006-01-02"
)

// ParseDate reads the first date of s in the forms that documents and registers
// use (2023年3月5日, 2023-3-5, 2023.03.05, 20230305, 二〇二三年三月五日) and gives
// it as ISO; false when there is none or the day does not exist.
func ParseDate(s string) (string, bool) {
	s = Fold(s)
	if m := dateFull.FindStringSubmatch(s); m != nil {
		return isoDate(atoi(m[1]), atoi(m[2]), atoi(m[3]))
	}
	if m := dateHan.FindStringSubmatch(s); m != nil {
		y := 0
		for _, r := range m[1] {
			y = y*10 + hanDigits[r]
		}
		return isoDate(y, hanNumber(m[2]), hanNumber(m[3]))
	}
	if m := dateDense.FindStringSubmatch(s); m != nil {
		return isoDate(atoi(m[1]), atoi(m[2]), atoi(m[3]))
	}
	return "", false
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// hanNumber reads 1 to 31 in Han numerals.
func hanNumber(s string) int {
	s = strings.ReplaceAll(s, "廿", "二十")
	n, tens := 0, 0
	for _, r := range s {
		if r == '十' {
			tens = max(n, 1) * 10
			n = 0
			continue
		}
		n = hanDigits[r]
	}
	return tens + n
}

func isoDate(y, m, d int) (string, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return "", false
	}
	return t.Format(dateLayout), true
}
