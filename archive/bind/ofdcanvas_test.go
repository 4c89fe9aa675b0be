package bind

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"niandang/archive/ofd"
	"niandang/archive/pdf"
	"niandang/assets/fonts"
)

// ofdPackage makes an OFD document of a page with a text in an embedded typeface
// whose glyphs it names by number, a gradient, a pattern within a clip, and some
// objects more.
func ofdPackage(t *testing.T, objects ...string) []byte {
	t.Helper()
	const ns = `xmlns:ofd="http://www.ofdspec.org/2016"`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"OFD.xml", `<ofd:OFD ` + ns + `><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
		{"Doc_0/Document.xml", `<ofd:Document ` + ns + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
			`<ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>`},
		{"Doc_0/Res.xml", `<ofd:Res ` + ns + `><ofd:Fonts><ofd:Font ID="3" FontName="自带"><ofd:FontFile>own.ttf</ofd:FontFile></ofd:Font><ofd:Font ID="4" FontName="仿宋"/></ofd:Fonts></ofd:Res>`},
		{"Doc_0/own.ttf", string(fonts.SansBold)},
		{"Doc_0/Page.xml", `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer ID="2">` + strings.Join(append(objects,
			`<ofd:TextObject ID="9" Boundary="30 60 150 10" Font="3" Size="6"><ofd:TextCode X="0" Y="6" DeltaX="6 6 6 6 6">版式文件正文</ofd:TextCode></ofd:TextObject>`,
			`<ofd:TextObject ID="10" Boundary="30 80 150 10" Font="4" Size="6"><ofd:TextCode X="0" Y="6" DeltaX="6 6 3 3 3">仿宋OFD</ofd:TextCode></ofd:TextObject>`,
		), "") + `</ofd:Layer></ofd:Content></ofd:Page>`},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f[0], Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pathObject(attrs, fill, data string) string {
	return `<ofd:PathObject ID="5" ` + attrs + ` Fill="true" Stroke="false"><ofd:FillColor ` + fill + `</ofd:FillColor><ofd:AbbreviatedData>` + data + `</ofd:AbbreviatedData></ofd:PathObject>`
}

const square = "M 0 0 L 20 0 L 20 20 L 0 20 C"

// What a document draws comes out on paper: looked at in the rendered page.
func TestDrawnDocumentsLookAsTheyShould(t *testing.T) {
	s := newShop(t)
	red, blue := `<ofd:Segment><ofd:Color Value="255 0 0"/></ofd:Segment>`, `<ofd:Segment><ofd:Color Value="0 0 255"/></ofd:Segment>`
	data := ofdPackage(t,
		pathObject(`Boundary="30 120 20 20"`, `><ofd:AxialShd StartPoint="0 0" EndPoint="20 0">`+red+blue+`</ofd:AxialShd>`, square),
		pathObject(`Boundary="60 120 20 20"`, `><ofd:Pattern Width="10" Height="10"><ofd:CellContent>`+
			pathObject(`Boundary="0 0 10 10"`, `Value="0 128 0">`, "M 0 0 L 5 0 L 5 10 L 0 10 C")+`</ofd:CellContent></ofd:Pattern>`, square),
		strings.Replace(pathObject(`Boundary="90 120 20 20"`, `Value="0 0 0">`, square), "<ofd:FillColor",
			`<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 20 20"><ofd:AbbreviatedData>M 0 0 L 10 0 L 10 20 L 0 20 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:FillColor`, 1),
		pathObject(`Boundary="120 120 20 20"`, `Value="255 0 0" Alpha="128">`, square),
		pathObject(`Boundary="150 120 20 20"`, `><ofd:GouraudShd><ofd:Point><ofd:Color Value="0 255 0"/></ofd:Point></ofd:GouraudShd>`, square),
	)
	d, err := ofd.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := compilerFor(t, newYear(t, s))
	sheet, missed, err := c.drawOFD(d, 0, map[*ofd.Typeface]*ofdType{})
	if err != nil || len(missed) != 1 || missed[0] != (ofd.Missing{Kind: "gradient", Count: 1}) {
		t.Fatalf("not drawn %v, %v", missed, err)
	}
	var buf bytes.Buffer
	if _, err := s.engine.Assemble(t.Context(), &buf, pdf.Job{Parts: []pdf.Part{{Sheets: []pdf.Sheet{sheet}}}}); err != nil {
		t.Fatal(err)
	}
	m, err := s.engine.Render(t.Context(), bytes.NewReader(buf.Bytes()), 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		x, y float64
		want color.RGBA
	}{
		"gradient, left":   {32, 130, color.RGBA{230, 0, 25, 255}},
		"gradient, right":  {48, 130, color.RGBA{25, 0, 230, 255}},
		"pattern, cell":    {62, 130, color.RGBA{0, 128, 0, 255}},
		"pattern, between": {67, 130, color.RGBA{255, 255, 255, 255}},
		"pattern, next":    {72, 130, color.RGBA{0, 128, 0, 255}},
		"clip, inside":     {95, 130, color.RGBA{0, 0, 0, 255}},
		"clip, outside":    {105, 130, color.RGBA{255, 255, 255, 255}},
		"half transparent": {130, 130, color.RGBA{255, 127, 127, 255}},
		"nearest colour":   {160, 130, color.RGBA{0, 255, 0, 255}},
	} {
		if got := pixelAt(m, c.x, c.y); !alike(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
	ps := readPages(t, s, buf.Bytes())
	text := ps[0].Text()
	for _, want := range []string{"版式文件正文", "仿宋OFD", "未绘出：渐变1"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
	if at := mmBox(ps[0].Lines[0].Box); !about(at.x, 30) || at.w < 35 || at.w > 37 {
		t.Errorf("the text stands at %+v", at)
	}
}

func pixelAt(m image.Image, x, y float64) color.RGBA {
	const k = 72 / 25.4
	b := m.Bounds()
	r, g, bl, a := m.At(b.Min.X+int(x*k), b.Min.Y+int(y*k)).RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(bl >> 8), uint8(a >> 8)}
}

func alike(a, b color.RGBA) bool {
	d := func(x, y uint8) bool { return max(x, y)-min(x, y) < 40 }
	return d(a.R, b.R) && d(a.G, b.G) && d(a.B, b.B)
}

func TestPageOfAnOFDForAScreenIsTheBoundOne(t *testing.T) {
	d, err := OpenOFD(bytes.NewReader(ofdPackage(t)))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := OFDPage(newShop(t).t, d, 0)
	if err != nil || sheet.W != 210 || sheet.H != 297 {
		t.Fatalf("%v x %v, %v", sheet.W, sheet.H, err)
	}
	if got := strings.Join(textsOf([]pdf.Sheet{sheet}), ""); !strings.Contains(got, "仿宋OFD") {
		t.Errorf("the page says %q", got)
	}
	if _, err := OFDPage(newShop(t).t, d, 7); err == nil {
		t.Error("a page that is not there was drawn")
	}
}
