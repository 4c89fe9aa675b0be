package ofd

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"niandang/archive/page"
)

const ns = `xmlns:ofd="http://www.ofdspec.org/2016"`

// parcel is a package as made for a test: name to content.
type parcel map[string]string

// simple is a package of one A4 page with the given objects.
func simple(objects string) parcel {
	return parcel{
		"OFD.xml": `<ofd:OFD ` + ns + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>题</ofd:Title></ofd:DocInfo>` +
			`<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/Document.xml": `<ofd:Document ` + ns + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
			`<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
		"Doc_0/PublicRes.xml":            `<ofd:Res ` + ns + ` BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋"/><ofd:Font ID="4" FontName="小标宋" Bold="true"/></ofd:Fonts></ofd:Res>`,
		"Doc_0/Pages/Page_0/Content.xml": `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer ID="2">` + objects + `</ofd:Layer></ofd:Content></ofd:Page>`,
	}
}

func text(x, y float64, size float64, s string) string {
	return fmt.Sprintf(`<ofd:TextObject ID="9" Boundary="%g %g 150 10" Font="3" Size="%g"><ofd:TextCode X="0" Y="%g" DeltaX="g %d %g">%s</ofd:TextCode></ofd:TextObject>`,
		x, y, size, size, len([]rune(s))-1, size, s)
}

func (p parcel) bytes(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range p {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
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

func (p parcel) open(t testing.TB) *Document {
	t.Helper()
	b := p.bytes(t)
	d, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (p parcel) page(t testing.TB) page.Page {
	t.Helper()
	pg, err := p.open(t).Page(0)
	if err != nil {
		t.Fatal(err)
	}
	return pg
}

func (p parcel) text(t testing.TB) string { return strings.TrimSpace(p.page(t).Text()) }
