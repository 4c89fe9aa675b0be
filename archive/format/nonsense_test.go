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

func TestALayerIsBadOverAPictureOrOfRareCharacters(t *testing.T) {
	bare := func(s string) page.Page {
		return page.Page{Width: 595, Height: 842, Lines: []page.Line{{Spans: []page.Span{{Text: s}}}}}
	}
	scan := bare("_>t<>&BlH^&I:|t8^J%|#^l>~r_:J:1;@@H;;ll")
	if badLayer(scan) {
		t.Error("signs on a page without a picture are no layer over one")
	}
	scan.Pictures = []page.Picture{{Box: page.Box{X1: 595, Y1: 842}}}
	if !badLayer(scan) {
		t.Error("the layer over a scan is nonsense")
	}
	for s, want := range map[string]bool{
		strings.Repeat("嶴檫婷粀帅榺慥欍勠搚恛檁楄懪洘應", 4): true,
		"嶴檫婷粀帅榺慥欍勠搚恛檁楄懪洘應":                    false,
		"茲將本局關於辦理檔案移交事宜之規定開列於後請貴處依照辦理並將辦理情形報告本局備查經費預算應於年度開始前編製完成": false,
		strings.Repeat("张昊燚、王婧媛、李煜琛、", 6): false,
		strings.Repeat("⽔⼯⼤⼀⼈⼝⼭⽉⽇⽊", 6):   false,
	} {
		if badLayer(bare(s)) != want {
			t.Errorf("%q: want %v", s, want)
		}
	}
}
