package collect

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive"
)

// packed is a member of a zip under test.
type packed struct {
	name    string
	content string
	gbk     bool // name in GBK without the flag
	raw     bool // name as given, without the flag
	extra   []byte
	mode    fs.FileMode
	flags   uint16
	store   bool
}

func pack(t testing.TB, members ...packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate, Extra: m.extra, Flags: m.flags, NonUTF8: m.raw || m.gbk}
		if m.store {
			h.Method = zip.Store
		}
		if m.gbk {
			h.Name, _ = simplifiedchinese.GBK.NewEncoder().String(m.name)
		}
		if m.mode != 0 {
			h.SetMode(m.mode)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, m.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, b []byte, name string, lim archive.LimitSettings) ([]Entry, []archive.Finding) {
	t.Helper()
	p := filepath.Join(t.TempDir(), "c")
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	es, fs, err := OpenContainer(context.Background(), p, name, lim)
	if err != nil {
		t.Fatal(err)
	}
	return es, fs
}

func contentOf(t testing.TB, e Entry) string {
	t.Helper()
	if e.Open == nil {
		return "(refused)"
	}
	r, err := e.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return "(" + err.Error() + ")"
	}
	return string(b)
}

func findingKinds(fs []archive.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Kind)
	}
	return strings.Join(out, " ")
}

// unicodeExtra is the Info-ZIP Unicode Path field for a header name.
func unicodeExtra(header, name string) []byte {
	b := binary.LittleEndian.AppendUint16(nil, unicodePathField)
	b = binary.LittleEndian.AppendUint16(b, uint16(5+len(name)))
	b = append(b, 1)
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(header)))
	return append(b, name...)
}

func TestNamesInZips(t *testing.T) {
	for _, c := range []struct {
		name     string
		members  []packed
		want     []string
		findings string
	}{
		{"UTF-8 with the flag", []packed{{name: "发文/通知.pdf"}}, []string{"发文/通知.pdf"}, ""},
		{"UTF-8 without the flag", []packed{{name: "发文/通知.pdf", raw: true}}, []string{"发文/通知.pdf"}, ""},
		{"GBK", []packed{{name: "发文/通知.pdf", gbk: true}}, []string{"发文/通知.pdf"}, archive.FZipGBK},
		{"one name that could be UTF-8 does not split the archive", []packed{{name: "a.pdf", gbk: true}, {name: "函〔2024〕3号.pdf", gbk: true}},
			[]string{"a.pdf", "函〔2024〕3号.pdf"}, archive.FZipGBK},
		{"GBK that could be UTF-8 by chance", []packed{{name: "通知.txt", gbk: true}}, []string{"通知.txt"}, archive.FZipGBK},
		{"GBK with backslashes", []packed{{name: `收文\三月\来函.pdf`, gbk: true}}, []string{"收文/三月/来函.pdf"}, archive.FZipGBKNested},
		{"a GBK character that ends in a backslash byte is no folder", []packed{{name: "乗表.pdf", gbk: true}}, []string{"乗表.pdf"}, archive.FZipGBK},
		{"Unicode path field", []packed{{name: "????.pdf", raw: true, extra: unicodeExtra("????.pdf", "通知𬭎.pdf")}}, []string{"通知𬭎.pdf"}, ""},
		{"a stale Unicode path field does not count", []packed{{name: "new.pdf", raw: true, extra: unicodeExtra("old.pdf", "旧.pdf")}}, []string{"new.pdf"}, ""},
		{"the same name twice", []packed{{name: "a.pdf"}, {name: "a.pdf"}}, []string{"a.pdf", "a~2.pdf"}, ""},
		{"folders are no members", []packed{{name: "发文/"}, {name: "发文/a.pdf"}}, []string{"发文/a.pdf"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			es, found := opened(t, pack(t, c.members...), "导出.zip", limits())
			for i := range c.want {
				c.want[i] = "导出.zip!/" + c.want[i]
			}
			if got := paths(es); !slices.Equal(got, c.want) {
				t.Errorf("members %q, want %q", got, c.want)
			}
			if got := findingKinds(found); got != c.findings {
				t.Errorf("findings %q, want %q", got, c.findings)
			}
		})
	}
}

