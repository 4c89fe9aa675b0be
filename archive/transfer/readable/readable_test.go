package readable

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	xtiff "golang.org/x/image/tiff"

	"niandang/archive/transfer/sample"
)

// demo gives one file of each kind of the demo year, by its ending.
func demo(t testing.TB) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join("..", "..", "..", "assets", "demo", "year.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := make(map[string][]byte)
	for _, f := range z.File {
		ext := strings.ToLower(filepath.Ext(f.Name))
		if out[ext] != nil {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		out[ext] = b
	}
	var p, tf bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 300, 200))
	if err := png.Encode(&p, img); err != nil {
		t.Fatal(err)
	}
	if err := xtiff.Encode(&tf, img, nil); err != nil {
		t.Fatal(err)
	}
	out[".png"], out[".tif"] = p.Bytes(), tf.Bytes()
	out[".xml"] = []byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<文件目录><文件>" + strings.Repeat("字", 3000) + "</文件></文件目录>\n")
	return out
}

func check(b []byte, ext string) Result { return Check(bytes.NewReader(b), int64(len(b)), ext) }

func (r Result) sound() bool { return r.Broken == nil && r.Weak == nil && !r.Locked }

func TestWholeFilesOpen(t *testing.T) {
	files := demo(t)
	for _, ext := range []string{".pdf", ".ofd", ".docx", ".xlsx", ".jpg", ".png", ".tif", ".xml", ".txt"} {
		b := files[ext]
		if b == nil {
			t.Fatalf("%s: the demo year has none", ext)
		}
		r := check(b, ext)
		if !r.sound() || ext == ".pdf" && r.Pages < 1 {
			t.Errorf("%s: %+v", ext, r)
		}
	}
	if r := check([]byte{0xd4, 0xc6, 0xd6, 0xdd, 0xca, 0xd0}, ".txt"); !r.sound() {
		t.Errorf("a text in GB18030: %+v", r)
	}
	if r := check([]byte("\xff\xfe\x91\x4e\xde\x5d\x0d\x00\x0a\x00"), ".txt"); !r.sound() {
		t.Errorf("a text in UTF-16: %+v", r)
	}
}

// However much of a file is missing at its end, it is not called sound.
func TestCutFilesDoNotOpen(t *testing.T) {
	for ext, b := range demo(t) {
		if ext == ".txt" || mainParts[ext] == nil && !strings.Contains(".pdf .jpg .png .tif .xml", ext) {
			continue
		}
		for part := 1; part < 20; part++ {
			n := len(b) * part / 20
			if r := check(b[:n], ext); n > edge && r.sound() {
				t.Errorf("%s cut to %d of %d bytes: %+v", ext, n, len(b), r)
			}
		}
	}
}

func TestHarmInsideIsFound(t *testing.T) {
	files := demo(t)
	flipped := func(ext string, at func(b []byte) int) []byte {
		b := bytes.Clone(files[ext])
		b[at(b)] ^= 0x55
		return b
	}
	middle := func(b []byte) int { return len(b) / 2 }
	for _, ext := range []string{".ofd", ".docx", ".png"} {
		if r := check(flipped(ext, middle), ext); r.sound() {
			t.Errorf("%s: a byte in the middle: %+v", ext, r)
		}
	}
	if r := check(files[".docx"], ".ofd"); r.Broken == nil {
		t.Error("a text document named .ofd has no OFD.xml")
	}
	if r := check([]byte("<a><b></a>"), ".xml"); r.Broken == nil {
		t.Error("XML that is not well-formed")
	}
	if r := check([]byte("<a/><b/>"), ".xml"); r.Broken == nil {
		t.Error("XML with two roots")
	}
	if r := check([]byte("a\x00b"), ".txt"); r.Broken == nil {
		t.Error("a text with a zero byte")
	}
	if r := check([]byte("\xff\xff\xff"), ".txt"); r.Broken == nil {
		t.Error("a text in no encoding")
	}
}

