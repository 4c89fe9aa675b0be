package collect

import (
	"testing"

	"niandang/archive"
)

// doc is a document of the made-up year: ID, number, title, date, issuer,
// recipients.
func doc(f ...string) archive.Document {
	return archive.Document{ID: f[0], Group: f[0], Matter: f[0], Elements: archive.Elements{
		Number: f[1], Title: f[2], Date: f[3], Issuers: f[4:5], Recipients: f[5:], Genre: archive.GenreOf(f[2]),
	}}
}

func quotes(number, title string) archive.Face {
	return archive.Face{Quotes: []archive.Quote{{Number: number, Title: title}}, Opening: "你单位来文收悉。"}
}

func TestReplyFindsItsRequest(t *testing.T) {
	const us, center, county, edu = "云州市水务局", "云州市节水中心", "安溪县水利局", "云州市教育局"
	for _, c := range []struct {
		name  string
		docs  []archive.Document
		faces map[string]archive.Face
		want  map[string]string // reply to request
	}{
		{"by the number that it quotes", []archive.Document{
			doc("q", "云节水〔2024〕9号", "云州市节水中心关于购置检测设备的请示", "2024-04-01", center, us),
			doc("r", "云水复〔2024〕2号", "云州市水务局关于同意更新仪器的批复", "2024-04-20", us, center),
		}, map[string]archive.Face{"r": quotes("云节水〔2024〕9号", "关于购置检测设备的请示")}, map[string]string{"r": "q"}},
		{"by the title that it quotes", []archive.Document{
			doc("q", "", "云州市教育局关于协助检修校园供水管网的函", "2024-02-01", edu, us),
			doc("r", "云水函〔2024〕5号", "云州市水务局关于供水管网检修事宜的复函", "2024-02-09", us, edu),
		}, map[string]archive.Face{"r": quotes("", "关于协助检修校园供水管网的函")}, map[string]string{"r": "q"}},
		{"by subject and organs", []archive.Document{
			doc("q", "云水发〔2024〕3号", "云州市水务局关于新建城东泵站项目立项的请示", "2024-01-10", us, "市人民政府"),
			doc("r", "云政复〔2024〕8号", "云州市人民政府关于同意新建城东泵站项目立项的批复", "2024-02-20", "云州市人民政府", "市水务局"),
		}, nil, map[string]string{"r": "q"}},
		{"opinions that were asked for", []archive.Document{
			doc("q", "云司函〔2024〕30号", "云州市司法局关于征求《云州市行政检查规定（征求意见稿）》意见的函", "2024-05-02", "云州市司法局", us),
			doc("r", "云水函〔2024〕12号", "云州市水务局关于《云州市行政检查规定（征求意见稿）》的复函", "2024-05-12", us, "市司法局"),
		}, map[string]archive.Face{"r": quotes("", "关于征求《云州市行政检查规定（征求意见稿）》意见的函")}, map[string]string{"r": "q"}},
		{"a reply before the request is none", []archive.Document{
			doc("q", "云水发〔2024〕3号", "云州市水务局关于新建城东泵站项目立项的请示", "2024-03-10", us, "市人民政府"),
			doc("r", "云政复〔2024〕1号", "云州市人民政府关于同意新建城东泵站项目立项的批复", "2024-02-20", "云州市人民政府", "市水务局"),
		}, nil, map[string]string{}},
		{"a reply to another organ is none", []archive.Document{
			doc("q", "安水〔2024〕3号", "安溪县水利局关于水库除险加固资金的请示", "2024-03-10", county, us),
			doc("r", "云水复〔2024〕4号", "云州市水务局关于水库除险加固资金的批复", "2024-03-20", us, "东岭县水利局"),
		}, nil, map[string]string{}},
		{"where the quoted request is not here nothing else is it", []archive.Document{
			doc("q", "安水〔2024〕3号", "安溪县水利局关于水库除险加固资金的请示", "2024-03-10", county, us),
			doc("r", "云水复〔2024〕4号", "云州市水务局关于水库除险加固资金的批复", "2024-03-20", us, county),
		}, map[string]archive.Face{"r": quotes("安水〔2024〕1号", "关于水库维修养护经费的请示")}, map[string]string{}},
		{"a notice that quotes its basis answers nobody", []archive.Document{
			doc("b", "省水发〔2024〕3号", "省水利厅关于开展节水考核的通知", "2024-03-10", "省水利厅", us),
			doc("n", "云水发〔2024〕14号", "云州市水务局关于做好节水考核工作的通知", "2024-03-20", us, county),
		}, map[string]archive.Face{"n": {Quotes: []archive.Quote{{Number: "省水发〔2024〕3号"}}}}, map[string]string{}},
		{"two like requests: none rather than the wrong one", []archive.Document{
			doc("q1", "安水〔2024〕3号", "安溪县水利局关于河道采砂许可的请示", "2024-03-10", county, us),
			doc("q2", "安水〔2024〕5号", "安溪县水利局关于河道采砂许可的请示", "2024-03-12", county, us),
			doc("r", "云水复〔2024〕4号", "云州市水务局关于河道采砂许可的批复", "2024-03-20", us, county),
		}, nil, map[string]string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := make(map[string]string)
			for _, d := range Pair(c.docs, c.faces) {
				if d.ReplyTo != "" {
					got[d.ID] = d.ReplyTo
				}
			}
			if len(got) != len(c.want) || len(got) > 0 && got["r"] != c.want["r"] {
				t.Errorf("replies %v, want %v", got, c.want)
			}
		})
	}
}

