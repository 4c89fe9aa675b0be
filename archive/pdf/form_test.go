package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// form is a page as the papers of an archive are set.
func form() Job {
	ops := []Op{
		Text{X: 30, Y: 30, Size: 22, Face: SerifBold, S: "归档文件目录"},
		Text{X: 30, Y: 45, Size: 12, S: "乙〔2023〕7号　𬭎某某（女）一丶丿"},
		Text{X: 30, Y: 55, Size: 12, Face: Sans, S: "No. 12.5% / ½ fi"},
		Text{X: 30, Y: 80, Size: 12, Face: SansBold, S: "盒脊", Turn: 90},
		Text{X: 30, Y: 90, Size: 12, S: "没有的字：\U0010FFFD"},
		Rect{X: 82, Y: 10, W: 45, H: 16, Width: 0.35, Color: StampRed},
		Rect{X: 20, Y: 100, W: 100, H: 5, Filled: true, Color: Color{0.9, 0.9, 0.9}},
		Line{X0: 82, Y0: 18, X1: 127, Y1: 18, Width: 0.2, Color: StampRed},
		Link{X: 30, Y: 40, W: 60, H: 8, Page: 2},
	}
	return Job{
		Parts:   []Part{{Sheets: []Sheet{{W: A4Width, H: A4Height, Ops: ops}, {W: A4Height, H: A4Width}}}},
		Outline: []Bookmark{{Title: "目录", Page: 1, Kids: []Bookmark{{Title: "第二页", Page: 2}}}},
		Labels:  []Label{{Page: 1, Style: "r"}, {Page: 2, Style: "D", Start: 1, Prefix: "乙-"}},
		Meta: Meta{Title: "归档文件目录 & <表>", Author: "云州市水务局", Subject: "2023年度", Keywords: []string{"档案", "目录"},
			Creator: "年档", Created: time.Date(2024, 3, 1, 8, 30, 0, 0, time.FixedZone("", 8*3600)),
			Custom: map[string]string{"全宗号": "0123", "保管期限": "永久"}},
		PDFA: true,
	}
}

func assembled(t testing.TB, job Job) ([]byte, Report) {
	t.Helper()
	var b bytes.Buffer
	rep, err := openEngine(t).Assemble(context.Background(), &b, job)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), rep
}

// raw is a file as it stands on disk: its objects, unpacked.
type raw struct {
	data    []byte
	objects map[int]string
	streams map[int][]byte
}

var objectHead = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)

func readRaw(t *testing.T, data []byte) raw {
	t.Helper()
	r := raw{data: data, objects: map[int]string{}, streams: map[int][]byte{}}
	for at := 0; ; {
		m := objectHead.FindSubmatchIndex(data[at:])
		if m == nil {
			return r
		}
		num, _ := strconv.Atoi(string(data[at+m[2] : at+m[3]]))
		body := data[at+m[1]:]
		end := bytes.Index(body, []byte("\nendobj\n"))
		if s := bytes.Index(body[:end], []byte("\nstream\n")); s >= 0 {
			length, _ := strconv.Atoi(string(regexp.MustCompile(`/Length (\d+)>>$`).FindSubmatch(body[:s])[1]))
			stream := body[s+8 : s+8+length]
			if !bytes.HasPrefix(body[s+8+length:], []byte("\nendstream\nendobj\n")) {
				t.Errorf("object %d: Length does not lead to endstream (6.1.7.1)", num)
			}
			r.streams[num] = stream
			r.objects[num] = string(body[:s])
			at += m[1] + s + 8 + length
			continue
		}
		r.objects[num] = string(body[:end])
		at += m[1] + end
	}
}

