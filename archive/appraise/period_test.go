package appraise_test

import (
	"testing"

	"niandang/archive/appraise"
)

func TestPeriodsAreReadFromTitles(t *testing.T) {
	for title, want := range map[string]appraise.Period{
		"2024年工作要点":             appraise.Year,
		"2024年度工作总结":            appraise.Year,
		"2023学年教学工作总结":          appraise.Year,
		"2023—2024学年第一学期教学工作计划": appraise.HalfYear,
		"2024年上半年工作总结":          appraise.HalfYear,
		"2024年第三季度统计表":          appraise.Quarter,
		"2024年春季造林工作总结":         appraise.Quarter,
		"2024年1—8月工业增加值统计":      appraise.Month,
		"2024年6月份工作小结":          appraise.Month,
		"疫情防控工作周报":              appraise.Week,
		"2021—2025年发展规划":        appraise.Years,
		"三年行动计划":                appraise.Years,
		"“十四五”规划实施情况总结":         appraise.Years,
		"2024年4月6日清明祭扫活动的通知":    appraise.Year,
		"安全生产宣传月活动总结":           "",
		"关于召开全市水利工作会议的通知":       "",
	} {
		if got := appraise.PeriodOf(title); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}
