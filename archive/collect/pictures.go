package collect

import (
	"regexp"
	"strings"

	"niandang/archive"
)

// pictureWord are pictures that go with a document and have no text to speak of.
var pictureWord = regexp.MustCompile(`印模|印鉴|印样|印章|公章|图样|样式|样张|照片|示意图|平面图|位置图|红线图|效果图|分布图|地图|logo|标志`)

// pictures gives a picture without text of its own, such as the impression of a
// new seal, to the document beside it that shares its name and lists it, or that
// bears the whole rest of its name.
func (g *grouping) pictures() {
	for _, p := range g.open() {
		if !p.wordless() {
			continue
		}
		for _, doc := range g.folders[dirOf(p.f.Path)] {
			if doc == p || doc.attached() || doc.wordless() {
				continue
			}
			if n, title, ok := g.pictureOf(p, doc); ok {
				p.attach(doc.main(), n, title, "attachment_near")
				break
			}
		}
	}
}

// wordless reports a picture on which no title of a document was recognised.
func (p *piece) wordless() bool {
	return strings.HasPrefix(p.f.MIME, "image/") && p.number() == "" && p.face.Form == "" && p.marks.form == "" && !tells(p.face.Title) && !p.damaged()
}

// leastShared is how many characters of their names a document and its picture
// share at least.
const leastShared = 3

// pictureOf reports that a picture belongs to a document, and which of the listed
// attachments it is; 0 for none of them.
func (g *grouping) pictureOf(p, doc *piece) (n int, title string, ok bool) {
	own, its := nameOf(p), nameOf(doc)
	shared := sharedHead(own, its)
	rest := letters(string([]rune(own)[shared:]))
	if shared < leastShared || rest == "" {
		return 0, "", false
	}
	for _, i := range g.slotsOf[doc] {
		s := g.slots[i]
		if s.taken == nil && !s.implied && (strings.Contains(s.wording.s, rest) || pictureWord.MatchString(rest) && pictureWord.MatchString(s.title)) {
			g.slots[i].taken = p
			return s.n, s.title, true
		}
	}
	return 0, p.stem, shared == len([]rune(its)) && pictureWord.MatchString(rest)
}

// nameOf gives a file's name without its ending, folded.
func nameOf(p *piece) string {
	stem, _ := splitExt(baseOf(p.f.Path))
	return strings.ToLower(archive.Fold(stem))
}

// sharedHead counts the characters with which two names begin alike.
func sharedHead(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}
