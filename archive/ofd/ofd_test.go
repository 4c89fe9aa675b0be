package ofd

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestTextIsReadThoughNoFontIsEmbedded(t *testing.T) {
	p := simple(text(60, 40, 5.64, "云州市水务局文件") + text(28, 60, 5.64, "各县水务局："))
	if got := p.text(t); got != "云州市水务局文件\n各县水务局：" {
		t.Errorf("got %q", got)
	}
}

func TestCharactersStandWhereDeltasPutThem(t *testing.T) {
	p := simple(`<ofd:TextObject ID="5" Boundary="20 30 100 10" Font="3" Size="5"><ofd:FillColor Value="255 0 0"/>` +
		`<ofd:TextCode X="1" Y="4" DeltaX="g 2 5 20">甲乙丙丁</ofd:TextCode></ofd:TextObject>`)
	pg := p.page(t)
	if len(pg.Lines) != 1 || len(pg.Lines[0].Spans) != 2 {
		t.Fatalf("want one line of two spans, got %+v", pg.Lines)
	}
	s := pg.Lines[0].Spans
	if x := s[1].Box.X0 / pointsPerMM; math.Abs(x-(20+1+5+5+20)) > 0.01 {
		t.Errorf("丁 stands at %.2f mm", x)
	}
	if !s[0].Red || math.Abs(s[0].Size/pointsPerMM-5) > 0.01 {
		t.Errorf("red %v, size %.2f", s[0].Red, s[0].Size)
	}
}

func TestMatrixScalesTextAndPlace(t *testing.T) {
	p := simple(`<ofd:TextObject ID="5" CTM="0.3528 0 0 0.3528 0 0" Boundary="50 60 90 10" Font="4" Size="16"><ofd:TextCode X="0" Y="14" DeltaX="16">批复</ofd:TextCode></ofd:TextObject>`)
	l := p.page(t).Lines[0]
	if math.Abs(l.Size-16) > 0.1 || !l.Spans[0].Bold {
		t.Errorf("size %.2f, bold %v; want 16 points, bold", l.Size, l.Spans[0].Bold)
	}
	if x := l.Box.X0 / pointsPerMM; math.Abs(x-50) > 0.1 {
		t.Errorf("begins at %.2f mm, want 50", x)
	}
}

