package collect

import (
	"regexp"
	"strings"
	"unicode"

	"niandang/archive"
)

// fileFindings makes the findings that only a file's role makes worth saying.
func (g *grouping) fileFindings(p *piece) {
	if p.f.Status == archive.Secret {
		g.find(archive.NewFinding(archive.FSecretRefused, p.f.Path, "mark", p.face.Security, "number", p.number()))
	}
	if p.f.Role.Main() && p.f.Status != archive.Secret {
		g.numberForm(p)
		g.possibleSecret(p)
	}
}

// unusual finds what a number must not have (GB/T 9704-2012, 7.2.5: Arabic
// numerals, the year in full in 〔〕, no 第, no zeros before the serial).
var unusual = regexp.MustCompile(`〔(19|20)\d{2}〕[1-9]\d*号$`)

// numberForm reports a number that is printed in another form than the standard's.
// Spaces are the printer's, and recognised text proves nothing.
func (g *grouping) numberForm(p *piece) {
	n, full := fullNumber(p.face.Number)
	read := archive.Squeeze(p.face.NumberAsRead)
	if !full || read == "" || p.r.OCR || !issuedForm[p.face.Layout] {
		return
	}
	if unusual.MatchString(read) && strings.IndexFunc(read, wide) < 0 {
		return
	}
	g.find(archive.NewFinding(archive.FNumberForm, p.f.Path, "on_face", strings.TrimSpace(p.face.NumberAsRead), "canonical", n.String()))
}

// issuedForm are the layouts in which GB/T 9704 rules the number's form.
var issuedForm = map[string]bool{"文件": true, "信函": true, "命令": true, "纪要": true}

// wide reports digits and letters of full width.
func wide(r rune) bool {
	return r >= '！' && r <= '～' && (unicode.IsDigit(r) || unicode.IsLetter(r))
}

// saysSecret finds a name that calls its file secret in a word that is no mark:
// 涉密 about people, carriers or rules is a subject.
var saysSecret = regexp.MustCompile(`(^|[^不非无脱否])涉密(文件|资料|材料|稿|件)?($|[^\p{Han}]|勿|请|不得|不可|禁|严禁|切勿|注意|内部)`)

// possibleSecret asks a person to look at a scan that nobody could read, since a
// mark could stand on it, and at a file whose name calls it secret.
func (g *grouping) possibleSecret(p *piece) {
	unread := p.has(archive.FNoTextLayer, archive.FGarbledTextLayer) && p.face.Title == "" && (p.r.Chars < 8 || !p.r.OCR)
	if unread || saysSecret.MatchString(words(bareName(p))) {
		g.find(archive.NewFinding(archive.FPossibleSecret, p.f.Path))
	}
}

func bareName(p *piece) string {
	stem, _ := splitExt(baseOf(p.f.Path))
	return stem
}
