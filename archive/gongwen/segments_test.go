package gongwen

import (
	"slices"
	"testing"
)

func TestSegmentsFindsDocumentsBehindEachOther(t *testing.T) {
	first := []string{"c36! 云州市水务局文件", "c 云水发〔2023〕5号", "=", "c22 关于防汛工作的通知", "l 各科室：", "i 请做好防汛工作。", "r 云州市水务局", "r 2023年5月6日"}
	second := []string{"c36! 云州市财政局文件", "c 云财〔2023〕9号", "=", "c22 关于拨款的通知", "l 市水务局：", "i 现拨付资金。", "r 云州市财政局", "r 2023年5月8日"}
	letter := []string{"c36! 云州市司法局", "=", "R 云司函〔2023〕2号", "c22 关于备案的函", "l 市水务局：", "i 请备案。", "r 云州市司法局", "r 2023年6月8日"}
	body := []string{"i 二、加强值守，落实责任。", "i 三、及时报告。"}
	forward := []string{"c36! 云州市水务局文件", "c 云水发〔2023〕6号", "=", "c22 转发市财政局文件的通知", "l 各科室：", "i 现将《关于拨款的通知》（云财〔2023〕9号）转发给你们。", "r 云州市水务局", "r 2023年5月9日"}
	black := []string{"!ocr", "c36 云州市财政局文件", "c 云财 [2023] 9号", "c22 关于拨款的通知", "l 市水务局：", "i 现拨付资金。", "r 云州市财政局", "r 2023年5月8日"}
	form := []string{"c22 云州市水务局文件处理单", "t 来文单位 | 云州市财政局 | 来文字号 | 云财〔2023〕9号", "t 文件标题 | 关于拨款的通知"}
	for _, c := range []struct {
		name  string
		pages [][]string
		want  []int // first pages; nil for one document
	}{
		{"one page", [][]string{first}, nil},
		{"one document of two pages", [][]string{first, body}, nil},
		{"two documents", [][]string{first, second}, []int{1, 2}},
		{"two documents, the first of two pages", [][]string{first, body, second}, []int{1, 3}},
		{"a letter behind a notice", [][]string{first, letter}, []int{1, 2}},
		{"three documents", [][]string{first, second, body, letter}, []int{1, 2, 4}},
		{"an attachment with a head of its own", [][]string{first, append([]string{"l 附件"}, second...)}, nil},
		{"a document that the first one forwards", [][]string{forward, second}, nil},
		{"the same document twice", [][]string{first, first}, nil},
		{"a form before a document", [][]string{form, second}, nil},
		{"a form behind a document", [][]string{first, form}, []int{1, 2}},
		{"scans without colours", [][]string{black, append([]string{"!ocr"}, first...)}, []int{1, 2}},
		{"regulations behind the notice", [][]string{first, {"c22 防汛值守规定", "i 第一条　为加强值守，制定本规定。", "i 第二条　根据云水发〔2022〕3号文件执行。"}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var lines []string
			for i, p := range c.pages {
				if i > 0 {
					lines = append(lines, "---")
				}
				lines = append(lines, p...)
			}
			d := faceOf(t, lines...)
			var got []int
			last := 0
			for _, s := range Segments(d, Hints{}) {
				got = append(got, s.First)
				if s.First != last+1 || s.Last < s.First {
					t.Errorf("segment %d-%d behind page %d", s.First, s.Last, last)
				}
				last = s.Last
			}
			if !slices.Equal(got, c.want) {
				t.Fatalf("segments start on %v, want %v", got, c.want)
			}
			if got != nil && last != len(d.Pages) {
				t.Errorf("pages behind %d belong to nothing", last)
			}
		})
	}
}

func TestSegmentsReadTheirOwnFaces(t *testing.T) {
	d := faceOf(t, "c36! 云州市水务局文件", "c 云水发〔2023〕5号", "=", "c22 关于防汛工作的通知", "l 各科室：", "i 请做好防汛工作。", "r 云州市水务局", "r 2023年5月6日",
		"---", "c36! 云州市财政局文件", "c 云财〔2023〕9号", "=", "c22 关于拨款的通知", "l 市水务局：", "i 现拨付资金。", "r 云州市财政局", "r 2023年5月8日")
	s := Segments(d, Hints{})
	if len(s) != 2 || s[0].Face.Number != "云水发〔2023〕5号" || s[1].Face.Number != "云财〔2023〕9号" || s[0].Face.Date != "2023-05-06" || s[1].Face.Date != "2023-05-08" {
		t.Fatalf("segments %+v", s)
	}
	if p := s[1].Face.Trusts["number"].Spot.Page; p != 2 {
		t.Errorf("the second number stands on page %d, want 2", p)
	}
}