func TestHostileMembersAreListedAndNotRead(t *testing.T) {
	for _, c := range []struct {
		name   string
		member packed
		shown  string
		kind   string
	}{
		{"parent folder", packed{name: "../../etc/passwd", content: "x"}, "_/_/etc/passwd", ""},
		{"hidden parent folder", packed{name: "a/../../b", content: "x"}, "a/_/_/b", ""},
		{"absolute", packed{name: "/etc/passwd", content: "x"}, "etc/passwd", ""},
		{"drive letter", packed{name: `C:\windows\a.dll`, raw: true, content: "x"}, "C:/windows/a.dll", ""},
		{"UNC path", packed{name: `\\server\share\a.pdf`, raw: true, content: "x"}, "server/share/a.pdf", ""},
		{"link", packed{name: "link", content: "/etc/passwd", mode: fs.ModeSymlink | 0o777}, "link", archive.FSymlink},
	} {
		t.Run(c.name, func(t *testing.T) {
			es, found := opened(t, pack(t, c.member, packed{name: "好.pdf", content: "ok"}), "z.zip", limits())
			if len(es) != 2 || es[0].Path != "z.zip!/"+c.shown || es[0].Open != nil || problemOf(es[0]) != c.kind {
				t.Fatalf("entry %+v", es[0])
			}
			if contentOf(t, es[1]) != "ok" {
				t.Error("the sound member cannot be read")
			}
			if c.kind == "" && (findingKinds(found) != archive.FUnsafeArchive || found[0].Args["count"] != "1") {
				t.Errorf("findings of the container %q", findingKinds(found))
			}
		})
	}
}

func TestZipLimits(t *testing.T) {
	zeros := strings.Repeat("\x00", ratioFrom+1)
	for _, c := range []struct {
		name    string
		set     func(*archive.LimitSettings)
		zip     string
		members []packed
		refused []string
	}{
		{"ratio", func(*archive.LimitSettings) {}, "z.zip", []packed{{name: "bomb", content: zeros}, {name: "a", content: "a"}}, []string{"z.zip!/bomb"}},
		{"entries", func(l *archive.LimitSettings) { l.ZipEntries = 1 }, "z.zip", []packed{{name: "a"}, {name: "b"}}, nil},
		{"bytes", func(l *archive.LimitSettings) { l.ZipBytes = 3 }, "z.zip", []packed{{name: "a", content: "aaa"}, {name: "b", content: "b"}}, []string{"z.zip!/b"}},
		{"depth", func(l *archive.LimitSettings) { l.ZipDepth = 2 }, "1.zip!/2.zip!/3.zip", []packed{{name: "a"}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			lim := limits()
			c.set(&lim)
			es, found := opened(t, pack(t, c.members...), c.zip, lim)
			var refused []string
			for _, e := range es {
				if e.Open == nil {
					refused = append(refused, e.Path)
				}
			}
			if !slices.Equal(refused, c.refused) {
				t.Errorf("refused %q, want %q", refused, c.refused)
			}
			if findingKinds(found) != archive.FUnsafeArchive {
				t.Errorf("findings %q", findingKinds(found))
			}
		})
	}
}

func TestEncryptedMemberIsAProblemOfItsOwn(t *testing.T) {
	b := pack(t, packed{name: "密.pdf", content: "x"}, packed{name: "b.pdf", content: "b"})
	i := bytes.Index(b, []byte("PK\x01\x02"))
	b[i+8] |= 1
	es, _ := opened(t, b, "z.zip", limits())
	if problemOf(es[0]) != archive.FEncrypted || es[0].Open != nil {
		t.Errorf("encrypted member: %+v", es[0])
	}
	if contentOf(t, es[1]) != "b" {
		t.Error("the other member cannot be read")
	}
}

