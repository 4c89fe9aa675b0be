package appraise_test

import (
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

func TestSecrecyEndsWithItsTerm(t *testing.T) {
	for _, c := range []struct {
		mark, term, date, want string
	}{
		{"秘密", "5年", "2023-07-14", "2028-07-14"},
		{"机密", "", "2023-07-14", "2043-07-14"}, // 条例: the longest term where none is marked
		{"绝密", "", "2001-01-31", "2031-01-31"},
		{"秘密", "6个月", "2023-01-10", "2023-07-10"},
		{"秘密", "１年", "2023-01-10", "2024-01-10"},
		{"秘密", "长期", "2023-01-10", ""},
		{"内部", "5年", "2023-01-10", ""},
		{"秘密", "5年", "", ""},
	} {
		got, ok := appraise.Declassified(archive.Elements{Security: c.mark, SecurityTerm: c.term, Date: c.date})
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s★%s of %s ends %q, want %q", c.mark, c.term, c.date, got, c.want)
		}
	}
	if !appraise.OverTerm(archive.Elements{Security: "秘密", SecurityTerm: "20年"}) || appraise.OverTerm(archive.Elements{Security: "机密", SecurityTerm: "20年"}) {
		t.Error("保密法 art. 20: 秘密 at most 10 years, 机密 at most 20")
	}
}

func TestSecretAndPublicOnOneDocumentIsAnError(t *testing.T) {
	doc := func(id, mark, disclosure string, from archive.Source) archive.Document {
		d := archive.Document{ID: id, Path: id + ".pdf", Trusts: map[string]archive.Trust{archive.ElSecurity: {Source: from}}}
		d.Security, d.Disclosure = mark, disclosure
		return d
	}
	found := appraise.Secrecy([]archive.Document{
		doc("a", "秘密", appraise.Public, archive.FromFace),
		doc("b", "内部", appraise.Public, archive.FromFace),
		doc("c", "机密", appraise.NotPublic, archive.FromFace),
		doc("d", "秘密", appraise.Public, archive.FromRegister), // the register's own finding
		doc("e", "机密", appraise.OnRequest, archive.FromFilename),
	}, []archive.Row{{Document: "a", Sheet: "收文", Row: 7}}, archive.Settings{})
	if len(found) != 2 || found[0].Document != "a" || found[0].Row != 7 || found[1].Document != "e" {
		t.Fatalf("found %+v", found)
	}
	if found[0].Kind != archive.FSecurityConflict || found[0].Severity != archive.SevError {
		t.Errorf("%s %s", found[0].Kind, found[0].Severity)
	}
}

func TestTermsRunFromTheFirstOfJanuaryAfterTheYear(t *testing.T) {
	items := []archive.Item{
		{Code: "b", Year: 2014, Retention: archive.Years10},
		{Code: "a", Year: 2013, Retention: archive.Years10},
		{Code: "c", Year: 1990, Retention: archive.Permanent},
		{Code: "d", Year: 1994, Retention: archive.Years30},
	}
	due := appraise.Expired(items, 2025)
	if len(due) != 3 || due[0].Item.Code != "a" || due[0].Since != 2024 || due[1].Item.Code != "b" || due[1].Since != 2025 {
		t.Errorf("due in 2025: %+v", due)
	}
	if due = appraise.Expired(items, 2024); len(due) != 1 {
		t.Errorf("due in 2024: %+v", due)
	}
}

