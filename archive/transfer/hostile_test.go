package transfer

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"niandang/archive/fixity"
	"niandang/archive/transfer/bagit"
	"niandang/archive/transfer/verify"
)

// failedWith reports whether a row failed with a text.
func failedWith(v verify.Verdict, row, id string) bool {
	return slices.ContainsFunc(v.Checks, func(c verify.Check) bool {
		return c.Code == row && c.Result == verify.Failed && slices.ContainsFunc(c.Notes, func(n verify.Note) bool { return n.Text.ID == id })
	})
}

// reseal makes a bag whole again after its files were changed, as a forger does
// who knows BagIt and has the tools for it.
func reseal(t *testing.T, root string) {
	t.Helper()
	list := func(name string, under func(string) bool) {
		var b strings.Builder
		files := treeOf(t, root)
		for _, p := range sortedKeys(files) {
			if under(p) {
				b.WriteString(files[p] + "  " + bagit.Escape(p) + "\n")
			}
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	payload := func(p string) bool { return strings.HasPrefix(p, "data/") }
	var size int64
	n := 0
	for p := range treeOf(t, root) {
		if st, err := os.Stat(filepath.Join(root, p)); err == nil && payload(p) {
			size += st.Size()
			n++
		}
	}
	info, err := os.ReadFile(filepath.Join(root, "bag-info.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(info), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "Payload-Oxum") {
			lines[i] = "Payload-Oxum: " + bagit.Oxum(size, n)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "bag-info.txt"), []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	list("manifest-sha256.txt", payload)
	list("tagmanifest-sha256.txt", func(p string) bool { return !payload(p) && !strings.HasPrefix(p, "tagmanifest") })
}

// A forger who makes the bag whole again is still found by what the package says
// of itself elsewhere, and the digest that binds form and receipt is another.
func TestForgeryWithNewDigestsIsFound(t *testing.T) {
	const first = item1 + "/S021-WS·2023-Y-BGS-0001-01.pdf"
	for name, c := range map[string]struct {
		harm    func(root string) error
		row, id string
	}{
		"content changed": {func(root string) error { return edit(filepath.Join(root, first), "水务局", "财政局") }, "GD-1-1", "verify.digest"},
		"a title changed in the catalogue": {func(root string) error {
			return edit(filepath.Join(root, "data", verify.CatalogueName), "防汛抗旱", "抗旱防汛")
		}, "GD-1-11", "verify.row_differs"},
		"a secret let in by the catalogue": {func(root string) error {
			return edit(filepath.Join(root, "data", verify.CatalogueName), "<密级>公开", "<密级>机密")
		}, "GD-4-7", "verify.secret"},
		"a title changed in the metadata": {func(root string) error {
			return edit(filepath.Join(root, item1, verify.MetadataName), "<题名>关于防汛抗旱", "<题名>关于抗旱防汛")
		}, "GD-1-11", "verify.row_differs"},
		"an item taken out": {func(root string) error { return os.RemoveAll(filepath.Join(root, item1)) }, "GD-1-13", "verify.row_without_folder"},
		"a file slipped in": {func(root string) error {
			return os.WriteFile(filepath.Join(root, item1, "说明.pdf"), []byte(pdfText), 0o644)
		}, "GD-4-3", "verify.surplus"},
		"a file renamed": {func(root string) error {
			return os.Rename(filepath.Join(root, first), filepath.Join(root, item1, "新名.pdf"))
		}, "GD-2-11", "verify.no_file"},
		"the SM3 list not made anew": {func(root string) error {
			return os.Rename(filepath.Join(root, "data/其他/移交目录.csv"), filepath.Join(root, "data/其他/移交目录2.csv"))
		}, "GD-1-14", "verify.sm3_lacks"},
		"an item's number in the explanation": {func(root string) error {
			return edit(filepath.Join(root, "data", verify.NoticeName), "档案数量：3", "档案数量：4")
		}, "GD-2-1", "verify.count"},
		"XML cut off": {func(root string) error {
			return edit(filepath.Join(root, item1, verify.MetadataName), "</电子档案元数据>", "")
		}, "GD-3-1", "verify.xml"},
		"elements without end": {func(root string) error {
			return edit(filepath.Join(root, item1, verify.MetadataName), "<聚合层次>", strings.Repeat("<a>", 100_000))
		}, "GD-3-1", "verify.xml"},
		"an element without end": {func(root string) error {
			return edit(filepath.Join(root, item1, verify.MetadataName), "<聚合层次>", "<聚合层次>"+strings.Repeat("a", 9<<20))
		}, "GD-3-1", "verify.xml"},
	} {
		t.Run(name, func(t *testing.T) {
			in, m := bureau(t)
			_, r := packed(t, in, m)
			if err := c.harm(r.Where); err != nil {
				t.Fatal(err)
			}
			reseal(t, r.Where)
			v := verdictOf(t, r.Where)
			if v.Accepted || !failedWith(v, c.row, c.id) {
				t.Errorf("accepted %v, found %v", v.Accepted, found(v))
			}
			if slices.ContainsFunc(found(v), func(n verify.Note) bool { return n.Text.ID == "bag.changed" }) {
				t.Error("the bag was not whole: the test proves nothing")
			}
			if v.Digest == r.Digest {
				t.Error("the digest is still the one of the form")
			}
		})
	}
}

// The digests of the national algorithm are computed when asked for, against the
// bag's list and against the metadata.
func TestSM3IsComputedWhenAskedFor(t *testing.T) {
	in, m := bureau(t)
	_, r := packed(t, in, m)
	sums := filepath.Join(r.Where, "metadata/manifest-sm3.txt")
	check := func() verify.Verdict {
		v, err := verify.Package(context.Background(), r.Where, verify.Options{SM3: true})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if v := check(); !v.Accepted {
		t.Fatalf("whole, found %v", found(v))
	}
	b, err := os.ReadFile(sums)
	if err != nil {
		t.Fatal(err)
	}
	swapped := "0" + string(b[1:])
	if b[0] == '0' {
		swapped = "1" + string(b[1:])
	}
	if err := os.WriteFile(sums, []byte(swapped), 0o644); err != nil {
		t.Fatal(err)
	}
	reseal(t, r.Where)
	if v := check(); !failedWith(v, "GD-1-1", "bag.changed") {
		t.Errorf("another digest was not found: %v", found(v))
	}
}

func TestWhatIsNoFileIsNeverOpened(t *testing.T) {
	for _, wrap := range []string{"bag", "none"} {
		for name, make := range map[string]func(path string) error{
			"a link out of the package": func(p string) error { return os.Symlink("/etc/passwd", p) },
			"a link to a device":        func(p string) error { return os.Symlink("/dev/zero", p) },
			"a pipe":                    func(p string) error { return exec.Command("mkfifo", p).Run() },
			"a link to a folder":        func(p string) error { return os.Symlink("/etc", p) },
		} {
			in, m := bureau(t)
			in.Options.Wrap = wrap
			_, r := packed(t, in, m)
			target := filepath.Join(r.Where, strings.TrimPrefix(item1, "data/"), "S021-WS·2023-Y-BGS-0001-01.pdf")
			if wrap == "bag" {
				target = filepath.Join(r.Where, item1, "S021-WS·2023-Y-BGS-0001-01.pdf")
			}
			if err := os.Remove(target); err != nil {
				t.Fatal(err)
			}
			if err := make(target); err != nil {
				t.Skip("this system has no such thing: " + err.Error())
			}
			v := verdictOf(t, r.Where)
			if v.Accepted || !failedWith(v, "GD-2-11", "verify.no_file") {
				t.Errorf("%s, %s: accepted %v, %v", wrap, name, v.Accepted, found(v))
			}
		}
	}
}

func TestSurplusOnTheCarrierIsFound(t *testing.T) {
	in, m := bureau(t)
	_, r := packed(t, in, m)
	if err := os.WriteFile(filepath.Join(r.Where, "autorun.inf"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if v := verdictOf(t, r.Where); !failedWith(v, "GD-4-3", "bag.unlisted") {
		t.Errorf("beside the payload: %v", found(v))
	}
	in, m = bureau(t)
	in.Options.Split = "8388608"
	grow(&in, 3<<20)
	_, r = packed(t, in, m)
	if err := os.WriteFile(filepath.Join(r.Where, "autorun.inf"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if v := verdictOf(t, r.Where); !failedWith(v, "GD-4-3", "verify.surplus") {
		t.Errorf("beside the parts: %v", found(v))
	}
}

// A set is whole when each part is there once and all are of one transfer; what
// is wrong is said, part by part.
func TestSetsThatAreNotWhole(t *testing.T) {
	for name, c := range map[string]struct {
		harm func(t *testing.T, parts []string) error
		id   string
	}{
		"a part missing": {func(_ *testing.T, p []string) error { return os.RemoveAll(p[1]) }, "verify.set_missing"},
		"a part under another name": {func(_ *testing.T, p []string) error {
			return os.Rename(p[1], p[1]+"x")
		}, ""},
		"a part of another transfer": {func(t *testing.T, p []string) error {
			in, m := bureau(t)
			in.Options.Split, in.Sequence = "8388608", 2
			grow(&in, 3<<20)
			_, r := packed(t, in, m)
			if err := os.RemoveAll(p[1]); err != nil {
				return err
			}
			return os.Rename(filepath.Join(r.Where, "S021-WS-2023-02-2"), p[1])
		}, "verify.set_mixed"},
		"a copy of the first as the second": {func(_ *testing.T, p []string) error {
			if err := os.RemoveAll(p[1]); err != nil {
				return err
			}
			return os.CopyFS(p[1], os.DirFS(p[0]))
		}, "verify.set_twice"},
		"a part that cannot be opened": {func(_ *testing.T, p []string) error {
			if err := os.RemoveAll(p[1]); err != nil {
				return err
			}
			return os.WriteFile(p[1]+".zip", []byte("PK\x03\x04"), 0o644)
		}, "error.package_zip"},
	} {
		t.Run(name, func(t *testing.T) {
			in, m := bureau(t)
			in.Options.Split = "8388608"
			grow(&in, 3<<20)
			_, r := packed(t, in, m)
			parts, err := filepath.Glob(filepath.Join(r.Where, "*"))
			if err != nil || len(parts) < 2 {
				t.Fatal(parts, err)
			}
			if err := c.harm(t, parts); err != nil {
				t.Fatal(err)
			}
			v := verdictOf(t, r.Where)
			ok := slices.ContainsFunc(found(v), func(n verify.Note) bool { return n.Text.ID == c.id })
			if c.id == "" { // a folder under another name is no harm
				ok = v.Accepted
			}
			if !ok {
				t.Errorf("accepted %v, found %v", v.Accepted, found(v))
			}
		})
	}
}

func TestTheDifferenceIsInTheReport(t *testing.T) {
	in, m := bureau(t)
	_, r := packed(t, in, m)
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, os.DirFS(r.Where)); err != nil {
		t.Fatal(err)
	}
	compare := func() verify.Verdict {
		v, err := verify.Package(context.Background(), copied, verify.Options{Against: r.Where})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if v := compare(); !v.Accepted {
		t.Fatalf("a copy differs: %v", found(v))
	}
	if err := os.WriteFile(filepath.Join(copied, item1, "x.pdf"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(copied, "data", verify.NoticeName)); err != nil {
		t.Fatal(err)
	}
	if err := flip(filepath.Join(copied, "data", verify.CatalogueName)); err != nil {
		t.Fatal(err)
	}
	v := compare()
	for _, id := range []string{"verify.diff_added", "verify.diff_missing", "verify.diff_changed"} {
		if !failedWith(v, "against", id) {
			t.Errorf("%s is not in the report", id)
		}
	}
}

// One package that cannot be read does not keep the others from being checked.
func TestManyPackages(t *testing.T) {
	in, m := bureau(t)
	dir, r := packed(t, in, m)
	broken := filepath.Join(dir, "坏.zip")
	if _, err := fixity.WriteFile(broken, text("PK")); err != nil {
		t.Fatal(err)
	}
	vs, err := verify.Packages(context.Background(), []string{broken, filepath.Join(dir, "none"), r.Where}, verify.Options{})
	if err != nil || len(vs) != 3 || vs[0].Broken == nil || vs[1].Broken == nil || !vs[2].Accepted {
		t.Fatalf("%v %v", vs, err)
	}
	lines := verify.Table(vs, in.Paper)
	if len(lines) != 5 || !strings.Contains(lines[1], "unreadable") || !strings.Contains(lines[3], "pass") {
		t.Errorf("table %q", lines)
	}
}
