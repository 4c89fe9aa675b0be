package gongwen

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// organEnd is how names of organs end.
const organEnds = `局|委|厅|部|院|署|办|处|科|股|室|所|站|队|馆|校|社|会|组|团|司|厂|行|府|协|联|台|庭|库|镇|乡|村|区|县|市|港|园|场|集团|公司|中心|政府|党委|党组|支部|总支|纪委|监委|工委|妇联|工会|政协|人大|指挥部|办公室|办事处|学院|大学|中学|小学|银行|医院|幼儿园|编办|党校|苗圃|商行|商店|酒店|宾馆|事务所|工作室|专班|派出所|大会|会议`

var (
	organEnd = regexp.MustCompile(`(?:` + organEnds + `)$`)
	// strongEnd ends the name of an organ and hardly ever a sentence.
	strongEnd = regexp.MustCompile(`(?:局|委员会|委|厅|部|院|署|政府|办公室|中心|党组|党委|支部|大队|支队|总队|馆|学校|学院|大学|中学|小学|公司|集团|领导小组|指挥部|管委会|联合会|协会|学会|总会|工会|妇联|政协|人大|法院|检察院|团委|街道办事处|办事处|镇|乡|站|所|处|科|编办|银行|医院|联社|合作社|专班|大会)$`)
	bareOrgan = regexp.MustCompile(`^(?:办公室|委员会|常务委员会|领导小组|领导小组办公室|指挥部|指挥部办公室|党组|党委|委员会办公室|管理委员会|管委会|分局|代表大会|人民政府|工作委员会|联席会议办公室|服务中心|管理局)$`)
	notOrgan  = regexp.MustCompile(`[。？！?!；;：:《》“”"=]|^(?:关于|转发|批转|印发|发布|公布|对[^外]|为[^民]|根据|按照|一、|二、|三、|附件|联系人|以上|特此|此|请|我[局厅市县区委办校院省]|现[将就予对印]|经[研审批查与商])|(?:如下|工作总结|会议精神|有关)|(?:[施执实试推]行|之日.*)$`)
	inDate    = regexp.MustCompile(`\d[年月日]`)
	person    = regexp.MustCompile(`^\p{Han}{2,4}$|^\p{Han}{1,6}·\p{Han}{1,8}$`)
	officer   = regexp.MustCompile(`^(?:代)?(?:市长|县长|区长|省长|州长|盟长|旗长|专员|主席|主任|局长|厅长|部长|司长|处长|镇长|乡长|院长|校长|检察长|总理|总经理|董事长|书记|会长|行长|主任委员|秘书长|理事长|签发人)[:]?(\p{Han}{2,4}|\p{Han}{1,6}·\p{Han}{1,8})?$`)
	sealWords = regexp.MustCompile(`[(（](?:盖章|公章|印章|章|印|代章|签章|单位盖章|签字|盖印)[)）]|[(（]?(?:盖章|公章|签章)[)）]?[:：]?$`)
)

// organLike reports whether s (without white space) may be the name of an organ.
func organLike(s string) bool {
	n := runes(s)
	if n < 2 || n > 45 || notOrgan.MatchString(s) || strings.ContainsAny(s, "，,") || inDate.MatchString(s) {
		return false
	}
	if strings.ContainsAny(s, "0123456789") {
		return strongEnd.MatchString(s)
	}
	return organEnd.MatchString(s)
}

// surely is organLike for places where a sentence might stand as well.
func surely(s string) bool { return runes(s) >= 3 && organLike(s) && strongEnd.MatchString(s) }

// organs splits a text with blanks into names of organs. Letter-spaced names
// (财 政 局) are one name; a bare 办公室 belongs to the name before it.
func organs(text string) []string {
	fields := joinPlaces(strings.Fields(unspace(text)))
	whole := strings.Join(fields, "")
	if len(fields) == 1 {
		return []string{whole}
	}
	for _, f := range fields {
		if runes(f) < 3 || !organLike(f) || bareOrgan.MatchString(f) {
			return []string{whole}
		}
	}
	return fields
}

var (
	placeEnd = regexp.MustCompile(`^(?:中共)?\p{Han}{1,12}(?:省|市|县|区|州|盟|旗)$`)
	zoneEnd  = regexp.MustCompile(`(?:开发|高新|新|园|保税|示范|管理|功能|景|库|社|校|厂|矿|片|小)区$|[集超]市$`)
)

