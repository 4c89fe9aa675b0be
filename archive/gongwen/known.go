package gongwen

import (
	"slices"
	"strings"
	"unicode/utf8"

	"niandang/archive"
)

// known are names from the organ's profile that recognised text is mended by: a
// rare character of a place or an organ is what OCR misses most.
type known struct {
	names    [][]rune // organs, longest first is not needed: each stands for itself
	places   [][]rune
	prefixes []string
}

func knownOf(o archive.Organ) known {
	var k known
	seen := make(map[string]bool)
	add := func(list *[][]rune, least int, names ...string) {
		for _, n := range names {
			if runes(n) >= least && !seen[n] {
				seen[n] = true
				*list = append(*list, []rune(n))
			}
		}
	}
	add(&k.names, 6, o.Name)
	add(&k.names, 6, o.OwnBodies...)
	add(&k.names, 6, o.Superiors...)
	add(&k.names, 6, o.Subordinates...)
	add(&k.names, 6, o.FormerNames...)
	for _, p := range []string{o.Place.Province, o.Place.City, o.Place.County} {
		if p != "" {
			add(&k.names, 6, p+"人民政府", p+"人民政府办公室", p+"财政局", "中共"+p+"委员会", "中共"+p+"委办公室",
				p+"人民代表大会常务委员会", p+"人民法院", p+"中级人民法院", p+"人民检察院")
		}
	}
	add(&k.places, 3, o.Place.Province, o.Place.City, o.Place.County)
	for _, s := range o.Series {
		k.prefixes = append(k.prefixes, s.Prefix)
	}
	return k
}

// mend puts known names in the place of what is nearly the same.
func (k known) mend(s string) string {
	c := []rune(s)
	mendNear(c, k.places, func(int) int { return 1 })
	mendNear(c, k.names, func(n int) int { return n * 3 / 10 })
	return string(c)
}

// mendNear writes at each place of c the name that differs there least, in at
// most few characters, the last of which must agree. Two names that differ
// equally are left alone, and so is what stands there exactly.
func mendNear(c []rune, names [][]rune, few func(n int) int) {
	for i := 0; i < len(c); i++ {
		var best []rune
		least, tie := 0, false
		for _, n := range names {
			m, ok := nearName(c[i:], n, few(len(n)))
			switch {
			case !ok:
			case best == nil || m < least || m == least && len(n) > len(best):
				best, least, tie = n, m, false
			case m == least && len(n) == len(best):
				tie = true
			}
		}
		if best != nil && !tie {
			copy(c[i:], best)
			i += len(best) - 1
		}
	}
}

// nearName counts the characters in which a text's beginning differs from a name;
// false where it cannot be meant.
func nearName(text, name []rune, few int) (wrong int, ok bool) {
	if len(name) > len(text) || text[len(name)-1] != name[len(name)-1] {
		return 0, false
	}
	text = text[:len(name)]
	wrong = misses(text, name)
	return wrong, wrong <= few && (wrong == 0 || !otherTrade(text, name) && !otherPlace(text, name))
}

// otherPlace reports whether nothing agrees in the words before 市 or 县, though
// that itself does: the bureau of another place, or the end of a longer name that
// calls the bureau by its short form (驻市水务局纪检组).
func otherPlace(text, name []rune) bool {
	from, other := 0, false
	if strings.HasPrefix(string(name), "中共") {
		from = 2
	}
	for at, c := range name {
		if !strings.ContainsRune("省市州县区旗", c) {
			continue
		}
		if at >= from+2 { // the place named last counts
			other = text[at] == c && misses(text[from:at], name[from:at]) == at-from
		}
		from = at + 1
	}
	return other
}

// trades are the words by which the organs of one place differ: 民政局 is no
// 财政局 misread, though one character tells them apart.
var trades = strings.Fields(`民政 财政 教育 体育 审计 统计 司法 公安 国安 水利 水务 林业 农业 商务 税务 医保 卫健 卫生 交通 住建 建设 规划
	自然资源 生态 环境 应急 信访 档案 文化 旅游 科技 科学 工信 发改 人社 退役 民宗 宗教 统战 宣传 组织 政法 编制 金融 国资 市场 粮食 气象 地震 消防 海关
	城管 园林 机关事务 大数据 乡村振兴 供销 残联 妇联 团委 工会 党校 人大 政协 政府 法院 检察`)

// otherTrade reports whether a text that nearly is a name says in the place where
// the two differ what another organ is about.
func otherTrade(text, name []rune) bool {
	s, known := string(text), string(name)
	for _, w := range trades {
		if strings.Contains(s, w) && !strings.Contains(known, w) {
			return true
		}
	}
	return false
}

// kinds are the last letters of a prefix, which say what sort of document it is:
// 合 beside 发 is another series and no slip.
const kinds = "发函办字合令党组纪复审任报请批文电政人财会"

