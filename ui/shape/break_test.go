package shape

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// cells measures as a terminal does: two for a Han character.
func cells(s string) (w float32) {
	for _, r := range s {
		w++
		if r >= 0x2E80 {
			w++
		}
	}
	return w
}

func TestLinesAreBrokenAsChineseIs(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float32
		want  []string
	}{
		{"定为永久、30年。", 40, []string{"定为永久、30年。"}},
		{"定为永久、30年、10年", 8, []string{"定为永", "久、30", "年、10年"}},
		{"共12件，30年保管", 8, []string{"共12件，", "30年保管"}},
		{"见《办法》第三条", 8, []string{"见《办", "法》第三", "条"}},
		{"Nothing is lost here", 10, []string{"Nothing is", "lost here"}},
		{"abcdefghijkl", 5, []string{"abcde", "fghij", "kl"}},
		{"", 5, []string{""}},
	} {
		got := Break(c.text, c.width, cells)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q at %v: %q, not %q", c.text, c.width, got, c.want)
		}
		for i, l := range got {
			r, _ := utf8.DecodeRuneInString(l)
			if i > 0 && strings.ContainsRune(closing, r) {
				t.Errorf("%q: a line begins with %c", got, r)
			}
		}
	}
}

func FuzzBreakLosesNothing(f *testing.F) {
	f.Add("定为永久、30年、10年，不归档。", 7)
	f.Add("（（（（，，，，", 2)
	f.Add("a  b", 1)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if width < 1 || width > 1000 || len(text) > 2000 {
			return
		}
		plain := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := strings.Join(Break(text, float32(width), cells), ""); plain(got) != plain(text) && utf8.ValidString(text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
