package bind

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// polyphones are words in which a character is not read as it mostly is. The list
// holds what stands in titles of official documents; a title is sorted by what a
// clerk would say aloud.
var polyphones = map[string]string{
	"重庆": "chong2 qing4", "重新": "chong2 xin1", "重复": "chong2 fu4", "重建": "chong2 jian4", "重申": "chong2 shen1", "重阳": "chong2 yang2", "重组": "chong2 zu3", "重印": "chong2 yin4", "双重": "shuang1 chong2",
	"银行": "yin2 hang2", "行业": "hang2 ye4", "行情": "hang2 qing2", "商行": "shang1 hang2", "分行": "fen1 hang2", "支行": "zhi1 hang2", "央行": "yang1 hang2", "行长": "hang2 zhang3",
	"会计": "kuai4 ji4", "财会": "cai2 kuai4",
	"长度": "chang2 du4", "长期": "chang2 qi1", "长江": "chang2 jiang1", "长春": "chang2 chun1", "长沙": "chang2 sha1", "长效": "chang2 xiao4", "长远": "chang2 yuan3", "延长": "yan2 chang2", "长城": "chang2 cheng2", "长征": "chang2 zheng1",
	"局长": "ju2 zhang3", "市长": "shi4 zhang3", "县长": "xian4 zhang3", "厅长": "ting1 zhang3", "科长": "ke1 zhang3", "处长": "chu4 zhang3", "部长": "bu4 zhang3", "校长": "xiao4 zhang3", "增长": "zeng1 zhang3", "河长": "he2 zhang3", "林长": "lin2 zhang3", "成长": "cheng2 zhang3",
	"调整": "tiao2 zheng3", "调解": "tiao2 jie3", "调节": "tiao2 jie2", "调剂": "tiao2 ji4", "协调": "xie2 tiao2", "空调": "kong1 tiao2",
	"厦门": "xia4 men2", "校对": "jiao4 dui4", "校正": "jiao4 zheng4", "处理": "chu3 li3", "处分": "chu3 fen4", "处置": "chu3 zhi4", "处罚": "chu3 fa2", "查处": "cha2 chu3",
	"出差": "chu1 chai1", "差旅": "chai1 lü3", "音乐": "yin1 yue4", "首都": "shou3 du1", "都市": "du1 shi4", "成都": "cheng2 du1",
	"朝阳": "chao2 yang2", "更新": "geng1 xin1", "更名": "geng1 ming2", "更换": "geng1 huan4", "更正": "geng1 zheng4", "变更": "bian4 geng1",
	"提供": "ti2 gong1", "供水": "gong1 shui3", "供电": "gong1 dian4", "供应": "gong1 ying4", "应当": "ying1 dang1", "应急": "ying4 ji2", "应用": "ying4 yong4", "响应": "xiang3 ying4",
	"传达": "chuan2 da2", "传染": "chuan2 ran3", "数据": "shu4 ju4", "降低": "jiang4 di1", "投降": "tou2 xiang2", "效率": "xiao4 lü4", "比率": "bi3 lü4", "省市": "sheng3 shi4", "反省": "fan3 xing3",
	"参加": "can1 jia1", "参与": "can1 yu4", "参考": "can1 kao3", "人参": "ren2 shen1", "间隔": "jian4 ge2", "落实": "luo4 shi2", "载体": "zai4 ti3", "记载": "ji4 zai3", "划分": "hua4 fen1", "计划": "ji4 hua4", "规划": "gui1 hua4",
	"给予": "ji3 yu3", "供给": "gong1 ji3", "缴纳": "jiao3 na4", "解放": "jie3 fang4", "强制": "qiang2 zhi4", "勉强": "mian3 qiang3", "便民": "bian4 min2", "便利": "bian4 li4", "还款": "huan2 kuan3", "归还": "gui1 huan2", "偿还": "chang2 huan2",
	"卡片": "ka3 pian4", "关卡": "guan1 qia3", "大夫": "dai4 fu1", "内蒙古": "nei4 meng2 gu3", "西藏": "xi1 zang4", "储藏": "chu3 cang2", "系统": "xi4 tong3", "模样": "mu2 yang4", "模式": "mo2 shi4", "量化": "liang4 hua4", "测量": "ce4 liang2", "分子": "fen1 zi3",
	"称职": "chen4 zhi2", "名称": "ming2 cheng1", "职称": "zhi2 cheng1", "种植": "zhong4 zhi2", "种类": "zhong3 lei4", "散发": "san4 fa1", "分散": "fen1 san4", "任免": "ren4 mian3", "单位": "dan1 wei4", "单县": "shan4 xian4", "蚌埠": "beng4 bu4", "六安": "lu4 an1", "亳州": "bo2 zhou1", "台州": "tai1 zhou1", "天台": "tian1 tai1", "洪洞": "hong2 tong2", "东阿": "dong1 e1", "番禺": "pan1 yu2", "牟平": "mu4 ping2", "中牟": "zhong1 mu4",
}

// longestPolyphone in characters.
const longestPolyphone = 3

// sortKey gives a key that sorts s as a dictionary does: syllable by syllable
// with their tones, then the characters themselves. Marks at the head (《, “) do not
// count; letters and digits stand before Han.
func sortKey(s string) string {
	r := []rune(strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	args := pinyin.NewArgs()
	args.Style = pinyin.Tone3
	var b strings.Builder
	for i := 0; i < len(r); {
		if reading, n := polyphone(r[i:]); n > 0 {
			b.WriteString(strings.ReplaceAll(reading, " ", " ") + " ")
			i += n
			continue
		}
		if p := pinyin.SinglePinyin(r[i], args); len(p) > 0 && p[0] != "" {
			b.WriteString(p[0] + " ")
		} else if unicode.IsLetter(r[i]) || unicode.IsDigit(r[i]) {
			b.WriteString(strings.ToLower(string(r[i])))
		}
		i++
	}
	return b.String() + "\x00" + string(r)
}

func polyphone(r []rune) (reading string, n int) {
	for n := min(longestPolyphone, len(r)); n >= 2; n-- {
		if p, ok := polyphones[string(r[:n])]; ok {
			return p, n
		}
	}
	return "", 0
}

// letterOf gives the letter under which a key stands in the index; # for digits
// and the rest.
func letterOf(key string) string {
	if key == "" || key[0] < 'a' || key[0] > 'z' {
		return "#"
	}
	return strings.ToUpper(key[:1])
}
