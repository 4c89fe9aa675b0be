package year_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"niandang/archive"
	"niandang/archive/appraise"
)

// bound reads a workbook's sheets back.
func bound(t *testing.T, path string) map[string][][]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := make(map[string][][]string)
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = rows
	}
	return out
}

// What is public is listed and counted by quarter, and adds up; what is marked
// secret stands in the lists of terms and contradictions, without its title.
func TestDisclosureWorkbookOfAYear(t *testing.T) {
	ctx := context.Background()
	public := paper("1", archive.Permanent)
	public.Kind, public.Relation, public.Disclosure, public.Genre, public.Number = archive.Outgoing, archive.Own, appraise.Public, "通知", "临林发〔2024〕1号"
	quiet := paper("2", archive.Permanent)
	quiet.Kind, quiet.Relation, quiet.Genre, quiet.Date = archive.Outgoing, archive.Own, "报告", "2024-11-02"
	marked := paper("3", archive.Permanent)
	marked.Title, marked.Secret, marked.Kind, marked.Relation = "关于不能看见的事", true, archive.Incoming, archive.Superior
	marked.Security, marked.SecurityTerm, marked.Disclosure, marked.Number = "秘密", "3年", appraise.Public, "青办〔2024〕8号"
	forever := paper("4", archive.Permanent)
	forever.Secret, forever.Security, forever.SecurityTerm, forever.Date = true, "绝密", "长期", "2024-04-04"

	l := made(t, public, quiet, marked, forever)
	l.Now = func() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }
	f := archive.NewFinding(archive.FSecurityConflict, "f3.pdf", "mark", "秘密", "disclosure", appraise.Public)
	f.Step, f.Year, f.Document, f.Sheet, f.Row = "collect", 2024, "3", "收文登记", 7
	if _, err := l.Store.Apply(ctx, archive.Change{What: "collect", Year: 2024, Findings: []archive.FindingSet{{Step: "collect", Year: 2024, Findings: []archive.Finding{f}}}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "公开.xlsx")
	if n, err := l.Report(ctx, "disclosure", 2024, path); err != nil || n != 1 {
		t.Fatalf("%d rows, %v", n, err)
	}
	sheets := bound(t, path)
	if got := sheets["主动公开目录"]; len(got) != 2 || got[1][1] != public.Number {
		t.Errorf("the catalogue: %v", got)
	}
	counts := sheets["公开情况统计"]
	want := []string{"合计", "", "1", "0", "0", "1", "0", "2"}
	if last := counts[len(counts)-1]; strings.Join(last, "|") != strings.Join(want, "|") {
		t.Errorf("the last row of the counts: %v, want %v", last, want)
	}
	terms := sheets["密级与解密日期"]
	if len(terms) != 3 || terms[1][5] != "2027-03-13" || !strings.Contains(terms[1][7], "自行解密") || !strings.Contains(terms[2][7], "长期") {
		t.Errorf("the terms: %v", terms)
	}
	if got := sheets["密级与公开属性矛盾清单"]; len(got) != 2 || got[1][1] != marked.Number || !strings.Contains(got[1][6], "第 7 行") {
		t.Errorf("the contradictions: %v", got)
	}
	for name, rows := range sheets {
		for _, r := range rows {
			if strings.Contains(strings.Join(r, ""), marked.Title) {
				t.Errorf("the title of a secret document stands in %s", name)
			}
		}
	}
}
