package collect

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"niandang/archive"
)

func TestFindingsAboutFiles(t *testing.T) {
	v := issued("云水发〔2024〕31号", "云州市水务局关于水质监测结果的报告", "2024-10-16")
	old := v
	old.Date = "2024-10-13"
	odd := func(read string) archive.Face {
		f := issued("云水发〔2024〕5号", "云州市水务局关于抗旱工作的通知", "2024-02-02")
		f.NumberAsRead = read
		return f
	}
	for _, c := range []struct {
		name  string
		kind  string
		files []seen
		want  []string
	}{
		{"same bytes", archive.FDuplicate, []seen{{path: "a/报告.pdf", bytes: "x", face: v}, {path: "备份/报告(1).pdf", bytes: "x", face: v}}, []string{"备份/报告(1).pdf"}},
		{"same text", archive.FTextDuplicate, []seen{{path: "a/报告.pdf", face: v}, {path: "a/报告.docx", face: v}}, []string{"a/报告.docx"}},
		{"corrected later", archive.FNearDuplicate, []seen{
			{path: "发文/云水发〔2024〕31号 报告.pdf", text: body(v.Title) + "九十六", face: v},
			{path: "科室/报告（10月13日版）.pdf", text: body(v.Title) + "九十八", face: old},
		}, []string{"科室/报告（10月13日版）.pdf"}},
		{"named as replaced", archive.FNearDuplicate, []seen{
			{path: "b/报告（更正）.pdf", text: body(v.Title) + "九十六", face: v},
			{path: "a/报告.pdf", text: body(v.Title) + "九十八", face: v},
		}, []string{"a/报告.pdf"}},
		{"only in an e-mail", archive.FOnlyInEmail, []seen{
			{path: "邮件/材料.eml", mime: "message/rfc822", text: "请查收", embedded: []string{"经验材料.docx"}},
			{path: "邮件/材料.eml!/经验材料.docx", face: issued("", "安溪县水利局关于河长制工作的经验材料", "2024-11-01")},
		}, []string{"邮件/材料.eml!/经验材料.docx"}},
		{"in an e-mail and elsewhere", archive.FOnlyInEmail, []seen{
			{path: "邮件/材料.eml", mime: "message/rfc822", text: "请查收", embedded: []string{"材料.docx"}},
			{path: "邮件/材料.eml!/材料.docx", bytes: "m", face: v}, {path: "会议/材料.docx", bytes: "m", face: v},
		}, nil},
		{"several documents in one scan", archive.FMultiDocumentScan, []seen{{path: "扫描/0001.pdf", ocr: true, segments: []archive.Segment{
			{First: 1, Last: 2, Face: v}, {First: 3, Last: 3, Face: odd("")},
		}}}, []string{"扫描/0001.pdf"}},
		{"square brackets", archive.FNumberForm, []seen{{path: "a.pdf", face: odd("云水发[2024]5号")}}, []string{"a.pdf"}},
		{"round brackets", archive.FNumberForm, []seen{{path: "a.pdf", face: odd("云水发（2024）5号")}}, []string{"a.pdf"}},
		{"full-width digits", archive.FNumberForm, []seen{{path: "a.pdf", face: odd("云水发〔２０２４〕５号")}}, []string{"a.pdf"}},
		{"with 第", archive.FNumberForm, []seen{{path: "a.pdf", face: odd("云水发〔2024〕第5号")}}, []string{"a.pdf"}},
		{"with zeros", archive.FNumberForm, []seen{{path: "a.pdf", face: odd("云水发〔2024〕005号")}}, []string{"a.pdf"}},
		{"only spaced", archive.FNumberForm, []seen{{path: "a.pdf", face: odd("云水发 〔2024〕 5 号")}}, nil},
		{"recognised brackets prove nothing", archive.FNumberForm, []seen{{path: "a.pdf", ocr: true, face: odd("云水发[2024]5号")}}, nil},
		{"secret", archive.FSecretRefused, []seen{{path: "a.pdf", status: archive.Secret, face: archive.Face{Elements: archive.Elements{Security: "秘密"}}}}, []string{"a.pdf"}},
		{"a scan nobody could read", archive.FPossibleSecret, []seen{{path: "扫描.pdf", problems: []string{archive.FNoTextLayer}}}, []string{"扫描.pdf"}},
		{"a scan that was read", archive.FPossibleSecret, []seen{{path: "扫描.pdf", ocr: true, face: v, problems: []string{archive.FNoTextLayer}}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := kinds(Group(office(c.files...)), c.kind); !slices.Equal(got, c.want) {
				t.Errorf("%s about %q, want %q", c.kind, got, c.want)
			}
		})
	}
}