func TestOddPathsAreFound(t *testing.T) {
	content := simple(text(20, 20, 5, "找到了"))["Doc_0/Pages/Page_0/Content.xml"]
	for name, loc := range map[string]string{
		"absolute": "/Doc_0/Pages/Page_0/Content.xml", "backslashes": `Pages\Page_0\Content.xml`, "other case": "pages/PAGE_0/content.XML",
		"from the root": "Doc_0/Pages/Page_0/Content.xml", "dots": "./Pages/../Pages/Page_0/Content.xml",
	} {
		p := simple("")
		p["Doc_0/Pages/Page_0/Content.xml"] = content
		p["Doc_0/Document.xml"] = strings.Replace(p["Doc_0/Document.xml"], "Pages/Page_0/Content.xml", loc, 1)
		if got := p.text(t); got != "找到了" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestPathsDoNotLeaveThePackage(t *testing.T) {
	p := simple("")
	p["Doc_0/Document.xml"] = strings.Replace(p["Doc_0/Document.xml"], "Pages/Page_0/Content.xml", "../../../etc/hostname", 1)
	if _, err := p.open(t).Page(0); err == nil {
		t.Error("a page outside the package was read")
	}
}

func TestNamespaceDoesNotMatter(t *testing.T) {
	p := simple(text(20, 20, 5, "旧式命名空间"))
	for name, s := range p {
		p[name] = strings.ReplaceAll(s, "http://www.ofdspec.org/2016", "http://www.ofdspec.org")
	}
	if got := p.text(t); got != "旧式命名空间" {
		t.Errorf("got %q", got)
	}
	b := p.bytes(t)
	if !Known(bytes.NewReader(b), int64(len(b))) {
		t.Error("not known as OFD")
	}
}

func TestSeveralDocumentsFollowOneAnother(t *testing.T) {
	p := simple(text(20, 20, 5, "第一件"))
	for name, s := range simple(text(20, 20, 5, "第二件")) {
		if rest, ok := strings.CutPrefix(name, "Doc_0/"); ok {
			p["Doc_1/"+rest] = s
		}
	}
	p["OFD.xml"] = strings.Replace(p["OFD.xml"], "</ofd:OFD>", `<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`, 1)
	d := p.open(t)
	if d.Pages() != 2 {
		t.Fatalf("%d pages, want 2", d.Pages())
	}
	if pg, err := d.Page(1); err != nil || strings.TrimSpace(pg.Text()) != "第二件" {
		t.Errorf("second page %q, %v", pg.Text(), err)
	}
}

func TestAttachmentsComeOutAsTheyWentIn(t *testing.T) {
	p := simple("")
	p["Doc_0/Document.xml"] = strings.Replace(p["Doc_0/Document.xml"], "</ofd:Document>", "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>", 1)
	p["Doc_0/Attachs/Attachments.xml"] = `<ofd:Attachments ` + ns + `><ofd:Attachment ID="7" Name="清单"><ofd:FileLoc>清单数据.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`
	p["Doc_0/Attachs/清单数据.xlsx"] = "bytes"
	as := p.open(t).Attachments()
	if len(as) != 1 || as[0].Name != "清单.xlsx" || as[0].Size != 5 {
		t.Fatalf("got %+v", as)
	}
	rc, err := as[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer rc.Close()
	if b, _ := io.ReadAll(rc); string(b) != "bytes" {
		t.Errorf("got %q", b)
	}
}

func TestHiddenAnnotationsAreNotRead(t *testing.T) {
	p := simple(text(20, 20, 5, "正文"))
	p["Doc_0/Document.xml"] = strings.Replace(p["Doc_0/Document.xml"], "</ofd:Document>", "<ofd:Annotations>Annotations.xml</ofd:Annotations></ofd:Document>", 1)
	p["Doc_0/Annotations.xml"] = `<ofd:Annotations ` + ns + `><ofd:Page PageID="1"><ofd:FileLoc>Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`
	annot := func(attr, s string) string {
		return `<ofd:Annot ID="8" ` + attr + `><ofd:Appearance Boundary="0 0 210 297">` + text(50, 100, 5, s) + `</ofd:Appearance></ofd:Annot>`
	}
	p["Doc_0/Annot.xml"] = `<ofd:PageAnnot ` + ns + `>` + annot(`Type="Stamp"`, "批注") + annot(`Type="Watermark"`, "水印") + annot(`Type="Stamp"`, "批注") +
		annot(`Type="Stamp" Visible="false"`, "看不见") + `</ofd:PageAnnot>`
	if got := p.text(t); got != "正文\n批注\n水印" {
		t.Errorf("got %q", got)
	}
}

func TestDamageIsAnErrorAndNotAPanic(t *testing.T) {
	whole := simple(text(20, 20, 5, "完整")).bytes(t)
	for name, b := range map[string][]byte{"cut": whole[:len(whole)/2], "empty": nil, "no zip": []byte("OFD.xml"), "another zip": parcel{"a.txt": "x"}.bytes(t)} {
		if _, err := Open(bytes.NewReader(b), int64(len(b))); !errors.Is(err, ErrNotOFD) {
			t.Errorf("%s: got %v, want ErrNotOFD", name, err)
		}
	}
}

func TestLimitsHold(t *testing.T) {
	p := simple(text(20, 20, 5, "甲"))
	p["Doc_0/Pages/Page_0/Content.xml"] += strings.Repeat(" ", 1<<20)
	b := p.bytes(t)
	d, err := OpenWith(bytes.NewReader(b), int64(len(b)), Limits{Bytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Page(0); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
	if _, err := OpenWith(bytes.NewReader(b), int64(len(b)), Limits{Entries: 2}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
}

// sketch notes what is drawn, in order.
type sketch struct{ calls []string }

func (s *sketch) Text(t Text) bool {
	var b strings.Builder
	for _, g := range t.Glyphs {
		b.WriteRune(g.R)
	}
	s.calls = append(s.calls, b.String())
	return true
}
func (s *sketch) Picture(Picture) bool { s.calls = append(s.calls, "picture"); return false }
func (s *sketch) Path(Path) bool       { s.calls = append(s.calls, "path"); return true }

func TestTemplatesLieBehindAndInFront(t *testing.T) {
	p := simple(text(20, 40, 5, "正文"))
	p["Doc_0/Document.xml"] = strings.Replace(p["Doc_0/Document.xml"], "</ofd:CommonData>",
		`<ofd:TemplatePage ID="20" BaseLoc="T0.xml"/><ofd:TemplatePage ID="21" BaseLoc="T1.xml"/></ofd:CommonData>`, 1)
	tpl := func(s string) string {
		return `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer ID="30">` + text(20, 10, 5, s) + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	p["Doc_0/T0.xml"], p["Doc_0/T1.xml"] = tpl("前景"), tpl("背景")
	p["Doc_0/Pages/Page_0/Content.xml"] = strings.Replace(p["Doc_0/Pages/Page_0/Content.xml"], "<ofd:Content>",
		`<ofd:Template TemplateID="20" ZOrder="Foreground"/><ofd:Template TemplateID="21" ZOrder="Background"/><ofd:Content>`, 1)
	var s sketch
	if _, err := p.open(t).Draw(0, &s); err != nil || !slices.Equal(s.calls, []string{"背景", "正文", "前景"}) {
		t.Errorf("drawn %v, %v", s.calls, err)
	}
}

func TestWhatIsNotDrawnIsCounted(t *testing.T) {
	p := simple(`<ofd:PathObject ID="5" Boundary="0 0 9 9" Fill="true" Stroke="false"><ofd:FillColor><ofd:Pattern/></ofd:FillColor><ofd:AbbreviatedData>M 0 0 L 1 1</ofd:AbbreviatedData></ofd:PathObject>` +
		`<ofd:ImageObject ID="6" Boundary="0 0 9 9" ResourceID="99"/><ofd:ImageObject ID="7" Boundary="0 0 9 9" ResourceID="98"/><ofd:CompositeObject ID="8" ResourceID="97"/>`)
	lost, err := p.open(t).Draw(0, &sketch{})
	want := []Missing{{"picture", 2}, {"composite", 1}, {"pattern", 1}}
	if err != nil || !slices.Equal(lost, want) {
		t.Errorf("got %v, %v; want %v", lost, err, want)
	}
}

func TestCompositesThatHoldThemselvesEnd(t *testing.T) {
	p := simple(`<ofd:CompositeObject ID="8" ResourceID="50"/>`)
	p["Doc_0/PublicRes.xml"] = `<ofd:Res ` + ns + `><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="9" Height="9"><ofd:Content>` +
		strings.Repeat(`<ofd:CompositeObject ID="8" ResourceID="50"/>`, 3) + `</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`
	lost, err := p.open(t).Draw(0, &sketch{})
	if err != nil || len(lost) == 0 {
		t.Errorf("got %v, %v", lost, err)
	}
}