// mendPrefix does the same for the letters of a number (机关代字). Where several
// series are as near, the layout may tell: a letter's ends in 函.
func (k known) mendPrefix(number, layout string) string {
	p, rest, ok := strings.Cut(number, "〔")
	if !ok {
		return number
	}
	for _, x := range k.prefixes {
		if x == p {
			return number
		}
	}
	var near []string
	for _, x := range k.prefixes {
		if runes(x) == runes(p) && runes(x) >= 3 && misses([]rune(p), []rune(x)) == 1 && !otherKind(p, x) {
			near = append(near, x)
		}
	}
	if stem := k.stemOf(p); stem != "" {
		return stem + "〔" + rest
	}
	if len(near) > 1 {
		near = slices.DeleteFunc(near, func(x string) bool { return strings.HasSuffix(x, "函") != (layout == "信函") })
	}
	if len(near) != 1 {
		return number
	}
	return near[0] + "〔" + rest
}

// stemOf gives p with the letters of the organ, where they were misread by one
// character in a series that the profile does not name, such as that of contracts;
// "" where they were not, or where the organ has several.
func (k known) stemOf(p string) string {
	a := []rune(p)
	last := len(a) - 1
	stem := ""
	for _, x := range k.prefixes {
		b := []rune(x)
		if strings.HasPrefix(p, x) {
			return ""
		}
		if len(b) != len(a) || last < 2 {
			continue
		}
		s := string(b[:last])
		switch n := misses(a[:last], b[:last]); {
		case n == 0, n == 1 && stem != "" && stem != s:
			return ""
		case n == 1 && otherKind(p, x):
			stem = s
		}
	}
	if stem == "" {
		return ""
	}
	return stem + string(a[last:])
}

// otherKind reports whether two prefixes end in different letters that both name
// a series.
func otherKind(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeLastRuneInString(b)
	return x != y && strings.ContainsRune(kinds, x) && strings.ContainsRune(kinds, y)
}

// mendNames corrects recognised text by the names of the profile.
func (r *reading) mendNames() {
	if !r.ocr() || r.hints.Organ.Name == "" {
		return
	}
	k, f := knownOf(r.hints.Organ), &r.face
	f.Title, f.Printer = k.mend(f.Title), k.mend(f.Printer)
	for _, l := range [][]string{f.Issuers, f.Recipients, f.CC} {
		for i := range l {
			l[i] = k.mend(l[i])
		}
	}
	if len(f.Issuers) == 1 {
		f.Issuers[0] = agreed(f.Issuers[0], f.Title)
		if rest, ok := strings.CutPrefix(f.Issuers[0], "中"); ok && strings.HasPrefix(f.Title, rest) {
			f.Title = "中" + f.Title
		}
		if t := organsInTitle(f.Title); len(t) == 1 && t[0] == f.Issuers[0] {
			r.raise(archive.ElIssuers, 0.7)
		}
	}
	if once := oncePerParty(f.Issuers); len(once) < len(f.Issuers) {
		f.Issuers = once
		if r.contract && slices.ContainsFunc(once, func(n string) bool { return !contains(r.hints.names(), n) }) {
			r.doubt(archive.ElIssuers, 0.5) // read in two ways, and no list tells which is right
		}
	}
	if ownIssue(f.Issuers, r.hints.Organ) {
		f.Number = k.mendPrefix(f.Number, f.Layout)
	}
	for i := range f.Quotes {
		f.Quotes[i].Title = k.mend(f.Quotes[i].Title)
	}
}

// ownIssue reports whether the organ itself issued a document: another organ's
// number may differ from one of its own series by a single letter.
func ownIssue(issuers []string, o archive.Organ) bool {
	if len(issuers) == 0 {
		return true
	}
	for _, n := range append([]string{o.Name}, o.OwnBodies...) {
		if contains(issuers, n) {
			return true
		}
	}
	return false
}

// agreed gives the title's organ where the issuer is nearly the same: the title
// was mended and stands free of the seal.
func agreed(issuer, title string) string {
	t := organsInTitle(title)
	if len(t) != 1 || t[0] == issuer {
		return issuer
	}
	if distance([]rune(issuer), []rune(t[0])) <= runes(t[0])/3 && !otherTrade([]rune(issuer), []rune(t[0])) {
		return t[0]
	}
	return issuer
}

// oncePerParty drops a name that was read before but for a few characters, as the
// parties of a contract are at its end.
func oncePerParty(names []string) []string {
	out := names[:0:0]
	for _, n := range names {
		again := false
		for _, o := range out {
			again = again || runes(n) >= 6 && distance([]rune(n), []rune(o)) <= runes(n)/5 && !otherTrade([]rune(n), []rune(o))
		}
		if !again {
			out = append(out, n)
		}
	}
	return out
}

// distance counts the characters to change, to add and to drop between two texts.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		last := row[0]
		row[0] = i + 1
		for j, y := range b {
			here := row[j+1]
			if x != y {
				last = min(last, row[j], here) + 1
			}
			row[j+1], last = last, here
		}
	}
	return row[len(b)]
}
