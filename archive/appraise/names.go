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
	levelVillage // a village's or a residents' committee
)

var levelNames = map[string]level{"国": levelNation, "省": levelProvince, "市": levelCity, "县": levelCounty, "乡": levelTown, "村": levelVillage}

// String gives the level as profiles say it, "" when it is not known.
func (l level) String() string {
	for name, known := range levelNames {
		if known == l {
			return name
		}
	}
	return ""
}

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
	{regexp.MustCompile(`党校$|行政学院$`), classInstitution},
	{regexp.MustCompile(`^(人民)?政府(办公室|办公厅|办|党组)?$|^(国务院|国办)(办公厅)?$|^(办事处|管理委员会|管委会)$`), classGovernment},
	{regexp.MustCompile(`^(委|委员会|共产党委员会|党委|党工委|工委)(办公室|办公厅|办)?$|^(中央|中共中央)(办公厅)?$|^委.?政府$|^委员会.{0,12}人民政府$`), classParty},
	{regexp.MustCompile(`(总工会|工会|共青团|青年团|妇女联合会|妇联|科学技术协会|科协|残疾人联合会|残联|文联|文学艺术界联合会|工商业联合会|工商联|侨联|红十字会|社科联|作协|贸促会|法学会)|^团委?$|^团.委`), classMass},
	{regexp.MustCompile(`领导小组|指挥部|工作专班|安全委员会|安全生产委员会|安委会|安委办|爱国卫生运动委员会|爱卫会|防汛抗旱|联席会议|创建办|工作委员会`), classCouncil},
	{regexp.MustCompile(`^(委员会|委)(组织部|宣传部|统战部|统一战线工作部|社会工作部|政法委|.+)|^(组织部|宣传部|统战部|政法委|机构编制|编委|编办|保密|国家保密|机要)`), classPartyOffice},
	{regexp.MustCompile(`(中心|站|馆|所|学校|学院|大学|中学|小学|一中|幼儿园|院|林场|农场|牧场|渔场|社|队|园|协会|学会|基金会|联合会|研究会|商会|促进会)$`), classInstitution},
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
	place  string // as written, "" for a bare 市 or 县
	level  level
	rest   string // what follows the place
	class  class
	core   string // rest without its kind of body: 水务 of 水务局
	league string // what stands before the place: 政协, 共青团
	line   int    // number of its line of work among lines, 0 for none
}

var (
	nationHead = regexp.MustCompile(`^(国务院|中共中央|中央|国家|全国|中华人民共和国|中华全国|最高人民|最高法|最高检|国管局|国办|中办|审计署|海关总署|中国(气象|残疾人|残联|科协|侨联|作协|记协|红十字|科学技术协会|作家|文联|法学会|人民银行|民航|银保监|证监)|中国[\p{Han}]{2,8}工会(全国委员会)?$)`)
	centralOf  = regexp.MustCompile(`^中央(纪委|纪律检查委员会|组织部|宣传部|统战部|政法委|编办|编委|党校|网信|社会工作部|机构编制)`)
	ministry   = regexp.MustCompile(`^(外交|国防|教育|科学技术|科技|工业和信息化|工信|公安|民政|司法|财政|人力资源和?社会保障|人社|自然资源|生态环境|住房和?城乡建设|住建|交通运输|水利|农业农村|商务|文化和旅游|文旅|退役军人事务|应急管理)部(办公厅|.{2,10}[局司])?$`)
	partyHead  = regexp.MustCompile(`^(中国共产党|中共)`)
	placeHead  = regexp.MustCompile(`^([\p{Han}]{2,9}?(?:自治区|自治州|自治县|特别行政区|经济技术开发区|开发区|高新区|新区|省|市|地区|盟|县|区|旗|镇|乡|街道))(.+)$`)
	lowerHead  = regexp.MustCompile(`^([\p{Han}]{2,4}?(?:自治县|县|区|旗|镇|乡|街道))([\p{Han}]{2,})$`)
	noPlace    = regexp.MustCompile(`(保护|示范|风景|行政|军分|功能|商务|社|景|园|校|片|小|库|灾|辖|战|林|特)区$|[城乡村]镇$|[下城]乡$`)
	village    = regexp.MustCompile(`^([\p{Han}]{0,8}?(?:村|社区|居)?)(村民委员会|村委会|居民委员会|居委会|村党支部|村党总支|社区党委|村务监督委员会)$`)
	wholePlace = regexp.MustCompile(`^([\p{Han}]{2,8}(村|社区|镇|乡|街道))$`)
	leagueHead = regexp.MustCompile(`^(中国人民政治协商会议|政协|中国共产主义青年团|共青团)(.+)$`)
	leagueBare = regexp.MustCompile(`^团(省|市|州|县|区|旗)(委.*)$`)
	vertical   = regexp.MustCompile(`^(国家税务总局|国家统计局|中国人民银行|中国银行保险监督管理委员会|国家金融监督管理总局|国家能源局|国家矿山安全监察局|中华人民共和国)([\p{Han}]{2,9}?(?:省|市|县|区|旗|州|盟).*)$`)
	bareHead   = regexp.MustCompile(`^(省|市|州|县|区|旗|镇|乡)(.+)$`)
	notBare    = regexp.MustCompile(`^(市场|市容|市政(?:[^府协法]|$)|市民|市级|省级|县级|区级|县域|区域|市直|省直|州级)`)
	bodyTail   = regexp.MustCompile(`(服务中心|事务中心|中心|总局|委员会|办公室|办公厅|局|厅|委|部|办|署|站|处|院|会|总队|支队|大队|中队)$`)
)

