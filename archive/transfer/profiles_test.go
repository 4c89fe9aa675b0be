package transfer

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/transfer/sample"
	"niandang/archive/transfer/verify"
)

var profiles = []string{verify.DAT93, verify.DAT2012, verify.EEP, verify.EARK}

func TestEveryProfileIsAccepted(t *testing.T) {
	for _, profile := range profiles {
		for _, wrap := range []string{"bag", "none"} {
			for _, encoding := range []string{UTF8, GB18030} {
				in, m := bureau(t)
				in.Options.Profile, in.Options.Wrap, in.Settings.Transfer.Encoding = profile, wrap, encoding
				_, r := packed(t, in, m)
				v := verdictOf(t, r.Where)
				if !v.Accepted || v.Items != 3 || v.Profile != profile {
					t.Errorf("%s %s %s: %d items as %s, found %v", profile, wrap, encoding, v.Items, v.Profile, found(v))
				}
			}
		}
	}
}

// Every profile, form, wrap and split gives a package that is accepted, whose
// parts tools that are not ours can read.
func TestEveryFormIsAccepted(t *testing.T) {
	for _, profile := range profiles {
		for _, form := range []string{"folder", "zip", "iso"} {
			if _, err := exec.LookPath("xorriso"); err != nil && form == "iso" {
				t.Log("xorriso is not here: no images")
				continue
			}
			for _, wrap := range []string{"bag", "none"} {
				for _, split := range []string{"", "8388608"} {
					if split != "" && wrap == "none" && form == "zip" {
						continue // the same as folders
					}
					t.Run(strings.Join([]string{profile, form, wrap, split}, " "), func(t *testing.T) {
						in, m := bureau(t)
						in.Options = Options{Profile: profile, Form: form, Wrap: wrap, Split: split}
						grow(&in, 2<<20)
						_, r := packed(t, in, m)
						v := verdictOf(t, r.Where)
						if !v.Accepted || v.Items != 3 || v.Profile != profile || split != "" && len(v.Parts) < 2 {
							t.Errorf("%d items as %s, %d parts, found %v", v.Items, v.Profile, len(v.Parts), found(v))
						}
						othersRead(t, r.Where)
					})
				}
			}
		}
	}
}

// othersRead lets 7z test every archive and image, and isoinfo and xorriso list
// every image with its Chinese names.
func othersRead(t *testing.T, where string) {
	t.Helper()
	for p := range treeOf(t, filepath.Dir(where)) {
		full := filepath.Join(filepath.Dir(where), p)
		ext := filepath.Ext(p)
		if ext != ".zip" && ext != ".iso" {
			continue
		}
		judged(t, "", "7z", "t", full)
		if ext == ".iso" {
			judged(t, "S021-WS·2023-Y-BGS-000", "isoinfo", "-R", "-f", "-i", full)
			judged(t, "S021-WS", "isoinfo", "-J", "-f", "-i", full)
			judged(t, "", "xorriso", "-indev", full, "-check_media", "--")
		}
	}
}

// judged runs a tool, which must end well and say something.
func judged(t *testing.T, says, tool string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Logf("%s is not here", tool)
		return
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil || !strings.Contains(string(out), says) {
		t.Errorf("%s %v: %v %.800s", tool, args, err, out)
	}
}

// grow makes the plan believe that every first file is large.
func grow(in *Input, size int64) {
	for id, f := range in.Files {
		if strings.HasSuffix(id, "-0") {
			f.Size = size
			in.Files[id] = f
		}
	}
}

func TestAMissingPartOfASetIsFound(t *testing.T) {
	in, m := bureau(t)
	in.Options.Split = "8388608"
	grow(&in, 3<<20)
	_, r := packed(t, in, m)
	parts, err := filepath.Glob(filepath.Join(r.Where, "*"))
	if err != nil || len(parts) < 2 {
		t.Fatal(parts, err)
	}
	if err := os.RemoveAll(parts[0]); err != nil {
		t.Fatal(err)
	}
	if v := verdictOf(t, r.Where); v.Accepted {
		t.Error("a set without its first part was accepted")
	}
}

