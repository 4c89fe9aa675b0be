package collect

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"niandang/archive"
)

func limits() archive.LimitSettings { return archive.DefaultSettings().Limits }

// plant makes files below dir; a name that ends in / is a folder.
func plant(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, n := range names {
		full := filepath.Join(dir, filepath.FromSlash(n))
		if strings.HasSuffix(n, "/") {
			must(t, os.MkdirAll(full, 0o755))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(full), 0o755))
		must(t, os.WriteFile(full, []byte("text of "+n+"\n"), 0o644))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func walked(t *testing.T, root string) []Entry {
	t.Helper()
	var out []Entry
	for e, err := range Walk(context.Background(), root, limits()) {
		must(t, err)
		out = append(out, e)
	}
	return out
}

func paths(es []Entry) []string {
	var out []string
	for _, e := range es {
		out = append(out, e.Path)
	}
	return out
}

func problemOf(e Entry) string {
	if len(e.Problems) == 0 {
		return ""
	}
	return e.Problems[0].Kind
}

func TestWalkYieldsEveryFileInTheSameOrder(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, "收文/2.pdf", "收文/1.pdf", "发文/.hidden", "发文/Thumbs.db", "空/", "~$稿.docx", "a.txt")
	want := []string{"a.txt", "~$稿.docx", "发文/.hidden", "发文/Thumbs.db", "收文/1.pdf", "收文/2.pdf", "空/"}
	got := paths(walked(t, dir))
	if !slices.Equal(got, want) {
		t.Fatalf("walked %q, want %q", got, want)
	}
	if again := paths(walked(t, dir)); !slices.Equal(again, got) {
		t.Fatalf("second walk %q differs from %q", again, got)
	}
}

func TestWalkOfOneFile(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, "导出.zip")
	got := walked(t, filepath.Join(dir, "导出.zip"))
	if len(got) != 1 || got[0].Path != "导出.zip" || got[0].Open == nil {
		t.Fatalf("walked %+v, want the one file", got)
	}
}

func TestWalkOfNothingIsAnErrorForPeople(t *testing.T) {
	for _, err := range Walk(context.Background(), filepath.Join(t.TempDir(), "没有"), limits()) {
		if archive.ErrorCode(err) != archive.CodeNotFound {
			t.Fatalf("error %v, want not_found", err)
		}
		return
	}
	t.Fatal("no error")
}

func TestWalkStopsWithTheContext(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, "a", "b", "c")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	n := 0
	for _, err := range Walk(ctx, dir, limits()) {
		if n++; n == 1 {
			cancel()
		}
		last = err
	}
	if n != 2 || !errors.Is(last, context.Canceled) {
		t.Fatalf("%d entries, last error %v; want one entry and the context's error", n, last)
	}
}

func TestWalkNeverFollowsLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links needs rights on Windows")
	}
	dir, outside := t.TempDir(), t.TempDir()
	plant(t, outside, "外面.pdf")
	plant(t, dir, "里/正本.pdf")
	for link, target := range map[string]string{
		"到文件.pdf": "里/正本.pdf", "到外面": outside, "断了.pdf": "里/没有.pdf", "里/绕回": "..", "自己": "自己",
	} {
		must(t, os.Symlink(target, filepath.Join(dir, link)))
	}
	want := map[string]string{
		"到文件.pdf": archive.FSymlink, "到外面": archive.FSymlink, "断了.pdf": archive.FBrokenSymlink,
		"里/绕回": archive.FSymlinkLoop, "自己": archive.FSymlinkLoop, "里/正本.pdf": "",
	}
	for _, e := range walked(t, dir) {
		w, ok := want[e.Path]
		if !ok {
			t.Errorf("yielded %s, which only a link leads to", e.Path)
			continue
		}
		delete(want, e.Path)
		if got := problemOf(e); got != w {
			t.Errorf("%s: problem %q, want %q", e.Path, got, w)
		}
		if (w == "") != (e.Open != nil) {
			t.Errorf("%s: can be opened: %v", e.Path, e.Open != nil)
		}
		if e.Path == "到文件.pdf" && e.Problems[0].Args["target"] != "里/正本.pdf" {
			t.Errorf("target %q, want the path in the source", e.Problems[0].Args["target"])
		}
	}
	for p := range want {
		t.Errorf("%s was not yielded", p)
	}
}

func TestWalkReportsDevicesAndClosedFolders(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no named pipes in folders")
	}
	dir := t.TempDir()
	must(t, syscall.Mkfifo(filepath.Join(dir, "管道"), 0o600))
	es := walked(t, dir)
	if len(es) != 1 || es[0].Kind != Special || es[0].Open != nil || problemOf(es[0]) != archive.FUnreadable {
		t.Fatalf("pipe: %+v", es)
	}
	if os.Geteuid() == 0 {
		t.Skip("root may read every folder")
	}
	plant(t, dir, "锁着/a.pdf")
	must(t, os.Chmod(filepath.Join(dir, "锁着"), 0))
	defer os.Chmod(filepath.Join(dir, "锁着"), 0o755)
	es = walked(t, dir)
	if es[1].Path != "锁着/" || problemOf(es[1]) != archive.FUnreadable {
		t.Fatalf("closed folder: %+v", es)
	}
}

func TestFileSwappedForALinkIsNotOpened(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links needs rights on Windows")
	}
	dir := t.TempDir()
	plant(t, dir, "a.pdf", "b.pdf")
	e := walked(t, dir)[0]
	must(t, os.Remove(filepath.Join(dir, "a.pdf")))
	must(t, os.Symlink("b.pdf", filepath.Join(dir, "a.pdf")))
	if r, err := e.Open(); err == nil {
		r.Close()
		t.Fatal("opened what a link now leads to")
	}
}

