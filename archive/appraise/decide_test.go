package appraise_test

import (
	"strings"
	"testing"
	"time"

	"niandang/archive"
	"niandang/archive/appraise"
	"niandang/assets/i18n"
)

func TestDecisionsAreExplained(t *testing.T) {
	s := load(t)
	words, err := i18n.Words(i18n.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	d := s.Decide(appraise.Trial(countyFinance, appraise.Probe{Title: "关于给予何某记大过处分的决定", Kind: "发文", Relation: "本级"}))
	said := archive.Words(words).SayAll(d.Why, "；")
	for _, w := range []string{"9（处分）", "警告（不含）以上", "记大过", "永久"} {
		if !strings.Contains(said, w) {
			t.Errorf("the reason does not say %s: %s", w, said)
		}
	}
	d = s.Decide(appraise.Trial(countyFinance, appraise.Probe{Title: "栗水县财政局2024年上半年工作总结", Kind: "发文", Relation: "本级"}))
	if d.RunnerUp == nil || len(d.RunnerUp.Why) == 0 {
		t.Fatal("no runner-up")
	}
	if lost := archive.Words(words).SayAll(d.RunnerUp.Why, ""); strings.Contains(lost, "appraise.") {
		t.Errorf("the runner-up's reason has no words: %s", lost)
	}
}

// Whatever is decided is told in whole sentences, in both languages.
func TestEveryReasonHasWords(t *testing.T) {
	names, lists := kindsOfOrgans(t)
	s := load(t)
	for _, lang := range []string{i18n.Chinese, i18n.English} {
		words, err := i18n.Words(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			for _, l := range lists[name] {
				d := s.Decide(appraise.Trial(archive.Organ{Name: name}, appraise.Probe{Title: l.title, Kind: l.kind, Relation: l.relation}))
				why := d.Why
				if d.RunnerUp != nil {
					why = append(why, d.RunnerUp.Why...)
				}
				if said := archive.Words(words).SayAll(why, "；"); strings.Contains(said, "appraise.") || strings.ContainsAny(said, "{}") || len(why) < 2 {
					t.Errorf("%s, %s: %s", lang, l.title, said)
				}
			}
		}
	}
}

// Every text that rules name exists in both languages with the same placeholders.
func TestReasonsHaveWordsInBothLanguages(t *testing.T) {
	zh, err := i18n.Words(i18n.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	en, err := i18n.Words(i18n.English)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range load(t).Rows() {
		for _, r := range row.Rules {
			if r.Because != "" && (zh[r.Because] == "" || en[r.Because] == "") {
				t.Errorf("%s: no words for %s", row.Clause, r.Because)
			}
		}
	}
	for id := range zh {
		if strings.HasPrefix(id, "appraise.") && strings.Count(zh[id], "{") != strings.Count(en[id], "{") {
			t.Errorf("%s: placeholders differ", id)
		}
	}
}

// Rows of grade C are from memory: none may decide without a person, except where
// the row's own rule says how sure it is.
func TestRowsFromMemoryAskForReview(t *testing.T) {
	for _, row := range load(t).Rows() {
		for _, r := range row.Rules {
			if row.Grade == "C" && !r.Review && r.Sure == 0 {
				t.Errorf("%s (grade C) decides without asking: %+v", row.Clause, r)
			}
		}
	}
}

func TestModelHasEveryClauseOfTheSchedule(t *testing.T) {
	s := load(t)
	all := ""
	for _, r := range s.Rows() {
		all += r.Clause + "\n"
	}
	for _, c := range strings.Fields("第四条（一） 第四条（二） 第四条（三） 第四条（四） 1.1 1.2 1.3 1.4 2.1 2.2 3 4.1 4.2 5.1.1 5.1.2 5.2.1 5.2.2 6.1 6.2 6.3 7.1 7.2 7.3 8.1 8.2.1 8.2.2 8.3.1 8.3.2 8.4.1.1 8.4.1.2 8.4.2.1 8.4.2.2 8.5.1 8.5.2 8.6.1 8.6.2 8.6.3 8.6.4 8.6.5 8.7.1 8.7.2 8.7.3 8.7.4 8.9.1 8.9.2 9（机构） 9（任免） 9（先进） 9（处分） 9（录用工资离退休） 9（信访） 9（介绍信名册） 9（党团工会 10.2 10（房产土地） 10（物资采购） 10（财务） 10（国有资产） 10（接待） 11（上级主管业务重要） 11（上级主管业务一般） 11（上级非主管业务） 11（同级） 12.1 12.2") {
		if !strings.Contains("\n"+all, "\n"+c) {
			t.Errorf("no row for %s", c)
		}
	}
}

func TestAPersonsDecisionIsNeverReplaced(t *testing.T) {
	fresh := archive.Decision{Retention: archive.Years10}
	for _, c := range []struct {
		old  archive.Decision
		kept bool
	}{
		{archive.Decision{Retention: archive.Permanent, By: "周敏", Reason: "馆里要求", At: time.Unix(1, 0)}, true},
		{archive.Decision{Retention: archive.Permanent, Confirmed: true}, true},
		{archive.Decision{Retention: archive.Permanent}, false},
	} {
		if got := appraise.Renew(c.old, fresh); (got.Retention == archive.Permanent) != c.kept {
			t.Errorf("%+v became %+v", c.old, got)
		}
	}
}

func TestTheLongerTermWinsBetweenEqualRules(t *testing.T) {
	// a contract that speaks of both weighty and slight things
	d := load(t).Decide(appraise.Trial(countyFinance, appraise.Probe{Title: "办公楼改造工程及空调维护服务合同", Kind: "内部", Relation: "本级"}))
	if d.Retention != archive.Permanent {
		t.Errorf("got %s %s", d.Retention, d.Clause)
	}
}

func BenchmarkDecide(b *testing.B) {
	s := load(b)
	cases := []appraise.Case{
		appraise.Trial(countyFinance, appraise.Probe{Title: "关于印发《栗水县县级预算绩效管理办法》的通知", Kind: "发文", Relation: "本级", Department: "预算股"}),
		appraise.Trial(countyFinance, appraise.Probe{Title: "临沅市财政局关于报送2024年一季度财政收支情况的通知", Kind: "收文", Relation: "上级"}),
		appraise.Trial(countyFinance, appraise.Probe{Title: "县妇联关于邀请参加健步走活动的函", Kind: "收文", Relation: "同级"}),
	}
	b.ReportAllocs()
	for i := range b.N {
		s.Decide(cases[i%len(cases)])
	}
}

func BenchmarkPlace(b *testing.B) {
	d := archive.Document{}
	d.Title, d.Issuers, d.Number = "临沅市财政局关于报送2024年一季度财政收支情况的通知", []string{"临沅市财政局"}, "临财〔2024〕8号"
	b.ReportAllocs()
	for range b.N {
		appraise.Place(countyFinance, d)
	}
}

// What a superior decides of people is left out (art. 4), but never unasked when it
// names a body below the organ.
func TestWhatNamesABodyBelowIsAsked(t *testing.T) {
	o := archive.Organ{Name: "栗水县财政局", Subordinates: []string{"栗水县会计核算中心"}, Departments: []archive.Department{{Name: "预算股"}, {Name: "国库股"}}}
	for title, asks := range map[string]bool{
		"关于给予县会计核算中心李某开除公职处分的决定": true,
		"关于给予县林业局张某开除公职处分的决定":    false,
	} {
		d := load(t).Decide(appraise.Trial(o, appraise.Probe{Title: title, Kind: "收文", Relation: "上级"}))
		if d.Retention != archive.NotArchived || d.Review != asks {
			t.Errorf("%s: %s, review %v", title, d.Retention, d.Review)
		}
	}
}

// A name that begins with a bare 县 is the organ's only where no other place stands
// before it.
func TestAnotherPlacesBureauIsNotTheOrgan(t *testing.T) {
	for title, want := range map[string]archive.Retention{
		"关于免去李某栗水县财政局副局长职务的通知": archive.Permanent,
		"关于免去李某同志县财政局副局长职务的通知": archive.Permanent,
		"关于给予临渡县财政局李某记功奖励的决定":  archive.NotArchived,
		"关于给予县财政局李某记功奖励的决定":    archive.Permanent,
	} {
		o := countyFinance
		o.ShortNames = append([]string{"局"}, o.ShortNames...)
		if d := load(t).Decide(appraise.Trial(o, appraise.Probe{Title: title, Kind: "收文", Relation: "上级"})); d.Retention != want {
			t.Errorf("%s: %s, want %s", title, d.Retention, want)
		}
	}
}
