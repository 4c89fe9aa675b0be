package transfer

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"niandang/archive"
	"niandang/archive/transfer/sample"
)

// A disk that fills up while the package is written, whatever its form: the error
// says so, nothing is left, and what lay there before is untouched.
func TestADiskThatFillsUpInTheMiddle(t *testing.T) {
	disk := t.TempDir()
	if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=12m"); err != nil {
		t.Skip("a small disk can be had by root only: " + err.Error())
	}
	t.Cleanup(func() {
		if err := unix.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	before := filepath.Join(disk, "早先的包.txt")
	if err := os.WriteFile(before, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"folder", "zip", "iso"} {
		in, m := bureau(t)
		in.Options.Form = form
		f := in.Files["file-1-0"]
		big := map[string]int{"folder": 14 << 20, "zip": 7 << 20, "iso": 7 << 20}[form]
		f.SHA256, f.SM3 = m.put(string(sample.PDF(strings.Repeat("水", big/3)))) // larger than its record says
		in.Files[f.ID] = f
		for id, one := range in.Files {
			one.Size = 1000
			in.Files[id] = one
		}
		p := planOf(t, in)
		_, err := p.Pack(context.Background(), disk, deps(m), archive.NoProgress{})
		if _, none := exec.LookPath("xorriso"); none != nil && form == "iso" {
			continue
		}
		if archive.ErrorCode(err) != archive.CodeSpace {
			t.Errorf("%s: %v", form, err)
		}
		if left := treeOf(t, disk); len(left) != 1 {
			t.Errorf("%s: left behind %v", form, left)
		}
		if b, err := os.ReadFile(before); err != nil || string(b) != "x" {
			t.Errorf("%s: what lay there before: %q %v", form, b, err)
		}
	}
}
