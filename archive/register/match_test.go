package register_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/register"
)

// el gives the elements that rows and documents are matched by.
func el(number, title, date string) archive.Elements {
	return archive.Elements{Number: number, Title: title, Date: date}
}

func rowOf(n int, e archive.Elements, change ...func(*archive.Row)) archive.Row {
	r := archive.Row{ID: fmt.Sprint("r", n), Year: 2021, Sheet: "发文", Row: n, Kind: archive.Outgoing,
		Elements: e}
	for _, c := range change {
		c(&r)
	}
	return r
}

func docOf(id string, e archive.Elements, change ...func(*archive.Document)) archive.Document {
	d := archive.Document{ID: id, Path: id + ".pdf", Kind: archive.Outgoing, ArchYear: 2021,
		Elements: e, Trusts: map[string]archive.Trust{}}
	for _, e := range []string{archive.ElNumber, archive.ElTitle, archive.ElDate} {
		d.Trusts[e] = archive.Trust{Source: archive.FromFace, Confidence: 0.95}
	}
	for _, c := range change {
		c(&d)
	}
	return d
}

func trust(element string, source archive.Source, confidence float64) func(*archive.Document) {
	return func(d *archive.Document) {
		d.Trusts[element] = archive.Trust{Source: source, Confidence: confidence}
	}
}

// told gives "kind row" of each finding.
func told(fs []archive.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, fmt.Sprintf("%s %d", f.Kind, f.Row))
	}
	return strings.Join(out, ", ")
}

const (
	flood   = "云州市水务局关于做好2021年主汛期防汛值班工作的通知"
	reserve = "云州市水务局关于划定城区饮用水水源保护区的请示"
)

