package collect

import (
	"slices"
	"testing"

	"niandang/archive"
)

var (
	summary = archive.Face{Elements: archive.Elements{Title: "云州市水务局2024年上半年工作总结", Date: "2024-07-02", Genre: "总结"}}
	call    = issued("云水办〔2024〕6号", "云州市水务局办公室关于报送2024年上半年工作总结的通知", "2024-06-20")
	seal    = listing(issued("云水发〔2024〕18号", "云州市水务局关于启用档案专用章的通知", "2024-05-08"), "“云州市水务局档案专用章”印模")
	levels  = issued("云水发〔2024〕19号", "云州市水务局关于印发《农村水厂运行管护考核办法》的通知", "2024-06-03")
)

func TestWhichOfSeveralFilesIsTheDocument(t *testing.T) {
	withForm := plan
	withForm.Bound = archive.DispatchForm
	for _, c := range []yearCase{
		{"复件 in the name tells the copy", []seen{
			{path: "收文/水厂管护办法 - 复件.pdf", bytes: "a", face: levels}, {path: "科室/评定/细则通知.pdf", bytes: "a", face: levels},
		}, map[string]string{"科室/评定/细则通知.pdf": "正本", "收文/水厂管护办法 - 复件.pdf": "重份 > 科室/评定/细则通知.pdf"}},
		{"the name that tells the serial is the document's", []seen{
			{path: "二科/农村水厂办法.pdf", bytes: "a", face: levels}, {path: "一科/收/省厅19号-农村水厂管护办法.pdf", bytes: "a", face: levels},
		}, map[string]string{"一科/收/省厅19号-农村水厂管护办法.pdf": "正本", "二科/农村水厂办法.pdf": "重份 > 一科/收/省厅19号-农村水厂管护办法.pdf"}},
		{"批复件 is no copy", []seen{
			{path: "发文/市政府批复件.pdf", bytes: "a", face: levels}, {path: "备份/批复.pdf", bytes: "a", face: levels},
		}, map[string]string{"发文/市政府批复件.pdf": "正本"}},
		{"a print-out is the copy, an export of the office system is not", []seen{
			{path: "发文（OA下载）/水厂管护.pdf", face: levels}, {path: "科室/水厂管护（打印）.pdf", face: levels},
		}, map[string]string{"发文（OA下载）/水厂管护.pdf": "正本", "科室/水厂管护（打印）.pdf": "重份 > 发文（OA下载）/水厂管护.pdf"}},
		{"what lies in a backup is the copy in whatever form", []seen{
			{path: "科室/水厂管护.docx", face: levels}, {path: "老周U盘/水厂管护.pdf", face: levels},
		}, map[string]string{"科室/水厂管护.docx": "正本", "老周U盘/水厂管护.pdf": "重份 > 科室/水厂管护.docx"}},
		{"a text for opinions within the organ is a draft", []seen{
			{path: "办公室/上半年总结.pdf", face: summary}, {path: "科室/总结（征求各科意见0618）.docx", text: body("另一文本"), face: summary},
			{path: "科室/水厂管护（征求意见）的复函.pdf", face: levels},
		}, map[string]string{"科室/总结（征求各科意见0618）.docx": "过程稿 > 办公室/上半年总结.pdf", "科室/水厂管护（征求意见）的复函.pdf": "正本"}},
		{"the file with its form in front is the document", []seen{
			{path: "发文/节水办法.pdf", face: plan}, {path: "科室/节水办法（含发文稿纸）.pdf", face: withForm},
		}, map[string]string{"科室/节水办法（含发文稿纸）.pdf": "正本", "发文/节水办法.pdf": "重份 > 科室/节水办法（含发文稿纸）.pdf"}},
		{"the first printing was replaced", []seen{
			{path: "水质/公报（初印）.pdf", text: body(plan.Title) + "九十八", face: plan}, {path: "水质/公报（打印版）.pdf", text: body(plan.Title) + "九十六", face: plan},
		}, map[string]string{"水质/公报（打印版）.pdf": "正本", "水质/公报（初印）.pdf": "旧版 > 水质/公报（打印版）.pdf"}},
		{"a final draft is not that of the notice that asks for it", []seen{
			{path: "办公室/上半年总结（终稿）.pdf", face: summary}, {path: "办公室/报送总结的通知.pdf", face: call},
			{path: "办公室/大事记.docx", face: archive.Face{Elements: archive.Elements{Title: "云州市水务局2024年大事记", Genre: "大事记"}}},
			{path: "办公室/上半年总结（征求意见稿）.docx", text: body("另一文本"), face: summary},
		}, map[string]string{
			"办公室/上半年总结（终稿）.pdf": "正本", "办公室/报送总结的通知.pdf": "正本", "办公室/上半年总结（征求意见稿）.docx": "过程稿 > 办公室/上半年总结（终稿）.pdf",
		}},
		{"a proof is a stage of the text", []seen{
			{path: "发文/节水办法.pdf", face: plan}, {path: "科室/节水办法清样.pdf", text: body(plan.Title) + "校", face: archive.Face{Elements: archive.Elements{Title: plan.Title}}},
			{path: "科室/节水办法-修改2.docx", text: body(plan.Title) + "改", face: archive.Face{Elements: archive.Elements{Title: plan.Title}}},
		}, map[string]string{"科室/节水办法清样.pdf": "过程稿 > 发文/节水办法.pdf", "科室/节水办法-修改2.docx": "过程稿 > 发文/节水办法.pdf"}},
	} {
		t.Run(c.name, func(t *testing.T) { wantRoles(t, Group(office(c.files...)), c.want) })
	}
}

