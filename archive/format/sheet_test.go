package format

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive"
	"niandang/archive/page"
)

// members reads the files inside a file as name=content.
func members(t *testing.T, in Input) []string {
	t.Helper()
	var out []string
	err := noHelpers(t, nil).Members(t.Context(), in, func(name string, _ int64, open func() (io.ReadCloser, error)) error {
		rc, err := open()
		if err != nil {
			return err
		}
		defer rc.Close()
		b, err := io.ReadAll(rc)
		out = append(out, name+"="+string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func table(t *testing.T, name string, b []byte) []page.Table {
	t.Helper()
	got, err := ReadTable(context.Background(), file(t, name, b).Path, name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return got
}

func sameRows(a, b [][]string) bool {
	return slices.EqualFunc(a, b, func(x, y []string) bool { return slices.Equal(x, y) })
}

func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetName("Sheet1", "发文登记"))
	must(f.SetSheetRow("发文登记", "A1", &[]any{"收发文登记簿"}))
	must(f.MergeCell("发文登记", "A1", "C1"))
	must(f.SetSheetRow("发文登记", "A2", &[]any{"序号", "文号", "成文日期"}))
	must(f.SetSheetRow("发文登记", "A3", &[]any{1, "云水发〔2024〕3号", time.Date(2024, 5, 9, 0, 0, 0, 0, time.UTC)}))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(err)
	must(f.SetCellStyle("发文登记", "C3", "C3", style))
	_, err = f.NewSheet("空")
	must(err)
	b, err := f.WriteToBuffer()
	must(err)
	return b.Bytes()
}

func TestTablesReadAsShown(t *testing.T) {
	got := table(t, "a.xlsx", workbook(t))
	want := [][]string{{"收发文登记簿"}, {"序号", "文号", "成文日期"}, {"1", "云水发〔2024〕3号", "2024/5/9"}}
	if len(got) != 2 || got[0].Name != "发文登记" || !sameRows(got[0].Rows, want) || len(got[1].Rows) != 0 {
		t.Errorf("XLSX: got %+v", got)
	}
	const csv = "文号,标题\n云水发〔2024〕3号,\"关于防汛,抗旱的通知\"\n"
	want = [][]string{{"文号", "标题"}, {"云水发〔2024〕3号", "关于防汛,抗旱的通知"}}
	for name, b := range map[string][]byte{
		"UTF-8": []byte("\xEF\xBB\xBF" + csv), "GB18030": encoded(t, csv, simplifiedchinese.GB18030.NewEncoder()),
		"tabs": []byte(strings.NewReplacer("号,", "号\t", "文号,", "文号\t", "关于防汛,", "关于防汛,").Replace(csv)),
	} {
		if got := table(t, "登记.csv", b); !sameRows(got[0].Rows, want) || got[0].Name != "登记" {
			t.Errorf("CSV in %s: got %q", name, got[0].Rows)
		}
	}
}

func TestTablesThatCannotBeReadSayWhy(t *testing.T) {
	for _, c := range []struct {
		name string
		b    []byte
		want archive.Code
	}{
		{"a.xls", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), archive.CodeUnsupported},
		{"a.xlsx", zipped(t, "x", "y"), archive.CodeDamaged},
	} {
		_, err := ReadTable(t.Context(), file(t, c.name, c.b).Path, c.name)
		if archive.ErrorCode(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	in := file(t, "a.xls", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	if _, err := noHelpers(t, nil).Table(t.Context(), in); archive.ErrorCode(err) != archive.CodeHelper {
		t.Errorf("without helper: got %v", err)
	}
}

func TestWorkbookIsPagesOfRows(t *testing.T) {
	c := read(t, noHelpers(t, nil), file(t, "a.xlsx", workbook(t)))
	if len(c.Doc.Pages) != 2 || !strings.Contains(c.Doc.Text(), "1 云水发〔2024〕3号 2024/5/9") || c.PagesSure {
		t.Errorf("got %d pages, %q", len(c.Doc.Pages), c.Doc.Text())
	}
}

func TestOpenDocuments(t *testing.T) {
	odt := zipped(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f">`+
		`<office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:break-before="page"/>`+
		`<style:text-properties fo:font-size="12pt" style:font-size-asian="22pt" fo:color="#ff0000" fo:font-weight="bold"/></style:style></office:automatic-styles>`+
		`<office:body><office:text><text:h text:style-name="P1">云州市<text:span>水务局</text:span><text:s text:c="5"/>文件</text:h><text:p>正文<text:line-break/>次行</text:p></office:text></office:body></office:document-content>`)
	f, err := readODF(file(t, "a.odt", odt).Path, withDefaults(archive.LimitSettings{}))
	if err != nil {
		t.Fatal(err)
	}
	l := f.doc.Pages[0].Lines
	if got := texts(l); !slices.Equal(got, []string{"云州市水务局 文件", "正文", "次行"}) {
		t.Fatalf("ODT: got %q", got)
	}
	if l[0].Size != 22 || l[0].Align != page.AlignCenter || !l[0].Break || !l[0].Spans[0].Red || !l[0].Spans[0].Bold {
		t.Errorf("ODT heading: %+v", l[0])
	}
	ods := zipped(t, "content.xml", `<d><body><spreadsheet><table name="表"><table-row><table-cell><p>甲</p></table-cell><table-cell number-columns-repeated="2"><p>乙</p></table-cell><table-cell number-columns-repeated="9999999"/></table-row>`+
		`<table-row number-rows-repeated="99999999"><table-cell/></table-row></table></spreadsheet></body></d>`)
	if got := table(t, "a.ods", ods); !sameRows(got[0].Rows, [][]string{{"甲", "乙", "乙"}}) {
		t.Errorf("ODS: got %q", got[0].Rows)
	}
}
