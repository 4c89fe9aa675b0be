package arrange_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/arrange"
)

func TestCodeByTemplate(t *testing.T) {
	it := archive.Item{Year: 2011, Number: 1, Retention: archive.Permanent, Department: "BGS"}
	bare := it
	bare.Department = ""
	for _, c := range []struct{ template, want, bare string }{
		{"dat22", "Z109-WS·2011-Y-BGS-0001", "Z109-WS·2011-Y-0001"},
		{"dat13", "Z109-WS·2011·Y·BGS-0001", "Z109-WS·2011·Y-0001"},
		{"", "Z109-WS·2011-Y-BGS-0001", "Z109-WS·2011-Y-0001"},
		{"{fonds}{year}{retention}/{department}/{number}", "Z1092011Y/BGS/0001", "Z1092011Y/0001"},
		{"{department}.{year}{retention}{number}", "BGS.2011Y0001", ".2011Y0001"},
	} {
		s := archive.DefaultSettings()
		s.Organ.Fonds, s.Arrange.Template = "Z109", c.template
		if got := arrange.Code(s, it); got != c.want {
			t.Errorf("%s: %s, want %s", c.template, got, c.want)
		}
		if got := arrange.Code(s, bare); got != c.bare {
			t.Errorf("%s without department: %s, want %s", c.template, got, c.bare)
		}
	}
	if got := arrange.Code(archive.DefaultSettings(), archive.Item{Year: 2011}); got != "" {
		t.Errorf("an item without a number has the code %s", got)
	}
}

