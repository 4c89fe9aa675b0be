package format

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/page"
)

func texts(lines []page.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text())
	}
	return out
}

func p(s string) string { return `<w:p><w:r><w:t xml:space="preserve">` + s + `</w:t></w:r></w:p>` }

func TestLooksComeFromStylesAndDefaults(t *testing.T) {
	styles := `<w:styles ` + w + `><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="b"><w:name w:val="红头"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style></w:styles>`
	got := docxLines(t, `<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:rPr><w:sz w:val="88"/></w:rPr><w:t>云州市水务局文件</w:t></w:r></w:p>`+
		`<w:p><w:pPr><w:ind w:firstLineChars="200"/></w:pPr><w:r><w:t>正文</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>重</w:t></w:r></w:p>`+
		`<w:p><w:pPr><w:pStyle w:val="loop"/></w:pPr><w:r><w:t>循环</w:t></w:r></w:p>`, "word/styles.xml", styles)
	head, body := got[0], got[1]
	if head.Size != 44 || head.Align != page.AlignCenter || !head.Spans[0].Red || !head.Spans[0].Bold || head.Style != "红头" {
		t.Errorf("heading: %+v", head)
	}
	if body.Size != 16 || body.Indent != 32 || body.Spans[0].Bold {
		t.Errorf("body: %+v", body)
	}
	if got[2].Size != 10.5 {
		t.Errorf("a style based on itself: size %v, want the default", got[2].Size)
	}
}

func TestTrackedChangesAreTakenAsAccepted(t *testing.T) {
	body := `<w:p><w:r><w:t>同意</w:t></w:r><w:del><w:r><w:delText>暂缓</w:delText></w:r></w:del><w:ins><w:r><w:t>办理</w:t></w:r></w:ins>` +
		`<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>`
	c := read(t, noHelpers(t, nil), file(t, "a.docx", wordFile(t, body)))
	if got := strings.TrimSpace(c.Doc.Text()); got != "同意办理新处" {
		t.Errorf("got %q", got)
	}
	if !c.Tracked || !slices.Equal(kinds(c), []string{archive.FTrackedChanges}) {
		t.Errorf("tracked %v, found %v", c.Tracked, kinds(c))
	}
}

func TestTextBoxesComeOnceAndBeforeTheirParagraph(t *testing.T) {
	box := `<w:txbxContent>` + p("云州市水务局文件") + `</w:txbxContent>`
	got := texts(docxLines(t, `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>`+box+`</wps:txbx></w:drawing></mc:Choice>`+
		`<mc:Fallback><w:pict><v:textbox>`+box+`</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>云水发〔2024〕3号</w:t></w:r></w:p>`+
		`<w:p><w:r><w:pict><v:textbox><w:txbxContent>`+p("旧式文本框")+`</w:txbxContent></v:textbox></w:pict></w:r></w:p>`))
	if want := []string{"云州市水务局文件", "云水发〔2024〕3号", "旧式文本框"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRowsOfATableReadAsOnPaper(t *testing.T) {
	cell := func(s ...string) string {
		out := `<w:tc>`
		for _, x := range s {
			out += p(x)
		}
		return out + `</w:tc>`
	}
	got := docxLines(t, `<w:tbl><w:tr>`+cell("云州市水务局办公室")+cell("2024年5月9日印发")+`</w:tr><w:tr>`+cell("抄送", "市委办")+cell("甲")+`</w:tr></w:tbl>`)
	if want := []string{"云州市水务局办公室 2024年5月9日印发", "抄送 甲", "市委办"}; !slices.Equal(texts(got), want) {
		t.Errorf("got %q, want %q", texts(got), want)
	}
	if !got[0].Cell || len(got[0].Spans) != 2 {
		t.Errorf("first row: %+v", got[0])
	}
}

func TestBreaksTabsAndFields(t *testing.T) {
	got := docxLines(t, `<w:p><w:r><w:t>云水发〔2024〕3号</w:t><w:tab/><w:t>签发人：赵某</w:t></w:r></w:p>`+
		`<w:p><w:r><w:t>关于汛期工作</w:t><w:br/><w:t>的通知</w:t></w:r></w:p>`+
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>PAGE</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`+
		`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`+p("附件1")+p("   ")+p("清单"))
	if want := []string{"云水发〔2024〕3号 签发人：赵某", "关于汛期工作", "的通知", "3", "附件1", "清单"}; !slices.Equal(texts(got), want) {
		t.Fatalf("got %q, want %q", texts(got), want)
	}
	if len(got[0].Spans) != 2 || !got[4].Break || got[5].Break {
		t.Errorf("spans %d, breaks %v %v", len(got[0].Spans), got[4].Break, got[5].Break)
	}
}

func TestNumberedParagraphsShowTheirLabels(t *testing.T) {
	numbering := `<w:numbering ` + w + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:suff w:val="space"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	item := func(level, s string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>` + s + `</w:t></w:r></w:p>`
	}
	got := texts(docxLines(t, item("0", "甲")+item("1", "子")+item("1", "丑")+item("0", "乙")+item("1", "寅"), "word/numbering.xml", numbering))
	if want := []string{"一、甲", "一.1 子", "一.2 丑", "二、乙", "二.1 寅"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		v      int
		format string
		want   string
	}{
		{10, "chineseCountingThousand", "十"}, {12, "chineseCounting", "十二"}, {20, "japaneseCounting", "二十"}, {105, "chineseCounting", "一百零五"},
		{110, "chineseCounting", "一百一十"}, {21, "ideographDigital", "二一"}, {3, "decimalEnclosedCircle", "③"}, {28, "lowerLetter", "bb"}, {4, "upperRoman", "IV"},
		{7, "decimalZero", "07"}, {0, "lowerLetter", "0"}, {-1, "chineseCounting", "-1"}, {5, "unheard-of", "5"},
	} {
		if got := numeral(c.v, c.format); got != c.want {
			t.Errorf("%d as %s: got %q, want %q", c.v, c.format, got, c.want)
		}
	}
}

func TestPagesAreAnEstimateUntilARenditionIsThere(t *testing.T) {
	in := file(t, "a.docx", wordFile(t, p("甲"), "docProps/app.xml", `<Properties><Pages>4</Pages></Properties>`))
	r := noHelpers(t, nil)
	if c := read(t, r, in); c.Pages != 4 || c.PagesSure {
		t.Errorf("got %d, sure %v", c.Pages, c.PagesSure)
	}
	c, err := r.Read(t.Context(), in, ReadOptions{Rendition: &Rendition{Pages: 5}})
	if err != nil || c.Pages != 5 || !c.PagesSure {
		t.Errorf("with a rendition: got %d, sure %v, %v", c.Pages, c.PagesSure, err)
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(p("甲")+`<w:tbl><w:tr><w:tc>`+p("乙")+`</w:tc></w:tr></w:tbl>`, `<w:styles><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>`)
	f.Add(`<w:p><w:pPr><w:numPr><w:ilvl w:val="-3"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`, `<w:numbering><w:abstractNum/><w:num w:numId="1"/></w:numbering>`)
	f.Fuzz(func(t *testing.T, body, other string) {
		b := wordFile(t, body, "word/styles.xml", other, "word/numbering.xml", other, "word/footnotes.xml", other)
		c, err := newContainer(bytes.NewReader(b), int64(len(b)), withDefaults(archive.LimitSettings{}))
		if err != nil {
			t.Fatal(err)
		}
		docxFlow(c)
	})
}