func TestDamagedZipGivesWhatIsLeft(t *testing.T) {
	var members []packed
	for _, n := range []string{"一.pdf", "二.pdf", "三.pdf"} {
		members = append(members, packed{name: n, gbk: true, content: strings.Repeat(n, 50)})
	}
	b := localSizes(t, members)
	whole := bytes.LastIndex(b, []byte("PK\x03\x04"))
	es, found := opened(t, b[:whole+40], "z.zip", limits())
	if findingKinds(found) != archive.FTruncated+" "+archive.FZipGBK {
		t.Errorf("findings %q", findingKinds(found))
	}
	if len(es) != 2 || es[0].Path != "z.zip!/一.pdf" || contentOf(t, es[1]) != strings.Repeat("二.pdf", 50) {
		t.Errorf("salvaged %q", paths(es))
	}
}

// localSizes packs members with their sizes before the data, as Windows does.
func localSizes(t *testing.T, members []packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		name, _ := simplifiedchinese.GBK.NewEncoder().String(m.name)
		h := &zip.FileHeader{Name: name, NonUTF8: true, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(m.content)),
			CompressedSize64: uint64(len(m.content)), UncompressedSize64: uint64(len(m.content))}
		f, err := w.CreateRaw(h)
		must(t, err)
		_, err = io.WriteString(f, m.content)
		must(t, err)
	}
	must(t, w.Close())
	return b.Bytes()
}

func TestOtherArchivesAreNamedAndLeft(t *testing.T) {
	for magic, name := range map[string]string{"Rar!\x1a\x07\x01\x00": "RAR", "7z\xbc\xaf\x27\x1c\x00\x04": "7z", "\x1f\x8b\x08": "gzip"} {
		es, found := opened(t, []byte(magic), "a.bin", limits())
		if len(es) != 0 || findingKinds(found) != archive.FUnsupportedFormat || found[0].Args["format"] != name {
			t.Errorf("%s: %v %v", name, es, found)
		}
	}
}

func TestMembersOpenAfterOthersAreClosed(t *testing.T) {
	es, _ := opened(t, pack(t, packed{name: "a", content: "a"}, packed{name: "b", content: "b"}), "z.zip", limits())
	first, err := es[0].Open()
	must(t, err)
	if contentOf(t, es[1]) != "b" {
		t.Error("second member")
	}
	got, err := io.ReadAll(first)
	must(t, err)
	must(t, first.Close())
	must(t, first.Close())
	if string(got) != "a" || contentOf(t, es[0]) != "a" {
		t.Errorf("first member %q", got)
	}
}

func FuzzOpenContainer(f *testing.F) {
	f.Add(pack(f, packed{name: "发文/a.pdf", content: "a", gbk: true}, packed{name: "../x"}))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add(pack(f, packed{name: "a", content: strings.Repeat("z", 4000)})[:90])
	lim := archive.LimitSettings{ZipEntries: 50, ZipBytes: 1 << 20, ZipRatio: 100, ZipDepth: 3, NameBytes: 200}
	f.Fuzz(func(t *testing.T, b []byte) {
		es, _ := opened(t, b, "z.zip", lim)
		taken := make(map[string]bool)
		for _, e := range es {
			inner := strings.TrimPrefix(e.Path, "z.zip!/")
			if taken[e.Path] || inner == e.Path || strings.HasPrefix(inner, "/") || slices.Contains(strings.Split(inner, "/"), "..") {
				t.Fatalf("path %q", e.Path)
			}
			taken[e.Path] = true
			if e.Open != nil {
				if r, err := e.Open(); err == nil {
					if n, _ := io.Copy(io.Discard, r); n > 1<<20 {
						t.Fatalf("%d bytes came out", n)
					}
					r.Close()
				}
			}
		}
	})
}
