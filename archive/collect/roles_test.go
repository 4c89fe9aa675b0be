package collect

import (
	"slices"
	"testing"

	"niandang/archive"
)

// yearCase is a small year and what becomes of its files.
type yearCase struct {
	name  string
	files []seen
	want  map[string]string
}

var (
	plan = issued("云水发〔2024〕7号", "云州市水务局关于印发《云州市节水管理办法》的通知", "2024-03-05")
	ask  = listing(issued("云水函〔2024〕3号", "云州市水务局关于申请泵站改造资金的函", "2024-02-01"), "泵站改造项目概算表", "现场照片说明")
)

func TestWhatEachFileIsToItsDocument(t *testing.T) {
	for _, c := range slices.Concat(copyCases, attachmentCases, oddCases) {
		t.Run(c.name, func(t *testing.T) { wantRoles(t, Group(office(c.files...)), c.want) })
	}
}

var copyCases = []yearCase{
	{"a copy in a side folder is the copy", []seen{
		{path: "办公室/新建文件夹/通知 - 副本.pdf", bytes: "a", face: plan},
		{path: "发文/云水发〔2024〕7号.pdf", bytes: "a", face: plan, named: archive.Face{Elements: archive.Elements{Number: "云水发〔2024〕7号"}}},
	}, map[string]string{
		"发文/云水发〔2024〕7号.pdf":    "正本",
		"办公室/新建文件夹/通知 - 副本.pdf": "重份 > 发文/云水发〔2024〕7号.pdf",
	}},
	{"the word file of a PDF with the same text is a copy", []seen{
		{path: "发文/节水办法.docx", face: plan}, {path: "发文/节水办法.pdf", face: plan},
	}, map[string]string{"发文/节水办法.pdf": "正本", "发文/节水办法.docx": "重份 > 发文/节水办法.pdf"}},
	{"called 定稿 it is the final draft", []seen{
		{path: "发文/节水办法（定稿）.docx", face: plan}, {path: "发文/节水办法.pdf", face: plan},
	}, map[string]string{"发文/节水办法.pdf": "正本", "发文/节水办法（定稿）.docx": "定稿 > 发文/节水办法.pdf"}},
	{"a final draft alone is the document", []seen{{path: "发文/节水办法（定稿）.docx", face: plan}}, map[string]string{"发文/节水办法（定稿）.docx": "正本"}},
}

var attachmentCases = []yearCase{
	{"what bears the document's own title is no attachment of it", []seen{
		{path: "发文/节水办法.pdf", face: listing(plan, "云州市节水管理办法")},
		{path: "发文/云州市节水管理办法（定稿）.docx", text: body(plan.Title) + "改", face: archive.Face{Elements: archive.Elements{Title: plan.Title}}},
	}, map[string]string{"发文/节水办法.pdf": "正本", "发文/云州市节水管理办法（定稿）.docx": "定稿 > 发文/节水办法.pdf"}},
	{"listed attachments go to the text that lists them", []seen{
		{path: "来往函/云水函-2024-3号.pdf", face: ask},
		{path: "来往函/附件1 概算表.xlsx", text: body("概算"), face: archive.Face{AttachmentNo: 1}},
		{path: "来往函/照片说明.docx", text: body("照片"), face: archive.Face{Elements: archive.Elements{Title: "现场照片说明"}}},
	}, map[string]string{
		"来往函/附件1 概算表.xlsx": "附件 > 来往函/云水函-2024-3号.pdf", "来往函/照片说明.docx": "附件 > 来往函/云水函-2024-3号.pdf",
	}},
	{"a 征求意见稿 that is sent round is an attachment, no draft", []seen{
		{path: "函/关于征求意见的函.pdf", face: listing(issued("云水函〔2024〕9号", "云州市水务局关于征求《河道管理办法（征求意见稿）》意见的函", "2024-05-06"), "河道管理办法（征求意见稿）")},
		{path: "函/河道管理办法（征求意见稿）.docx", text: body("第一条"), face: archive.Face{AttachmentNo: -1, Elements: archive.Elements{Title: "河道管理办法（征求意见稿）"}}},
	}, map[string]string{"函/河道管理办法（征求意见稿）.docx": "附件 > 函/关于征求意见的函.pdf"}},
	{"a folder for attachments with the day of the document", []seen{
		{path: "科室/云水函-2024-3号.pdf", face: ask},
		{path: "科室/云水发-2024-7号.pdf", face: plan},
		{path: "科室/20240305附件/附件2.xlsx", text: body("表"), face: archive.Face{AttachmentNo: 2}},
	}, map[string]string{"科室/20240305附件/附件2.xlsx": "附件 > 科室/云水发-2024-7号.pdf"}},
	{"an attachment whose text is nowhere is still an attachment", []seen{
		{path: "其他/附件3.xlsx", text: body("附件"), face: archive.Face{AttachmentNo: 3}},
	}, map[string]string{"其他/附件3.xlsx": "附件"}},
}

