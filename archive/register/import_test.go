package register_test

import (
	"fmt"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/page"
	"niandang/archive/register"
)

// table makes a table of lines whose cells are parted by |.
func table(name string, lines ...string) page.Table {
	t := page.Table{Name: name}
	for _, l := range lines {
		var row []string
		for _, c := range strings.Split(l, "|") {
			row = append(row, strings.ReplaceAll(strings.TrimSpace(c), `\n`, "\n"))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// entry gives what was read of a row, for comparing.
func entry(r archive.Row) string {
	s := fmt.Sprintf("%d %s %s %s %s", r.Row, r.Kind, r.Number, r.Title, r.Date)
	if r.Void {
		s += " void"
	}
	return s
}

// registers are registers as bureaus keep them, and what is to be read of them.
var registers = []struct {
	name  string
	table page.Table
	want  []string
}{
	{"plain", table("发文",
		"序号|文号|题名|日期|密级|主送|备注",
		"1|云水发〔2021〕1号|关于防汛值班的通知|2021-01-05|无|各科室|"),
		[]string{"2 发文 云水发〔2021〕1号 关于防汛值班的通知 2021-01-05"}},
	{"title rows above, other order and words", table("Sheet1",
		"云州市水务局2021年收文登记簿||||",
		"登记人：王某||||",
		"",
		"收文日期|事由|来文机关|文件编号|承办部门",
		"3月5日|关于报送用水总量的函|云州市统计局|云统函[2021]7号|水资源科"),
		[]string{"5 收文 云统函〔2021〕7号 关于报送用水总量的函 "}},
	{"headings in two lines", table("收文登记",
		"序号|来文||日期||承办",
		"|字号|标题|收到|成文|科室",
		"1|禹环发〔2020〕3号|关于排污口的通知|2020.4.2|2020.4.1|监测科"),
		[]string{"3 收文 禹环发〔2020〕3号 关于排污口的通知 2020-04-01"}},
	{"month and day in columns of their own", table("发文登记表",
		"年|月|日|发文字号|文件名称",
		"2019|12|3|瑞林发〔2019〕44号|关于冬季防火的通知"),
		[]string{"2 发文 瑞林发〔2019〕44号 关于冬季防火的通知 2019-12-03"}},
	{"number spread over columns", table("发文",
		"发文代字|编号|标题|签发日期",
		"瑞林函|12|关于商请移交图纸的函|5.6"),
		[]string{"2 发文 瑞林函〔2021〕12号 关于商请移交图纸的函 2021-05-06"}},
	{"running number beside the document's", table("收文",
		"编号|来文单位|文号|标题",
		"0007|云州市财政局|云财〔2021〕9号|关于预算的批复"),
		[]string{"2 收文 云财〔2021〕9号 关于预算的批复 "}},
	{"编号 is the document's number", table("发文",
		"编号|标题|日期",
		"云水办2021-3号|关于放假的通知|44300"),
		[]string{"2 发文 云水办〔2021〕3号 关于放假的通知 2021-04-14"}},
	{"blank rows, totals, repeated headings, foot", table("发文",
		"文号|标题|日期",
		"云水发〔2021〕1号|甲的通知|2021/1/2",
		"",
		"文号|标题|日期",
		"云水发〔2021〕2号|乙的通知|20210203",
		"合计：2件||",
		"制表人：李某||",
		"|||3"),
		[]string{"2 发文 云水发〔2021〕1号 甲的通知 2021-01-02", "5 发文 云水发〔2021〕2号 乙的通知 2021-02-03"}},
	{"void numbers", table("发文",
		"文号|标题|日期|备注",
		"云水发〔2021〕3号|（作废）||",
		"云水发〔2021〕4号|此号未用||",
		"云水发〔2021〕5号|||",
		"云水发〔2021〕6号|关于甲的通知|2021-1-1|编号作废",
		"云水发〔2021〕7号|关于部分文件作废的公告|2021-1-1|",
		"云水发〔2021〕8号|（空号，拟稿后撤回）|2021-1-1|"),
		[]string{"2 发文 云水发〔2021〕3号 （作废）  void", "3 发文 云水发〔2021〕4号 此号未用  void", "4 发文 云水发〔2021〕5号   void",
			"5 发文 云水发〔2021〕6号 关于甲的通知 2021-01-01 void", "6 发文 云水发〔2021〕7号 关于部分文件作废的公告 2021-01-01",
			"7 发文 云水发〔2021〕8号 （空号，拟稿后撤回） 2021-01-01 void"}},
	{"wide headings that say nothing of what stands below", table("2021来件",
		"收件号|来件情况|||办理情况||",
		"|机关|原文号|事由|主办科室|结果|附记",
		"12|云州市审计局|云审〔2021〕6号|关于开展审计的通知|财务科|已办|"),
		[]string{"3 收文 云审〔2021〕6号 关于开展审计的通知 "}},
	{"a sheet of void numbers", table("作废登记",
		"文号|原拟标题|日期|原因",
		"云水发〔2021〕12号|关于表彰先进的决定|2021-4-1|领导未签发"),
		[]string{"2  云水发〔2021〕12号 关于表彰先进的决定 2021-04-01 void"}},
	{"contracts", table("合同台账",
		"合同编号|合同名称|对方单位|签订时间|经办",
		"云水合〔2021〕4号|水表采购合同|临溪仪表厂|2021.7.1|供水科"),
		[]string{"2 内部 云水合〔2021〕4号 水表采购合同 2021-07-01"}},
	{"kind in a column", table("收发文总表",
		"收发文|文号|标题|日期",
		"收|省水〔2021〕1号|关于考核的通知|2021-1-1",
		"发|云水发〔2021〕1号|关于考核的报告|2021-1-9"),
		[]string{"2 收文 省水〔2021〕1号 关于考核的通知 2021-01-01", "3 发文 云水发〔2021〕1号 关于考核的报告 2021-01-09"}},
	{"ditto and line breaks in cells", table("收文",
		"来文单位|文号|标题|成文日期",
		`云州市政府|云政〔2021〕1号|关于下达\n计划的通知|2021年1月8日`,
		"同上|云政〔2021〕2号|关于抗旱的通知|〃"),
		[]string{"2 收文 云政〔2021〕1号 关于下达计划的通知 2021-01-08", "3 收文 云政〔2021〕2号 关于抗旱的通知 2021-01-08"}},
	{"no register", table("说明", "本表由办公室填写", "如有疑问请联系"), nil},
	{"numbers that are none of the standard's", table("发文登记",
		"发文字号|标题|成文日期",
		"第13期|水务简报|2021-6-1",
		"[2021]2号|局长办公会议纪要|2021-6-2"),
		[]string{"2 发文 第13期 水务简报 2021-06-01", "3 发文 〔2021〕2号 局长办公会议纪要 2021-06-02"}},
}

func TestImportUnderstandsRegistersOfMadeUpBureaus(t *testing.T) {
	for _, c := range registers {
		t.Run(c.name, func(t *testing.T) {
			rows, used, _ := register.Import([]page.Table{c.table}, nil, 2021)
			var got []string
			for _, r := range rows {
				got = append(got, entry(r))
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.want) {
				t.Errorf("got\n\t%q\nwant\n\t%q\ncolumns %v", got, c.want, used[0].Columns)
			}
		})
	}
}

func TestWideHeadingsGiveTheColumnsBelowTheirMeaning(t *testing.T) {
	rows, _, _ := register.Import([]page.Table{table("收文",
		"收文号|收文日期|来文情况||||办理情况|",
		"||来文机关|来文号|标题|密|承办部门|批办结果",
		"7|2021-3-1|云州市审计局|云审〔2021〕6号|关于开展审计的通知|秘密|财务科|已办")}, nil, 2021)
	if len(rows) != 1 || rows[0].Depart != "财务科" || rows[0].Security != "秘密" || len(rows[0].Issuers) != 1 || rows[0].Received != "2021-03-01" {
		t.Errorf("%+v", rows)
	}
}

func TestDatesInEveryForm(t *testing.T) {
	for cell, want := range map[string]string{
		"2021-3-5": "2021-03-05", "2021.03.05": "2021-03-05", "2021/3/5": "2021-03-05", "20210305": "2021-03-05",
		"2021年3月5日": "2021-03-05", "二〇二一年三月五日": "2021-03-05", "44260": "2021-03-05", "44260.5": "2021-03-05",
		"3月5日": "2021-03-05", "3.5": "2021-03-05", "3-5": "2021-03-05", "21.3.5": "2021-03-05", "03-05-21": "2021-03-05",
		"3/5/2021": "2021-03-05", "2021-03-05 00:00:00": "2021-03-05", "２０２１．３．５": "2021-03-05", "21年3月5日": "2021-03-05",
		"2021-2-30": "", "3月": "", "—": "", "待定": "", "12345": "", "99999": "",
	} {
		rows, _, _ := register.Import([]page.Table{table("发文", "文号|标题|成文日期", "云水发〔2021〕1号|关于防汛的通知|"+cell)}, nil, 2021)
		if len(rows) != 1 || rows[0].Date != want {
			t.Errorf("%s: %+v, want %s", cell, rows, want)
		}
	}
}

func TestDateWithoutYearTakesTheYearOfTheNumber(t *testing.T) {
	rows, _, _ := register.Import([]page.Table{table("发文", "文号|标题|成文日期", "云水发〔2020〕88号|关于防汛的通知|12月30日")}, nil, 2021)
	if rows[0].Date != "2020-12-30" {
		t.Errorf("date %s", rows[0].Date)
	}
}

func TestCellsAreReadAsWhatTheyMean(t *testing.T) {
	rows, _, _ := register.Import([]page.Table{
		table("发文登记", "文号|标题|主送机关|抄送|密级|保密期限|紧急程度|公开方式|拟稿科室|份数|签发人|备注",
			"云水发〔2021〕1号|关于大坝的报告|市政府、省水利厅|市应急局；市财政局|机密|10年|特急|依申请公开|河道科|30|周某|阅后存档"),
		table("收文登记", "收文号|来文单位|来文字号|来文标题|收文日期|来文日期|是否公开|密级",
			"12|省水利厅，省财政厅|省水〔2021〕4号|关于补助的通知|2021-2-3|2021-2-1|主动公开|普通"),
	}, nil, 2021)
	if len(rows) != 2 {
		t.Fatalf("rows %+v", rows)
	}
	out, in := rows[0], rows[1]
	for _, c := range []struct{ what, got, want string }{
		{"recipients", fmt.Sprint(out.Recipients), "[市政府 省水利厅]"}, {"cc", fmt.Sprint(out.CC), "[市应急局 市财政局]"},
		{"security", out.Security + out.SecurityTerm, "机密10年"}, {"urgency", out.Urgency, "特急"},
		{"disclosure", out.Disclosure, "依申请公开"}, {"department", out.Depart, "河道科"}, {"signers", fmt.Sprint(out.Signers), "[周某]"},
		{"remark", out.Remark, "阅后存档"}, {"issuers", fmt.Sprint(in.Issuers), "[省水利厅 省财政厅]"},
		{"received", in.Received, "2021-02-03"}, {"date", in.Date, "2021-02-01"}, {"serial", in.Serial, "12"},
		{"disclosure", in.Disclosure, "主动公开"}, {"security", in.Security, ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
}

func TestMappingIsRememberedByItsHeadings(t *testing.T) {
	sheet := table("外发", "甲|乙|丙", "云水发〔2021〕1号|关于防汛的通知|2021-1-5")
	rows, used, _ := register.Import([]page.Table{sheet}, nil, 2021)
	if len(rows) != 0 || len(used) != 1 || len(used[0].Columns) != 0 {
		t.Fatalf("headings that say nothing were understood: %v %v", rows, used)
	}
	mine := archive.Mapping{Headings: used[0].Headings, Kind: archive.Outgoing, Person: true,
		Columns: map[string]string{"甲": archive.ElNumber, "乙": archive.ElTitle, "丙": archive.ElDate}}
	rows, used, _ = register.Import([]page.Table{sheet}, []archive.Mapping{mine}, 2021)
	if len(rows) != 1 || rows[0].Number != "云水发〔2021〕1号" || rows[0].Kind != archive.Outgoing || !used[0].Person {
		t.Errorf("rows %+v, used %+v", rows, used)
	}
}

func TestPersonsMappingComesBeforeTheGuess(t *testing.T) {
	sheet := table("发文", "文号|标题|日期|主送", "云水发〔2021〕1号|关于防汛的通知|2021-1-5|")
	_, used, _ := register.Import([]page.Table{sheet}, nil, 2021)
	m := used[0]
	m.Person = true
	m.Columns = map[string]string{"文号": archive.ElNumber, "标题": archive.ElTitle, "日期": ""}
	guess := used[0]
	rows, _, _ := register.Import([]page.Table{sheet}, []archive.Mapping{guess, m}, 2021)
	if len(rows) != 1 || rows[0].Date != "" {
		t.Errorf("rows %+v", rows)
	}
}

func FuzzImport(f *testing.F) {
	f.Add("序号|文号|标题|日期\n1|云水发〔2021〕1号|关于防汛的通知|2021-1-5", 2021)
	f.Add("收文登记\n月|日|字号\n|标题|来文\n3|5|第3期", 0)
	f.Add("||\n\n|", -1)
	f.Fuzz(func(t *testing.T, text string, year int) {
		tab := table("登记", strings.Split(text, "\n")...)
		rows, used, _ := register.Import([]page.Table{tab}, nil, year)
		for _, r := range rows {
			if r.Row < 1 || r.Row > len(tab.Rows) {
				t.Fatalf("row %d of a table of %d", r.Row, len(tab.Rows))
			}
		}
		again, _, _ := register.Import([]page.Table{tab}, used, year)
		if len(again) != len(rows) {
			t.Fatalf("the mapping remembered gives %d rows, the guess %d", len(again), len(rows))
		}
	})
}
