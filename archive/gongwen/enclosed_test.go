package gongwen

import (
	"slices"
	"testing"
)

func TestAttachmentsInTheSameFileAreFound(t *testing.T) {
	head := []string{"c36! 云州市水务局文件", "c 云水发〔2023〕5号", "=", "c22 关于做好汛前检查的通知", "l 各科室：", "i 请做好汛前检查。", "i 附件：1. 汛前检查项目表", "x5 2. 值班安排", "r 云州市水务局", "r 2023年5月6日"}
	one := []string{"c36! 云州市水务局文件", "c 云水发〔2023〕5号", "=", "c22 关于做好汛前检查的通知", "l 各科室：", "i 请做好汛前检查。", "i 附件：汛前检查项目表", "r 云州市水务局", "r 2023年5月6日"}
	first, second := []string{"l 附件1", "c22 汛前检查项目表", "i 项目"}, []string{"l 附件2", "c22 值班安排", "i 安排"}
	for _, c := range []struct {
		name  string
		lines []string
		want  []int // nil: nobody could look
	}{
		{"both behind the text", bundle(head, first, second), []int{1, 2}},
		{"one of two", bundle(head, second), []int{2}},
		{"none", head, []int{}},
		{"without a number", bundle(one, []string{"l 附件", "c22 汛前检查项目表"}), []int{0}},
		{"under its title alone", bundle(one, []string{"c22 汛前检查项目表", "i 项目"}), []int{1}},
		{"no list", []string{"c22 关于做好汛前检查的通知", "l 各科室：", "i 请做好汛前检查。"}, nil},
		{"a scan", append([]string{"!ocr"}, one...), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Read(faceOf(t, c.lines...), Hints{})
			if !slices.Equal(f.Enclosed, c.want) || (f.Enclosed == nil) != (c.want == nil) {
				t.Errorf("enclosed %v of %q, want %v", f.Enclosed, f.Attachments, c.want)
			}
		})
	}
}
