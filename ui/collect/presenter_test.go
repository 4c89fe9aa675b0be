package collect

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"niandang/archive"
	"niandang/archive/year"
	"niandang/ui/uitest"
)

// fake is a library with a few files.
type fake struct {
	files     []archive.File
	docs      []archive.Document
	findings  []archive.Finding
	preview   year.Preview
	sheets    []year.RegisterSheet
	err       error
	collected []year.CollectOptions
	appraised int
	mapped    []archive.Mapping
	resolved  []string
}

func (f *fake) Preview(context.Context, year.CollectOptions, archive.Progress) (year.Preview, error) {
	return f.preview, f.err
}

func (f *fake) Collect(_ context.Context, o year.CollectOptions, _ archive.Progress) (year.CollectReport, error) {
	f.collected = append(f.collected, o)
	return year.CollectReport{}, f.err
}

func (f *fake) Appraise(_ context.Context, y int, _ archive.Progress) (year.AppraiseReport, error) {
	f.appraised = y
	return year.AppraiseReport{}, nil
}

func (f *fake) Resolve(_ context.Context, _ int, name, why string) (archive.Event, error) {
	f.resolved = append(f.resolved, name+" "+why)
	return archive.Event{}, f.err
}

func (f *fake) RegisterSheets(context.Context, string, int) ([]year.RegisterSheet, error) {
	return f.sheets, f.err
}

func (f *fake) SetMapping(_ context.Context, m archive.Mapping) (archive.Event, error) {
	f.mapped = append(f.mapped, m)
	return archive.Event{}, f.err
}

func each[T any](list []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

func (f *fake) Files(context.Context, archive.Filter) iter.Seq2[archive.File, error] {
	return each(f.files, f.err)
}

func (f *fake) Documents(context.Context, archive.Filter) iter.Seq2[archive.Document, error] {
	return each(f.docs, nil)
}

func (f *fake) Findings(context.Context, archive.Filter) iter.Seq2[archive.Finding, error] {
	return each(f.findings, nil)
}

type seen struct {
	State
	lines []Line
}

func (s *seen) draw(st State)             { s.State = st }
func (s *seen) list(lines []Line, _ bool) { s.lines = lines }

func paths(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Path)
	}
	return out
}

func aLibrary() *fake {
	return &fake{
		files: []archive.File{
			{Path: "发文/a.pdf", Source: "/s", Status: archive.Kept, Role: archive.RoleMain, Document: "d1"},
			{Path: "发文/附件.doc", Source: "/s", Status: archive.Kept, Role: archive.RoleAttachment, Document: "d1"},
			{Path: "b.zip!/c.pdf", Source: "/s", Status: archive.Duplicate, Role: archive.RoleDuplicate, Why: []archive.Text{archive.Say("status.duplicate")}},
			{Path: "坏.pdf", Source: "/s/坏.pdf", Status: archive.Problem},
			{Path: "密.pdf", Source: "/s", Status: archive.Secret, Document: "d2"},
			{Path: "Thumbs.db", Source: "/s", Status: archive.Junk, Role: archive.RoleJunk},
		},
		docs: []archive.Document{
			{ID: "d1", Elements: archive.Elements{Title: "关于节水的通知"}}, {ID: "d2", Secret: true, Elements: archive.Elements{Title: "不可示人"}},
		},
		findings: []archive.Finding{
			archive.NewFinding(archive.FMissingForm, "发文/a.pdf"), archive.NewFinding(archive.FTruncated, "坏.pdf"),
			{Kind: archive.FMissingNumber, Severity: archive.SevWarning, Number: "云水发〔2024〕7号"},
			{Kind: archive.FSecurityConflict, Severity: archive.SevError, Path: "发文/a.pdf"},
			{Kind: archive.FRowWithoutFile, Severity: archive.SevWarning, Sheet: "收文", Row: 9},
			{Kind: archive.FZipGBK, Severity: archive.SevNote, Path: "b.zip"},
		},
	}
}

func shown(t *testing.T, f *fake) (*presenter, *seen, *uitest.Desk) {
	t.Helper()
	d, v := uitest.NewDesk(t, 2024), &seen{}
	p := &presenter{desk: d, lib: f, view: v}
	p.show()
	return p, v, d
}

