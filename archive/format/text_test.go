package format

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"niandang/archive"
)

func encoded(t testing.TB, s string, enc interface{ Bytes([]byte) ([]byte, error) }) []byte {
	t.Helper()
	b, err := enc.Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecodeTextTellsEncodingsApart(t *testing.T) {
	const s = "3月12日15:20，市政府总值班室来电。\r\n记录人：赵某"
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()
	gb := encoded(t, s, simplifiedchinese.GB18030.NewEncoder())
	for _, c := range []struct {
		what, enc string
		b         []byte
	}{
		{"UTF-8", encUTF8, []byte(s)},
		{"UTF-8 with mark", encUTF8, append([]byte("\xEF\xBB\xBF"), s...)},
		{"GB18030", encGB18030, gb},
		{"UTF-16LE with mark", encUTF16LE, append([]byte("\xFF\xFE"), encoded(t, s, le)...)},
		{"UTF-16BE with mark", encUTF16BE, append([]byte("\xFE\xFF"), encoded(t, s, be)...)},
		{"UTF-16LE without mark", encUTF16LE, encoded(t, s, le)},
		{"UTF-16BE without mark", encUTF16BE, encoded(t, s, be)},
	} {
		if got, enc := decodeText(c.b); got != s || enc != c.enc {
			t.Errorf("%s: got %q as %s", c.what, got, enc)
		}
	}
	if _, enc := decodeText([]byte{0, 1, 2, 3, 0xff, 0xfe, 0, 0, 0, 0, 0}); enc != "" {
		t.Errorf("binary was taken for %s", enc)
	}
}

func TestFourByteCharactersOfGB18030(t *testing.T) {
	b := encoded(t, "𬭎基公司与㐱某", simplifiedchinese.GB18030.NewEncoder())
	if got, _ := decodeText(b); got != "𬭎基公司与㐱某" {
		t.Errorf("got %q", got)
	}
}

func FuzzDecodeText(f *testing.F) {
	f.Add([]byte("\xFF\xFE\x00"))
	f.Add([]byte("\xC4\xEA\xB5\xB5"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, enc := decodeText(b)
		if enc != "" && !utf8.ValidString(s) {
			t.Errorf("%s gave text that is no UTF-8", enc)
		}
		for _, l := range textDoc(s).Pages[0].Lines {
			if strings.TrimSpace(l.Text()) == "" {
				t.Error("an empty line")
			}
		}
	})
}

func TestSpansAreCutAtWideGaps(t *testing.T) {
	for in, want := range map[string][]string{
		"云水发〔2024〕3号\t签发人：赵某": {"云水发〔2024〕3号", "签发人：赵某"},
		"　　正文 一句":             {"正文 一句"},
		"甲局　　　　乙局":            {"甲局", "乙局"},
		"通　知":                 {"通　知"},
		"   ":                 nil,
	} {
		if got := splitSpans(in); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestMarkupGivesItsText(t *testing.T) {
	html := `<html><head><title>题</title><style>p{}</style></head><body><p>第一段<b>重</b></p><table><tr><td>甲</td><td>乙</td></tr></table><script>x</script></body></html>`
	if got := strings.Join(strings.Fields(htmlText([]byte(html))), "|"); got != "题|第一段重|甲|乙" {
		t.Errorf("HTML: got %q", got)
	}
	rtf := `{\rtf1\ansi\ansicpg936{\fonttbl{\f0 Arial;}}{\*\generator x;}\uc1 \'cd\'a8\'d6\'aa\par \u20851?\u20110?{\b A}\tab B\par}`
	if got := rtfText([]byte(rtf)); got != "通知\n关于A\tB\n" {
		t.Errorf("RTF: got %q", got)
	}
}

func FuzzMarkup(f *testing.F) {
	f.Add([]byte(`{\rtf1 \u-10179?\u-8704?\bin99999999 x}`))
	f.Add([]byte(`<p>a<td><script>`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		rtfText(b)
		htmlText(b)
	})
}

func TestRadicalsBecomePlainCharacters(t *testing.T) {
	if got := foldText("⼯作⻓⻅⾦額豈㐀〔〕"); got != "工作长见金額豈㐀〔〕" {
		t.Errorf("got %q", got)
	}
}

func TestNonsenseIsToldFromText(t *testing.T) {
	for s, want := range map[string]bool{
		"关于印发《云州市水库管理办法》的通知（云水发〔2024〕3号）":      false,
		"Report on COVID-19, 25 °C ± 1, naïve": false,
		"《ǎòǒ》拼音 ā á ǎ à 与水库管理办法注音说明":          false,
		"\ue11e\ue236\ue28a\ue0c0\ue0ba\ue03e": true,
		"¹ØÓÚ¿ªÕ¹¼ì²éµÄÍ¨Öª":                   true,
		"\ufffd\ufffd关于\ufffd\ufffd\ufffd":     true,
		"项目符号\uf06c一项\uf06c两项，文字都在":            false,
		"∑∏≤≥①②③㎡ ✓ ★ ●":                       false,
	} {
		if got := judge(s).garbled(); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

const letter = "From: =?GBK?B?1NbW3crQ?= <a@example.org>\r\nTo: b@example.org\r\nSubject: =?UTF-8?B?5oql6YCB5p2Q5paZ?=\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\nx+uy6crVoaM=\r\n" +
	"--x\r\nContent-Type: application/octet-stream; name=\"../../etc/a.txt\"\r\nContent-Disposition: attachment; filename=\"../../etc/a.txt\"\r\n\r\nhello\r\n" +
	"--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n\r\nagain\r\n--x--\r\n"

func TestMailGivesHeadersBodyAndFiles(t *testing.T) {
	in := file(t, "a.eml", []byte(letter))
	c := read(t, noHelpers(t, nil), in)
	for _, want := range []string{"Subject: 报送材料", "请查收。"} {
		if !strings.Contains(c.Doc.Text(), want) {
			t.Errorf("%q is not in %q", want, c.Doc.Text())
		}
	}
	want := []archive.Embedded{{Name: "a.txt", Size: 5}, {Name: "a (2).txt", Size: 5}}
	if !slices.Equal(c.Embedded, want) {
		t.Errorf("got %+v, want %+v", c.Embedded, want)
	}
	if got := members(t, in); !slices.Equal(got, []string{"a.txt=hello", "a (2).txt=again"}) {
		t.Errorf("members %q", got)
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(letter))
	f.Add(bytes.Repeat([]byte("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"), 30))
	f.Fuzz(func(t *testing.T, b []byte) {
		if env, err := parseMail(b); err == nil {
			mailFlow(env)
		}
	})
}
