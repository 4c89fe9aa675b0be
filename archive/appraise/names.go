package appraise

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// level is the rank of a place, in descending order.
type level int

const (
	levelUnknown level = iota
	levelNation
	levelProvince
	levelCity
	levelCounty
	levelTown
)

var levelNames = map[string]level{"国": levelNation, "省": levelProvince, "市": levelCity, "县": levelCounty, "乡": levelTown}

// class is what kind of body an organ is, as far as its name tells.
type class string

const (
	classParty       class = "党委"
	classGovernment  class = "政府"
	classDiscipline  class = "纪委"
	classPartyOffice class = "党委部门" // 组织部, 编委 and the like
	classCouncil     class = "议事机构" // 领导小组, 指挥部, 安委会
	classCongress    class = "人大"
	classConference  class = "政协"
	classCourt       class = "司法"
	classMass        class = "群团"
	classBureau      class = "部门"
	classInstitution class = "事业单位"
	classCompany     class = "企业"
)

// leads reports whether bodies of this class stand above the bureaus of their place.
func (c class) leads() bool {
	switch c {
	case classParty, classGovernment, classDiscipline, classPartyOffice, classCouncil:
		return true
	}
	return false
}

// classRule reads a class from what follows the place in a name. The first rule
// that fits counts.
type classRule struct {
	re    *regexp.Regexp
	class class
}

var classRules = []classRule{
	{regexp.MustCompile(`(公司|集团|银行|厂|苗圃|合作社|商店|酒店|宾馆|事务所)$`), classCompany},
	{regexp.MustCompile(`^(人民代表大会|人大)`), classCongress},
	{regexp.MustCompile(`^(政协|人民政治协商|中国人民政治协商)`), classConference},
	{regexp.MustCompile(`^(委)?(纪律检查委员会|纪委|监察委员会|监委)|纪检监察组$`), classDiscipline},
	{regexp.MustCompile(`(人民法院|人民检察院|法院|检察院)$`), classCourt},
	{regexp.MustCompile(`^(人民)?政府(办公室|办公厅|办|党组)?$|^(国务院|国办)(办公厅)?$`), classGovernment},
	{regexp.MustCompile(`^(委|委员会|共产党委员会)(办公室|办公厅|办)?$|^(中央|中共中央)(办公厅)?$|^委.?政府$|^委员会.{0,12}人民政府$`), classParty},
	{regexp.MustCompile(`(总工会|工会|共青团|青年团|妇女联合会|妇联|科学技术协会|科协|残疾人联合会|残联|文联|文学艺术界联合会|工商业联合会|工商联|侨联|红十字会|社科联|作协|贸促会|法学会)|^团委?$|^团.委`), classMass},
	{regexp.MustCompile(`领导小组|指挥部|工作专班|安全委员会|安全生产委员会|安委会|安委办|爱国卫生运动委员会|爱卫会|防汛抗旱|联席会议|创建办|工作委员会`), classCouncil},
	{regexp.MustCompile(`^(委员会|委)(组织部|宣传部|统战部|统一战线工作部|社会工作部|政法委|.+)|^(组织部|宣传部|统战部|政法委|机构编制|编委|编办|保密|国家保密|机要)`), classPartyOffice},
	{regexp.MustCompile(`(中心|站|馆|所|学校|学院|大学|中学|小学|一中|幼儿园|医院|研究院|设计院|科学院|剧院|社|队|园|协会|学会|基金会|联合会)$`), classInstitution},
	{regexp.MustCompile(`(局|委员会|委|办公室|办|厅|部|总局|署|管委会|管理处)$`), classBureau},
}

func classOf(rest string) class {
	for _, r := range classRules {
		if r.re.MatchString(rest) {
			return r.class
		}
	}
	return ""
}

// parsedName is an organ's name in its parts.
type parsedName struct {
	place string // as written, "" for a bare 市 or 县
	level level
	rest  string // what follows the place
	class class
	core  string // rest without its kind of body: 水务 of 水务局
}

