package pdf

import (
	"math"
	"strings"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"niandang/archive/page"
)

// look is how a character is set.
type look struct {
	size float64
	font string
	bold bool
	red  bool
}

// chars gives the characters of the page in the order of its content. Spaces and
// line ends that pdfium adds are left out: page.Compose finds them by itself.
func (s *sheet) chars() ([]page.Char, error) {
	t, err := s.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: s.ref})
	if err != nil {
		return nil, err
	}
	text := t.TextPage
	defer func() { _, _ = s.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text}) }()
	n, err := s.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return nil, err
	}
	chars := make([]page.Char, 0, min(n.Count, maxChars))
	for i := range min(n.Count, maxChars) {
		c, ok := s.char(text, i)
		if !ok {
			continue
		}
		if last := len(chars) - 1; last >= 0 && utf16.IsSurrogate(chars[last].R) {
			chars[last].R = utf16.DecodeRune(chars[last].R, c.R) // pdfium gives the halves one by one
			continue
		}
		chars = append(chars, c)
	}
	return chars, nil
}

// char gives one character; ok is false for what pdfium added or cannot place.
func (s *sheet) char(text references.FPDF_TEXTPAGE, i int) (page.Char, bool) {
	u, err := s.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
	if err != nil || !printable(rune(u.Unicode)) {
		return page.Char{}, false
	}
	if g, err := s.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: i}); err != nil || g.IsGenerated {
		return page.Char{}, false
	}
	l := s.look(text, i)
	at, turn, ok := s.em(text, i, l.size)
	if !ok {
		return page.Char{}, false
	}
	return page.Char{
		R: rune(u.Unicode), Box: s.to.box(at), Size: l.size, Font: l.font, Bold: l.bold, Red: l.red, Conf: 1, Turn: turn,
	}, true
}

// em gives a character's box: as wide as the advance, as high as the em. pdfium's
// own boxes are those of the ink, or of a face whose measures may be missing: from
// the box of a comma nobody could tell its line. The second value is the slope of
// its baseline.
func (s *sheet) em(text references.FPDF_TEXTPAGE, i int, size float64) (box, float64, bool) {
	b, err := s.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if err != nil {
		return box{}, 0, false
	}
	at := box{float64(b.Rect.Left), float64(b.Rect.Bottom), float64(b.Rect.Right), float64(b.Rect.Top)}
	o, err := s.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i})
	if err != nil {
		return at, 0, true
	}
	m, err := s.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i})
	if err != nil {
		return at, 0, true
	}
	along := unit(float64(m.Matrix.A), float64(m.Matrix.B))
	up := unit(float64(m.Matrix.C), float64(m.Matrix.D))
	advance := math.Abs(along[0])*at.w() + math.Abs(along[1])*at.h()
	em := matrix{along[0] * advance, along[1] * advance, up[0] * size, up[1] * size, o.X, o.Y}
	return em.box(box{0, -descender, 1, ascender}), s.to.slope(along[0], along[1]), true
}

// unit gives the direction of a vector.
func unit(x, y float64) [2]float64 {
	n := math.Hypot(x, y)
	if n == 0 {
		return [2]float64{}
	}
	return [2]float64{x / n, y / n}
}

// printable leaves out control characters, byte order marks and characters that
// are none.
func printable(r rune) bool {
	return r >= 0x20 && r != 0xFFFE && r != 0xFFFF && r != 0xFFFD && r != 0xFEFF && r != 0xAD && (r < 0x7F || r > 0x9F)
}

func (s *sheet) look(text references.FPDF_TEXTPAGE, i int) look {
	l := look{size: 1}
	if z, err := s.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: i}); err == nil {
		l.size = z.FontSize
	}
	if m, err := s.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i}); err == nil {
		l.size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	}
	if f, err := s.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text, Index: i}); err == nil {
		l.font = plainName(f.FontName)
		l.bold = isBold(f.FontName, f.Flags)
	}
	if c, err := s.FPDFText_GetFillColor(&requests.FPDFText_GetFillColor{TextPage: text, Index: i}); err == nil {
		l.red = isRed(float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
	}
	return l
}

// plainName takes the subset tag off a font name.
func plainName(name string) string {
	if len(name) > 7 && name[6] == '+' {
		return name[7:]
	}
	return name
}

const forceBold = 1 << 18 // ISO 32000-1, table 123

func isBold(name string, flags int) bool {
	low := strings.ToLower(name)
	return flags&forceBold != 0 || strings.Contains(low, "bold") || strings.Contains(low, "heavy") ||
		strings.Contains(low, "black")
}

// isRed tells the red of headings, rules and seals from other colours.
func isRed(r, g, b float64) bool { return r >= 0.5 && r-g >= 0.3 && r-b >= 0.3 }
