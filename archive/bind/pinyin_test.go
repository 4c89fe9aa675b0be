package bind

import (
	"slices"
	"testing"
)

func TestTitlesStandInPinyinOrderAsAClerkReadsThem(t *testing.T) {
	want := []string{
		"2023年工作要点", "《长江保护方案》", "重新核定编制的通知", "处理信访事项的意见", "调整分工的通知", "行业标准目录", "会计管理办法", "局长办公会纪要", "市水务局通知", "银行账户管理规定", "重大事项报告",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int {
		if sortKey(a) < sortKey(b) {
			return -1
		}
		return 1
	})
	expect := []string{
		"2023年工作要点", "《长江保护方案》", "重新核定编制的通知", "处理信访事项的意见", "行业标准目录", "局长办公会纪要", "会计管理办法", "市水务局通知", "调整分工的通知", "银行账户管理规定", "重大事项报告",
	}
	if !slices.Equal(got, expect) {
		t.Errorf("order\n got %q\nwant %q", got, expect)
	}
}
