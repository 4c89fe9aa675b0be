package year

import (
	"testing"

	"niandang/archive"
)

// A sheet whose columns nobody could recognise is named, not passed over.
func TestASheetThatWasNotUnderstoodIsNamed(t *testing.T) {
	found := notUnderstood([]archive.Mapping{
		{Sheet: "发文", Columns: map[string]string{"文号": archive.ElNumber}},
		{Sheet: "通讯录"},
	}, "/home/a/登记簿.xlsx")
	if len(found) != 1 || found[0].Kind != archive.FSheetNotUnderstood || found[0].Sheet != "通讯录" || found[0].Path != "登记簿.xlsx" {
		t.Errorf("findings: %+v", found)
	}
}

// A new import of the same register keeps the rows' IDs and what they were
// matched to, and names the rows that are gone.
func TestRowsKeepTheirIDsOverImports(t *testing.T) {
	before := []archive.Row{{ID: "a", Sheet: "发文", Row: 3, Document: "d1"}, {ID: "b", Sheet: "发文", Row: 4}}
	rows, gone, err := renewRows([]archive.Row{{Sheet: "发文", Row: 3}, {Sheet: "收文", Row: 4}}, before)
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].ID != "a" || rows[0].Document != "d1" || rows[1].ID == "" || rows[1].ID == "b" {
		t.Errorf("rows: %+v", rows)
	}
	if len(gone) != 1 || gone[0] != (archive.Ref{Table: "row", ID: "b"}) {
		t.Errorf("gone: %+v", gone)
	}
}

// A mapping that a person confirmed is not replaced by what the program found.
func TestAConfirmedMappingStays(t *testing.T) {
	person := archive.Mapping{Sheet: "发文", Headings: []string{"甲"}, Columns: map[string]string{"甲": archive.ElTitle}, Person: true}
	found := archive.Mapping{Sheet: "发文", Headings: []string{"甲"}, Columns: map[string]string{"甲": archive.ElNumber}}
	got := remember([]archive.Mapping{person}, []archive.Mapping{found})
	if len(got) != 1 || got[0].Columns["甲"] != archive.ElTitle {
		t.Errorf("mappings: %+v", got)
	}
}

// What an open library may keep of a secret row: facts, but no title.
func TestASecretRowKeepsNoTitle(t *testing.T) {
	r := archive.Row{Elements: archive.Elements{Title: "不能留下", Number: "甲密〔2024〕1号", Security: "机密", Recipients: []string{"乙"}, Note: "丙"}, Remark: "丁"}
	got := permittedRow(r)
	if got.Title != "" || got.Recipients != nil || got.Note != "" || got.Remark != "" {
		t.Errorf("kept: %+v", got)
	}
	if row, ok := secretRowsOf([]archive.Row{got}).find("", "不能 留下"); !ok || row.Number != "甲密〔2024〕1号" {
		t.Error("the file is not known by its title any more")
	}
}
