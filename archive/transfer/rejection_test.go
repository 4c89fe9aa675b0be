package transfer

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// chinese gives the sentences that users read.
func chinese(t *testing.T) archive.Words {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "assets", "i18n", "zh-Hans", "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	all := archive.Words{}
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &all); err != nil {
			t.Fatal(n, err)
		}
	}
	return all
}

// document changes one document of the year.
func document(in *Input, id string, change func(*archive.Document)) {
	d := in.Documents[id]
	change(&d)
	in.Documents[id] = d
}

// For each cause for which archives send a batch back, the pre-flight has a row
// that says so in their words, before anything is written.
func TestEveryCauseOfRejectionIsForeseen(t *testing.T) {
	words := chinese(t)
	for name, c := range map[string]struct {
		change func(in *Input)
		row    string
		result verify.Result
		says   string
	}{
		"nothing wrong": {func(*Input) {}, "GD-1-7", verify.Pass, ""},
		// order of boxes and catalogue (GB/T 9705, DA/T 22)
		"the boxes in another order": {func(in *Input) { in.Items[0].Box, in.Items[1].Box = "0002", "0001" }, "boxes", verify.Failed, "0002"},
		// paper and electronic copy one to one
		"paper and electronic copy": {func(*Input) {}, "paper", verify.ByHand, "纸质"},
		// encrypted or compressed content, odd formats
		"an encrypted file": {func(in *Input) {
			in.Findings = []archive.Finding{{Kind: archive.FEncrypted, Severity: archive.SevError, Path: "收/通知.pdf"}}
		}, "GD-3-8", verify.Failed, "收/通知.pdf"},
		"a compressed file": {func(in *Input) {
			f := in.Files["file-3-0"]
			f.Path, f.MIME, f.PUID = "发/打包.zip", "application/zip", "x-fmt/263"
			in.Files[f.ID] = f
		}, "GD-3-3", verify.Failed, "发/打包.zip"},
		"a format that is not taken": {func(in *Input) { in.Renditions = nil }, "GD-3-3", verify.Failed, "附件 方案.doc"},
		"a file without content": {func(in *Input) { f := in.Files["file-1-0"]; f.Size = 0; in.Files[f.ID] = f }, "GD-2-7", verify.Failed,
			"收/通知.pdf"},
		// virus, surplus files, surface of the disc: never called passed
		"virus":   {func(*Input) {}, "GD-4-2", verify.ByHand, "不查病毒"},
		"surface": {func(*Input) {}, "GD-4-5", verify.ByHand, "人工"},
		// codes
		"no code":                {func(in *Input) { in.Items[0].Code = "" }, "GD-1-7", verify.Failed, "没有档号"},
		"a code of another form": {func(in *Input) { in.Items[0].Code = "2023第1件" }, "GD-1-7", verify.Warning, "2023第1件"},
		"a gap in the numbers":   {func(in *Input) { in.Items[2].Number = 5 }, "GD-2-6", verify.Warning, "2023-Y-BGS"},
		"a code twice":           {func(in *Input) { in.Items[1].Code = in.Items[0].Code }, "GD-1-8", verify.Failed, in1(1)},
		"a document's number twice": {func(in *Input) {
			document(in, "doc-2", func(d *archive.Document) { d.Number = "云水〔2023〕1号" })
		}, "GD-1-8", verify.Warning, "云水〔2023〕1号"},
		// mandatory metadata
		"no title":        {func(in *Input) { in.Items[0].Title = "" }, "GD-2-4", verify.Failed, "题名"},
		"no date":         {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Date = "" }) }, "GD-2-4", verify.Warning, "日期"},
		"no issuer":       {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Issuers = nil }) }, "GD-2-4", verify.Warning, "责任者"},
		"an odd date":     {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Date = "1823-03-01" }) }, "GD-1-5", verify.Warning, "18230301"},
		"a broken date":   {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Date = "2023-13-01" }) }, "GD-1-3", verify.Warning, "20231301"},
		"a long title":    {func(in *Input) { in.Items[0].Title = strings.Repeat("长", 600) }, "GD-1-2", verify.Warning, "600"},
		"an odd sign":     {func(in *Input) { in.Items[0].Title = "关于\uFFFD的通知" }, "GD-1-6", verify.Warning, "题名"},
		"an unknown term": {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Disclosure = "公开" }) }, "GD-1-4", verify.Warning, "公开属性"},
		"no history":      {func(in *Input) { in.Events = nil }, "GD-2-5", verify.Warning, "业务过程"},
		"an attachment that nobody found": {func(in *Input) {
			in.Findings = []archive.Finding{{Kind: archive.FMissingAttachment, Severity: archive.SevWarning, Path: "收/通知.pdf"}}
		}, "GD-2-8", verify.Warning, ""},
		"something under review": {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Review = []string{"date"} }) }, "GD-2-9", verify.Warning, "待核"},
		// what goes with a transfer (实施条例 art. 30)
		"no opening opinion":  {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Opening = "" }) }, "opening", verify.Warning, "1 件没有开放意见"},
		"no disclosure state": {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Disclosure = "" }) }, "disclosure", verify.Warning, "1 件发文没有公开属性"},
		"a handling mark":     {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Security = "内部" }) }, "declassified", verify.Warning, "内部"},
		// secrecy
		"a secret": {func(in *Input) { document(in, "doc-1", func(d *archive.Document) { d.Security = "秘密" }) }, "GD-4-7", verify.Failed, "秘密"},
		"marked secret and public": {func(in *Input) {
			in.Findings = []archive.Finding{{Kind: archive.FSecurityConflict, Severity: archive.SevError, Path: "收/通知.pdf"}}
		}, "GD-4-7", verify.Failed, ""},
	} {
		t.Run(name, func(t *testing.T) {
			in, _ := bureau(t)
			c.change(&in)
			p, _ := NewPlan(in) // its error is that it is blocked, where it is
			for _, r := range verify.Rows(p.Checks, words) {
				if r.Code != c.row {
					continue
				}
				said := strings.Join(r.Detail, "\n")
				if r.Result != c.result || !strings.Contains(said, c.says) {
					t.Errorf("%s %s: %s, want %s with %q: %s", r.Code, r.Name, r.Result, c.result, c.says, said)
				}
				if strings.Contains(said, "transfer.") || strings.Contains(said, "verify.") || strings.Contains(r.Name, "check.") {
					t.Errorf("no sentence: %s %s", r.Name, said)
				}
				return
			}
			t.Errorf("no row %s", c.row)
		})
	}
}

// in1 is the code of the n-th item of the bureau.
func in1(n int) string { return "S021-WS·2023-Y-BGS-000" + string(rune('0'+n)) }
