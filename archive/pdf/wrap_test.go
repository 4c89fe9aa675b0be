package pdf

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
)

// even is type in which every character is an em wide and a Latin one half.
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
	return w * size * mmPerPoint
}

func (even) Has(rune) bool { return true }

func TestWrapKeepsChineseLineRules(t *testing.T) {
	s := Setting{Type: even{}, Size: 1 / mmPerPoint} // an em is 1 mm
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"关于做好汛期值班工作的通知", 6, []string{"关于做好汛期", "值班工作的", "通知"}},                    // no single character on the last line
		{"关于做好汛期了，值班工作", 6.4, []string{"关于做好汛期", "了，值班工作"}},                        // no mark begins a line
		{"关于做好汛期，值班工作", 6.5, []string{"关于做好汛期，", "值班工作"}},                          // but its blank half may stand out
		{"印发办法《规定草案全文》", 5, []string{"印发办法", "《规定草案", "全文》"}},                      // no opening mark ends one
		{"面积为123456平方米", 5, []string{"面积为", "123456平", "方米"}},                      // numbers stay whole
		{"发文第12号，第3页", 4.2, []string{"发文", "第12号，", "第3页"}},                        // with what counts them
		{"档号C027-WS·2023-Y-0001止", 10, []string{"档号", "C027-WS·2023-Y-0001", "止"}}, // codes too
		{"增长百分之12.5%以上", 7, []string{"增长百分之", "12.5%以上"}},                          // with their sign
		{"采用 BagIt 格式", 4, []string{"采用", "BagIt 格", "式"}},                         // words too
		{"他说——不可以", 3, []string{"他", "说——", "不可以"}},                                // dashes stay together
		{"第一行\n第二行", 9, []string{"第一行", "第二行"}},                                    // line ends are kept
		{"ABCDEFGHIJKLMNOP", 3, []string{"ABCDEF", "GHIJKL", "MNOP"}},              // a word wider than the line is broken
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
	if got := s.Fit("十个字的标题啊啊啊啊", 36, 6); got != 10 {
		t.Errorf("size %v, want 10", got)
	}
	if got := s.Fit("十个字的标题啊啊啊啊", 1, 6); got != 6 {
		t.Errorf("size %v, want the least", got)
	}
}

// A line of type is at most as wide as its column, marks that stand out aside, and
// neither begins nor ends with a mark that may not stand there.
func TestLinesKeepTheirMeasureInRealType(t *testing.T) {
	s := Setting{Type: realType(t), Size: 9}
	text := "关于印发《云州市水务局2023年度（第一批）水资源管理“十四五”规划》的通知，请各科室认真落实、按时报送。Niandang archive 2023"
	for width := 8.0; width < 90; width += 1.7 {
		lines := s.Wrap(text, width)
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("at %.1f mm text was lost: %q", width, got)
		}
		for i, l := range lines {
			r := []rune(l)
			if width > 20 && i > 0 && strings.ContainsRune(noStart, r[0]) || width > 20 && i < len(lines)-1 && strings.ContainsRune(noEnd, r[len(r)-1]) {
				t.Errorf("at %.1f mm a line is %q", width, l)
			}
			if w := s.Solid(l); w > width+0.01 {
				t.Errorf("at %.1f mm a line is %.1f mm: %q", width, w, l)
			}
		}
	}
}

func realType(t testing.TB) *Typeface {
	t.Helper()
	face, err := NewType(testFonts())
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// Two marks side by side share their blank halves, and a line that is spaced out
// ends where it should.
func TestMarksAndSpacedLinesAreSetAsMeasured(t *testing.T) {
	face := realType(t)
	em := 10 * mmPerPoint
	for s, ems := range map[string]float64{"甲》。": 2.5, "甲，《乙": 3.5, "（（甲": 2.5, "甲（": 2, "，乙": 2} {
		if got := face.Width(s, Serif, 10) / em; got < ems-0.001 || got > ems+0.001 {
			t.Errorf("%q is %.2f em wide, want %.2f", s, got, ems)
		}
	}
	line := "《云州市水务局关于2023年度》，（第一批）——规划"
	at := map[string]float64{"natural": face.Width(line, Serif, 10), "spaced": face.Width(line, Serif, 10) + 6}
	job := Job{Parts: []Part{{Sheets: []Sheet{{W: A4Width, H: A4Height, Ops: []Op{
		Text{X: 20, Y: 30, Size: 10, S: line}, Text{X: 20, Y: 50, Size: 10, S: line, Fill: at["spaced"]},
	}}}}}}
	data, _ := assembled(t, job)
	var ends []float64
	for p, err := range openEngine(t).Pages(context.Background(), bytes.NewReader(data), 0) {
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range p.Lines {
			if l.Text() != line {
				t.Errorf("reads %q", l.Text())
			}
			ends = append(ends, l.Box.X1*mmPerPoint-20)
		}
	}
	if len(ends) != 2 || ends[0]-at["natural"] > 0.2 || at["natural"]-ends[0] > 0.2 || ends[1]-at["spaced"] > 0.2 || at["spaced"]-ends[1] > 0.2 {
		t.Errorf("lines end at %v mm, want %v", ends, at)
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