// A rendition that is larger than anybody knew does not get onto a disc that is
// too small for it.
func TestACarrierThatCameOutTooLargeIsNotWritten(t *testing.T) {
	in, m := bureau(t)
	in.Options.Split = "8388608"
	big, _ := m.put(string(sample.PDF(strings.Repeat("水", 3<<20))))
	for of, r := range in.Renditions {
		r.SHA256 = big
		in.Renditions[of] = r
	}
	dir := t.TempDir()
	_, err := planOf(t, in).Pack(context.Background(), dir, deps(m), archive.NoProgress{})
	if archive.ErrorCode(err) != archive.CodeBlocked {
		t.Errorf("error %v", err)
	}
	in.Sizes = map[string]int64{big: 9 << 20}
	if _, err := NewPlan(in); archive.ErrorCode(err) != archive.CodeBlocked {
		t.Errorf("known before: %v", err)
	}
}

func TestAnItemIsNeverBrokenOverTwoCarriers(t *testing.T) {
	in, _ := bureau(t)
	in.Options.Split = "8388608"
	grow(&in, 9<<20)
	if _, err := NewPlan(in); archive.ErrorCode(err) != archive.CodeBlocked {
		t.Errorf("error %v", err)
	}
}

// A byte of the Base64 of an encapsulation without a bag is found by the digests in
// 其他, and where a forger made those anew, what it breaks is.
func TestHarmInAnEncapsulationIsFound(t *testing.T) {
	in, m := bureau(t)
	in.Options.Profile, in.Options.Wrap = verify.EEP, "none"
	_, r := packed(t, in, m)
	name := filepath.Join(r.Where, "电子档案/2023/WS/S021-WS·2023-Y-BGS-0001.eep")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole, []byte("<编码数据 ")) + 200
	other := bytes.Clone(whole)
	for other[at] < 'A' || other[at] > 'Y' {
		at++
	}
	other[at]++
	if err := os.WriteFile(name, other, 0o644); err != nil {
		t.Fatal(err)
	}
	if v := verdictOf(t, r.Where); !failedWith(v, "GD-1-1", "bag.changed") {
		t.Errorf("another letter: %v", found(v))
	}
	if err := os.Remove(filepath.Join(r.Where, verify.DigestsName)); err != nil {
		t.Fatal(err)
	}
	start := bytes.Index(whole, []byte("<编码数据 "))
	line := start + bytes.IndexByte(whole[start:], '\n') + 1
	for id, harmed := range map[string][]byte{
		"verify.not_as_named": slices.Concat(whole[:line], whole[line+77:]), // the first 57 bytes
		"verify.base64":       slices.Concat(whole[:line], whole[line+3:]),
	} {
		if err := os.WriteFile(name, harmed, 0o644); err != nil {
			t.Fatal(err)
		}
		if v := verdictOf(t, r.Where); v.Accepted || !slices.ContainsFunc(found(v), func(n verify.Note) bool { return n.Text.ID == id }) {
			t.Errorf("%s: %v", id, found(v))
		}
	}
}

// Without a bag the digests of all files lie in 其他 as sha256sum reads them.
func TestSha256sumAgreesWithoutABag(t *testing.T) {
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip("sha256sum is not here")
	}
	for _, profile := range []string{verify.DAT93, verify.DAT2012, verify.EEP} {
		in, m := bureau(t)
		in.Options.Profile, in.Options.Wrap = profile, "none"
		_, r := packed(t, in, m)
		cmd := exec.Command("sha256sum", "-c", "--quiet", "--strict", verify.DigestsName)
		cmd.Dir = r.Where
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %s", profile, out)
		}
		if profile == verify.DAT93 {
			continue
		}
		for p := range treeOf(t, filepath.Join(r.Where, verify.OtherFolder)) {
			if ext := filepath.Ext(p); ext != ".pdf" && ext != ".TXT" {
				t.Errorf("%s: %s is no format for long keeping", profile, p)
			}
		}
	}
}

