package bind

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
	printed "niandang/assets/forms"
)

func own(t *testing.T, s string) archive.Forms {
	t.Helper()
	var f archive.Forms
	if err := json.Unmarshal([]byte(s), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// What an organ has otherwise is laid over the forms, and only that.
func TestAnOrgansOwnSizesAreUsed(t *testing.T) {
	words := newShop(t).words
	all, err := Forms(printed.FS(), own(t, `{"stamp": {"width": 51}, "catalogue": {"table": {"widths": {"title": 60, "note": 25}}},
		"subjects": {"灌区": "渠道", "会议": null}, "captions": {"stamp.department": "问题"}}`), words)
	if err != nil {
		t.Fatal(err)
	}
	f, err := readForms(all)
	if err != nil {
		t.Fatal(err)
	}
	if f.stamp.Width != 51 || f.stamp.Height != 16 || f.catalogue.Table.Widths["title"] != 60 || f.catalogue.Table.Widths["code"] == 0 {
		t.Errorf("stamp %+v, widths %v", f.stamp, f.catalogue.Table.Widths)
	}
	if got := f.subjectsOf("关于渠道会议的通知", nil); strings.Join(got, " ") != "灌区" {
		t.Errorf("subjects %v", got)
	}
}

func TestAMistakeInAFormIsNamed(t *testing.T) {
	words := newShop(t).words
	for name, c := range map[string][2]string{
		"an unknown name":              {`{"stamp": {"breite": 51}}`, "stamp"},
		"an unknown form":              {`{"stempel": {"width": 51}}`, "stempel"},
		"a size of zero":               {`{"spine": {"height": 0}}`, "spine"},
		"a size below zero":            {`{"volume": {"margin": {"left": -5}}}`, "margin.left"},
		"a size of no type":            {`{"stamp": {"value_pt": 1e9}}`, "value_pt"},
		"a text for a size":            {`{"boxcover": {"width": "A4"}}`, "boxcover"},
		"columns beyond the type area": {`{"catalogue": {"table": {"widths": {"title": 71}}}}`, "catalogue"},
		"a column without a width":     {`{"volume": {"contents": {"columns": ["seq", "box", "page"]}}}`, "volume"},
		"a colour by name":             {`{"stamp": {"color": "red"}}`, "stamp"},
		"a caption that is not there":  {`{"captions": {"stamp.colour": "x"}}`, "captions"},
		"a caption with a loose end":   {`{"captions": {"foot": "第 {number} 页"}}`, "captions"},
		"no room on the note sheet":    {`{"notesheet": {"sign_height": 240}}`, "notesheet"},
	} {
		_, err := Forms(printed.FS(), own(t, c[0]), words)
		if archive.ErrorCode(err) != archive.CodeInvalid || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: error %v does not name %s", name, err, c[1])
		}
	}
}

// A changed form makes the papers again that are set on it, and no others.
func TestAChangedFormMakesItsPapersAgain(t *testing.T) {
	y := sample(t, newShop(t))
	dir := t.TempDir()
	y.compile(dir)
	y.in.Settings.Forms = own(t, `{"spine": {"narrower": 3}}`)
	if r := y.compile(dir); r.Made != 1 {
		t.Errorf("made %d files again, want the labels of the spines", r.Made)
	}
	y.in.Settings.Bind.Columns = []archive.CatalogueColumn{{Heading: "文件题名", Field: "title"}}
	if r := y.compile(dir); r.Made != 6 {
		t.Errorf("made %d files again, want the catalogues as XLSX and CSV", r.Made)
	}
	y.in.Settings.Forms = own(t, `{"spine": {"narrower": 3}, "captions": {"stamp.department": "问题"}}`)
	y.compile(dir)
	text := tool(t, "pdftotext", filepath.Join(dir, "归档章套打", "2023-Y-BGS-第1册.pdf"), "-")
	if !strings.Contains(text, "问题") || strings.Contains(text, "机构（问题）") {
		t.Errorf("the stamp has other captions:\n%s", text)
	}
}
