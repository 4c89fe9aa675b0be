package pdf

import (
	"slices"
	"strings"
	"testing"
)

// even is type in which every character is 1 mm wide and a Latin one half.
type even struct{}

func (even) Width(s string, _ Face, size float64) float64 {
	w := 0.0
	for _, r := range s {
		if r < 0x80 {
			w += 0.5
			continue
		}
		w++
	}
	return w * size / 10
}

func (even) Has(rune) bool { return true }

func TestWrapKeepsChineseLineRules(t *testing.T) {
	s := Setting{Type: even{}, Size: 10}
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"关于做好汛期值班工作的通知", 6, []string{"关于做好汛期", "值班工作的通", "知"}},
		{"关于做好汛期，值班工作", 6, []string{"关于做好汛", "期，值班工作"}},               // no mark begins a line
		{"印发办法一《管理办法规定》", 6, []string{"印发办法一", "《管理办法规", "定》"}},       // no opening mark ends one
		{"面积为123456平方米", 5, []string{"面积为", "123456平方", "米"}},         // numbers stay whole
		{"增长百分之12.5%以上", 7, []string{"增长百分之", "12.5%以上"}},             // with their sign
		{"采用 BagIt 格式", 4, []string{"采用", "BagIt 格", "式"}},            // words too
		{"他说——不可以", 3, []string{"他", "说——", "不可以"}},                   // dashes stay together
		{"第一行\n第二行", 9, []string{"第一行", "第二行"}},                       // line ends are kept
		{"ABCDEFGHIJKLMNOP", 3, []string{"ABCDEF", "GHIJKL", "MNOP"}}, // a word wider than the line is broken
		{"", 5, []string{""}},
	} {
		got := s.Wrap(c.text, c.width)
		if !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %v) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestFitGivesTheLargestSize(t *testing.T) {
	s := Setting{Type: even{}, Size: 12}
	if got := s.Fit("十个字的标题啊啊啊啊", 10, 6); got != 10 {
		t.Errorf("size %v, want 10", got)
	}
	if got := s.Fit("十个字的标题啊啊啊啊", 1, 6); got != 6 {
		t.Errorf("size %v, want the least", got)
	}
}

func FuzzWrapLosesNothing(f *testing.F) {
	f.Add("关于〔2023〕12号文件（草案）的通知，12.5%。", 4.0)
	f.Add("a  b，，，（（（", 1.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if len(text) > 500 || width < 0.1 || width > 1000 || strings.ContainsRune(text, '\r') {
			return
		}
		lines := Setting{Type: even{}, Size: 10}.Wrap(text, width)
		squeeze := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if got := squeeze(strings.Join(lines, "")); got != squeeze(text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
