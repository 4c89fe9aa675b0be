package appraise

import "regexp"

// lines are lines of work (系统) that run through bodies of different kinds: the
// ministry, the county's bureau, its schools. Bodies that share one are kin. The
// first that fits counts. Bureaus whose names say the same field are kin anyway;
// see alike.
var lines = []*regexp.Regexp{
	regexp.MustCompile(`国资|国有资产监督|公司$|集团$`),
	regexp.MustCompile(`法院|最高法`),
	regexp.MustCompile(`检察院|最高检`),
	regexp.MustCompile(`纪律检查|纪委|监察委|监委|纪检`),
	regexp.MustCompile(`党校|行政学院`),
	regexp.MustCompile(`人民代表大会|人大`),
	regexp.MustCompile(`政协|人民政治协商`),
	regexp.MustCompile(`共青团|青年团|^团委|团工委`),
	regexp.MustCompile(`工会$|总工会|工会联合会|工会.{0,4}(委员会|筹备组|筹委会|小组)$`),
	regexp.MustCompile(`妇女联合会|妇联`),
	regexp.MustCompile(`残疾人联合会|残联`),
	regexp.MustCompile(`科学技术协会|科协`),
	regexp.MustCompile(`文学艺术界|文联`),
	regexp.MustCompile(`工商业联合会|工商联`),
	regexp.MustCompile(`红十字`),
	regexp.MustCompile(`组织部|组织委员`),
	regexp.MustCompile(`宣传部|宣传委员`),
	regexp.MustCompile(`统战部|统一战线`),
	regexp.MustCompile(`政法委`),
	regexp.MustCompile(`机构编制|编办|编委`),
	regexp.MustCompile(`公安|派出所|交警|刑警|特警|看守所`),
	regexp.MustCompile(`税务`),
	regexp.MustCompile(`气象`),
	regexp.MustCompile(`卫生|卫健|医院|疾病预防|疾控|妇幼保健|血站|医疗急救`),
	regexp.MustCompile(`教育|教体|教科|学校|大学|学院|中学|小学|[一二三四五六七八九十]中$|高中$|初中$|幼儿园`),
	regexp.MustCompile(`(^|[^人])民政|福利院|敬老院|养老院|救助管理站|殡仪馆`),
	regexp.MustCompile(`文化|文旅|文广|图书馆|博物馆|美术馆`),
	regexp.MustCompile(`林业|林场|森林`),
	regexp.MustCompile(`交通|公路|道路运输|运管|港航`),
	regexp.MustCompile(`水利|水务|水库|灌区|河道`),
	regexp.MustCompile(`农业|畜牧|农技|农机|农经`),
	regexp.MustCompile(`自然资源|国土|不动产`),
	regexp.MustCompile(`住房|住建|房管|房产`),
	regexp.MustCompile(`人力资源|人社|就业|劳动|社会保险|社保`),
	regexp.MustCompile(`市场监|市监|工商|质监|食药|消费者|计量`),
	regexp.MustCompile(`应急|安监|消防`),
	regexp.MustCompile(`财政|国库`),
	regexp.MustCompile(`环境|环保`),
	regexp.MustCompile(`司法|监狱|戒毒|公证处`),
}

// lineOf gives the number of a name's line of work, 0 for none.
func lineOf(rest string) int {
	for i, re := range lines {
		if re.MatchString(rest) {
			return i + 1
		}
	}
	return 0
}

// kinOf reports whether two bodies work in the same line.
func kinOf(a, b parsedName) bool {
	return alike(a.core, b.core) || a.line != 0 && a.line == b.line
}

// general reports whether an organ has no field of its own because everything of its
// place is its concern: party committees, governments, villages.
func (p *profile) general() bool {
	return p.self.class == classParty || p.self.class == classGovernment || p.level == levelVillage
}