func TestNearDuplicateNamesTheValidOne(t *testing.T) {
	v := issued("云水发〔2024〕31号", "云州市水务局关于水质监测结果的报告", "2024-10-16")
	in := office(
		seen{path: "b/新.pdf", text: body(v.Title) + "一", face: v, mod: time.Unix(2000, 0)},
		seen{path: "a/先.pdf", text: body(v.Title) + "二", face: v, mod: time.Unix(1000, 0)},
	)
	r := Group(in)
	for _, f := range r.Findings {
		if f.Kind == archive.FNearDuplicate && (f.Path != "a/先.pdf" || f.Of != "b/新.pdf" || f.Year != 2024 || f.Step != "collect") {
			t.Errorf("finding %+v", f)
		}
	}
	wantRoles(t, r, map[string]string{"a/先.pdf": "旧版 > b/新.pdf", "b/新.pdf": "正本"})
}

func TestContainersAndTheirMembers(t *testing.T) {
	v := issued("云水发〔2024〕31号", "云州市水务局关于水质监测结果的报告", "2024-10-16")
	r := Group(office(
		seen{path: "导出.zip", mime: "application/zip"},
		seen{path: "导出.zip!/发文/报告.pdf", face: v},
		seen{path: "旧资料.rar", noted: []archive.Finding{archive.NewFinding(archive.FUnsupportedFormat, "旧资料.rar")}},
		seen{path: "版式.ofd", face: issued("云水发〔2024〕1号", "云州市水务局工作要点", "2024-01-02"), embedded: []string{"表.xlsx"}},
		seen{path: "版式.ofd!/表.xlsx", text: body("表")},
	))
	wantRoles(t, r, map[string]string{
		"导出.zip": "容器", "导出.zip!/发文/报告.pdf": "正本", "旧资料.rar": "容器", "版式.ofd": "正本", "版式.ofd!/表.xlsx": "附件 > 版式.ofd",
	})
}

func TestSegmentsAreDocumentsOfTheirOwn(t *testing.T) {
	scan := seen{path: "扫描/0001.pdf", ocr: true, segments: []archive.Segment{
		{First: 1, Last: 3, Face: issued("云水发〔2024〕1号", "云州市水务局工作要点", "2024-01-02")},
		{First: 4, Last: 4, Face: issued("云水函〔2024〕2号", "云州市水务局关于节水的函", "2024-01-05")},
	}}
	r := Group(office(scan))
	wantRoles(t, r, map[string]string{"扫描/0001.pdf": "容器", "扫描/0001.pdf#page=1-3": "正本", "扫描/0001.pdf#page=4": "正本"})
	again := office(scan)
	again.Files, again.Prior = r.Files, priorOf(r)
	r2 := Group(again)
	if !reflect.DeepEqual(r2.Files, r.Files) || !reflect.DeepEqual(r2.Documents, r.Documents) {
		t.Errorf("a second run gives other files or documents:\n%+v\n%+v", r.Files, r2.Files)
	}
	again.Readings = office(seen{path: "扫描/0001.pdf", face: scan.segments[0].Face}).Readings
	if r3 := Group(again); len(r3.Files) != 3 {
		t.Errorf("%d files when the scan is one document now, want 3: none may disappear", len(r3.Files))
	}
}

func priorOf(r Result) map[string]archive.Document {
	prior := make(map[string]archive.Document)
	for _, d := range r.Documents {
		prior[d.FileID] = d
	}
	return prior
}

func TestDocumentKeepsItsIDWhenABetterCopyAppears(t *testing.T) {
	v := issued("云水发〔2024〕31号", "云州市水务局关于水质监测结果的报告", "2024-10-16")
	poor := seen{path: "下载/副本.pdf", bytes: "x", face: v}
	first := Group(office(poor))
	in := office(poor, seen{path: "发文/云水发〔2024〕31号.pdf", bytes: "x", face: v, named: v})
	in.Prior = priorOf(first)
	second := Group(in)
	if len(second.Documents) != 1 || second.Documents[0].ID != first.Documents[0].ID || second.Documents[0].Path != "发文/云水发〔2024〕31号.pdf" {
		t.Fatalf("documents %+v", second.Documents)
	}
}

