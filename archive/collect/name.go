package collect

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// shownName gives a file name that is safe to show and to store. A name that is
// not UTF-8 is read as GB18030, in which old systems wrote it; where that gives
// no text either, the odd bytes are shown in hexadecimal. Control characters and
// characters that turn the direction of writing are shown by their code.
func shownName(s string) string {
	if !utf8.ValidString(s) {
		if d, ok := decodeGB(s); ok {
			s = d
		} else {
			s = hexBytes(s)
		}
	}
	if strings.IndexFunc(s, unprintable) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unprintable(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unprintable reports control characters and direction overrides: a name that
// hides its true ending (…fdp.exe) is an old trick.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

func hexBytes(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[0])
		} else {
			b.WriteRune(r)
		}
		s = s[n:]
	}
	return b.String()
}

// decodeGB decodes GB18030, which holds GBK and GB 2312; false where the bytes
// are not of it.
func decodeGB(s string) (string, bool) {
	d, err := simplifiedchinese.GB18030.NewDecoder().String(s)
	if err != nil || strings.ContainsRune(d, utf8.RuneError) || strings.ContainsFunc(d, unicode.IsControl) {
		return "", false
	}
	return d, true
}

// unique gives name, with a number before its ending where it was taken already.
func unique(name string, taken map[string]bool) string {
	out := name
	for n := 2; taken[out]; n++ {
		stem, ext := splitExt(name)
		out = fmt.Sprintf("%s~%d%s", stem, n, ext)
	}
	taken[out] = true
	return out
}

// splitExt parts a name from its ending; an ending has a dot and one to eight
// ASCII letters or digits.
func splitExt(name string) (stem, ext string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || strings.HasSuffix(name, "/") || len(name)-i < 2 || len(name)-i > 9 {
		return name, ""
	}
	for _, c := range name[i+1:] {
		if c > unicode.MaxASCII || !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return name, ""
		}
	}
	return name[:i], name[i:]
}

// baseOf gives the last part of a path, dirOf what stands before it. Members of
// containers and folders count alike.
func baseOf(path string) string {
	path = strings.TrimSuffix(path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}

func dirOf(path string) string {
	path = strings.TrimSuffix(path, "/")
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return ""
	}
	return path[:i]
}
