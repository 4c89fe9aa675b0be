package appraise

import (
	"regexp"
	"strings"
	"unicode"
)

// What stands in a title for organs, so that their names are not taken for the
// matter.
const (
	selfMark  = "本机关"
	otherMark = "某机关"
	localMark = "本地" // before the organ's place
)

// mask puts marks for organs' names: the organ's own first, then other bureaus'.
func (f *facts) mask(t string) string {
	t = f.p.markCongress(t)
	for _, n := range f.p.byLength {
		t = f.p.markName(t, n)
	}
	t = selfWords.Replace(t)
	t = f.p.maskShort(t)
	if place := barePlace(f.p.self.place); place != "" {
		t = strings.ReplaceAll(t, place, localMark+place)
	}
	return f.s.organs.mask(t)
}

// barePlace gives a place as titles say it, without 市 or 县: 云州 of 云州市.
func barePlace(place string) string {
	if rs := []rune(place); len(rs) > 2 && strings.ContainsRune(bureauPlaces, rs[len(rs)-1]) {
		return string(rs[:len(rs)-1])
	}
	return place
}

// beforeName are characters after which a name begins that itself begins with a bare
// 市, 县 or 区.
const beforeName = "是系于予给对和与由向在致同及将为请经送到赴受被交按从原兼任等、省市县"

// markName puts the organ's mark for one of its names. 区城管局 within 临渡区城管局 is
// another's.
func (p *profile) markName(t, name string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(t, name)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if p.begins(before, []rune(name)[0]) {
			out.WriteString(selfMark)
		} else {
			out.WriteString(name)
		}
		t = after
	}
}

// actsOn are what stands between 关于 and a bare 市, 县 or 区 and is no place's name.
var actsOn = regexp.MustCompile(`(同志|任命|免去|任免|兼任|提名|推荐|表彰|授予|奖励|通报|批转|转发|同意|批准|核定|核准|调整|撤销|成立|设立|组建|划转|移交)$`)

// begins reports whether a name that begins with a character may begin after what
// stands before it: 区城管局 not after 给予临渡, 局机关 not after 市.
func (p *profile) begins(before string, first rune) bool {
	rs := []rune(before)
	starts := func(n int) bool { // a word of n characters ends here
		return len(rs) == n || len(rs) > n && (!unicode.Is(unicode.Han, rs[len(rs)-n-1]) || strings.ContainsRune(beforeName, rs[len(rs)-n-1]))
	}
	switch {
	case starts(0):
		return !strings.ContainsRune("局委厅办院", first) || len(rs) == 0 || !strings.ContainsRune(bureauPlaces, rs[len(rs)-1])
	case !strings.ContainsRune(bureauPlaces, first), actsOn.MatchString(before), p.self.place != "" && strings.HasSuffix(before, barePlace(p.self.place)):
		return true
	}
	return !starts(2) && !starts(3)
}

var selfWords = strings.NewReplacer("我局", selfMark, "本局", selfMark, "我委", selfMark, "本委", selfMark,
	"我厅", selfMark, "本厅", selfMark, "我办", selfMark, "本单位", selfMark, "我单位", selfMark, "我中心", selfMark,
	"我街道", selfMark, "本街道", selfMark, "我镇", selfMark, "本镇", selfMark, "我乡", selfMark, "本乡", selfMark,
	"本中心", selfMark, "我馆", selfMark, "本馆", selfMark, "我院", selfMark, "本院", selfMark, "我校", selfMark)

// inOrganName reports whether a character may stand within an organ's name.
func inOrganName(r rune) bool { return unicode.Is(unicode.Han, r) && r != '的' && r != '于' }

// maskShort marks contractions of the organ's name (市人社局 for …人力资源和社会保障局):
// from a place word back to the name's last character.
func (p *profile) maskShort(t string) string {
	if p.self.core == "" {
		return t
	}
	last, first := lastRune(p.self.rest), []rune(p.self.core)[0]
	rs := []rune(t)
	for i := 0; i < len(rs); i++ {
		if rs[i] != last {
			continue
		}
		for j := i - 2; j >= 0 && j > i-14 && inOrganName(rs[j+1]); j-- {
			if !strings.ContainsRune(bureauPlaces, rs[j]) || rs[j+1] != first || !p.begins(string(rs[:j]), rs[j]) {
				continue
			}
			if p.contraction(parseName(string(rs[j:i+1]), p.places)) {
				rs = append(append(append([]rune{}, rs[:j]...), []rune(selfMark)...), rs[i+1:]...)
				i = j
				break
			}
		}
	}
	return string(rs)
}
