package transfer

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/transfer/sample"
	"niandang/archive/transfer/verify"
)

// Two parts never fall on one name, whatever the template: the second would take
// the place of the first.
func TestATemplateWithoutPartsLosesNoFile(t *testing.T) {
	in, m := bureau(t)
	in.Settings.Transfer.FileName = "{title}"
	in.Settings.Transfer.Formats = append(in.Settings.Transfer.Formats, ".doc")
	it := &in.Items[0]
	f := in.Files["file-1-0"]
	f.ID, f.Path = "file-1-2", "收/另一附件.pdf"
	f.SHA256, f.SM3 = m.put(string(sample.PDF("另一附件")))
	in.Files[f.ID] = f
	it.Parts = append(it.Parts, archive.Part{FileID: f.ID, Path: f.Path, Role: archive.RoleAttachment, Pages: 1})
	_, r := packed(t, in, m)
	n := 0
	for p := range treeOf(t, r.Where) {
		if strings.HasPrefix(p, item1+"/") && !strings.HasSuffix(p, verify.MetadataName) {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d files of 3 parts", n)
	}
}

func TestItemsWithOneFolderAreHeldBack(t *testing.T) {
	in, _ := bureau(t)
	in.Items[0].Code, in.Items[1].Code = "S021-WS·2023-Y-BGS/1", "S021-WS·2023-Y-bgs_1"
	in.Options.HoldBack = true
	in.Options.Why = "试"
	p := planOf(t, in)
	if len(p.Held) != 1 || p.Held[0].Reasons[0].ID != "transfer.folder_twice" {
		t.Errorf("held %v", p.Held)
	}
}

func TestFurtherFilesOfOneNameAreAllThere(t *testing.T) {
	in, m := bureau(t)
	for i, name := range []string{"大事记.pdf", "大事记.pdf", "移交目录.pdf"} {
		p := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(p, sample.PDF(strings.Repeat("x", i)), 0o644); err != nil {
			t.Fatal(err)
		}
		in.Options.With = append(in.Options.With, p)
	}
	_, r := packed(t, in, m)
	files := treeOf(t, r.Where)
	for _, name := range []string{"大事记.pdf", "大事记-2.pdf", "移交目录.pdf", "移交目录-2.pdf"} {
		if files["data/其他/"+name] == "" {
			t.Errorf("%s is not there", name)
		}
	}
}

// A file that would be found wanting when the package is read back stops the
// transfer before anything is written.
func TestFurtherFilesAreLookedAtFirst(t *testing.T) {
	for name, b := range map[string][]byte{
		"打包.zip":  sample.OFD("x"),
		"加密.pdf":  sample.PDFOf("x", "/Encrypt 3 0 R", "<</Type /Catalog /Pages 2 0 R>>", "<</Kids [3 0 R]>>", "<<>>"),
		"断.pdf":   sample.PDF("x")[:60],
		"空.pdf":   {},
		"folder/": nil,
	} {
		in, _ := bureau(t)
		p := filepath.Join(t.TempDir(), strings.TrimSuffix(name, "/"))
		if strings.HasSuffix(name, "/") {
			if err := os.Mkdir(p, 0o755); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(p, b, 0o644); err != nil {
			t.Fatal(err)
		}
		in.Options.With = []string{p}
		_, err := NewPlan(in)
		if c := archive.ErrorCode(err); c != archive.CodeBlocked && c != archive.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the archives would find wrong with an object is an error before the package
// is written, in the row where they would put it.
func TestContentIsOpenedBeforeItIsPacked(t *testing.T) {
	for name, c := range map[string]struct {
		file    []byte
		row, id string
	}{
		"encrypted": {sample.PDFOf("x", "/Encrypt 3 0 R", "<</Type /Catalog /Pages 2 0 R>>", "<</Kids [3 0 R]>>", "<<>>"), "GD-3-8", "verify.locked"},
		"cut":       {sample.PDF("云州")[:100], "GD-3-4", "readable.cut"},
		"no page":   {sample.PDFOf("x", "", "<</Type /Catalog /Pages 2 0 R>>", "<</Kids []>>"), "GD-3-4", "readable.no_pages"},
		"not a PDF": {sample.OFD("x"), "GD-1-10", "verify.not_as_named"},
	} {
		t.Run(name, func(t *testing.T) {
			in, m := bureau(t)
			f := in.Files["file-1-0"]
			f.SHA256, f.SM3 = m.put(string(c.file))
			f.Size = int64(len(c.file))
			in.Files[f.ID] = f
			in.Judge = func(sum, name, path string) verify.Judgement {
				b := m.objects[sum]
				return verify.Content(bytes.NewReader(b), int64(len(b)), name, path)
			}
			p, err := NewPlan(in)
			if archive.ErrorCode(err) != archive.CodeBlocked {
				t.Fatalf("error %v", err)
			}
			if !failedWith(verify.Verdict{Checks: p.Checks}, c.row, c.id) {
				t.Errorf("not in %s: %v", c.row, found(verify.Verdict{Checks: p.Checks}))
			}
			in.Options.HoldBack = true
			packed(t, in, m)
		})
	}
}