func pdfOf(trailer string, objects ...string) []byte { return sample.PDFOf("x", trailer, objects...) }

const (
	catalogue = "<</Type /Catalog /Pages 2 0 R>>"
	leafPage  = "<</Type /Page /Parent 2 0 R>>"
)

func TestPDFs(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want string // sound, broken, weak, locked
	}{
		"one page":                 {pdfOf("", catalogue, "<</Type/Pages/Kids[3 0 R]/Count 1>>", leafPage), "sound"},
		"encrypted":                {pdfOf("/Encrypt 3 0 R", catalogue, "<</Kids[3 0 R]>>", leafPage), "locked"},
		"no catalogue":             {pdfOf("", "null"), "broken"},
		"no pages":                 {pdfOf("", catalogue, "<</Kids[]>>"), "broken"},
		"a page that is not there": {pdfOf("", catalogue, "<</Kids[7 0 R]>>", leafPage), "broken"},
		"pages in a circle":        {pdfOf("", catalogue, "<</Kids[2 0 R]>>"), "broken"},
		"contents in a circle":     {pdfOf("", catalogue, "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", "[4 0 R 4 0 R]"), "sound"},
		"contents behind the end":  {pdfOf("", catalogue, "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", "<</Length 99999>>\nstream\nx\nendstream"), "broken"},
		"cross-references in a circle": {bytes.Replace(pdfOf("/Prev 00000", catalogue, "<</Kids[3 0 R]>>", leafPage), []byte("/Prev 00000"),
			fmt.Appendf(nil, "/Prev %05d", bytes.Index(pdfOf("/Prev 00000", catalogue, "<</Kids[3 0 R]>>", leafPage), []byte("xref"))), 1), "sound"},
		"cross-references beside": {bytes.Replace(pdfOf("", catalogue, "<</Kids[3 0 R]>>", leafPage), []byte("startxref\n"), []byte("startxref\n1"), 1), "weak"},
		"line ends changed":       {bytes.ReplaceAll(pdfOf("", catalogue, "<</Kids[3 0 R]>>", leafPage), []byte("\n"), []byte("\r\n")), "weak"},
		"deep":                    {pdfOf("", catalogue, strings.Repeat("[", 1000)), "broken"},
		"begins late":             {append([]byte("junk\n"), pdfOf("", catalogue, "<</Kids[3 0 R]>>", leafPage)...), "sound"},
	} {
		r := check(c.file, ".pdf")
		got := "sound"
		switch {
		case r.Locked:
			got = "locked"
		case r.Broken != nil:
			got = "broken"
		case r.Weak != nil:
			got = "weak"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s (%v %v)", name, got, c.want, r.Broken, r.Weak)
		}
	}
}

// What qpdf takes without an error is never called broken, and what it cannot
// open at all is never called sound.
func TestQpdfAgrees(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "corpus", "real", "pdf-broken", "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Skip("the damaged PDFs are not at hand")
	}
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("qpdf is not here")
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := check(b, ".pdf")
		out, err := exec.Command("qpdf", "--show-npages", name).CombinedOutput()
		silent := err == nil && !bytes.Contains(out, []byte("WARNING"))
		if silent && r.Broken != nil {
			t.Errorf("%s: qpdf reads it, here %v", filepath.Base(name), r.Broken)
		}
		if err != nil && len(out) > 0 && r.sound() && bytes.Contains(out, []byte("unable to find")) {
			t.Errorf("%s: qpdf cannot open it: %s", filepath.Base(name), out)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(pdfOf("", catalogue, "<</Kids[3 0 R]>>", leafPage), ".pdf")
	f.Add([]byte("PK\x03\x04"), ".ofd")
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"), ".tif")
	for ext, b := range demo(f) {
		if len(b) < 64<<10 {
			f.Add(b, ext)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, ext string) {
		if r := check(b, ext); r.Broken != nil && strings.Contains(r.Broken.Error(), "runtime error") {
			t.Errorf("%v", r.Broken)
		}
	})
}
