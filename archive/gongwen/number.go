package gongwen

import (
	"regexp"
	"strconv"
	"strings"

	"niandang/archive"
)

// number is a document number as found on a line.
type number struct {
	canon string // 代字〔2023〕5号, or the text of an issue number
	read  string // as read
	rest  string // key of what stands behind it on the line
	ahead string // key of what stands before it
	conf  float64
	issue bool // 第N期, 第N号: not a 发文字号
}

const (
	opens  = `〔﹝\[［【({〈《<『「|`
	closes = `〕﹞\]］】)}〉》>』」|`
)

var (
	numLabel = regexp.MustCompile(`^(?:(?:合同|协议|文件|发文|公文|收文)?(?:编号|字号|文号|编号为)|档号)[:：]?`)
	numFull  = regexp.MustCompile(`((?:\(\p{Han}{1,4}\))?[\p{Han}A-Za-z·]{1,24}(?:\([\p{Han}A-Za-z]{1,8}\)[\p{Han}A-Za-z]{0,6})?)[` + opens + `]((?:19|20)\d{2})[` + closes + `]+(?:第)?(\d{1,5})号`)
	numOCR   = regexp.MustCompile(`([\p{Han}A-Za-z·]{2,24}?)[` + opens + `LlIiCcTtUu1厂工\-—_,.]{0,2}([12lI][09OoQ][\dOoQlIiZzSsB]{2})(?:[` + closes + `]{1,2}|[JjlIiTt1\-—_,.]{0,2})(?:第)?([\dOoQlIi]{1,4})[号导吕另昔兮弓县异]`)
	numBare  = regexp.MustCompile(`^[` + opens + `]((?:19|20)\d{2})[` + closes + `](第?)(\d{1,4})(号|次|期)$`)
	issueNo  = regexp.MustCompile(`^\(?((?:\d{4}年)?(?:总)?第[\d〇零一二三四五六七八九十百]{1,6}(?:期|号|次|辑))\)?(?:[(（]?(?:\d{4}年)?[,，]?[(（]?(?:总|累计)?第?\d{1,5}(?:期|号|次)[)）]?[)）]?)?$`)
	yearNo   = regexp.MustCompile(`^(\d{4}年第?[\d〇一二三四五六七八九十]{1,5}(?:期|号))(?:\(总第?\d+期\))?$`)
	caseNo   = regexp.MustCompile(`^[` + opens + `]((?:19|20)\d{2})[` + closes + `]+(\p{Han}{1,3}\d{0,6}\p{Han}{1,4}\d{1,6}号)$`) // of a court
	coded    = regexp.MustCompile(`^[A-Za-z\p{Han}]{0,12}[-A-Za-z0-9/()〔〕\[\]_]*\d[-A-Za-z0-9/()〔〕\[\]_]*号?$`)
)

// findNumber finds the number of a head line.
func findNumber(l line) (number, bool) {
	if n, ok := columnNumber(l); ok {
		return n, true
	}
	key := l.key
	labelled := numLabel.MatchString(key)
	key = numLabel.ReplaceAllString(key, "")
	if m := numFull.FindStringSubmatchIndex(key); m != nil {
		return fullNumber(key, m, 0.98), true
	}
	if n, ok := issueNumber(key); ok {
		return n, true
	}
	if m := caseNo.FindStringSubmatch(key); m != nil {
		return number{canon: "〔" + m[1] + "〕" + m[2], read: key, conf: 0.95}, true
	}
	if l.ocr {
		if m := numOCR.FindStringSubmatchIndex(key); m != nil && !strings.Contains(key, "年") {
			return fullNumber(key, m, 0.5), true
		}
	}
	if labelled && coded.MatchString(key) {
		return number{canon: key, read: key, conf: 0.9}, true
	}
	return number{}, false
}