func TestEveryDifferenceIsFoundAndShowsBothValues(t *testing.T) {
	base := docOf("d", el("云水发〔2021〕12号", flood, "2021-05-20"))
	for _, c := range []struct {
		kind, register, face string
		row                  archive.Row
		doc                  archive.Document
	}{
		{archive.FTitleTypo, "云州市水务局关于做好2021年主讯期防汛值班工作的通知", flood,
			rowOf(2, el("云水发〔2021〕12号", "云州市水务局关于做好2021年主讯期防汛值班工作的通知", "2021-05-20")), base},
		{archive.FTitleVariant, "关于做好2021年主汛期防汛值班工作的通知", flood,
			rowOf(2, el("云水发〔2021〕12号", "关于做好2021年主汛期防汛值班工作的通知", "2021-05-20")), base},
		{archive.FNumberTypo, "云水发〔2021〕21号", "云水发〔2021〕12号", rowOf(2, el("云水发〔2021〕21号", flood, "2021-05-20")), base},
		{archive.FDateMismatch, "2021-05-02", "2021-05-20", rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-02")), base},
		{archive.FRegisterDisclosure, "不予公开", "主动公开",
			rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20"), func(r *archive.Row) { r.Disclosure = "不予公开" }),
			docOf("d", el("云水发〔2021〕12号", flood, "2021-05-20"), func(d *archive.Document) { d.Disclosure = "主动公开" })},
		{archive.FRegisterSecurityVsPublic, "秘密", "—",
			rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20"), func(r *archive.Row) { r.Security = "秘密" }),
			docOf("d", el("云水发〔2021〕12号", flood, "2021-05-20"), func(d *archive.Document) { d.Disclosure = "主动公开" })},
		{archive.FRegisterSecurityNotOnFace, "机密", "—",
			rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20"), func(r *archive.Row) { r.Security = "机密" }), base},
	} {
		t.Run(c.kind, func(t *testing.T) {
			rows, docs, found := register.Match([]archive.Row{c.row}, []archive.Document{c.doc})
			if rows[0].Document != "d" || told(found) != c.kind+" 2" {
				t.Fatalf("linked to %q, found %s, want %s", rows[0].Document, told(found), c.kind)
			}
			f := found[0]
			if f.Args["register"] != c.register || f.Args["face"] != c.face || f.Path != "d.pdf" || f.Sheet != "发文" {
				t.Errorf("finding %+v", f)
			}
			if (c.kind == archive.FTitleVariant) == (len(docs[0].Review) > 0) {
				t.Errorf("review %q", docs[0].Review)
			}
			saysAll(t, f)
		})
	}
}

// saysAll asks that a finding is said in both languages, with nothing left open.
func saysAll(t *testing.T, f archive.Finding) {
	t.Helper()
	for _, language := range []string{"zh-Hans", "en"} {
		b, err := os.ReadFile(filepath.Join("..", "..", "assets", "i18n", language, "register.json"))
		if err != nil {
			t.Fatal(err)
		}
		w := archive.Words{}
		if err := json.Unmarshal(b, &w); err != nil {
			t.Fatal(err)
		}
		if s := w.Say(f.Text()); strings.Contains(s, "{") || strings.Contains(s, "finding.") || strings.Contains(s, "（，") {
			t.Errorf("%s: %s", language, s)
		}
	}
}

func TestRowsThatStandAlone(t *testing.T) {
	rows := []archive.Row{
		rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20")),
		rowOf(3, el("云水发〔2021〕13号", "（作废）", ""), func(r *archive.Row) { r.Void = true }),
		rowOf(4, el("云水发〔2021〕14号", reserve, "2021-06-02")),
		rowOf(5, el("云水发[2021]12号", "关于做好主汛期防汛值班工作的通知", "2021-05-20")),
	}
	out, _, found := register.Match(rows, []archive.Document{docOf("d", el("云水发〔2021〕12号", flood, "2021-05-20"))})
	if got, want := told(found), "register_void_number 3, register_row_without_file 4, register_duplicate_row 5"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if out[0].Document != "d" || out[3].Document != "" || rows[0].Document != "" {
		t.Errorf("links %+v", out)
	}
	for _, f := range found {
		saysAll(t, f)
	}
}

func TestSeriesWithRepeatedTitlesAreNotConfused(t *testing.T) {
	rows := []archive.Row{
		rowOf(2, el("第2期", "水务简报", "2021-02-10")), rowOf(3, el("第12期", "水务简报", "2021-12-08")), rowOf(4, el("第3期", "水务简报", "2021-03-09")),
		rowOf(5, el("云水办〔2021〕3号", "关于召开局务会议的通知", "2021-03-01")), rowOf(6, el("云水办〔2021〕4号", "关于召开局务会议的通知", "2021-04-01")),
	}
	docs := []archive.Document{
		docOf("b12", el("第12期", "水务简报", "2021-12-08")), docOf("b2", el("第2期", "水务简报", "2021-02-10")), docOf("b13", el("第13期", "水务简报", "2021-12-28")),
		docOf("m5", el("云水办〔2021〕5号", "关于召开局务会议的通知", "2021-06-01")), docOf("m4", el("云水办〔2021〕4号", "关于召开局务会议的通知", "2021-04-01")),
	}
	out, _, found := register.Match(rows, docs)
	got := ""
	for _, r := range out {
		got += r.Document + ";"
	}
	if got != "b2;b12;;;m4;" || told(found) != "register_row_without_file 4, register_row_without_file 5" {
		t.Errorf("links %s, found %s", got, told(found))
	}
}

func TestNumberTypoDoesNotStealAnotherDocument(t *testing.T) {
	rows := []archive.Row{rowOf(2, el("云水发〔2021〕14号", flood, "2021-05-20")), rowOf(3, el("云水发〔2021〕14号", reserve, "2021-06-02"))}
	docs := []archive.Document{docOf("reserve", el("云水发〔2021〕14号", reserve, "2021-06-02")), docOf("flood", el("云水发〔2021〕12号", flood, "2021-05-20"))}
	out, _, found := register.Match(rows, docs)
	if out[0].Document != "flood" || out[1].Document != "reserve" || told(found) != "register_number_typo 2" {
		t.Errorf("links %s %s, found %s", out[0].Document, out[1].Document, told(found))
	}
}

func TestTitleDifferencesThatAreNone(t *testing.T) {
	for _, title := range []string{
		"云州市水务局  关于做好２０２１年主汛期防汛值班工作的通知", "云州市水务局关于做好2021年主汛期防汛值班工作的通知 ",
	} {
		_, _, found := register.Match([]archive.Row{rowOf(2, el("云水发〔2021〕12号", title, "2021-05-20"))},
			[]archive.Document{docOf("d", el("云水发〔2021〕12号", flood, "2021-05-20"))})
		if len(found) > 0 {
			t.Errorf("%q: %s %v", title, told(found), found[0].Args)
		}
	}
}

func TestMinutesAreTheSameWithAndWithoutTheirOrgan(t *testing.T) {
	for row, want := range map[string]string{"云州市水务局局长办公会议纪要": "", "云州市财政局局长办公会议纪要": "register_title_variant 2"} {
		doc := docOf("d", el("第2期", "局长办公会议纪要", "2021-05-20"), func(d *archive.Document) { d.Issuers = []string{"云州市水务局"} })
		if _, _, found := register.Match([]archive.Row{rowOf(2, el("第2期", row, "2021-05-20"))}, []archive.Document{doc}); told(found) != want {
			t.Errorf("%s: found %q, want %q", row, told(found), want)
		}
	}
}

func TestTypoOrOtherWording(t *testing.T) {
	for _, c := range []struct{ row, face, want string }{
		{"关于做好防汛直班工作的通知", "关于做好防汛值班工作的通知", archive.FTitleTypo},
		{"关于做好防汛值班作工的通知", "关于做好防汛值班工作的通知", archive.FTitleTypo},
		{"关于做好防汛值班工作工的通知", "关于做好防汛值班工作的通知", archive.FTitleTypo},
		{"关于做好防汛值工作的通知", "关于做好防汛值班工作的通知", archive.FTitleTypo},
		{"2021年一季度水质情况通报", "2021年第一季度水质情况通报", archive.FTitleVariant},
		{"关于印发河长制考核办法的通知", "关于印发《河长制考核办法》的通知", archive.FTitleVariant},
		{"河长制考核办法", "关于印发《河长制考核办法》的通知", archive.FTitleVariant},
		{"关于做好值班工作的通知", "关于做好防汛值班工作的通知", archive.FTitleVariant},
	} {
		_, _, found := register.Match([]archive.Row{rowOf(2, el("云水发〔2021〕12号", c.row, "2021-05-20"))},
			[]archive.Document{docOf("d", el("云水发〔2021〕12号", c.face, "2021-05-20"))})
		if told(found) != c.want+" 2" {
			t.Errorf("%s / %s: %s, want %s", c.row, c.face, told(found), c.want)
		}
	}
}

func TestColumnOfOtherDatesIsNoMismatch(t *testing.T) {
	var rows []archive.Row
	var docs []archive.Document
	for i := 1; i <= 8; i++ {
		n, title := fmt.Sprintf("云水发〔2021〕%d号", i), fmt.Sprintf("关于第%d标段验收的通知", i)
		rows = append(rows, rowOf(i+1, el(n, title, fmt.Sprintf("2021-03-%02d", i+3))))
		docs = append(docs, docOf(fmt.Sprint("d", i), el(n, title, fmt.Sprintf("2021-03-%02d", i))))
	}
	docs[2].Date = ""
	_, out, found := register.Match(rows, docs)
	if len(found) > 0 || out[2].Date != "" {
		t.Errorf("found %s, date %q", told(found), out[2].Date)
	}
}

func TestRowSuppliesWhatTheFaceLacks(t *testing.T) {
	row := rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20"), func(r *archive.Row) {
		r.Depart, r.Recipients, r.Urgency, r.Disclosure = "防汛科", []string{"局属各单位"}, "加急", "主动公开"
	})

	locked := docOf("d", el("云水发〔2021〕12号", "", ""), func(d *archive.Document) { d.Trusts = nil })
	_, docs, _ := register.Match([]archive.Row{row}, []archive.Document{locked})
	d := docs[0]
	if d.Title != flood || d.Date != "2021-05-20" || d.Department != "防汛科" || d.Genre != "通知" || d.Urgency != "加急" || fmt.Sprint(d.Recipients) != "[局属各单位]" {
		t.Errorf("encrypted document: %+v", d)
	}
	if d.Trusts[archive.ElTitle].Source != archive.FromRegister {
		t.Errorf("trusts %v", d.Trusts)
	}
	_, docs, _ = register.Match([]archive.Row{row}, []archive.Document{docOf("d", el("云水发〔2021〕12号", flood, "2021-05-20"))})
	if d = docs[0]; d.Urgency != "" || d.Department != "防汛科" || d.Disclosure != "主动公开" {
		t.Errorf("document with a face: %+v", d)
	}
}

