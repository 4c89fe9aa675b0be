package bind

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"niandang/archive"
)

// rawPDF writes a file of numbered objects; the first is the catalogue.
func rawPDF(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE5\xB9\xB4\xE6\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, off := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// oddPage is a file of one page that bears a word; page has the entries of its
// dictionary, catalog those of the catalogue.
func oddPage(word, page, catalog string, more ...string) []byte {
	content := "BT /F1 9 Tf 20 30 Td (" + word + ") Tj ET"
	return rawPDF(append([]string{
		"<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page + ">>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}, more...)...)
}

const fontF1 = "/Resources<</Font<</F1 5 0 R>>>>"

// oddFiles are pages as programs of all kinds write them.
func oddFiles() map[string][]byte {
	a4 := "/MediaBox[0 0 595 842]"
	script := "<</S/JavaScript/JS(app.alert\\(1\\))>>"
	out := map[string][]byte{
		"huge":       oddPage("huge", "/MediaBox[0 0 14000 9000]"+fontF1, ""),
		"tiny":       oddPage("tiny", "/MediaBox[0 0 60 60]"+fontF1, ""),
		"strip":      oddPage("strip", "/MediaBox[0 0 200 3000]"+fontF1, ""),
		"unit":       oddPage("unit", "/MediaBox[0 0 300 400]/UserUnit 4"+fontF1, ""),
		"off":        oddPage("off", "/MediaBox[-100 -50 495 792]/CropBox[0 0 400 500]"+fontF1, ""),
		"backwards":  oddPage("backwards", "/MediaBox[595 842 0 0]"+fontF1, ""),
		"bare":       oddPage("bare", a4, ""), // no resources: the word has no font
		"layer":      oddPage("layer", a4+fontF1, "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>", "<</Type/OCG/Name(hidden)>>"),
		"script":     oddPage("script", a4+fontF1+"/AA<</O "+script+">>", "/OpenAction "+script+"/Names<</JavaScript<</Names[(x) "+script+"]>>>>"),
		"embedded":   oddPage("embedded", a4+fontF1, "/Names<</EmbeddedFiles<</Names[(x.exe)<</F(x.exe)/EF<</F 6 0 R>>>>]>>>>", "<</Length 2>>\nstream\nMZ\nendstream"),
		"form":       oddPage("form", a4+fontF1+"/Annots[6 0 R]", "/AcroForm<</Fields[6 0 R]/NeedAppearances true>>", "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(value)/Rect[50 50 200 70]/DA(/Helv 0 Tf 0 g)>>"),
		"annotation": oddPage("annotation", a4+fontF1+"/Annots[<</Type/Annot/Subtype/FreeText/Rect[50 100 200 130]/Contents(note)/DA(/Helv 12 Tf 0 g)>><</Subtype/Link/Rect[1 1 9 9]/A<</S/Launch/F(x)>>>>]", ""),
		"unbalanced": oddPage("unbalanced) Tj ET Q Q Q q q BT (", a4+fontF1, ""),
	}
	for _, turn := range []int{90, 180, 270, -90, 450} {
		name := fmt.Sprintf("turned%d", turn)
		out[name] = oddPage(name, fmt.Sprintf("/MediaBox[0 0 842 595]/CropBox[10 10 800 500]/Rotate %d", turn)+fontF1, "")
	}
	return out
}

// programs says how many pages other programs see.
func programsAgree(t *testing.T, s *shop, file string, want int) {
	t.Helper()
	if out := tool(t, "qpdf", "--check", file); strings.Contains(out, "WARNING") {
		t.Errorf("qpdf: %s", out)
	}
	if n := strings.Count(tool(t, "mutool", "pages", file), "<page "); n != want {
		t.Errorf("mupdf sees %d pages, want %d", n, want)
	}
	if m := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(tool(t, "pdfinfo", file)); m == nil || m[1] != fmt.Sprint(want) {
		t.Errorf("poppler sees %q pages, want %d", m, want)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.engine.Render(t.Context(), bytes.NewReader(data), want, 10); err != nil {
		t.Errorf("pdfium does not see page %d: %v", want, err)
	}
	if _, err := s.engine.Render(t.Context(), bytes.NewReader(data), want+1, 10); archive.ErrorCode(err) != archive.CodeNotFound {
		t.Errorf("pdfium sees a page beyond the last: %v", err)
	}
}

// A volume of pages of all kinds is sound, keeps every word, and does nothing by
// itself.
func TestAVolumeOfOddPagesIsSound(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	files := oddFiles()
	for _, name := range []string{"locked.pdf", "restricted.pdf"} {
		b, err := os.ReadFile(filepath.Join("..", "pdf", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = b
	}
	names := make(map[string]string)
	for name, data := range files {
		it := y.item("BGS", archive.Permanent, "", name, "云州市水务局", "")
		y.part(it, archive.RoleMain, 0, Source{Family: "pdf", Open: opener(data)})
		names[it.ID] = name
	}
	dir := t.TempDir()
	r := y.compile(dir)
	v := r.Volumes[0]
	file := filepath.Join(dir, filepath.FromSlash(v.File))
	programsAgree(t, s, file, v.Pages)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"/JavaScript", "/Launch", "/OpenAction", "x.exe", "/NeedAppearances", "/AA"} {
		if bytes.Contains(data, []byte(word)) {
			t.Errorf("%s came along", word)
		}
	}
	for _, it := range v.Items {
		name := names[it.Item]
		at := words(t, file, it.Page)
		switch name {
		case "bare":
		case "locked.pdf":
			if len(at["文件已加密，没有密码不能打开。"]) == 0 {
				t.Errorf("%s has no slip: %v", name, at)
			}
		case "restricted.pdf":
			if it.Pages != 3 {
				t.Errorf("%s has %d pages, want 3", name, it.Pages)
			}
		default:
			word, _, _ := strings.Cut(name, ")")
			if len(at[word]) == 0 {
				t.Errorf("page %d lost the word %s: %v", it.Page, word, at)
			}
		}
		if name == "unit" && (len(at["unit"]) != 1 || at["unit"][0].h < 5) {
			t.Errorf("a page in units of 4 points is set too small: %+v", at["unit"])
		}
		if w := at["W027"]; len(w) != 1 || w[0].w < 6 || w[0].h > 6 {
			t.Errorf("%s: the stamp is not upright: %+v", name, w)
		}
	}
}

// Files that were made to break parsers come in, or get a slip; the volume is sound
// all the same, and says of each page where it is.
func TestAVolumeOfBrokenFilesIsSound(t *testing.T) {
	broken, err := filepath.Glob("../../../shared/corpus/real/pdf-broken/*.pdf")
	if err != nil || len(broken) == 0 {
		t.Skip("the collection of broken PDF files is not here")
	}
	s := newShop(t)
	y := newYear(t, s)
	for _, f := range broken {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		it := y.item("BGS", archive.Permanent, "", filepath.Base(f), "云州市水务局", "")
		y.part(it, archive.RoleMain, 1, Source{Family: "pdf", Open: opener(data)})
	}
	dir := t.TempDir()
	r := y.compile(dir)
	for _, v := range r.Volumes {
		file := filepath.Join(dir, filepath.FromSlash(v.File))
		programsAgree(t, s, file, v.Pages)
		contents := pageText(t, file, 3) + pageText(t, file, 4) + pageText(t, file, 5)
		for _, it := range v.Items {
			if !strings.Contains(contents, fmt.Sprint(it.Page)) {
				t.Errorf("the contents lack page %d of %s", it.Page, it.Code)
			}
		}
	}
	if len(r.Findings) == 0 {
		t.Error("nothing is said of the files that cannot be read")
	}
}
