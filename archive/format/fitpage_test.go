package format

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestWideSheetsPrintOnePageWide(t *testing.T) {
	for _, c := range []struct {
		name    string
		columns int
		fitted  bool
		lying   bool
	}{
		{"narrow", 4, false, false},
		{"a little too wide", 8, true, false},
		{"wide", 16, true, true},
		{"too wide to be read on one page", 60, false, false},
	} {
		path := filepath.Join(t.TempDir(), "a.xlsx")
		writeSheet(t, path, c.columns)
		if got := fitWidth(path); got != c.fitted {
			t.Errorf("%s: fitted %v", c.name, got)
		}
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		layout, _ := book.GetPageLayout("Sheet1")
		if lying := layout.Orientation != nil && *layout.Orientation == "landscape"; lying != c.lying {
			t.Errorf("%s: lying %v", c.name, lying)
		}
		if v, _ := book.GetCellValue("Sheet1", "A1"); v != "x" {
			t.Errorf("%s: first cell is %q", c.name, v)
		}
	}
}

func writeSheet(t *testing.T, path string, columns int) {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i := range columns {
		name, _ := excelize.ColumnNumberToName(i + 1)
		if err := book.SetCellValue("Sheet1", name+"1", "x"); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}
