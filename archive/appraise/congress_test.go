package appraise_test

import (
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

var (
	cityUnion = archive.Organ{Name: "云州市总工会", ShortNames: []string{"市总工会"}, Level: "市",
		Place:     archive.Place{Province: "海陵省", City: "云州市"},
		Superiors: []string{"海陵省总工会", "中共云州市委"}, Series: []archive.Series{{Prefix: "云工发", Kind: archive.Outgoing}}}
	countyLeague = archive.Organ{Name: "共青团临溪县委员会", Level: "县", Place: archive.Place{Province: "海陵省", City: "云州市", County: "临溪县"}}
	countyWomen  = archive.Organ{Name: "临溪县妇女联合会", Level: "县", Place: archive.Place{Province: "海陵省", City: "云州市", County: "临溪县"}}
)

// retained places and decides a document and gives its term and clause.
func retained(t *testing.T, o archive.Organ, d archive.Document) (archive.Document, archive.Decision) {
	t.Helper()
	if d.Genre == "" {
		d.Genre = archive.GenreOf(d.Title)
	}
	d = appraise.Place(o, d)
	return d, load(t).Decide(appraise.CaseOf(d, o))
}

func paper(title string, issuer string, to ...string) archive.Document {
	d := archive.Document{}
	d.Title, d.Recipients = title, to
	if issuer != "" {
		d.Issuers = []string{issuer}
	}
	return d
}

// What belongs to the organ's own congress stays together, whoever wrote it; what is
// of another's congress, or only mentions the organ's, does not.
func TestPapersOfTheOwnCongressStayTogether(t *testing.T) {
	for _, c := range []struct {
		organ archive.Organ
		doc   archive.Document
		want  string
	}{
		{cityUnion, paper("云州市总工会关于召开云州市工会第九次代表大会的请示", "云州市总工会", "市委"), "1.1"},
		{cityUnion, paper("中共云州市委关于同意召开云州市工会第九次代表大会的批复", "中共云州市委", "市总工会党组"), "1.1"},
		{cityUnion, paper("海陵省总工会关于云州市总工会第九届委员会和经费审查委员会选举结果的批复", "海陵省总工会", "云州市总工会"), "1.1"},
		{cityUnion, paper("云州市总工会关于第九届委员会委员、常务委员候选人预备人选的请示", "云州市总工会", "市委"), "8.2.2"},
		{cityUnion, paper("云州市总工会关于云州市总工会第九届委员会委员候选人预备人选的请示", "云州市总工会", "市委"), "1.1"},
		{cityUnion, paper("云州市工会第九次代表大会关于财务工作报告的决议", "云州市工会第九次代表大会"), "1.1"},
		{cityUnion, paper("云州市总工会第八届经费审查委员会工作报告", "云州市总工会"), "1.1"},
		{cityUnion, paper("在云州市工会第九次代表大会上的工作报告", "云州市工会"), "1.1"},
		{cityUnion, paper("简报第3期", "云州市工会第九次代表大会秘书处"), "1.2"},
		{cityUnion, paper("云州市工会第九次代表大会会务工作总结", "云州市工会第九次代表大会会务组"), "1.3"},
		{cityUnion, paper("海陵省总工会致云州市工会第九次代表大会的贺信", "海陵省总工会", "云州市工会第九次代表大会"), "1.3"},
		{cityUnion, paper("云州市工会第九次代表大会资料印制协议", "云州市总工会"), "10.2（一般）"},
		{cityUnion, paper("云州市总工会第八届委员会第六次全体会议决议", "云州市总工会第八届委员会第六次全体会议"), "2.1"},
		{countyLeague, paper("中共临溪县委关于同意召开共青团临溪县第十二次代表大会的批复", "中共临溪县委", "团县委"), "1.1"},
		{countyWomen, paper("临溪县妇女第七次代表大会代表名单", "临溪县妇女第七次代表大会"), "1.1"},
	} {
		if d, got := retained(t, c.organ, c.doc); got.Clause != c.want {
			t.Errorf("%s (%s %s): %s, want %s", c.doc.Title, d.Kind, d.Relation, got.Clause, c.want)
		}
	}
	for _, d := range []archive.Document{
		paper("临溪县总工会关于召开临溪县工会第七次代表大会的请示", "临溪县总工会", "市总工会"),
		paper("云州市总工会关于同意召开临溪县工会第七次代表大会的批复", "云州市总工会", "临溪县总工会"),
		paper("海陵省总工会关于认真学习云州市工会第九次代表大会精神的通知", "海陵省总工会"),
	} {
		if _, got := retained(t, cityUnion, d); got.Clause == "1.1" {
			t.Errorf("%s: taken for the own congress", d.Title)
		}
	}
}
