package page

import (
	"math"
	"strings"
	"testing"
)

// ring sets a text on the upper arc of a seal, as makers of seals do.
func ring(text string, x, y, radius float64) []Char {
	var out []Char
	rs := []rune(text)
	for i, r := range rs {
		turn := 115 - 230*float64(i)/float64(len(rs)-1)
		a := (90 + turn) * math.Pi / 180
		cx, cy := x+radius*math.Cos(a), y-radius*math.Sin(a)
		out = append(out, Char{R: r, Size: 11, Red: true, Conf: 1, Turn: turn, Box: Box{cx - 6, cy - 6, cx + 6, cy + 6}})
	}
	return out
}

func TestComposeLeavesOutTheRingOfASeal(t *testing.T) {
	for _, name := range []string{"云州市水务局", "云州市人民政府", "云水局"} {
		chars := joinChars(set("云州市水务局", at{330, 500, 16, 0}), ring(name, 380, 500, 40), set("二〇二三年五月八日", at{320, 528, 16, 0}))
		if got := strings.Join(texts(Compose(chars, 595, 842)), "/"); got != "云州市水务局/二〇二三年五月八日" {
			t.Errorf("with a seal of %s: %q", name, got)
		}
	}
}

func TestComposeReadsAPageThatIsAskewAsAWhole(t *testing.T) {
	chars := set("关于开展检查的通知", at{100, 200, 22, 0})
	for i := range chars {
		chars[i].Turn = 6
	}
	turned := set("单位", at{100, 300, 16, 0})
	for i := range turned {
		turned[i].Turn = 90
	}
	if got := strings.Join(texts(Compose(joinChars(chars, turned), 595, 842)), "/"); got != "关于开展检查的通知/单位" {
		t.Errorf("%q", got)
	}
	if got := strings.Join(texts(Compose(joinChars(turned, set("正文", at{80, 200, 16, 0})), 595, 842)), "/"); got != "正文/单位" {
		t.Errorf("a quarter turn is no slope: %q", got)
	}
}