func (r raw) unpacked(t *testing.T, num int) []byte {
	t.Helper()
	if !strings.Contains(r.objects[num], "FlateDecode") {
		return r.streams[num]
	}
	z, err := zlib.NewReader(bytes.NewReader(r.streams[num]))
	if err != nil {
		t.Fatalf("object %d: %v", num, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("object %d: %v", num, err)
	}
	return b
}

// with gives the objects whose body has all the words.
func (r raw) with(words ...string) []int {
	var out []int
next:
	for num, body := range r.objects {
		for _, w := range words {
			if !strings.Contains(body, w) {
				continue next
			}
		}
		out = append(out, num)
	}
	return out
}

// The rules of ISO 19005-2 that a generator can break, on the raw file. The
// clause stands with each.
func TestFormIsPDFA2b(t *testing.T) {
	data, rep := assembled(t, form())
	if rep.Pages != 2 || string(rep.Missing) != "\U0010FFFD" {
		t.Errorf("report %+v", rep)
	}
	r := readRaw(t, data)
	t.Run("6.1 file structure", func(t *testing.T) { structure(t, r) })
	t.Run("6.2 colour and content", func(t *testing.T) { colour(t, r) })
	t.Run("6.2.11 fonts", func(t *testing.T) { embedding(t, r) })
	t.Run("6.3 6.5 annotations and actions", func(t *testing.T) { actions(t, r) })
	t.Run("6.6 metadata", func(t *testing.T) { xmp(t, r) })
}

func structure(t *testing.T, r raw) {
	mark, ok := bytes.CutPrefix(r.data, []byte("%PDF-1.7\n%"))
	if !ok || min(mark[0], mark[1], mark[2], mark[3]) < 0x80 {
		t.Errorf("header %q (6.1.2)", r.data[:20])
	}
	tail := regexp.MustCompile(`trailer\n<<[^>]*/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]>>\nstartxref\n(\d+)\n%%EOF\n$`).FindSubmatch(r.data)
	if tail == nil {
		t.Fatal("no trailer with /ID at the end of the file (6.1.3)")
	}
	at, _ := strconv.Atoi(string(tail[1]))
	if !bytes.HasPrefix(r.data[at:], []byte("xref\n")) {
		t.Error("startxref does not lead to the table")
	}
	for num, body := range r.objects {
		for _, word := range []string{"/Encrypt", "LZWDecode", "/Crypt", "/XFA", "/NeedAppearances", "/PresSteps"} {
			if strings.Contains(body, word) {
				t.Errorf("object %d has %s", num, word)
			}
		}
		for _, hex := range regexp.MustCompile(`<([0-9A-Fa-f]*)>`).FindAllStringSubmatch(body, -1) {
			if len(hex[1])%2 != 0 || len(hex[1]) > 2*32767 {
				t.Errorf("object %d: a hex string of %d digits (6.1.6, 6.1.13)", num, len(hex[1]))
			}
		}
	}
}

func colour(t *testing.T, r raw) {
	intents := r.with("/S/GTS_PDFA1", "/DestOutputProfile")
	if len(intents) != 1 {
		t.Fatalf("%d output intents (6.2.3)", len(intents))
	}
	m := regexp.MustCompile(`/DestOutputProfile (\d+) 0 R`).FindStringSubmatch(r.objects[intents[0]])
	num, _ := strconv.Atoi(m[1])
	icc := r.unpacked(t, num)
	if !strings.Contains(r.objects[num], "/N 3") || len(icc) != u32(icc, 0) || string(icc[12:24]) != "mntrRGB XYZ " || string(icc[36:40]) != "acsp" {
		t.Errorf("the profile is not RGB for a monitor, or its size is wrong (6.2.3)")
	}
	for num := range r.streams {
		body := string(r.unpacked(t, num))
		if strings.Contains(r.objects[num], "/Metadata") || !strings.Contains(body, " Tf\n") {
			continue
		}
		if regexp.MustCompile(`(?m) (k|K|cs|CS|sh|gs|ri)$`).MatchString(body) {
			t.Errorf("content %d uses more than DeviceRGB (6.2.4)", num)
		}
	}
	for _, num := range r.with("/Type/Page/") {
		if !strings.Contains(r.objects[num], "/Resources<<") {
			t.Errorf("page %d has no resources of its own (6.2.2)", num)
		}
	}
}

func embedding(t *testing.T, r raw) {
	if n := len(r.with("/Subtype/Type0", "/Encoding/Identity-H", "/ToUnicode")); n != 4 {
		t.Errorf("%d composite fonts, want the four faces", n)
	}
	cids := r.with("/Subtype/CIDFontType2", "/CIDToGIDMap/Identity", "/Registry(Adobe)/Ordering(Identity)")
	if len(cids) != 4 {
		t.Errorf("%d descendants with a map to glyphs (6.2.11.3.2)", len(cids))
	}
	for _, num := range r.with("/Type/FontDescriptor") {
		body := r.objects[num]
		if strings.Contains(body, "/CIDSet") || !regexp.MustCompile(`/FontName/[A-Z]{6}\+`).MatchString(body) {
			t.Errorf("descriptor %d: %s", num, body)
		}
	}
	for _, num := range cids {
		widthsMatch(t, r, num)
	}
}

// widthsMatch compares the widths of a font dictionary with those of its font
// program (6.2.11.5).
func widthsMatch(t *testing.T, r raw, num int) {
	d, _ := strconv.Atoi(regexp.MustCompile(`/FontDescriptor (\d+) 0 R`).FindStringSubmatch(r.objects[num])[1])
	f, _ := strconv.Atoi(regexp.MustCompile(`/FontFile2 (\d+) 0 R`).FindStringSubmatch(r.objects[d])[1])
	program := r.unpacked(t, f)
	if !strings.Contains(r.objects[f], fmt.Sprintf("/Length1 %d", len(program))) {
		t.Errorf("font file %d: Length1 is wrong", f)
	}
	font := &trueType{tables: map[string][]byte{}}
	if err := font.directory(program); err != nil {
		t.Fatal(err)
	}
	if err := font.metrics(); err != nil {
		t.Fatal(err)
	}
	widths := map[int]int{}
	for _, m := range regexp.MustCompile(`(\d+)\[([\d ]+)\]`).FindAllStringSubmatch(r.objects[num], -1) {
		first, _ := strconv.Atoi(m[1])
		for i, w := range strings.Fields(m[2]) {
			widths[first+i], _ = strconv.Atoi(w)
		}
	}
	for g := 1; g < font.glyphs; g++ {
		want, ok := widths[g]
		if !ok {
			want = 1000
		}
		if got := font.advance(g); got-float64(want) > 1 || float64(want)-got > 1 {
			t.Errorf("font %d: glyph %d is %v wide, the dictionary says %d", num, g, got, want)
		}
	}
}

func actions(t *testing.T, r raw) {
	links := r.with("/Subtype/Link")
	if len(links) != 1 {
		t.Fatalf("%d links", len(links))
	}
	if b := r.objects[links[0]]; !strings.Contains(b, "/F 4") || !strings.Contains(b, "/S/GoTo/D[") {
		t.Errorf("the link is %s (6.3.2)", b)
	}
	for num, body := range r.objects {
		if regexp.MustCompile(`/AA[^A-Za-z]|/JavaScript|/Launch|/OpenAction`).MatchString(body) {
			t.Errorf("object %d acts: %s", num, body)
		}
	}
}

func xmp(t *testing.T, r raw) {
	nums := r.with("/Type/Metadata/Subtype/XML")
	if len(nums) != 1 || strings.Contains(r.objects[nums[0]], "Filter") {
		t.Fatalf("%d metadata streams, or a compressed one", len(nums))
	}
	packet := string(r.streams[nums[0]])
	dec := xml.NewDecoder(strings.NewReader(packet))
	for {
		if _, err := dec.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the packet is no XML: %v", err)
		}
	}
	for _, want := range []string{
		"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>", "归档文件目录 &amp; &lt;表&gt;",
		"<pdf:Keywords>档案; 目录</pdf:Keywords>", "<xmp:CreateDate>2024-03-01T08:30:00+08:00</xmp:CreateDate>",
		"<nd:全宗号>0123</nd:全宗号>", "<pdfaProperty:name>全宗号</pdfaProperty:name>", "<pdfaSchema:prefix>nd</pdfaSchema:prefix>",
	} {
		if !strings.Contains(packet, want) {
			t.Errorf("the packet lacks %s", want)
		}
	}
	head := packet[:strings.IndexByte(packet, '\n')]
	if strings.Contains(head, "bytes=") || strings.Contains(head, "encoding=") {
		t.Errorf("the packet header %q (6.6.2.1)", head)
	}
	if len(r.with("/CreationDate(D:20240301083000+08'00')", "/Keywords", "/Author")) != 1 {
		t.Error("the document information does not say the same")
	}
}

// What was set must come back, also beyond U+FFFF and where two characters share
// a glyph.
func TestFormTextComesBackAsItWentIn(t *testing.T) {
	data, rep := assembled(t, form())
	path := filepath.Join(t.TempDir(), "form.pdf")
	writeFile(t, path, data)
	said := tool(t, "pdftotext", "-enc", "UTF-8", path, "-")
	for _, want := range []string{"乙〔2023〕7号", "𬭎某某（女）一丶丿", "No. 12.5% / ½ fi", "没有的字：〓", "盒脊"} {
		if !strings.Contains(said, want) {
			t.Errorf("pdftotext does not give %q:\n%s", want, said)
		}
	}
	checkSound(t, openEngine(t), path, rep.Pages)
}