var (
	nationHead = regexp.MustCompile(`^(国务院|中共中央|中央|国家|全国|中华人民共和国|中华全国|最高人民|国管局|国办|中办)`)
	ministry   = regexp.MustCompile(`^(外交|国防|教育|科学技术|科技|工业和信息化|工信|公安|民政|司法|财政|人力资源和?社会保障|人社|自然资源|生态环境|住房和?城乡建设|住建|交通运输|水利|农业农村|商务|文化和旅游|文旅|退役军人事务|应急管理)部(办公厅)?$`)
	partyHead  = regexp.MustCompile(`^(中国共产党|中共)`)
	placeHead  = regexp.MustCompile(`^([\p{Han}]{2,9}?(?:自治区|自治州|自治县|特别行政区|经济技术开发区|开发区|高新区|新区|省|市|地区|盟|县|区|旗|镇|乡|街道))(.+)$`)
	bareHead   = regexp.MustCompile(`^(省|市|州|县|区|旗|镇|乡)(.+)$`)
	notBare    = regexp.MustCompile(`^(市场|市容|市政(?:[^府协法]|$)|市民|市级|省级|县级|区级|县域|区域|市直|省直|州级)`)
	bodyTail   = regexp.MustCompile(`(服务中心|事务中心|中心|总局|委员会|办公室|办公厅|局|厅|委|部|办|署|站|处|院|会)$`)
)

var placeLevels = []struct {
	tail  string
	level level
}{
	{"自治区", levelProvince}, {"特别行政区", levelProvince}, {"省", levelProvince}, {"自治州", levelCity},
	{"自治县", levelCounty}, {"开发区", levelCounty}, {"高新区", levelCounty}, {"新区", levelCounty},
	{"地区", levelCity}, {"州", levelCity}, {"盟", levelCity}, {"市", levelCity}, {"县", levelCounty}, {"区", levelCounty},
	{"旗", levelCounty}, {"街道", levelTown}, {"镇", levelTown}, {"乡", levelTown},
}

func placeLevel(place string) level {
	for _, p := range placeLevels {
		if strings.HasSuffix(place, p.tail) {
			return p.level
		}
	}
	return levelUnknown
}

// parseName takes an organ's name apart; places are those of the organ whose
// documents are read, the highest first.
func parseName(name string, places []string) parsedName {
	s := partyHead.ReplaceAllString(archive.Squeeze(archive.Fold(name)), "")
	p := parsedName{rest: s}
	if rest, ok := strings.CutPrefix(s, "政协"); ok && len(rest) > 3 { // 政协云州市委员会
		p.rest = rest
	}
	for _, place := range places {
		if rest, ok := strings.CutPrefix(p.rest, place); ok && place != "" {
			p.place, p.level, p.rest = place, placeLevel(place), rest
		}
	}
	switch {
	case p.place != "":
	case nationHead.MatchString(s) || ministry.MatchString(s):
		p.level = levelNation
		p.rest = strings.TrimPrefix(strings.TrimPrefix(s, "国家"), "全国")
	case bareHead.MatchString(s) && !notBare.MatchString(s):
		m := bareHead.FindStringSubmatch(s)
		p.level, p.rest = placeLevel(m[1]), m[2]
	default:
		if m := placeHead.FindStringSubmatch(s); m != nil && !strings.HasPrefix(m[2], "场") {
			p.place, p.level, p.rest = m[1], placeLevel(m[1]), m[2]
		}
	}
	p.class = classOf(p.rest)
	if strings.HasPrefix(s, "政协") {
		p.class = classConference
	}
	p.core = bodyTail.ReplaceAllString(p.rest, "")
	return p
}

// alike reports whether two cores name the same field of work: one is the other's
// contraction (人社 and 人力资源和社会保障).
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 2 || x[0] != y[0] {
		return false
	}
	i := 0
	for _, r := range y {
		if i < len(x) && x[i] == r {
			i++
		}
	}
	return i == len(x)
}