var oddCases = []yearCase{
	{"a draft goes to what was issued", []seen{
		{path: "发文/关于印发节水办法的通知.pdf", face: plan},
		{path: "发文/过程稿/节水办法通知-送审稿2.docx", text: body("另一文本"), face: archive.Face{Draft: true, Elements: archive.Elements{Title: plan.Title}}},
	}, map[string]string{"发文/过程稿/节水办法通知-送审稿2.docx": "过程稿 > 发文/关于印发节水办法的通知.pdf"}},
	{"forms go to the number on them, however it lost its brackets", []seen{
		{path: "发文/通知.pdf", face: plan}, {path: "发文/函.pdf", face: ask},
		{path: "扫描/云水发20247号_发文稿纸.jpg", mime: "image/jpeg", ocr: true, text: body("稿纸"), face: archive.Face{Form: archive.DispatchForm}},
		{path: "扫描/文件处理单0003.jpg", mime: "image/jpeg", ocr: true, text: body("处理"), face: archive.Face{Form: archive.RoutingForm, Elements: archive.Elements{Number: "云水函〔2024〕3号"}}},
	}, map[string]string{"扫描/云水发20247号_发文稿纸.jpg": "处理单 > 发文/通知.pdf", "扫描/文件处理单0003.jpg": "处理单 > 发文/函.pdf"}},
	{"an empty file of a document that is at hand", []seen{
		{path: "发文/通知.pdf", face: plan}, {path: "发文/云水发2024-7号.pdf", problems: []string{archive.FZeroByte}},
	}, map[string]string{"发文/云水发2024-7号.pdf": "重份 > 发文/通知.pdf"}},
	{"an encrypted file that is all there is", []seen{
		{path: "发文/云水发〔2024〕8号 关于供水价格的报告.pdf", problems: []string{archive.FEncrypted},
			named: archive.Face{Elements: archive.Elements{Number: "云水发〔2024〕8号", Title: "关于供水价格的报告"}}},
	}, map[string]string{"发文/云水发〔2024〕8号 关于供水价格的报告.pdf": "正本"}},
	{"a receipt and a jotting are no documents", []seen{
		{path: "会议/参会回执-县水利局.docx", text: "参会回执 姓名"}, {path: "办公室/电话记录.txt", text: "下午来电咨询，已答复。"},
	}, map[string]string{"会议/参会回执-县水利局.docx": "junk", "办公室/电话记录.txt": "junk"}},
	{"a telephone record with issuer and title is one", []seen{
		{path: "值班/电话记录.txt", text: body("云州市水务局关于水库超汛限情况的电话记录"), face: issued("", "云州市水务局关于水库超汛限情况的电话记录", "2024-07-01")},
	}, map[string]string{"值班/电话记录.txt": "正本"}},
	{"two documents that share a number stay two", []seen{
		{path: "a/一.pdf", face: issued("云水发〔2024〕7号", "云州市水务局关于防汛值班的通知", "2024-06-01")}, {path: "b/二.pdf", face: plan},
	}, map[string]string{"a/一.pdf": "正本", "b/二.pdf": "正本"}},
	{"issues with the same number in their own series stay apart", []seen{
		{path: "简报/水务简报2.pdf", face: archive.Face{Elements: archive.Elements{Number: "第2期", Title: "水务工作简报", Date: "2024-02-01"}}},
		{path: "简报/防汛快报2.pdf", face: archive.Face{Elements: archive.Elements{Number: "第2期", Title: "防汛抗旱快报", Date: "2024-06-01"}}},
	}, map[string]string{"简报/水务简报2.pdf": "正本", "简报/防汛快报2.pdf": "正本"}},
}
