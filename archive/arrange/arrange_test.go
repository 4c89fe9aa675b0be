package arrange_test

import (
	"fmt"
	"testing"

	"niandang/archive"
	"niandang/archive/arrange"
)

// settings gives the settings of a made-up water bureau.
func settings() archive.Settings {
	s := archive.DefaultSettings()
	s.Organ = archive.Organ{
		Fonds: "C027", Name: "云州市水务局",
		Departments: []archive.Department{
			{Name: "办公室", Code: "BGS"},
			{Name: "河道管理科", Code: "HDK", Aliases: []string{"河道科"}},
			{Name: "供水科", Code: "GSK"},
		},
	}
	s.Arrange.FillForms = false
	return s
}

// doc makes an outgoing document; change it as the case needs.
func doc(id, date string, term archive.Retention, change ...func(*archive.Document)) archive.Document {
	d := archive.Document{
		ID: id, FileID: "f-" + id, Path: id + ".pdf", Year: 2021, ArchYear: 2021, Kind: archive.Outgoing,
		Department: "办公室", Pages: 2, Decision: archive.Decision{Retention: term},
		Elements: archive.Elements{Title: "题名" + id, Date: date},
	}
	for _, c := range change {
		c(&d)
	}
	return d
}

func in(department string) func(*archive.Document) {
	return func(d *archive.Document) { d.Department = department }
}

func numbered(n string) func(*archive.Document) {
	return func(d *archive.Document) { d.Number = n }
}

// mains makes the main file of each document.
func mains(docs []archive.Document) []archive.File {
	var files []archive.File
	for _, d := range docs {
		files = append(files, archive.File{
			ID: d.FileID, Path: d.Path, Status: archive.Kept, Role: archive.RoleMain, Document: d.ID, Pages: d.Pages,
		})
	}
	return files
}

func plan(t *testing.T, in arrange.Input) *arrange.Plan {
	t.Helper()
	if in.Year == 0 {
		in.Year = 2021
	}
	if in.Settings.Organ.Fonds == "" {
		in.Settings = settings()
	}
	if in.Files == nil {
		in.Files = mains(in.Documents)
	}
	p, err := arrange.NewPlan(in)
	if err != nil {
		t.Fatalf("NewPlan: %v", err)
	}
	return p
}

// order gives "code document" of each item, in the plan's order.
func order(p *arrange.Plan) []string {
	var out []string
	for _, it := range p.Items {
		out = append(out, it.Code+" "+it.Document)
	}
	return out
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n\t%q\nwant\n\t%q", got, want)
	}
}