// barePlace reports a place without a word for an organ: it begins a name.
func barePlace(s string) bool { return placeEnd.MatchString(s) && !zoneEnd.MatchString(s) }

// joinPlaces joins a place with the organ behind it, where a blank or the end of a
// line came between them.
func joinPlaces(fields []string) []string {
	out := fields[:0:0]
	for _, f := range fields {
		if k := len(out); k > 0 && barePlace(out[k-1]) {
			out[k-1] += f
			continue
		}
		out = append(out, f)
	}
	return out
}

// unspace closes letter-spacing: blanks between single Han characters.
func unspace(s string) string {
	f := strings.Fields(s)
	var b strings.Builder
	for i, w := range f {
		if i > 0 && !(runes(w) == 1 && runes(f[i-1]) == 1) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// joinBare joins a name that goes on in the next line (…领导小组 + 办公室).
func joinBare(names []string) []string {
	out := names[:0:0]
	for _, n := range names {
		if k := len(out); k > 0 && (bareOrgan.MatchString(n) || !organEnd.MatchString(out[k-1]) || barePlace(out[k-1])) {
			out[k-1] += n
			continue
		}
		out = append(out, n)
	}
	return out
}

// sameOrgan reports whether one name is a shorter form of the other.
func sameOrgan(a, b string) bool {
	return a == b || strings.HasSuffix(a, b) || strings.HasSuffix(b, a) || subsequence(a, b) || subsequence(b, a)
}

// subsequence reports whether short's characters stand in long in this order
// and at both ends, as those of 市机管局 in 市机关事务管理局 do.
func subsequence(short, long string) bool {
	s, l := []rune(short), []rune(long)
	if len(s) < 3 || len(s) >= len(l) || s[len(s)-1] != l[len(l)-1] {
		return false
	}
	i := 0
	for _, r := range l {
		if i < len(s) && s[i] == r {
			i++
		}
	}
	return i == len(s)
}

func fuller(a, b string) string {
	if runes(b) > runes(a) {
		return b
	}
	return a
}

var titlePrefix = regexp.MustCompile(`^(.{3,60}?)(?:对《|对[^\p{P}]{2,30}?(?:建议|提案|议案)|转发|印发|\d{4}年|(?:第?[一二三四五六七八九十]+(?:次|届))|令$|公告$|通告$|公报$)`)

var (
	// meetingTitle is a resolution, which the meeting passes, or the report of a
	// committee of a term of office.
	meetingTitle = regexp.MustCompile(`^(\p{Han}{4,}(?:大会|全体会议))(?:关于.+)?决议$|^(\p{Han}{4,}第[一二三四五六七八九十]+届\p{Han}{2,12}委员会)工作报告$`)
	// congressTitle is a paper of a congress, which says whose it is and not whose word.
	congressTitle = regexp.MustCompile(`^在.{4,40}上的|^\p{Han}{3,20}第[一二三四五六七八九十]+(?:次|届)\p{Han}{0,8}大会\p{Han}{0,8}(?:名单|名册|议程|日程|须知|选举办法)$`)
	letterTitle   = regexp.MustCompile(`^(\p{Han}{3,30}?)致.{3,40}的?(?:贺信|慰问信|感谢信|贺电)$`)
)

// organsInTitle gives the organs that a title starts with.
func organsInTitle(title string) []string {
	title = strings.TrimSpace(title)
	if m := meetingTitle.FindStringSubmatch(archive.Squeeze(title)); m != nil {
		return []string{m[1] + m[2]}
	}
	if m := letterTitle.FindStringSubmatch(title); m != nil {
		return sureOrgans(m[1])
	}
	if congressTitle.MatchString(archive.Squeeze(title)) {
		return nil
	}
	if before, _, ok := strings.Cut(title, "关于"); ok && before != "" {
		if out := sureOrgans(before); out != nil {
			return out
		}
	}
	if m := titlePrefix.FindStringSubmatch(title); m != nil {
		return sureOrgans(m[1])
	}
	return nil
}

// sureOrgans splits names at blanks; nil unless each is surely an organ.
func sureOrgans(s string) []string {
	out := strings.FieldsFunc(unspace(s), func(r rune) bool { return r == ' ' || r == '、' || r == '　' })
	for _, n := range out {
		if !surely(n) {
			return nil
		}
	}
	return out
}
