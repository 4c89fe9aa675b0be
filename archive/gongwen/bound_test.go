package gongwen

import (
	"testing"

	"niandang/archive"
)

// A routing form, a dispatch form, and documents that may lie behind them.
var (
	routing  = []string{"c22 云州市水务局文件阅办单", "t 来文单位 | 云州市财政局 | 来文字号 | 云财〔2023〕9号", "t 文件标题 | 云州市财政局关于拨款的通知", "t 拟办意见 | 请办公室阅办", "t 办理结果 | 已办"}
	dispatch = []string{"c22 云州市水务局发文拟稿单", "t 发文字号 | 云水发〔2023〕5号 | 密级 | 无", "t 标题 | 关于防汛值班工作的报告", "t 主送 | 市人民政府"}
	money    = []string{"c36! 云州市财政局文件", "c 云财〔2023〕9号", "=", "c22 云州市财政局关于拨款的通知", "l 市水务局：", "i 现拨付资金。", "r 云州市财政局", "r 2023年5月8日"}
	plainOne = []string{"c22 关于防汛值班工作的报告", "l 市人民政府：", "i 现将情况报告如下。", "r 云州市水务局", "r 2023年6月8日"}
	remarks  = []string{"l 领导批示：", "l 请分管同志阅处。", "l 传阅："}
)

// bundle puts pages behind each other.
func bundle(pages ...[]string) []string {
	var out []string
	for i, p := range pages {
		if i > 0 {
			out = append(out, "---")
		}
		out = append(out, p...)
	}
	return out
}

func TestDocumentBehindItsFormIsReadFromItsOwnFace(t *testing.T) {
	for _, c := range []struct {
		name                      string
		pages                     [][]string
		bound, form               archive.Form
		number, title, date, mark string
	}{
		{"a received document", [][]string{routing, money}, archive.RoutingForm, "", "云财〔2023〕9号", "云州市财政局关于拨款的通知", "2023-05-08", ""},
		{"a form of two sides", [][]string{routing, remarks, money}, archive.RoutingForm, "", "云财〔2023〕9号", "云州市财政局关于拨款的通知", "2023-05-08", ""},
		{"a plain heading", [][]string{dispatch, plainOne}, archive.DispatchForm, "", "云水发〔2023〕5号", "关于防汛值班工作的报告", "2023-06-08", ""},
		{"a mark behind the form", [][]string{routing, append([]string{"l 机密★1年"}, money...)}, archive.RoutingForm, "", "云财〔2023〕9号", "云州市财政局关于拨款的通知", "2023-05-08", "机密"},
		{"a form alone", [][]string{routing}, "", archive.RoutingForm, "云财〔2023〕9号", "云州市财政局关于拨款的通知", "", ""},
		{"a form of two sides alone", [][]string{routing, remarks}, "", archive.RoutingForm, "云财〔2023〕9号", "云州市财政局关于拨款的通知", "", ""},
		{"a document alone", [][]string{money}, "", "", "云财〔2023〕9号", "云州市财政局关于拨款的通知", "2023-05-08", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := faceOf(t, bundle(c.pages...)...)
			f := Read(d, Hints{})
			if f.Bound != c.bound || f.Form != c.form || f.Number != c.number || f.Title != c.title || f.Date != c.date {
				t.Errorf("bound %q, form %q, %s %s %s", f.Bound, f.Form, f.Number, f.Title, f.Date)
			}
			if mark, _, _, _ := SecrecyMark(d); mark != c.mark || f.Security != c.mark {
				t.Errorf("mark %q, on the face %q, want %q", mark, f.Security, c.mark)
			}
			if s := Segments(d, Hints{}); s != nil {
				t.Errorf("%d documents, want one", len(s))
			}
		})
	}
}

func TestWhatOnlyTheFormTellsIsLessSure(t *testing.T) {
	f := Read(faceOf(t, bundle(dispatch, plainOne)...), Hints{})
	if n := f.Trusts[archive.ElNumber].Confidence; n <= 0 || n >= 0.7 {
		t.Errorf("the number of the form is trusted by %v", n)
	}
	if p := f.Trusts[archive.ElTitle].Spot; p == nil || p.Page != 2 {
		t.Errorf("the title stands at %+v, want page 2", p)
	}
}

func TestFormsGoWithTheirDocumentsInAScanOfSeveral(t *testing.T) {
	lost := []string{"!ocr", "l 云司函〔2023〕2号", "c22 云州市司法局关于备案的函", "l 市水务局：", "i 请备案。", "r 云州市司法局", "r 2023年6月8日"}
	for _, c := range []struct {
		name  string
		pages [][]string
		want  []int
	}{
		{"each with its form", [][]string{routing, money, dispatch, plainOne}, []int{1, 3}},
		{"the form behind its document", [][]string{money, routing}, nil},
		{"a heading that was not recognised", [][]string{append([]string{"!ocr"}, money...), lost}, []int{1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			for _, s := range Segments(faceOf(t, bundle(c.pages...)...), Hints{}) {
				got = append(got, s.First)
			}
			if len(got) != len(c.want) || len(got) > 0 && got[len(got)-1] != c.want[len(got)-1] {
				t.Errorf("documents begin on %v, want %v", got, c.want)
			}
		})
	}
}

func TestSecrecyMarkOfALaterDocumentInAScanCounts(t *testing.T) {
	d := faceOf(t, bundle(plainOne, append([]string{"l 秘密★1年"}, money...))...)
	if mark, term, _, _ := SecrecyMark(d); mark != "秘密" || term != "1年" {
		t.Errorf("got %q %q", mark, term)
	}
}
