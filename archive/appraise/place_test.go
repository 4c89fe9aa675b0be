package appraise_test

import (
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

var (
	countyFinance = archive.Organ{Name: "栗水县财政局", ShortNames: []string{"县财政局"}, Level: "县",
		Place:       archive.Place{Province: "海陵省", City: "临沅市", County: "栗水县"},
		Departments: []archive.Department{{Name: "预算股", Code: "YS"}, {Name: "办公室", Code: "BG"}},
		Series:      []archive.Series{{Prefix: "栗财", Kind: archive.Outgoing}}}
	cityLabour = archive.Organ{Name: "临沅市人力资源和社会保障局", Level: "市",
		Place:        archive.Place{Province: "海陵省", City: "临沅市"},
		Subordinates: []string{"临沅市劳动就业服务中心"}}
)

// Without any list of superiors, names alone tell (条例 art. 14 to 16).
func TestIssuersArePlacedByTheirNames(t *testing.T) {
	for _, c := range []struct {
		organ  archive.Organ
		issuer string
		want   archive.Relation
	}{
		{countyFinance, "栗水县财政局", archive.Own},
		{countyFinance, "县财政局", archive.Own},
		{countyFinance, "中共栗水县财政局党组", archive.Own},
		{countyFinance, "预算股", archive.Own},
		{countyFinance, "栗水县财政局机关工会", archive.Own},
		{countyFinance, "中共栗水县委", archive.Superior},
		{countyFinance, "县委办公室", archive.Superior},
		{countyFinance, "栗水县人民政府办公室", archive.Superior},
		{countyFinance, "中共栗水县委组织部", archive.Superior},
		{countyFinance, "县委编办", archive.Superior},
		{countyFinance, "中共栗水县纪律检查委员会", archive.Superior},
		{countyFinance, "栗水县安全生产委员会办公室", archive.Superior},
		{countyFinance, "临沅市财政局", archive.Superior},
		{countyFinance, "市财政局", archive.Superior},
		{countyFinance, "海陵省财政厅", archive.Superior},
		{countyFinance, "财政部", archive.Superior},
		{countyFinance, "国务院办公厅", archive.Superior},
		{countyFinance, "栗水县卫生健康局", archive.Peer},
		{countyFinance, "县发改委", archive.Peer},
		{countyFinance, "栗水县妇女联合会", archive.Unrelated},
		{countyFinance, "栗水县第二中学", archive.Unrelated},
		{countyFinance, "青原县财政局", archive.Unrelated},
		{countyFinance, "海陵宏达建设有限公司", archive.Unrelated},
		{cityLabour, "市人社局", archive.Own},
		{cityLabour, "临沅市人社局", archive.Own},
		{cityLabour, "省人社厅", archive.Superior},
		{cityLabour, "人力资源社会保障部", archive.Superior},
		{cityLabour, "栗水县人力资源和社会保障局", archive.Subordinate},
		{cityLabour, "市劳动就业服务中心", archive.Subordinate},
		{cityLabour, "栗水县财政局", archive.Unrelated},
		{cityLabour, "市财政局", archive.Peer},
		{cityLabour, "不知何处", ""},
	} {
		d := archive.Document{}
		d.Issuers, d.Title = []string{c.issuer}, "关于某事项的通知"
		if got := appraise.Place(c.organ, d).Relation; got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.issuer, c.organ.Name, got, c.want)
		}
	}
}

