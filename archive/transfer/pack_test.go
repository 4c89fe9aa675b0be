package transfer

import (
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

const item1 = "data/S021/WS/2023/S021-WS·2023-Y-BGS-0001"

func TestPackageIsAcceptedAndLeavesNothingElse(t *testing.T) {
	for _, wrap := range []string{"bag", "none"} {
		in, m := bureau(t)
		in.Options.Wrap = wrap
		dir, r := packed(t, in, m)
		if v := verdictOf(t, r.Where); !v.Accepted || v.Items != 3 || v.Digest == "" || v.Bag != (wrap == "bag") {
			t.Errorf("%s: %+v", wrap, found(v))
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ".") {
				t.Errorf("%s: %s was left behind", wrap, e.Name())
			}
		}
	}
}

func TestContentFilesBearTheirTrueEnding(t *testing.T) {
	in, m := bureau(t)
	_, r := packed(t, in, m)
	files := treeOf(t, r.Where)
	for _, want := range []string{
		item1 + "/S021-WS·2023-Y-BGS-0001-01.pdf", item1 + "/S021-WS·2023-Y-BGS-0001-02.doc", item1 + "/S021-WS·2023-Y-BGS-0001-02.pdf",
		"data/S021/WS/2023/S021-WS·2023-Y-BGS-0002/S021-WS·2023-Y-BGS-0002-01.pdf", // a PDF that was named .doc
		"data/S021/WS/2023/S021-WS·2023-Y-BGS-0003/S021-WS·2023-Y-BGS-0003-01.ofd",
	} {
		if files[want] == "" {
			t.Errorf("%s is not there", want)
		}
	}
	meta, err := os.ReadFile(filepath.Join(r.Where, "data/S021/WS/2023/S021-WS·2023-Y-BGS-0002", verify.MetadataName))
	if err != nil || !strings.Contains(string(meta), "<原文件名>批复.doc</原文件名>") {
		t.Errorf("the original name is not told: %s %v", meta, err)
	}
}

func TestEveryHarmIsFoundAndNamed(t *testing.T) {
	first := item1 + "/S021-WS·2023-Y-BGS-0001-01.pdf"
	for name, c := range map[string]struct {
		harm func(root string) error
		path string
	}{
		"one byte flipped": {func(root string) error { return flip(filepath.Join(root, first)) }, first},
		"a file removed":   {func(root string) error { return os.Remove(filepath.Join(root, first)) }, first},
		"a file added": {func(root string) error {
			return os.WriteFile(filepath.Join(root, item1, "多.pdf"), []byte(pdfText), 0o644)
		}, item1 + "/多.pdf"},
		"the catalogue edited": {func(root string) error {
			return edit(filepath.Join(root, "data", verify.CatalogueName), "防汛抗旱", "抗旱防汛")
		}, "data/" + verify.CatalogueName},
		"a folder renamed": {func(root string) error {
			return os.Rename(filepath.Join(root, item1), filepath.Join(root, "data/S021/WS/2023/别名"))
		}, first},
		"a manifest edited": {func(root string) error { return edit(filepath.Join(root, "manifest-sha256.txt"), "a", "b") }, "manifest-sha256.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			in, m := bureau(t)
			_, r := packed(t, in, m)
			if err := c.harm(r.Where); err != nil {
				t.Fatal(err)
			}
			v := verdictOf(t, r.Where)
			if v.Accepted || !slices.ContainsFunc(found(v), func(n verify.Note) bool { return n.Path == c.path }) {
				t.Errorf("accepted %v, found %v", v.Accepted, found(v))
			}
		})
	}
}

// Without a bag the metadata's own digests and the catalogue still find harm, and
// name the item.
func TestHarmIsFoundWithoutABag(t *testing.T) {
	folder := "S021/WS/2023/S021-WS·2023-Y-BGS-0001"
	for name, harm := range map[string]func(root string) error{
		"one byte flipped": func(root string) error { return flip(filepath.Join(root, folder, "S021-WS·2023-Y-BGS-0001-01.pdf")) },
		"a file removed": func(root string) error {
			return os.Remove(filepath.Join(root, folder, "S021-WS·2023-Y-BGS-0001-02.doc"))
		},
		"a file added": func(root string) error { return os.WriteFile(filepath.Join(root, folder, "x.pdf"), []byte("x"), 0o644) },
		"a row edited": func(root string) error {
			return edit(filepath.Join(root, verify.CatalogueName), "防汛抗旱", "抗旱防汛")
		},
	} {
		in, m := bureau(t)
		in.Options.Wrap = "none"
		_, r := packed(t, in, m)
		if err := harm(r.Where); err != nil {
			t.Fatal(err)
		}
		v := verdictOf(t, r.Where)
		if v.Accepted || !slices.ContainsFunc(found(v), func(n verify.Note) bool { return n.Code == "S021-WS·2023-Y-BGS-0001" }) {
			t.Errorf("%s: accepted %v, found %v", name, v.Accepted, found(v))
		}
	}
}

func flip(name string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	b[len(b)/2] ^= 1
	return os.WriteFile(name, b, 0o644)
}

func edit(name, from, to string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(strings.Replace(string(b), from, to, 1)), 0o644)
}