func TestWhatAPersonEnteredStays(t *testing.T) {
	v := issued("云水发〔2024〕31号", "云州市水务局关于水质监测结果的报告", "2024-10-16")
	file := seen{path: "发文/报告.pdf", face: v}
	first := Group(office(file))
	d := first.Documents[0]
	d.Title, d.Issuers, d.Decision.Confirmed = "更正后的题名", []string{"云州市水务局办公室"}, true
	d.Trusts[archive.ElTitle] = archive.Trust{Source: archive.FromPerson, Confidence: 1}
	d.Trusts[archive.ElIssuers] = archive.Trust{Source: archive.FromPerson, Confidence: 1}
	in := office(file, seen{path: "其他/清单.xlsx", text: body("清单"), fixed: archive.RoleAttachment, document: d.ID})
	in.Prior = map[string]archive.Document{d.FileID: d}
	r := Group(in)
	got := r.Documents[0]
	if got.Title != d.Title || got.Issuers[0] != d.Issuers[0] || !got.Decision.Confirmed || got.Number != v.Number {
		t.Errorf("document %+v", got)
	}
	wantRoles(t, r, map[string]string{"其他/清单.xlsx": "附件 > 发文/报告.pdf"})
}

func TestFaceWinsOverNameAndDisagreementAsks(t *testing.T) {
	v := issued("云水发〔2024〕31号", "云州市水务局关于水质监测结果的报告", "2024-10-16")
	named := func(number string) archive.Face { return archive.Face{Elements: archive.Elements{Number: number}} }
	for _, c := range []struct {
		name   string
		file   seen
		number string
		review bool
	}{
		{"agree", seen{path: "a.pdf", face: v, named: named(v.Number)}, v.Number, false},
		{"disagree", seen{path: "a.pdf", face: v, named: named("云水发〔2024〕13号")}, v.Number, true},
		{"face silent", seen{path: "a.pdf", face: issued("", v.Title, v.Date), named: named(v.Number)}, v.Number, false},
		{"prefix misread in a scan", seen{path: "a.pdf", ocr: true, face: issued("云氷发〔2024〕31号", v.Title, v.Date), named: named(v.Number)}, v.Number, false},
	} {
		d := Group(office(c.file)).Documents[0]
		if d.Number != c.number || slices.Contains(d.Review, archive.ElNumber) != c.review {
			t.Errorf("%s: number %s, review %v", c.name, d.Number, d.Review)
		}
	}
}

func TestTitleMadeFromANameStandsInBrackets(t *testing.T) {
	d := Group(office(seen{path: "资料/03 水库现状图.pdf", text: "图"})).Documents[0]
	if d.Title != "[水库现状图]" || !slices.Contains(d.Review, archive.ElTitle) {
		t.Errorf("title %q, review %v", d.Title, d.Review)
	}
}

func TestOfASecretOnlyPermittedFactsStay(t *testing.T) {
	f := issued("云水密〔2024〕1号", "关于某事的通知", "2024-03-01")
	f.Security, f.SecurityTerm, f.Opening = "机密", "10年", "内容"
	r := Group(office(seen{path: "办公室/密件.pdf", face: f, status: archive.Secret}))
	d := r.Documents[0]
	want := archive.Elements{Number: f.Number, Date: f.Date, Security: "机密", SecurityTerm: "10年"}
	if !d.Secret || !reflect.DeepEqual(d.Elements, want) || d.Department != "办公室" {
		t.Errorf("document %+v", d)
	}
	if r.Files[0].Status != archive.Secret || r.Files[0].Role != archive.RoleMain {
		t.Errorf("file %+v", r.Files[0])
	}
}