func TestFilesThatCannotBeReadFindTheirDocument(t *testing.T) {
	broken, shut := []string{archive.FTruncated}, []string{archive.FUnsupportedFormat}
	for _, c := range []struct {
		name string
		file seen
		want string // "" for the document that is all there is
	}{
		{"by the number without its year", seen{path: "发文/水发19.pdf", problems: []string{archive.FZeroByte}}, "发文/细则.pdf"},
		{"by a title that the name shortens", seen{path: "U盘/市局水厂管护考核办法19号.pdf", problems: broken}, "发文/细则.pdf"},
		{"sent a second time under its name", seen{path: "发文/细则（重传）.pdf", problems: broken}, "发文/细则.pdf"},
		{"sent a second time elsewhere", seen{path: "U盘/细则（重传）.pdf", problems: broken}, ""},
		{"an addition is not sent again", seen{path: "发文/细则（补充）.pdf", problems: broken}, ""},
		{"by the number in three digits", seen{path: "U盘/云水发2024019_正文.pdf", problems: []string{archive.FZeroByte}}, "发文/细则.pdf"},
		{"an empty file whose name has another number", seen{path: "U盘/云水发2024020_正文.pdf", problems: []string{archive.FZeroByte}}, ""},
		{"another format beside it", seen{path: "发文/云水发19号.ceb", problems: shut, text: " "}, "发文/细则.pdf"},
		{"another format with the number in full", seen{path: "发文/云水发〔2024〕19号.ceb", problems: shut, text: " ", named: archive.Face{Elements: archive.Elements{Number: "云水发〔2024〕19号"}}}, "发文/细则.pdf"},
		{"another serial", seen{path: "发文/云水发20号.ceb", problems: shut, text: " "}, ""},
		{"a day is no serial", seen{path: "发文/水发19日.pdf", problems: broken}, ""},
		{"a name that says something else", seen{path: "U盘/水厂管护培训办法.pdf", problems: broken}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := map[string]string{c.file.path: "正本", "发文/细则.pdf": "正本"}
			if c.want != "" {
				want[c.file.path] = "重份 > " + c.want
			}
			wantRoles(t, Group(office(seen{path: "发文/细则.pdf", face: levels}, seen{path: "发文/办法.pdf", face: plan}, c.file)), want)
		})
	}
}

func TestPicturesGoToTheDocumentWhoseNameTheyShare(t *testing.T) {
	noise := archive.Face{Elements: archive.Elements{Title: "一芝二和"}}
	picture := func(path string) seen {
		return seen{path: path, mime: "image/jpeg", ocr: true, text: "一芝二和 让古加全 人和全 号局区村 字站站半生", face: noise, problems: []string{archive.FNoTextLayer}}
	}
	doc := seen{path: "发文/水发18 启用档案章.pdf", face: seal}
	for _, c := range []yearCase{
		{"an impression that is listed", []seen{doc, picture("发文/水发18 印模.jpg")}, map[string]string{"发文/水发18 印模.jpg": "附件 > " + doc.path}},
		{"its name goes on behind the document's", []seen{{path: "发文/闸站.pdf", face: plan}, {path: "发文/档案章.pdf", face: levels}, picture("发文/档案章-印模.jpg")},
			map[string]string{"发文/档案章-印模.jpg": "附件 > 发文/档案章.pdf"}},
		{"another folder", []seen{doc, picture("其他/水发18 印模.jpg")}, map[string]string{"其他/水发18 印模.jpg": "正本"}},
	} {
		t.Run(c.name, func(t *testing.T) { wantRoles(t, Group(office(c.files...)), c.want) })
	}
}

