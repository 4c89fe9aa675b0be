package format

import (
	"context"
	"slices"
	"testing"

	"niandang/archive"
)

const pdfBytes = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

func ofdBytes(t *testing.T, namespace string) []byte {
	return zipped(t, "OFD.xml", `<ofd:OFD xmlns:ofd="`+namespace+`"><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"D/Document.xml", `<Document><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>`, "D/P.xml",
		`<Page><Content><Layer><TextObject Boundary="20 20 90 9" Size="5"><TextCode X="0" Y="5">云州市水务局关于防汛工作的通知</TextCode></TextObject></Layer></Content></Page>`)
}

func TestIdentifyGoesByContent(t *testing.T) {
	r := noHelpers(t, nil)
	for _, c := range []struct {
		name   string
		b      []byte
		family Family
		puid   string
	}{
		{"a.pdf", []byte(pdfBytes), PDF, "fmt/18"},
		{"a.doc", []byte(pdfBytes), PDF, "fmt/18"},
		{"a.pdf", []byte(pdfBytes[:30]), PDF, ""},
		{"a.docx", wordFile(t, ""), DOCX, "fmt/412"},
		{"a.ofd", ofdBytes(t, "http://www.ofdspec.org/2016"), OFD, ""},
		{"a.ofd", ofdBytes(t, "http://www.ofdspec.org"), OFD, ""},
		{"a.zip", ofdBytes(t, "http://www.ofdspec.org/2016"), OFD, ""},
		{"a.zip", zipped(t, "a.txt", "x"), ZIP, "x-fmt/263"},
		{"a.txt", []byte("关于开展检查的通知"), TXT, "x-fmt/111"},
		{"a.eml", []byte("From: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\nbody\r\n"), EML, ""},
		{"a.html", []byte("<!DOCTYPE html><html><body>通知</body></html>"), HTML, ""},
		{"a.rtf", []byte(`{\rtf1\ansi text}`), RTF, ""},
		{"a.ceb", []byte("Founder CEB 2.1 ..."), Unknown, ""},
		{"a.gd", []byte{1, 2, 3, 0, 4}, Unknown, ""},
		{"a.sep", []byte{1, 2, 3, 0, 4}, Unknown, ""},
		{"Thumbs.db", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1........"), Unknown, ""},
		{"a.wps", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1........"), DOC, ""},
		{"a.et", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1........"), XLS, ""},
		{"a.dps", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1........"), Office, ""},
		{"empty.pdf", nil, Unknown, ""},
	} {
		got, err := r.Identify(context.Background(), file(t, c.name, c.b))
		if err != nil || got.Family != c.family || c.puid != "" && got.PUID != c.puid {
			t.Errorf("%s: got %+v, %v; want %s %s", c.name, got, err, c.family, c.puid)
		}
	}
}

func TestWrongExtension(t *testing.T) {
	for _, c := range []struct {
		f    Format
		ext  string
		want bool
	}{
		{Format{Family: PDF}, ".doc", true},
		{Format{Family: PDF}, ".pdf", false},
		{Format{Family: DOC}, ".wps", false},
		{Format{Family: DOCX}, ".wps", false},
		{Format{Family: DOCX}, ".doc", true},
		{Format{Family: XLS}, ".et", false},
		{Format{Family: HTML}, ".xls", true},
		{Format{Family: ZIP}, ".docx", false}, // damaged, not misnamed
		{Format{Family: ZIP}, ".pdf", true},
		{Format{Family: TXT}, ".pdf", true},
		{Format{Family: TXT}, ".log", false},
		{Format{Family: Image, MIME: "image/jpeg"}, ".jpeg", false},
		{Format{Family: Image, MIME: "image/jpeg"}, ".png", true},
		{Format{Family: Unknown}, ".pdf", false},
		{Format{Family: PDF}, "", false},
	} {
		if got := wrongExtension(c.f, c.ext); got != c.want {
			t.Errorf("%s as %s: got %v, want %v", c.f.Family, c.ext, got, c.want)
		}
	}
}

func TestWhatIsWrongWithAFileIsSaid(t *testing.T) {
	docx := wordFile(t, `<w:p><w:r><w:t>正文</w:t></w:r></w:p>`)
	text := pageOf("云州市水务局关于开展水库安全巡查工作的通知", "各县水务局：")
	damaged := archive.Fail(archive.CodeDamaged, "pdf_damaged", nil)
	for _, c := range []struct {
		what string
		name string
		b    []byte
		pdf  fakePDF
		want []string
	}{
		{"sound", "a.pdf", []byte(pdfBytes), fakePDF{pages: pages(text)}, nil},
		{"zero bytes", "a.pdf", nil, fakePDF{}, []string{archive.FZeroByte}},
		{"encrypted", "a.pdf", []byte(pdfBytes), fakePDF{info: encrypted()}, []string{archive.FEncrypted}},
		{"restricted", "a.pdf", []byte(pdfBytes), fakePDF{info: restricted(), pages: pages(text)}, []string{archive.FOwnerRestricted}},
		{"cut off", "a.pdf", []byte(pdfBytes[:40]), fakePDF{err: damaged}, []string{archive.FTruncated}},
		{"damaged", "a.pdf", []byte(pdfBytes), fakePDF{err: damaged}, []string{archive.FUnreadable}},
		{"a PDF called .doc", "a.doc", []byte(pdfBytes), fakePDF{pages: pages(text)}, []string{archive.FWrongExtension}},
		{"scanned", "a.pdf", []byte(pdfBytes), fakePDF{pages: pages(scanned())}, []string{archive.FHelperMissing, archive.FNoTextLayer}},
		{"blank", "a.pdf", []byte(pdfBytes), fakePDF{pages: pages(pageOf())}, nil},
		{"type as outlines", "a.pdf", []byte(pdfBytes), fakePDF{pages: pages(pageOf()), dark: true}, []string{archive.FHelperMissing, archive.FNoTextLayer}},
		{"nonsense", "a.pdf", []byte(pdfBytes), fakePDF{pages: pages(pageOf("\ue11e\ue236\ue28a\ue0c0浏览\ueb06\ue0ba\ue03e"))}, []string{archive.FGarbledTextLayer, archive.FHelperMissing}},
		{"radicals", "a.pdf", []byte(pdfBytes), fakePDF{pages: pages(pageOf("云州市⽔务局关于⼯作的通知，请认真执行"))}, []string{archive.FKangxiRadicals}},
		{"half a DOCX", "a.docx", docx[:len(docx)-40], fakePDF{}, []string{archive.FTruncated}},
		{"a ZIP called .docx", "a.docx", zipped(t, "x", "y"), fakePDF{}, []string{archive.FUnreadable}},
		{"lock file", "a.docx", []byte{5, 0, 1, 2, 3}, fakePDF{}, []string{archive.FUnreadable}},
		{"DOC without helper", "a.doc", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1........"), fakePDF{}, []string{archive.FHelperMissing}},
		{"CEB", "a.ceb", []byte("Founder CEB"), fakePDF{}, []string{archive.FUnsupportedFormat}},
		{"unknown", "a.xyz", []byte{0, 1, 2, 3}, fakePDF{}, []string{archive.FUnsupportedFormat}},
	} {
		if got := kinds(read(t, noHelpers(t, c.pdf), file(t, c.name, c.b))); !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%s: found %v, want %v", c.what, got, c.want)
		}
	}
}
