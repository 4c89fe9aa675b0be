package store

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"niandang/archive"
)

func TestRadicalsAreOfTheSupplementBlock(t *testing.T) {
	f := newFolder()
	if len([]rune(radicals)) != 2*len(f.radical) {
		t.Errorf("%d characters make %d pairs", len([]rune(radicals)), len(f.radical))
	}
	for from, to := range f.radical {
		if from < 0x2E80 || from > 0x2EFF || to < 0x3400 || !unicode.Is(unicode.Han, to) {
			t.Errorf("%U %c to %U %c", from, from, to, to)
		}
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"防汛值班":       "防汛 汛值 值班 班 ",
		"防\n汛　值":     "防汛 汛值 值 ",
		"通知》的":       "通知 知 的 ",
		"函":          "函 ",
		"发〔2021〕13号": "发 2021 13 号 ",
		"ＰＤＦ文件A4":    "pdf 文件 件 a4 ",
		"⽔库⻝堂":       "水库 库食 食堂 堂 ",
		"a b":        "a b ",
		"李𬭎":         "李𬭎 𬭎 ",
		"":           "",
		"，。":         "",
		"㈠号①":        "一 号 1 ",
		"3.5":        "3 5 ",
	} {
		if got := tokens(runs(newFolder().signs(text))); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]archive.Number{
		"云水发〔2021〕13号":    {Prefix: "云水发", Year: 2021, Serial: 13},
		"云水发﹝2021﹞0013 号": {Prefix: "云水发", Year: 2021, Serial: 13},
		"云水发【2021】第13号":   {Prefix: "云水发", Year: 2021, Serial: 13},
		"［２０２１］１３":        {Year: 2021, Serial: 13},
		"2021 13":         {Year: 2021, Serial: 13},
		"2021年13号":        {Year: 2021, Serial: 13},
		" 云水发 2021-13 ":   {Prefix: "云水发", Year: 2021, Serial: 13},
		"2021":            {},
		"202113":          {},
		"第5号":             {},
		"云水发〔2021〕0号":     {},
		"关于2021年工作的通知":    {},
		"云水发〔3021〕13号":    {},
	} {
		got, ok := parseNumber(newFolder(), text)
		if got != want || ok != (want.Serial != 0) {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}

func TestInitials(t *testing.T) {
	for text, want := range map[string]string{"关于印发《办法》的通知": "gyyfbfdtz", "A4纸": "z", "": ""} {
		if got := initials(newFolder().signs(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestSnippetIsTwoLinesAroundTheHit(t *testing.T) {
	long := strings.Repeat("前", 100) + "水库" + strings.Repeat("后", 100)
	got := snippet(newFolder(), long, ask(newFolder(), "水库"))
	want := "…" + strings.Repeat("前", snippetBefore) + "\x02水库\x03" + strings.Repeat("后", snippetLength-snippetBefore-2) + "…"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for text, want := range map[string]string{
		"一\x02二\x03水库":             "一二\x02水库\x03",
		"上一句。本句水\n 库":              "…本句\x02水库\x03",
		"2021水库 in 2021\nand 2021": "2021\x02水库\x03 in 2021 and 2021",
		"没有":                       "没有",
	} {
		if got := snippet(newFolder(), text, ask(newFolder(), "水库")); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("关于⽔库\n安全的通知", "水库 通知")
	f.Add("ﬁle ①㈠ \xff\x02", "file")
	f.Fuzz(func(t *testing.T, text, query string) {
		fold := newFolder()
		a := ask(fold, query)
		s := snippet(fold, text, a)
		if strings.Count(s, hitStart) != strings.Count(s, hitEnd) {
			t.Errorf("marks do not pair in %q", s)
		}
		if n := utf8.RuneCountInString(s); n > snippetLength+4+2*strings.Count(s, hitStart) {
			t.Errorf("a snippet of %d characters", n)
		}
		if strings.ContainsAny(s, "\n\t") {
			t.Errorf("a snippet of several lines: %q", s)
		}
	})
}

func FuzzSigns(f *testing.F) {
	f.Add("防汛 值班２０２１㈠⻝")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, s := range newFolder().signs(text) {
			if s.from < at || s.to > len(text) || s.from >= s.to {
				t.Fatalf("sign %+v after %d in %q", s, at, text)
			}
			at = s.from
		}
	})
}

func FuzzSet(f *testing.F) {
	f.Add([]byte{1, 2, 200}, []byte{2, 3})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		in := func(list []byte, n int) bool { return slices.Contains(list, byte(n)) }
		for n := range 256 {
			for name, got := range map[string]bool{
				"and": makeSet(a).and(makeSet(b)).has(int64(n)) == (in(a, n) && in(b, n)),
				"or":  makeSet(a).or(makeSet(b)).has(int64(n)) == (in(a, n) || in(b, n)),
				"not": makeSet(a).without(makeSet(b)).has(int64(n)) == (in(a, n) && !in(b, n)),
			} {
				if !got {
					t.Fatalf("%s of %v and %v is wrong at %d", name, a, b, n)
				}
			}
		}
		s := makeSet(a)
		if again := parseSet(strings.Trim(s.json(), "[]")); again.count() != s.count() || again.without(s).count() != 0 {
			t.Fatalf("%v reads back as %v", s, again)
		}
	})
}

func makeSet(list []byte) set {
	var s set
	for _, b := range list {
		s.add(int64(b))
	}
	return s
}
