package year

import (
	"slices"
	"testing"

	"niandang/archive"
	"niandang/archive/collect"
	"niandang/archive/format"
	"niandang/archive/gongwen"
	"niandang/archive/page"
)

func TestWhatReadingAScanShowedStandsThereOnce(t *testing.T) {
	scan := archive.File{Path: "扫描/0012.pdf", SHA256: "a", Status: archive.Container, Role: archive.RoleContainer}
	part := func(pages string, first int) archive.File {
		return archive.File{Path: scan.Path + "#page=" + pages, SHA256: "a", Status: archive.Kept, Role: archive.RoleMain, First: first}
	}
	form := archive.File{Path: "扫描/处理单.pdf", SHA256: "b", Status: archive.Kept, Role: archive.RoleForm}
	picture := []archive.Finding{archive.NewFinding(archive.FNoTextLayer, "")}
	readings := map[string]archive.Reading{
		collect.ReadingKey(scan): {Problems: picture}, collect.ReadingKey(part("1-2", 1)): {Problems: picture}, collect.ReadingKey(form): {Problems: picture},
	}
	var got []string
	for _, f := range notedFindings([]archive.File{scan, part("1-2", 1), part("3-4", 3), form}, readings) {
		got = append(got, f.Path)
	}
	if !slices.Equal(got, []string{scan.Path}) {
		t.Errorf("found about %q, want the scan alone", got)
	}
}

// sheetOf makes a page of lines, one below the other.
func sheetOf(n int, lines ...string) page.Page {
	p := page.Page{Number: n, Width: 595, Height: 842}
	for i, s := range lines {
		b := page.Box{X0: 80, Y0: 80 + 29*float64(i), X1: 80 + 16*float64(len([]rune(s))), Y1: 96 + 29*float64(i)}
		p.Lines = append(p.Lines, page.Line{Box: b, Spans: []page.Span{{Text: s, Size: 16, Box: b}}})
	}
	return p
}

func TestAFormInFrontMakesNoOtherText(t *testing.T) {
	text := []string{"云州市水务局文件", "云水发〔2023〕5号", "关于防汛值班工作的通知", "各科室：", "请做好防汛值班工作。", "云州市水务局", "2023年5月6日"}
	form := sheetOf(1, "云州市水务局文件阅办单", "来文字号：云水发〔2023〕5号", "文件标题：关于防汛值班工作的通知", "拟办意见：请阅办")
	read := func(pages ...page.Page) archive.Reading {
		c := &collector{}
		return c.digest(&pending{}, format.Content{Pages: len(pages), Doc: page.Doc{Pages: pages}})
	}
	alone, bound := read(sheetOf(1, text...)), read(form, sheetOf(2, text...))
	if alone.TextDigest == "" || alone.TextDigest != bound.TextDigest {
		t.Error("the document with its form has another text")
	}
	if bound.Face.Bound != archive.RoutingForm || bound.Face.Number != "云水发〔2023〕5号" || bound.Segments != nil {
		t.Errorf("read %+v", bound.Face)
	}
	if behind := gongwen.Behind(page.Doc{Pages: []page.Page{form}}, gongwen.Hints{}); len(behind.Pages) != 1 {
		t.Error("a form alone is the file's text")
	}
}