func pairOfDocs() []archive.Document {
	return Pair([]archive.Document{
		doc("q", "云节水〔2024〕9号", "云州市节水中心关于购置检测设备的请示", "2024-04-01", "云州市节水中心", "市水务局"),
		doc("r", "云水复〔2024〕2号", "云州市水务局关于购置检测设备的批复", "2024-04-20", "云州市水务局", "市节水中心"),
	}, nil)
}

func TestPairSharesAMatterAndRoles(t *testing.T) {
	docs := pairOfDocs()
	if docs[0].Matter != docs[1].Matter || docs[0].Group == docs[1].Group {
		t.Errorf("matters %q %q, groups %q %q", docs[0].Matter, docs[1].Matter, docs[0].Group, docs[1].Group)
	}
	roles := PairRoles(docs)
	if roles["q"] != archive.RoleRequest || roles["r"] != archive.RoleReply {
		t.Errorf("roles %v", roles)
	}
}

func TestJoinPairsMakesOneItem(t *testing.T) {
	docs := JoinPairs(pairOfDocs())
	if docs[0].Group != docs[1].Group {
		t.Errorf("groups %q and %q", docs[0].Group, docs[1].Group)
	}
	docs = pairOfDocs()
	docs[1].Trusts = map[string]archive.Trust{"group": {Source: archive.FromPerson}}
	if docs = JoinPairs(docs); docs[0].Group == docs[1].Group {
		t.Error("a person's grouping was changed")
	}
}

func TestPapersOfOneMeetingShareAMatter(t *testing.T) {
	docs := Pair([]archive.Document{
		doc("n", "云水发〔2024〕30号", "云州市水务局关于召开2024年全市水务工作会议的通知", "2024-01-08", "云州市水务局"),
		doc("s", "", "李某同志在2024年全市水务工作会议上的讲话", "2024-01-18", "李某"),
		doc("o1", "〔2024〕1号", "云州市水务局局长办公会议纪要", "2024-01-09", "云州市水务局"),
		doc("o2", "〔2024〕2号", "云州市水务局局长办公会议纪要", "2024-01-23", "云州市水务局"),
	}, nil)
	if docs[1].Matter != "n" {
		t.Errorf("speech has matter %q, want that of the notice", docs[1].Matter)
	}
	if docs[2].Matter == docs[3].Matter {
		t.Error("two regular meetings were joined")
	}
}