// Killed after any number of files, the same call ends in the same package as an
// undisturbed one, whatever its form.
func TestAnInterruptedPackageIsGoneOnWith(t *testing.T) {
	for _, o := range []Options{{}, {Form: "zip"}, {Form: "zip", Split: "8388608"}, {Profile: verify.EEP}} {
		in, m := bureau(t)
		in.Options = o
		grow(&in, 3<<20)
		dir, whole := packed(t, in, m)
		want := treeOf(t, dir)
		for after := 1; after <= 4; after++ {
			in, m := bureau(t)
			in.Options = o
			grow(&in, 3<<20)
			dir := t.TempDir()
			m.after = after
			if _, err := planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{}); !errors.Is(err, errKilled) {
				t.Fatalf("after %d: %v", after, err)
			}
			if _, err := os.Stat(filepath.Join(dir, filepath.Base(whole.Where))); err == nil {
				t.Fatalf("after %d: half a package appeared", after)
			}
			m.after, m.opened = 0, 0
			if _, err := planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{}); err != nil {
				t.Fatal(err)
			}
			if got := treeOf(t, dir); !maps.Equal(got, want) {
				t.Errorf("%+v after %d: another package", o, after)
			}
			if o.Form == "" && o.Profile == "" && after > 2 && m.opened >= 5 {
				t.Errorf("after %d: %d of 5 objects were copied again", after, m.opened)
			}
		}
	}
}

func TestAPartialPackageOfAnotherPlanIsThrownAway(t *testing.T) {
	in, m := bureau(t)
	dir := t.TempDir()
	m.after = 3
	_, _ = planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{})
	m.after = 0
	in.Items = in.Items[:1]
	r, err := planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{})
	if err != nil {
		t.Fatal(err)
	}
	if v := verdictOf(t, r.Where); !v.Accepted || v.Items != 1 {
		t.Errorf("%d items, found %v", v.Items, found(v))
	}
}

func TestAnEarlierPackageIsNeverOverwritten(t *testing.T) {
	in, m := bureau(t)
	dir, r := packed(t, in, m)
	before := treeOf(t, r.Where)
	_, err := planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{})
	if archive.ErrorCode(err) != archive.CodeExists || !maps.Equal(before, treeOf(t, r.Where)) {
		t.Errorf("error %v", err)
	}
}

func TestDamagedContentStopsThePackage(t *testing.T) {
	in, m := bureau(t)
	for sum := range m.objects {
		m.objects[sum] = append([]byte{}, m.objects[sum]...)
		m.objects[sum][0] ^= 1
	}
	dir := t.TempDir()
	if _, err := planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{}); archive.ErrorCode(err) != archive.CodeDamaged {
		t.Errorf("error %v", err)
	}
}

// A full disk is found before starting where the system tells, and leaves nothing
// behind where it is met in the middle.
func TestAFullDiskLeavesNothing(t *testing.T) {
	in, m := bureau(t)
	dir := t.TempDir()
	d := deps(m)
	d.Engine = typist{err: noSpaceError()}
	_, err := planOf(t, in).Pack(context.Background(), dir, d, archive.NoProgress{})
	if archive.ErrorCode(err) != archive.CodeSpace {
		t.Errorf("error %v", err)
	}
	if left := treeOf(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, known := freeSpace(dir); !known {
		t.Skip("free space is not known on this system")
	}
	f := in.Files["file-1-0"]
	f.Size = 1 << 60
	in.Files["file-1-0"] = f
	_, err = planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{})
	if archive.ErrorCode(err) != archive.CodeSpace || len(treeOf(t, dir)) > 0 {
		t.Errorf("error %v, left %v", err, treeOf(t, dir))
	}
}

type counter struct{ total, done int }

func (c *counter) Total(n int) { c.total = n }
func (c *counter) Add(n int)   { c.done += n }
func (*counter) Note(string)   {}

type locked struct {
	archive.Progress
	over *bool
	c    *counter
	lock chan struct{}
}

func (l locked) Total(n int) { l.c.Total(n) }
func (l locked) Add(n int) {
	l.lock <- struct{}{}
	l.c.Add(n)
	*l.over = *l.over || l.c.done > l.c.total
	<-l.lock
}
func (locked) Note(string) {}

func TestProgressNeverGoesOverTheTotal(t *testing.T) {
	in, m := bureau(t)
	over := false
	l := locked{over: &over, c: &counter{}, lock: make(chan struct{}, 1)}
	if _, err := planOf(t, in).Pack(context.Background(), t.TempDir(), deps(m), l); err != nil {
		t.Fatal(err)
	}
	if over || l.c.done != l.c.total || l.c.total != 5 {
		t.Errorf("%d of %d", l.c.done, l.c.total)
	}
}

func TestSha256sumAgrees(t *testing.T) {
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip("sha256sum is not here")
	}
	in, m := bureau(t)
	_, r := packed(t, in, m)
	for _, name := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
		cmd := exec.Command("sha256sum", "-c", "--quiet", "--strict", name)
		cmd.Dir = r.Where
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

func TestSamePlanGivesSameBytes(t *testing.T) {
	in, m := bureau(t)
	_, a := packed(t, in, m)
	_, b := packed(t, in, m)
	if !maps.Equal(treeOf(t, a.Where), treeOf(t, b.Where)) {
		t.Error("two packages of one plan differ")
	}
}

func TestAMissingHelperIsFoundBeforeAnythingIsWritten(t *testing.T) {
	in, m := bureau(t)
	in.Options.Form = "iso"
	dir, d := t.TempDir(), deps(m)
	d.Xorriso = "no-such-program"
	_, err := planOf(t, in).Pack(context.Background(), dir, d, archive.NoProgress{})
	if archive.ErrorCode(err) != archive.CodeHelper || len(treeOf(t, dir)) > 0 {
		t.Errorf("%v, left %v", err, treeOf(t, dir))
	}
}