func TestDirectionFollowsKindRelationAndGenre(t *testing.T) {
	for _, c := range []struct {
		number, title, issuer string
		recipients            []string
		kind                  archive.Kind
		direction             string
	}{
		{"栗财〔2024〕3号", "关于追加经费的请示", "栗水县财政局", []string{"县人民政府"}, archive.Outgoing, "上行"},
		{"栗财〔2024〕4号", "关于同意调整的批复", "栗水县财政局", []string{"县国库支付中心"}, archive.Outgoing, "下行"},
		{"栗财函〔2024〕4号", "关于商请协助的函", "栗水县财政局", []string{"县教育局"}, archive.Outgoing, "平行"},
		{"", "局党组会议记录", "栗水县财政局", nil, archive.Internal, "内部"},
		{"栗财信〔2024〕4号", "关于反映补贴发放问题的答复", "栗水县财政局", nil, archive.Internal, "内部"},
		{"栗工信〔2024〕4号", "关于核实名单的函", "栗水县财政局", nil, archive.Outgoing, "平行"},
		{"", "栗水县2023年财政收支统计年报表", "栗水县财政局", nil, archive.Internal, "内部"},
		{"", "2023年第三季度财政收支统计分析", "栗水县财政局", nil, archive.Internal, "内部"},
		{"临财〔2024〕1号", "关于预算编制的通知", "临沅市财政局", []string{"各县财政局"}, archive.Incoming, "下行"},
		{"", "关于协助核查的函", "栗水县司法局", []string{"县财政局"}, archive.Incoming, "平行"},
	} {
		d := archive.Document{}
		d.Number, d.Title, d.Issuers, d.Recipients = c.number, c.title, []string{c.issuer}, c.recipients
		got := appraise.Place(countyFinance, d)
		if got.Kind != c.kind || got.Direction != c.direction {
			t.Errorf("%s: %s %s, want %s %s", c.title, got.Kind, got.Direction, c.kind, c.direction)
		}
	}
}

func TestWhatAPersonOrTheRegisterSetStays(t *testing.T) {
	for _, from := range []archive.Source{archive.FromPerson, archive.FromRegister} {
		d := archive.Document{Kind: archive.Internal, Relation: archive.Peer, Trusts: map[string]archive.Trust{
			appraise.TrustKind: {Source: from}, appraise.TrustRelation: {Source: from}, archive.ElDirection: {Source: from}}}
		d.Direction, d.Issuers, d.Title = "上行", []string{"栗水县财政局"}, "关于某事项的通知"
		got := appraise.Place(countyFinance, d)
		if got.Kind != archive.Internal || got.Relation != archive.Peer || got.Direction != "上行" {
			t.Errorf("from %s: %s %s %s", from, got.Kind, got.Relation, got.Direction)
		}
		if d.Trusts[appraise.TrustLead].Source != "" {
			t.Error("the document handed in was changed")
		}
	}
}

func TestUnknownIssuersAskForReview(t *testing.T) {
	d := archive.Document{}
	d.Issuers, d.Title = []string{"不知何处"}, "关于某事项的情况"
	got := appraise.Place(countyFinance, d)
	if len(got.Review) == 0 {
		t.Error("the direction of an unknown issuer was not put to review")
	}
	if dec := load(t).Decide(appraise.CaseOf(got, countyFinance)); !dec.Review {
		t.Errorf("decided %s without asking", dec.Retention)
	}
}

func TestTheLeadOfAJointDocument(t *testing.T) {
	for _, c := range []struct {
		issuers []string
		lead    bool
		part    appraise.Part
	}{
		{[]string{"栗水县财政局", "栗水县审计局"}, true, appraise.Leads},
		{[]string{"栗水县审计局", "栗水县财政局"}, false, appraise.TakesPart},
		{[]string{"栗水县审计局", "栗水县教育局"}, false, ""},
	} {
		d := archive.Document{}
		d.Issuers, d.Title = c.issuers, "关于印发《办法》的通知"
		got := appraise.Place(countyFinance, d)
		if k := appraise.CaseOf(got, countyFinance); got.Lead != c.lead || k.Part != c.part {
			t.Errorf("%v: lead %v, part %q", c.issuers, got.Lead, k.Part)
		}
	}
}

func FuzzPlace(f *testing.F) {
	f.Add("栗水县财政局", "关于某事项的通知", "栗财〔2024〕3号")
	f.Add("市", "县", "〔2024〕")
	f.Add("中共", "市市市局关于局", "号")
	s := load(f)
	f.Fuzz(func(t *testing.T, issuer, title, number string) {
		d := archive.Document{}
		d.Issuers, d.Title, d.Number = []string{issuer}, title, number
		got := appraise.Place(cityLabour, d)
		dec := s.Decide(appraise.CaseOf(got, cityLabour))
		if dec.Retention == archive.RetentionUnset || dec.Confidence < 0 || dec.Confidence > 1 || len(dec.Why) == 0 {
			t.Fatalf("a decision without term, reason or a fair confidence: %+v", dec)
		}
	})
}
