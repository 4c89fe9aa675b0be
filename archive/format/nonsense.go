package format

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive/page"
)

// The least signs that a layer is judged by, and how much of a page a picture
// covers that the layer lies over.
const (
	enoughSigns = 20
	coveringPic = 0.5
)

// badLayer reports a page whose text is none: a picture with a layer over it that
// some machine recognised without knowing the script, or type whose font maps its
// glyphs to characters at random.
func badLayer(p page.Page) bool {
	if p.OCR {
		return false
	}
	text := p.Text()
	return mostlyRare(text) || largestPicture(p) >= coveringPic*p.Width*p.Height && nonsense(text)
}

// mostlyRare reports a text in which fewer than a third of the Han are common
// ones. Traditional characters still share half, tables of names more.
func mostlyRare(text string) bool {
	han, common := 0, 0
	for _, r := range text {
		if r = foldRune(r); unicode.Is(unicode.Han, r) {
			han++
			if commonHan(r) {
				common++
			}
		}
	}
	return han >= 2*enoughSigns && 3*common < han
}

// nonsense reports a text in no language that offices here write: Han that is
// mostly rare, or next to no Han and few of the letters in words.
func nonsense(text string) bool {
	signs, han, common, letters, symbols := 0, 0, 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			continue
		case unicode.Is(unicode.Han, r):
			han++
			if commonHan(r) {
				common++
			}
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsDigit(r) && !strings.ContainsRune(`.,:;-/%()（），。：；、“”《》—`, r):
			symbols++
		}
		signs++
	}
	switch {
	case signs < enoughSigns:
		return false
	case 10*han >= signs:
		return han >= enoughSigns && 2*common < han
	}
	return 3*(letters+symbols) >= signs && 2*inWords(text) < letters+symbols
}

// commonHan reports the 3,755 characters of level 1 of GB 2312, which make up
// nearly all of a usual text.
func commonHan(r rune) bool { return levelOne()[r] }

var levelOne = sync.OnceValue(func() map[rune]bool {
	level := make(map[rune]bool, 3755)
	d := simplifiedchinese.GBK.NewDecoder()
	for row := 0xB0; row <= 0xD7; row++ {
		for cell := 0xA1; cell <= 0xFE; cell++ {
			s, err := d.Bytes([]byte{byte(row), byte(cell)})
			if r, _ := utf8.DecodeRune(s); err == nil && unicode.Is(unicode.Han, r) {
				level[r] = true
			}
		}
	}
	return level
})

// inWords counts the letters that stand in words of an alphabet: three letters or
// more with a vowel, in small letters but for the first, or all capitals.
func inWords(text string) int {
	n := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`.,:;-/()'"`, r) }) {
		rest := w[min(1, len(w)):]
		if len(w) < 3 || strings.IndexFunc(w, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }) >= 0 ||
			!strings.ContainsAny(strings.ToLower(w), "aeiouy") || rest != strings.ToLower(rest) && w != strings.ToUpper(w) {
			continue
		}
		n += len(w)
	}
	return n
}
