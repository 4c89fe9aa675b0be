package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive/transfer/verify"
)

// carrier writes a small package by DA/T 93-2022 and gives its folder.
func carrier(t *testing.T, dir string) string {
	t.Helper()
	root := filepath.Join(dir, "S021-WS-2023-01")
	item := filepath.Join(root, "S021", "WS", "2023", "S021-WS·2023-Y-BGS-0001")
	const page = "云州市水务局会议纪要\n"
	for name, text := range map[string]string{
		filepath.Join(root, verify.NoticeName): "移交单位：云州市水务局\n内容描述：x\n起止档号：S021-WS·2023-Y-BGS-0001—S021-WS·2023-Y-BGS-0001\n档案数量：1\n软硬件环境：x\n" +
			"离线载体参数：x\n载体编号：x\n载体数量：1\n制作单位：x\n检查单位：x\n",
		filepath.Join(root, verify.CatalogueName): "<文件目录><文件><顺序号>1</顺序号><档号>S021-WS·2023-Y-BGS-0001</档号><责任者>云州市水务局</责任者><题名>会议纪要</题名>" +
			"<日期>20230301</日期><保管期限>永久</保管期限><密级>公开</密级><页数>1</页数><备注/></文件></文件目录>",
		filepath.Join(item, "01.txt"): page,
		filepath.Join(item, verify.MetadataName): "<电子档案元数据><来源><立档单位名称>云州市水务局</立档单位名称></来源><电子文件号>1</电子文件号>" +
			"<档号>S021-WS·2023-Y-BGS-0001<年度>2023</年度><保管期限>永久</保管期限></档号><内容描述><题名>会议纪要</题名><责任者>云州市水务局</责任者>" +
			"<日期>20230301</日期><密级>公开</密级></内容描述><形式特征><页数>1</页数></形式特征><电子属性><文档><计算机文件名>01.txt</计算机文件名></文档></电子属性>" +
			"<开放与公开><开放标识>开放</开放标识></开放与公开><业务过程><业务/></业务过程></电子档案元数据>",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// ndverify runs the clerk's program in Chinese.
func ndverify(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(context.Background(), append([]string{"--lang", "zh-Hans"}, args...), &o, &e)
	return code, o.String(), e.String()
}

func TestTheStatusIsTheWorstOfAll(t *testing.T) {
	dir := t.TempDir()
	good, bad := carrier(t, dir), carrier(t, filepath.Join(dir, "2"))
	if err := os.Remove(filepath.Join(bad, verify.NoticeName)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		packages []string
		code     int
		says     string
	}{
		{[]string{good}, exitAccepted, "合格：" + good},
		{[]string{good, bad}, exitRejected, "共 2 个包：合格 1，不合格 1，读不出 0"},
		{[]string{filepath.Join(dir, "无"), good, bad}, exitFailed, "共 3 个包：合格 1，不合格 1，读不出 1"},
	} {
		code, out, errs := ndverify(c.packages...)
		if code != c.code || !strings.Contains(out, c.says) || errs != "" {
			t.Errorf("%d packages: status %d, want %d with %q:\n%s%s", len(c.packages), code, c.code, c.says, out, errs)
		}
	}
	if code, _, errs := ndverify(); code != exitFailed || !strings.Contains(errs, "移交包") {
		t.Errorf("without a package: %d %q", code, errs)
	}
	if code, _, errs := ndverify("--report", filepath.Join(dir, "r.doc"), good); code != exitFailed || !strings.Contains(errs, "r.doc") {
		t.Errorf("a report of an unknown kind: %d %q", code, errs)
	}
}

func TestReportsAndReceipts(t *testing.T) {
	dir := t.TempDir()
	good := carrier(t, dir)
	for ext, want := range map[string]string{".html": "<td class=\"code\">GD-1-1</td>", ".txt": "GD-1-1", ".json": `"code": "GD-1-1"`} {
		name := filepath.Join(dir, "报告"+ext)
		if code, out, errs := ndverify("--report", name, good); code != exitAccepted {
			t.Fatalf("%s: %d %s%s", ext, code, out, errs)
		}
		if b, err := os.ReadFile(name); err != nil || !bytes.Contains(b, []byte(want)) {
			t.Errorf("%s: %v %.200s", ext, err, b)
		}
	}
	name := filepath.Join(dir, "回执.json")
	if code, _, errs := ndverify("--receipt", name, "--by", "王馆员", good); code != exitAccepted {
		t.Fatal(code, errs)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "回执.html")); err != nil || !bytes.Contains(b, []byte("王馆员")) {
		t.Errorf("the page to sign: %v %.300s", err, b)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := verify.ReadReceipt(f)
	if err != nil || !r.Accepted || r.By != "王馆员" || r.Items != 1 || len(r.Digest) != 64 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestTheDifferenceIsPrinted(t *testing.T) {
	dir := t.TempDir()
	sent, received := carrier(t, dir), carrier(t, filepath.Join(dir, "2"))
	if code, out, _ := ndverify("--against", sent, received); code != exitAccepted || !strings.Contains(out, "完全一致") {
		t.Errorf("%d %s", code, out)
	}
	if err := os.WriteFile(filepath.Join(received, verify.OtherFolder), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, _ := ndverify("--json", "--against", sent, received)
	var got []verify.Summary
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitRejected || !strings.Contains(out, "收到而未发出：其他") {
		t.Errorf("%d %v %s", code, err, out)
	}
}
