package appraise_test

import (
	"testing"

	"niandang/archive"
)

var cityHeat = archive.Organ{Name: "云州市住房和城乡建设局", ShortNames: []string{"市住房城乡建设局"}, Level: "市",
	Place:        archive.Place{Province: "海陵省", City: "云州市"},
	Superiors:    []string{"海陵省住房和城乡建设厅"},
	Subordinates: []string{"云州市市政设施维护中心"}, Departments: []archive.Department{{Name: "城市建设科", Code: "CJ"}}}

// Kinds of documents whose clause the form of the title tells.
func TestClausesByTheKindOfDocument(t *testing.T) {
	for _, c := range []struct {
		doc  archive.Document
		want string
		ask  bool
	}{
		{paper("云州市住房和城乡建设局2021年度法治政府建设情况报告", "云州市住房和城乡建设局", "市人民政府"), "8.7.1", false},
		{paper("云州市住房和城乡建设局关于“十三五”城市供热规划实施情况的报告", "云州市住房和城乡建设局", "市人民政府"), "8.7.1", false},
		{paper("云州市住房和城乡建设局关于建设云州市地下管廊展示馆的请示", "云州市住房和城乡建设局", "市人民政府"), "8.2.1", false},
		{paper("云州市住房和城乡建设局关于拨付供热补贴的请示", "云州市住房和城乡建设局", "市人民政府"), "8.2.2", false},
		{paper("云州市市政设施维护中心关于审批排水干渠清淤方案的请示", "云州市市政设施维护中心", "市住房城乡建设局"), "8.3.2", false},
		{paper("云州市住房和城乡建设局关于排水干渠清淤实施方案的批复", "云州市住房和城乡建设局", "市市政设施维护中心"), "8.3.2", false},
		{paper("云州市市政设施维护中心关于增设路灯控制站点的请示", "云州市市政设施维护中心", "市住房城乡建设局"), "8.3.2", false},
		{paper("海陵省住房和城乡建设厅关于印发《燃气泄漏处置方案》的通知", "海陵省住房和城乡建设厅", "各市住房城乡建设局"), "11（上级主管业务重要）", false},
		{paper("云州市人民政府关于加强燃气管道保护的通告", "云州市人民政府"), "11（上级主管业务重要）", false},
		{paper("云州市人民政府行政复议决定书", "云州市人民政府", "市住房城乡建设局"), "8.6.5（一般）", true},
		{paper("云州市人民政府行政复议决定书", ""), "8.6.5（一般）", true},
		{paper("云州市发展和改革委员会关于地下管廊展示馆项目初步设计概算的批复", "云州市发展和改革委员会", "市住房城乡建设局"), "8.2.1", false},
		{paper("云州市住房和城乡建设局关于商请征用体育馆安置受灾群众的函", "云州市住房和城乡建设局", "市体育局"), "8.3.2", true},
		{paper("云州市住房和城乡建设局关于报送《云州年鉴》城建篇目稿件的函", "云州市住房和城乡建设局", "市地方志编纂中心"), "8.3.2", true},
		{paper("台式电脑采购合同", "云州市住房和城乡建设局"), "10.2（一般）", false},
		{paper("智慧供热平台（一期）建设合同", "云州市住房和城乡建设局"), "10.2（重要）", false},
	} {
		if d, got := retained(t, cityHeat, c.doc); got.Clause != c.want || got.Review != c.ask {
			t.Errorf("%s (%s %s): %s, review %v; want %s", c.doc.Title, d.Kind, d.Relation, got.Clause, got.Review, c.want)
		}
	}
}

// A paper read out at a meeting has a headline for a title: the clause follows from
// what it is.
func TestAPaperReadOutAtAMeetingHasItsClause(t *testing.T) {
	d := paper("管好一盏灯照亮一条路", "云州市市政设施维护中心")
	d.Genre = "交流材料"
	if _, kept := retained(t, cityHeat, d); kept.Clause != "4.2" {
		t.Errorf("%s", kept.Clause)
	}
}