func TestLongNamesCountBytes(t *testing.T) {
	dir := t.TempDir()
	name := strings.Repeat("长", 70) + ".pdf" // 214 bytes
	plant(t, dir, name, strings.Repeat("短", 60)+".pdf")
	for _, e := range walked(t, dir) {
		long := e.Path == name
		if (problemOf(e) == archive.FLongName) != long {
			t.Errorf("%d bytes: problem %q", len(e.Path), problemOf(e))
		}
		if long && e.Problems[0].Args["bytes"] != "214" {
			t.Errorf("bytes %q, want 214", e.Problems[0].Args["bytes"])
		}
	}
}

func TestNamesThatAreNotUTF8AreShownSafely(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has file names that are not Unicode")
	}
	dir := t.TempDir()
	gbk := "\xb7\xa2\xce\xc4.txt" // 发文 in GBK
	plant(t, dir, gbk, "发文.txt", "bad\xff.txt", "rtl\u202etxt.exe")
	es := walked(t, dir)
	want := []string{`bad\xff.txt`, `rtl\u202etxt.exe`, "发文.txt", "发文~2.txt"}
	got := paths(es)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("shown %q, want %q", got, want)
	}
	for _, e := range es {
		r, err := e.Open()
		must(t, err)
		b, err := io.ReadAll(r)
		must(t, errors.Join(err, r.Close()))
		if strings.HasPrefix(e.Path, "发文") && string(b) != "text of "+gbk+"\n" && string(b) != "text of 发文.txt\n" {
			t.Errorf("%s opened %q", e.Path, b)
		}
	}
}

func TestJunkByName(t *testing.T) {
	for p, junk := range map[string]bool{
		"a/Thumbs.db": true, "a/.DS_Store": true, "a/desktop.ini": true, "~$方案.docx": true, "x/~WRL0005.tmp": true,
		"__MACOSX/._a.pdf": true, "a/新建.lnk": true, "网址.url": true, "空/": true, "导出说明.txt": true, "说明.txt": true,
		"OA导出说明.txt": true, "README.md": true, "setup.exe": true, "下载.crdownload": true, ".~lock.a.odt#": true,
		"关于情况说明.txt": false, "电话记录.txt": false, "情况说明.docx": false, "会议记录.txt": false, "a.bak": false, "通知.pdf": false,
		"说明书.docx": false, "日志管理办法.docx": false,
	} {
		if why, got := JunkName(p); got != junk || got && why.ID == "" {
			t.Errorf("%s: junk %v (%s), want %v", p, got, why.ID, junk)
		}
	}
}

func FuzzShownNameIsSafe(f *testing.F) {
	f.Add("通知.pdf")
	f.Add("\xcd\xa8\xd6\xaa")
	f.Add("a\x00b\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		out := shownName(s)
		if strings.ToValidUTF8(out, "") != out || strings.ContainsFunc(out, unprintable) {
			t.Fatalf("%q is shown as %q", s, out)
		}
	})
}

func TestFileThatStandsForALinkIsALink(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, "发文/正本.pdf")
	for name, text := range map[string]string{
		"收文/最新.pdf": "../发文/正本.pdf", "收文/断.pdf": "../没有/正本.pdf", "收文/苹果.pdf": "XSym\n0013\nabc\n../发文/正本.pdf\n   ",
		"收文/便条.txt": "见 ../发文/正本.pdf", "收文/两行.pdf": "../发文/正本.pdf\n../a.pdf",
		"收文/同夹.pdf": "最新.pdf", "收文/上级": "..", "收文/清单": "甲乙丙", "收文/路径.txt": "../发文/a.txt",
	} {
		plant(t, dir, name)
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	want := map[string]string{"收文/最新.pdf": archive.FSymlink, "收文/断.pdf": archive.FBrokenSymlink, "收文/苹果.pdf": archive.FSymlink, "收文/同夹.pdf": archive.FSymlink, "收文/上级": archive.FSymlinkLoop}
	for _, e := range walked(t, dir) {
		if problemOf(e) != want[e.Path] {
			t.Errorf("%s: problem %q, want %q", e.Path, problemOf(e), want[e.Path])
		}
	}
}

// FuzzWalk plants a tree of odd names and links and walks it: every file once,
// nothing through a link, paths that are safe to show.
func FuzzWalk(f *testing.F) {
	f.Add("a/b\x00中文/~$x.docx\x00\xff\xfe")
	f.Add("..\x00a/../b\x00a")
	f.Fuzz(func(t *testing.T, tree string) {
		root := t.TempDir()
		files := make(map[string]bool)
		for i, n := range strings.SplitN(tree, "\x00", 12) {
			full := filepath.Join(root, filepath.FromSlash(n))
			if !filepath.IsLocal(n) || len(n) > 200 || os.MkdirAll(filepath.Dir(full), 0o755) != nil {
				continue
			}
			if i%3 == 2 {
				_ = os.Symlink(root, full)
			} else if os.WriteFile(full, []byte("text\n"), 0o644) == nil {
				files[full] = true
			}
		}
		plain, taken := 0, make(map[string]bool)
		for _, e := range walked(t, root) {
			if taken[e.Path] || strings.ContainsFunc(e.Path, unprintable) || strings.HasPrefix(e.Path, "/") {
				t.Fatalf("path %q", e.Path)
			}
			taken[e.Path] = true
			if e.Kind == Plain {
				plain++
			}
		}
		if plain != len(files) {
			t.Fatalf("%d files walked, %d planted", plain, len(files))
		}
	})
}
