package appraise

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// ordinal tells one congress or elected body from the next: 第九次, 第五届.
const ordinal = `第[零〇一二三四五六七八九十百\d]{1,5}[次届]`

// congressHead gives an expression for what the organ's congress, and what it elects,
// begin with: 云州市工会第九次…, 中共云州市第五届…; nil for organs that have none. A bare
// 市 or 县 is the organ's only where no name stands before it. The first group is what
// stands before.
func congressHead(self parsedName, names []string) *regexp.Regexp {
	if self.place == "" {
		return nil
	}
	place := `(?:` + regexp.QuoteMeta(self.place) + `|全?` + lastPlaceRune(self.place) + `)`
	var head string
	switch self.class {
	case classParty:
		head = `(?:中国共产党|中共)` + place + ordinal
	case classCongress:
		head = place + ordinal + `人民代表大会`
	case classConference:
		head = `(?:中国人民政治协商会议|政协)` + place + ordinal
	case classMass: // 云州市妇女第九次…, 云州市第九次妇女代表大会
		head = `(?:` + massHead(self, place, names) + ordinal + `|` + place + ordinal + `[\p{Han}]{0,6}代表大会)`
	default:
		return nil
	}
	return regexp.MustCompile(`(^|[^\p{Han}]|关于|召开|出席|参加|同意|[在致为对的])(` + head + `)`)
}

func massHead(self parsedName, place string, names []string) string {
	heads := make([]string, 0, len(names)+1)
	for _, n := range names {
		heads = append(heads, regexp.QuoteMeta(n))
	}
	switch {
	case strings.HasSuffix(self.league, "团"):
		heads = append(heads, `(?:中国共产主义青年团|共青团)`+place)
	case strings.Contains(self.rest, "工会"):
		heads = append(heads, place+`工会`)
	case strings.Contains(self.rest, "妇女"), strings.Contains(self.rest, "妇联"):
		heads = append(heads, place+`妇女`)
	}
	return `(?:` + strings.Join(heads, "|") + `)`
}

// congressServants end the name of what serves a congress.
var congressServants = regexp.MustCompile(`(主席团|秘书处|筹备委员会|筹委会|[\p{Han}]{2}组)(办公室)?$`)

// isCongress reports whether a name is that of the organ's congress, of a body that it
// elected, or of what serves it (主席团, 秘书处, 会务组).
func (p *profile) isCongress(name string) bool {
	if p.congress == nil {
		return false
	}
	n := archive.Squeeze(archive.Fold(name))
	at := p.congress.FindStringIndex(n)
	return at != nil && at[0] == 0
}

// markCongress puts the organ's mark before what its congress is called.
func (p *profile) markCongress(t string) string {
	if p.congress == nil || !strings.Contains(t, "第") {
		return t
	}
	return p.congress.ReplaceAllString(t, "${1}"+selfMark+"${2}")
}

// ofCongress puts the congress that issued a paper before a title that does not name
// it, and keeps it where it does.
func (p *profile) ofCongress(title string, issuers []string) (string, []string) {
	if p.isCongress(title) {
		return title, nil
	}
	var others []string
	for _, n := range issuers {
		if !p.isCongress(n) {
			others = append(others, n)
			continue
		}
		if t := archive.Squeeze(archive.Fold(title)); !p.congress.MatchString(t) {
			title = congressServants.ReplaceAllString(n, "") + t
		}
	}
	return title, others
}
