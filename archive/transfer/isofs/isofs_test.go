package isofs_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"niandang/archive/transfer/isofs"
)

// image makes an image of a tree with the names of the extensions asked for.
func image(t testing.TB, files map[string]string, options ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath("xorriso"); err != nil {
		t.Skip("xorriso is not here")
	}
	root, out := t.TempDir(), filepath.Join(t.TempDir(), "x.iso")
	for name, text := range files {
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := append([]string{"-as", "mkisofs", "-quiet", "-iso-level", "3"}, options...)
	if b, err := exec.Command("xorriso", append(args, "-o", out, root)...).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, b)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func open(b []byte) (*isofs.FS, error) { return isofs.Open(bytes.NewReader(b), int64(len(b))) }

var tree = map[string]string{
	"S021-WS-2023-01/bagit.txt": "BagIt-Version: 1.0\n", "S021-WS-2023-01/data/说明文件.TXT": "移交单位：云州市水务局\n",
	"S021-WS-2023-01/data/S021/WS/2023/S021-WS·2023-Y-BGS-0001/S021-WS·2023-Y-BGS-0001-01.pdf": strings.Repeat("水", 3000),
	"S021-WS-2023-01/data/其他/空.txt":                                                            "", "S021-WS-2023-01/" + strings.Repeat("长", 60) + ".txt": "x",
}

func TestImagesGiveBackWhatWentIn(t *testing.T) {
	for name, options := range map[string][]string{"Rock Ridge": {"-R"}, "Joliet": {"-J", "-joliet-long"}, "both": {"-R", "-J", "-joliet-long"}} {
		f, err := open(image(t, tree, options...))
		if err != nil {
			t.Fatal(name, err)
		}
		for p, want := range tree {
			if b, err := fs.ReadFile(f, p); err != nil || string(b) != want {
				t.Errorf("%s: %s: %d bytes, %v", name, p, len(b), err)
			}
		}
		n := 0
		if err := fs.WalkDir(f, ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				n++
			}
			return err
		}); err != nil || n != len(tree) {
			t.Errorf("%s: %d files, %v", name, n, err)
		}
		if err := fstest.TestFS(f, "S021-WS-2023-01/bagit.txt"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A folder with more records than a sector holds, and a link, which is no file.
func TestManyFilesAndALink(t *testing.T) {
	many := make(map[string]string)
	for i := range 300 {
		many["文件夹/第"+strings.Repeat("一", i%7)+string(rune('a'+i%26))+string(rune('a'+i/26))+".txt"] = "x"
	}
	f, err := open(image(t, many, "-R"))
	if err != nil {
		t.Fatal(err)
	}
	if list, err := fs.ReadDir(f, "文件夹"); err != nil || len(list) != 300 {
		t.Errorf("%d entries, %v", len(list), err)
	}
}

func TestWhatIsNoImageIsRefused(t *testing.T) {
	for name, b := range map[string][]byte{"empty": nil, "short": make([]byte, 100), "zeros": make([]byte, 64<<10)} {
		if _, err := open(b); !errors.Is(err, isofs.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A cut image opens no file that is not whole in it.
func TestACutImage(t *testing.T) {
	b := image(t, map[string]string{"a.txt": strings.Repeat("x", 500_000)}, "-R")
	f, err := open(b[:len(b)-400_000])
	if err != nil {
		return
	}
	if got, err := fs.ReadFile(f, "a.txt"); err == nil {
		t.Errorf("%d bytes without an error", len(got))
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(image(f, map[string]string{"水/a.txt": "x"}, "-R", "-J"))
	f.Fuzz(func(t *testing.T, b []byte) {
		img, err := open(b)
		if err != nil {
			return
		}
		_ = fs.WalkDir(img, ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if file, err := img.Open(p); err == nil {
					_, _ = io.Copy(io.Discard, io.LimitReader(file, 1<<16))
				}
			}
			return nil
		})
	})
}