func TestWhatMayNotGoIsHeldBack(t *testing.T) {
	for name, c := range map[string]struct {
		change func(in *Input)
		id     string
	}{
		"a secret":         {func(in *Input) { d := in.Documents["doc-1"]; d.Security = "机密"; in.Documents["doc-1"] = d }, "transfer.secret"},
		"a refused secret": {func(in *Input) { d := in.Documents["doc-1"]; d.Secret = true; in.Documents["doc-1"] = d }, "transfer.secret"},
		"no rendition":     {func(in *Input) { in.Renditions = nil }, "transfer.no_rendition"},
		"no code":          {func(in *Input) { in.Items[0].Code = "" }, "transfer.no_code"},
		"an empty file":    {func(in *Input) { f := in.Files["file-1-0"]; f.Size = 0; in.Files[f.ID] = f }, "transfer.empty_file"},
		"an open error": {func(in *Input) {
			in.Findings = []archive.Finding{{Kind: archive.FEncrypted, Severity: archive.SevError, Path: "收/通知.pdf"}}
		}, "finding.encrypted"},
	} {
		t.Run(name, func(t *testing.T) {
			in, m := bureau(t)
			c.change(&in)
			if _, err := NewPlan(in); archive.ErrorCode(err) != archive.CodeBlocked {
				t.Fatalf("error %v", err)
			}
			in.Options.HoldBack = true
			p := planOf(t, in)
			if len(p.Items) != 2 || len(p.Held) != 1 || p.Held[0].Reasons[0].ID != c.id {
				t.Fatalf("held %v", p.Held)
			}
			_, r := packed(t, in, m)
			if list, err := os.ReadFile(filepath.Join(r.Where, "data", verify.OtherFolder, heldName+".csv")); err != nil || !strings.Contains(string(list), c.id) {
				t.Errorf("the list of what is held back does not say so: %s %v", list, err)
			}
		})
	}
}

func TestTermsThatDoNotGo(t *testing.T) {
	in, _ := bureau(t)
	in.Items[0].Retention = archive.Years10
	in.Items[1].Retention = archive.Years30
	if p := planOf(t, in); len(p.Items) != 2 {
		t.Errorf("%d items", len(p.Items))
	}
	in.Closed = map[string]bool{"item-2": true}
	if p := planOf(t, in); len(p.Items) != 1 {
		t.Errorf("%d items go, one is with the archives already", len(p.Items))
	}
}

func TestWarningsNeedAReasonThatGoesAlong(t *testing.T) {
	in, m := bureau(t)
	d := in.Documents["doc-2"]
	d.Review = []string{"title"}
	in.Documents["doc-2"] = d
	if _, err := NewPlan(in); archive.ErrorCode(err) != archive.CodeBlocked {
		t.Fatalf("error %v", err)
	}
	in.Options.Why = "题名已与纸质文件核对"
	_, r := packed(t, in, m)
	b, err := os.ReadFile(filepath.Join(r.Where, "bag-info.txt"))
	if err != nil || !strings.Contains(string(b), "Transfer-Reason: 题名已与纸质文件核对") {
		t.Errorf("%s %v", b, err)
	}
}

func TestFurtherFilesGoIntoOther(t *testing.T) {
	in, m := bureau(t)
	extra := filepath.Join(t.TempDir(), "全宗介绍.pdf")
	if err := os.WriteFile(extra, []byte(pdfText), 0o644); err != nil {
		t.Fatal(err)
	}
	in.Options.With = []string{extra}
	_, r := packed(t, in, m)
	if treeOf(t, r.Where)["data/其他/全宗介绍.pdf"] == "" || !verdictOf(t, r.Where).Accepted {
		t.Error("it is not there, or not accepted")
	}
}

// Pages of a scan that holds several documents are cut out: the neighbour's pages
// do not go.
func TestASegmentIsCutOutOfItsScan(t *testing.T) {
	in, m := bureau(t)
	f := in.Files["file-2-0"]
	f.Path, f.First, f.Pages = "扫描/合订.pdf#page=4-5", 4, 2
	in.Files[f.ID] = f
	_, r := packed(t, in, m)
	b, err := os.ReadFile(filepath.Join(r.Where, "data/S021/WS/2023/S021-WS·2023-Y-BGS-0002/S021-WS·2023-Y-BGS-0002-01.pdf"))
	if err != nil || !strings.Contains(string(b), "[4 5]") {
		t.Errorf("%s %v", b, err)
	}
}