func TestDisclosureListsLeaveSecretsOut(t *testing.T) {
	doc := func(title, genre, disclosure, mark, date, clause string) archive.Document {
		d := archive.Document{Kind: archive.Outgoing, Relation: archive.Own, Decision: archive.Decision{Clause: clause}}
		d.Title, d.Genre, d.Disclosure, d.Security, d.Date = title, genre, disclosure, mark, date
		return d
	}
	docs := []archive.Document{
		doc("关于印发《云州市河道管理办法》的通知", "通知", appraise.Public, "", "2023-11-02", "8.1"),
		doc("关于开展节水宣传的通知", "通知", appraise.Public, "", "2023-02-10", ""),
		doc("关于水库安全的报告", "报告", appraise.Public, "秘密", "2023-05-01", ""),
		doc("关于经费的请示", "请示", appraise.NotPublic, "", "", ""),
	}
	list := appraise.DisclosureCatalogue(docs)
	if len(list) != 2 || list[0].Date != "2023-02-10" {
		t.Errorf("catalogue %+v", list)
	}
	counts := appraise.DisclosureCounts(docs)
	total := 0
	for _, c := range counts {
		total += c.Total
		if c.Category == appraise.Normative && c.Quarters != [4]int{0, 0, 0, 1} {
			t.Errorf("规范性文件 by quarter: %v", c.Quarters)
		}
		if c.Category == "请示" && c.Undated != 1 {
			t.Errorf("a document without date was counted into a quarter: %+v", c)
		}
	}
	if total != 3 || len(counts) != 3 {
		t.Errorf("counts %+v", counts)
	}
	if sum := appraise.Total(counts); sum.Total != 3 || sum.Quarters != [4]int{1, 0, 0, 1} || sum.Undated != 1 {
		t.Errorf("all together: %+v", sum)
	}
	if counts[0].Category != appraise.Normative {
		t.Errorf("what binds the public does not come first: %+v", counts)
	}
}

func TestGistEndsWithASentence(t *testing.T) {
	long := strings.Repeat("河道管理范围内不得倾倒垃圾", 4) + "。" + strings.Repeat("违者依法处理", 20)
	for text, want := range map[string]string{
		"":                         "",
		"  短文。 ":                   "短文。",
		long:                       strings.Repeat("河道管理范围内不得倾倒垃圾", 4) + "。",
		strings.Repeat("没有句号", 30): strings.Repeat("没有句号", 25) + "…",
	} {
		if got := appraise.Gist(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNotArchivedListKeepsReasons(t *testing.T) {
	doc := func(date, clause string, r archive.Retention) archive.Document {
		d := archive.Document{Decision: archive.Decision{Retention: r, Clause: clause, Why: []archive.Text{archive.Say("x")}}}
		d.Date = date
		return d
	}
	list := appraise.NotArchived([]archive.Document{
		doc("2023-05-01", "第四条（三）", archive.NotArchived), doc("2023-03-01", "8.1", archive.Permanent), doc("2023-01-01", "第四条（一）", archive.NotArchived),
	})
	if len(list) != 2 || list[0].Decision.Clause != "第四条（一）" || len(list[1].Decision.Why) != 1 {
		t.Errorf("got %+v", list)
	}
}

func TestOverridesOfEarlierYearsAreOffered(t *testing.T) {
	past := func(id, number, title, by, why string) archive.Document {
		d := archive.Document{ID: id, Year: 2023, Decision: archive.Decision{Retention: archive.Permanent, By: by, Reason: why}}
		d.Number, d.Title, d.Genre = number, title, archive.GenreOf(title)
		return d
	}
	olds := []archive.Document{
		past("override", "云水发〔2023〕9号", "关于2023年汛期值班安排的通知", "周敏", "馆里要求"),
		past("confirmed", "云水发〔2023〕8号", "关于2022年汛期值班安排的通知", "周敏", ""),
		past("program", "云水发〔2023〕7号", "关于2021年汛期值班安排的通知", "", ""),
		past("series", "云水发〔2023〕6号", "关于做好2023年枯水期值班工作安排的通知", "周敏", "惯例"),
		past("elsewhere", "云水函〔2023〕6号", "关于做好2023年枯水期值班工作安排的通知", "周敏", "惯例"),
		past("other", "云水发〔2023〕5号", "关于表彰先进的决定", "周敏", "级别高"),
	}
	d := archive.Document{ID: "new", Year: 2024}
	d.Number, d.Title, d.Genre = "云水发〔2024〕11号", "关于2024年汛期值班安排的通知", "通知"
	got := appraise.Precedents(d, olds)
	if len(got) != 2 || got[0].Document != "override" || got[0].Same != "title" || got[1].Document != "series" || got[1].Same != "series" {
		t.Fatalf("offered %+v", got)
	}
	if d.Decision.Retention != archive.RetentionUnset {
		t.Error("a precedent was applied")
	}
}
