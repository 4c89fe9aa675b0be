package gongwen

import (
	"strings"
	"unicode/utf8"
)

// surnames are the single ones of the 百家姓, with those in use that it leaves out.
const surnames = `赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常
乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍
虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎
祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终
暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公
肖闫付代覃佟邸邝麦涂区仝亓苑初冼凃占卿原台呼哈商岳帅延揭撒敬斯晋楚楼母洛海漆玉玛甫禚粟繁练缑罕苟药菅蒿虎衣谌豆贠郄钦铁锁门闪闾阳隋雒青顿骞麴展布矫智`

// surnamed reports whether a person's name begins with a surname; one of a people
// that writes it with a middle dot, or a compound one, may begin with any character.
func surnamed(name string) bool {
	if strings.Contains(name, "·") || compound.MatchString(name) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(name)
	return strings.ContainsRune(surnames, first)
}
