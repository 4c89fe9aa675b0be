package bind

import (
	"fmt"
	"slices"
	"testing"

	"niandang/archive"
	"niandang/archive/page"
	printed "niandang/assets/forms"
)

func TestColumnsAreTakenFromTheArchivesOwnSheet(t *testing.T) {
	tables := []page.Table{
		{Rows: [][]string{{"填表说明"}, {"一律用宋体"}}},
		{Rows: [][]string{{"归档文件目录", "", ""}, {"全宗名称：", "", "年度："}, {"顺序号", "文件\n题名", " 责任者 ", "发文字号", "形成时间", "互见号", "页 数", "机构（问题）", ""}, {"1", "题名"}}},
	}
	columns, unknown, err := ColumnsOf(printed.FS(), tables)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range columns {
		got = append(got, c.Heading+"="+c.Field)
	}
	want := []string{"顺序号=seq", "文件题名=title", "责任者=issuers", "发文字号=number", "形成时间=date", "互见号=", "页数=pages", "机构（问题）=department"}
	if !slices.Equal(got, want) || fmt.Sprint(unknown) != "[互见号]" {
		t.Errorf("columns %v, unknown %v; want %v", got, unknown, want)
	}
	if _, _, err := ColumnsOf(printed.FS(), []page.Table{{Rows: [][]string{{"a", "b"}, {"题名"}}}}); archive.ErrorCode(err) != archive.CodeInvalid {
		t.Errorf("a sheet without headings: %v", err)
	}
}
