package gongwen

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"niandang/archive"
	"niandang/archive/page"
)

// docOf makes pages of arbitrary text: a line each, the first byte of each
// choosing how it stands.
func docOf(s string, flags uint8) page.Doc {
	d := page.Doc{Flow: flags&1 != 0}
	p := page.Page{Number: 1, Width: 595, Height: 842, OCR: flags&2 != 0}
	y := 60.0
	for _, t := range strings.Split(s, "\n") {
		how := uint8(0)
		if t != "" {
			how = t[0]
		}
		if t == "\f" {
			d.Pages = append(d.Pages, p)
			p.Number, p.Lines, y = p.Number+1, nil, 60
			continue
		}
		size := 12 + float64(how%3)*8
		x := 79 + float64(how%5)*60
		sp := page.Span{Text: t, Size: size, Red: how%7 == 0, Box: page.Box{X0: x, Y0: y, X1: x + han(t)*size, Y1: y + size}}
		p.Lines = append(p.Lines, page.Line{Spans: []page.Span{sp}, Box: sp.Box, Size: size, Align: page.Align(how % 5), Flow: d.Flow, Cell: how%11 == 0})
		y += size * 1.8
	}
	d.Pages = append(d.Pages, p)
	return d
}

func FuzzRead(f *testing.F) {
	for _, c := range loadLayouts(f) {
		f.Add(c.doc.Text(), uint8(0))
		f.Add(c.doc.Text(), uint8(1))
		f.Add(c.doc.Text(), uint8(2))
	}
	f.Add("附件1\n\f\n〔2023〕\n签发人：\n抄送：\n《", uint8(0))
	f.Fuzz(func(t *testing.T, s string, flags uint8) {
		if len(s) > 20000 {
			t.Skip("longer than a page")
		}
		d := docOf(s, flags)
		face := Read(d, Hints{})
		checkFace(t, face, utf8.ValidString(s))
		for _, seg := range Segments(d, Hints{}) {
			if seg.First < 1 || seg.Last > len(d.Pages) || seg.First > seg.Last {
				t.Errorf("segment %d-%d of %d pages", seg.First, seg.Last, len(d.Pages))
			}
		}
		if mark, _, found, _ := SecrecyMark(d); found != (mark != "") || mark == "内部" {
			t.Errorf("secrecy mark %q, found %v", mark, found)
		}
	})
}

// checkFace asserts what holds for whatever was read.
func checkFace(t *testing.T, f archive.Face, valid bool) {
	t.Helper()
	for _, d := range []string{f.Date, f.PrintDate} {
		if _, ok := archive.ParseDate(d); d != "" && !ok {
			t.Errorf("date %q", d)
		}
	}
	for el, tr := range f.Trusts {
		if tr.Confidence < 0 || tr.Confidence > 1 || tr.Source == "" {
			t.Errorf("trust of %s: %+v", el, tr)
		}
	}
	for _, l := range [][]string{f.Issuers, f.Recipients, f.CC, f.Signers, f.Attachments} {
		if l == nil {
			t.Error("a list is nil")
		}
	}
	if n := runes(f.Opening); n > 200 {
		t.Errorf("opening of %d characters", n)
	}
	if b, err := json.Marshal(f); err != nil || valid && !utf8.Valid(b) {
		t.Errorf("face does not marshal: %v", err)
	}
}

func FuzzFromName(f *testing.F) {
	for _, s := range []string{"云水发〔2023〕5号 关于防汛的通知（正式）.pdf", "202303020005_报告_正文.pdf", "附件三：名单.xlsx", "秘密★5年 通知.ofd", "a.zip!/b/第3期.pdf", "2023.2.5", "（1)", "〔〕号"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkFace(t, FromName(s), utf8.ValidString(s))
	})
}

func BenchmarkRead(b *testing.B) {
	cases := loadLayouts(b)
	pages := 0
	for b.Loop() {
		for _, c := range cases {
			Read(c.doc, Hints{})
			pages += len(c.doc.Pages)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(pages), "µs/page")
}