func TestParseCodeReadsBothStandards(t *testing.T) {
	for code, want := range map[string]arrange.CodeParts{
		"Z109-WS·2011-Y-BGS-0001":   {"Z109", "WS", 2011, archive.Permanent, "Y", "BGS", 1},
		"Z109-WS·2011·Y·办公室-0001":   {"Z109", "WS", 2011, archive.Permanent, "Y", "办公室", 1},
		"A439-WS·2015·D30·003-005":  {"A439", "WS", 2015, archive.Years30, "D30", "003", 5},
		"Z008-WS·2019·Y-037":        {"Z008", "WS", 2019, archive.Permanent, "Y", "", 37},
		"Z109-WS•2011-D10-BGS-0012": {"Z109", "WS", 2011, archive.Years10, "D10", "BGS", 12},
		"Z109-WS·2011-D50-BGS-0012": {"Z109", "WS", 2011, archive.RetentionUnset, "D50", "BGS", 12},
	} {
		if got, ok := arrange.ParseCode(code); !ok || got != want {
			t.Errorf("%s: %+v %v", code, got, ok)
		}
	}
	for _, code := range []string{"", "Z109", "Z109-WS·11-Y-0001", "Z109-WS·2011-Y-BGS-", "Z109-WS·2011-X-0001", "Z109-WS·2011-Y-BGS-99999999999999999999"} {
		if got, ok := arrange.ParseCode(code); ok {
			t.Errorf("%q was read as %+v", code, got)
		}
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("Z109-WS·2011-Y-BGS-0001")
	f.Add("Z109-WS·2011·Y·办公室-0001")
	f.Fuzz(func(t *testing.T, code string) {
		parts, ok := arrange.ParseCode(code)
		if !ok || parts.Retention == archive.RetentionUnset || parts.Number == 0 {
			return
		}
		s := archive.DefaultSettings()
		s.Organ.Fonds, s.Arrange.Category = parts.Fonds, parts.Category
		again, ok := arrange.ParseCode(arrange.Code(s, archive.Item{
			Year: parts.Year, Retention: parts.Retention, Department: parts.Department, Number: parts.Number,
		}))
		if parts.Term = parts.Retention.Code(); !ok || again != parts {
			t.Errorf("%q: %+v became %+v", code, parts, again)
		}
	})
}

func TestBoxesHoldOneClassAndFillByThickness(t *testing.T) {
	s := settings()
	s.Arrange.SheetMM, s.Arrange.FillShare, s.Arrange.Spines = 0.1, 1, []int{20, 30}
	pages := func(n int) func(*archive.Document) { return func(d *archive.Document) { d.Pages = n } }
	docs := []archive.Document{
		doc("a", "2021-01-01", archive.Permanent, pages(200)),
		doc("b", "2021-01-02", archive.Permanent, pages(90)),
		doc("c", "2021-01-03", archive.Permanent, pages(50)),
		doc("d", "2021-01-04", archive.Permanent, pages(900)),
		doc("e", "2021-01-05", archive.Years30, pages(1)),
	}
	box := func(p *arrange.Plan) string {
		out := ""
		for _, b := range p.Boxes {
			out += fmt.Sprintf("%s %s %s-%s %d items %.1f in %d; ", b.Number, b.Class, b.First, b.Last, b.Items, b.ThicknessMM, b.SpineMM)
		}
		return out
	}
	p := plan(t, arrange.Input{Documents: docs, Settings: s})
	want := "0001 2021-BGS-Y 0001-0002 2 items 29.0 in 30; 0002 2021-BGS-Y 0003-0003 1 items 5.0 in 20; " +
		"0003 2021-BGS-Y 0004-0004 1 items 90.0 in 30; 0004 2021-BGS-D30 0001-0001 1 items 0.1 in 20; "
	if got := box(p); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s.Arrange.DuplexPages = true
	if got := plan(t, arrange.Input{Documents: docs[:2], Settings: s}).Boxes[0].ThicknessMM; got != 14.5 {
		t.Errorf("printed on both sides: %.1f mm, want 14.5", got)
	}
}

func TestBoxNumbersGoOnOverYearsAndStayWhenLocked(t *testing.T) {
	older := archive.Item{ID: "old", Year: 2020, Box: "0041", Locked: true}
	docs := []archive.Document{doc("a", "2021-01-01", archive.Permanent), doc("b", "2021-01-02", archive.Years30)}
	p := plan(t, arrange.Input{Documents: docs, Prior: []archive.Item{older}})
	if p.Items[0].Box != "0042" || p.Items[1].Box != "0043" {
		t.Errorf("boxes %s, %s", p.Items[0].Box, p.Items[1].Box)
	}
	s := settings()
	s.Arrange.BoxPerYear = true
	if got := plan(t, arrange.Input{Documents: docs, Prior: []archive.Item{older}, Settings: s}).Items[0].Box; got != "0001" {
		t.Errorf("numbers per year begin with %s", got)
	}
	late := doc("thick", "2021-01-01", archive.Permanent, func(d *archive.Document) { d.Pages = 449 })
	q := plan(t, arrange.Input{Documents: append(docs, late), Prior: append(arrange.Lock(p.Items), older)})
	got := ""
	for _, it := range q.Items {
		got += it.Document + " " + it.Box + "; "
	}
	if want := "a 0042; thick 0044; b 0043; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMissingPartsAreNamed(t *testing.T) {
	s := settings()
	s.Arrange.FillForms = true
	out := doc("out", "2021-01-01", archive.Permanent, numbered("云水发〔2021〕1号"), func(d *archive.Document) {
		d.Genre, d.Attachments, d.Enclosed = "请示", []string{"预算表", "平面图", "名单"}, []int{1}
	})
	inc := doc("in", "2021-01-02", archive.Permanent, numbered("云财函〔2021〕8号"), func(d *archive.Document) {
		d.Kind, d.Genre, d.Title = archive.Incoming, "函", "云州市财政局关于商请核实水费的函"
	})
	thanks := doc("thanks", "2021-01-03", archive.Permanent, func(d *archive.Document) {
		d.Kind, d.Genre, d.Title, d.Attachments = archive.Incoming, "函", "云州市财政局感谢函", []string{"照片"}
	})
	docs := []archive.Document{out, inc, thanks}
	files := append(mains(docs), archive.File{ID: "map", Path: "map.jpg", Role: archive.RoleAttachment, Title: "平面图", Document: "out", Pages: 1})
	p := plan(t, arrange.Input{Documents: docs, Files: files, Settings: s})
	same(t, p.Items[0].Missing, []string{"发文稿纸", "定稿", "附件：名单", "复文"})
	same(t, p.Items[1].Missing, []string{"文件处理单", "复文"})
	same(t, p.Items[2].Missing, nil)
	for _, f := range p.Findings {
		if f.Item == "" || f.Document == "" || f.Path == "" || f.Args["what"] == "" {
			t.Errorf("finding %+v", f)
		}
	}
	bound := docs[:2:2]
	bound[0].Bound, bound[1].Bound = archive.DispatchForm, archive.RoutingForm // each in front of its text
	p = plan(t, arrange.Input{Documents: bound, Files: files, Settings: s})
	same(t, p.Items[0].Missing, []string{"定稿", "附件：名单", "复文"})
	same(t, p.Items[1].Missing, []string{"复文"})
	docs = []archive.Document{out, inc, thanks}

	files = append(files,
		archive.File{ID: "1", Role: archive.RoleForm, Form: archive.DispatchForm, Document: "out"},
		archive.File{ID: "2", Role: archive.RoleFinalDraft, Document: "out"},
		archive.File{ID: "3", Role: archive.RoleAttachment, Title: "名单", Document: "out"},
		archive.File{ID: "4", Role: archive.RoleForm, Form: archive.RoutingForm, Document: "in"})
	reply := func(id, to string) archive.Document {
		return doc(id, "2021-03-01", archive.Permanent, func(d *archive.Document) { d.ReplyTo = to })
	}
	docs = append(docs, reply("r1", "out"), reply("r2", "in"))
	if full := plan(t, arrange.Input{Documents: docs, Files: append(files, mains(docs[3:])...), Settings: s}); len(full.Findings) != 0 {
		t.Errorf("nothing is missing, yet %v", full.Findings)
	}
}

func TestMergeSplitAndMove(t *testing.T) {
	docs := []archive.Document{doc("a", "2021-01-01", archive.Years30), doc("b", "2021-01-02", archive.Years30), doc("c", "2021-01-03", archive.Years30)}
	changed, err := arrange.Merge(docs, "a", "c")
	if err != nil || len(changed) != 1 || changed[0].ID != "c" {
		t.Fatalf("Merge: %v %v", changed, err)
	}
	docs[2] = changed[0]
	p := plan(t, arrange.Input{Documents: docs})
	if len(p.Items) != 2 || len(p.Items[0].Documents) != 2 {
		t.Fatalf("merged items %+v", p.Items)
	}
	for _, leaver := range []string{"a", "c"} {
		after := append([]archive.Document{}, docs...)
		changed, err = arrange.Split(docs, leaver)
		if err != nil || len(changed) != 1 {
			t.Fatalf("Split %s: %v %v", leaver, changed, err)
		}
		for i := range after {
			if after[i].ID == changed[0].ID {
				after[i] = changed[0]
			}
		}
		if q := plan(t, arrange.Input{Documents: after, Prior: p.Items}); len(q.Items) != 3 {
			t.Errorf("after %s left: %+v", leaver, q.Items)
		}
	}
	it, err := arrange.Move(p.Items, p.Items[1].ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	q := plan(t, arrange.Input{Documents: docs, Prior: []archive.Item{p.Items[0], it}})
	same(t, order(q), []string{"C027-WS·2021-D30-BGS-0001 b", "C027-WS·2021-D30-BGS-0002 a"})
}

func TestChangesThatCannotBeMadeSayWhy(t *testing.T) {
	docs := []archive.Document{doc("a", "2021-01-01", archive.Years30)}
	locked := archive.Item{ID: "i", Code: "x", Locked: true}
	for name, c := range map[string]struct {
		err  error
		code archive.Code
	}{
		"merge one":      {second(arrange.Merge(docs, "a")), archive.CodeInvalid},
		"merge unknown":  {second(arrange.Merge(docs, "a", "b")), archive.CodeNotFound},
		"split single":   {second(arrange.Split(docs, "a")), archive.CodeInvalid},
		"split unknown":  {second(arrange.Split(docs, "b")), archive.CodeNotFound},
		"move locked":    {second(arrange.Move([]archive.Item{locked}, "i", 1)), archive.CodeLocked},
		"move unknown":   {second(arrange.Move(nil, "i", 1)), archive.CodeNotFound},
		"move backwards": {second(arrange.Move([]archive.Item{{ID: "i"}}, "i", -1)), archive.CodeInvalid},
	} {
		if got := archive.ErrorCode(c.err); got != c.code {
			t.Errorf("%s: %s, want %s", name, got, c.code)
		}
		zh := words(t, "zh-Hans")
		if message, _ := archive.ErrorMessage(zh, c.err); strings.Contains(message, "error.") || strings.Contains(message, "{") {
			t.Errorf("%s: the message is %q", name, message)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// words reads this area's sentences of a language.
func words(t *testing.T, language string) archive.Words {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "assets", "i18n", language, "arrange.json"))
	if err != nil {
		t.Fatal(err)
	}
	var w archive.Words
	if err := json.Unmarshal(b, &w); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestFindingsAreSaidInBothLanguages(t *testing.T) {
	for _, language := range []string{"zh-Hans", "en"} {
		w := words(t, language)
		for _, kind := range []string{archive.FWrongYear, archive.FYearBySigning, archive.FCrossYear, archive.FMissingForm, archive.FMissingDraft, archive.FReplyMissing, archive.FMissingAttachment} {
			if w["finding."+kind] == "" {
				t.Errorf("%s lacks %s", language, kind)
			}
		}
	}
}

func BenchmarkNewPlan(b *testing.B) {
	var docs []archive.Document
	for i := range 100_000 {
		docs = append(docs, doc(fmt.Sprintf("%06d", i), fmt.Sprintf("2021-%02d-%02d", i%12+1, i%28+1), archive.Retention(2+i%3), numbered(fmt.Sprintf("云水发〔2021〕%d号", i))))
	}
	in := arrange.Input{Files: mains(docs), Documents: docs, Settings: settings(), Year: 2021}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := arrange.NewPlan(in); err != nil {
			b.Fatal(err)
		}
	}
}

// The number of sides that stamp and catalogue give leaves blank ones out (DA/T
// 22-2015, 6.3).
func TestBlankSidesDoNotCount(t *testing.T) {
	docs := []archive.Document{doc("a", "2021-03-04", archive.Permanent)}
	files := mains(docs)
	files[0].Pages, files[0].Blank = 5, []int{2, 4}
	it := plan(t, arrange.Input{Documents: docs, Files: files}).Items[0]
	if it.Pages != 3 || it.Parts[0].Pages != 5 || it.Parts[0].Blank != 2 {
		t.Errorf("item of %d pages, part %+v", it.Pages, it.Parts[0])
	}
}