func TestPartsStandInTheOrderOfTheRules(t *testing.T) {
	ask := listing(issued("云水函〔2024〕3号", "云州市水务局关于申请泵站改造资金的函", "2024-02-01"), "泵站改造项目概算表", "地质勘察报告书")
	r := Group(office(
		seen{path: "函.pdf", face: ask}, seen{path: "函（定稿）.docx", face: ask},
		seen{path: "附件2 地质勘察报告书.docx", text: body("二")}, seen{path: "附件1 概算表.xlsx", text: body("一")},
		seen{path: "发文稿纸.jpg", text: "稿", face: archive.Face{Form: archive.DispatchForm, Elements: archive.Elements{Number: "云水函〔2024〕3号"}}},
		seen{path: "文件处理单.jpg", text: "单", face: archive.Face{Form: archive.RoutingForm, Elements: archive.Elements{Number: "云水函〔2024〕3号"}}},
	))
	want := []string{"文件处理单.jpg", "函.pdf", "附件1 概算表.xlsx", "附件2 地质勘察报告书.docx", "发文稿纸.jpg", "函（定稿）.docx"}
	got := make([]string, len(want))
	for _, f := range r.Files {
		if f.Seq > 0 && f.Seq <= len(got) {
			got[f.Seq-1] = f.Path
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("order %q, want %q", got, want)
	}
}

// TestEveryFileIsAccountedFor makes years of random files and checks that each
// comes out once, with a role or a problem, whatever their order.
func TestEveryFileIsAccountedFor(t *testing.T) {
	for seed := range uint64(60) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		files := randomYear(rnd)
		r := Group(office(files...))
		out := make(map[string]int)
		for _, f := range r.Files {
			out[f.Path]++
			if f.Role == "" && f.Status != archive.Problem || f.Status == "" {
				t.Fatalf("seed %d: %s has role %q and status %q", seed, f.Path, f.Role, f.Status)
			}
		}
		for _, f := range files {
			if out[f.path] != 1 {
				t.Fatalf("seed %d: %s came out %d times", seed, f.path, out[f.path])
			}
		}
		rnd.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		if again := roles(Group(office(files...))); !reflect.DeepEqual(again, roles(r)) {
			t.Fatalf("seed %d: another order gives other roles", seed)
		}
	}
}

func randomYear(rnd *rand.Rand) []seen {
	pick := func(s ...string) string { return s[rnd.IntN(len(s))] }
	taken := make(map[string]bool)
	var out []seen
	for range 30 {
		no := fmt.Sprintf("云水发〔2024〕%d号", 1+rnd.IntN(6))
		topic := pick("防汛", "节水", "供水", "河道")
		s := seen{path: unique(pick("发文/", "收文/", "新建文件夹/", "附件/", "过程稿/", "包.zip!/", "信.eml!/")+
			pick("", "附件1 ", "文件处理单-", "12.")+pick(no, "关于"+topic+"的通知", "说明", "回执")+pick("", "（定稿）", "-送审稿", "(1)", "（旧）")+
			pick(".pdf", ".docx", ".jpg", ".txt", ".tmp", ".eml", ".zip"), taken)}
		switch rnd.IntN(6) {
		case 0:
			s.problems = []string{pick(archive.FZeroByte, archive.FTruncated, archive.FEncrypted, archive.FUnsupportedFormat)}
		case 1:
			s.size, s.noted = -1, []archive.Finding{archive.NewFinding(pick(archive.FSymlink, archive.FUnreadable, archive.FUnsafeArchive), s.path)}
		case 2:
			s.bytes = "same" + pick("1", "2")
			s.face = issued("云水发〔2024〕1号", "关于"+s.bytes+"的通知", "2024-01-01")
		case 3:
			s.text = strings.Repeat(pick("字", "表"), rnd.IntN(40))
			s.face.AttachmentNo = rnd.IntN(3) - 1
		default:
			s.face = issued(no, "云州市水务局关于"+topic+"的通知", "2024-01-01")
			s.text = body(s.face.Title + pick("", "改"))
		}
		out = append(out, s)
	}
	return out
}

func TestNameMendsARecognisedTitle(t *testing.T) {
	for _, c := range []struct{ name, read, want string }{
		{"云州市文化馆关于借用会议厅的函", "云洲市文化馆关于借用会议厅的", "云州市文化馆关于借用会议厅的函"},
		{"云州市车队关于报废公务用车的请示", "云州市车队关于报废公用车务的请示", "云州市车队关于报废公务用车的请示"},
		{"安达公司-泵房防水工程施工合同", "市水厂西区泵房防水工程施工合同", "市水厂西区泵房防水工程施工合同"},
		{"关于购置设备的请示", "育么乙〇", "关于购置设备的请示"},
	} {
		d := Group(office(seen{path: "扫描/1.pdf", ocr: true, text: body(c.read), face: archive.Face{Elements: archive.Elements{Title: c.read}},
			named: archive.Face{Elements: archive.Elements{Title: c.name}}})).Documents[0]
		if d.Title != c.want {
			t.Errorf("read %q under the name %q: title %q", c.read, c.name, d.Title)
		}
	}
}