var placeLevels = []struct {
	tail  string
	level level
}{
	{"自治区", levelProvince}, {"特别行政区", levelProvince}, {"省", levelProvince}, {"自治州", levelCity},
	{"自治县", levelCounty}, {"开发区", levelCounty}, {"高新区", levelCounty}, {"新区", levelCounty},
	{"社区", levelVillage}, {"地区", levelCity}, {"州", levelCity}, {"盟", levelCity}, {"市", levelCity}, {"县", levelCounty}, {"区", levelCounty},
	{"旗", levelCounty}, {"街道", levelTown}, {"镇", levelTown}, {"乡", levelTown},
	{"村", levelVillage},
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
	if m := vertical.FindStringSubmatch(s); m != nil { // 国家税务总局 stands before its county's bureau
		s = m[2]
	}
	league := ""
	if m := leagueHead.FindStringSubmatch(s); m != nil { // 政协云州市委员会, 共青团云州市委员会
		league, s = m[1], m[2]
	} else if m := leagueBare.FindStringSubmatch(s); m != nil {
		league, s = "共青团", m[1]+m[2]
	}
	p := placed(s, places)
	p.class = classOf(p.rest)
	switch {
	case strings.HasSuffix(league, "团"):
		p.class = classMass
	case league != "":
		p.class = classConference
	}
	p.core = bodyTail.ReplaceAllString(p.rest, "")
	p.league, p.line = league, lineOf(league+p.rest)
	return p
}

// placed finds the place that a name begins with, and its level.
func placed(s string, places []string) parsedName {
	p := parsedName{rest: s}
	for _, place := range places {
		if rest, ok := strings.CutPrefix(p.rest, place); ok && place != "" {
			p.place, p.level, p.rest = place, placeLevel(place), rest
		}
	}
	if p.place == "" {
		p = headPlace(s)
	}
	return p.within()
}

// headPlace is for a name that begins with none of the organ's places.
func headPlace(s string) parsedName {
	p := parsedName{rest: s}
	switch {
	case nationHead.MatchString(s) || ministry.MatchString(s):
		p.level = levelNation
		p.rest = strings.TrimPrefix(strings.TrimPrefix(s, "国家"), "全国")
		if centralOf.MatchString(s) {
			p.rest = strings.TrimPrefix(s, "中央")
		}
	case bareHead.MatchString(s) && !notBare.MatchString(s):
		m := bareHead.FindStringSubmatch(s)
		p.level, p.rest = placeLevel(m[1]), m[2]
	default:
		if m := placeHead.FindStringSubmatch(s); m != nil && !strings.HasPrefix(m[2], "场") && !noPlace.MatchString(m[1]) {
			p.place, p.level, p.rest = m[1], placeLevel(m[1]), m[2]
		}
	}
	return p
}

// within goes on to a place within the place: 岚州市丰泽县…, 青石镇石桥村….
func (p parsedName) within() parsedName {
	if m := lowerHead.FindStringSubmatch(p.rest); m != nil && !noPlace.MatchString(m[1]) && placeLevel(m[1]) > p.level {
		p.place, p.level, p.rest = m[1], placeLevel(m[1]), m[2]
	}
	if m := wholePlace.FindStringSubmatch(p.rest); m != nil && !noPlace.MatchString(m[1]) {
		p.place, p.level, p.rest = m[1], placeLevel(m[2]), "政府"
	}
	if m := village.FindStringSubmatch(p.rest); m != nil {
		p.level, p.rest = levelVillage, m[2]
		if m[1] != "" {
			p.place = m[1]
		}
	}
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