func TestEveryFileIsAccountedFor(t *testing.T) {
	_, v, _ := shown(t, aLibrary())
	if len(v.lines) != 6 || v.Empty {
		t.Fatalf("%v", paths(v.lines))
	}
	first := v.lines[0]
	if first.Item != "关于节水的通知" || first.Role != "正本" || first.Problem != "密级冲突" || first.Trouble != Bad || first.Disk != "/s/发文/a.pdf" {
		t.Errorf("%+v", first)
	}
	if dup := v.lines[2]; dup.Problem != "重复" || dup.Disk != "" || dup.Level != Faint {
		t.Errorf("%+v", dup)
	}
	if alone := v.lines[3]; alone.Disk != "/s/坏.pdf" || alone.Level != Wait {
		t.Errorf("%+v", alone)
	}
}

func TestSecretDocumentShowsNoTitle(t *testing.T) {
	_, v, _ := shown(t, aLibrary())
	if l := v.lines[4]; l.Item != "〔涉密文件〕" || l.Disk != "" || l.Level != Bad {
		t.Errorf("%+v", l)
	}
}

func TestWordsCountAndFilter(t *testing.T) {
	p, v, _ := shown(t, aLibrary())
	count := map[string]int{}
	for _, w := range v.Words {
		count[w.Key] = w.N
	}
	want := map[string]int{"all": 6, "main": 1, "attachment": 1, "duplicate": 1, "problem": 1, "secret": 1, "junk": 1, "findings": 4}
	for k, n := range want {
		if count[k] != n {
			t.Errorf("%s: %d, want %d", k, count[k], n)
		}
	}
	p.choose("problem")
	if got := paths(v.lines); !slices.Equal(got, []string{"坏.pdf"}) {
		t.Errorf("%v", got)
	}
}

func TestFindingsComeWithErrorsFirst(t *testing.T) {
	p, v, _ := shown(t, aLibrary())
	p.choose(filterFindings)
	if v.lines[0].Level != Bad || v.lines[1].Problem != "密级冲突" || v.lines[2].Level != Wait || v.lines[0].Finding == "" {
		t.Errorf("%+v", v.lines)
	}
	if !slices.Contains(paths(v.lines), "收文 第 9 行") {
		t.Errorf("%v", paths(v.lines))
	}
}

func TestAnotherPaneOpensAKindOfFinding(t *testing.T) {
	p, v, _ := shown(t, aLibrary())
	p.open(archive.FMissingNumber)
	p.show()
	if got := paths(v.lines); !slices.Equal(got, []string{"云水发〔2024〕7号"}) {
		t.Errorf("%v", got)
	}
	if last := v.Words[len(v.Words)-1]; !last.Chosen || last.Label != "缺号" {
		t.Errorf("%+v", last)
	}
}

func TestPreviewComesBeforeAnythingIsRead(t *testing.T) {
	f := &fake{preview: year.Preview{Files: []year.Seen{
		{Path: "a.pdf", Kind: year.SeenDocument, Size: 3 << 20}, {Path: "x.tmp", Kind: year.SeenJunk}, {Path: "old.pdf", Kind: year.SeenDocument, Size: 2000, Known: true},
	}, Register: "/s/登记.xlsx"}, sheets: someSheets()}
	p, v, d := shown(t, f)
	if !v.Empty {
		t.Error("a fresh library is not shown as empty")
	}
	p.drop([]string{"/s", "/s"})
	if len(f.collected) != 0 || len(v.lines) != 3 || v.Begin == "" || len(v.Sources) != 1 || v.Register != "/s/登记.xlsx" {
		t.Fatalf("%+v", v.State)
	}
	if v.lines[0].Problem != "3.0 MB" || v.lines[2].Problem != "已收，未变" {
		t.Errorf("%+v", v.lines)
	}
	p.choose(year.SeenJunk)
	if len(v.lines) != 1 {
		t.Errorf("%v", paths(v.lines))
	}
	p.show() // a job of another pane ended: the choice stays
	p.begin()
	if len(f.collected) != 1 || f.collected[0].Register != "/s/登记.xlsx" || f.appraised != 2024 || len(d.Dids) != 1 {
		t.Errorf("%+v", f.collected)
	}
	if len(v.Sources) != 0 || v.Waits {
		t.Error("the choice stays after it is taken in")
	}
}

