package gongwen

import (
	"testing"

	"niandang/archive/page"
)

// faceOf paints lines in the notation of testdata/layouts.
func faceOf(t testing.TB, lines ...string) page.Doc {
	t.Helper()
	p := painter{t: t, name: t.Name()}
	for _, l := range lines {
		p.line(l)
	}
	p.endPage()
	return p.doc
}

func TestSecrecyMarkCountsOnlyAtTheHeadOfTheFace(t *testing.T) {
	head := []string{"c36! 云州市水务局文件", "c 云水发〔2023〕5号", "=", "c22 关于做好工作的通知", "l 各科室：", "i 正文如下。"}
	for _, c := range []struct {
		name       string
		lines      []string
		mark, term string
	}{
		{"mark and term", append([]string{"l 机密★10年"}, head...), "机密", "10年"},
		{"mark without a term", append([]string{"l 绝密"}, head...), "绝密", ""},
		{"below the copy number", append([]string{"l 000012", "l 秘密★5年", "l 特急"}, head...), "秘密", "5年"},
		{"at the right, beside the copy number", append([]string{"l 000012 | 秘密★长期"}, head...), "秘密", "长期"},
		{"letters set apart", append([]string{"l 机　密★1年"}, head...), "机密", "1年"},
		{"below the head, beside a letter's number", []string{"c36! 云州市水务局", "=", "l 机密★1年 | 云水函〔2023〕5号", "c22 关于商请的函", "l 市公安局："}, "机密", "1年"},
		{"with a label", append([]string{"l 密级：秘密"}, head...), "秘密", ""},
		{"read from a picture", append([]string{"!ocr", "l 秘密 ★ 5 年"}, head...), "秘密", "5年"},
		{"in paragraphs", append([]string{"!flow", "l 机密★20年"}, head...), "机密", "20年"},
		{"in the cell of a form", []string{"c22 云州市水务局文件处理单", "t 来文单位 | 市委办 | 密级 | 机密", "t 文件标题 | 关于会议的通知 | 缓急 | 急"}, "机密", ""},
		{"until something is published", append([]string{"l 绝密★启用前"}, head...), "绝密", "启用前"},
		{"trade secrets in the title", []string{"c36! 云州市水务局文件", "c 云水发〔2023〕5号", "c22 关于保护商业秘密的通知", "l 各科室：", "i 商业秘密"}, "", ""},
		{"the law on secrecy", []string{"c22 关于学习《保密法》的通知", "l 各科室：", "i 机密级文件应当登记。", "i 秘密"}, "", ""},
		{"an office for secrecy", []string{"c36! 云州市国家保密局文件", "c 云保〔2023〕1号", "c22 关于保密检查的通知", "l 各单位："}, "", ""},
		{"handling mark", append([]string{"l 内部"}, head...), "", ""},
		{"work secret", append([]string{"l 工作秘密★3年"}, head...), "", ""},
		{"mark alone in the body", append(head, "i 机密", "i 绝密★30年"), "", ""},
		{"mark on the second page", append(append([]string{}, head...), "---", "l 机密★10年", "i 正文"), "", ""},
		{"form that leaves the cell empty", []string{"c22 云州市水务局文件处理单", "t 密级 | 普通 | 缓急 | 急", "t 文件标题 | 关于机密文件管理的通知"}, "", ""},
		{"levels that a plain paper lists", []string{"c22 密级说明", "i 国家秘密分为三级。", "i 绝密", "i 机密"}, "", ""},
		{"nothing", nil, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			mark, term, found, spot := SecrecyMark(faceOf(t, c.lines...))
			if mark != c.mark || term != c.term || found != (c.mark != "") {
				t.Fatalf("got %q %q %v, want %q %q", mark, term, found, c.mark, c.term)
			}
			if found && spot.Page != 1 {
				t.Errorf("spot %+v is not on the first page", spot)
			}
		})
	}
}
