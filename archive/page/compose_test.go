package page

import (
	"math/rand"
	"strings"
	"testing"
)

// at says where a text stands and how it is spaced.
type at struct{ x, base, size, gap float64 }

// set sets a text from x at a baseline, each character one em wide and gap em
// apart; a space moves on by one em.
func set(text string, a at) []Char {
	var out []Char
	x, size := a.x, a.size
	for _, r := range text {
		if r != ' ' {
			out = append(out, Char{R: r, Size: size, Conf: 1, Box: Box{x, a.base - 0.88*size, x + size, a.base + 0.12*size}})
		}
		x += size * (1 + a.gap)
	}
	return out
}

func joinChars(parts ...[]Char) []Char {
	var out []Char
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func texts(lines []Line) []string {
	var out []string
	for _, l := range lines {
		var spans []string
		for _, s := range l.Spans {
			spans = append(spans, s.Text)
		}
		out = append(out, strings.Join(spans, "|"))
	}
	return out
}

func TestComposeReadsLinesAsTheyStand(t *testing.T) {
	for _, c := range []struct {
		name  string
		chars []Char
		want  string
	}{
		{"one line", set("关于汛期值班的通知", at{100, 200, 22, 0}), "关于汛期值班的通知"},
		{"top to bottom", joinChars(set("第二行", at{80, 230, 16, 0}), set("第一行", at{80, 200, 16, 0})), "第一行/第二行"},
		{"number and signer are two spans",
			joinChars(set("水发〔2023〕5号", at{80, 200, 16, 0}), set("签发人：李某", at{360, 200, 16, 0})), "水发〔2023〕5号|签发人：李某"},
		{"a heading set wide is one word", set("云州市水务局文件", at{80, 120, 36, 0.7}), "云州市水务局文件"},
		{"two characters set wide are one word", set("通知", at{200, 120, 22, 1}), "通知"},
		{"a label set wide joins its text", joinChars(set("抄送", at{80, 700, 14, 1}), set("：市政府办公室。", at{122, 700, 14, 0})), "抄送：市政府办公室。"},
		{"words apart stay apart", joinChars(set("张某", at{80, 200, 16, 0}), set("李某", at{128, 200, 16, 0})), "张某 李某"},
		{"mixed sizes share a line", joinChars(set("密级", at{80, 200, 16, 0}), set("一年", at{112, 200, 10, 0})), "密级一年"},
		{"issuers stacked beside a large word stay apart", joinChars(
			set("云州市水务局", at{80, 100, 20, 0}), set("云州市财政局", at{80, 140, 20, 0}), set("文件", at{260, 122, 34, 0})),
			"云州市水务局/文件/云州市财政局"},
		{"close lines stay apart", joinChars(set("上一行字", at{80, 200, 16, 0}), set("下一行字", at{80, 217, 16, 0})), "上一行字/下一行字"},
		{"vertical type is left alone", joinChars(set("竖", at{80, 100, 16, 0}), set("排", at{80, 118, 16, 0})), "竖/排"},
		{"what stands off the page is no text", joinChars(set("正文", at{80, 200, 16, 0}), set("页外", at{800, 200, 16, 0})), "正文"},
	} {
		if got := strings.Join(texts(Compose(c.chars, 595, 842)), "/"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestComposeTakesTextPrintedTwiceForBold(t *testing.T) {
	once := set("特急", at{80, 100, 16, 0})
	twice := set("特急", at{80.3, 100, 16, 0})
	lines := Compose(joinChars(once, twice), 595, 842)
	if len(lines) != 1 || lines[0].Text() != "特急" || !lines[0].Spans[0].Bold {
		t.Errorf("%+v", lines)
	}
	far := set("特急", at{83, 103, 16, 0})
	if lines := Compose(joinChars(once, far), 595, 842); len(lines) != 1 || lines[0].Text() != "特急" {
		t.Errorf("a shadow at a fifth of the type became %+v", lines)
	}
	if l := Compose(set("人人", at{80, 100, 16, 0}), 595, 842); l[0].Text() != "人人" || l[0].Spans[0].Bold {
		t.Errorf("a word of two same characters became %+v", l[0])
	}
}

func TestComposeSaysHowMostOfASpanLooks(t *testing.T) {
	chars := set("云州市水务局文件", at{80, 100, 36, 0})
	for i := range chars {
		chars[i].Red, chars[i].Font = true, "XiaoBiaoSong"
	}
	chars[7].Font, chars[7].Red = "Other", false
	s := Compose(chars, 595, 842)[0].Spans[0]
	if !s.Red || s.Font != "XiaoBiaoSong" || s.Size != 36 || s.Conf != 1 {
		t.Errorf("%+v", s)
	}
}

func TestComposeDoesNotCareForTheOrderOfCharacters(t *testing.T) {
	chars := joinChars(set("关于开展检查的通知", at{100, 200, 22, 0}), set("各科室、直属单位：", at{80, 240, 16, 0}))
	want := strings.Join(texts(Compose(append([]Char(nil), chars...), 595, 842)), "/")
	for seed := range 20 {
		rand.New(rand.NewSource(int64(seed))).Shuffle(len(chars), func(i, j int) { chars[i], chars[j] = chars[j], chars[i] })
		if got := strings.Join(texts(Compose(append([]Char(nil), chars...), 595, 842)), "/"); got != want {
			t.Fatalf("seed %d: %q, want %q", seed, got, want)
		}
	}
}

func FuzzCompose(f *testing.F) {
	f.Add("关于 通知", 10.0, 20.0, 12.0, 0.5)
	f.Fuzz(func(t *testing.T, text string, x, y, size, gap float64) {
		chars := set(text, at{x, y, size, gap})
		n := 0
		for _, l := range Compose(chars, 595, 842) {
			for _, s := range l.Spans {
				n += len([]rune(s.Text))
			}
		}
		if n > 2*len(chars)+1 {
			t.Errorf("%d characters became %d", len(chars), n)
		}
	})
}
