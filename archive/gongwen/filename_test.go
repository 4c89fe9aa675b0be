package gongwen

import (
	"testing"

	"niandang/archive"
)

type nameCase struct {
	path                string
	number, title, date string
	form                archive.Form
	attach              int
	security            string
	draft               bool
}

func nameCases() []nameCase {
	return []nameCase{
		{path: "发文/云水发〔2023〕5号.pdf", number: "云水发〔2023〕5号"},
		{path: "云水发〔2023〕5号 关于做好防汛工作的通知.pdf", number: "云水发〔2023〕5号", title: "关于做好防汛工作的通知"},
		{path: "云水发〔2023〕5号关于做好防汛工作的通知（正式）.docx", number: "云水发〔2023〕5号", title: "关于做好防汛工作的通知"},
		{path: "云水发[2023]5号.doc", number: "云水发〔2023〕5号"},
		{path: "云水发（2023）第05号 报告.ofd", number: "云水发〔2023〕5号"},
		{path: "云水发-2023-5号.pdf", number: "云水发〔2023〕5号"},
		{path: "云水发_2023_12.pdf", number: "云水发〔2023〕12号"},
		{path: "云水发20235号.pdf", number: "云水发〔2023〕5号"},
		{path: "云水发202315号_发文稿纸.jpg", number: "云水发〔2023〕15号", form: archive.DispatchForm},
		{path: "文件处理单-云财202361号.jpg", number: "云财〔2023〕61号", form: archive.RoutingForm},
		{path: "发文稿纸云水发〔2023〕25号.jpg", number: "云水发〔2023〕25号", form: archive.DispatchForm},
		{path: "云水发2023年第7号.pdf", number: "云水发〔2023〕7号"},
		{path: "20230215关于举办培训班的通知.docx", title: "关于举办培训班的通知", date: "2023-02-15"},
		{path: "2023-02-15 关于举办培训班的通知.docx", title: "关于举办培训班的通知", date: "2023-02-15"},
		{path: "2023.2.15-通知.docx", date: "2023-02-15"},
		{path: "2023年02月15日关于举办培训班的通知.docx", title: "关于举办培训班的通知", date: "2023-02-15"},
		{path: "202303020005_关于报送年报的报告_正文.pdf", title: "关于报送年报的报告", date: "2023-03-02"},
		{path: "04.关于印发《节水办法》的通知（正式）.pdf", title: "关于印发《节水办法》的通知"},
		{path: "12、关于开会的通知.pdf", title: "关于开会的通知"},
		{path: "关于开会的通知 - 副本 (2).pdf", title: "关于开会的通知"},
		{path: "关于开会的通知(1).pdf", title: "关于开会的通知"},
		{path: "关于开会的通知（定稿）.docx", title: "关于开会的通知"},
		{path: "节水管理办法（征求意见稿）.docx", title: "节水管理办法（征求意见稿）", draft: true},
		{path: "上半年总结-送审稿2.docx", title: "上半年总结-送审稿2", draft: true},
		{path: "关于征求《办法（征求意见稿）》意见的函.pdf", title: "关于征求《办法（征求意见稿）》意见的函"},
		{path: "附件1：项目建议书.docx", title: "项目建议书", attach: 1},
		{path: "附件2-投资估算表.xlsx", title: "投资估算表", attach: 2},
		{path: "附件：汇总表(空表).xlsx", title: "汇总表", attach: -1},
		{path: "附件三.docx", attach: 3},
		{path: "机密★10年 关于会议的通知.pdf", title: "关于会议的通知", security: "机密"},
		{path: "【秘密】关于会议的通知.pdf", title: "关于会议的通知", security: "秘密"},
		{path: "秘密会议.pdf", title: "秘密会议"},
		{path: "关于保护商业秘密的通知.pdf", title: "关于保护商业秘密的通知"},
		{path: "第58号.pdf", number: "第58号"},
		{path: "第3期 水务简报.pdf", number: "第3期", title: "水务简报"},
		{path: "〔2023〕6号局长办公会议纪要.pdf", number: "〔2023〕6号", title: "局长办公会议纪要"},
		{path: "扫描_20230428_0086.pdf"},
		{path: "IMG_20230428.jpg"},
		{path: "导出.zip!/发文/云水函〔2023〕13号关于借用会议室的复函.pdf", number: "云水函〔2023〕13号", title: "关于借用会议室的复函"},
		{path: `C:\OA\云水发〔2023〕5号.pdf`, number: "云水发〔2023〕5号"},
		{path: " 2023年工作要点 （ 印发稿 ） .pdf", title: "2023年工作要点"},
		{path: "❗重要-关于调整预算的请示.pdf", title: "关于调整预算的请示"},
		{path: ""}, {path: "/"}, {path: ".pdf"},
	}
}

func TestNamesTellNumberTitleDateAndKind(t *testing.T) {
	for _, c := range nameCases() {
		t.Run(c.path, func(t *testing.T) {
			f := FromName(c.path)
			got := []any{f.Number, f.Title, f.Date, f.Form, f.AttachmentNo, f.Security, f.Draft}
			want := []any{c.number, c.title, c.date, c.form, c.attach, c.security, c.draft}
			for i, what := range []string{"number", "title", "date", "form", "attachment", "security", "draft"} {
				if got[i] != want[i] {
					t.Errorf("%s is %v, want %v", what, got[i], want[i])
				}
			}
			for el, tr := range f.Trusts {
				if tr.Source != archive.FromFilename {
					t.Errorf("%s comes from %s", el, tr.Source)
				}
			}
		})
	}
}

func TestNumberWithLostBracketsIsUnsure(t *testing.T) {
	lost, kept := FromName("云水发202315号.pdf"), FromName("云水发〔2023〕15号.pdf")
	if l, k := lost.Trusts["number"].Confidence, kept.Trusts["number"].Confidence; l >= 0.5 || k <= 0.8 {
		t.Errorf("confidence %v without brackets, %v with", l, k)
	}
}

func TestPaperReadOutAtAMeetingIsKnownByItsFile(t *testing.T) {
	for name, want := range map[string]string{
		"会议/大会发言-市政中心.docx": "交流材料", "方局长讲话（定稿）.doc": "讲话", "报送节水典型材料.eml": "", "征集交流材料的通知.pdf": "通知",
	} {
		if f := FromName(name); f.Genre != want {
			t.Errorf("%s: %q, want %q", name, f.Genre, want)
		}
	}
}