func TestChoiceStaysAfterAStop(t *testing.T) {
	f := &fake{preview: year.Preview{Files: []year.Seen{{Path: "a.pdf", Kind: year.SeenDocument}}}}
	p, v, d := shown(t, f)
	p.drop([]string{"/s"})
	f.err = archive.Fail(archive.CodeCanceled, "canceled", context.Canceled)
	p.begin()
	if len(d.Errors) != 1 || len(v.Sources) != 1 || v.Begin == "" {
		t.Errorf("%+v", v.State)
	}
	f.err = nil
	p.forget()
	if len(v.Sources) != 0 || !v.Empty {
		t.Errorf("%+v", v.State)
	}
	p.begin()
	if len(f.collected) != 1 {
		t.Error("collected nothing anew")
	}
}

func TestUnreadableSourceIsTold(t *testing.T) {
	f := &fake{}
	p, v, d := shown(t, f)
	f.err = errors.New("gone")
	p.drop([]string{"/s"})
	if len(d.Errors) != 1 || len(v.Sources) != 0 {
		t.Errorf("%v %+v", d.Errors, v.State)
	}
	p.show()
	if len(d.Errors) != 2 {
		t.Error("unreadable files are not told")
	}
}

func someSheets() []year.RegisterSheet {
	return []year.RegisterSheet{{
		Mapping: archive.Mapping{Sheet: "收文", Headings: []string{"文号", "", "事由"}, Columns: map[string]string{"文号": archive.ElNumber, "事由": archive.ElTitle}},
		Rows:    3, Samples: [][]string{{"a", "b"}, nil, {"c"}},
	}}
}

func TestColumnsOfTheRegisterCanBeChanged(t *testing.T) {
	f := &fake{sheets: someSheets()}
	p, v, d := shown(t, f)
	p.drop([]string{"/s/登记.xlsx"})
	if len(v.Columns) != 1 || len(v.Columns[0].Columns) != 2 || v.Columns[0].Columns[1].Meaning != "题名" || v.Columns[0].Columns[0].Samples != "a　b" {
		t.Fatalf("%+v", v.Columns)
	}
	p.setMeaning(0, "事由", "备注")
	if len(f.mapped) != 1 || f.mapped[0].Columns["事由"] != "remark" || f.mapped[0].Columns["文号"] != archive.ElNumber || len(d.Dids) != 1 {
		t.Errorf("%+v", f.mapped)
	}
	if f.sheets[0].Mapping.Columns["事由"] != archive.ElTitle {
		t.Error("the sheet at hand was changed under way")
	}
	p.setMeaning(0, "事由", "题名")
	p.setMeaning(0, "事由", "没有这一项")
	if len(f.mapped) != 1 {
		t.Error("what is the same was kept again")
	}
	p.begin()
	if len(f.collected) != 1 || len(f.collected[0].Sources) != 0 {
		t.Errorf("%+v", f.collected)
	}
}

func TestRegisterThatCannotBeRead(t *testing.T) {
	f := &fake{}
	p, v, d := shown(t, f)
	f.err = errors.New("zip")
	p.setRegister("/s/x.xlsx")
	if len(d.Errors) != 1 || v.Register != "" {
		t.Errorf("%+v", v.State)
	}
}

func TestResolveKeepsTheReason(t *testing.T) {
	f := aLibrary()
	p, v, d := shown(t, f)
	p.choose(filterFindings)
	p.resolve(v.lines[0], "已核对")
	if len(f.resolved) != 1 || f.resolved[0] != v.lines[0].Finding+" 已核对" || len(d.Dids) != 1 {
		t.Errorf("%v %v", f.resolved, d.Dids)
	}
	p.visit(Line{Document: "d1"})
	p.visit(Line{})
	if !slices.Equal(d.Opened, []string{"review d1"}) {
		t.Errorf("%v", d.Opened)
	}
}

func TestSizes(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 12: "1 KB", 2048: "2.0 KB", 40 << 10: "40 KB", 12 << 20: "12 MB"} {
		if got := size(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
