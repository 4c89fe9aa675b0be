package gongwen

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"niandang/archive"
)

var (
	signerLabel = regexp.MustCompile(`签\s*发\s*人\s*[:：]?\s*|会\s*签\s*人\s*[:：]?\s*`)
	nameCut     = regexp.MustCompile(`[\s　、,，;；]+`)
	compound    = regexp.MustCompile(`^(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|百里|呼延|南宫|独孤|长孙|宇文|轩辕|澹台|闻人|申屠|太史|万俟|淳于|单于|鲜于|钟离|司空|濮阳|赫连|拓跋|欧陽)`)
)

// readSigners takes a line with 签发人, or one below it that holds nothing but
// names at the right (GB/T 9704-2012 7.2.6).
func (r *reading) readSigners(l line, open *bool) bool {
	at := signerLabel.FindStringIndex(l.text)
	if at == nil {
		return *open && r.moreSigners(l)
	}
	if runes(keyOf(l.text[:at[0]])) > 24 || l.cell && !l.flow {
		return false
	}
	*open = true
	rest := l.text[at[1]:]
	if n, ok := findNumber(l); ok {
		r.takeNumber(n, l)
		if strings.ContainsAny(rest, "〔[［(") {
			rest = n.rest
		}
	}
	if runes(keyOf(rest)) > 40 {
		return false
	}
	r.addSigners(splitNames(rest), 0.97, l)
	return true
}

// moreSigners takes a line that holds nothing but names at the right.
func (r *reading) moreSigners(l line) bool {
	if l.red || !l.atRight() || l.centred() || surely(l.key) || r.numberLine(l) {
		return false
	}
	names := splitNames(l.text)
	if len(names) == 0 || !allPersons(names) {
		return false
	}
	r.addSigners(names, 0.95, l)
	return true
}

func (r *reading) numberLine(l line) bool {
	_, ok := findNumber(l)
	return ok || caseNo.MatchString(l.key)
}

func (r *reading) takeNumber(n number, l line) {
	if r.face.Number == "" {
		n.canon = r.hints.plainSerial(n.canon)
		r.face.Number, r.face.NumberAsRead, r.issue = n.canon, asPrinted(l, n.read), n.issue
		r.trust(archive.ElNumber, n.conf, l)
	}
}

// signersBeside takes names that stand behind the number, in the last row of
// several signers.
func (r *reading) signersBeside(l line, n number, open bool) {
	if !open || n.rest == "" || strings.Contains(n.rest, "签发人") {
		return
	}
	text := l.text
	if i := strings.LastIndexAny(text, "号导"); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		text = text[i+size:]
	}
	if names := splitNames(text); len(names) > 0 && allPersons(names) {
		r.addSigners(names, 0.95, l)
	}
}

func (r *reading) addSigners(names []string, conf float64, l line) {
	for _, n := range names {
		if !person.MatchString(n) {
			conf = min(conf, 0.5)
			if runes(n) < 2 {
				continue
			}
		}
		if l.ocr && !surnamed(n) { // misread, whatever the machine made of it
			conf = min(conf, 0.5)
		}
		r.face.Signers = append(r.face.Signers, n)
	}
	if len(names) > 0 {
		r.trust(archive.ElSigners, conf, l)
	}
}

func allPersons(names []string) bool {
	for _, n := range names {
		if !person.MatchString(n) || organLike(n) && runes(n) > 3 {
			return false
		}
	}
	return true
}

// splitNames splits names of persons: 张三　李四, 张 三 李 四, 张三、李四. A text
// without any blank is cut where only one way is likely.
func splitNames(s string) []string {
	var out []string
	toks := nameCut.Split(strings.TrimSpace(s), -1)
	for i := 0; i < len(toks); i++ {
		t := strings.Trim(archive.Squeeze(toks[i]), ".。:：()（）")
		if t == "" {
			continue
		}
		if runes(t) == 1 && i+1 < len(toks) && runes(toks[i+1]) == 1 {
			t += toks[i+1]
			i++
		}
		out = append(out, cutNames(t)...)
	}
	return out
}

// cutNames cuts 王小明周八方 into three and three, four characters into two and
// two unless they start with a compound surname.
func cutNames(t string) []string {
	c := []rune(t)
	switch {
	case strings.Contains(t, "·"):
	case len(c) == 6:
		return []string{string(c[:3]), string(c[3:])}
	case len(c) == 4 && !compound.MatchString(t):
		return []string{string(c[:2]), string(c[2:])}
	case len(c) == 9:
		return []string{string(c[:3]), string(c[3:6]), string(c[6:])}
	}
	return []string{t}
}
