package appraise_test

import (
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

var countyForest = archive.Organ{Name: "临溪县林业局", ShortNames: []string{"县林业局"}, OwnBodies: []string{"中共临溪县林业局党组"}, Level: "县",
	Place:        archive.Place{Province: "海陵省", City: "云州市", County: "临溪县"},
	Subordinates: []string{"临溪县青松岭林场"}, Departments: []archive.Department{{Name: "组织工作股", Code: "ZZ"}, {Name: "造林绿化股", Code: "ZL"}}}

func TestWhoStandsWhere(t *testing.T) {
	for _, c := range []struct {
		organ archive.Organ
		doc   archive.Document
		kind  archive.Kind
		rel   archive.Relation
		dir   string
	}{
		{countyForest, paper("白沙镇人民政府关于解决防火道维护资金的请示", "白沙镇人民政府", "县林业局"), archive.Incoming, archive.Unrelated, "上行"},
		{countyForest, paper("临溪县直属机关工会工作委员会关于县林业局机关工会选举结果的批复", "临溪县直属机关工会工作委员会", "县林业局机关工会"), archive.Incoming, archive.Superior, "下行"},
		{countyForest, paper("中共临溪县青松岭林场支部委员会关于选举结果的报告", "中共临溪县青松岭林场支部委员会", "县林业局党组"), archive.Incoming, archive.Subordinate, "上行"},
		{countyForest, paper("海陵农业职业技术学院关于商请接收学生实习的函", "海陵农业职业技术学院", "县林业局"), archive.Incoming, archive.Unrelated, "平行"},
		{countyForest, paper("造林绿化股第一季度工作小结", "临溪县林业局"), archive.Internal, archive.Own, "内部"},
		{countyForest, paper("办公室卫生值日安排表", "临溪县林业局"), archive.Internal, archive.Own, "内部"},
		{cityUnion, paper("云州恒昌机械有限公司工会关于补选工会委员的请示", "云州恒昌机械有限公司工会", "市总工会"), archive.Incoming, archive.Subordinate, "上行"},
		{cityUnion, paper("云州市快递行业工会联合会筹备组关于成立工会联合会的请示", "云州市快递行业工会联合会筹备组", "市总工会"), archive.Incoming, archive.Subordinate, "上行"},
		{cityUnion, paper("云州市妇女联合会关于联合开展活动的函", "云州市妇女联合会", "市总工会"), archive.Incoming, archive.Peer, "平行"},
	} {
		d := c.doc
		d.Genre = archive.GenreOf(d.Title)
		if got := appraise.Place(c.organ, d); got.Kind != c.kind || got.Relation != c.rel || got.Direction != c.dir {
			t.Errorf("%s: %s %s %s, want %s %s %s", d.Title, got.Kind, got.Relation, got.Direction, c.kind, c.rel, c.dir)
		}
	}
}

func TestATableOfTheOrganIsInternalUnlessItIsSent(t *testing.T) {
	for path, want := range map[string]archive.Kind{"食堂/七月就餐.xlsx": archive.Internal, "食堂/七月就餐.pdf": archive.Outgoing, "发文/七月就餐.xlsx": archive.Outgoing} {
		d := paper("机关食堂七月就餐情况", "临溪县林业局")
		d.Path = path
		if got := appraise.Place(countyForest, d); got.Kind != want {
			t.Errorf("%s: %s, want %s", path, got.Kind, want)
		}
	}
}

func TestClausesOfWhatOthersAskAndWhatTheOrganSettles(t *testing.T) {
	for _, c := range []struct {
		doc  archive.Document
		want string
	}{
		{paper("白沙镇人民政府关于解决防火道维修资金的请示", "白沙镇人民政府", "县林业局"), "8.3.2"},
		{paper("白沙镇人民政府关于划转国有林地管理权的请示", "白沙镇人民政府", "县林业局"), "8.3.1"},
		{paper("临溪县交通运输局关于征求云溪公路占用林地意见的函", "临溪县交通运输局", "县林业局"), "8.3.2"},
		{paper("临溪县信访局关于转送村民来信的函", "临溪县信访局", "县林业局"), "9（信访）（有处理结果）"},
		{paper("临溪县林业局关于公布第二批古树名木名录的通知", "临溪县林业局", "各乡镇人民政府"), "8.1"},
		{paper("临溪县林业局关于公布防火值班电话名单的通知", "临溪县林业局", "各乡镇人民政府"), "第八条（一般事务）"},
		{paper("临溪县林业局关于给予3家木材加工企业警告处理的通报", "临溪县林业局", "各乡镇人民政府"), "8.6.2"},
		{paper("临溪县林业局关于报送2023年度工作总结的通知", "临溪县林业局", "各林场"), "第八条（一般业务）"},
		{paper("临溪县林业局2023年春节假期防火工作总结", "临溪县林业局"), "8.7.4"},
		{paper("局机关“五一”假期值班表", "临溪县林业局"), "第四条（二）"},
		{paper("2023年度水费缴纳情况统计表", "临溪县林业局"), "8.7.1"},
		{paper("中共临溪县林业局党组关于增设县种苗服务中心的请示", "中共临溪县林业局党组", "县委编委"), "9（机构）"},
		{paper("准予采伐林木许可决定书", "临溪县林业局", "白沙镇某村"), "8.6.3（20年以下）"},
		{paper("临溪县人民政府办公室关于调整县消防安全委员会组成人员的通知", "临溪县人民政府办公室", "县直各单位"), "第四条（一）"},
		{paper("关于某事项的请示", ""), "第八条（一般业务）"},
	} {
		if d, got := retained(t, countyForest, c.doc); got.Clause != c.want {
			t.Errorf("%s (%s %s): %s, want %s", c.doc.Title, d.Kind, d.Relation, got.Clause, c.want)
		}
	}
}

// A list of persons, or a call to apply, settles nothing.
func TestNotEveryListIsKeptForEverWithoutAsking(t *testing.T) {
	for _, title := range []string{"临溪县林业局关于公布义务植树参加人员名单的通知", "临溪县林业局关于开展林下经济示范基地认定工作的通知"} {
		if _, got := retained(t, countyForest, paper(title, "临溪县林业局", "各乡镇人民政府")); !got.Review {
			t.Errorf("%s: %s without asking", title, got.Clause)
		}
	}
}

// Whether an appointment is of the organ's people stands in the text when the title
// names persons alone.
func TestAppointmentsAreOfWhomTheTextNames(t *testing.T) {
	d := paper("中共临溪县委关于罗某等同志职务任免的通知", "中共临溪县委", "各乡镇党委", "县直各单位党组")
	d.Text = "各乡镇党委、县直各单位党组：\n县委决定：罗某同志任县林业局党组成员、副局长。"
	if _, got := retained(t, countyForest, d); got.Clause != "9（任免）" {
		t.Errorf("of the organ: %s", got.Clause)
	}
	d.Text = "各乡镇党委、县林业局党组：\n县委决定：罗某同志任县水利局党组成员、副局长。"
	if _, got := retained(t, countyForest, d); got.Clause != "第四条（一）" {
		t.Errorf("of another: %s", got.Clause)
	}
}

// What a joint notice of enforcement settles weighs as the organ's own does.
func TestJointNoticesOfEnforcementThatTheOrganLed(t *testing.T) {
	d := paper("临溪县林业局 临溪县公安局关于打击毁林专项行动情况的通报", "临溪县林业局", "各乡镇人民政府")
	d.Issuers = append(d.Issuers, "临溪县公安局")
	if _, got := retained(t, countyForest, d); got.Clause != "8.6.2" || got.Review {
		t.Errorf("%s, review %v", got.Clause, got.Review)
	}
}

// A department's name may end in a word that any title says.
func TestPlainWordsOfDepartmentsAreNoField(t *testing.T) {
	d := paper("临溪县人民政府办公室关于做好秋季征兵工作的通知", "临溪县人民政府办公室", "各单位")
	if _, got := retained(t, countyForest, d); got.Clause != "11（上级非主管业务）" {
		t.Errorf("%s", got.Clause)
	}
}