func TestACopyInAContainerIsReportedUnlessItWasUnpackedThere(t *testing.T) {
	for _, c := range []struct {
		zip, path string
		reported  bool
	}{
		{"导出/补导.zip", "科室/细则.pdf", true},
		{"导出/补导.zip", "导出/发文/细则.pdf", false},
		{"归档/补导.zip", "归档/补导/细则.pdf", false},
		{"归档/补导.zip", "归档/发文/细则.pdf", true},
		{"会议/报送材料.eml", "会议/发言/细则.pdf", false},
		{"会议/报送材料.eml", "科室/细则.pdf", true},
	} {
		member := seen{path: c.zip + "!/细则.pdf", bytes: "a", face: levels}
		r := Group(office(seen{path: c.zip, mime: "application/zip"}, member, seen{path: c.path, bytes: "a", face: levels}))
		if got := kinds(r, archive.FDuplicate); slices.Contains(got, member.path) != c.reported {
			t.Errorf("%s beside %s: duplicates %q", c.path, c.zip, got)
		}
	}
}

func TestOnlyAFilledReceiptIsNoAttachment(t *testing.T) {
	notice := seen{path: "会议/会议通知.pdf", face: listing(issued("云水办〔2024〕9号", "云州市水务局办公室关于召开防汛会议的通知", "2024-05-06"), "参会回执")}
	filled, blank := seen{path: "会议/回执-临溪县.docx", text: "参会回执 姓名"}, seen{path: "会议/参会回执.docx", text: "参会回执 姓名"}
	wantRoles(t, Group(office(notice, filled)), map[string]string{filled.path: "junk"})
	wantRoles(t, Group(office(notice, blank)), map[string]string{blank.path: "附件 > " + notice.path})
}

func TestNameThatSaysSecretAsks(t *testing.T) {
	for name, want := range map[string]bool{
		"调度方案_涉密请勿转发.docx": true, "涉密文件 值班方案.docx": true, "预案（涉密）.docx": true,
		"涉密人员管理办法.docx": false, "非涉密.docx": false, "预案.docx": false, "涉密文件管理办法.docx": false,
	} {
		got := kinds(Group(office(seen{path: name, face: summary})), archive.FPossibleSecret)
		if (len(got) == 1) != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestFormFindsItsDocumentByANumberWithoutYear(t *testing.T) {
	form := seen{path: "收文/12月/云水发19号处理笺.jpg", mime: "image/jpeg", ocr: true, text: body("处理"), face: archive.Face{Form: archive.RoutingForm}}
	wantRoles(t, Group(office(seen{path: "收文/12月/细则.pdf", face: levels}, seen{path: "收文/12月/办法.pdf", face: plan}, form)),
		map[string]string{form.path: "处理单 > 收文/12月/细则.pdf"})
}

func TestRegisterTellsWhatAFileIsThatCannotBeRead(t *testing.T) {
	rows := []archive.Row{
		{ID: "r1", Elements: archive.Elements{Number: "云水党组〔2024〕7号", Title: "中共云州市水务局党组关于2023年度班子述职情况的报告"}},
		{ID: "r3", Elements: archive.Elements{Number: "云水函〔2024〕4号", Title: "云州市水务局关于商请联合整治违法采砂行为的函"}},
		{ID: "r2", Elements: archive.Elements{Number: "云水发〔2024〕19号", Title: levels.Title}},
	}
	for name, want := range map[string]string{
		"党组/班子述职报告（加密）.pdf": "云水党组〔2024〕7号", "党组/党组7号 班子述职报告.pdf": "云水党组〔2024〕7号",
		"函/整治采砂商函.pdf":       "云水函〔2024〕4号",
		"党组/党组8号 班子述职报告.pdf": "", "党组/干部述德报告.pdf": "",
	} {
		in := office(seen{path: name, problems: []string{archive.FEncrypted}}, seen{path: "发文/细则.pdf", face: levels})
		in.Rows = rows
		for _, d := range Group(in).Documents {
			if d.Path != name {
				continue
			}
			if d.Number != want || want != "" && (d.Trusts[archive.ElNumber].Source != archive.FromRegister || !slices.Contains(d.Review, archive.ElNumber)) {
				t.Errorf("%s: %q (%+v), review %q", name, d.Number, d.Trusts[archive.ElNumber], d.Review)
			}
		}
	}
}