// columnNumber finds a number that is one column of its line, beside other signs.
func columnNumber(l line) (number, bool) {
	if len(l.spans) < 2 {
		return number{}, false
	}
	for _, s := range l.spans {
		if m := numFull.FindStringSubmatchIndex(s.key); m != nil && m[0] == 0 {
			at := max(strings.Index(l.key, s.key), 0)
			n := fullNumber(s.key, m, 0.98)
			n.ahead, n.rest = l.key[:at], n.rest+l.key[min(at+len(s.key), len(l.key)):]
			return n, true
		}
		if n, ok := issueNumber(s.key); ok && len(l.spans) <= 3 && !l.red {
			return n, true
		}
	}
	return number{}, false
}

func fullNumber(key string, m []int, conf float64) number {
	prefix, year, serial := key[m[2]:m[3]], digits(key[m[4]:m[5]]), digits(key[m[6]:m[7]])
	if i := strings.LastIndex(prefix, "签发人"); i >= 0 {
		prefix = prefix[i+len("签发人"):]
	}
	y, _ := strconv.Atoi(year)
	if n, _ := strconv.Atoi(serial); n == 0 || y < 1949 || y > 2100 {
		conf = min(conf, 0.4)
	}
	return number{
		canon: prefix + "〔" + year + "〕" + serial + "号",
		read:  key[m[0]:m[1]], ahead: key[:m[0]], rest: key[m[1]:], conf: conf,
	}
}

// plainSerial takes the zeros in front off a number of the organ's own series: a
// serial is not filled up (GB/T 9704-2012 7.2.5). Of other organs' numbers, and of
// files that have a count of their own, the archivist cannot know.
func (h Hints) plainSerial(number string) string {
	prefix, rest, ok := strings.Cut(number, "〔")
	year, serial, found := strings.Cut(rest, "〕")
	if !ok || !found {
		return number
	}
	for _, s := range h.Organ.Series {
		if s.Prefix == prefix {
			return prefix + "〔" + year + "〕" + strings.TrimLeft(serial, "0")
		}
	}
	return number
}

func issueNumber(key string) (number, bool) {
	if m := numBare.FindStringSubmatch(key); m != nil {
		order := m[2] // 第5次 is so called; a number has no 第 (7.2.5)
		if m[4] == "号" {
			order = ""
		}
		return number{canon: "〔" + m[1] + "〕" + order + m[3] + m[4], read: key, conf: 0.95, issue: true}, true
	}
	if m := yearNo.FindStringSubmatch(key); m != nil {
		return number{canon: m[1], read: key, conf: 0.95, issue: true}, true
	}
	if m := issueNo.FindStringSubmatch(key); m != nil {
		return number{canon: m[1], read: key, conf: 0.95, issue: true}, true
	}
	return number{}, false
}

// digits repairs what OCR makes of figures.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'O', 'o', 'Q':
			return '0'
		case 'l', 'I', 'i':
			return '1'
		case 'Z', 'z':
			return '2'
		case 'S', 's':
			return '5'
		case 'B':
			return '8'
		}
		return r
	}, s)
}

// sameNumber compares numbers without regard to brackets and leading zeros.
func sameNumber(a, b string) bool {
	x, ok1 := archive.ParseNumber(a)
	y, ok2 := archive.ParseNumber(b)
	return ok1 && ok2 && x == y || a == b && a != ""
}

// inSentence reports whether the number is one that a text speaks of.
func (n number) inSentence() bool {
	if runes(n.ahead) > 8 && !strings.Contains(n.ahead, "签发人") || runes(n.rest) > 24 {
		return true
	}
	return strings.HasSuffix(n.ahead, "《") || strings.HasSuffix(n.ahead, "(") || strings.HasPrefix(n.rest, ")") || strings.Contains(n.rest, "。")
}

// asPrinted gives a part of a line's key as the line has it: figures of full
// width and odd brackets kept.
func asPrinted(l line, part string) string {
	before, _, found := strings.Cut(l.key, part)
	raw := []rune(l.sq)
	if at := runes(before); found && len(raw) == runes(l.key) {
		return string(raw[at : at+runes(part)])
	}
	return part
}
