package format

import (
	"strings"
	"testing"

	"niandang/archive/page"
)

func TestNonsenseIsToldFromLanguages(t *testing.T) {
	for s, want := range map[string]bool{
		"云州市水务局关于做好2023年防汛工作的通知，请各科室认真落实各项防范措施。":                              false,
		"0Q#l rn ;:~ 7J( ,fi1J Ai ~ J:7f < ;fr ffl ^l5":                       true,
		"_>t<>&BlH^&I:|t8^J%|#^l>~r_:J:1;@@H;;ll ~::,.~%*&~:":                 true,
		"AGREEMENT between Yunzhou Water Bureau and the Supplier named below": false,
		"12,345.60 7,890.12 100.0% 3/5 2023-05-06 18 25 36":                   false,
		"浜戝窞甯傛按鍔″眬鍏充簬鍋氬ソ闃叉睕宸ヤ綔鐨勯€氱煡璇峰悇绉戝":                                     true,
		"l#l": false,
	} {
		if got := nonsense(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

func TestShiftedCharactersAreNoText(t *testing.T) {
	plain := "云州市水务局关于做好二〇二三年防汛工作的通知各县区水务局请认真落实各项防范措施确保水库安全度汛"
	moved := strings.Map(func(r rune) rune { return r + 1543 }, plain)
	for s, want := range map[string]bool{plain: false, moved: true, "云州市水务局": false, "檁囃殐": false,
		"雲州市水務局關於做好防汛工作的通知各縣區水務局請認真落實各項防範措施確保水庫安全度汛並將有關情況報告市政府": false} {
		if got := badLayer(page.Page{Width: 595, Height: 842, Lines: []page.Line{{Spans: []page.Span{{Text: s}}}}}); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}

func TestOnlyALayerOverAPictureIsBad(t *testing.T) {
	p := page.Page{Width: 595, Height: 842, Lines: []page.Line{{Spans: []page.Span{{Text: "_>t<>&BlH^&I:|t8^J%|#^l>~r_:J:1;@@H;;ll"}}}}}
	if badLayer(p) {
		t.Error("a page without a picture has no layer over one")
	}
	p.Pictures = []page.Picture{{Box: page.Box{X1: 595, Y1: 842}}}
	if !badLayer(p) {
		t.Error("the layer over a scan is nonsense")
	}
}
