package arrange_test

import (
	"fmt"
	"testing"

	"niandang/archive"
	"niandang/archive/arrange"
)

func kinds(fs []archive.Finding) string {
	s := ""
	for _, f := range fs {
		s += f.Kind + "(" + f.Args["belongs"] + ") "
	}
	return s
}

func TestYearOfOneDocument(t *testing.T) {
	for _, c := range []struct {
		name, number, date, title string
		year                      int
		want                      string
	}{
		{"signed in the year", "云水发〔2021〕3号", "2021-02-01", "关于清理河道的通知", 2021, ""},
		{"number and date of the year before", "云水发〔2020〕88号", "2020-12-20", "关于申请经费的请示", 2020, "wrong_year(2020) "},
		{"no number, date of the year after", "", "2022-01-03", "值班记录", 2022, "wrong_year(2022) "},
		{"no date, number of another year", "云水发〔2019〕8号", "", "关于抗旱的通知", 2019, "wrong_year(2019) "},
		{"neither number nor date", "", "", "合影", 2021, ""},
		{"only the date is of another year: misread", "云水发〔2021〕3号", "2012-02-01", "关于清理河道的通知", 2021, ""},
		{"numbered last year, signed this year", "云水发〔2020〕99号", "2021-01-04", "关于清理河道的通知", 2021, "year_by_signing(2021) "},
		{"summary of another year", "云水发〔2021〕1号", "2021-01-15", "云州市水务局2020年度工作总结", 2021, ""},
		{"summary of this year, signed in the next", "", "2022-01-15", "云州市水务局2021年度工作总结", 2022, "year_by_signing(2022) "},
		{"summary of this year, numbered and signed in the next", "云水发〔2022〕1号", "2022-01-15", "云州市水务局2021年度工作总结", 2022, "wrong_year(2022) "},
		{"plan for the next year", "云水发〔2021〕90号", "2021-12-28", "关于报送2022年预算的报告", 2021, ""},
		{"plan over years that include this one", "云水发〔2021〕5号", "2021-03-28", "云州市2020—2025年水资源规划", 2021, ""},
		{"another year, but no plan or summary", "云水发〔2021〕9号", "2021-12-28", "关于2022年元旦放假的通知", 2021, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := archive.Document{ID: "d", Path: "d.pdf", Elements: archive.Elements{Number: c.number, Date: c.date, Title: c.title}}
			got, found := arrange.YearOf(d, 2021)
			if got != c.year || kinds(found) != c.want {
				t.Errorf("got %d %q, want %d %q", got, kinds(found), c.year, c.want)
			}
			for _, f := range found {
				if f.Path != "d.pdf" || f.Number != c.number || f.Year != 2021 {
					t.Errorf("finding %+v", f)
				}
			}
		})
	}
}

func TestYearThatAPersonSetStands(t *testing.T) {
	d := archive.Document{ArchYear: 2021, Elements: archive.Elements{Number: "云水发〔2020〕88号", Date: "2020-12-20"},
		Trusts: map[string]archive.Trust{archive.ElYear: {Source: archive.FromPerson, Confidence: 1}}}
	if got, found := arrange.YearOf(d, 2021); got != 2021 || len(found) != 0 {
		t.Errorf("got %d %v", got, found)
	}
}

func TestMatterOverTheTurnOfAYearBelongsToItsEnd(t *testing.T) {
	docs := []archive.Document{
		{ID: "request", Path: "q", Elements: archive.Elements{Number: "云水发〔2020〕88号", Date: "2020-12-20"}},
		{ID: "reply", Path: "r", ReplyTo: "request", Elements: archive.Elements{Number: "云政复〔2021〕2号", Date: "2021-01-20"}},
		{ID: "stray", Path: "s", Elements: archive.Elements{Number: "云水发〔2020〕70号", Date: "2020-10-20"}},
		{ID: "minutes1", Path: "m1", Matter: "meeting", Elements: archive.Elements{Date: "2020-12-30"}},
		{ID: "minutes2", Path: "m2", Matter: "meeting", Elements: archive.Elements{Date: "2021-01-02"}},
		{ID: "old", Path: "o", Matter: "long", Elements: archive.Elements{Date: "2015-12-30"}},
		{ID: "new", Path: "n", Matter: "long", Elements: archive.Elements{Date: "2021-01-02"}},
	}
	out, found := arrange.Years(docs, 2021)
	years := ""
	for _, d := range out {
		years += fmt.Sprintf("%s %d; ", d.ID, d.ArchYear)
	}
	if want := "request 2021; reply 2021; stray 2020; minutes1 2021; minutes2 2021; old 2015; new 2021; "; years != want {
		t.Errorf("got  %s\nwant %s", years, want)
	}
	if want := "cross_year(2021) wrong_year(2020) cross_year(2021) wrong_year(2015) "; kinds(found) != want {
		t.Errorf("got  %s\nwant %s", kinds(found), want)
	}
	if docs[0].ArchYear != 0 {
		t.Error("Years changed what it was handed")
	}
}