func TestPersonsValueIsNeverTouched(t *testing.T) {
	doc := docOf("d", el("云水发〔2021〕12号", "改过的题名", "2021-05-21"),
		trust(archive.ElTitle, archive.FromPerson, 1), trust(archive.ElDate, archive.FromPerson, 1), trust(archive.ElDepartment, archive.FromPerson, 1))

	row := rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20"), func(r *archive.Row) { r.Depart = "防汛科" })
	_, docs, _ := register.Match([]archive.Row{row}, []archive.Document{doc})
	if d := docs[0]; d.Title != doc.Title || d.Date != doc.Date || d.Department != "" || len(d.Review) > 0 {
		t.Errorf("became %+v", d)
	}
}

func TestAgreementRaisesAndDisagreementLowersConfidence(t *testing.T) {
	doc := docOf("d", el("云水发〔2021〕12号", flood, "2021-05-20"), func(d *archive.Document) { d.Review = []string{archive.ElTitle, archive.ElCC} },
		trust(archive.ElTitle, archive.FromFace, 0.7))

	_, docs, _ := register.Match([]archive.Row{rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-02"))}, []archive.Document{doc})
	d := docs[0]
	if d.Trusts[archive.ElTitle].Confidence <= 0.9 || d.Trusts[archive.ElDate].Confidence >= 0.95 || !slices.Equal(d.Review, []string{archive.ElCC, archive.ElDate}) {
		t.Errorf("trusts %v, review %q", d.Trusts, d.Review)
	}
	if doc.Trusts[archive.ElTitle].Confidence != 0.7 || len(doc.Review) != 2 {
		t.Error("Match changed what it was handed")
	}
}

func TestPoorScanTakesTheRegistersTitle(t *testing.T) {
	doc := docOf("d", el("云水发〔2021〕12号", "云州市水务局关于做好2O21年主讯期防汛值班工作的通知", "2021-05-20"), trust(archive.ElTitle, archive.FromFace, 0.6))
	_, docs, found := register.Match([]archive.Row{rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20"))}, []archive.Document{doc})
	if docs[0].Title != flood || len(found) > 0 || !slices.Contains(docs[0].Review, archive.ElTitle) {
		t.Errorf("title %s, found %s, review %q", docs[0].Title, told(found), docs[0].Review)
	}
}

func TestTitleOfASecretIsNotShown(t *testing.T) {
	row := rowOf(2, el("云水发〔2021〕12号", flood, "2021-05-20"), func(r *archive.Row) { r.Security = "机密" })
	doc := docOf("d", el("云水发〔2021〕12号", "", "2021-05-21"), func(d *archive.Document) {
		d.Secret, d.Security, d.Path = true, "机密", "防汛科/关于防汛的通知.pdf"
	})
	_, docs, found := register.Match([]archive.Row{row, rowOf(3, el("云水发〔2021〕13号", reserve, "2021-06-01"), func(r *archive.Row) { r.Security = "绝密" })}, []archive.Document{doc})
	if docs[0].Title != "" || len(found) == 0 {
		t.Errorf("title %q, found %s", docs[0].Title, told(found))
	}
	for _, f := range found {
		for k, v := range f.Text().Args {
			if strings.Contains(v, "防汛") || strings.Contains(v, "水源") {
				t.Errorf("%s: %s shows %s", f.Kind, k, v)
			}
		}
	}
}

func TestNothingIsLinkedTwice(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	titles := []string{flood, reserve, "水务简报", "局长办公会议纪要", "", "关于防汛的通知"}
	for range 300 {
		var rows []archive.Row
		var docs []archive.Document
		for i := range 12 {
			n, d := fmt.Sprintf("云水发〔2021〕%d号", rng.IntN(15)), fmt.Sprintf("2021-01-%02d", 1+rng.IntN(5))
			rows = append(rows, rowOf(i+2, el(n, titles[rng.IntN(6)], d)))
			n, d = fmt.Sprintf("云水发〔2021〕%d号", rng.IntN(15)), fmt.Sprintf("2021-01-%02d", 1+rng.IntN(5))
			docs = append(docs, docOf(fmt.Sprint("d", i), el(n, titles[rng.IntN(6)], d)))
		}
		out, _, _ := register.Match(rows, docs)
		seen := make(map[string]bool)
		for _, r := range out {
			if r.Document != "" && seen[r.Document] {
				t.Fatalf("%s is linked twice: %+v", r.Document, out)
			}
			seen[r.Document] = true
		}
	}
}

func TestFileThatCannotBeOpenedIsKnownByItsName(t *testing.T) {
	locked := func(id, name string) archive.Document {
		d := docOf(id, el("", name, ""), trust(archive.ElTitle, archive.FromFilename, 0.4))
		d.Kind = ""
		return d
	}
	rows := []archive.Row{
		rowOf(2, el("云水党组〔2021〕1号", "中共云州市水务局党组关于2020年度组织生活会情况的报告", "2021-01-09")),
		rowOf(3, el("云水发〔2021〕2号", "云州市水务局关于印发取水计量管理办法的通知", "2021-02-09")),
		rowOf(4, el("云水发〔2021〕3号", "云州市水务局关于修订取水计量管理办法的通知", "2021-03-09")),
		rowOf(5, el("云水党组〔2021〕7号", "中共云州市水务局党组关于述职情况的报告", "2021-07-09")),
		rowOf(6, el("云水函〔2021〕9号", "云州市水务局关于商请共享测绘成果的函", "2021-08-09")),
		rowOf(7, el("云水发〔2021〕9号", "云州市水务局关于整治坑塘的通知", "2021-08-09")),
	}
	docs := []archive.Document{locked("a", "党组1号 组织生活会情况（加密）"), locked("b", "取水计量管理办法"), locked("c", "报告"), locked("d", "[党组7号（加密）]"), locked("e", "[9号(密码另发)]")}
	docs[4].Path = "发文/局函/9号(密码另发).pdf"
	linked, out, found := register.Match(rows, docs)
	if linked[0].Document != "a" || out[0].Number != "云水党组〔2021〕1号" || out[0].Date != "2021-01-09" {
		t.Errorf("the locked file: %+v, %+v", linked[0], out[0].Elements)
	}
	if linked[3].Document != "d" || linked[4].Document != "e" || linked[5].Document != "" {
		t.Errorf("the files known by their short numbers: %+v", linked[3:])
	}
	if linked[1].Document != "" || linked[2].Document != "" {
		t.Errorf("a name that fits two rows was given to one: %+v", linked)
	}
	if want := "register_row_without_file 3, register_row_without_file 4, register_row_without_file 7"; told(found) != want {
		t.Errorf("found %s, want %s", told(found), want)
	}
}

func TestDecisionEnteredByItsFormIsNoOtherWording(t *testing.T) {
	for row, want := range map[string]string{"取水许可决定书": "", "关于准予取水的决定": "register_title_variant 2", "水许可决定书": "register_title_variant 2"} {
		d := docOf("d", el("云水许〔2021〕5号", "云州市水务局取水许可决定书", "2021-05-20"))
		d.Issuers = []string{"云州市水务局"}
		if _, _, found := register.Match([]archive.Row{rowOf(2, el("云水许〔2021〕5号", row, "2021-05-20"))}, []archive.Document{d}); told(found) != want {
			t.Errorf("%s: found %q, want %q", row, told(found), want)
		}
	}
}

func TestReceivedBulletinIsFoundThoughItsKindWasTakenForOurs(t *testing.T) {
	row := rowOf(2, el("第6期", "供水动态", ""), func(r *archive.Row) { r.Kind = archive.Incoming })
	doc := docOf("d", el("第6期", "供水动态", "2021-10-11"))
	if linked, _, found := register.Match([]archive.Row{row}, []archive.Document{doc}); linked[0].Document != "d" || len(found) != 0 {
		t.Errorf("%+v, found %s", linked[0], told(found))
	}
}
