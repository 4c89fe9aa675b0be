package gongwen

import (
	"testing"

	"niandang/archive"
	"niandang/archive/page"
)

// sheetOf makes a sheet of rows of cells.
func sheetOf(rows ...[]string) page.Doc {
	p := page.Page{Number: 1}
	for _, r := range rows {
		l := page.Line{Flow: true, Cell: len(r) > 1}
		for _, c := range r {
			l.Spans = append(l.Spans, page.Span{Text: c, Conf: 1})
		}
		p.Lines = append(p.Lines, l)
	}
	return page.Doc{Pages: []page.Page{p}, Tables: []page.Table{{Rows: rows}}, Flow: true}
}

func TestSheetTellsWhoMadeItAndWhen(t *testing.T) {
	organ := archive.Organ{Name: "临溪县林业局", Departments: []archive.Department{{Name: "造林股"}, {Name: "办公室"}}}
	body := []string{"序号", "姓名", "金额"}
	for _, c := range []struct {
		name         string
		rows         [][]string
		issuer, date string
	}{
		{"a department beside the date", [][]string{{"2023年护林员补助名册"}, {"单位：临溪县林业局造林股", "2023年12月15日"}, body}, "临溪县林业局", "2023-12-15"},
		{"a station in a cell before the day's", [][]string{{"青石镇2023年护林情况统计表"}, {"填报单位：云州市青石镇林业工作站", "填报日期：2023年12月20日"}, body}, "云州市青石镇林业工作站", "2023-12-20"},
		{"made by the office", [][]string{{"国庆假期值班表"}, {"办公室 2023年9月28日制"}, body}, "临溪县林业局", "2023-09-28"},
		{"organ and date at the foot", [][]string{{"护林员花名册"}, body, {"临溪县林业工作站 2023年3月1日"}}, "临溪县林业工作站", "2023-03-01"},
		{"a date within the table", [][]string{{"护林员花名册"}, body, {"1", "王海", "2023年3月1日"}}, "临溪县林业局", ""},
	} {
		f := Read(sheetOf(c.rows...), Hints{Organ: organ})
		if f.Date != c.date || len(f.Issuers) != 1 || f.Issuers[0] != c.issuer {
			t.Errorf("%s: %v on %q", c.name, f.Issuers, f.Date)
		}
	}
}
