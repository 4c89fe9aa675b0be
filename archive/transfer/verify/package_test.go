package verify

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"niandang/archive"
)

func zipOf(t *testing.T, files map[string]string, change func(*zip.FileHeader)) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "package.zip")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for n, text := range files {
		h := &zip.FileHeader{Name: n, Method: zip.Deflate}
		if change != nil {
			change(h)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestHostileArchivesAreNotOpened(t *testing.T) {
	bomb := strings.Repeat("\x00", 80<<20)
	for name, path := range map[string]string{
		"a path that leads out": zipOf(t, map[string]string{"../x.txt": "x"}, nil),
		"an absolute path":      zipOf(t, map[string]string{"/etc/x.txt": "x"}, nil),
		"a backslash":           zipOf(t, map[string]string{`a\b.txt`: "x"}, nil),
		"a bomb":                zipOf(t, map[string]string{"a/x.txt": bomb}, nil),
		"an encrypted entry":    zipOf(t, map[string]string{"a/x.txt": "x"}, func(h *zip.FileHeader) { h.Flags |= 1 }),
		"a link":                zipOf(t, map[string]string{"a/x": "/etc"}, func(h *zip.FileHeader) { h.SetMode(os.ModeSymlink | 0o777) }),
	} {
		_, err := Package(context.Background(), path, Options{})
		if archive.ErrorCode(err) != archive.CodeUnsupported {
			t.Errorf("%s: error %v", name, err)
		}
	}
	broken := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(broken, []byte("PK\x03\x04"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Package(context.Background(), broken, Options{}); archive.ErrorCode(err) != archive.CodeDamaged {
		t.Errorf("broken: %v", err)
	}
}

func TestWhatIsNoPackageIsRejected(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"an empty folder": {}, "a lone file": {"a.txt": {Data: []byte("x")}},
		"UTF-16": {NoticeName: {Data: []byte("\xff\xfea\x00")}},
	} {
		v, err := FS(context.Background(), fsys, "x", Options{})
		if err != nil || v.Accepted {
			t.Errorf("%s: accepted %v, %v", name, v.Accepted, err)
		}
	}
}

// Rows that a program cannot check are never called passed.
func TestByHandIsNeverPassed(t *testing.T) {
	for _, c := range NewBoard().Checks() {
		for _, hand := range []string{"GD-4-1", "GD-4-2", "GD-4-4", "GD-4-5", "GD-4-6", "GD-4-7"} {
			if c.Code == hand && c.Result != ByHand {
				t.Errorf("%s is %s", c.Code, c.Result)
			}
		}
	}
}

func TestSniffing(t *testing.T) {
	for _, c := range []struct {
		head, ext            string
		suits, whole, locked bool
	}{
		{"%PDF-1.7 x %%EOF", ".pdf", true, true, false},
		{"%PDF-1.7 x", ".pdf", true, false, false},
		{"%PDF-1.7 /Encrypt 5 0 R %%EOF", ".pdf", true, true, true},
		{"%PDF-1.7 %%EOF", ".ofd", false, true, false},
		{"PK\x03\x04\x14\x00\x01\x00 PK\x05\x06", ".ofd", true, true, true},
		{"\xFF\xD8\xFF\xE0 \xFF\xD9", ".jpg", true, true, false},
		{"云州市", ".txt", true, true, false},
		{"\xd4\xc6\xd6\xdd\xca\xd0", ".txt", true, true, false},
		{"\xff\xfe\x91\x4e", ".txt", true, true, false},
		{"\x00\x01", ".txt", false, true, false},
		{"\ufeff<?xml?>", ".xml", true, true, false},
	} {
		l := sniff([]byte(c.head), []byte(c.head))
		if l.suits(c.ext) != c.suits || l.whole != c.whole || l.locked != c.locked {
			t.Errorf("%q as %s: %+v", c.head, c.ext, l)
		}
	}
}

func TestReceiptsComeBackAsTheyWere(t *testing.T) {
	b := NewBoard()
	b.Remark("GD-1-1", archive.Say("verify.no_signature"))
	b.Fail("GD-1-1", On("S021-1", "data/x.pdf", "bag.changed", "path", "data/x.pdf"))
	r := NewReceipt(Verdict{Package: "/x/y", Digest: "0123456789abcdef", Items: 3, Checks: b.Checks()}, "王馆员", time.Now())
	var buf bytes.Buffer
	if err := WriteReceipt(&buf, r, archive.Words{"bag.changed": "{path} 已变"}); err != nil {
		t.Fatal(err)
	}
	back, err := ReadReceipt(&buf)
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Checks) != 1 || len(back.Checks[0].Detail) != 1 || back.Checks[0].Detail[0] != "data/x.pdf 已变" || back.Checks[0].On[0].Code != "S021-1" {
		t.Errorf("%+v", back.Checks)
	}
	for _, s := range []string{"", "{}", `{"kind":"niandang-receipt"}`, "null"} {
		if _, err := ReadReceipt(strings.NewReader(s)); archive.ErrorCode(err) != archive.CodeInvalid {
			t.Errorf("%q was taken for a receipt", s)
		}
	}
}

// The sieve keeps back what stands in 编码数据, whatever the blocks in which it
// comes, and lets everything else through.
func TestTheSieveGivesWhatIsNotContent(t *testing.T) {
	content := strings.Repeat("云州市水务局\n", 5000)
	b64 := base64.StdEncoding.EncodeToString([]byte(content))
	in := "<a><编码>x</编码><编码数据 编码数据ID=\"i\">\n" + b64[:100] + "\n" + b64[100:] + "\n</编码数据><b>y</b></a>"
	for _, block := range []int{1, 7, 64, 1 << 20} {
		s := &base64Sieve{in: &slow{strings.NewReader(in), block}}
		out, err := io.ReadAll(s)
		if err != nil {
			t.Fatal(err)
		}
		if want := "<a><编码>x</编码><编码数据 编码数据ID=\"i\"></编码数据><b>y</b></a>"; string(out) != want {
			t.Errorf("blocks of %d: %q", block, out)
		}
		if p := s.passed(); p.size != int64(len(content)) || string(p.head[:6]) != content[:6] {
			t.Errorf("blocks of %d: %d bytes", block, p.size)
		}
	}
}

type slow struct {
	r io.Reader
	n int
}

func (s *slow) Read(p []byte) (int, error) { return s.r.Read(p[:min(len(p), s.n)]) }

func FuzzSieve(f *testing.F) {
	f.Add([]byte("<a><编码数据 x='1'>QUJD</编码数据></a>"))
	f.Add([]byte("<编码数据>QQ"))
	f.Add([]byte("<编码数据"))
	f.Fuzz(func(t *testing.T, in []byte) {
		out, err := io.ReadAll(&base64Sieve{in: bytes.NewReader(in)})
		if err != nil || len(out) > len(in) {
			t.Errorf("%q gives %q, %v", in, out, err)
		}
	})
}

func FuzzMETS(f *testing.F) {
	f.Add("<mets OBJID='x'><file SIZE='1'><FLocat href='METS.xml'/></file></mets>")
	f.Add("<mets><mdRef href='%zz'/><mdRef href='../../x'/></mets>")
	f.Fuzz(func(t *testing.T, mets string) {
		if _, err := FS(context.Background(), fstest.MapFS{METSName: {Data: []byte(mets)}}, "x", Options{}); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzCatalogue(f *testing.F) {
	f.Add("移交单位：x\n", "<文件目录><文件><档号>a</档号></文件></文件目录>", "<电子档案元数据><档号>a</档号></电子档案元数据>")
	f.Fuzz(func(t *testing.T, notice, catalogue, metadata string) {
		fsys := fstest.MapFS{NoticeName: {Data: []byte(notice)}, CatalogueName: {Data: []byte(catalogue)}, "F/WS/a/" + MetadataName: {Data: []byte(metadata)}}
		if v, err := FS(context.Background(), fsys, "x", Options{}); err != nil || v.Accepted {
			t.Errorf("accepted %v, %v", v.Accepted, err)
		}
	})
}
