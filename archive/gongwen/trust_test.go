package gongwen

import (
	"testing"

	"niandang/archive"
)

var notice = []string{"c36! 云州市水务局文件", "c 云水发〔2023〕5号", "=", "c22 云州市水务局关于防汛工作的通知", "l 各科室：", "i 请做好防汛工作。", "r 云州市水务局", "r 2023年5月6日", "l 云州市水务局办公室 | 2023年5月7日印发"}

func TestConsistentFaceIsSure(t *testing.T) {
	f := Read(faceOf(t, notice...), Hints{})
	for _, el := range []string{archive.ElNumber, archive.ElTitle, archive.ElIssuers, archive.ElDate, archive.ElGenre, archive.ElRecipients} {
		if c := f.Trusts[el].Confidence; c < 0.95 {
			t.Errorf("%s has confidence %v", el, c)
		}
	}
	if s := f.Trusts[archive.ElNumber].Spot; s == nil || s.Page != 1 || s.X1 <= s.X0 || s.Y1 <= s.Y0 {
		t.Errorf("number stands at %+v", s)
	}
}

func TestContradictionsLowerConfidence(t *testing.T) {
	swap := func(i int, l string) []string {
		out := append([]string{}, notice...)
		out[i] = l
		return out
	}
	for _, c := range []struct {
		name  string
		lines []string
		el    string
	}{
		{"date after the day of printing", swap(7, "r 2023年6月6日"), archive.ElDate},
		{"date long before the day of printing", swap(7, "r 2022年5月6日"), archive.ElDate},
		{"other organ in the signature", swap(6, "r 云州市财政局"), archive.ElIssuers},
		{"no date but that of printing", swap(7, "~"), archive.ElDate},
		{"recognised from a picture", append([]string{"!ocr"}, notice...), archive.ElTitle},
		{"request without recipients", []string{"c36! 云州市水务局文件", "c 云水发〔2023〕5号", "=", "c22 关于防汛资金的请示", "i 申请资金。", "r 云州市水务局", "r 2023年5月6日"}, archive.ElRecipients},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Read(faceOf(t, c.lines...), Hints{})
			tr, ok := f.Trusts[c.el]
			if !ok || tr.Confidence > 0.9 || tr.Confidence <= 0 {
				t.Errorf("confidence of %s is %+v", c.el, tr)
			}
		})
	}
}

func TestOrganOfTheArchiveIsOnlyAGuess(t *testing.T) {
	d := faceOf(t, "c22 值日表", "i 周一　王海")
	f := Read(d, Hints{Organ: archive.Organ{Name: "云州市水务局"}})
	if len(f.Issuers) != 1 || f.Issuers[0] != "云州市水务局" {
		t.Fatalf("issuers %v", f.Issuers)
	}
	if tr := f.Trusts[archive.ElIssuers]; tr.Source != archive.FromRule || tr.Confidence > 0.6 {
		t.Errorf("trust %+v", tr)
	}
}
