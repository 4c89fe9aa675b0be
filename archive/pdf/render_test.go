package pdf

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// notEmbedded is a page in the font that Chinese PDF files name without carrying
// it, as the systems of many offices write it.
func notEmbedded(t *testing.T) []byte {
	t.Helper()
	w := &strings.Builder{}
	o := newWriter(w)
	root, pages, page, stream := o.reserve(), o.reserve(), o.reserve(), o.reserve()
	o.put(root, []byte("<</Type/Catalog/Pages "+ref(pages)+">>"))
	o.put(pages, []byte("<</Type/Pages/Count 1/Kids["+ref(page)+"]/MediaBox[0 0 200 100]>>"))
	o.putStream(stream, nil, []byte("BT /F1 40 Tf 20 30 Td <6C34 52A1 5C40> Tj ET"))
	o.put(page, []byte("<</Type/Page/Parent "+ref(pages)+"/Contents "+ref(stream)+"/Resources<</Font<</F1<</Type/Font/Subtype/Type0"+
		"/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light"+
		"/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>>>>>>>"))
	if err := o.finish(root, o.add([]byte("<<>>"))); err != nil {
		t.Fatal(err)
	}
	return []byte(w.String())
}

func TestTextWithoutItsFontIsDrawnAndRead(t *testing.T) {
	e := openEngine(t)
	r := bytes.NewReader(notEmbedded(t))
	img, err := e.Render(context.Background(), r, 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	dark := 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if v, _, _, _ := img.At(x, y).RGBA(); v < 0x8000 {
				dark++
			}
		}
	}
	if dark < 300 {
		t.Errorf("%d dark pixels: the text is missing", dark)
	}
	for p, err := range e.Pages(context.Background(), r, 0) {
		if err != nil || p.Text() != "水务局\n" {
			t.Errorf("text %q, %v", p.Text(), err)
		}
	}
}
