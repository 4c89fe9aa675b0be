package pdf

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
)

// mark stands on every page of ours and in no source.
const mark = "〓"

// The text of a volume's page is that of its source page, whatever the source.
func TestPagesKeepTheirText(t *testing.T) {
	e := openEngine(t)
	var job Job
	var want []string
	for _, path := range sampled(corpus(t, "dev")) {
		in, err := infoOf(e, path)
		if err != nil || in.Encrypted {
			continue
		}
		job.Parts = append(job.Parts, stamped(path))
		pages := strings.Split(tool(t, "pdftotext", path, "-"), "\f")
		for _, p := range pages[:in.Pages] {
			want = append(want, closedUp(p))
		}
	}
	out := filepath.Join(t.TempDir(), "volume.pdf")
	rep := assembleTo(t, e, out, job)
	if rep.Pages != len(want) {
		t.Fatalf("%d pages, want %d", rep.Pages, len(want))
	}
	said := strings.Split(tool(t, "pdftotext", out, "-"), "\f")
	for i, w := range want {
		if got := strings.ReplaceAll(closedUp(said[i]), mark, ""); got != w {
			t.Errorf("page %d reads\n%q\nwant\n%q", i+1, got, w)
		}
	}
	checkSound(t, e, out, rep.Pages)
}

func infoOf(e *Open, path string) (Info, error) {
	f, err := os.Open(path)
	if err != nil {
		return Info{}, err
	}
	defer f.Close()
	return e.Info(context.Background(), f)
}

func stamped(path string) Part {
	return Part{
		Fit:     true,
		Open:    func() (io.ReadSeekCloser, error) { return os.Open(path) },
		Overlay: func(int, Size) []Op { return []Op{Text{X: 195, Y: 10, Size: 9, S: mark}} },
	}
}

func closedUp(s string) string { return strings.Join(strings.Fields(s), "") }

// A stamp stands where it was put on the page as seen, however the page is turned.
func TestOverlayStandsWhereItWasPut(t *testing.T) {
	e := openEngine(t)
	for _, turn := range []int{0, 90, 180, 270} {
		for _, fit := range []bool{false, true} {
			t.Run(fmt.Sprintf("turned %d, fit %v", turn, fit), func(t *testing.T) {
				src := turnedPage(t, turn)
				out := filepath.Join(t.TempDir(), "out.pdf")
				assembleTo(t, e, out, Job{Parts: []Part{{
					Fit:  fit,
					Open: func() (io.ReadSeekCloser, error) { return os.Open(src) },
					Overlay: func(_ int, s Size) []Op {
						return []Op{Text{X: s.W*mmPerPoint - 30, Y: 20, Size: 12, S: mark}}
					},
				}}})
				f, err := os.Open(out)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				for p, err := range e.Pages(context.Background(), f, 1) {
					if err != nil {
						t.Fatal(err)
					}
					l := p.Lines[0]
					right, base := p.Width-l.Box.X0, l.Box.Y1-descender*12
					if l.Text() != mark || !close2(right, 30*pointsPerMM) || !close2(base, 20*pointsPerMM) {
						t.Errorf("%q is %.1f from the right and %.1f from the top", l.Text(), right, base)
					}
				}
			})
		}
	}
}

func close2(a, b float64) bool { return a-b < 0.2 && b-a < 0.2 }

// turnedPage writes a page with a crop box off the origin and a /Rotate.
func turnedPage(t *testing.T, turn int) string {
	t.Helper()
	content := "BT /F1 12 Tf 200 300 Td (x) Tj ET Q Q q q" // unbalanced on purpose
	w := &strings.Builder{}
	o := newWriter(w)
	root, pages, page := o.reserve(), o.reserve(), o.reserve()
	o.put(root, []byte("<</Type/Catalog/Pages "+ref(pages)+">>"))
	o.put(pages, []byte("<</Type/Pages/Count 1/Kids["+ref(page)+"]/MediaBox[-10 20 420 820]/CropBox[10 40 400 700]"+
		fmt.Sprintf("/Rotate %d>>", turn)))
	stream := o.reserve()
	o.putStream(stream, nil, []byte(content))
	o.put(page, []byte("<</Type/Page/Parent "+ref(pages)+"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents "+ref(stream)+">>"))
	info := o.add([]byte("<<>>"))
	if err := o.finish(root, info); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "turned.pdf")
	writeFile(t, path, []byte(w.String()))
	return path
}

// What acts is left behind: the archive's copy must do nothing by itself.
func TestScriptsAndLaunchesAreLeftBehind(t *testing.T) {
	w := &strings.Builder{}
	o := newWriter(w)
	root, pages, page := o.reserve(), o.reserve(), o.reserve()
	o.put(root, []byte("<</Type/Catalog/Pages "+ref(pages)+"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"))
	o.put(pages, []byte("<</Type/Pages/Count 1/Kids["+ref(page)+"]>>"))
	rect := "/Rect[10 10 60 30]/Subtype"
	o.put(page, []byte("<</Type/Page/Parent "+ref(pages)+"/MediaBox[0 0 595 842]/AA<</O<</S/JavaScript/JS(2)>>>>/Annots["+
		"<<"+rect+"/Link/A<</S/Launch/F(calc.exe)>>>>"+
		"<<"+rect+"/Link/A<</S/URI/URI(https://example.org)>>>>"+
		"<<"+rect+"/Widget/FT/Btn/AA<</U<</S/JavaScript/JS(3)>>>>/A<</S/JavaScript/JS(4)>>>>"+
		"<<"+rect+"/Text/Contents(note)>>]>>"))
	if err := o.finish(root, o.add([]byte("<<>>"))); err != nil {
		t.Fatal(err)
	}
	src := filepath.Join(t.TempDir(), "acts.pdf")
	writeFile(t, src, []byte(w.String()))
	data, _ := assembled(t, Job{Parts: []Part{{Open: func() (io.ReadSeekCloser, error) { return os.Open(src) }}}})
	for _, word := range []string{"JavaScript", "Launch", "/AA", "OpenAction", "calc"} {
		if strings.Contains(string(data), word) {
			t.Errorf("%s came along", word)
		}
	}
	for _, word := range []string{"example.org", "(note)", "/Subtype /Widget"} {
		if !strings.Contains(string(data), word) {
			t.Errorf("%s was lost", word)
		}
	}
}

func TestAPageThatIsNotThereIsAnError(t *testing.T) {
	p := stamped(filepath.Join("testdata", "letter.pdf"))
	p.Pages = []int{1, 9}
	_, rep := assembled(t, Job{Parts: []Part{p}})
	if archive.ErrorCode(rep.Parts[0].Err) != archive.CodeNotFound || rep.Pages != 0 {
		t.Errorf("report %+v", rep)
	}
}

func TestAttachmentsMakeItPDFA3(t *testing.T) {
	job := form()
	job.Attach = []Attachment{{Name: "目录.csv", MIME: "text/csv", Data: []byte("a,b\n")}}
	data, _ := assembled(t, job)
	for _, want := range []string{"<pdfaid:part>3</pdfaid:part>", "/AFRelationship/Data", "/Subtype/text#2Fcsv", "/AF["} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	writeFile(t, path, data)
	if said := tool(t, "pdfdetach", "-list", path); !strings.Contains(said, "目录.csv") {
		t.Errorf("pdfdetach: %s", said)
	}
}
