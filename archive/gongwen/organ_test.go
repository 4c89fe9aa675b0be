package gongwen

import (
	"slices"
	"testing"
)

func TestNamesOfOrgansAreToldFromSentences(t *testing.T) {
	for _, s := range []string{
		"云州市水务局", "中共云州市委组织部", "云州市社会组织管理局", "云州市经济和信息化局", "云州经济技术开发区管委会", "云州市现代农业示范园区管理委员会",
		"经济和信息化局", "现代农业园区管委会", "对外经济贸易局", "为民服务中心", "共青团云州市委员会", "云州市老年大学", "云州市青少年活动中心", "人民日报社",
		"云州市12345政务服务热线中心", "云州市第一中学", "白鹭县人民法院", "云州市推进新型城镇化工作领导小组办公室", "石桥镇人民政府", "我国驻外使馆",
	} {
		if !organLike(s) {
			t.Errorf("%s is an organ", s)
		}
	}
	for _, s := range []string{
		"", "特此通知。", "关于水务局", "一、加强值守", "现将有关事项通知如下", "请各单位遵照执行，并报市水务局", "2023年5月6日", "《水务局》", "对水务局", "为水务局",
		"附件", "联系人：王海", "此件公开发布", "根据市水务局",
	} {
		if organLike(s) {
			t.Errorf("%q is no organ", s)
		}
	}
}

func TestNamesOfSignersAreParted(t *testing.T) {
	for text, want := range map[string][]string{
		"王海": {"王海"}, "张 三": {"张三"}, "张 三 李 四": {"张三", "李四"}, "王建国　李 敏": {"王建国", "李敏"}, "王建国、李敏；赵文": {"王建国", "李敏", "赵文"},
		"王建国李爱华": {"王建国", "李爱华"}, "欧阳文华": {"欧阳文华"}, "王海李敏": {"王海", "李敏"}, "阿依·努尔": {"阿依·努尔"}, "": nil, "　": nil,
	} {
		if got := splitNames(text); !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestEnumerationsAreSplitAtEachMark(t *testing.T) {
	for text, want := range map[string][]string{
		"各县、区人民政府，市政府各部门": {"各县", "区人民政府", "市政府各部门"},
		"市水务局": {"市水务局"},
		"市教育局（体育局、团委），市财政局；": {"市教育局（体育局、团委）", "市财政局"},
		"": nil,
	} {
		if got := splitList(text); !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
