package appraise_test

import (
	"reflect"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

// approved is a table as an archives stamps it: a title above, columns in another
// order and wording, chapters, sub-rows, an old term and a missing one.
var approved = [][]string{
	{"潞安市民政局文书档案保管期限表", "", "", "", ""},
	{"条款号", "保管年限", "文件材料", "归档部门", "备注"},
	{"一", "", "综合类", "", ""},
	{"1", "永久", "局党组会议、局长办公会议记录、纪要", "办公室", ""},
	{"2", "", "本局的请示与上级的批复", "", ""},
	{"2.1", "永久", "重要的", "各科室", ""},
	{"2.2", "D10", "一般的", "各科室", ""},
	{"3", "定期30年", "本局编印的简报、情况反映、工作信息", "办公室", "改为30年"},
	{"二", "", "业务类", "", ""},
	{"4", "永久", "养老机构设立许可、备案材料", "养老服务科", ""},
	{"5", "长期", "殡葬管理文件材料", "社会事务科", ""},
	{"6", "", "地名普查材料", "区划地名科", "待定"},
	{"7", "10年", "本机关的合同、协议：一般的", "办公室", ""},
	{"8", "30年", "本机关的合同、协议：一般的", "办公室", ""},
}

func importApproved(t *testing.T) (archive.ScheduleTable, []appraise.Question) {
	t.Helper()
	table, asked, err := appraise.ImportTable("潞安市民政局保管期限表", 2024, []appraise.Sheet{{Name: "封面"}, {Name: "表", Rows: approved}})
	if err != nil {
		t.Fatal(err)
	}
	return table, asked
}

func TestOwnTableIsReadInAnyOrderOfColumns(t *testing.T) {
	table, asked := importApproved(t)
	if len(table.Rows) != 9 {
		t.Fatalf("%d rows, want 9: %+v", len(table.Rows), table.Rows)
	}
	if r := table.Rows[2]; r.Number != "2.2" || r.Retention != archive.Years10 || !strings.Contains(r.Category, "请示") {
		t.Errorf("a sub-row lost its parent: %+v", r)
	}
	want := map[string]string{"5": "appraise.table.term", "6": "appraise.table.no_term", "8": "appraise.table.contradicts"}
	for _, q := range asked {
		if want[q.Number] != q.What.ID {
			t.Errorf("row %s asks %s", q.Number, q.What.ID)
		}
		delete(want, q.Number)
	}
	if len(want) > 0 {
		t.Errorf("nothing was asked of rows %v", want)
	}
}

func TestOwnTableComesBackAsItWent(t *testing.T) {
	table, _ := importApproved(t)
	again, _, err := appraise.ImportTable(table.Name, table.From, []appraise.Sheet{{Rows: appraise.ExportTable(table)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Rows) != len(table.Rows) {
		t.Fatalf("%d rows went, %d came back", len(table.Rows), len(again.Rows))
	}
	for i, r := range again.Rows {
		w := table.Rows[i]
		if r.Number != w.Number || r.Scope != w.Scope || r.Retention != w.Retention || r.Department != w.Department || r.Remark != w.Remark {
			t.Errorf("row %d: %+v came back as %+v", i, w, r)
		}
	}
}

func TestOwnTableBeatsTheNationalModel(t *testing.T) {
	o := archive.Organ{Name: "潞安市民政局", ShortNames: []string{"市民政局"}, Level: "市", Place: archive.Place{Province: "岭东省", City: "潞安市"}}
	model := load(t)
	table, _ := importApproved(t)
	own, maps, err := model.With(table)
	if err != nil {
		t.Fatal(err)
	}
	if maps[0].How != appraise.HowLike && maps[0].How != appraise.HowWords {
		t.Errorf("row 1 was not mapped: %+v", maps[0])
	}
	for _, c := range []struct {
		title, clause string
		model, own    archive.Retention
	}{
		{"民政工作简报2024年第3期", "3", archive.Years10, archive.Years30},
		{"关于更换局办公楼电梯的请示", "2.2", archive.Years30, archive.Years10},
		{"关于给予郑某警告处分的决定", "9（处分）", archive.Years30, archive.Years30}, // the own table is silent
	} {
		k := appraise.Trial(o, appraise.Probe{Title: c.title, Kind: "发文", Relation: "本机关"})
		if d := model.Decide(k); d.Retention != c.model {
			t.Errorf("model on %s: %s %s", c.title, d.Retention, d.Clause)
		}
		d := own.Decide(k)
		if d.Retention != c.own || !strings.HasPrefix(d.Clause, c.clause) {
			t.Errorf("own table on %s: %s %s, want %s %s", c.title, d.Retention, d.Clause, c.own, c.clause)
		}
	}
}

func TestWordsThatAPersonAddedFindTheRow(t *testing.T) {
	table := archive.ScheduleTable{Name: "表", From: 2020, Rows: []archive.ScheduleRow{
		{Number: "31", Scope: "其他材料", Retention: archive.Permanent, Words: []string{"英烈纪念设施"}},
		{Number: "32", Scope: "情况反映类", Retention: archive.Years30, Like: "8.5.2"},
		{Number: "33", Scope: "文件", Retention: archive.Years30},
	}}
	s, maps, err := load(t).With(table)
	if err != nil {
		t.Fatal(err)
	}
	if maps[2].How != appraise.HowNone {
		t.Errorf("row 33 says nothing, but was mapped: %+v", maps[2])
	}
	o := archive.Organ{Name: "潞安市退役军人事务局", Level: "市"}
	if d := s.Decide(appraise.Trial(o, appraise.Probe{Title: "关于英烈纪念设施保护情况的说明", Kind: "发文", Relation: "本机关"})); d.Clause != "31 其他材料" || d.Schedule != "表 2020" {
		t.Errorf("got %s of %s", d.Clause, d.Schedule)
	}
	if d := s.Decide(appraise.Trial(o, appraise.Probe{Title: "优抚工作简报第2期", Kind: "发文", Relation: "本机关"})); d.Retention != archive.Years30 {
		t.Errorf("got %s %s", d.Retention, d.Clause)
	}
}

func TestTheTableOfTheYearCounts(t *testing.T) {
	s := archive.Settings{Schedules: []archive.ScheduleTable{{Name: "旧", From: 2010}, {Name: "新", From: 2021}}}
	for year, want := range map[int]string{2009: "", 2010: "旧", 2020: "旧", 2021: "新", 2030: "新"} {
		if got, _ := s.TableFor(year); got.Name != want {
			t.Errorf("%d: %q, want %q", year, got.Name, want)
		}
	}
}

func TestASheetWithoutHeadingsIsRefused(t *testing.T) {
	_, _, err := appraise.ImportTable("x", 2020, []appraise.Sheet{{Rows: [][]string{{"姓名", "电话"}, {"张三", "1"}}}})
	if archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("got %v", err)
	}
}

func TestTickedTermColumnsAreRead(t *testing.T) {
	table, asked, err := appraise.ImportTable("x", 2020, []appraise.Sheet{{Rows: [][]string{
		{"序号", "归档范围", "永久", "30年", "10年"},
		{"1", "大事记", "√", "", ""},
		{"2", "简报", "", "", "√"},
		{"3", "名册", "√", "√", ""},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []archive.Retention
	for _, r := range table.Rows {
		got = append(got, r.Retention)
	}
	if want := []archive.Retention{archive.Permanent, archive.Years10, archive.RetentionUnset}; !reflect.DeepEqual(got, want) || len(asked) != 1 {
		t.Errorf("got %v and %v", got, asked)
	}
}

func FuzzImportTable(f *testing.F) {
	for _, r := range approved {
		f.Add(strings.Join(r, "\t"))
	}
	f.Add("1.\t-\t.1.\t√")
	f.Fuzz(func(t *testing.T, row string) {
		rows := [][]string{{"序号", "归档范围", "保管期限", "部门"}, strings.Split(row, "\t"), {"2", "大事记", "永久", ""}}
		table, _, err := appraise.ImportTable("x", 2020, []appraise.Sheet{{Rows: rows}})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range appraise.ExportTable(table) {
			if len(r) != 6 {
				t.Fatal("an exported row has lost a cell")
			}
		}
	})
}
