package gongwen

import (
	"slices"
	"testing"

	"niandang/archive"
)

func TestSpeechIsOfTheOrganBehindItsDash(t *testing.T) {
	for name, face := range map[string][]string{
		"in the subtitle": {"c22 守好一库清水——临溪县林业局在全市生态工作会议上的交流发言", "i 近年来，我们狠抓管护。"},
		"alone in a line": {"c22 守好一库清水", "c22 ——临溪县林业局", "i 近年来，我们狠抓管护。"},
	} {
		f := Read(faceOf(t, face...), Hints{Organ: reeds})
		if !slices.Equal(f.Issuers, []string{"临溪县林业局"}) {
			t.Errorf("%s: %v", name, f.Issuers)
		}
		if name == "alone in a line" && f.Title != "守好一库清水" {
			t.Errorf("title %s", f.Title)
		}
	}
}

func TestNameOfAFileTellsASpeech(t *testing.T) {
	for name, want := range map[string]string{"临溪县交流发言.docx": "交流材料", "陈局长讲话（定）.doc": "讲话", "会议通知.pdf": "通知"} {
		if got := FromName(name).Genre; got != want {
			t.Errorf("%s is a %q", name, got)
		}
	}
}

func TestPartiesInOneRow(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want []string
	}{
		"two labels":   {[]string{"l 甲方：芦川县教育局　乙方：临溪宏图建筑有限公司"}, []string{"芦川县教育局", "临溪宏图建筑有限公司"}},
		"a stray mark": {[]string{"l 发包人：芦川县教育局”承包人：临溪宏图建", "l 承包人：临溪宏图建筑有限公司"}, []string{"芦川县教育局", "临溪宏图建筑有限公司"}},
	} {
		f := Read(faceOf(t, append([]string{"c22 校舍维修工程施工合同"}, append(c.rows, "i 一、工程地点：芦川县城。")...)...), Hints{Organ: reeds})
		if !slices.Equal(f.Issuers, c.want) {
			t.Errorf("%s: %v", name, f.Issuers)
		}
	}
}

func TestPartyReadInTwoWaysIsAsked(t *testing.T) {
	f := Read(faceOf(t, "!ocr", "c22 校舍维修工程施工合同", "l 发包人：芦川县教育局", "l 承包人：临溪宏图建筑有限公司", "i 一、工程地点。", "l 承包人：临溪宏周建筑有限公司"), Hints{Organ: reeds})
	if len(f.Issuers) != 2 || f.Trusts[archive.ElIssuers].Confidence > 0.5 {
		t.Errorf("%v, %v", f.Issuers, f.Trusts[archive.ElIssuers])
	}
}

func TestPartyGroupOfACommission(t *testing.T) {
	if got := organOfHead([]string{"中共云州市水务委员会党组会议纪要"}); got != "中共云州市水务委员会党组" {
		t.Error(got)
	}
}

func TestSurveyToldToNobodyIsNoReport(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"sent up":  {[]string{"c36! 芦川县教育局文件", "c 芦教发〔2022〕7号", "=", "c22 关于校舍安全的调研报告", "l 县人民政府：", "i 我们做了调研。"}, "报告"},
		"for self": {[]string{"c22 关于校舍安全的调研报告", "i 我们做了调研。"}, "调研报告"},
	} {
		if f := Read(faceOf(t, c.rows...), Hints{Organ: reeds}); f.Genre != c.want {
			t.Errorf("%s: %s", name, f.Genre)
		}
	}
}

func TestRecognisedSignerWithoutASurnameIsAsked(t *testing.T) {
	for name, sure := range map[string]bool{"孟繁星": true, "备繁星": false, "欧阳云": true, "阿依·努尔": true} {
		if surnamed(name) != sure {
			t.Errorf("%s: %v", name, !sure)
		}
	}
	f := Read(faceOf(t, "!ocr", "c36! 芦川县教育局文件", "l 芦教发〔2022〕7号 | 签发人：备繁星", "=", "c22 关于校舍的请示", "l 县人民政府：", "i 妥否，请批示。"), Hints{Organ: reeds})
	if len(f.Signers) != 1 || f.Trusts[archive.ElSigners].Confidence > 0.5 {
		t.Errorf("%v, %v", f.Signers, f.Trusts[archive.ElSigners])
	}
}
